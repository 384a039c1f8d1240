//! Fills the draft of a report with what a judgement and its record have evidence for.
//!
//! In:   a `Judgement`, and the record that it was made from where there is one.
//! Out:  `export`'s `Draft`; what nothing proves stays blank and is asked for.

use jikenbo_export::{ArticleRecord, Draft, Filled, IncidentRecord};
use jikenbo_judge::{ContractorRole, Happened, RuleBook, Step, Truth};
use jikenbo_lexicon::{Language, label};

use crate::Judgement;

/// Longest list of steps in the course of events.
const MOST_EVENTS: usize = 40;
/// Most quotes beside one line.
const MOST_QUOTES: usize = 4;

/// The draft of the report's nine items. Values are in Japanese, as the form is.
pub fn draft(subject: &str, judgement: &Judgement, from: Option<(&ArticleRecord, &IncidentRecord)>) -> Draft {
    let blank = if from.is_some() { "公表資料に記載なし" } else { "調査中" };
    let disclaimer = judgement.explanation.disclaimer.ja.clone();
    let mut draft = Draft { subject: subject.to_owned(), blank, disclaimer, ..Draft::default() };
    let filling = Filling { judgement };
    filling.facts(&mut draft);
    if let Some((article, record)) = from {
        filling.record(article, record, &mut draft);
    }
    draft
}

struct Filling<'j> {
    judgement: &'j Judgement,
}

impl Filling<'_> {
    /// Sets a line to a fact, with the quotes that it rests on.
    fn fact(&self, draft: &mut Draft, key: &'static str, field: &str, value: Option<String>) {
        let Some(value) = value else { return };
        let origins = self.judgement.origins.iter().filter(|origin| origin.field == field);
        let quotes = origins.flat_map(|origin| &origin.quotes).map(|quote| quote.quote.clone());
        let quotes: Vec<String> = quotes.take(MOST_QUOTES).collect();
        draft.set(key, Filled { values: vec![value], quotes, open: false });
    }

    fn facts(&self, draft: &mut Draft) {
        let book = RuleBook::embedded();
        let facts = &self.judgement.facts;
        let ja = |field: &str, code: &str| book.label(field, code).ja;
        self.fact(draft, "industry", "industry", facts.industry.as_deref().map(|code| ja("industry", code)));
        let role = facts.contractor_role.map(|role| ja("contractor_role", role.code()));
        self.fact(draft, "role", "contractor_role", role);
        self.fact(draft, "occurred_on", "occurred_on", facts.occurred_on.map(|day| day.to_string()));
        self.fact(draft, "discovered_on", "discovered_on", facts.discovered_on.map(|day| day.to_string()));
        for (key, value) in [("leak", facts.leak), ("loss", facts.loss), ("damage", facts.damage)] {
            let value = value.filter(|value| *value != Happened::Unknown);
            self.fact(draft, key, key, value.map(|value| ja(key, value.code())));
        }
        self.fact(draft, "medium", "medium", facts.medium.map(|medium| ja("medium", medium.code())));
        self.fact(draft, "cause", "cause", facts.cause.map(|cause| ja("cause", cause.code())));
        if let Some(persons) = facts.persons.as_ref().filter(|persons| persons.value.is_some()) {
            self.fact(draft, "persons", "persons", Some(book.persons_in_words(persons).ja));
            let exact = persons.bound == jikenbo_judge::PersonsBound::Exact && persons.unit.is_none();
            if let Some(filled) = draft.filled.get_mut("persons") {
                filled.open = !exact;
            }
        }
        let items: Vec<String> = facts
            .data_types
            .iter()
            .filter(|(_, involved)| **involved == Some(true))
            .map(|(key, _)| {
                let own = ja("data_types", key);
                if own == *key { label("data_type", key, Language::Japanese).to_owned() } else { own }
            })
            .collect();
        if !items.is_empty() {
            let open = facts.data_types_complete != Some(true);
            draft.set("items", Filled { values: vec![items.join("、")], quotes: Vec::new(), open });
        }
        if facts.contractor_role == Some(ContractorRole::EntrustingParty) {
            self.fact(draft, "party", "contractor_role", Some("委託先".to_owned()));
        }
        self.fact(draft, "published", "announced_on", facts.announced_on.map(|day| format!("実施済（{day}）")));
        self.grounds(draft);
        let overlays: Vec<String> =
            self.judgement.explanation.overlays.iter().map(|overlay| overlay.text.ja.clone()).collect();
        if !overlays.is_empty() {
            draft.set("overlays", Filled { values: overlays, quotes: Vec::new(), open: true });
        }
    }

    fn grounds(&self, draft: &mut Draft) {
        let mut values = Vec::new();
        let mut open = false;
        for track in self.judgement.explanation.tracks.iter().filter(|track| track.supposing.is_none()) {
            let told = |step: &&Step| step.citation.is_some() && step.outcome != Truth::No;
            for step in track.steps.iter().filter(told) {
                open |= step.outcome == Truth::Undetermined;
                values.push(step.text.ja.clone());
            }
        }
        if !values.is_empty() {
            values.push("（規則表による判定の候補です。該当性は報告者が確認してください。）".to_owned());
            draft.set("grounds", Filled { values, quotes: Vec::new(), open });
        }
    }

    fn record(&self, article: &ArticleRecord, record: &IncidentRecord, draft: &mut Draft) {
        let quotes = |pointer: &str| -> Vec<String> {
            let found = record.evidence.get(pointer).map_or(&[][..], Vec::as_slice);
            found.iter().take(MOST_QUOTES).map(|quote| quote.quote.clone()).collect()
        };
        let single = |values: Vec<String>, quotes: Vec<String>, open: bool| Filled { values, quotes, open };
        if let Some(name) = record.victims.first() {
            draft.set("name", single(vec![name.clone()], quotes("/victims/0"), false));
        }
        let course: Vec<String> = record
            .events
            .iter()
            .take(MOST_EVENTS)
            .filter_map(|event| {
                let end = event.end.as_ref().map(|end| format!("〜{end}")).unwrap_or_default();
                let time = event.time.as_ref().map(|time| format!(" {time}")).unwrap_or_default();
                let kind = label("event", &event.kind, Language::Japanese);
                Some(format!("{}{time}{end} {kind}「{}」", event.date.as_ref()?, event.quote))
            })
            .collect();
        if !course.is_empty() {
            draft.set("course", single(course, Vec::new(), true));
        }
        let coded =
            |codes: &[String], kind: &str, field: &str, wanted: &dyn Fn(&str) -> bool| -> (Vec<String>, Vec<String>) {
                let (mut values, mut words) = (Vec::new(), Vec::new());
                for (index, code) in codes.iter().enumerate().filter(|(_, code)| wanted(code)) {
                    values.push(label(kind, code, Language::Japanese).to_owned());
                    words.extend(quotes(&format!("/{field}/{index}")).into_iter().take(1));
                }
                (values, words)
            };
        let mut put = |key: &'static str, found: (Vec<String>, Vec<String>), open: bool| {
            if !found.0.is_empty() {
                draft.set(key, single(found.0, found.1, open));
            }
        };
        put(
            "investigation",
            coded(&record.authorities, "authority", "authorities", &|code| code == "forensic_firm"),
            true,
        );
        put("details", coded(&record.causes, "cause", "causes", &|_| true), true);
        let told = ["persons_notified", "public_warning"];
        put("notice", coded(&record.responses, "response", "responses", &|code| told.contains(&code)), true);
        put("helpdesk", coded(&record.responses, "response", "responses", &|code| code == "helpdesk_opened"), false);
        let to_persons = ["persons_notified", "public_warning", "helpdesk_opened", "investigation"];
        put("done", coded(&record.responses, "response", "responses", &|code| !to_persons.contains(&code)), true);
        put("planned", coded(&record.preventions, "prevention", "preventions", &|_| true), true);
        put(
            "authorities",
            coded(&record.authorities, "authority", "authorities", &|code| code != "forensic_firm"),
            false,
        );
        if record.secondary_damage != "not_stated" {
            let value = label("secondary_damage", &record.secondary_damage, Language::Japanese).to_owned();
            draft.set("secondary", single(vec![value], quotes("/secondary_damage"), true));
        }
        if let Some(filled) = draft.filled.get_mut("published") {
            filled.values.extend(article.source_urls.iter().cloned());
        }
    }
}
