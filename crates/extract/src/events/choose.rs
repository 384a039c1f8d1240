//! Which words for steps a date dates.
//!
//! In:   a date with the words for steps behind it and before it.
//! Out:  those that tell what happened on it.
//! Data: lexicon class `steps`, `words`.
//!
//! | text                                   | word                 | step            |
//! |----------------------------------------|----------------------|-----------------|
//! | 感染は3月8日、発生日時:3月8日             | the topic or label   | `named_before`  |
//! | 3月3日の第二報に続き                      | one wording alone    | `told_at_once`  |
//! | 3月8日に停止し、復旧した                  | nearest and closing  | `direct`        |
//! | 3月8日、市は…を停止し、復旧した            | the closing ones     | `loose`         |
//! | 報告は3月8日に済ませ                      | those before         | `look_elsewhere` |
//!
//! Then what only serves another step falls away (`weed`).

use std::cell::OnceCell;

use jikenbo_lexicon::{Class, Mention, Tag, TagSet, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::EventType;
use jikenbo_text::{ByteRange, Edge};

use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

use super::earlier::earlier_notice;
use super::entry::{Entry, heads_papers, is_open_span};
use super::form::{Form, is_hiragana, is_mark, is_object, is_topic};
use super::words::{Kind, Kind::Known, Word, at_of, inside, near_end, words};

/// A letter of the words that tell when something was last seen.
const LAST_SEEN: Sieve = Sieve::of("最後");
/// Bytes beside a date within which 「最後に」 makes it the day on which something was last seen.
const LAST_SEEN_BYTES: usize = 60;
/// Longest tail of a sentence behind a date that still leaves the step to the words before it, in bytes.
const TAIL_BYTES: usize = 60;

/// What follows a word for a state that is seen on the day: 「感染していることが分かった」, not 「感染していたことが分かった」.
const IS_SO: Cues = Cues::of(&["していること", "されていること", "れていること", "っていること"]);
/// Longest line of a list that is looked at as a whole, in bytes.
const LINE_BYTES: usize = 600;
/// Longest subject between two dates, in bytes.
const SUBJECT_BYTES: usize = 60;
/// Longest line that labels the day of the page, in bytes.
const PAGE_DAY_BYTES: usize = 90;
/// Longest name before an inquiry (「決済代行会社との照合で」), in bytes.
const INQUIRY_BYTES: usize = 36;

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
        && !behind.starts_with("には");
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
    fn whole(&self, tag: Tag, kind: EventType) -> Word {
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
        self.before().filter(|word| {
            let between = &self.notice.text[word.at.end..before.end];
            is_topic(between) || word.at.start <= before.start + 6 && is_mark(between) && !between.starts_with('、')
        })
    }

    /// The step of a date that one wording behind it settles.
    fn told_at_once(&self) -> Option<Word> {
        let (behind, after) = (self.behind, self.after);
        // 「掲載日:2026年3月7日更新」
        if self.entry.sentence.range.len() <= PAGE_DAY_BYTES {
            let front = self.entry.before.of(&self.notice.text).trim_end_matches([':', ' ', '\t']);
            if longest_at_end(Tag::WordsPageDay, front) > 0 || is_mark(front) && behind.trim() == "更新" {
                return Some(self.whole(Tag::StepsPublished, EventType::Published));
            }
        }
        // 「31日、…を閲覧していたとして…停職とした」: what came before is why.
        if behind.starts_with(['、', 'に', '付', 'ま', 'で']) && is_punishment(behind) {
            return Some(self.whole(Tag::StepsBackground, EventType::Background));
        }
        // 「13日、…のデータを盗み出したと主張した」
        let claim = after.iter().find(|word| self.text(word).starts_with("主張"));
        if let Some(word) = claim.filter(|word| self.notice.text[..word.at.start].ends_with('と')) {
            return Some(*word);
        }
        // 「2月20日までの調査では、…を確認している」
        if let Some(noun) = inquiry(behind) {
            // 「3月10日の甲社の報告で」
            let told = longest_at_end(Tag::WordsReportOf, noun) > 0;
            return Some(if told {
                self.whole(Tag::StepsReported, EventType::Reported)
            } else {
                self.whole(Tag::StepsIdentified, EventType::Identified)
            });
        }
        // 「3月3日の第二報に続き」
        let report = after.first().filter(|word| word.kind == Known(EventType::Published) && behind.starts_with('の'));
        if let Some(word) = report
            .filter(|word| word.at.start == self.entry.after.start + "の".len() && self.text(word).ends_with('報'))
        {
            return Some(*word);
        }
        if self.entry.sentence.sieve.may_hold(&LAST_SEEN)
            && let Some(at) = last_seen(self.entry.before.of(&self.notice.text), behind)
        {
            let whole = self.whole(Tag::StepsBackground, EventType::Background);
            let at = at.map_or(whole.at, |at| {
                let start = self.entry.after.start + at;
                ByteRange::new(start, start + "最後に".len())
            });
            return Some(Word { at, ..whole });
        }
        // 「2月20日に届いた苦情をきっかけに調べたところ」
        if is_news_come(behind) {
            return Some(self.whole(Tag::StepsDetected, EventType::Detected));
        }
        // 「2月18日まで棚にあったことが確認されている」
        if self.entry.dated.mention.edge == Edge::Until && self.entry.dated.mention.end.is_none() && was_there(behind) {
            return Some(self.whole(Tag::StepsBackground, EventType::Background));
        }
        // 「5月8日~6月3日に記録を調べたところ、…侵入の跡が見つかった」: the time of the search.
        if self.entry.dated.mention.end.is_some() && is_search(behind) {
            return Some(self.whole(Tag::StepsBackground, EventType::Background));
        }
        if let Some((kind, at)) =
            self.entry.label.and_then(|label| of_label(self.notice, label)).filter(|_| after.is_empty())
        {
            return Some(Word { tag: Tag::StepsNone, kind, at, form: Form::Closing });
        }
        // 「7月5日付「…」にて公表した件」: the day of an earlier notice.
        earlier_notice(self.notice, behind, after)
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
            && (["のを", "のに"].iter().any(|thing| notice.text[..seen.at.start].ends_with(thing))
                || self.behind.starts_with('に')
                    && !self.entry.dated.mention.start.day.is_open()
                    && seen.at.start >= word.at.end
                    && IS_SO.start(&notice.text[word.at.end..seen.at.end])
                    && seen.kind != Known(EventType::Reported))
        {
            let behind = after.iter().filter(|other| other.at.start > seen.at.start && other.form == Form::Closing);
            return std::iter::once(seen).chain(behind.filter(is_usable)).copied().collect();
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
            chosen.extend(self.before());
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

/// The inquiry of the day that tells what follows: 「までの調査では」「に届いた報告によれば」「の照合で」, but not 「の集計作業中に」.
fn inquiry(behind: &str) -> Option<&str> {
    if let Some(rest) = behind.strip_prefix('に').filter(|rest| longest_at_start(Tag::WordsReceived, rest) > 0) {
        let rest = &rest[longest_at_start(Tag::WordsReceived, rest)..];
        let noun = longest_at_start(Tag::WordsInquiry, rest);
        let tells = rest[noun..].starts_with("によ") || rest[noun..].starts_with("では");
        return (noun > 0 && tells).then_some(&rest[..noun]);
    }
    // 「7月18日までに記録を調査した結果、漏えいは確認されませんでした」
    let clause = behind.trim_start_matches('、');
    let clause = clause.find('、').map_or(clause, |end| &clause[..end]);
    if clause.ends_with("結果") && clause.len() <= LINE_BYTES && stands_in(Tag::WordsInquiry, clause) {
        return Some(clause);
    }
    let until = behind.strip_prefix("まで");
    let rest = until.unwrap_or(behind).strip_prefix('の')?;
    let near = rest.find(['、', '。', '\n']).unwrap_or(rest.len()).min(INQUIRY_BYTES);
    rest.char_indices().take_while(|(at, _)| *at <= near).find_map(|(at, _)| {
        let noun = longest_at_start(Tag::WordsInquiry, &rest[at..]);
        let behind = &rest[at + noun..];
        let tells =
            ["で、", "では", "によ", "の結果", "で分か", "で判明", "で明らか"].iter().any(|by| behind.starts_with(by));
        (noun > 0 && (until.is_some() && at == 0 || tells)).then_some(&rest[..at + noun])
    })
}

/// Whether the words beside a date make it the day on which something was last seen, and where behind it they stand: 「…に使ったのを最後に
/// 所在が分からない」「…に使ったのが最後」「最後に見たのは…」.
fn last_seen(before: &str, behind: &str) -> Option<Option<usize>> {
    let near = &behind[..behind.floor_char_boundary(LAST_SEEN_BYTES)];
    if let Some(at) = near.find("最後に").or_else(|| near.find("のが最後")) {
        return Some(Some(at));
    }
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LAST_SEEN_BYTES))..];
    let topic = near.ends_with('は') && near.rfind("最後に").is_some_and(|at| !near[at..].contains('、'));
    topic.then_some(None)
}

/// Whether what came in on the day led to the find: 「に届いた苦情を」「に受けた問い合わせから」.
fn is_news_come(behind: &str) -> bool {
    let Some(verb) = behind.strip_prefix('に') else { return false };
    let came = longest_at_start(Tag::WordsReceived, verb).max(if verb.starts_with("受けた") {
        "受けた".len()
    } else {
        0
    });
    if came == 0 || !verb[..came].ends_with('た') {
        return false;
    }
    let noun = &verb[came..];
    let told = longest_at_start(Tag::WordsToldThing, noun.strip_prefix(['ご', 'お']).unwrap_or(noun));
    told > 0 && longest_at_start(Tag::WordsInquiry, noun) == 0
}

/// Whether something was still in its place up to the day: 「棚にあったことが」「使用していたことを」.
fn was_there(behind: &str) -> bool {
    const THERE: Cues =
        Cues::of(&["あったこと", "あったのを", "保管されていた", "保管していた", "使用していた", "使っていた"]);
    let clause = behind.find(['、', '。']).map_or(behind, |end| &behind[..end]);
    THERE.stand_in(clause)
}

/// Whether a clause tells of a search that brought something to light: 「に記録を調べたところ、」「の記録を点検した結果、」.
fn is_search(behind: &str) -> bool {
    const LED_TO: Cues = Cues::of(&["ところ、", "結果、"]);
    let clause = &behind[..behind.floor_char_boundary(LINE_BYTES / 3)];
    let Some((at, _)) = clause.char_indices().find(|(at, _)| LED_TO.start(&clause[*at..])) else { return false };
    !clause[..at].contains('。') && stands_in(Tag::WordsInquiry, &clause[..at])
}

/// Whether a sentence tells that somebody was punished or charged for what it names before.
fn is_punishment(behind: &str) -> bool {
    const FOR_THIS: Cues = Cues::of(&["として", "疑いで", "容疑で", "違反で"]);
    behind
        .char_indices()
        .find(|(at, _)| FOR_THIS.start(&behind[*at..]))
        .is_some_and(|(at, _)| stands_in(Tag::WordsPunished, &behind[at + "として".len()..]))
}

/// Whether the words behind a step make it the topic: 「は」「したのは」「に気付いたのは」.
fn is_said(rest: &str) -> bool {
    let lead = first_letters(rest, 10);
    lead.find('は').is_some_and(|at| is_topic(&lead[..at + 'は'.len_utf8()]))
}

/// The step that a label above a date tells: 「発生日時」.
fn of_label(notice: &Notice<'_>, label: &Sentence) -> Option<(Kind, ByteRange)> {
    if is_open_span(notice, label) {
        return Some((Known(EventType::Exposure), label.range));
    }
    if heads_papers(notice, label) {
        return Some((Known(EventType::DataPeriod), label.range));
    }
    notice.of_class(label, Class::Steps).filter(|m| label.range.end - (m.end as usize) <= 6).find_map(|m| match m.tag {
        Tag::StepsFoundOut => Some((Kind::FoundOut, at_of(m))),
        Tag::StepsOccurred => Some((Known(EventType::Occurred), at_of(m))),
        Tag::StepsDetected => Some((Known(EventType::Detected), at_of(m))),
        Tag::StepsDataPeriod => Some((Known(EventType::DataPeriod), at_of(m))),
        _ => None,
    })
}
