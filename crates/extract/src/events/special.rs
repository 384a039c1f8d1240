//! Days of a known make, which the words for steps do not decide.
//!
//! In:   a date with the words before and behind it.
//! Out:  its events, perhaps none; nothing where the words for steps decide.
//! Data: lexicon classes `steps`, `words`.
//!
//! | text                                  | the date is of                     |
//! |---------------------------------------|------------------------------------|
//! | 専用窓口は5月31日まで                    | the last day of a help line        |
//! | (15日10:00追記)                        | an update                          |
//! | 10月1日付「…に関するお知らせ」           | an earlier notice                  |
//! | 2月末時点                              | a figure                           |
//! | 3月15日以降、不審なメールが送られ         | fake mails that went on            |
//! | 4月1日から5日に購入した方                | what the information covers        |
//! | 4月1日に再開する                        | what lies ahead                    |

use jikenbo_lexicon::{Mention, Tag, TagSet, first_within, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{EventType, PartialDate};
use jikenbo_text::{ByteRange, Edge};

use crate::cues::Cues;
use crate::notice::{Notice, Place};
use crate::scope::Aside;
use crate::section::Section;
use crate::sieve::Sieve;

use super::covered::{covered, is_list_of, names_slip};
use super::entry::Entry;
use super::form::is_mark;
use super::kind::Found;
use super::labelled::labelled;
use super::words::{Kind::Known, Word, at_of, inside, near_end, words};

/// Longest clause that ends in 「以来」, in bytes.
const SINCE_BYTES: usize = 48;
/// Bytes between a report and the bracket that dates the next one (「報告いたしました(」).
const TOLD_BEFORE_BYTES: usize = 36;

/// What every word for one more of the kind holds.
const MORE: Sieve = Sieve::of("も");
/// What a medium does to learn of it, and how it says so.
const ASKED: Sieve = Sieve::of("取材で");
const FOUND: Cues = Cues::of(&["分か", "わか", "判明", "明らか"]);
/// What the matter of another holds, in whose wake something was done.
const ANOTHER: Sieve = Sieve::of("の件を受け");
/// Mails that somebody sent in the name of the body.
const MAILS: TagSet = TagSet::of(&[Tag::ConsequencesImpersonationMail, Tag::ConsequencesSpamRelay]);

/// A date with the words around it.
pub(super) struct Day<'a> {
    notice: &'a Notice<'a>,
    entry: &'a Entry<'a>,
    /// The text behind the date.
    behind: &'a str,
    /// The words for steps behind it.
    after: &'a [Word],
    /// Whether the date lies behind the article's day.
    future: bool,
}

impl<'a> Day<'a> {
    pub(super) fn of(notice: &'a Notice<'a>, entry: &'a Entry<'a>, behind: &'a str, after: &'a [Word]) -> Self {
        let edge = entry.dated.mention.edge;
        // 「3月末までに」 in March lies ahead too, unless it is told as done.
        let sentence = || entry.sentence.range.of(&notice.text).trim_end_matches(|c: char| !c.is_alphanumeric());
        let ahead = |now: PartialDate, date: PartialDate| {
            date > now
                || date.day.is_none()
                    && edge == Edge::Until
                    && (date.year, date.month) == (now.year, now.month)
                    && !sentence().ends_with('た')
        };
        let future = notice.told_on().zip(entry.dated.resolved.start).is_some_and(|(now, date)| ahead(now, date));
        Self { notice, entry, behind, after, future }
    }

    /// The events of the date, if it is of a known make.
    pub(super) fn settled(&self) -> Option<Found> {
        self.of_help_line()
            .or_else(|| self.of_news())
            .or_else(|| self.of_other_incident())
            .or_else(|| self.of_update())
            .or_else(|| self.of_earlier_notice())
            .or_else(|| self.of_figure())
            .or_else(|| self.of_mails())
            .or_else(|| self.of_data())
            .or_else(|| self.of_context())
            .or_else(|| self.of_plan())
            .or_else(|| self.of_fiscal_year())
    }

    fn one(&self, kind: EventType, at: ByteRange, rule: &'static str) -> Option<Found> {
        Some(vec![(Known(kind), at, rule)])
    }

    /// Where the first word behind the date stands, else the date.
    fn first_at(&self) -> ByteRange {
        self.after.first().map_or(self.entry.dated.mention.range, |word| word.at)
    }

    /// The last day of a help line; its hours and days are no events.
    fn of_help_line(&self) -> Option<Found> {
        if self.entry.sentence.aside != Some(Aside::Contact) {
            return None;
        }
        let (mention, undated) = (&self.entry.dated.mention, self.notice.day().is_none());
        let is_end = mention.edge == Edge::Until || mention.end.is_some();
        let lies_ahead = self.future || undated && (is_end || mention.edge == Edge::Since);
        if lies_ahead && (is_end || undated) && !mention.start.day.is_open() {
            return self.one(EventType::Background, mention.range, "event.last_day");
        }
        Some(Vec::new())
    }

    /// 「…が盗まれていたことが2日、分かった。」: the day on which a medium learned of it.
    fn of_news(&self) -> Option<Found> {
        let front = self.entry.before.of(&self.notice.text);
        let is_lead = front.ends_with("ことが") || front.ends_with("ことが、");
        let rest = self.behind.strip_prefix('、')?;
        // 「…ことが2日、市への取材で分かった」
        let clause = rest.find(['。', '\n']).map_or(rest, |end| &rest[..end]);
        let asked = |at: usize| at <= SINCE_BYTES && FOUND.start(&clause[at + "取材で".len()..]);
        if is_lead && self.entry.sentence.sieve.may_hold(&ASKED) && clause.find("取材で").is_some_and(asked) {
            return self.one(EventType::Detected, self.first_at(), super::NEWS);
        }
        let found = longest_at_start(Tag::StepsFoundOut, rest).max(longest_at_start(Tag::StepsDetected, rest));
        let ends = found > 0 && rest[found..].trim_start_matches(['し', 'た', 'り', 'ま']).starts_with('。');
        let is_news = is_lead && ends && !self.notice.speaks_for_itself();
        is_news.then(|| self.one(EventType::Detected, self.first_at(), super::NEWS))?
    }

    /// 「昨年7月にも同様の誤送信があった」
    fn of_other_incident(&self) -> Option<Found> {
        let is_other = self.entry.sentence.aside == Some(Aside::OtherIncident)
            || !self.future
                && (self.behind.starts_with("にも")
                    || self.entry.sentence.sieve.may_hold(&MORE) && is_one_more(self.behind)
                    || self.entry.sentence.sieve.may_hold(&ANOTHER) && led_on(self.behind)
                    || self.is_unlike());
        is_other.then(|| self.one(EventType::Background, self.first_at(), "event.other_incident"))?
    }

    /// 「先月公表した不正アクセスとは手口が違う」
    fn is_unlike(&self) -> bool {
        self.after.first().is_some_and(|word| word.kind == Known(EventType::Published))
            && stands_in(
                Tag::WordsUnlike,
                self.behind.find(['。', '\n']).map_or(self.behind, |end| &self.behind[..end]),
            )
    }

    /// 「(15日10:00追記)」: the stamp of an update.
    fn of_update(&self) -> Option<Found> {
        let front = &self.notice.text[..self.entry.dated.mention.range.start];
        let word = self.after.first()?;
        let is_stamp = front.ends_with(['(', '[', '※', '【', '<', '〈', '《', '≪'])
            && word.tag == Tag::StepsPublished
            && word.at.start <= self.entry.after.start + "に".len();
        if !is_stamp {
            return None;
        }
        // 「委員会へ報告しました(6月17日に続報)」: told those who were told before.
        let before = words(self.notice, self.entry, near_end(self.entry.before));
        let again = before.last().is_some_and(|told| {
            told.kind == Known(EventType::Reported) && self.entry.before.end - told.at.end <= TOLD_BEFORE_BYTES
        });
        self.one(if again { EventType::Reported } else { EventType::Published }, word.at, "event.update_stamp")
    }

    /// 「10月1日付「…に関するお知らせ」」
    fn of_earlier_notice(&self) -> Option<Found> {
        let is_notice = !self.future
            && longest_at_start(Tag::WordsDatedNotice, self.behind) > 0
            && self.after.iter().all(|word| word.kind != Known(EventType::Reported));
        is_notice.then(|| self.one(EventType::Published, self.entry.dated.mention.range, "event.dated_notice"))?
    }

    /// 「2月末時点」「本日現在」: the day of a figure.
    fn of_figure(&self) -> Option<Found> {
        let (notice, entry) = (self.notice, self.entry);
        let word = self.after.first().filter(|word| {
            word.tag == Tag::StepsBackground
                && word.at.start <= entry.after.start + 3
                && matches!(word.at.of(&notice.text), "時点" | "現在")
        })?;
        // 「3月末時点の名簿」: what the information covers.
        let rest = &notice.text[word.at.end..entry.after.end];
        if (entry.dated.mention.start.day.is_open() || self.behind.contains('末')) && is_list_of(rest) {
            return self.one(EventType::DataPeriod, word.at, "event.data_period");
        }
        let date = entry.dated.resolved.start;
        if date.is_some() && date == notice.day() {
            return Some(Vec::new());
        }
        self.one(EventType::Background, word.at, "event.as_of")
    }

    /// What a day only stands beside: where somebody worked, what was looked through, a term set by others.
    fn of_context(&self) -> Option<Found> {
        let (behind, mention) = (self.behind, &self.entry.dated.mention);
        let near = behind.find(['、', '。', '\n', '「']).map_or(behind, |end| &behind[..end]);
        let until = near.strip_prefix("まで").or_else(|| near.strip_prefix("以降")).unwrap_or(near);
        // 「…まで同社の営業部に勤務」「昨年12月に退職した元社員」
        let works = first_within(Tag::WordsCareer, near).is_some_and(|(at, _)| {
            let start = self.entry.after.start + at;
            self.after.iter().all(|word| word.at.start >= start) && !self.future
        });
        // 「2月以降について記録を調べ」
        let looked = until.starts_with("について") || until.starts_with("の間について");
        // 「身代金の支払期限を1月31日と主張」
        let front = self.entry.before.of(&self.notice.text).trim_end_matches(['を', 'は', ':', ' ']);
        let term = longest_at_end(Tag::WordsTerm, front) > 0;
        // 「10月10日までの記録は復元できた」
        let kept = mention.edge == Edge::Until && mention.end.is_none() && near != until && names_slip(until);
        // 「委託先の発表(10月3日)によれば」
        let told = self.entry.before.of(&self.notice.text).strip_suffix('(').is_some_and(|front| {
            (front.ends_with("発表") || front.ends_with("公表")) && stands_in(Tag::WordsOtherSpeaker, front)
        });
        // 「2007年に表面化して以来」
        let since = near.len() <= SINCE_BYTES && near.ends_with("以来") || self.behind.starts_with("以来");
        (works || looked || term || kept || told || since)
            .then(|| self.one(EventType::Background, mention.range, "event.aside"))?
    }

    fn of_mails(&self) -> Option<Found> {
        let (notice, entry, mention) = (self.notice, self.entry, &self.entry.dated.mention);
        if self.future || mention.edge == Edge::Until || mention.end.is_some() {
            return None;
        }
        let mail = inside(notice, entry)
            .take_while(|_| entry.sentence.tags.has_any(&MAILS))
            .find(|m| matches!(m.tag, Tag::ConsequencesImpersonationMail | Tag::ConsequencesSpamRelay))?;
        // 「3月15日以降、弊社を名乗る不審なメールが送られ」: fake mails went on.
        if mention.edge == Edge::Since {
            let opens = self.after.iter().all(|word| word.at.start > mail.start as usize);
            return opens.then(|| self.one(EventType::Exposure, at_of(mail), "event.mails"))?;
        }
        // 「3月16日に窓口を装う不審なメール1件を受け取った」: somebody noticed.
        let received = |m: &Mention| stands_in(Tag::WordsReceived, &notice.text[m.end as usize..entry.after.end]);
        (self.after.is_empty() && received(mail))
            .then(|| self.one(EventType::Detected, at_of(mail), "event.mail_received"))?
    }

    /// What the information covers.
    fn of_data(&self) -> Option<Found> {
        if self.future {
            return None;
        }
        let at = covered(self.notice, self.entry, self.behind, self.after)
            .or_else(|| labelled(self.notice, self.entry, self.behind))?;
        self.one(EventType::DataPeriod, at, "event.data_period")
    }

    /// What lies ahead: a step to come, the last day of something.
    fn of_plan(&self) -> Option<Found> {
        let (notice, entry, mention) = (self.notice, self.entry, &self.entry.dated.mention);
        let announced = self.after.iter().any(|word| word.kind == Known(EventType::Planned));
        let same_month = notice.day().zip(entry.dated.resolved.start).is_some_and(|(now, date)| {
            date.day.is_none() && date.month.is_some() && (date.year, date.month) == (now.year, now.month)
        });
        let undated = entry.dated.resolved.start.is_none() && mention.end.is_none();
        let same_month_ahead = (same_month || undated)
            && entry.sentence.place == Place::Body
            && tells_of_plans(entry.sentence.range.of(&notice.text));
        let is_ahead = self.future
            || same_month_ahead
            || announced
                && (same_month
                    || entry.sentence.section == Section::Prevention
                    || notice.day().is_none_or(|now| entry.dated.resolved.start.is_some_and(|date| date > now)));
        if !is_ahead {
            return None;
        }
        let ends = longest_at_start(Tag::WordsEndsOn, self.behind) > 0;
        let last_day = (mention.edge == Edge::Until || ends)
            && !mention.start.day.is_open()
            && (self.after.is_empty() || ends || {
                let all = words(notice, entry, near_end(entry.before).cover(entry.after));
                all.iter().any(|word| word.kind == Known(EventType::Background))
            });
        let kind = if last_day { EventType::Background } else { EventType::Planned };
        self.one(kind, self.first_at(), "event.planned")
    }

    /// A fiscal year tells nothing but what the information covers.
    fn of_fiscal_year(&self) -> Option<Found> {
        let (notice, entry, mention) = (self.notice, self.entry, &self.entry.dated.mention);
        if !mention.is_fiscal {
            return None;
        }
        // 「納税通知書(令和6年度)」: the year of what is named before it.
        let named = notice.text[..mention.range.start].ends_with('(') && self.behind.starts_with(')');
        // 「・令和5年度入学生 30名」: a line of a list of those concerned.
        let listed = mention.start.has_year()
            && is_mark(entry.before.of(&notice.text))
            && !entry.sentence.range.of(&notice.text).ends_with('。')
            && counts_people(self.behind);
        if named || listed {
            return self.one(EventType::DataPeriod, mention.range, "event.data_period");
        }
        Some(Vec::new())
    }
}

/// Whether a clause tells that something of the kind happened besides: 「…する問題も起きていた」.
fn is_one_more(behind: &str) -> bool {
    let clause = behind.find(['。', '\n']).map_or(behind, |end| &behind[..end]);
    const MORE: Cues = Cues::of(&["も起き", "も発生し", "もあった", "も相次い"]);
    MORE.stand_in(clause)
}

/// Whether a clause tells in the wake of whose matter something was done: 「別の社員が紛失した件を受け」.
fn led_on(behind: &str) -> bool {
    let clause = behind.find(['。', '\n']).map_or(behind, |end| &behind[..end]);
    clause.find("件を受け").is_some_and(|at| ["別の", "他の", "ほかの"].iter().any(|of| clause[..at].contains(of)))
}

/// Whether a sentence ends as one of things to be done: 「…を始める。」「…を行います。」, not 「…しております」.
pub(super) fn tells_of_plans(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    words.ends_with(['る', 'す']) && longest_at_end(Tag::WordsGoesOnNow, words) == 0
}

/// Whether a figure of persons or records stands in a text: 「30名」「1,024人」.
fn counts_people(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = rest[at..].trim_start_matches(|c: char| c.is_ascii_digit());
        if longest_at_start(Tag::WordsCountUnit, rest) > 0 {
            return true;
        }
    }
    false
}
