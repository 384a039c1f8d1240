//! Reads incidents out of an article: who, cause, how many, what information, when; each value with its evidence.
//!
//! In:   a page, its normal form, one article of it, the lexicon.
//! Out:  a `Report`: day and publisher, incidents, doubts.
//!
//! A sentence is looked at once by the lexicon's automaton (`notice.rs`); the readers of the single fields go from mention to
//! mention. Sentences that tell of something else (advice, other incidents, samples) are set aside in `scope.rs`.
//! Not here: where an article starts (`segment`), whether two reports tell of one event (`link`).

mod authorities;
mod causes;
mod consequences;
mod counts;
mod cues;
mod data_types;
mod events;
mod flow;
mod happening;
mod headline;
mod negation;
mod notice;
mod organisations;
mod part;
mod pattern;
mod preventions;
#[cfg(test)]
mod prose_tests;
mod responses;
#[cfg(test)]
mod sample;
mod scope;
mod section;
mod sieve;
mod state;

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Article, Incident, Kind, Page, PartialDate, Report};
use jikenbo_text::Normalised;

pub use events::days_around;
use notice::Notice;
use organisations::Cast;
use part::Part;

/// Reads one article of a page. `normal` is the normal form of the whole page, `around` the article's entry of [`days_around`].
pub fn read_report(
    page: &Page,
    normal: &Normalised,
    article: Article,
    around: Option<PartialDate>,
    lexicon: &Lexicon,
) -> Report {
    let notice = Notice::new(page, normal, &article, around, lexicon);
    let cast = Cast::find(&notice);
    let parts = part::find(&notice, &cast);
    let published_on = events::published_on(&notice, &parts);
    let publisher = cast.publisher(&notice, &parts);
    let incidents = match article.kind {
        // Figures over many incidents are none of an incident, unless the article tells of some by name.
        Kind::Statistics if parts.len() < 2 && parts.iter().all(|part| !part.unnamed) => Vec::new(),
        Kind::Incident | Kind::Statistics => parts.iter().map(|part| read_incident(&notice, &cast, part)).collect(),
        Kind::Guidance | Kind::Advisory | Kind::Tool | Kind::Tip | Kind::Opinion => Vec::new(),
    };
    let other_names = cast.other_names(&notice);
    Report { published_on, publisher, other_names, incidents, article }
}

/// Reads one incident, field by field.
fn read_incident(notice: &Notice<'_>, cast: &Cast, part: &Part) -> Incident {
    let organisations = organisations::read(notice, cast, part);
    let timeline = events::read(notice, part, &organisations.contractors);
    let causes = causes::read(notice, part);
    let consequences = consequences::read(notice, part, &causes);
    let serves = part.serves && organisations.contractors.is_empty();
    let counts::Counted { counts, doubt } = counts::read(notice, part, &consequences, serves);
    let headline = headline::choose(&counts);
    let data_types = data_types::read(notice, part, &consequences, &causes, &counts);
    let secondary_damage = state::secondary_damage(notice, part, &consequences);
    let victim = organisations.victims.first().map(|victim| victim.value.as_str());
    let authorities = authorities::read(notice, part, &organisations.contractors, victim);
    Incident {
        victims: organisations.victims,
        contractors: organisations.contractors,
        sector: organisations.sector,
        prefecture: organisations.prefecture,
        causes,
        consequences,
        malware: state::malware(notice, part),
        vulnerabilities: state::vulnerabilities(notice, part),
        data_types,
        counts,
        headline,
        events: timeline.events,
        authorities,
        protection: state::protection(notice, part),
        secondary_damage,
        responses: responses::read(notice, part),
        preventions: preventions::read(notice, part),
        doubts: timeline.doubts.into_iter().chain(doubt).collect(),
    }
}
