//! Cost of a byte against the size of an article, for common and for hostile text: nothing may grow faster than its input.

use jikenbo_lexicon::Lexicon;
use jikenbo_reading::Hint;

use crate::clock::best;

/// Sizes in bytes.
const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// A text that goes on: what stands first, what is repeated (`#` gives a running number), what stands last.
struct Shape {
    name: &'static str,
    head: &'static str,
    again: &'static str,
    last: &'static str,
}

const HEAD: &str = "個人情報の漏えいに関するお詫びとお知らせ\n2024年4月10日\n架空商事株式会社\n\n";

const SHAPES: &[Shape] = &[
    Shape {
        name: "one notice of many sentences",
        head: HEAD,
        again: "当社は2024年4月#日、委託先の架空システム株式会社のサーバーが第三者による不正アクセスを受け、お客様の氏名、住所、電話番号#件が漏えいした可能性があることを確認しました。現時点で不正利用の報告はありません。\n",
        last: "",
    },
    Shape { name: "dates in one line", head: HEAD, again: "2024年4月#日、", last: "に確認しました。" },
    Shape { name: "figures in one line", head: HEAD, again: "#件、", last: "が漏えいしました。" },
    Shape { name: "figures of people", head: HEAD, again: "氏名#名分、", last: "が漏えいしました。" },
    Shape { name: "「 inside one another", head: HEAD, again: "「架空", last: "」" },
    Shape { name: "brackets inside one another", head: HEAD, again: "(当社", last: ")" },
    Shape { name: "「」 side by side", head: HEAD, again: "「架空商事」", last: "" },
    Shape {
        name: "a name without end", head: HEAD, again: "架空", last: "株式会社が漏えいを公表しました。"
    },
    Shape { name: "株式会社 again and again", head: HEAD, again: "株式会社", last: "" },
    Shape {
        name: "names of organisations", head: HEAD, again: "架空#商事株式会社、", last: "が公表しました。"
    },
    Shape { name: "items of a list", head: HEAD, again: "・氏名#\n", last: "" },
    Shape {
        name: "types of data in one line", head: HEAD, again: "氏名、住所、", last: "が漏えいしました。"
    },
    Shape { name: "causes in one line", head: HEAD, again: "不正アクセス、誤送信、", last: "" },
    Shape { name: "label and value", head: HEAD, again: "発生日:2024年4月#日\n件数:#件\n", last: "" },
    Shape {
        name: "possible and denied",
        head: HEAD,
        again: "漏えいした可能性は否定できないが漏えいしておらず",
        last: "",
    },
    Shape { name: "headings", head: HEAD, again: "#.漏えいの経緯\n", last: "" },
    Shape { name: "one letter", head: HEAD, again: "あ", last: "" },
    Shape { name: "full-width digits", head: HEAD, again: "１２３４５６７８９０", last: "件" },
    Shape { name: "kanji digits", head: HEAD, again: "三万五千二百", last: "件" },
    Shape { name: "combining marks", head: HEAD, again: "が\u{3099}", last: "" },
];

fn text(shape: &Shape, size: usize) -> String {
    let mut text = String::from(shape.head);
    let mut number = 0_u32;
    while text.len() + shape.last.len() < size {
        number += 1;
        let figure = if shape.again.contains("月#") { number % 28 + 1 } else { number };
        text.push_str(&shape.again.replace('#', &figure.to_string()));
    }
    text.push_str(shape.last);
    text
}

/// Nanoseconds a byte beyond which larger sizes are left out: the rule is not flat, and 10 MB would take minutes or hours.
const STEEP: f64 = 1_500.0;

/// A row a shape, a column a size, and the largest against the smallest.
pub(crate) fn print() {
    println!(
        "| article, ns a byte | 1 KB | 10 KB | 100 KB | 1 MB | 10 MB | largest : least |\n|---|---|---|---|---|---|---|"
    );
    for shape in SHAPES {
        let mut row: Vec<f64> = Vec::new();
        for size in SIZES {
            if row.last().is_some_and(|&last| last > STEEP) {
                continue;
            }
            let text = text(shape, size);
            let again = (1_000_000 / size).max(1);
            let rounds = if size >= 1_000_000 { 1 } else { 3 };
            let seconds = best(rounds, || (0..again).map(|_| incidents(&text)).sum::<usize>());
            row.push(seconds * 1e9 / (again * text.len()) as f64);
        }
        let cells: String = row.iter().map(|each| format!(" {each:.0} |")).collect();
        let least = row.iter().copied().fold(f64::MAX, f64::min);
        let largest = row.iter().copied().fold(0.0, f64::max);
        println!("| {} |{cells} {:.1} |", shape.name, largest / least);
    }
}

fn incidents(text: &str) -> usize {
    let Ok(reading) = jikenbo_reading::read(text.as_bytes(), &Hint::of_name("page.txt"), Lexicon::full()) else {
        return 0;
    };
    reading.reports.iter().map(|report| report.incidents.len()).sum()
}
