//! What happened to a case, in words, with the way to take a decision back.
//!
//! In:   the lines of its history.
//! Out:  rows, oldest first.

use jikenbo_casebook::{CaseId, Decision, Happened, HistoryLine, Standing};

use crate::differences::{field_name, plain};
use crate::settings::Settings;
use crate::words::Words;

/// Lines that a page shows: the newest.
const SHOWN: usize = 100;

/// One line.
pub(crate) struct Line {
    pub(crate) at: String,
    pub(crate) what: String,
    pub(crate) links: Vec<(String, String)>,
    pub(crate) who: String,
    pub(crate) why: String,
    /// What became of a decision; empty where nothing needs saying.
    pub(crate) standing: &'static str,
    /// Number of a decision that can be taken back; 0 for none.
    pub(crate) undo: u64,
}

/// The newest lines, and how many more there are.
pub(crate) fn lines(all: &[HistoryLine], settings: &Settings) -> (Vec<Line>, usize) {
    let more = all.len().saturating_sub(SHOWN);
    (all[more..].iter().map(|one| line(one, settings)).collect(), more)
}

fn line(one: &HistoryLine, settings: &Settings) -> Line {
    let w = settings.words;
    let link = |id: &CaseId| (id.to_string(), settings.case(&format!("/cases/{id}"), 1));
    let mut line = Line {
        at: super::case_page::moment(&one.at.to_string(), w),
        what: String::new(),
        links: vec![link(&one.case)],
        who: one.who.clone().unwrap_or_default(),
        // The program's own reasons come in English.
        why: match one.why.as_str() {
            "first report" => w.t("why_first").to_owned(),
            "linked" => w.t("why_linked").to_owned(),
            other => other.to_owned(),
        },
        standing: "",
        undo: 0,
    };
    match &one.what {
        Happened::Entered => line.what = w.t("happened_entered").to_owned(),
        Happened::Merged { into } => {
            line.what = w.t("happened_merged").to_owned();
            line.links.push(link(into));
        }
        Happened::Split { into } => {
            line.what = w.t("happened_split").to_owned();
            line.links.extend(into.iter().map(link));
        }
        Happened::Decided { n, decision, standing } => {
            let (what, links) = told(decision, w);
            line.what = format!("#{n} {what}");
            line.links = links.iter().map(link).collect();
            let is_undo = matches!(decision, Decision::Undo { .. });
            line.standing = match standing {
                Standing::Applied => "",
                Standing::Settled => "standing_settled",
                Standing::Orphaned => "standing_orphaned",
                Standing::Undone { .. } => "standing_undone",
            };
            if !is_undo && !matches!(standing, Standing::Undone { .. }) {
                line.undo = *n;
            }
        }
    }
    line
}

fn told(decision: &Decision, w: Words) -> (String, Vec<CaseId>) {
    match decision {
        Decision::Merge { a, b } => (w.t("decided_merge").to_owned(), vec![*a, *b]),
        Decision::Split { case, reports } => {
            let parted: Vec<CaseId> = std::iter::once(*case).chain(reports.iter().copied()).collect();
            (w.t("decided_split").to_owned(), parted)
        }
        Decision::Correct { case, field, old, new, .. } => {
            let value = |text: &Option<String>| {
                let value = match text.as_ref().map(|text| (text, text.parse::<u64>())) {
                    None => serde_json::Value::Null,
                    Some((_, Ok(number))) => number.into(),
                    Some((text, Err(_))) => text.as_str().into(),
                };
                plain(&value, w)
            };
            (format!("{}: {} → {}", field_name(field, w), value(old), value(new)), vec![*case])
        }
        Decision::Undo { n } => (w.fill("decided_undo", n), Vec::new()),
    }
}
