//! Who: victims, contractors, the publisher, and what their names say of sector and prefecture.
//!
//! In:   a notice and its parts.
//! Out:  names with evidence, longest form in the text; the victim of each part.
//! Data: lexicon classes `organisations`, `sectors`, `trades`, `prefectures`, `roles`, `words`.
//!
//! `Cast` gathers once what all parts need: the names of the notice (`names.rs`), who speaks or announces (`speakers.rs`).
//! Not here: which sentences tell of which victim (`part.rs`).

mod aliases;
mod announcers;
mod contractors;
mod edges;
mod forms;
mod furniture;
mod headlines;
mod houses;
mod leading;
mod letters;
mod names;
mod operators;
mod other_names;
mod outside;
mod prefecture;
mod sector;
mod services;
mod sources;
mod speakers;
#[cfg(test)]
mod tests;
mod told;
mod voice;

use jikenbo_lexicon::Tag;
use jikenbo_model::{ByteRange, Found, Kind, Sector};

use crate::{notice::Notice, part::Part};

pub(crate) use announcers::is_plausible;
pub(crate) use contractors::read as contractors;
pub(crate) use forms::{governs, is_own_house};
pub(crate) use houses::is_only_told;
pub(crate) use names::{Name, of_sentence};
pub(crate) use speakers::same;

/// An organisation as one place of the notice names it.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// Its name, the longest form of the notice.
    pub(crate) name: String,
    /// Bytes of the page's text where that form stands.
    pub(crate) evidence: ByteRange,
    /// Where it stands in the notice's text, if there.
    pub(crate) at: Option<ByteRange>,
    /// Rule that found it.
    pub(crate) rule: &'static str,
}

impl Party {
    /// A party whose name stands at a place of the notice's text.
    fn standing(notice: &Notice<'_>, at: ByteRange, rule: &'static str) -> Self {
        Self { name: at.of(&notice.text).to_owned(), evidence: notice.evidence(at), at: Some(at), rule }
    }

    /// Its name without legal form.
    pub(crate) fn core(&self) -> &str {
        forms::without_form(&self.name)
    }

    fn found(&self) -> Found<String> {
        Found::new(self.name.clone(), self.evidence, self.rule)
    }
}

/// The organisations of a notice, and who of them speaks.
pub(crate) struct Cast {
    /// Names given away by a legal form or a name-final word, in reading order.
    pub(crate) names: Vec<Name>,
    /// Short names that the notice sets for itself.
    aliases: Vec<aliases::Alias>,
    /// Whether the notice speaks of its body as 当社, 本市.
    pub(crate) speaks_for_itself: bool,
    /// Who announced, by each sentence that says so: index of the sentence, party.
    pub(crate) announcers: Vec<(usize, Party)>,
    /// Who published the notice.
    publisher: Option<Party>,
    /// The one victim of a notice that has one.
    pub(crate) victim: Option<Party>,
}

impl Cast {
    /// Reads names and speakers of a notice.
    pub(crate) fn find(notice: &Notice<'_>) -> Self {
        let names = names::find(notice);
        let announcers = announcers::announcers(notice, &names);
        let speaks_for_itself = voice::speaks_for_itself(notice, !announcers.is_empty());
        let aliases = aliases::find(notice, &names);
        let mut cast = Self { names, aliases, speaks_for_itself, announcers, publisher: None, victim: None };
        let (publisher, victim) = speakers::decide(notice, &cast);
        cast.publisher = publisher;
        cast.victim = victim;
        cast
    }

    /// Who published the notice, if the text says so. `parts` are the incidents found in it.
    pub(crate) fn publisher(&self, notice: &Notice<'_>, parts: &[Part]) -> Option<Found<String>> {
        let mut victims: Vec<&str> = parts.iter().filter_map(|part| part.victim.as_ref()).map(Party::core).collect();
        victims.dedup();
        if victims.len() > 1 && notice.article.kind == Kind::Incident
            || parts.iter().filter(|part| part.victim.is_some()).count() > 1 && victims.len() > 1
        {
            // A board that announces what happened at its schools speaks for all of them.
            if parts
                .iter()
                .filter_map(|part| part.victim.as_ref())
                .all(|victim| victim.rule == "organisations.house_share")
            {
                return self.publisher.as_ref().map(Party::found);
            }
            // A round-up of several announcements has the medium, if one is named.
            return sources::medium(notice).map(|party| party.found());
        }
        self.publisher.as_ref().map(Party::found)
    }
}

/// A name without its legal form.
pub(crate) fn core_of(name: &str) -> &str {
    forms::without_form(name)
}

/// The organisations of one incident.
#[derive(Debug, Default)]
pub(crate) struct Organisations {
    pub(crate) victims: Vec<Found<String>>,
    pub(crate) contractors: Vec<Found<String>>,
    pub(crate) sector: Option<Found<Sector>>,
    pub(crate) prefecture: Option<Found<String>>,
}

/// Reads the organisations of one part.
pub(crate) fn read(notice: &Notice<'_>, cast: &Cast, part: &Part) -> Organisations {
    let victim = part.victim.as_ref().or(cast.victim.as_ref()).filter(|_| !part.unnamed);
    // 「架空中、見本中の2校で」: each school is named.
    let governs = victim.filter(|victim| part.victim.is_none() && forms::governs(victim.core()));
    let listed = governs.map_or_else(Vec::new, |_| houses::listed(notice));
    let several: Vec<Found<String>> = listed.iter().map(Party::found).collect();
    let victim = listed.first().or(victim);
    let sector = sector::read(notice, cast, part, victim);
    let mut contractors = contractors::read(notice, cast, part, victim);
    if let Some(party) = &part.contractor
        && contractors.is_empty()
    {
        contractors.push(party.found());
    }
    Organisations {
        contractors,
        prefecture: prefecture::read(notice, cast, part, victim),
        sector,
        victims: if several.is_empty() { victim.map(Party::found).into_iter().collect() } else { several },
    }
}

/// The party of a name, in the longest form that the notice has of it.
pub(crate) fn party(notice: &Notice<'_>, names: &[Name], core: &str, at: ByteRange, rule: &'static str) -> Party {
    let text: &str = &notice.text;
    let longest = names
        .iter()
        .filter(|name| {
            let other = name.core.of(text);
            other == core || forms::is_fuller(core, other)
        })
        .map(|name| name.range)
        .chain([at])
        .max_by_key(|range| (range.len(), std::cmp::Reverse(range.start)))
        .unwrap_or(at);
    let longest = if longest.len() > at.len() { longest } else { at };
    Party { name: longest.of(text).to_owned(), evidence: notice.evidence(longest), at: Some(longest), rule }
}

/// The party that stands at a place of the notice's text.
pub(crate) fn party_at(notice: &Notice<'_>, cast: &Cast, at: ByteRange, rule: &'static str) -> Party {
    party(notice, &cast.names, forms::without_form(at.of(&notice.text)), at, rule)
}

/// Whether a name is that of an authority, an adviser or a body that only watches.
pub(crate) fn is_bystander(name: &str) -> bool {
    jikenbo_lexicon::stands_in(Tag::WordsNoPartyFinal, name)
}
