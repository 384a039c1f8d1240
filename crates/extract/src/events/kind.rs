//! What happened on a date: the type of a step from the words around it.
//!
//! In:   a date with the words before and behind it.
//! Out:  types of events with the words that tell them.
//! Data: lexicon class `steps`.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{EventType, PartialDate};
use jikenbo_text::{ByteRange, Edge};

use crate::notice::{Notice, Place, Sentence};
use crate::scope::Aside;
use crate::section::Section;

use super::covered::{covered, labelled};
use super::earlier::earlier_notice;
use super::entry::Entry;
use super::form::{Form, is_mark, is_object, is_quoted, is_topic};
use super::words::{Kind, Kind::Known, Word, at_of, inside, near_end, words};

type Found = Vec<(Kind, ByteRange, &'static str)>;

/// Bytes behind a date within which 「最後に」 makes it the day on which something was last seen.
const LAST_SEEN_BYTES: usize = 45;
/// Longest tail of a sentence behind a date that still leaves the step to the words before it, in bytes.
const TAIL_BYTES: usize = 60;

/// Years from which on a year alone tells of something else than this incident.
const FAR_YEARS: i16 = 3;

/// The types of an entry; empty if its date is no event.
pub(super) fn of(notice: &Notice<'_>, entry: &Entry<'_>, announced_until: Option<usize>) -> Found {
    let mention = &entry.dated.mention;
    let mut after = words(notice, entry, entry.after);
    if let Some(end) = announced_until {
        // The word for announcing tells of its own date alone.
        after.retain(|word| word.kind != Known(EventType::Published) || word.at.end != end);
    }
    let behind = entry.after.of(&notice.text);
    let one = |kind, at, rule| vec![(Known(kind), at, rule)];
    let first_at = after.first().map_or(mention.range, |word| word.at);
    let resolved = entry.dated.resolved;
    // 「3月末までに」 in March lies ahead too.
    let ahead = |now: PartialDate, date: PartialDate| {
        date > now
            || date.day.is_none() && mention.edge == Edge::Until && date.year == now.year && date.month == now.month
    };
    let future = notice.told_on().zip(resolved.start).is_some_and(|(now, date)| ahead(now, date));
    if entry.sentence.aside == Some(Aside::Contact) {
        // The last day of a help line; its hours and days are no events.
        let is_end = mention.edge == Edge::Until || mention.end.is_some();
        let lies_ahead = future || notice.day().is_none() && (is_end || mention.edge == Edge::Since);
        let last_day = lies_ahead && (is_end || notice.day().is_none()) && !mention.start.day.is_open();
        return if last_day { one(EventType::Background, mention.range, "event.last_day") } else { Vec::new() };
    }
    if entry.sentence.aside == Some(Aside::OtherIncident) || !future && behind.starts_with("にも") {
        return one(EventType::Background, first_at, "event.other_incident");
    }
    // 「(15日10:00追記)」: the stamp of an update.
    if notice.text[..mention.range.start].ends_with(['(', '[', '※', '【', '<', '〈', '《', '≪'])
        && let Some(word) = after.first()
        && word.tag == Tag::StepsPublished
        && word.at.start <= entry.after.start + "に".len()
    {
        return one(EventType::Published, word.at, "event.update_stamp");
    }
    // 「10月1日付「…に関するお知らせ」」: an earlier notice.
    if !future
        && longest_at_start(Tag::WordsDatedNotice, behind) > 0
        && after.iter().all(|word| word.kind != Known(EventType::Reported))
    {
        return one(EventType::Published, mention.range, "event.dated_notice");
    }
    // 「2月末時点」「本日現在」: the day of a figure.
    if let Some(word) = after.first().filter(|word| {
        word.tag == Tag::StepsBackground && word.at.start <= entry.after.start + 3 && is_as_of(word.at.of(&notice.text))
    }) {
        let is_today = resolved.start.is_some() && resolved.start == notice.day();
        // 「3月末時点の名簿」: what the information covers.
        let rest = &notice.text[word.at.end..entry.after.end];
        if mention.start.day.is_open() && longest_at_start(Tag::WordsAsOfData, rest) > 0 {
            return one(EventType::DataPeriod, word.at, "event.data_period");
        }
        return if is_today { Vec::new() } else { one(EventType::Background, word.at, "event.as_of") };
    }
    // 「3月15日以降、弊社を名乗る不審なメールが送られ」: fake mails went on.
    if mention.edge == Edge::Since && !future {
        let mails = inside(notice, entry)
            .find(|m| matches!(m.tag, Tag::ConsequencesImpersonationMail | Tag::ConsequencesSpamRelay));
        if let Some(m) = mails.filter(|m| after.iter().all(|word| word.at.start > m.start as usize)) {
            return one(EventType::Exposure, at_of(m), "event.mails");
        }
    }
    // 「3月16日に窓口を装う不審なメール1件を受け取った」: somebody noticed.
    if after.is_empty() && mention.edge == Edge::On && mention.end.is_none() && !future {
        let mail = inside(notice, entry)
            .find(|m| matches!(m.tag, Tag::ConsequencesImpersonationMail | Tag::ConsequencesSpamRelay));
        let received = |m: &&Mention| stands_in(Tag::WordsReceived, &notice.text[m.end as usize..entry.after.end]);
        if let Some(m) = mail.filter(received) {
            return one(EventType::Detected, at_of(m), "event.mail_received");
        }
    }
    let data = covered(notice, entry, behind, &after).or_else(|| labelled(notice, entry, behind));
    if let Some(at) = data.filter(|_| !future) {
        return one(EventType::DataPeriod, at, "event.data_period");
    }
    let announced = after.iter().any(|word| word.kind == Known(EventType::Planned));
    let same_month = notice.day().zip(resolved.start).is_some_and(|(now, date)| {
        date.day.is_none() && date.month.is_some() && (date.year, date.month) == (now.year, now.month)
    });
    let same_month_ahead =
        same_month && entry.sentence.place == Place::Body && tells_of_plans(entry.sentence.range.of(&notice.text));
    if future
        || same_month_ahead
        || announced && (same_month || entry.sentence.section == Section::Prevention || notice.day().is_none())
    {
        let all = words(notice, entry, near_end(entry.before).cover(entry.after));
        let ends = longest_at_start(Tag::WordsEndsOn, behind) > 0;
        let last_day = (mention.edge == Edge::Until || ends)
            && !mention.start.day.is_open()
            && (after.is_empty() || ends || all.iter().any(|word| word.kind == Known(EventType::Background)));
        let kind = if last_day { EventType::Background } else { EventType::Planned };
        return one(kind, first_at, "event.planned");
    }
    let has_end = mention.end.is_some() || mention.has_time_end;
    let is_far = |now: PartialDate, date: PartialDate| date.month.is_none() && now.year - date.year >= FAR_YEARS;
    let is_far = notice.day().zip(resolved.start).is_some_and(|(now, date)| is_far(now, date));
    if mention.is_fiscal {
        // 「納税通知書(令和6年度)」: the year of what is named before it.
        let named = notice.text[..mention.range.start].ends_with('(') && behind.starts_with(')');
        // 「・令和5年度入学生 30名」: a line of a list of those concerned.
        let listed = mention.start.has_year()
            && is_mark(entry.before.of(&notice.text))
            && !entry.sentence.range.of(&notice.text).ends_with('。')
            && counts_people(behind);
        return if named || listed {
            one(EventType::DataPeriod, mention.range, "event.data_period")
        } else {
            Vec::new()
        };
    }
    let mut found: Found = Vec::new();
    for word in &choose(notice, entry, behind, &after) {
        let kind = match word.kind {
            Known(EventType::Occurred) if is_far => Known(EventType::Background),
            Known(EventType::Occurred) if has_end && word.tag != Tag::StepsNone && lasts(notice, entry, word) => {
                Known(EventType::Exposure)
            }
            // 「…から…までの間、閲覧できたことが判明」: what was found out went on in the period.
            Kind::FoundOut | Known(EventType::Detected) if mention.end.is_some() => Known(EventType::Exposure),
            // 「…に検索事業者が消すまで見られる状態が続き」: the day on which it ended.
            Known(EventType::Exposure)
                if !has_end
                    && mention.edge != Edge::Since
                    && notice.text[entry.after.start..word.at.start.max(entry.after.start)].contains("まで") =>
            {
                Known(EventType::Contained)
            }
            // 「7月4日まで続き」: the end of what began earlier.
            Known(EventType::Exposure) if !has_end && mention.edge == Edge::Until => continue,
            Known(EventType::Exposure) if !has_end && mention.edge != Edge::Since => Known(EventType::Occurred),
            other => other,
        };
        let until =
            kind == Known(EventType::Contained) && ends_span(&notice.text[word.at.end..entry.sentence.range.end]);
        let rule = if until { super::UNTIL } else { "event.step" };
        if found.iter().all(|(known, ..)| *known != kind) {
            found.push((kind, word.at, rule));
        }
    }
    // 「委託先から…」「個人情報保護委員会へ」: who told or was told tells the step.
    if found.is_empty()
        && let Some((kind, at)) = told(notice, entry)
    {
        found.push((Known(kind), at, "event.told"));
    }
    if found.is_empty() && !mention.is_time_alone() {
        let denied = inside(notice, entry).any(|m| m.tag == Tag::ModalsDenied);
        let is_told = |m: &&Mention| !denied && matches!(m.tag.class(), Class::Causes | Class::Happenings);
        let quoted = |m: &Mention| is_quoted(&notice.text[entry.after.start..m.start as usize]);
        if let Some(m) = inside(notice, entry).find(|m| is_told(m) && !quoted(m)) {
            let at = ByteRange::new(m.start as usize, m.end as usize);
            let kind = if has_end { EventType::Exposure } else { EventType::Occurred };
            found.push((Known(kind), at, "event.happening"));
        } else if has_end && !mention.start.month.is_open() {
            found.push((Known(EventType::Exposure), mention.range, "event.period"));
        }
    }
    if found.is_empty() && is_context(entry, behind) {
        found.push((Known(EventType::Background), mention.range, "event.context"));
    }
    found
}

/// Shortest words behind a day that tell something, in bytes.
const TOLD_BYTES: usize = 9;

/// Whether a day of the text tells a step of no known type: 「2月25日、臨時の理事会を開いた」.
fn is_context(entry: &Entry<'_>, behind: &str) -> bool {
    let mention = &entry.dated.mention;
    !mention.is_time_alone()
        && !mention.start.day.is_open()
        && mention.edge == Edge::On
        && entry.sentence.aside.is_none()
        && behind.trim_matches(|c: char| !c.is_alphanumeric()).len() >= TOLD_BYTES
}

/// Whether a sentence ends as one of things to be done: 「…を始める。」「…を行います。」, not 「…しております」.
fn tells_of_plans(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    words.ends_with(['る', 'す']) && longest_at_end(Tag::WordsGoesOnNow, words) == 0
}

/// Whether a figure of persons or records stands in a text: 「30名」「1,024人」.
fn counts_people(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        c.is_ascii_digit()
            && longest_at_start(Tag::WordsCountUnit, text[at..].trim_start_matches(|c: char| c.is_ascii_digit())) > 0
    })
}

/// Whether what a word tells lasted through the period of its date.
fn lasts(notice: &Notice<'_>, entry: &Entry<'_>, word: &Word) -> bool {
    if entry.dated.mention.end.is_none() {
        return !entry.sentence.tags.has(Tag::CausesLoss) && !entry.sentence.tags.has(Tag::CausesTheft);
    }
    goes_on(notice, word) && !is_insider(notice)
}

/// Whether the text tells of somebody of the house who did it, whose acts are no attack that goes on.
fn is_insider(notice: &Notice<'_>) -> bool {
    notice.sentences.iter().any(|sentence| sentence.tags.has(Tag::CausesInsiderMisuse))
}

/// Whether what a word tells goes on through a period, as an attack does; a theft or a slip only happened within it.
fn goes_on(notice: &Notice<'_>, word: &Word) -> bool {
    stands_in(Tag::WordsGoesOn, word.at.of(&notice.text))
        || longest_at_end(Tag::WordsGoesOn, &notice.text[..word.at.start]) > 0
}

/// Whether a word makes a date the day of a figure.
fn is_as_of(word: &str) -> bool {
    matches!(word, "時点" | "現在")
}

/// A step that only those between whom word went tell.
fn told(notice: &Notice<'_>, entry: &Entry<'_>) -> Option<(EventType, ByteRange)> {
    let mention = inside(notice, entry).find_map(|m| match m.tag {
        Tag::StepsFromPerson => Some((EventType::Detected, at_of(m))),
        Tag::StepsFromContractor => Some((EventType::Reported, at_of(m))),
        _ if m.tag.class() == Class::Authorities => Some((EventType::Reported, at_of(m))),
        _ => None,
    });
    // 「個人情報保護委員会には2月15日、」
    mention.or_else(|| {
        let last = notice.mentions_in(near_end(entry.before)).filter(|m| m.tag.class() == Class::Authorities).last()?;
        let between = &notice.text[last.end as usize..entry.before.end];
        matches!(between, "には" | "へは" | "に" | "へ" | "には、").then_some((EventType::Reported, at_of(last)))
    })
}

/// The words that tell what happened on the date.
fn choose(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str, after: &[Word]) -> Vec<Word> {
    let usable = |word: &&Word| {
        !matches!(word.kind, Known(EventType::Planned | EventType::DataPeriod)) && word.tag != Tag::StepsCovered
    };
    let before = words(notice, entry, near_end(entry.before));
    let before = before.iter().rfind(usable);
    // 「感染は3月8日」「発生日時:3月8日」: the topic or label before the date.
    let is_label = |word: &&Word| {
        let between = &notice.text[word.at.end..entry.before.end];
        is_topic(between) || word.at.start <= entry.before.start + 6 && is_mark(between) && !between.starts_with('、')
    };
    if let Some(word) = before.filter(is_label) {
        return vec![*word];
    }
    // 「31日、…を閲覧していたとして…停職とした」: what came before is why.
    if behind.starts_with(['、', 'に', '付', 'ま', 'で']) && is_punishment(behind) {
        let at = entry.dated.mention.range;
        return vec![Word { tag: Tag::StepsBackground, kind: Known(EventType::Background), at, form: Form::Closing }];
    }
    // 「2月20日までの調査では、…を確認している」
    let inquiry = behind.strip_prefix("まで").unwrap_or(behind).strip_prefix('の');
    if inquiry.is_some_and(|rest| longest_at_start(Tag::WordsInquiry, rest) > 0) {
        let at = entry.dated.mention.range;
        return vec![Word { tag: Tag::StepsIdentified, kind: Known(EventType::Identified), at, form: Form::Closing }];
    }
    // 「3月3日の第二報に続き」
    if behind.starts_with('の')
        && let Some(word) = after.first().filter(|word| word.kind == Known(EventType::Published))
        && word.at.start == entry.after.start + "の".len()
        && word.at.of(&notice.text).ends_with('報')
    {
        return vec![*word];
    }
    // 「2月18日に使ったのを最後に所在が分からない」
    if let Some(at) = behind.find("最後に").filter(|&at| at <= LAST_SEEN_BYTES) {
        let at = ByteRange::new(entry.after.start + at, entry.after.start + at + "最後に".len());
        return vec![Word { tag: Tag::StepsBackground, kind: Known(EventType::Background), at, form: Form::Closing }];
    }
    if let Some((kind, at)) = entry.label.and_then(|label| of_label(notice, label)).filter(|_| after.is_empty()) {
        return vec![Word { tag: Tag::StepsNone, kind, at, form: Form::Closing }];
    }
    let told_by = inside(notice, entry).find(|m| matches!(m.tag, Tag::StepsFromPerson | Tag::StepsFromContractor));
    let told = |word: &&Word| usable(word) && word.form != Form::Object;
    let first = after.iter().find(told).or_else(|| after.iter().find(usable));
    let led_by_teller = told_by.zip(first).is_some_and(|(teller, word)| (teller.start as usize) < word.at.start);
    let direct = !entry.below
        && !led_by_teller
        && behind.starts_with(['に', 'の', 'か', 'よ', 'ま', '以', 'で'])
        && !behind.starts_with("には");
    let mut chosen: Vec<Word> = Vec::new();
    // 「7月5日付「…」にて公表した件」: the day of an earlier notice.
    if let Some(word) = earlier_notice(notice, behind, after) {
        return vec![word];
    }
    if direct {
        if let Some(word) = first {
            chosen.push(*word);
            if word.form == Form::Closing && word.kind != Known(EventType::Published) {
                let rest = after.iter().filter(|other| other.at.start > word.at.start);
                chosen.extend(rest.filter(usable).filter(|other| other.form == Form::Closing));
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
        let inner = first.is_some_and(|word| word.kind == Known(EventType::Occurred)) || !behind.starts_with('に');
        let said = after.iter().find(quoted).filter(|word| !(inner && word.form == Form::Closing));
        if let Some(word) = said.filter(|_| chosen.iter().all(|word| word.form != Form::Closing)) {
            chosen = vec![*word];
        }
        // 「お詫びの文書を3月4日に発送」: what was sent tells why.
        if let Some(object) = before.filter(|word| is_object(&notice.text[word.at.end..entry.before.end]))
            && chosen.first().is_none_or(|word| word.kind == Known(EventType::Occurred))
        {
            chosen = vec![*object];
        }
    } else {
        chosen.extend(after.iter().filter(usable).filter(|word| word.form == Form::Closing));
        // 「…は6月8日、…と公表した」: what stands between is what was announced.
        if let Some(last) = chosen.last().copied().filter(|last| last.kind == Known(EventType::Published))
            && behind.starts_with('、')
        {
            chosen = vec![last];
        }
        if chosen.is_empty() {
            chosen.extend(first);
        }
    }
    // 「3月15日、架空電力によると」: the day on which it said so.
    let source = |m: &&Mention| m.tag == Tag::ActsDenyConsult && notice.words(m).starts_with("によ");
    let opens = behind.starts_with('、')
        && notice.article.dated.is_none()
        && matches!(
            notice.text[..entry.dated.mention.range.start].chars().next_back(),
            None | Some(' ' | '\n' | '\t' | '。')
        );
    if let Some(m) = inside(notice, entry).find(source).filter(|_| opens) {
        let kind = Known(EventType::Published);
        return vec![Word { tag: Tag::StepsPublished, kind, at: at_of(m), form: Form::Closing }];
    }
    // 「報告は7月1日に済ませ」: the words before, where little follows.
    if chosen.is_empty() && behind.len() <= TAIL_BYTES {
        chosen.extend(before);
    }
    // 「11月8日に外来、12月13日に救急の受入れを再開」: the verb behind a later date.
    let until = &notice.text[..entry.after.end];
    let joined = match until.strip_suffix('、') {
        // 「10日、…に入れて帰宅し、12日に…」: the day has a verb of its own.
        Some(front) => {
            !front.ends_with(['し', 'て', 'り', 'き', 'み', 'け', 'め', 'ず', 'が', 'で', 'ち', 'い', 'え', 'れ'])
        }
        None => until.ends_with(['・', '(']) || longest_at_end(Tag::WordsAndDay, until) > 0,
    };
    if chosen.is_empty() && !entry.below && joined {
        let rest = words(notice, entry, ByteRange::new(entry.after.end, entry.sentence.range.end));
        chosen.extend(rest.iter().find(usable).filter(|word| word.form == Form::Closing));
    }
    // 「2月8日、…侵入し、…実行したものと報告を受けています」: the day is that of what is told of, not of the telling.
    let on_going = |word: &Word| {
        matches!(word.kind, Known(EventType::Reported | EventType::Identified | EventType::Published))
            && longest_at_start(Tag::WordsTellsNow, &notice.text[word.at.end..entry.after.end]) > 0
    };
    if !led_by_teller && chosen.len() > 1 && chosen.iter().any(|word| word.kind == Known(EventType::Occurred)) {
        chosen.retain(|word| !on_going(word));
    }
    // 「最初の侵入は、…1月5日夜とみられる」: the topic of the sentence.
    if chosen.is_empty() && longest_at_start(Tag::WordsIsDay, behind) > 0 {
        let front = ByteRange::new(entry.sentence.range.start, entry.dated.mention.range.start);
        let all = words(notice, entry, near_end(front));
        let topic = all.iter().rfind(|word| usable(word) && is_said(&notice.text[word.at.end..front.end]));
        chosen.extend(topic);
    }
    // 「不審に思い、調べたところ感染していた」: the state that was found is older.
    if let Some(found_at) = chosen.iter().find(|word| word.kind == Known(EventType::Detected)).map(|word| word.at.start)
    {
        let is_state = |word: &Word| {
            word.kind == Known(EventType::Occurred)
                && word.at.start > found_at
                && longest_at_start(Tag::WordsWasSo, &notice.text[word.at.end..entry.after.end]) > 0
        };
        chosen.retain(|word| !is_state(word));
    }
    // 「再度メールを送信し、お詫びした」: nothing went wrong in that.
    let wrongly = stands_in(Tag::WordsWrongly, behind);
    if let Some(told_at) = chosen.iter().find(|word| word.kind == Known(EventType::Notified)).map(|word| word.at.start)
    {
        let is_sending = |word: &Word| {
            word.kind == Known(EventType::Occurred)
                && word.at.start < told_at
                && longest_at_start(Tag::WordsSends, word.at.of(&notice.text)) > 0
        };
        let found = chosen.iter().any(|word| word.kind == Known(EventType::Detected));
        chosen.retain(|word| wrongly || found || !is_sending(word));
    }
    // 「事業者に電話連絡し、誤送信が発覚」: one asked, and so it came out.
    if let Some(found_at) = chosen.iter().find(|word| word.kind == Known(EventType::Detected)).map(|word| word.at.start)
    {
        chosen.retain(|word| word.kind != Known(EventType::Notified) || word.at.start > found_at);
    }
    // 「調査が完了し、流出した可能性」「…していたことが分かった」: what came out had happened before.
    let told_of = |word: &Word| {
        let text = word.at.of(&notice.text);
        word.kind == Kind::FoundOut && (text.starts_with("こと") || notice.text[..word.at.start].ends_with("ことが"))
    };
    if let Some(found) = chosen
        .iter()
        .find(|word| !direct && told_of(word) || matches!(word.kind, Known(EventType::Identified)))
        .copied()
    {
        let content = |word: &Word| {
            word.kind == Known(EventType::Occurred)
                && (found.kind == Kind::FoundOut || word.at.start > found.at.start)
                && longest_at_start(Tag::WordsAlas, &notice.text[word.at.end..entry.after.end]) == 0
        };
        chosen.retain(|word| !content(word));
    }
    // 「訪問し回収」: what one came for is the step.
    if chosen.iter().any(|word| matches!(word.kind, Known(EventType::Contained | EventType::Occurred))) {
        chosen.retain(|word| !jikenbo_lexicon::is_term(Tag::WordsVisits, word.at.of(&notice.text)));
    }
    // What is noticed on being told is one discovery.
    if chosen.iter().any(|word| word.kind == Known(EventType::Detected)) {
        chosen.retain(|word| word.kind != Kind::FoundOut);
    }
    if chosen.iter().all(|word| word.kind == Known(EventType::Background)) && !direct {
        let other = after.iter().filter(usable).find(|word| word.kind != Known(EventType::Background));
        chosen.extend(other);
    }
    // A search begun or an arrest beside a step is no event of its own.
    if chosen.iter().any(|word| word.kind != Known(EventType::Background)) {
        chosen.retain(|word| word.kind != Known(EventType::Background));
    }
    chosen
}

/// Whether a sentence tells that somebody was punished or charged for what it names before.
fn is_punishment(behind: &str) -> bool {
    ["として", "疑いで", "容疑で", "違反で"].iter().any(|for_this| {
        behind.find(for_this).is_some_and(|at| stands_in(Tag::WordsPunished, &behind[at + for_this.len()..]))
    })
}

/// Whether the words behind a step make it the end of a time: 「停止するまで続いた」「修正するまでの間」.
fn ends_span(rest: &str) -> bool {
    let verb = rest.trim_start_matches(|c: char| matches!(c, '\u{3041}'..='\u{3096}'));
    rest[..rest.len() - verb.len()].contains("まで")
}

/// Whether the words behind a step make it the topic: 「は」「したのは」「に気付いたのは」.
fn is_said(rest: &str) -> bool {
    let lead: String = rest.chars().take(10).collect();
    lead.find('は').is_some_and(|at| is_topic(&lead[..at + 'は'.len_utf8()]))
}

/// The step that a label above a date tells: 「発生日時」.
fn of_label(notice: &Notice<'_>, label: &Sentence) -> Option<(Kind, ByteRange)> {
    if super::entry::is_open_span(notice, label) {
        return Some((Known(EventType::Exposure), label.range));
    }
    notice.of_class(label, Class::Steps).filter(|m| label.range.end - (m.end as usize) <= 6).find_map(|m| match m.tag {
        Tag::StepsFoundOut => Some((Kind::FoundOut, at_of(m))),
        Tag::StepsOccurred => Some((Known(EventType::Occurred), at_of(m))),
        Tag::StepsDetected => Some((Known(EventType::Detected), at_of(m))),
        Tag::StepsDataPeriod => Some((Known(EventType::DataPeriod), at_of(m))),
        _ => None,
    })
}
