//! A draft of the report to the commission: the nine items of 施行規則8条1項, filled with what has evidence, the rest as questions.
//!
//! In:   values by the keys of `data/report_form.tsv`.
//! Out:  Markdown; the body of a word-processor document (`docx.rs`).
//! Data: `data/report_form.tsv`.
//!
//! An item that is not known is left blank with 「公表資料に記載なし」 or 「調査中」, never guessed.
//! Not here: where the values come from (`casebook`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Names of the items, in their order; the first is who reports.
const ITEMS: [&str; 10] = [
    "報告者",
    "概要",
    "漏えい等が発生し、又は発生したおそれがある個人データの項目",
    "漏えい等が発生し、又は発生したおそれがある個人データに係る本人の数",
    "原因",
    "二次被害又はそのおそれの有無及びその内容",
    "本人への対応の実施状況",
    "公表の実施状況",
    "再発防止のための措置",
    "その他参考となる事項",
];

/// What is known for one line of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Statements, each a line of its own.
    pub values: Vec<String>,
    /// Words of the notice that prove them.
    pub quotes: Vec<String>,
    /// Something stays open, so that the question is asked all the same.
    pub open: bool,
}

/// A draft, ready to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What stands under the heading, such as the case.
    pub subject: String,
    /// What a blank line says: 「公表資料に記載なし」 or 「調査中」.
    pub blank: &'static str,
    /// What the draft is not; stands at its head.
    pub disclaimer: String,
    /// Values by the form's keys.
    pub filled: BTreeMap<&'static str, Filled>,
}

/// A paragraph of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Paragraph {
    Heading(u8, String),
    Plain(String),
    /// A label and what stands behind it; `true` where it is blank.
    Line(String, String, bool),
    Quote(String),
    Bullet(String),
}

struct FormLine {
    item: usize,
    key: &'static str,
    label: &'static str,
    question: &'static str,
}

fn form() -> impl Iterator<Item = FormLine> {
    let lines = include_str!("../data/report_form.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let item = cells.next()?.parse().ok()?;
        Some(FormLine { item, key: cells.next()?, label: cells.next()?, question: cells.next()? })
    })
}

impl Draft {
    /// Sets a line of the form.
    pub fn set(&mut self, key: &'static str, filled: Filled) {
        debug_assert!(form().any(|line| line.key == key), "{key} is a line of the form");
        self.filled.insert(key, filled);
    }

    pub(crate) fn paragraphs(&self) -> Vec<Paragraph> {
        let mut text = vec![
            Paragraph::Heading(1, "漏えい等報告書（下書き）".to_owned()),
            Paragraph::Plain(plain(&self.subject)),
            Paragraph::Plain(plain(&self.disclaimer)),
            Paragraph::Plain("個人情報保護委員会の現行の様式と項目を確認してから使ってください。".to_owned()),
        ];
        let mut questions = Vec::new();
        for (number, name) in ITEMS.iter().enumerate() {
            let heading = if number == 0 { (*name).to_owned() } else { format!("第{number}号　{name}") };
            text.push(Paragraph::Heading(2, heading));
            for line in form().filter(|line| line.item == number) {
                let filled = self.filled.get(line.key);
                let values = filled.map_or(&[][..], |filled| &filled.values);
                match values {
                    [] => text.push(Paragraph::Line(line.label.to_owned(), self.blank.to_owned(), true)),
                    [only] => text.push(Paragraph::Line(line.label.to_owned(), plain(only), false)),
                    many => {
                        text.push(Paragraph::Line(line.label.to_owned(), String::new(), false));
                        text.extend(many.iter().map(|value| Paragraph::Bullet(plain(value))));
                    }
                }
                for quote in filled.map_or(&[][..], |filled| &filled.quotes) {
                    text.push(Paragraph::Quote(plain(quote)));
                }
                if values.is_empty() || filled.is_some_and(|filled| filled.open) {
                    questions.push((number, line.question));
                }
            }
        }
        text.push(Paragraph::Heading(2, "確認が必要な事項".to_owned()));
        for (number, question) in questions {
            let item = if number == 0 { ITEMS[0].to_owned() } else { format!("第{number}号") };
            text.push(Paragraph::Bullet(format!("［{item}］{question}")));
        }
        text
    }

    /// The draft as Markdown; what comes from a page is escaped.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for paragraph in self.paragraphs() {
            let end = match paragraph {
                Paragraph::Heading(level, text) => {
                    writeln!(out, "{} {}\n", "#".repeat(level.into()), escape(&text))
                }
                Paragraph::Plain(text) if text.is_empty() => Ok(()),
                Paragraph::Plain(text) => writeln!(out, "{}\n", escape(&text)),
                Paragraph::Line(label, text, true) => writeln!(out, "**{}**：*{}*\n", escape(&label), escape(&text)),
                Paragraph::Line(label, text, false) => writeln!(out, "**{}**：{}\n", escape(&label), escape(&text)),
                Paragraph::Quote(text) => writeln!(out, "> {}\n", escape(&text)),
                Paragraph::Bullet(text) => writeln!(out, "- {}\n", escape(&text)),
            };
            end.expect("a String takes all that is written");
        }
        out
    }
}

/// One line without control characters.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}

/// Puts a backslash before what Markdown or HTML would read.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let starts = at == 0 && matches!(c, '#' | '-' | '+' | '=');
        if starts || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '!' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mut draft =
            Draft { subject: "架空商事株式会社".to_owned(), blank: "調査中", ..Draft::default() };
        draft.set("name", Filled { values: vec!["架空商事株式会社".to_owned()], ..Filled::default() });
        let quotes = vec!["約1,200人分の<b>情報</b>\u{7}".to_owned()];
        draft.set("persons", Filled { values: vec!["約1,200人".to_owned()], quotes, open: true });
        draft
    }

    #[test]
    fn leaves_blank_what_is_not_known_and_asks_for_it() {
        let text = draft().markdown();
        assert!(text.contains("**本人の数**：約1,200人"));
        assert!(text.contains("**原因**：*調査中*"));
        assert!(text.contains("［第4号］原因は何ですか。") || text.contains("第4号"));
        assert!(text.contains("人数を確定") || text.contains("本人は何人ですか"));
        assert!(!text.contains("報告者の正式な名称は何ですか"));
    }

    #[test]
    fn has_all_nine_items() {
        let text = draft().markdown();
        for number in 1..=9 {
            assert!(text.contains(&format!("## 第{number}号")), "{number}");
        }
    }

    #[test]
    fn escapes_what_comes_from_a_page() {
        let text = draft().markdown();
        assert!(text.contains("\\<b\\>情報"));
        assert!(!text.contains('\u{7}'));
        assert_eq!(escape("# x"), "\\# x");
        assert_eq!(plain("a\n# b"), "a # b");
    }
}
