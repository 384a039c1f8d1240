//! The seam to `link`: a record in the published form as what linking compares.
//!
//! In:   an article's record with its incidents: as stored, or as reference labels give it.
//! Out:  one [`Told`] an incident.

use jikenbo_export::{ArticleRecord, IncidentRecord};
use jikenbo_link::{Figure, OtherName, Step, Told};
use jikenbo_model::NameKind;

/// What the incidents of an article tell. `place` names the article for good; `on_page` is how many reports stand on its page.
pub fn told(place: &str, article: &ArticleRecord, incidents: &[IncidentRecord], on_page: u32) -> Vec<Told> {
    incidents.iter().enumerate().map(|(index, incident)| told_one(place, index, article, incident, on_page)).collect()
}

pub(crate) fn told_one(
    place: &str,
    index: usize,
    article: &ArticleRecord,
    incident: &IncidentRecord,
    on_page: u32,
) -> Told {
    let realis = |field: &str, index: usize, usual: &str| {
        incident.realis.get(&format!("/{field}/{index}")).map_or(usual, String::as_str).to_owned()
    };
    let consequences = incident.consequences.iter().enumerate();
    let denied = incident.consequences_denied.iter().map(|code| (code.clone(), "denied".to_owned()));
    Told {
        key: format!("{place}\t{index}"),
        article: place.to_owned(),
        victims: incident.victims.clone(),
        contractors: incident.contractors.clone(),
        other_names: article
            .other_names
            .iter()
            .map(|other| OtherName {
                of: other.of.clone(),
                name: other.name.clone(),
                is_owner: other.kind == NameKind::Parent.code(),
            })
            .collect(),
        causes: incident.causes.clone(),
        consequences: consequences
            .map(|(at, code)| {
                let usual = if code == "possible_data_leak" { "possible" } else { "confirmed" };
                (code.clone(), realis("consequences", at, usual))
            })
            .chain(denied)
            .collect(),
        malware: incident.malware.clone(),
        vulnerabilities: incident.vulnerabilities.clone(),
        data_types: incident.data_types.clone(),
        data_types_excluded: incident.data_types_excluded.clone(),
        figures: incident
            .counts
            .iter()
            .enumerate()
            .map(|(at, count)| Figure {
                value: count.value,
                subject: count.subject.clone(),
                scope: count.scope.clone(),
                bound: count.bound.clone(),
                realis: realis("counts", at, "confirmed"),
            })
            .collect(),
        steps: incident
            .events
            .iter()
            .filter_map(|event| {
                let end = event.end.clone().unwrap_or_default();
                Some(Step { kind: event.kind.clone(), date: event.date.clone()?, end, quote: event.quote.clone() })
            })
            .collect(),
        title: article.title.clone(),
        published_on: article.published_on.clone(),
        publisher: article.publisher.clone(),
        source_urls: article.source_urls.clone(),
        shingles: Vec::new(),
        on_page,
    }
}
