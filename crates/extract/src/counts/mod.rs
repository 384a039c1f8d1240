//! Figures that count something affected.
//!
//! In:   the sentences that tell of the incident; its consequences (for the status).
//! Out:  counts in reading order, each value of a subject once.
//! Data: lexicon classes `units` and `counted`; hedges of `text`; each reader names its `words/figure_*`.
//!
//! A figure is a number with a counter (人, 件, 台 …), or a bare one whose label holds the counter (`labelled.rs`). What its sentence says of
//! those counted is its role (`role.rs`, `told.rs`); what it counts follows from the counter, the noun beside it and the role (`subject.rs`,
//! `persons.rs`), of what it is the size from words such as うち and 全国で (`scope.rs`), whether it is one at all from `none.rs`. Figures
//! that correct others (`corrected.rs`), add up (`sums.rs`) or are of a wave (`wave.rs`) tell of one another in the end (`tally.rs`).
//! Not here: which figure stands for the incident (`headline.rs`).

mod corrected;
mod known;
mod labelled;
mod none;
mod noun;
mod persons;
mod phrase;
mod role;
mod scope;
mod share;
mod status;
mod subject;
mod sums;
mod tally;
#[cfg(test)]
mod tests;
mod told;
mod wave;
#[cfg(test)]
mod wordings;

use std::collections::BTreeSet;

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::{Bound, ByteRange, Consequence, Count, Doubt, Found, Realis, Scope, Subject};
use jikenbo_text::{Hedge, NumberMention, find_numbers_before, hedges_after, hedges_before};

use self::{
    corrected::Column,
    known::Known,
    role::Role,
    tally::{Mark, Tally},
    wave::Wave,
};
use crate::cues::{self, Cues};
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;
use crate::sieve::Sieve;

/// A number with its counter, where it stands in the notice's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    value: u64,
    bound: Bound,
    /// From the hedge to the end of the counter and its hedge.
    range: ByteRange,
    unit: Mention,
    /// Where the words begin that belong to it: its clause, or the label on the line above.
    from: usize,
}

impl Figure {
    fn unit_is(&self, notice: &Notice<'_>, unit: &str) -> bool {
        notice.words(&self.unit) == unit
    }
}

/// Most counts that are read for one incident, by whole sentences: each is compared with all others, and a text with more is no notice.
const MOST_COUNTS: usize = 500;

/// The counts of an incident, and why they may not be all.
pub(crate) struct Counted {
    pub(crate) counts: Vec<Found<Count>>,
    pub(crate) doubt: Option<Doubt>,
}

/// Reads the counts of one part. `serves` says that its body works for those of the other parts.
pub(crate) fn read(notice: &Notice<'_>, part: &Part, consequences: &[Found<Consequence>], serves: bool) -> Counted {
    let mut tally = Tally::default();
    let mut known = Known::of(notice);
    let [mut impersonated, mut clients] = [false; 2];
    // Status of the leak that was told last.
    let mut before = None;
    let mut label = None;
    let mut corrected: Option<Column> = None;
    let mut doubt = None;
    let mut column = None;
    // Where the last count ended, and of what it is the size.
    let mut last = None;
    let mut actors = BTreeSet::new();
    for (sentence, clause) in part.counted(notice) {
        let above = column;
        let labelled = labelled::holds_label(notice, sentence);
        column = if labelled || above.is_some() { labelled::column_of(notice, sentence, above) } else { None };
        if sentence.place == Place::Context || sentence.section == Section::Prevention {
            continue;
        }
        if tally.found.len() >= MOST_COUNTS {
            let at = notice.evidence(sentence.range);
            doubt = Some(Doubt { pointer: "/counts".to_owned(), why: "counts_cut_off", at });
            break;
        }
        let mut counted_here = figures(notice, sentence, label);
        if labelled || above.is_some() {
            labelled::read(notice, sentence, above, &mut counted_here);
        }
        labelled::kinds(notice, sentence, &mut counted_here);
        label = label_of(notice, sentence, &counted_here);
        let hold = corrected.and_then(|column| column.hold(&counted_here));
        if hold.is_none() {
            corrected = label.and_then(|label| Column::of(label.of(&notice.text)));
        }
        for figure in hold.unwrap_or(&counted_here) {
            if clause.is_some_and(|clause| !(clause.start..clause.end).contains(&figure.range.start)) {
                continue;
            }
            let role = role::of(notice, sentence, figure);
            // 「役員ら4人を逮捕した。4人は会社を辞め、…」
            if figure.unit.tag == Tag::UnitsPersons {
                match role {
                    Role::Acted => {
                        actors.insert(figure.value);
                    }
                    Role::Plain | Role::Saw if acts_again(notice, figure) && actors.contains(&figure.value) => continue,
                    _ => {}
                }
            }
            if matches!(role, Role::Each | Role::Checked | Role::Trained | Role::Acted)
                || none::is_of_others(notice, sentence, figure)
            {
                continue;
            }
            let Some(counted) = subject::decide(notice, sentence, figure, role, &mut known, &tally.found) else {
                continue;
            };
            if counted.subject == Subject::Persons && tally.knows_recipients(notice, figure) {
                continue;
            }
            let Some(scope) = scope::decide(notice, sentence, figure, role, counted.subject, &tally) else {
                tally.take_back(notice, sentence, figure);
                continue;
            };
            // 「63件(63人)」 says the figure before once more.
            let again =
                notice.text[..figure.range.start].ends_with('(') && last == Some((figure.range.start - 1, Scope::Part));
            let scope = if again && scope == Scope::Own { Scope::Part } else { scope };
            last = Some((figure.range.end, scope));
            if scope == Scope::Own && share::is_own_share(notice, sentence, figure) {
                tally.widen(counted.subject, figure.value);
            }
            let realis = status::decide(notice, sentence, figure, counted.subject, consequences, before);
            let posed = counted.subject == Subject::Organizations && scope::is_impersonated(notice, figure.range.end);
            impersonated |= posed;
            clients |= posed || wave::counts_clients(notice, figure, counted.subject);
            let count = Count { value: figure.value, subject: counted.subject, scope, bound: figure.bound, realis };
            // A headline often says 個人情報 for what the text below names.
            let is_named = counted.is_named && (sentence.place != Place::Title || counted.subject != Subject::Records);
            let mark = Mark {
                titled: sentence.place == Place::Title,
                around: matches!(role, Role::Addressees { open: true } | Role::Sent { open: true })
                    || role::is_of_kin(&notice.text[figure.range.end..sentence.range.end]),
                share: matches!(role, Role::Recovered | Role::Unreached) || share::is_rest(notice, figure),
                words: ByteRange::new(figure.from, figure.range.end),
                reached: role == Role::Reached,
                sent: matches!(role, Role::Addressees { .. } | Role::Sent { .. }),
            };
            tally.add(count, notice.evidence(figure.range), is_named, mark);
        }
        known.pass(notice, sentence);
        let told = notice.happenings(sentence).iter().rfind(|happening| {
            matches!(happening.tag, Tag::HappeningsLeak | Tag::HappeningsViewing)
                && !happening.is_named
                && matches!(happening.realis, Realis::Confirmed | Realis::Possible)
        });
        before = told.map(|happening| happening.realis).or(before);
    }
    tally.settle(notice);
    let mut found = tally.found;
    sums::add_up(&mut found);
    wave::spread(notice, part, &mut found, Wave { clients, impersonated, serves });
    Counted { counts: found, doubt }
}

/// The numbers of a sentence that have a counter.
fn figures(notice: &Notice<'_>, sentence: &Sentence, label: Option<ByteRange>) -> Vec<Figure> {
    let mut figures = Vec::new();
    if !sentence.counts {
        return figures;
    }
    let text = notice.text_of(sentence);
    let units = || notice.of_class(sentence, Class::Units);
    let counters = units().map(|unit| unit.start as usize - sentence.range.start);
    for NumberMention { range, number } in find_numbers_before(text, counters) {
        let Ok(number) = number else { continue };
        let blanks = text[range.end..].len() - text[range.end..].trim_start_matches([' ', '」', '\t']).len();
        let unit_at = sentence.range.start + range.end + blanks;
        // 「41の自治体」「264のメールアドレス」「3つのファイル」
        let linked = ["つの", "の"]
            .into_iter()
            .find(|link| text[range.end..].starts_with(link))
            .map(|link| unit_at + link.len());
        let joined = |unit: &Mention| {
            matches!(
                unit.tag,
                Tag::UnitsEmailAddresses | Tag::UnitsOrganizations | Tag::UnitsAccounts | Tag::UnitsFiles
            ) && Some(unit.start as usize) == linked
        };
        let Some(unit) = units().find(|unit| unit.start as usize == unit_at || joined(unit)) else { continue };
        // 「0件」 says that there are none.
        if number.value == 0 || is_no_counter(text, range, blanks, unit.end as usize - sentence.range.start) {
            continue;
        }
        let (before, start) = hedges_before(text, range.start);
        let unit_end = unit.end as usize - sentence.range.start;
        let (after, end) = hedges_after(text, unit_end);
        let bound = match before.with(after).strongest() {
            Some(hedge) => bound_of(hedge),
            None if number.some_more => Bound::AtLeast,
            None => Bound::Exact,
        };
        let own = scope::clause_start(&text[..start]);
        let alone = text[..start].trim_start_matches(['・', ' ', '(']).is_empty();
        // 「うち146世帯(151人)」: a figure in brackets says the one before it once more.
        let again = figures.last().filter(|last: &&Figure| {
            text.get(last.range.end - sentence.range.start..start).is_some_and(|between| between == "(")
        });
        let from = match again {
            Some(last) => last.from,
            None => label.filter(|_| alone).map_or(sentence.range.start + own, |label| label.start),
        };
        figures.push(Figure {
            value: number.value,
            bound,
            range: ByteRange::new(sentence.range.start + start, sentence.range.start + end),
            unit: *unit,
            from,
        });
    }
    // 「帳票3,566件と届出書180件(いずれも推定)」
    const BOTH: Sieve = Sieve::of("いずれも");
    if sentence.sieve.may_hold(&BOTH)
        && let Some(at) =
            ["いずれも推定", "いずれも推計", "いずれも概数", "いずれも約"].iter().find_map(|word| text.find(word))
    {
        let told = figures.iter_mut().filter(|figure| figure.range.end <= sentence.range.start + at);
        told.filter(|figure| figure.bound == Bound::Exact).for_each(|figure| figure.bound = Bound::Approx);
    }
    figures
}

/// The counters of a sentence that stand right behind a digit.
fn counters<'n>(notice: &'n Notice<'_>, sentence: &Sentence) -> impl DoubleEndedIterator<Item = &'n Mention> {
    notice.of_class(sentence, Class::Units).filter(|unit| follows_digit(notice, unit))
}

/// Whether a digit stands right before a word: 「3台」.
fn follows_digit(notice: &Notice<'_>, word: &Mention) -> bool {
    (word.start as usize).checked_sub(1).is_some_and(|last| notice.text.as_bytes()[last].is_ascii_digit())
}

/// Whether so many stand as the subject of a clause: 「4人は…」.
fn acts_again(notice: &Notice<'_>, figure: &Figure) -> bool {
    !notice.words(&figure.unit).contains('分') && notice.text[figure.range.end..].starts_with(['は', 'が', 'も', 'を'])
}

/// A line that labels a figure on the next one: 「うちカード情報」, then 「830件」.
fn label_of(notice: &Notice<'_>, sentence: &Sentence, figures: &[Figure]) -> Option<ByteRange> {
    const LONGEST: usize = 90;
    let words = notice.text_of(sentence);
    let labels =
        sentence.place == Place::Body && figures.is_empty() && words.len() <= LONGEST && !words.ends_with(['。', '、']);
    labels.then_some(sentence.range)
}

/// Whether number and unit only meet: 「1 件数の訂正」 (a clause number), 「2025/11/11 通販日誌」, 「5 名簿」.
fn is_no_counter(text: &str, number: ByteRange, blanks: usize, unit_end: usize) -> bool {
    // 「見られたメール...2,304件」: dots lead to a figure.
    let before = text[..number.start].strip_suffix("..").unwrap_or(&text[..number.start]);
    let dated = before.ends_with(['/', '-', '第', '#']) || before.ends_with('.') && before.len() == number.start;
    // 「一人ひとりにお詫び」「お一人お一人に」
    const ONE: Cues = Cues::of(&["一人", "1人", "ひとり", "一人お", "おひとり", "お一人"]);
    if matches!(&text[number.start..number.end], "一" | "1") && text[number.end..].starts_with('人') {
        let again = ["一人", "1人", "一人お", "1人お", "ひとりお"].iter().any(|word| before.ends_with(word));
        if again || ONE.start(&text[unit_end..]) || ONE.start(cues::behind(&text[unit_end..], &["お"])) {
            return true;
        }
    }
    // 「2名体制での確認」
    if text[unit_end..].starts_with("体制") {
        return true;
    }
    let follows = text[unit_end..].trim_start().chars().next();
    // 「今年度11件目」
    let kanji = follows.filter(|&c| jikenbo_text::is_kanji(c));
    // 「一社研修」「一人暮らし」
    let compound =
        &text[number.start..number.end] == "一" && kanji.is_some_and(|c| !"分様余以未超程弱強当".contains(c));
    let word = follows.is_some_and(|c| matches!(c, '数' | '目')) || blanks > 0 && kanji.is_some() || compound;
    dated || word
}

fn bound_of(hedge: Hedge) -> Bound {
    match hedge {
        Hedge::Approx => Bound::Approx,
        Hedge::Max => Bound::Max,
        Hedge::Cumulative => Bound::Cumulative,
        Hedge::AtLeast => Bound::AtLeast,
        Hedge::MoreThan => Bound::MoreThan,
    }
}
