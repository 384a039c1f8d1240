//! What falls away among the words that a date may date.
//!
//! In:   the words chosen for a date (`choose.rs`), with the scene around it.
//! Out:  those that tell what happened on it.
//! Data: `words`.
//!
//! A step that only leads to another of the day, or is told by it, is no event of its own: who was called before the find, what was found
//! and is older, what was said and by whom.

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::EventType;
use jikenbo_text::Edge;

use crate::cues::Cues;

use super::choose::{Scene, is_subject, is_usable, is_while};
use super::words::{Kind, Kind::Known, Word};

/// How what is told ends before 「と」.
const QUOTED: Cues = Cues::of(&["た", "る", "い", "だ", "ある", "ます", "せん"]);
/// How far before a date it is looked whether an inquiry led to it, in bytes.
const FRONT_BYTES: usize = 400;

impl Scene<'_> {
    /// Takes out what only leads to another step of the day, or is told by it.
    pub(super) fn weed(&self, chosen: &mut Vec<Word>, direct: bool) {
        // 「(2月24日、職員が、)2月18日の業務で使ったメモリーが無いことに気づく」: the finding is of the other day.
        if direct && self.is_governed() {
            chosen.retain(|word| !self.tells_thing(word) || word.kind == Known(EventType::Occurred));
        }
        self.drop_telling(chosen);
        self.drop_told(chosen);
        // 「2月4日より障害が発生しており、調査の結果、(2月6日に…)」: what an inquiry found is of no day since then.
        if self.entry.dated.mention.edge == Edge::Since
            && (has(chosen, EventType::Occurred) || has(chosen, EventType::Exposure))
        {
            chosen.retain(|word| word.kind != Known(EventType::Identified));
        }
        self.drop_state_found(chosen);
        self.drop_finding(chosen, direct);
        self.drop_contents(chosen, direct);
        self.drop_means(chosen);
        if chosen.iter().all(|word| word.kind == Known(EventType::Background)) && !direct {
            let other = self.after.iter().filter(is_usable).find(|word| word.kind != Known(EventType::Background));
            chosen.extend(other);
        }
        // A search begun or an arrest beside a step is no event of its own.
        if chosen.iter().any(|word| word.kind != Known(EventType::Background)) {
            chosen.retain(|word| word.kind != Known(EventType::Background));
        }
    }

    /// 「2月8日、…侵入し、…実行したものと報告を受けています」: the day is that of what is told of, not of the telling.
    fn drop_telling(&self, chosen: &mut Vec<Word>) {
        let goes_on = |word: &Word| {
            matches!(word.kind, Known(EventType::Reported | EventType::Identified | EventType::Published))
                && longest_at_start(Tag::WordsTellsNow, self.rest(word)) > 0
        };
        if !self.led_by_teller && chosen.len() > 1 && has(chosen, EventType::Occurred) {
            chosen.retain(|word| !goes_on(word));
        }
    }

    /// 「改ざんされており、漏れたおそれがあると県警から連絡を受け」: what was told is older than the telling.
    fn drop_told(&self, chosen: &mut Vec<Word>) {
        let tells = |word: &&Word| {
            matches!(word.kind, Known(EventType::Detected | EventType::Reported))
                && longest_at_start(Tag::WordsToldThing, self.text(word)) > 0
        };
        let Some(told) = chosen.iter().find(tells).copied().filter(|_| has(chosen, EventType::Occurred)) else {
            return;
        };
        let front = &self.notice.text[self.entry.after.start.min(told.at.start)..told.at.start];
        let clause = front.rsplit('、').next().unwrap_or(front);
        let by = clause.strip_suffix("ご").unwrap_or(clause);
        let says = by.ends_with("との")
            || by.ends_with("旨の")
            || by
                .strip_suffix("から")
                .or_else(|| by.strip_suffix("より"))
                .is_some_and(|by| by.char_indices().any(|(at, c)| c == 'と' && QUOTED.end(&by[..at])));
        if says {
            chosen.retain(|word| word.kind != Known(EventType::Occurred) || word.at.start > told.at.start);
        }
    }

    /// 「不審に思い、調べたところ感染していた」: the state that was found is older.
    fn drop_state_found(&self, chosen: &mut Vec<Word>) {
        let Some(found_at) = first_at(chosen, EventType::Detected) else { return };
        let is_state = |word: &Word| {
            word.kind == Known(EventType::Occurred)
                && word.at.start > found_at
                && longest_at_start(Tag::WordsWasSo, self.rest(word)) > 0
        };
        chosen.retain(|word| !is_state(word));
    }

    /// The text up to the verb of finding: 「…ことが」.
    fn found_thing(&self, word: &Word) -> &str {
        let own = self.text(word);
        let particle = own.find("ことが").map_or(0, |at| at + "ことが".len());
        &self.notice.text[..word.at.start + particle]
    }

    /// What came out had happened before: 「調査が完了し、流出した可能性」「…していたことが分かった」.
    fn drop_contents(&self, chosen: &mut Vec<Word>, direct: bool) {
        let told_of = |word: &Word| word.kind == Kind::FoundOut && self.found_thing(word).ends_with("ことが");
        let finds = |word: &&Word| !direct && told_of(word) || word.kind == Known(EventType::Identified);
        if let Some(found) = chosen.iter().find(finds).copied() {
            let is_content = |word: &Word| {
                word.kind == Known(EventType::Occurred)
                    && (found.kind == Kind::FoundOut || word.at.start > found.at.start)
                    && longest_at_start(Tag::WordsAlas, self.rest(word)) == 0
            };
            chosen.retain(|word| !is_content(word));
        }
    }

    /// Steps that only serve another of the same day.
    fn drop_means(&self, chosen: &mut Vec<Word>) {
        // 「再度メールを送信し、お詫びした」: nothing went wrong in that.
        let wrongly = || stands_in(Tag::WordsWrongly, self.behind);
        if let Some(told_at) = first_at(chosen, EventType::Notified)
            .filter(|_| chosen.len() > 1 && !has(chosen, EventType::Detected) && !wrongly())
        {
            let is_sending = |word: &Word| {
                word.kind == Known(EventType::Occurred)
                    && word.at.start < told_at
                    && longest_at_start(Tag::WordsSends, self.text(word)) > 0
            };
            chosen.retain(|word| !is_sending(word));
        }
        // 「宛先を取り違えてメールを送り」: the slip itself.
        if let Some(slip) = chosen.iter().find(|word| word.kind == Known(EventType::Occurred)).map(|word| word.at) {
            let sent = |word: &Word| {
                word.kind == Known(EventType::Notified)
                    && word.at.start >= slip.end
                    && longest_at_start(Tag::WordsMailing, self.text(word)) > 0
                    && !self.notice.text[slip.end..word.at.start].contains(['、', '。'])
            };
            chosen.retain(|word| !sent(word));
        }
        // 「事業者に電話連絡し、誤送信が発覚」: one asked, and so it came out.
        if let Some(found_at) = first_at(chosen, EventType::Detected) {
            chosen.retain(|word| word.kind != Known(EventType::Notified) || word.at.start > found_at);
        }
        // 「訪問し回収」: what one came for is the step.
        if has(chosen, EventType::Contained) || has(chosen, EventType::Occurred) {
            chosen.retain(|word| !is_term(Tag::WordsVisits, self.text(word)));
        }
        // What is noticed on being told is one discovery: 「連絡を受け、…を確認した」「委託先から報告があり、…が判明した」.
        let told_at = first_at(chosen, EventType::Detected)
            .or_else(|| first_at(chosen, EventType::Reported).filter(|_| self.led_by_teller));
        if let Some(told_at) = told_at {
            let detected = has(chosen, EventType::Detected);
            chosen.retain(|word| word.kind != Kind::FoundOut || !detected && word.at.start < told_at);
        }
        // 「駅から連絡があり、無事に戻った」: that it was found is no discovery of the loss.
        let came_back = |word: &Word| {
            let text = self.text(word);
            word.kind == Known(EventType::Contained)
                && (longest_at_start(Tag::WordsGetsBack, text) > 0
                    || text.starts_with("無事")
                    || text.starts_with("手元に"))
        };
        if self.notice.tags.has(Tag::CausesLoss)
            && let Some(back_at) = chosen.iter().find(|word| came_back(word)).map(|word| word.at.start)
        {
            let hears = |word: &Word| {
                word.kind == Known(EventType::Detected)
                    && word.at.start < back_at
                    && longest_at_start(Tag::WordsToldThing, self.text(word)) > 0
            };
            chosen.retain(|word| !hears(word));
        }
        // 「気付いて連絡し」: those who noticed told it.
        if let Some(noticed) = chosen.iter().find(|word| word.kind == Known(EventType::Detected)).copied() {
            let joined = |word: &Word| {
                word.kind == Known(EventType::Notified)
                    && word.at.start >= noticed.at.end
                    && longest_at_start(Tag::WordsToldThing, self.text(word)) > 0
                    && matches!(
                        &self.notice.text[noticed.at.end..word.at.start],
                        "て" | "いて" | "き、" | "て、" | "いて、"
                    )
            };
            chosen.retain(|word| !joined(word));
        }
        // 「復旧し、通常どおり出荷」「新しいサーバーに移行のうえ再開」
        if has(chosen, EventType::Restored) && has(chosen, EventType::Occurred) && !wrongly() {
            let resumed = |word: &Word| {
                word.kind == Known(EventType::Occurred) && longest_at_start(Tag::WordsResumedWork, self.text(word)) > 0
            };
            chosen.retain(|word| !resumed(word));
        }
        // 「プログラムを修正し、サービスを再開」
        if let Some(back_at) = first_at(chosen, EventType::Restored) {
            let mended = |word: &Word| {
                word.kind == Known(EventType::Contained)
                    && word.at.start < back_at
                    && longest_at_end(Tag::WordsSystemChange, self.text(word)) > 0
            };
            chosen.retain(|word| !mended(word));
        }
        // 「(受け取った方を)訪問して謝罪し、回収した」: those who hold the papers of others are not the persons concerned.
        let got_back = |word: &Word| {
            word.kind == Known(EventType::Contained) && longest_at_start(Tag::WordsGetsBack, self.text(word)) > 0
        };
        if chosen.iter().any(got_back) && stands_in(Tag::WordsRecipient, self.line()) {
            chosen.retain(|word| word.kind != Known(EventType::Notified));
        }
    }

    /// Whether the date lies within what another date tells: 「8月4日、元従業員が(2023年2月24日に…保存していたことを確認した)」.
    fn is_governed(&self) -> bool {
        let before = self.entry.before.of(&self.notice.text);
        before.starts_with('、') && (is_subject(before.trim_end_matches('、')) || is_while(before))
    }

    /// 「調べたところ、2月11日に第三者がログインしていたことが分かった」: what was found is of the day, the finding is not.
    fn drop_finding(&self, chosen: &mut Vec<Word>, direct: bool) {
        let is_finding =
            |word: &Word| matches!(word.kind, Kind::FoundOut | Known(EventType::Identified | EventType::Detected));
        if !chosen.iter().any(is_finding) {
            return;
        }
        let to = self.entry.dated.mention.range.start;
        let from =
            self.notice.text.ceil_char_boundary(self.entry.sentence.range.start.max(to.saturating_sub(FRONT_BYTES)));
        let front = self.notice.text.get(from..to).unwrap_or_default();
        const FOUND_SO: Cues = Cues::of(&["ところ、", "結果、"]);
        let found_so = FOUND_SO.stand_in(front);
        // 「その後の調査により、2月28日、…が判明した」
        let by_inquiry = front.strip_suffix('、').is_some_and(|front| {
            let by = ["により", "によって", "の結果", "で"].iter().find_map(|by| front.strip_suffix(by));
            by.is_some_and(|work| longest_at_end(Tag::WordsInquiry, work) > 0)
        });
        for word in chosen.iter_mut().filter(|word| by_inquiry && word.kind == Kind::FoundOut) {
            word.kind = Known(EventType::Identified);
        }
        if !direct || !found_so && !self.is_governed() {
            return;
        }
        let content = |word: &Word| {
            word.kind == Kind::FoundOut
                && (self.found_thing(word).ends_with("ことが") || self.rest(word).starts_with("され"))
        };
        if chosen.iter().all(content) {
            chosen.iter_mut().for_each(|word| word.kind = Known(EventType::Occurred));
        }
        // 「記録を調べたところ、15日に判明した」
        let found_out = chosen.iter().any(|word| word.kind == Kind::FoundOut);
        let asked = found_out && stands_in(Tag::WordsInquiry, front);
        for word in chosen.iter_mut().filter(|word| asked && word.kind == Kind::FoundOut) {
            word.kind = Known(EventType::Identified);
        }
        if has(chosen, EventType::Occurred) {
            chosen.retain(|word| !is_finding(word));
        }
    }
}

/// Whether a step of this type is among the words.
fn has(chosen: &[Word], kind: EventType) -> bool {
    first_at(chosen, kind).is_some()
}

/// Where the first step of this type stands.
fn first_at(chosen: &[Word], kind: EventType) -> Option<usize> {
    chosen.iter().find(|word| word.kind == Known(kind)).map(|word| word.at.start)
}
