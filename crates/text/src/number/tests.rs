//! Tests of reading numbers as Japanese notices write them.

use super::*;

fn check(text: &str, value: impl Into<Option<u64>>, taken: &str) {
    let read = read_number(text);
    assert_eq!(read.map(|(number, _)| number.value), value.into(), "{text}");
    assert_eq!(read.map_or("", |(_, len)| &text[..len]), taken, "{text}");
}

#[test]
fn reads_arabic_numbers() {
    check("1,234人", 1234, "1,234");
    check("1,234,567件", 1_234_567, "1,234,567");
    check("1234、5", 1234, "1234");
    check("0件", 0, "0");
    check("12,34", 12, "12");
    check("1,2345人", None, "");
    check("0120-123", None, "");
    check("2024.7.9", None, "");
    check("192.168.0.1", None, "");
    check("人", None, "");
}

#[test]
fn reads_numbers_with_chinese_units() {
    check("2万8千人", 28_000, "2万8千");
    check("12万3千", 123_000, "12万3千");
    check("12万3,456人", 123_456, "12万3,456");
    check("1億2千万件", 120_000_000, "1億2千万");
    check("3千5百", 3_500, "3千5百");
    check("5000万", 50_000_000, "5000万");
    check("2 万 8 千人", 28_000, "2 万 8 千");
    check("1 万 234 人", 10_234, "1 万 234");
    check("3 人 4 千", 3, "3");
    check("2 3千", 2, "2");
}

#[test]
fn scales_decimals_exactly() {
    check("2.3万人", 23_000, "2.3万");
    check("1,234.5万", 12_345_000, "1,234.5万");
    check("2.0万", 20_000, "2.0万");
    assert_eq!(read_number_or_why("2.33335万人"), Some((Err(NumberError::NotWhole), "2.33335万".len())));
    assert_eq!(read_number_or_why("0.5件"), Some((Err(NumberError::NotWhole), 3)));
}

#[test]
fn reads_chinese_numbers() {
    check("三百二十件", 320, "三百二十");
    check("二〇二四年", 2024, "二〇二四");
    check("二○二四年", 2024, "二○二四");
    check("三○人", 3, "三");
    check("十二名", 12, "十二");
    check("千二百", 1200, "千二百");
    check("二万八千", 28_000, "二万八千");
    check("壱万弐千", 12_000, "壱万弐千");
    check("参加者", None, "");
    check("万一", None, "");
    check("一部", 1, "一");
}

#[test]
fn marks_numbers_that_are_a_little_more() {
    for (text, value, taken) in [
        ("十数人", 10, "十数"),
        ("20数名", 20, "20数"),
        ("百数十件", 100, "百数十"),
        ("1万数千人", 10_000, "1万数千"),
        ("十数万件", 100_000, "十数万"),
        ("千余名", 1000, "千余"),
        ("100余りの", 100, "100余り"),
    ] {
        check(text, value, taken);
        assert!(read_number(text).unwrap().0.some_more, "{text}");
    }
    check("3数", 3, "3");
}

#[test]
fn refuses_what_is_too_large() {
    assert_eq!(read_number_or_why(&"9".repeat(50)), Some((Err(NumberError::TooLarge), 50)));
    assert_eq!(read_number_or_why("99999999兆"), Some((Err(NumberError::TooLarge), 11)));
    assert_eq!(read_number("18446744073709551615").unwrap().0.value, u64::MAX);
    assert_eq!(read_number("18446744073709551616"), None);
    assert_eq!(read_number_or_why(&"九".repeat(50)).unwrap().0, Err(NumberError::TooLarge));
    assert_eq!(
        read_number_or_why("0.00000000000000000000000000000000000000000001万").unwrap().0,
        Err(NumberError::NotWhole)
    );
}

fn check_found(text: &str, expected: &[u64]) {
    let found: Vec<u64> = find_numbers(text).filter_map(|mention| mention.number.ok()).map(|n| n.value).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn finds_the_numbers_of_a_sentence() {
    check_found("お客様約2.3万人、うち1,234件と三名", &[23_000, 1234, 3]);
    check_found("数百件、数10件、何千人、数千万件", &[]);
    check_found("人数50名、件数1,200件、対象者数:30人、約数10件", &[50, 1200, 30]);
    check_found("電話03-1234-5678", &[1234, 5678]);
    check_found("何1つ2つ", &[1, 2]);
    check_found("", &[]);
}

#[test]
fn bears_hostile_text() {
    assert_eq!(find_numbers(&"9".repeat(10_000_000)).count(), 1);
    assert_eq!(find_numbers(&"九".repeat(1_000_000)).count(), 1);
    assert_eq!(find_numbers(&"1,".repeat(1_000_000)).count(), 1_000_000);
    assert_eq!(find_numbers(&"1.".repeat(1_000_000)).count(), 0);
    assert_eq!(find_numbers(&"千".repeat(100_000)).count(), 100_000);
    assert_eq!(find_numbers(&"数百、".repeat(100_000)).count(), 0);
    assert_eq!(find_numbers(&"万".repeat(100_000)).count(), 0);
    assert!(find_numbers(&"2 万 ".repeat(100_000)).count() > 0);
}

#[test]
fn finds_before_counters_what_is_found_in_the_whole_text() {
    let check = |text: &str, expected: &[u64]| {
        let counters = || text.match_indices(['件', '名', '人']).map(|(at, _)| at);
        let before: Vec<NumberMention> = find_numbers_before(text, counters()).collect();
        let counted = |found: &NumberMention| {
            let rest = text[found.range.end..].trim_start_matches([' ', '」', 'つ', 'の']);
            rest.starts_with(['件', '名', '人'])
        };
        let whole: Vec<NumberMention> = find_numbers(text).filter(counted).collect();
        assert!(whole.iter().all(|found| before.contains(found)), "{text}");
        let values: Vec<u64> =
            before.iter().filter(|found| counted(found)).flat_map(|found| found.number).map(|n| n.value).collect();
        assert_eq!(values, expected, "{text}");
    };
    check("2024年3月に約1万2,345件、うち3名の氏名", &[12_345, 3]);
    check("人数50名、数百件、数10件、何千人", &[50]);
    check("「2 万 8 千」 件、十数名、三千人分のファイル、20余り名", &[28_000, 10, 3_000, 20]);
    check("2024.7.9 3件、1,2345件", &[3]);
    check("件", &[]);
    check("", &[]);
    let long = "1件".repeat(100_000);
    assert_eq!(find_numbers_before(&long, long.match_indices('件').map(|(at, _)| at)).count(), 100_000);
}

#[test]
fn numerals_are_sorted() {
    let signs: Vec<char> = include_str!("../../data/numerals.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.chars().next())
        .collect();
    assert!(signs.is_sorted());
    assert!(signs.iter().all(|sign| crate::Normalised::of(&sign.to_string()).text() == sign.to_string()));
}
