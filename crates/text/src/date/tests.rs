//! Tests of the reader for dates.
use super::*;
use crate::Normalised;

fn show<T: fmt::Display>(part: Part<T>, last: &str, now: &str) -> String {
    match part {
        Part::Open => String::new(),
        Part::Given(value) => value.to_string(),
        Part::FromLast(offset) => format!("{last}{offset:+}"),
        Part::FromNow(offset) => format!("{now}{offset:+}"),
        Part::Unclear => "?".into(),
    }
}

/// Words of each mention, and what it resolves to in an article of 2026-03-10.
fn check(text: &str, expected: &[&str]) {
    check_in(text, Some(PartialDate { year: 2026, month: Some(3), day: Some(10) }), expected);
}

fn check_in(text: &str, now: Option<PartialDate>, expected: &[&str]) {
    let normal = Normalised::of(text);
    let mut resolver = Resolver::new(now);
    let found: Vec<String> = find_dates(normal.text())
        .iter()
        .map(|mention| {
            let Resolved { start, end, .. } = resolver.resolve(mention);
            let mut line = start.map_or("-".into(), |date| date.to_string());
            if let Some(end) = end {
                line += &format!("..{end}");
            }
            if let Some(time) = mention.time {
                line += &format!(" {time}");
            }
            match mention.edge {
                Edge::On => {}
                Edge::Since => line += " since",
                Edge::Until => line += " until",
            }
            if mention.is_rough {
                line += " rough";
            }
            if mention.is_fiscal {
                line += " fiscal";
            }
            line
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn reads_both_calendars() {
    check("令和8年2月20日", &["2026-02-20"]);
    check("令和元年5月1日に", &["2019-05-01"]);
    check("平成31年4月", &["2019-04"]);
    check("昭和64年1月7日", &["1989-01-07"]);
    check("R8.2.20", &["2026-02-20"]);
    check("H30.4.1付", &["2018-04-01"]);
    check("R6年3月1日", &["2024-03-01"]);
    check("2026/2/20", &["2026-02-20"]);
    check("2026.2.20.", &["2026-02-20"]);
    check("2026. 2. 20", &["2026-02-20"]);
    check("2026-02-20", &["2026-02-20"]);
    check("2026-02-20T10:15", &["2026-02-20"]);
    check("2026 年 2 月 20 日", &["2026-02-20"]);
    check("2025/11", &["2025-11"]);
    check("令和7年(2025年)3月12日", &["2025-03-12"]);
    check("2025年(令和7年)3月12日", &["2025-03-12"]);
    check("2025(令和7)年3月12日", &["2025-03-12"]);
    check("令和7(2025)年3月12日", &["2025-03-12"]);
    check("令和八年二月二十日", &["2026-02-20"]);
    check("二〇二四年十月六日", &["2024-10-06"]);
    check("令和6年1⽉5⽇", &["2024-01-05"]);
    check("２０２４年１０月６日（日）", &["2024-10-06"]);
    check("2024年", &["2024"]);
    check("日時:2026/2/20", &["2026-02-20"]);
}

#[test]
fn takes_the_day_of_the_week_along() {
    let text = "8月6日(木・祝)に";
    assert_eq!(find_dates(text)[0].range.of(text), "8月6日(木・祝)");
    let text = "8月6日木曜日に";
    assert_eq!(find_dates(text)[0].range.of(text), "8月6日木曜日");
    let text = "8月6日(日本時間)に";
    assert_eq!(find_dates(text)[0].range.of(text), "8月6日");
}

#[test]
fn reads_times() {
    check("2026年2月20日午後6時40分頃", &["2026-02-20 18:40"]);
    check("2026年2月20日 18:40", &["2026-02-20 18:40"]);
    check("2026年2月20日(金)18時40分", &["2026-02-20 18:40"]);
    check("2026年2月20日の午前9時半ごろ", &["2026-02-20 09:30"]);
    check("2026年2月20日正午", &["2026-02-20 12:00"]);
    check("2026年2月20日未明", &["2026-02-20"]);
    check("2026年2月20日夜11時すぎ", &["2026-02-20 23:00"]);
    check("2026年2月20日深夜1時", &["2026-02-20 01:00"]);
    check("2026年2月20日 25:00", &["2026-02-20"]);
    check("2026年2月20日24時間", &["2026-02-20"]);
    check("2026年2月20日午後0時15分", &["2026-02-20 12:15"]);
    check("2026年2月20日 10:00~12:30", &["2026-02-20 10:00"]);
    check("2026年2月20日午後1時から3時までの間", &["2026-02-20 13:00"]);
    check("2026年2月20日10時~2月21日9時", &["2026-02-20..2026-02-21 10:00"]);
}

#[test]
fn a_time_alone_is_of_the_last_date() {
    check("2026年2月20日に送信。午後8時までに", &["2026-02-20", "2026-02-20 20:00 until"]);
    check("2026年2月20日に送信。21:32 指摘", &["2026-02-20", "2026-02-20 21:32"]);
    check("2026年2月20日に送信。〃 15時30分 連絡", &["2026-02-20", "2026-02-20 15:30"]);
    check("21:32 指摘、比は3:1、12:345", &["- 21:32"]);
    check("2026年2月20日に送信。その日のうちに", &["2026-02-20", "2026-02-20"]);
}

#[test]
fn reads_periods() {
    check("2025年4月1日から5日まで", &["2025-04-01..2025-04-05"]);
    check("2024年12月〜2025年1月", &["2024-12..2025-01"]);
    check("2025年3月31日から4月2日にかけて", &["2025-03-31..2025-04-02"]);
    check("2025年8月2日3時ごろから翌3日23時ごろにかけて", &["2025-08-02..2025-08-03 03:00"]);
    check("2025年9月13日深夜から14日未明にかけて", &["2025-09-13..2025-09-14"]);
    check("2025年5月12日(月)9時00分から5月16日(金)13時25分まで", &["2025-05-12..2025-05-16 09:00"]);
    check("2025年12月28日~1月5日", &["2025-12-28..2026-01-05"]);
    check("令和5年4月1日から6年3月31日まで", &["2023-04-01..2024-03-31"]);
    check("令和5年4月1日から令和6年3月31日までの間", &["2023-04-01..2024-03-31"]);
    check("2025年4月1~5日", &["2025-04-01..2025-04-05"]);
    check("2025/4/1-2025/4/5", &["2025-04-01..2025-04-05"]);
    check("2025/9/22-09/29", &["2025-09-22..2025-09-29"]);
    check("まとめ(2025/09/22–09/29)", &["2025-09-22..2025-09-29"]);
    check("2025年4月1日(火)から同月5日(土)まで", &["2025-04-01..2025-04-05"]);
    check("2025年4月1日から翌日まで", &["2025-04-01..2025-04-02"]);
    check("2025年4月1日以降、6月30日までに", &["2025-04-01..2025-06-30"]);
    check("2020年から2023年まで", &["2020..2023"]);
    check("2025年4月1日から", &["2025-04-01 since"]);
    check("2025年4月1日までに", &["2025-04-01 until"]);
    check("2025年4月1日以降に", &["2025-04-01 since"]);
    check("2025年4月1日から4月5日に届いた", &["2025-04-01..2025-04-05"]);
    check("2025年4月1日から4月5日に変更した", &["2025-04-01 since", "2025-04-05"]);
    check("開設時(2020年4月)から2025年4月5日までに", &["2020-04..2025-04-05"]);
    check("2025年3月4、5日", &["2025-03-04", "2025-03-05"]);
    check("2025年3月4日と5日", &["2025-03-04", "2025-03-05"]);
    check("2025年4月1日から30日間", &["2025-04-01 since"]);
    check("2014年4~9月、15年1~3月の取引", &["2014-04..2014-09", "2015-01..2015-03"]);
    check("2026年は1~6月に47件", &["2026", "2026-01..2026-06"]);
    check("1993~2006年度の指導要録", &["1993..2006 fiscal"]);
    check("第4-6号", &[]);
}

#[test]
fn reads_relative_dates() {
    check("2025年5月3日に発生、同日に判明", &["2025-05-03", "2025-05-03"]);
    check("2025年12月31日、翌日", &["2025-12-31", "2026-01-01"]);
    check("2025年3月1日、前日", &["2025-03-01", "2025-02-28"]);
    check("2025年5月3日、同月4日、翌5日", &["2025-05-03", "2025-05-04", "2025-05-05"]);
    check("2025年8月31日、翌1日、5日夜間", &["2025-08-31", "2025-09-01", "2025-09-05"]);
    check("2025年5月3日、同14日", &["2025-05-03", "2025-05-14"]);
    check("2025年5月3日、同年8月1日、翌年1月", &["2025-05-03", "2025-08-01", "2026-01"]);
    check("2025年12月3日、翌月", &["2025-12-03", "2026-01"]);
    check("2025年5月3日、その3日後", &["2025-05-03", "2025-05-06"]);
    check("昨年11月、今年1月5日、一昨年", &["2025-11", "2026-01-05", "2024"]);
    check("本日、昨日、今月、先月", &["2026-03-10", "2026-03-09", "2026-03", "2026-02"]);
    check("同日", &["-"]);
    check("該当月、日本年金、合同日程、担当月、同年代の", &[]);
}

#[test]
fn takes_missing_years_from_the_context() {
    check("2月20日に", &["2026-02-20"]);
    check("11月5日に", &["2025-11-05"]);
    check("4月1日から", &["2026-04-01 since"]);
    check("2025年12月25日に発生、1月5日に判明", &["2025-12-25", "2026-01-05"]);
    check("2024年4月に契約、11月に", &["2024-04", "2025-11"]);
    check("2024年4月1日に契約、11月に", &["2024-04-01", "2024-11"]);
    check("2024年12月3日に改ざん、2月28日に完了", &["2024-12-03", "2026-02-28"]);
    check("2024年12月3日に改ざん、12月19日に完了", &["2024-12-03", "2024-12-19"]);
    check("2020年4月からの利用者。2月20日に", &["2020-04 since", "2026-02-20"]);
    check_in("2024年4月に契約、11月に", None, &["2024-04", "2024-11"]);
    check("2025年5月3日、14日に", &["2025-05-03", "2025-05-14"]);
    check("市は8日、", &["2026-03-08"]);
    check("市は14日、", &["2026-02-14"]);
    check_in("2月20日に、24年3月に", None, &["-", "-"]);
    check_in("令和6年2月20日、7年3月", None, &["2024-02-20", "2025-03"]);
    check_in("2024年2月20日、25年3月", None, &["2024-02-20", "2025-03"]);
}

#[test]
fn reads_rough_dates_no_finer_than_the_text() {
    check("2025年5月上旬", &["2025-05 rough"]);
    check("2025年5月末頃", &["2025-05 rough"]);
    check("2025年5月20日頃", &["2025-05-20 rough"]);
    check("2024年夏", &["2024 rough"]);
    check("令和7年度", &["2025 fiscal"]);
    check("2023年度上半期", &["2023 rough fiscal"]);
}

#[test]
fn dates_that_do_not_exist_give_none() {
    check("令和4年2月30日", &["-"]);
    check("2023年2月29日", &["-"]);
    check("2024年2月29日", &["2024-02-29"]);
    check("13月1日", &[]);
}

#[test]
fn month_and_day_with_a_slash_need_a_sign_that_they_are_a_date() {
    check("8/6(木)", &["2025-08-06"]);
    check("2/20 18:40", &["2026-02-20 18:40"]);
    check("2/20 名簿の紛失", &["2026-02-20"]);
    check("(2/20更新)", &["2026-02-20"]);
    check("全体の1/2に減った、1/3の", &[]);
}

#[test]
fn other_numbers_are_no_dates() {
    for text in [
        "30日間",
        "3日以内",
        "約20日",
        "24時間",
        "3年前",
        "10年以上",
        "5年生",
        "2か月",
        "1日3回",
        "生年月日",
        "月額",
        "03-1234-5678",
        "0120-12-3456",
        "Ver.2024.1.1",
        "v1.2.3",
        "10.2.20",
        "2023-508",
        "1,234円",
        "192.168.10.1",
        "https://www.example.co.jp/2024/05/20/1.html",
        "report_2024-05-20.pdf",
        "2024-05-20.pdf",
        "第3日",
        "3月号",
        "1/2",
        "3月期",
        "毎月10日",
        "毎年4月1日",
        "2010年代",
        "2024年版",
        "一部",
        "三重県",
        "第三者",
        "十日町市",
        "一月",
        "一日も早く",
        "17日本社",
        "同社",
        "明日香村",
        "令和大学",
        "20日目",
    ] {
        let found = find_dates(Normalised::of(text).text()).len();
        let allowed = usize::from(text == "明日香村");
        assert!(found <= allowed, "{text}");
    }
}

#[test]
fn shows_what_the_words_say() {
    let mention = find_dates("翌年1月")[0];
    assert_eq!(show(mention.start.year, "last", "now"), "last+1");
    assert_eq!(show(mention.start.month, "last", "now"), "1");
    assert_eq!(show(find_dates("昨年")[0].start.year, "last", "now"), "now-1");
    assert_eq!(show(find_dates("24年3月")[0].start.year, "last", "now"), "?");
}

#[test]
fn bears_hostile_text() {
    for unit in ["2026年2月20日", "1", "年月日", "令和", "同", "8/", "2026-", "〜1日", "一", "2026年(", "1月から", "R"]
    {
        let text = unit.repeat(50_000);
        let mut resolver = Resolver::new(None);
        for mention in find_dates(&text) {
            assert!(mention.range.end <= text.len() && text.is_char_boundary(mention.range.end));
            resolver.resolve(&mention);
        }
    }
}

#[test]
fn tables_are_sorted_and_in_normal_form() {
    for file in [
        include_str!("../../data/relative_dates.tsv"),
        include_str!("../../data/date_tails.tsv"),
        include_str!("../../data/date_edges.tsv"),
        include_str!("../../data/no_dates.tsv"),
        include_str!("../../data/times.tsv"),
    ] {
        let words: Vec<&str> = words::rows(file).map(|row| row[0]).collect();
        assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
        assert!(words.iter().all(|word| Normalised::of(word).text() == *word));
    }
}

#[test]
fn does_not_take_the_length_of_a_punishment_for_a_date() {
    check("停職2月の懲戒処分", &[]);
    check("停職(2月)、減給 3月", &[]);
    check("懲役2年4月の判決", &[]);
    check("6月の停職とした", &[]);
    check("2月15日付けで停職2月", &["2026-02-15"]);
    check("停職処分を2月15日に", &["2026-02-15"]);
    check("2025年4月に停職", &["2025-04"]);
}

#[test]
fn reads_english_days_of_the_week_and_the_time_behind_them() {
    check("2024.11.08 Fri 8:30", &["2024-11-08 08:30"]);
    check("2024/11/08 (Fri.) 18:05", &["2024-11-08 18:05"]);
    check("2024-11-08 Friday", &["2024-11-08"]);
    check("2024/11/08 Frida", &["2024-11-08"]);
    check("2024/11/08 Security", &["2024-11-08"]);
}

#[test]
fn reads_fiscal_years_of_two_digits_behind_one_of_four() {
    check("2006年度と07年度に", &["2006 fiscal", "2007 fiscal"]);
    check("令和3年度及び4年度の", &["2021 fiscal", "2022 fiscal"]);
    check("3年度", &[]);
}

#[test]
fn reads_a_month_and_day_before_a_word_for_announcing() {
    check("名簿を紛失(2/11 公表)", &["2026-02-11"]);
    check("1/2の確率", &[]);
}

#[test]
fn a_later_month_goes_on_from_one_of_last_year() {
    check("昨年6月に導入し、9月2日に相談があり、10月5日に停止した", &["2025-06", "2025-09-02", "2025-10-05"]);
    check("昨年9月に導入し、今年1月5日に停止した", &["2025-09", "2026-01-05"]);
    check("昨年9月に導入し、3月5日に停止した", &["2025-09", "2026-03-05"]);
    let autumn = Some(PartialDate { year: 2026, month: Some(10), day: Some(20) });
    check_in("昨年4月に導入し、6月2日に相談があり、7月5日に停止した", autumn, &["2025-04", "2025-06-02", "2025-07-05"]);
    check_in("昨年4月に導入し、10月2日に停止した", autumn, &["2025-04", "2026-10-02"]);
}
