//! What holds for every reading, whatever the text: values carry evidence inside their page, articles lie apart, order is fixed.
//!
//! The texts are sentences of notices written for this test, shuffled, cut, doubled and spoiled by a seeded generator, so that
//! each run tries the same thousand.

#![expect(clippy::disallowed_methods, reason = "a test of bounded time has to look at the clock")]

use std::time::{Duration, Instant};

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{ByteRange, Found, Incident, Page};
use jikenbo_reading::{Hint, Reading, read};

const PATIENCE: Duration = Duration::from_secs(60);

const PIECES: &[&str] = &[
    "【お詫び】個人情報漏えいに関するお知らせ",
    "2024年5月20日 架空商事株式会社",
    "令和6年5月20日、弊社のサーバーが不正アクセスを受け、お客様約2.3万人分の氏名と住所が漏えいした可能性があることが判明いたしました。",
    "クレジットカード情報は含まれておりません。",
    "(1) 対象 会員1,234名、従業員56名(計1,290名)",
    "委託先の架空システム株式会社のメールサーバーから",
    "同日、個人情報保護委員会に報告し、翌日警察に相談しました。",
    "◆架空市、児童39名の名簿を紛失",
    "■経緯",
    "4月1日から同月5日まで 2023年12月〜2024年1月 元年 ㍻31年4月",
    "氏名\t住所\t電話番号",
    "最大2110人分 のべ37万件 数百件 0件 ①②③ ½",
    "https://www.example.co.jp/news/0520.html",
    "----------------------------------------",
    "同社によると、二次被害は確認されていないという。",
    "再発防止策として、従業員教育を徹底し、多要素認証を導入いたします。",
    "以上",
    "\u{202e}右から左\u{202c} \u{feff}\u{200b} ｶﾅﾊﾝｶｸ ⽉⽇ 𠮷野家",
    "（以下「当社」といいます。）",
    "1、概要",
    "(3)",
    "■□",
    "2) 株式会社架空商事",
    "会社名：架空商事株式会社（旧社名：見本物産株式会社）",
    "架空市役所",
    "代表取締役 見本太郎",
    "約18446744073709551615人、うち2人、計18446744073709551615件",
    "A．件名 【事例1】件名 ■□件名 - 1 - ★1 件名",
    "【公表日】2024年7月5日 【規　模】2千人",
    "1日から5日まで 2025/9/22-09/29 4~6月 1993~2006年度",
    "前の投稿　ホーム　次の投稿",
    "© 2024 架空商事",
    "〒000-0000 見本県架空市本町1-1 TEL 000-000-0000",
];
const SPOILS: &[&str] =
    &["", "\n", "\n\n", " ", "　", "。", "、", "（", "」", "9", "年", "月", "を", "は", "\u{1f}", "🀄", "\r\n", "\t"];

/// A generator whose numbers are the same everywhere (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

fn text(seed: u64) -> String {
    let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut text = String::new();
    for _ in 0..numbers.below(24) + 1 {
        let piece = PIECES[numbers.below(PIECES.len())];
        match numbers.below(4) {
            0 => {
                // Cut somewhere, spoiled there.
                let at = piece.char_indices().nth(numbers.below(piece.chars().count())).map_or(0, |(at, _)| at);
                text += &piece[..at];
                text += SPOILS[numbers.below(SPOILS.len())];
                text += &piece[at..];
            }
            1 => text += &piece.repeat(numbers.below(3) + 1),
            _ => text += piece,
        }
        text += SPOILS[numbers.below(SPOILS.len())];
        if numbers.below(2) == 0 {
            text.push('\n');
        }
    }
    text
}

fn reading(text: &str, lexicon: &Lexicon) -> Option<Reading> {
    let start = Instant::now();
    let reading = read(text.as_bytes(), &Hint::of_name("a.txt"), lexicon).ok();
    assert!(start.elapsed() < PATIENCE, "{} bytes took {:?}", text.len(), start.elapsed());
    reading
}

/// Every range of a value lies within its page, on whole characters, and is not empty.
fn proved<T: std::fmt::Debug>(page: &Page, found: &Found<T>) {
    assert!(!found.evidence.is_empty(), "{found:?} has no evidence");
    assert!(!found.rule.is_empty(), "{found:?}");
    for &range in &found.evidence {
        quoted(page, range, found);
    }
}

fn quoted(page: &Page, range: ByteRange, of: &impl std::fmt::Debug) {
    assert!(page.text.get(range.start..range.end).is_some_and(|quote| !quote.is_empty()), "{of:?} in {:?}", page.text);
}

fn check(reading: &Reading) {
    let page = &reading.page;
    let mut end = 0;
    for report in &reading.reports {
        let article = &report.article;
        assert!(article.range.start >= end, "articles overlap in {:?}", page.text);
        quoted(page, article.range, &"article");
        end = article.range.end;
        report.published_on.iter().for_each(|found| proved(page, found));
        report.publisher.iter().for_each(|found| proved(page, found));
        article.source_urls.iter().for_each(|found| proved(page, found));
        report.incidents.iter().for_each(|incident| check_incident(page, incident));
    }
}

fn check_incident(page: &Page, incident: &Incident) {
    let Incident { victims, contractors, sector, prefecture, causes, consequences, malware, vulnerabilities, .. } =
        incident;
    for found in [victims, contractors, malware, vulnerabilities].into_iter().flatten() {
        proved(page, found);
        assert!(!found.value.trim().is_empty(), "{found:?}");
    }
    sector.iter().for_each(|found| proved(page, found));
    prefecture.iter().for_each(|found| proved(page, found));
    causes.iter().for_each(|found| proved(page, found));
    consequences.iter().for_each(|found| proved(page, found));
    incident.data_types.iter().for_each(|found| proved(page, found));
    incident.counts.iter().for_each(|found| proved(page, found));
    incident.events.iter().for_each(|found| proved(page, found));
    incident.authorities.iter().for_each(|found| proved(page, found));
    incident.protection.iter().for_each(|found| proved(page, found));
    incident.secondary_damage.iter().for_each(|found| proved(page, found));
    incident.responses.iter().for_each(|found| proved(page, found));
    incident.preventions.iter().for_each(|found| proved(page, found));
    assert!(incident.headline.is_none_or(|index| index < incident.counts.len()));
    for event in &incident.events {
        assert!(event.value.end.is_none() || event.value.date.is_some(), "an end without a beginning: {event:?}");
    }
    for doubt in &incident.doubts {
        assert!(page.text.get(doubt.at.start..doubt.at.end).is_some(), "{doubt:?}");
    }
}

#[test]
fn every_value_of_any_text_is_proved_by_its_page() {
    let lexicon = Lexicon::full();
    let read = (0..1_000).filter_map(|seed| reading(&text(seed), lexicon)).inspect(check).count();
    assert!(read > 900, "only {read} texts could be read");
}

#[test]
fn reading_twice_gives_the_same() {
    let lexicon = Lexicon::full();
    for seed in 0..40 {
        let twice = [0, 1].map(|_| reading(&text(seed), lexicon).map(|reading| format!("{:?}", reading.reports)));
        assert_eq!(twice[0], twice[1]);
    }
}

#[test]
fn long_lines_and_long_lists_cost_no_more_than_their_bytes() {
    let lexicon = Lexicon::full();
    for piece in [
        "令和6年5月20日、",
        "2024年5月20日",
        "1,234人、",
        "約",
        "漏えいした可能性",
        "株式会社",
        "架空商事株式会社は、",
        "確認されておりません",
        "（",
        "「",
        "同日",
        "氏名、住所、",
        "を",
        "。",
        "あ\n",
        "◆架空市、名簿を紛失\n\n",
        "■\n",
        "1. 概要\n",
        "2024年5月20日\n\n",
    ] {
        let text = piece.repeat((400_000 / piece.len()).min(60_000));
        reading(&text, lexicon).iter().for_each(check);
    }
}

#[test]
fn many_headings_that_differ_cost_no_more_than_their_bytes() {
    let lexicon = Lexicon::full();
    let letter = |n: u32| char::from_u32(0x4e00 + n % 20_000).unwrap_or('一');
    // Each label stands below two headings; each heading has an item that is told.
    let labelled = |n: u32| format!("\n見本の見出しその{n}号の件\n札{}{}\n", letter(n / 2), letter(n / 40_000));
    let told = |n: u32| format!("\n◆架空市{}が名簿を紛失\n架空市は5月8日、名簿を紛失したと発表した。\n", letter(n));
    for page in [(0..48_000).map(labelled).collect::<String>(), (0..8_000).map(told).collect()] {
        reading(&page, lexicon).iter().for_each(check);
    }
}
