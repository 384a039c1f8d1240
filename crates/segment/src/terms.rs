//! Which lists of the lexicon a short line touches, and where.
//!
//! In:   one line in normal form.
//! Out:  sets of lists: met anywhere, at the start, at the end, as the whole line; how often a word of incidents stands in it.
//! Data: `jikenbo-lexicon`, folders `headings`, `furniture`, `issuers`, `kinds`, `tables`.

use std::{collections::BTreeMap, sync::OnceLock};

use jikenbo_lexicon::{Automaton, Tag};

/// What joins the matter of a heading to what the notice does: 「漏えい*に関する*お詫び」.
const OF_MATTER: &[&str] =
    &["の", "に関する", "に関しての", "についての", "につきましての", "に係る", "にかかる", "に伴う", "に対する"];
/// What joins two of them: 「お詫び*と*ご報告」.
const AND: &[&str] = &["と", "及び", "および", "並びに", "ならびに", "・", "、"];

/// Declares the lists together with the tags of their data files.
macro_rules! lists {
    ($($name:ident = $tag:ident,)*) => {
        /// A list of terms.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum List { $($name,)* }

        impl List {
            /// Whether the list tells a kind of text other than an incident.
            fn is_kind(self) -> bool {
                matches!(
                    self,
                    List::Statistics | List::Guidance | List::Advisory | List::Tool | List::Tip | List::Opinion
                )
            }

            fn of(tag: Tag) -> Option<List> {
                match tag {
                    $(Tag::$tag => Some(List::$name),)*
                    _ => None,
                }
            }
        }
    };
}

lists! {
    Incident = HeadingsIncident,
    Matter = HeadingsMatter,
    Ending = HeadingsEnding,
    Act = HeadingsAct,
    Section = HeadingsSection,
    Masthead = HeadingsMasthead,
    Control = FurnitureControl,
    Navigation = FurnitureNavigation,
    Rights = FurnitureRights,
    Advertisement = FurnitureAdvertisement,
    Related = FurnitureRelated,
    Citation = FurnitureCitation,
    Imprint = FurnitureImprint,
    Contents = FurnitureContents,
    Feedback = FurnitureFeedback,
    Foot = FurnitureFoot,
    Tail = FurnitureTail,
    Own = FurnitureOwn,
    Generic = FurnitureGeneric,
    DateLabel = FurnitureDateLabel,
    Caption = FurnitureCaption,
    Addressee = FurnitureAddressee,
    Contact = FurnitureContact,
    Closing = FurnitureClosing,
    Medium = IssuersMedium,
    OrganisationEnd = IssuersOrganisationEnd,
    OrganisationStart = IssuersOrganisationStart,
    Officer = IssuersOfficer,
    Statistics = KindsStatistics,
    Guidance = KindsGuidance,
    Advisory = KindsAdvisory,
    Tool = KindsTool,
    Tip = KindsTip,
    Opinion = KindsOpinion,
    Voice = KindsVoice,
    TableAnnounced = TablesAnnounced,
    TableDate = TablesDate,
    TableMatter = TablesMatter,
    TableOrganisation = TablesOrganisation,
    TableSource = TablesSource,
    TableTitle = TablesTitle,
}

/// A set of lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lists(u64);

impl Lists {
    fn add(&mut self, list: List) {
        self.0 |= 1 << list as u64;
    }

    /// Whether the list is in the set.
    pub(crate) fn has(self, list: List) -> bool {
        self.0 & (1 << list as u64) != 0
    }
}

/// What a line touches.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Words {
    /// Lists with a term anywhere in the line.
    pub(crate) any: Lists,
    /// Lists with a term at the line's start.
    pub(crate) opens: Lists,
    /// Lists with a term at the line's end.
    pub(crate) closes: Lists,
    /// Lists with a term that is the whole line.
    pub(crate) whole: Lists,
    /// Number of words of incidents that do not overlap.
    pub(crate) incidents: u16,
    /// The kind of text that the last such word of the line speaks of: the head of a Japanese phrase stands last.
    pub(crate) cue: Option<List>,
    /// Whether a word of an incident stands behind the last word of a kind.
    pub(crate) ends_in_incident: bool,
    /// Number of words by which an organisation or a medium tells of an incident.
    pub(crate) voices: u16,
}

/// The terms of these lists alone: headings are read against few terms, so that a page's lines cost little. Unlike
/// `Lexicon::find` it reports every list that meets a place, also where a longer term of the same folder covers it.
struct Matcher {
    automaton: Automaton,
    /// The lists of each term.
    lists: Vec<Vec<List>>,
}

fn matcher() -> &'static Matcher {
    static MATCHER: OnceLock<Matcher> = OnceLock::new();
    MATCHER.get_or_init(|| {
        let mut by_term: BTreeMap<&'static str, Vec<List>> = BTreeMap::new();
        for term in jikenbo_lexicon::terms() {
            if let Some(list) = List::of(term.tag) {
                by_term.entry(term.term).or_default().push(list);
            }
        }
        let automaton = Automaton::new(&by_term.keys().copied().collect::<Vec<_>>());
        Matcher { automaton, lists: by_term.into_values().collect() }
    })
}

/// A term in a line.
#[derive(Debug, Clone, Copy)]
struct Hit {
    start: u32,
    end: u32,
    list: List,
}

/// A line whose terms were looked for once: what any part of it touches is then read off.
#[derive(Debug, Clone)]
pub(crate) struct Scan<'a> {
    text: &'a str,
    /// By their ends; of those that end together the longer one first.
    hits: Vec<Hit>,
    /// Lists with a term anywhere in the line: what no part of it can touch need not be asked.
    any: Lists,
}

impl<'a> Scan<'a> {
    /// Looks for the terms of a line.
    pub(crate) fn of(text: &'a str) -> Self {
        let matcher = matcher();
        let mut hits: Vec<Hit> = Vec::with_capacity(text.len() / 6);
        let mut any = Lists::default();
        for (start, end, term) in matcher.automaton.hits(text) {
            let (start, end) = (start as u32, end as u32);
            for &list in &matcher.lists[term as usize] {
                hits.push(Hit { start, end, list });
                any.add(list);
            }
        }
        Self { text, hits, any }
    }

    /// Whether a term of the list stands anywhere in the line.
    pub(crate) fn has(&self, list: List) -> bool {
        self.any.has(list)
    }

    /// Which lists a part of the line touches, as if it stood alone.
    pub(crate) fn words_of(&self, part: &str) -> Words {
        let from = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if from > self.text.len() || part.len() > self.text.len() - from {
            return words_of(part);
        }
        if self.hits.is_empty() {
            return Words::default();
        }
        self.read(from as u32, (from + part.len()) as u32)
    }

    /// Whether a part of the line opens with a term of a list.
    pub(crate) fn opens(&self, part: &str, list: List) -> bool {
        let from = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let until = from.wrapping_add(part.len());
        self.hits.iter().any(|hit| hit.list == list && hit.start as usize == from && hit.end as usize <= until)
    }

    fn read(&self, from: u32, until: u32) -> Words {
        let mut words = Words::default();
        let (mut incident_start, mut incident_end, mut voice_end) = (0, 0, 0);
        let mut cue = (0, 0);
        for &Hit { start, end, list } in self.hits.iter().filter(|hit| hit.start >= from && hit.end <= until) {
            words.any.add(list);
            if start == from {
                words.opens.add(list);
            }
            if end == until {
                words.closes.add(list);
            }
            if start == from && end == until {
                words.whole.add(list);
            }
            // Of those that end together the longer one speaks.
            if list.is_kind() && (end, u32::MAX - start) > cue {
                cue = (end, u32::MAX - start);
                words.cue = Some(list);
            }
            if list == List::Incident && start >= incident_end {
                words.incidents = words.incidents.saturating_add(1);
                incident_end = end;
                incident_start = start;
            }
            if list == List::Voice && start >= voice_end {
                words.voices = words.voices.saturating_add(1);
                voice_end = end;
            }
        }
        words.ends_in_incident = words.incidents > 0 && words.cue.is_some() && incident_start >= cue.0;
        if (words.closes.has(List::Act) || words.closes.has(List::Section)) && self.announces(from, until, 3) {
            words.closes.add(List::Ending);
        }
        words
    }

    /// Whether the part ends in what a notice does about its matter: 「…についてのお詫びと再発防止策」. `left` bounds the acts joined.
    fn announces(&self, from: u32, until: u32, left: u32) -> bool {
        let opening = |list: List| {
            let closing = self.hits.iter().filter(|hit| hit.list == list && hit.end == until && hit.start >= from);
            closing.map(|hit| hit.start).min()
        };
        let joined = |start: u32, by: &[&str]| {
            let before = &self.text[from as usize..start as usize];
            by.iter().find_map(|joint| before.strip_suffix(joint)).map(|rest| from + rest.len() as u32)
        };
        let act = opening(List::Act);
        if act.is_some_and(|start| {
            start == from
                || joined(start, OF_MATTER).is_some_and(|end| end > from && !self.text[..end as usize].ends_with('へ'))
        }) {
            return true;
        }
        left > 0
            && act
                .or_else(|| opening(List::Section))
                .and_then(|start| joined(start, AND))
                .is_some_and(|end| self.announces(from, end, left - 1))
    }
}

/// Reads which lists a line touches. The line is short (the caller sees to it), so that overlapping matches stay few.
pub(crate) fn words_of(text: &str) -> Words {
    Scan::of(text).read(0, text.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_ends_in_what_the_notice_does_about_its_matter() {
        for ending in [
            "顧客情報の漏えいに関するお詫びと報告",
            "メール誤送信についてのご報告及びお願い",
            "USBメモリ紛失に係る説明並びに再発防止策",
            "不正アクセスに伴う個人情報流出のおわびとお知らせ",
            "お詫びとご報告",
        ] {
            assert!(words_of(ending).closes.has(List::Ending), "{ending}");
        }
        for section in ["原因と対応", "今後の対応", "関係機関への報告", "経緯及び再発防止策"]
        {
            assert!(!words_of(section).closes.has(List::Ending), "{section}");
        }
    }
}
