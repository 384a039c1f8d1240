//! The counts of one incident as they are read: each value of a subject once.
//!
//! In:   one count after another, in reading order, with what else the text says of each.
//! Out:  the counts; what later figures tell of earlier ones is settled at the end.
//! Data: lexicon files `words/figure_more.txt`, `figure_sum`, `figure_unsent`.

use jikenbo_lexicon::{Tag, stands_in};
use jikenbo_model::{Bound, ByteRange, Count, Found, Scope, Subject};

use super::{Figure, phrase, scope, sums};
use crate::cues;
use crate::notice::{Notice, Sentence};

/// Rule of a figure whose subject no noun names.
const UNNAMED: &str = "count.unnamed";

/// The counts read so far, each value of a subject once.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) found: Vec<Found<Count>>,
    /// What else the text says of each of them.
    marks: Vec<Mark>,
}

/// What the text says of a figure that matters once all are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Only the headline has told it.
    pub(super) titled: bool,
    /// It is all that was sent when something went wrong with some: 「案内を150名に送信した際」.
    pub(super) around: bool,
    /// It is what came back or could not be told: a part, though the whole may be told later.
    pub(super) share: bool,
    /// Its clause up to its end.
    pub(super) words: ByteRange,
    /// So many were told of the incident.
    pub(super) reached: bool,
    /// Something was sent to so many, or so many were sent.
    pub(super) sent: bool,
}

impl Tally {
    /// Gives the unnamed share right behind an unnamed figure the subject that the text names later: 「総数2,311件、うち本県関係35件」, then
    /// 「メールは2,311件」.
    fn rename_share(&mut self, index: usize, subject: Subject) {
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

    /// Whether a larger figure of information is known, apart from all that was sent when something went wrong with some.
    pub(super) fn has_hit(&self, share: u64) -> bool {
        let hit = |(known, mark): (&Found<Count>, &Mark)| {
            !mark.around && sums::is_information(known.value.subject) && known.value.value > share
        };
        self.found.iter().zip(&self.marks).any(hit)
    }

    /// Takes note of mails that came back: what was sent right before is no figure of those hit.
    pub(super) fn take_back(&mut self, notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) {
        let rest = &notice.text[figure.range.end..sentence.range.end];
        if let Some(mark) = self.marks.last_mut()
            && scope::starts(Tag::WordsFigureUnsent, rest)
        {
            mark.around |= mark.sent;
        }
    }

    /// Makes larger figures of a subject those of all victims, since a share of them is the victim's own.
    pub(super) fn widen(&mut self, subject: Subject, share: u64) {
        for known in &mut self.found {
            let Count { subject: other, value, scope, .. } = &mut known.value;
            if *other == subject && *value > share && *scope == Scope::Own {
                *scope = Scope::Total;
            }
        }
    }

    /// Whether a figure of persons is one of recipients told before: 「12人の方に削除をお願い」.
    pub(super) fn knows_recipients(&self, notice: &Notice<'_>, figure: &Figure) -> bool {
        let rest = &notice.text[figure.range.end..];
        let owns = rest.starts_with('の') && phrase::names_information(notice, figure.range.end + 'の'.len_utf8());
        !notice.words(&figure.unit).contains('分')
            && !owns
            && cues::behind(rest, &["の方"]).trim_start_matches('々').starts_with(['に', 'へ', 'か', '全', 'の'])
            && self
                .found
                .iter()
                .any(|known| known.value.value == figure.value && known.value.subject == Subject::Recipients)
    }

    /// Takes back what later figures tell of earlier ones: all that was sent, where only some went wrong; what was added, where a sum
    /// of it and others follows.
    pub(super) fn settle(&mut self, notice: &Notice<'_>) {
        let information = |known: &Found<Count>| sums::is_information(known.value.subject);
        let least = (0..self.found.len())
            .filter(|&index| !self.marks[index].around && self.found[index].value.scope != Scope::Part)
            .filter(|&index| information(&self.found[index]))
            .map(|index| self.found[index].value.value)
            .min();
        for index in 0..self.found.len() {
            let Count { value, subject, scope, .. } = self.found[index].value;
            // The whole of which a figure is a part may be told behind it.
            let whole = |other: &usize| {
                let count = self.found[*other].value;
                count.subject == subject && count.value > value && count.scope == Scope::Own
            };
            let mut later = (index + 1..self.found.len()).filter(whole).peekable();
            if scope != Scope::Own || later.peek().is_none() {
                continue;
            }
            // 「新たに2,850名…、可能性のある範囲は約41,200名」「新たに12名分…、合計52名」
            let told = |other: usize| {
                self.found[other].evidence[0].start < self.found[index].evidence[0].end + 200
                    || stands_in(Tag::WordsFigureSum, self.marks[other].words.of(&notice.text))
            };
            let Mark { words, share, .. } = self.marks[index];
            // The figure itself holds no such word.
            let added = || stands_in(Tag::WordsFigureMore, words.of(&notice.text));
            if share || added() && later.any(told) {
                self.found[index].value.scope = Scope::Part;
            }
        }
        let affected =
            |(known, mark): &(&Found<Count>, &Mark)| known.value.subject == Subject::Persons && !mark.reached;
        let most = self.found.iter().zip(&self.marks).filter(affected).map(|(known, _)| known.value.value).max();
        let mut marks = self.marks.iter();
        self.found.retain(|known| {
            let Some(mark) = marks.next() else { return true };
            let around = mark.around && information(known) && least.is_some_and(|least| least < known.value.value);
            let told = mark.reached && known.value.subject == Subject::Persons && most > Some(known.value.value);
            !around && !told
        });
    }

    /// Adds a count. A figure whose subject no noun names gives way to the same figure with one; what the text below says of a figure
    /// of the headline outweighs the headline.
    pub(super) fn add(&mut self, count: Count, at: ByteRange, is_named: bool, mark: Mark) {
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
        // 「アドレス87件」, 「メールアドレスと担当者名87件」; 「文書73件を掲載」, 「文書の件数 73件」
        let pair = |known: &Found<Count>| {
            let kinds = [known.value.subject, count.subject];
            known.value.value == count.value
                && (kinds.contains(&Subject::EmailAddresses) || kinds.contains(&Subject::Files))
                && kinds.contains(&Subject::Records)
        };
        if is_named && self.found.iter().any(|known| known.rule != UNNAMED && pair(known)) {
            return;
        }
        // A headline's 「メールの誤送信で412件」 are the 「個人情報412件」 of the text.
        let titled = |(known, marks): (&Found<Count>, &Mark)| {
            marks.titled && known.value.value == count.value && known.value.subject == Subject::Emails
        };
        if is_named
            && !mark.titled
            && count.subject == Subject::Records
            && let Some(index) = self.found.iter().zip(&self.marks).position(titled)
        {
            self.found[index] = Found::new(count, at, "count.figure");
            self.marks[index] = mark;
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
                self.rename_share(index, count.subject);
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
