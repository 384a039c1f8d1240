//! The step of a date that one wording beside it settles.
//!
//! In:   a date with the words for steps around it (`choose.rs`).
//! Out:  its one step, if the wording decides.
//! Data: `words/page_day`, `inquiry`, `punished`, `received`, `told_thing`; lexicon class `steps`.
//!
//! | text                                         | the date is of                    |
//! |----------------------------------------------|-----------------------------------|
//! | 掲載日:3月7日                                  | the page                          |
//! | 3月8日、…したとして停職とした                    | a punishment                      |
//! | 3月8日に使ったのを最後に, 最後に見たのは3月8日    | what was last seen                |
//! | 3月8日に届いた苦情をきっかけに                    | a discovery                       |
//! | 3月8日までの調査では                            | what an inquiry found             |
//! | 3月8日~10日に記録を調べたところ                  | the search                        |

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::EventType;
use jikenbo_text::{ByteRange, Edge};

use crate::cues::Cues;
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

use super::choose::{LINE_BYTES, Scene};
use super::earlier::earlier_notice;
use super::entry::{heads_papers, is_open_span};
use super::form::{Form, is_mark};
use super::words::{Kind, Kind::Known, Word, at_of};

/// A letter of the words that tell when something was last seen.
const LAST_SEEN: Sieve = Sieve::of("最後");
/// Bytes beside a date within which 「最後に」 makes it the day on which something was last seen.
const LAST_SEEN_BYTES: usize = 60;
/// Longest line that labels the day of the page, in bytes.
const PAGE_DAY_BYTES: usize = 90;
/// Longest name before an inquiry (「決済代行会社との照合で」), in bytes.
const INQUIRY_BYTES: usize = 36;

/// Work of every day by which something comes to light.
const ROUTINE: Cues = Cues::of(&["監査", "点検", "チェック", "棚卸し", "棚卸", "集計"]);

impl Scene<'_> {
    /// The step of a date that one wording behind it settles.
    pub(super) fn told_at_once(&self) -> Option<Word> {
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
            // 「2月6日の監査で無いことが明らかになった」
            let is_routine = ROUTINE.end(noun);
            return Some(if told {
                self.whole(Tag::StepsReported, EventType::Reported)
            } else if is_routine {
                Word { kind: Kind::FoundOut, ..self.whole(Tag::StepsFoundOut, EventType::Detected) }
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
        // 「2月20日までに寄せられた問い合わせは35件」: the day of a figure.
        if has_come_by(behind) {
            return Some(self.whole(Tag::StepsBackground, EventType::Background));
        }
        // 「2月18日まで机の中にあったことが確認されている」
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

/// Whether it is told what came in up to the day: 「までに寄せられた」「までに届いた」.
fn has_come_by(behind: &str) -> bool {
    behind.strip_prefix("までに").is_some_and(|verb| {
        let came = longest_at_start(Tag::WordsReceived, verb);
        verb.starts_with("寄せられた") || came > 0 && verb[..came].ends_with('た')
    })
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
    // 「2月3日~5日 影響調査」
    let row = behind.starts_with([' ', ':', '\t']) && behind.len() <= LAST_SEEN_BYTES;
    if row && longest_at_end(Tag::WordsInquiry, behind.trim_end_matches(['。', ' ', '\n'])) > 0 {
        return true;
    }
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
