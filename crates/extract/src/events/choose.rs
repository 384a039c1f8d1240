//! Which words for steps a date dates.
//!
//! In:   a date with the words for steps behind it and before it.
//! Out:  those that tell what happened on it.
//! Data: lexicon class `steps`, `words`.
//!
//! | text                                   | word                 | step            |
//! |----------------------------------------|----------------------|-----------------|
//! | 感染は3月8日、発生日時:3月8日             | the topic or label   | `named_before`  |
//! | 3月3日の第二報に続き                      | one wording alone    | `wording.rs`    |
//! | 3月8日に停止し、復旧した                  | nearest and closing  | `direct`        |
//! | 3月8日、市は…を停止し、復旧した            | the closing ones     | `loose`         |
//! | 報告は3月8日に済ませ                      | those before         | `look_elsewhere` |
//!
//! Then what only serves another step falls away (`weed`).

use std::cell::OnceCell;

use jikenbo_lexicon::{Class, Mention, Tag, TagSet, longest_at_end, longest_at_start};
use jikenbo_model::EventType;
use jikenbo_text::ByteRange;

use crate::cues::{Cues, first_letters};
use crate::notice::Notice;

use super::entry::Entry;
use super::form::{Form, behind_label, is_hiragana, is_mark, is_object, is_topic};
use super::words::{Kind, Kind::Known, Word, at_of, inside, near_end, words};
/// Longest tail of a sentence behind a date that still leaves the step to the words before it, in bytes.
const TAIL_BYTES: usize = 60;

/// What follows a word for a state that is seen on the day: 「感染していることが分かった」, not 「感染していたことが分かった」.
const IS_SO: Cues = Cues::of(&["していること", "されていること", "れていること", "っていること"]);
/// Longest line of a list that is looked at as a whole, in bytes.
pub(super) const LINE_BYTES: usize = 600;
/// Longest subject between two dates, in bytes.
const SUBJECT_BYTES: usize = 60;

/// Whether a word may be the step of a date.
pub(super) fn is_usable(word: &&Word) -> bool {
    !matches!(word.kind, Known(EventType::Planned | EventType::DataPeriod))
}

/// A date with the words around it.
pub(super) struct Scene<'a> {
    pub(super) notice: &'a Notice<'a>,
    pub(super) entry: &'a Entry<'a>,
    /// The text behind the date.
    pub(super) behind: &'a str,
    /// The words behind it.
    pub(super) after: &'a [Word],
    /// The last usable word before it; read where it is asked for.
    before: OnceCell<Option<Word>>,
    /// The first word that the date may date, objects of others last.
    first: Option<Word>,
    /// Whether somebody is told to have told it, before the first word: 「委託先から…と報告があり」.
    pub(super) led_by_teller: bool,
}

/// The words that tell what happened on the date.
pub(super) fn choose<'a>(
    notice: &'a Notice<'a>,
    entry: &'a Entry<'a>,
    behind: &'a str,
    after: &'a [Word],
) -> Vec<Word> {
    let told = |word: &&Word| is_usable(word) && word.form != Form::Object;
    let first = after.iter().find(told).or_else(|| after.iter().find(is_usable)).copied();
    const TELLERS: TagSet = TagSet::of(&[Tag::StepsFromPerson, Tag::StepsFromContractor]);
    let told_by = inside(notice, entry)
        .take_while(|_| first.is_some() && entry.sentence.tags.has_any(&TELLERS))
        .find(|m| TELLERS.has(m.tag));
    let led_by_teller = told_by.zip(first).is_some_and(|(teller, word)| (teller.start as usize) < word.at.start);
    let scene = Scene { notice, entry, behind, after, before: OnceCell::new(), first, led_by_teller };
    if let Some(word) = scene.named_before().or_else(|| scene.told_at_once()) {
        return vec![word];
    }
    let direct = !entry.below
        && !led_by_teller
        && behind.starts_with(['に', 'の', 'か', 'よ', 'ま', '以', 'で'])
        && !behind.starts_with("には")
        && !behind.starts_with("になって");
    let mut chosen = if direct { scene.direct() } else { scene.loose() };
    if let Some(word) = scene.source() {
        return vec![word];
    }
    scene.look_elsewhere(&mut chosen);
    scene.weed(&mut chosen, direct);
    chosen
}

impl Scene<'_> {
    /// A word for the date as a whole.
    pub(super) fn whole(&self, tag: Tag, kind: EventType) -> Word {
        Word { tag, kind: Known(kind), at: self.entry.dated.mention.range, form: Form::Closing }
    }

    /// The text behind a word, up to the next date.
    pub(super) fn rest(&self, word: &Word) -> &str {
        &self.notice.text[word.at.end..self.entry.after.end.max(word.at.end)]
    }

    /// From the date, or the start of its words, to their end.
    pub(super) fn line(&self) -> &str {
        let (from, to) = (self.entry.dated.mention.range.start, self.entry.after.end);
        let near = to.saturating_sub(from) <= LINE_BYTES;
        self.notice.text.get(from..to).filter(|_| near).unwrap_or(self.behind)
    }

    pub(super) fn text(&self, word: &Word) -> &str {
        word.at.of(&self.notice.text)
    }

    /// The last usable word before the date.
    fn before(&self) -> Option<Word> {
        let read =
            || words(self.notice, self.entry, near_end(self.entry.before)).into_iter().rfind(|word| is_usable(&word));
        *self.before.get_or_init(read)
    }

    /// 「感染は3月8日」「発生日時:3月8日」: the topic or label before the date.
    fn named_before(&self) -> Option<Word> {
        let before = self.entry.before;
        let ends = before.of(&self.notice.text).chars().next_back()?;
        let names = |m: &Mention| m.end as usize == before.end && m.tag.class() == Class::Steps;
        if ends != 'は' && ends.is_alphanumeric() && !self.notice.mentions_in(near_end(before)).any(names) {
            return None;
        }
        let named = self.before().filter(|word| {
            let between = behind_label(&self.notice.text[word.at.end..before.end]);
            is_topic(between) || word.at.start <= before.start + 6 && is_mark(between) && !between.starts_with('、')
        });
        // 「起きたのは4月13日」
        named.map(|word| match self.text(&word).starts_with(['起']) {
            true => Word { kind: Known(EventType::Occurred), ..word },
            false => word,
        })
    }

    /// The words of a date that a particle ties to what follows: the nearest, and those that close clauses behind it.
    fn direct(&self) -> Vec<Word> {
        let (notice, after) = (self.notice, self.after);
        let mut chosen: Vec<Word> = self.first.into_iter().collect();
        if let Some(word) = self.first
            && word.form == Form::Closing
            && word.kind != Known(EventType::Published)
        {
            // 「5月8日の台風で浸水したと発表した」: the announcement has a day of its own.
            let announced = |word: &&Word| {
                word.kind == Known(EventType::Published)
                    && notice.text[..word.at.start].ends_with('と')
                    && !self.behind.starts_with("に、")
            };
            let rest = after.iter().filter(|other| other.at.start > word.at.start && !announced(other));
            chosen.extend(rest.filter(is_usable).filter(|other| other.form == Form::Closing));
        }
        // 「暗号化されているのを確認し」: what was noticed is older.
        if let Some(word) =
            self.first.filter(|word| word.form == Form::Inner && word.kind == Known(EventType::Occurred))
            && let Some(seen) = after.iter().find(|other| other.at.start > word.at.start)
            && matches!(seen.kind, Kind::FoundOut | Known(EventType::Detected))
            && (seen.kind == Known(EventType::Detected)
                && notice.text[word.at.end.min(seen.at.start)..seen.at.start].contains("ことに")
                || ["のを", "のに"].iter().any(|thing| notice.text[..seen.at.start].ends_with(thing))
                || self.behind.starts_with('に')
                    && !self.entry.dated.mention.start.day.is_open()
                    && seen.at.start >= word.at.end
                    && IS_SO.start(&notice.text[word.at.end..seen.at.end])
                    && seen.kind != Known(EventType::Reported))
        {
            let behind = after.iter().filter(|other| other.at.start > seen.at.start && other.form == Form::Closing);
            return std::iter::once(seen).chain(behind.filter(is_usable)).copied().collect();
        }
        // 「2月6日に、紛失した書類を倉庫で発見した」
        if let Some(thing) =
            self.first.filter(|word| word.form == Form::Inner && word.kind == Known(EventType::Occurred))
            && self.behind.starts_with("に、")
            && let Some(found) = after.iter().find(|word| word.at.start > thing.at.start)
            && found.form == Form::Closing
            && matches!(found.kind, Known(EventType::Contained | EventType::Detected))
            && longest_at_start(Tag::WordsFoundAgain, self.text(found))
                + longest_at_start(Tag::WordsGetsBack, self.text(found))
                > 0
        {
            return vec![*found];
        }
        // 「2月10日に当社の情報も流出した可能性があるとの報告があった」: a doubt that was told on the day.
        const DOUBT: Cues = Cues::of(&[
            "可能性があるとの",
            "おそれがあるとの",
            "恐れがあるとの",
            "可能性がある旨の",
            "おそれがある旨の",
        ]);
        if let Some(thing) =
            self.first.filter(|word| word.form == Form::Inner && word.kind == Known(EventType::Occurred))
            && let Some(told) = after.iter().find(|word| word.at.start > thing.at.end && word.form == Form::Closing)
            && matches!(told.kind, Known(EventType::Reported | EventType::Detected | EventType::Notified))
            && DOUBT.end(notice.text[thing.at.end..told.at.start].trim_end_matches("ご"))
        {
            return vec![*told];
        }
        // 「翌日に誤送信した書類を回収し」: what was got back is older.
        if let Some(thing) =
            self.first.filter(|word| word.form == Form::Inner && word.kind == Known(EventType::Occurred))
            && self.entry.dated.mention.range.of(&notice.text).starts_with(['翌', '同', 'そ'])
        {
            let mut closing = after.iter().filter(|word| word.at.start > thing.at.start && word.form == Form::Closing);
            if let Some(word) = closing.next().filter(|word| word.kind == Known(EventType::Contained)) {
                return std::iter::once(word).chain(closing.filter(is_usable)).copied().collect();
            }
        }
        // 「2月27日に公開した第2報では」: what was put up is a notice.
        if let [put, report, ..] = after
            && put.kind == Known(EventType::Occurred)
            && report.kind == Known(EventType::Published)
            && put.at.end <= report.at.start
            && longest_at_start(Tag::WordsDid, &notice.text[put.at.end..report.at.start])
                == report.at.start - put.at.end
        {
            return vec![*report];
        }
        // 「7月に漏えいのおそれがあるとお知らせした件」: what stands between was told on the day.
        let quoted =
            |word: &&Word| word.kind == Known(EventType::Published) && notice.text[..word.at.start].ends_with('と');
        // 「5月8日に誤って送信したと発表した」: the day is that of the mistake.
        let inner =
            self.first.is_some_and(|word| word.kind == Known(EventType::Occurred)) || !self.behind.starts_with('に');
        let said = after.iter().find(quoted).filter(|word| !(inner && word.form == Form::Closing));
        if let Some(word) = said.filter(|_| chosen.iter().all(|word| word.form != Form::Closing)) {
            chosen = vec![*word];
        }
        // 「お詫びの文書を3月4日に発送」: what was sent tells why.
        if chosen.first().is_none_or(|word| word.kind == Known(EventType::Occurred))
            && let Some(object) =
                self.before().filter(|word| is_object(&notice.text[word.at.end..self.entry.before.end]))
        {
            chosen = vec![object];
        }
        chosen
    }

    /// The words of a date that stands apart: those that close clauses.
    fn loose(&self) -> Vec<Word> {
        let mut chosen: Vec<Word> =
            self.after.iter().filter(is_usable).filter(|word| word.form == Form::Closing).copied().collect();
        // 「…は6月8日、…と公表した」: what stands between is what was announced.
        if let Some(last) = chosen.last().copied().filter(|last| last.kind == Known(EventType::Published))
            && self.behind.starts_with('、')
        {
            chosen = vec![last];
        }
        if chosen.is_empty() {
            chosen.extend(self.first);
        }
        chosen
    }

    /// 「3月15日、架空電力によると」: the day on which it said so.
    fn source(&self) -> Option<Word> {
        let notice = self.notice;
        let front = &notice.text[..self.entry.dated.mention.range.start];
        let opens = self.behind.starts_with('、')
            && notice.article.dated.is_none()
            && matches!(front.chars().next_back(), None | Some(' ' | '\n' | '\t' | '。'));
        let source = |m: &&Mention| m.tag == Tag::ActsDenyConsult && notice.words(m).starts_with("によ");
        let mention = inside(notice, self.entry).find(source).filter(|_| opens)?;
        Some(Word { at: at_of(mention), ..self.whole(Tag::StepsPublished, EventType::Published) })
    }

    /// Where nothing behind the date tells: the words before it, those behind a later date, the topic of the sentence.
    fn look_elsewhere(&self, chosen: &mut Vec<Word>) {
        let (notice, entry) = (self.notice, self.entry);
        // 「報告は7月1日に済ませ」: the words before, where little follows.
        if chosen.is_empty() && self.behind.len() <= TAIL_BYTES {
            // 「2月16日に取りやめ、2月28日に…」: a clause that is closed belongs to the date before it.
            let opens = entry.before.start == entry.sentence.range.start;
            let ends = |word: &Word| notice.text[word.at.end.min(entry.before.end)..entry.before.end].contains('、');
            chosen.extend(self.before().filter(|word| opens || !ends(word)));
        }
        // 「11月8日に外来、12月13日に救急の受入れを再開」: the verb behind a later date.
        if chosen.is_empty() && !entry.below && self.is_joined() {
            let rest = words(notice, entry, ByteRange::new(entry.after.end, entry.sentence.range.end));
            // 「8月4日、職員が8月2日に…していたことを確認した」: the verb of the sentence, not of what it tells.
            let thing = |word: &&Word| word.form == Form::Closing && self.tells_thing(word);
            let governs = rest.iter().filter(is_usable).find(thing).filter(|_| self.is_subject());
            let first = rest.iter().find(is_usable).filter(|word| word.form == Form::Closing);
            chosen.extend(governs.or(first));
        }
        // 「最初の侵入は、…1月5日夜とみられる」: the topic of the sentence.
        if chosen.is_empty() && longest_at_start(Tag::WordsIsDay, self.behind) > 0 {
            let front = ByteRange::new(entry.sentence.range.start, entry.dated.mention.range.start);
            let all = words(notice, entry, near_end(front));
            let topic = all.iter().rfind(|word| is_usable(word) && is_said(&notice.text[word.at.end..front.end]));
            chosen.extend(topic);
        }
    }

    /// Whether a word tells of the clause before it: 「…ことを確認した」「…と発表した」.
    pub(super) fn tells_thing(&self, word: &Word) -> bool {
        let front = &self.notice.text[..word.at.start];
        self.text(word).starts_with("こと")
            || ["ことを", "ことに", "ことが", "のに", "のを", "と"].iter().any(|of| front.ends_with(of))
    }

    /// Whether only a subject stands behind the date: 「8月4日、元従業員が」.
    fn is_subject(&self) -> bool {
        is_subject(self.behind.trim_end_matches('、')) || is_while(self.behind)
    }

    /// Whether the words of a date go on behind the next one.
    fn is_joined(&self) -> bool {
        let until = &self.notice.text[..self.entry.after.end];
        match until.strip_suffix('、') {
            // 「10日、…に入れて帰宅し、12日に…」: the day has a verb of its own.
            // 「11月30日、職員が、11月21日の…に気付いた」
            Some(_) if self.is_subject() => true,
            Some(front) => {
                !front.ends_with("ものの")
                    && !front
                        .ends_with(['し', 'て', 'り', 'き', 'み', 'け', 'め', 'ず', 'が', 'で', 'ち', 'い', 'え', 'れ'])
            }
            // 「8月4日、元従業員が2023年2月24日に…保存していたことを確認した」
            None if self.is_subject() => true,
            None => until.ends_with(['・', '(']) || longest_at_end(Tag::WordsAndDay, until) > 0,
        }
    }
}

/// Whether a text tells on what occasion something came out: 「書類の整理をしていて、」「点検する中で、」.
pub(super) fn is_while(text: &str) -> bool {
    const OCCASIONS: Cues =
        Cues::of(&["していて、", "する中で、", "した際、", "した際に、", "する際、", "したところ、"]);
    text.starts_with('、') && text.len() <= 2 * SUBJECT_BYTES && OCCASIONS.end(text)
}

/// Whether a text is a noun as the subject of what follows: 「職員が」「元従業員が」.
pub(super) fn is_subject(text: &str) -> bool {
    let noun = text.trim_start_matches('、').strip_suffix(['が', 'は']);
    noun.is_some_and(|noun| {
        !noun.is_empty()
            && noun.len() <= SUBJECT_BYTES
            && noun.chars().all(|c| !is_hiragana(c) || matches!(c, 'の' | 'や' | 'と'))
    })
}

/// Whether the words behind a step make it the topic: 「は」「したのは」「に気付いたのは」.
fn is_said(rest: &str) -> bool {
    let lead = first_letters(rest, 10);
    lead.find('は').is_some_and(|at| is_topic(&lead[..at + 'は'.len_utf8()]))
}
