//! Tests of the normal form and of the way back from it to the source.

use super::*;
use proptest::prelude::*;

fn check(source: &str, expected: &str) {
    let normal = Normalised::of(source);
    assert_eq!(normal.text(), expected, "{source:?}");
    check_map(source, &normal);
}

/// What holds for any text.
fn check_map(source: &str, normal: &Normalised) {
    let text = normal.text();
    assert_eq!(Normalised::of(text).text(), text, "normalising {source:?} twice changes it");
    assert_eq!(source.matches('\n').count(), text.matches('\n').count());
    let mut last_end = 0;
    for (at, c) in text.char_indices() {
        let range = normal.source_range(ByteRange::new(at, at + c.len_utf8()));
        assert!(source.is_char_boundary(range.start) && source.is_char_boundary(range.end), "{source:?} {at}");
        assert!(range.start < range.end, "{source:?} {at}: {range:?}");
        assert!(range.end >= last_end, "{source:?}: not monotone at {at}");
        if range.start >= last_end {
            let skipped = &source[last_end..range.start];
            assert_eq!(Normalised::of(skipped).text().trim_start_matches(' '), "", "{source:?}: {skipped:?} is lost");
            assert_eq!(normal.normal_offset(range.start), at, "{source:?}");
        }
        last_end = range.end;
    }
    let (mut last, mut at) = (0, 0);
    for c in source.chars() {
        let there = normal.normal_offset(at);
        assert!(text.is_char_boundary(there) && there >= last);
        last = there;
        at += c.len_utf8();
    }
    assert_eq!(normal.normal_offset(source.len()), text.len());
    let all = normal.source_range(ByteRange::new(0, text.len()));
    assert!(all.end <= source.len());
}

#[test]
fn leaves_normal_text_alone() {
    for text in ["", "令和6年7月9日、約2.3万人分。\n", "abc\tdef\n", "カード「ガイド」ー・※→■"]
    {
        check(text, text);
    }
}

#[test]
fn folds_widths_and_compatibility_forms() {
    check("２０２４年（令和６年）", "2024年(令和6年)");
    check("ｶﾞｲﾄﾞﾎﾟｽﾀｰｱﾞ", "ガイドポスターア\u{3099}");
    check("か\u{3099}は\u{309a}", "がぱ");
    check("㈱架空商事 ㍻㍼ №℡ ㎏", "(株)架空商事 平成昭和 NoTEL kg");
    check("e\u{301}a\u{301}\u{323}", "éạ\u{301}");
    check("神\u{e0100}の１", "神の1");
    check("神社", "神社");
}

#[test]
fn folds_radicals_to_characters() {
    check("⺠間⻑野⻘⾊⽉⽇", "民間長野青色月日");
    check("神⼾", "神戸");
    check("⻩⾊の⿊", "黄色の黒");
}

#[test]
fn folds_dashes_but_not_the_long_vowel() {
    check("03−1234–5678—9―0‐1‑2－3ー4ｰ5", "03-1234-5678-9-0-1-2-3ー4ー5");
    check("4月1日〜5月〜～6月", "4月1日~5月~~6月");
}

#[test]
fn folds_every_space_to_one_of_its_own() {
    check("令和\u{3000}４\u{a0}年\u{2003}\u{2009}3", "令和 4 年  3");
    check("\u{3000}\u{3000}見出し", "  見出し");
}

#[test]
fn drops_what_has_no_width() {
    check("\u{feff}漏\u{200b}え\u{200d}い\u{202e}件\u{2066}\u{ad}", "漏えい件");
    check("か\u{200b}\u{3099}", "が");
    check("か\u{3099}\u{200b}\u{3099}\u{200b}x", "が\u{3099}x");
}

#[test]
fn keeps_enclosed_numbers_apart_from_digits() {
    check("②30件", "(2)30件");
    check("⑴30件⒈30件❶30件➀1⓫2㉑3㊱4⓪5", "(1)30件(1)30件(1)30件(1)1(11)2(21)3(36)4(0)5");
    check("㊊㋐㊀ⓐ", "(月)(ア)(一)(a)");
    check("1,234件²", "1,234件^2");
    check("10²個 CO₂", "10^2個 CO2");
}

#[test]
fn keeps_lines() {
    check("一行目\r\n二行目\r三\n\r\n", "一行目\n二行目 三\n\n");
    check("一\u{2028}二\u{b}三", "一 二 三");
}

#[test]
fn finds_the_way_back_from_a_part_of_a_sign() {
    let source = "②\u{200b}３０件";
    let normal = Normalised::of(source);
    assert_eq!(normal.text(), "(2)30件");
    assert_eq!(normal.source_range(ByteRange::new(1, 2)), ByteRange::new(0, 3));
    assert_eq!(normal.source_range(ByteRange::new(3, 5)).of(source), "３０");
    assert_eq!(normal.source_range(ByteRange::new(3, 8)).of(source), "３０件");
    assert_eq!(normal.source_range(ByteRange::new(2, 4)).of(source), "②\u{200b}３");
    assert_eq!(normal.source_range(ByteRange::new(5, 5)), ByteRange::new(12, 12));
}

#[test]
fn bears_long_runs_of_marks() {
    let marks = format!("か{}x", "\u{3099}\u{200b}\u{301}\u{323}".repeat(20_000));
    check_map(&marks[..3], &Normalised::of(&marks[..3]));
    assert!(Normalised::of(&marks).text().ends_with('x'));
    let hangul = "\u{1100}\u{1161}\u{11a8}".repeat(20_000);
    assert_eq!(Normalised::of(&hangul).text(), "각".repeat(20_000));
}

#[test]
fn plain_and_boundary_characters_never_join_what_stands_before() {
    let decompositions = icu_normalizer::properties::CanonicalDecompositionBorrowed::new();
    let nfkc = icu_normalizer::ComposingNormalizer::new_nfkc();
    let mut buffer = [0; 4];
    for c in '\0'..=char::MAX {
        if let icu_normalizer::properties::Decomposed::Expansion(first, second) = decompositions.decompose(c) {
            let pair: String = [first, second].into_iter().collect();
            // U+223C is a wave dash to us and loses what was drawn through it.
            if first != '\u{223c}' && nfkc.normalize(&pair) == c.to_string() {
                let source = format!("{first}\u{200b}{second}");
                assert_eq!(Normalised::of(&source).text(), Normalised::of(&c.to_string()).text(), "{c:?}");
                assert_eq!(scan::plain_until(second.encode_utf8(&mut buffer).as_bytes(), 0), 0, "{second:?} joins");
            }
        }
        let s = c.encode_utf8(&mut buffer);
        if scan::plain_until(s.as_bytes(), 0) > 0 {
            assert_eq!(nfkc.normalize(s), *s, "{c:?} is no normal form");
        }
    }
}

#[test]
fn every_single_character_keeps_the_contract() {
    for c in '\0'..=char::MAX {
        let source = format!("a{c}1");
        check_map(&source, &Normalised::of(&source));
    }
}

#[test]
fn radicals_are_sorted_and_lead_to_normal_characters() {
    let mut last = '\0';
    for line in include_str!("../../data/radicals.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 3, "{line}");
        let radical = columns[0].chars().next().unwrap();
        assert!(last < radical, "{line}");
        assert_eq!(Normalised::of(columns[1]).text(), columns[1], "{line}");
        last = radical;
    }
}

/// Characters that meet each other in odd ways.
fn odd_text() -> impl Strategy<Value = String> {
    let odd = proptest::sample::select(vec![
        'a',
        '1',
        '0',
        ' ',
        '\n',
        '\r',
        '\t',
        'か',
        'が',
        '件',
        '①',
        '②',
        '⒈',
        '㈱',
        '㍻',
        '㊊',
        '⺠',
        '⼾',
        '⽉',
        'ｶ',
        'ﾞ',
        'ﾟ',
        'ｰ',
        'ー',
        '\u{3099}',
        '\u{309a}',
        '\u{309b}',
        '\u{200b}',
        '\u{200d}',
        '\u{feff}',
        '\u{202e}',
        '\u{301}',
        '\u{323}',
        '\u{338}',
        '=',
        '−',
        '—',
        '〜',
        '～',
        '１',
        '，',
        '（',
        '\u{3000}',
        '\u{a0}',
        '²',
        '½',
        '\u{fe58}',
        '\u{e0100}',
        '\u{1100}',
        '\u{1161}',
        '\u{11a8}',
        '각',
        '가',
        'ᄀ',
        'ﾡ',
        'ￂ',
        '\u{9c7}',
        '\u{9be}',
        '\u{344}',
        'é',
        'Ω',
        '神',
        '👩',
        'ﷺ',
    ]);
    proptest::collection::vec(odd, 0..24).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]
    #[test]
    fn any_odd_text_keeps_the_contract(source in odd_text()) {
        check_map(&source, &Normalised::of(&source));
    }

    #[test]
    fn any_text_keeps_the_contract(source in "\\PC{0,40}") {
        check_map(&source, &Normalised::of(&source));
    }
}
