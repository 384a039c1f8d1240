//! Figures that count something affected.
//!
//! In:   the sentences that tell of the incident; its consequences (for the status).
//! Out:  counts in reading order, each value of a subject once.
//! Data: lexicon classes `units` and `counted`; hedges of `text`.
//!
//! A figure is a number with a counter (人, 件, 台 …). What it counts follows from the counter and the noun beside it
//! (`subject.rs`), of what it is the size from words such as うち and 全国で (`scope.rs`).
//! Not here: which figure stands for the incident (`headline.rs`).

mod role;
mod scope;
mod subject;
#[cfg(test)]
mod tests;
mod wave;

use jikenbo_lexicon::{Class, Mention, Tag, TagSet, stands_in};
use jikenbo_model::{Bound, ByteRange, Consequence, ConsequenceKind, Count, Found, Realis, Scope, Subject};
use jikenbo_text::{Hedge, NumberMention, find_numbers_before, hedges_after, hedges_before};

use self::{role::Role, subject::Known};
use crate::happening;
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;

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

/// Reads the counts of one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part, consequences: &[Found<Consequence>]) -> Vec<Found<Count>> {
    let mut tally = Tally::default();
    let mut known = Known::of(notice);
    let [mut impersonated, mut clients] = [false; 2];
    // Status of the leak that was told last.
    let mut before = None;
    let mut label = None;
    for (sentence, clause) in part.counted(notice) {
        if sentence.place == Place::Context || sentence.section == Section::Prevention {
            continue;
        }
        if tally.found.len() >= MOST_COUNTS {
            break;
        }
        let counted_here = figures(notice, sentence, label);
        label = label_of(notice, sentence, &counted_here);
        for figure in &counted_here {
            if clause.is_some_and(|clause| !(clause.start..clause.end).contains(&figure.range.start)) {
                continue;
            }
            let role = role::of(notice, sentence, figure);
            if matches!(role, Role::Each | Role::Checked | Role::Trained | Role::Acted)
                || scope::is_of_others(notice, sentence, figure)
            {
                continue;
            }
            let Some(counted) = subject::decide(notice, sentence, figure, role, &mut known, &tally.found) else {
                continue;
            };
            if counted.subject == Subject::Persons && tally.knows_recipients(notice, figure) {
                continue;
            }
            let Some(scope) = scope::decide(notice, sentence, figure, role, counted.subject, &tally.found) else {
                continue;
            };
            if scope == Scope::Own && scope::is_own_share(notice, sentence, figure) {
                tally.widen(counted.subject, figure.value);
            }
            let realis = status(notice, sentence, figure, counted.subject, consequences, before);
            let posed = counted.subject == Subject::Organizations && scope::is_impersonated(notice, figure.range.end);
            impersonated |= posed;
            clients |= posed || wave::counts_clients(notice, figure, counted.subject);
            let count = Count { value: figure.value, subject: counted.subject, scope, bound: figure.bound, realis };
            // A headline often says 個人情報 for what the text below names.
            let is_named = counted.is_named && (sentence.place != Place::Title || counted.subject != Subject::Records);
            let mark = Mark {
                titled: sentence.place == Place::Title,
                around: matches!(role, Role::Addressees { open: true } | Role::Sent { open: true }),
                share: matches!(role, Role::Recovered | Role::Unreached) || scope::is_rest(notice, figure),
                added: scope::is_added(notice, figure),
                summed: scope::is_summed(notice, figure),
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
    tally.settle();
    let mut found = tally.found;
    scope::add_up(&mut found);
    wave::spread(notice, part, &mut found, clients, impersonated);
    found
}

/// Rule of a figure whose subject no noun names.
const UNNAMED: &str = "count.unnamed";

/// The counts read so far, each value of a subject once.
#[derive(Default)]
struct Tally {
    found: Vec<Found<Count>>,
    /// What else the text says of each of them.
    marks: Vec<Mark>,
}

/// What the text says of a figure that matters once all are read.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// Only the headline has told it.
    titled: bool,
    /// It is all that was sent when something went wrong with some: 「案内を150名に送信した際」.
    around: bool,
    /// It is what came back or could not be told: a part, though the whole may be told later.
    share: bool,
    /// It came to those told before: 「新たに12名」.
    added: bool,
    /// It is a sum: 「合計260名」.
    summed: bool,
}

impl Tally {
    /// Gives the unnamed shares told right behind an unnamed figure the subject of that figure: 「総数2,311件、うち本県関係35件」.
    fn rename_shares(&mut self, index: usize, subject: Subject) {
        let whole = self.found[index].value;
        let end = self.found[index].evidence[0].end;
        if let Some(share) = self.found.get_mut(index + 1)
            && share.rule == UNNAMED
            && share.value.subject == whole.subject
            && share.value.value < whole.value
            && share.evidence[0].start < end + 60
        {
            share.value.subject = subject;
        }
    }

    /// Makes larger figures of a subject those of all victims, since a share of them is the victim's own.
    fn widen(&mut self, subject: Subject, share: u64) {
        for known in &mut self.found {
            let Count { subject: other, value, scope, .. } = &mut known.value;
            if *other == subject && *value > share && *scope == Scope::Own {
                *scope = Scope::Total;
            }
        }
    }

    /// Whether a figure of persons is one of recipients told before: 「12人の方に削除をお願い」.
    fn knows_recipients(&self, notice: &Notice<'_>, figure: &Figure) -> bool {
        let rest = &notice.text[figure.range.end..];
        let owns = rest.starts_with('の') && role::names_information(notice, figure.range.end + 'の'.len_utf8());
        !notice.words(&figure.unit).contains('分')
            && !owns
            && rest.trim_start_matches("の方").trim_start_matches('々').starts_with(['に', 'へ', 'か', '全', 'の'])
            && self
                .found
                .iter()
                .any(|known| known.value.value == figure.value && known.value.subject == Subject::Recipients)
    }

    /// Takes back what later figures tell of earlier ones: all that was sent, where only some went wrong; what was added, where a sum
    /// of it and others follows.
    fn settle(&mut self) {
        let information = |known: &Found<Count>| scope::is_information(known.value.subject);
        let least = (0..self.found.len())
            .filter(|&index| !self.marks[index].around && self.found[index].value.scope != Scope::Part)
            .filter(|&index| information(&self.found[index]))
            .map(|index| self.found[index].value.value)
            .min();
        for index in 0..self.found.len() {
            let Count { value, subject, scope, .. } = self.found[index].value;
            let sum = |other: usize| {
                let count = self.found[other].value;
                self.marks[other].summed && count.subject == subject && count.value > value && count.scope == Scope::Own
            };
            let whole = |other: usize| {
                let count = self.found[other].value;
                count.subject == subject && count.value > value && count.scope == Scope::Own
            };
            let Mark { added, share, .. } = self.marks[index];
            let mut later = index + 1..self.found.len();
            if scope == Scope::Own && (added && later.clone().any(sum) || share && later.any(whole)) {
                self.found[index].value.scope = Scope::Part;
            }
        }
        let mut marks = self.marks.iter();
        self.found.retain(|known| {
            let around = marks.next().is_some_and(|mark| mark.around);
            !(around && information(known) && least.is_some_and(|least| least < known.value.value))
        });
    }

    /// Adds a count. A figure whose subject no noun names gives way to the same figure with one; what the text below says of a figure
    /// of the headline outweighs the headline.
    fn add(&mut self, count: Count, at: ByteRange, is_named: bool, mark: Mark) {
        let same = |known: &Found<Count>| known.value.value == count.value && known.value.subject == count.subject;
        if let Some(index) = self.found.iter().position(same) {
            let known = &mut self.found[index];
            if known.value.bound == Bound::Exact && count.bound != Bound::Exact {
                known.value.bound = count.bound;
            }
            let marks = &mut self.marks[index];
            marks.around &= mark.around;
            if !mark.titled && std::mem::take(&mut marks.titled) {
                *marks = mark;
                known.value.realis = count.realis;
                known.value.scope = count.scope;
                known.evidence = vec![at];
            }
            return;
        }
        let again = self
            .found
            .iter()
            .position(|known| known.value.value == count.value && (known.rule == UNNAMED || !is_named));
        // Asked twice, a call is the mail that it was about: 「9件のお問い合わせをされた方」.
        let asked = count.subject == Subject::Cases
            && self
                .found
                .iter()
                .any(|known| known.value.value == count.value && known.value.subject == Subject::Emails);
        match again {
            _ if asked => {}
            Some(_) if !is_named || count.subject == Subject::Cases => {}
            Some(index) => {
                self.rename_shares(index, count.subject);
                let known = &self.found[index];
                // What the figure was told to be the size of holds for the same figure with its noun.
                let scope = if count.scope == Scope::Own { known.value.scope } else { count.scope };
                let value = Count { bound: known.value.bound, scope, ..count };
                let evidence = if self.marks[index].titled { vec![at] } else { known.evidence.clone() };
                self.marks[index].titled &= mark.titled;
                self.found[index] = Found { rule: "count.figure", value, evidence };
            }
            None => {
                self.found.push(Found::new(count, at, if is_named { "count.figure" } else { UNNAMED }));
                self.marks.push(mark);
            }
        }
    }
}

/// The numbers of a sentence that have a counter.
fn figures(notice: &Notice<'_>, sentence: &Sentence, label: Option<ByteRange>) -> Vec<Figure> {
    let units: Vec<&Mention> = notice.of_class(sentence, Class::Units).collect();
    if units.is_empty() {
        return Vec::new();
    }
    let text = notice.text_of(sentence);
    let mut figures = Vec::new();
    let counters = units.iter().map(|unit| unit.start as usize - sentence.range.start);
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
        let Some(unit) = units.iter().find(|unit| unit.start as usize == unit_at || joined(unit)) else { continue };
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
            unit: **unit,
            from,
        });
    }
    figures
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
    let dated = text[..number.start].ends_with(['/', '-', '.', '第', '#']);
    // 「2名体制での確認」
    if text[unit_end..].starts_with("体制") {
        return true;
    }
    let follows = text[unit_end..].trim_start().chars().next();
    // 「今年度11件目」
    let word = follows.is_some_and(|c| matches!(c, '数' | '目'))
        || blanks > 0 && follows.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
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

/// Status of the leak that a figure counts; figures of machines, recipients and the like are facts.
fn status(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    subject: Subject,
    consequences: &[Found<Consequence>],
    before: Option<Realis>,
) -> Realis {
    match subject {
        Subject::Persons
        | Subject::EmailAddresses
        | Subject::Emails
        | Subject::Records
        | Subject::Files
        | Subject::Accounts
        | Subject::Organizations => {}
        Subject::Recipients
        | Subject::SuspiciousEmails
        | Subject::Logins
        | Subject::Accesses
        | Subject::Devices
        | Subject::Cases => return Realis::Confirmed,
    }
    if scope::is_taken_out(notice, sentence, figure) {
        return Realis::Denied;
    }
    // 「約31,500件のメールアドレスに宛てて、偽のメールが送信された」: reached, whatever leaked.
    let rest = &notice.text[figure.range.end..sentence.range.end];
    if subject == Subject::EmailAddresses && sentence.tags.has(Tag::CountedSuspiciousEmails) && role::leads_to(rest) {
        return Realis::Confirmed;
    }
    // 「患者10万人分のデータを得た」と主張
    if notice
        .of_class(sentence, Class::Modals)
        .any(|modal| modal.tag == Tag::ModalsClaimed && modal.start as usize >= figure.range.end)
    {
        return Realis::Claimed;
    }
    if is_fact(notice, sentence, figure, subject) {
        return Realis::Confirmed;
    }
    let own = notice.happenings(sentence);
    if let Some(misuse) = own.iter().find(|h| is_misuse(notice, figure, h) && h.realis != Realis::Denied) {
        return misuse.realis;
    }
    let is_leak = |h: &&happening::Happening| matches!(h.tag, Tag::HappeningsLeak | Tag::HappeningsViewing);
    // What the sentence comes to: 「…とお知らせした21,930名については、漏えいはなかったと判断しました」.
    if own
        .iter()
        .rfind(is_leak)
        .is_some_and(|last| last.realis == Realis::Denied && last.qualified.start >= figure.range.end)
    {
        return Realis::Denied;
    }
    // 「150枚が渡った可能性がある」
    let possible_here = notice.of_class(sentence, Class::Modals).any(|modal| {
        modal.tag == Tag::ModalsPossible
            && modal.start as usize >= figure.range.end
            && !notice.text[figure.range.end..modal.start as usize].contains(['、', '。'])
    });
    // A leak that is only named (「情報漏えいの件」) says nothing of its status.
    let leak = own.iter().filter(is_leak).filter(|h| !h.is_named || h.realis != Realis::Confirmed).map(|h| h.realis);
    leak.min_by_key(|realis| match realis {
        Realis::Possible => 0,
        Realis::Claimed => 1,
        Realis::Denied => 2,
        Realis::Confirmed => 3,
    })
    .unwrap_or_else(|| {
        let leaked = |found: &Found<Consequence>| {
            found.value == Consequence { kind: ConsequenceKind::DataLeak, realis: Realis::Confirmed }
        };
        let possible = |found: &Found<Consequence>| found.value.kind == ConsequenceKind::PossibleDataLeak;
        let both = consequences.iter().any(possible) && consequences.iter().any(leaked);
        if possible_here {
            Realis::Possible
        } else if let Some(before) = before.filter(|_| both) {
            before
        } else if consequences.iter().any(possible) {
            Realis::Possible
        } else if consequences.iter().any(leaked) || consequences.is_empty() && sentence.tags.has_any(&handed()) {
            Realis::Confirmed
        } else if consequences.iter().any(|found| found.value.realis == Realis::Claimed) {
            Realis::Claimed
        } else {
            Realis::Possible
        }
    })
}

/// Whether the figure is of a mailbox by which an intruder came in, of accounts that were entered, of bodies whose name was used.
fn is_fact(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, subject: Subject) -> bool {
    let words = notice.text_of(sentence);
    match subject {
        Subject::Accounts => figure.value == 1 || stands_in(Tag::WordsFigureEntered, words),
        Subject::Organizations => {
            scope::is_impersonated(notice, figure.range.end) || sentence.tags.has(Tag::CountedSuspiciousEmails)
        }
        _ => false,
    }
}

/// Whether a happening is the use of cards or accounts by others: that is a fact of its own beside a leak that is only possible.
fn is_misuse(notice: &Notice<'_>, figure: &Figure, happening: &happening::Happening) -> bool {
    const USES: &[&str] = &["不正利用", "不正使用", "不正に利用", "不正に使"];
    let words = &notice.text[happening.qualified.start..happening.qualified.end];
    let start = happening.qualified.start;
    let beside = start >= figure.range.end || !notice.text[start..figure.range.start].contains('、');
    beside && happening.tag == Tag::HappeningsMisuse && USES.iter().any(|word| words.starts_with(word))
}

/// Tags of words by which information was handed or shown to others: a fact where the sentence does not hedge it.
fn handed() -> TagSet {
    TagSet::of(&[Tag::ActsHandOver, Tag::WaysShown, Tag::WaysAnother])
}
