//! Which words a date dates.
//!
//! In:   the sentences of a part and the dates inside.
//! Out:  one entry a date: the words behind it up to the next date, and those before it.
//! Data: `steps/at_once`, `data_period`; `words/day_join`, `in_span`, `as_of_now`, `medium_final`, `slip`, `span_end`.
//!
//! A line that holds nothing but a date (経過の表) dates the next line. A sentence without a date that says 直ちに, 同時に goes on
//! with the date before it.

use jikenbo_lexicon::{Class, Mention, Tag, TagSet, longest_at_end, longest_at_start, stands_in};
use jikenbo_text::{ByteRange, DateMention, Part as DatePart};

use crate::cues::Cues;
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::scope::Aside;
use crate::section::Section;

use super::dates::Dated;

/// A date and the words around it.
#[derive(Debug, Clone)]
pub(super) struct Entry<'n> {
    pub(super) dated: Dated,
    /// The sentence of `after`.
    pub(super) sentence: &'n Sentence,
    /// Words before the date: from the last date or the start of the sentence.
    pub(super) before: ByteRange,
    /// Words that the date dates.
    pub(super) after: ByteRange,
    /// The short line above a date that opens its line (発生日時).
    pub(super) label: Option<&'n Sentence>,
    /// Whether `after` is a line of its own below the date.
    pub(super) below: bool,
    /// Whether the line is a row of a table with a column of the days that the information covers.
    pub(super) column: bool,
    /// The contractors that the notice names, without their legal forms.
    pub(super) partners: &'n [&'n str],
}

/// Most days of one sentence that share their words.
const MOST_JOINED: usize = 6;
/// Longest label above a date, in bytes.
const LABEL_BYTES: usize = 60;
/// Steps of an incident, which advice does not date.
const STEPS: TagSet = TagSet::of(&[
    Tag::StepsContained,
    Tag::StepsRestored,
    Tag::StepsDetected,
    Tag::StepsReported,
    Tag::StepsNotified,
    Tag::StepsOccurred,
]);
/// Longest line at the head of a text that bears the day of the page and a name, in bytes.
const HEAD_BYTES: usize = 60;
/// Longest line that labels the day of the page and another (公開日, 更新日), in bytes.
const LABELLED_BYTES: usize = 2 * HEAD_BYTES;
/// Longest name of a medium behind the day of its issue, in bytes.
const MEDIUM_BYTES: usize = 45;
/// How many lines at the head of a text may bear the day of the page.
const HEAD_LINES: u32 = 3;
/// How many lines below a line with a date alone it dates.
const LINES_BELOW: u32 = 1;

/// Whether the words behind a day say that nothing happened on it: 「…ではなく」, or when a medium brought the item (「…配信 架空新聞」).
fn is_no_step(notice: &Notice<'_>, sentence: &Sentence, after: ByteRange) -> bool {
    let words = after.of(&notice.text);
    // 「1月11日付の架空新聞によると」
    // 「26日付の架空新聞は」「2017年11月14日の架空新聞によると」
    let cited = ["付の", "付けの", "の"].iter().find_map(|issue| words.strip_prefix(issue)).is_some_and(|rest| {
        let clause = rest.split('、').next().unwrap_or(rest);
        let source = |source: &&str| clause.ends_with(*source);
        let says = ["によると", "によれば", "によりますと"].iter().any(source);
        let mut topics = clause.match_indices(['は', 'が', 'に']);
        let medium =
            topics.any(|(at, _)| at <= MEDIUM_BYTES && longest_at_end(Tag::WordsMediumFinal, &clause[..at]) > 0);
        says && !words.starts_with('の') || medium
    });
    // 「送信日時が翌日になっている」
    const IS_SHOWN: Cues = Cues::of(&["になっている", "になっており", "になっていま", "となっている", "となっており"]);
    cited
        || words.starts_with("ではなく")
        || IS_SHOWN.start(words)
        || words.starts_with("配信") && sentence.range.len() <= HEAD_BYTES && !words.contains('。')
}

/// Entries of a part, in reading order.
pub(super) fn of<'n>(notice: &'n Notice<'_>, part: &'n Part, partners: &'n [&'n str]) -> Vec<Entry<'n>> {
    let entry = |dated: &Dated, sentence: &'n Sentence, before: ByteRange, after: ByteRange, below: bool| Entry {
        dated: *dated,
        sentence,
        label: None,
        before,
        after,
        below,
        column: false,
        partners,
    };
    let mut entries = Vec::new();
    // A date alone on its line, and that line.
    let mut open: Option<(Dated, u32)> = None;
    let mut last: Option<&Dated> = None;
    let mut seen = 0_u32;
    let mut above: Option<&Sentence> = None;
    // The line of an entry of a list of steps: all its sentences are of its date.
    let mut listed: Option<u32> = None;
    let mut dated_line: Option<u32> = None;
    // The line that heads a table with a column of periods.
    let mut columns: Option<u32> = None;
    for sentence in part.all(notice) {
        seen += u32::from(sentence.place == Place::Body);
        let label =
            above.replace(sentence).filter(|label| label.range.len() <= LABEL_BYTES && label.line < sentence.line);
        let skipped = sentence.place != Place::Body
            || matches!(sentence.aside, Some(Aside::SampleMail | Aside::Related))
            || sentence.aside == Some(Aside::Advice) && !tells_of_days(notice, sentence);
        if skipped {
            open = None;
            continue;
        }
        let dates = notice.dates_in(sentence.range);
        if dates.is_empty() {
            if sentence.tags.has(Tag::StepsDataPeriod) && heads_column(notice, sentence) {
                columns = Some(sentence.line);
            }
            let of_today = longest_at_start(Tag::WordsAsOfNow, sentence.range.of(&notice.text)) > 0;
            let below =
                !of_today && open.is_some_and(|(_, line)| sentence.line > line && sentence.line - line <= LINES_BELOW);
            if let Some((dated, _)) = open.filter(|_| below && !sentence.is_heading) {
                entries.push(entry(
                    &dated,
                    sentence,
                    ByteRange::new(sentence.range.start, sentence.range.start),
                    sentence.range,
                    true,
                ));
                // A step below a date is no label of the next one.
                above = None;
            } else if let Some(dated) = last.filter(|_| !of_today).filter(|_| {
                listed == Some(sentence.line) && !sentence.range.of(&notice.text).starts_with('\t')
                    || sentence.tags.has(Tag::StepsAtOnce)
                        && sentence.section != Section::Prevention
                        && is_at_once(notice, sentence)
            }) {
                let start = ByteRange::new(sentence.range.start, sentence.range.start);
                entries.push(entry(dated, sentence, start, sentence.range, true));
            }
            continue;
        }
        // A dated line below a date alone: its own dates lie inside what happened on the day above.
        if let Some((dated, _)) = open.filter(|(_, line)| sentence.line == line + 1)
            && (!starts_with_date(notice, sentence, &dates[0])
                || notice.text[dates[0].mention.range.end..].starts_with(['の', 'に']))
        {
            let start = ByteRange::new(sentence.range.start, sentence.range.start);
            entries.push(entry(&dated, sentence, start, sentence.range, true));
        }
        open = None;
        let mut from = sentence.range.start;
        let mut skip = 0;
        for (index, dated) in dates.iter().enumerate() {
            if skip > 0 {
                skip -= 1;
                from = dated.mention.range.end;
                continue;
            }
            let mut run = *dated;
            let at = dated.mention.range;
            // 「10月15日、令和5年度の文書が見当たらないことに気づいた」: the year is that of the papers.
            let describes =
                |next: &&Dated| !next.mention.is_fiscal || !notice.text[next.mention.range.end..].starts_with('の');
            let next = match dated.mention.is_fiscal {
                true => dates.get(index + 1),
                false => dates[index + 1..].iter().find(describes),
            };
            let until = next.map_or(sentence.range.end, |next| next.mention.range.start);
            let before = ByteRange::new(from, at.start.max(from));
            let mut after = cell(notice, ByteRange::new(at.end.min(until), until));
            // 「不正アクセス(9月16日に確認)について」: what stands in the bracket with the day.
            if notice.text[..at.start].ends_with('(')
                && let Some(close) = after.of(&notice.text).find(')')
            {
                after.end = after.start + close + 1;
            }
            from = at.end;
            if let Some((shared, joined)) = shared(notice, sentence, &dates[index..]) {
                after = shared;
                // 「9日、10日にも捜した」: days that follow one another are one period.
                let follow = dates[index..].windows(2).take(joined).take_while(|pair| is_next_day(pair)).count();
                if follow == joined {
                    run.resolved.end = dates[index + joined].resolved.start;
                    skip = joined;
                }
            }
            let dated = &run;
            // 「退職者の権限を当日中に削除する」: a rule for days to come.
            if sentence.section == Section::Prevention && matches!(dated.mention.start.day, DatePart::FromLast(0)) {
                continue;
            }
            // 「本日お送りしました」 in a text without a day of its own.
            if dated.resolved.start.is_none() && matches!(dated.mention.start.day, DatePart::FromNow(_)) {
                continue;
            }
            // 「2026/03/10 架空日誌」 at the head: the day of the page.
            // 「公開日 4月12日 更新日 5月20日」 below the heading.
            let labels_days = || dates.len() > 1 && dates.iter().take(3).any(|other| is_own_day(notice, other));
            let heads_page = seen <= HEAD_LINES
                && dated.mention.start.has_year()
                && match sentence.range.len() {
                    ..=HEAD_BYTES if notice.article.dated.is_none() => !sentence.tags.has_any(&STEPS) || labels_days(),
                    ..=LABELLED_BYTES => labels_days(),
                    _ => false,
                };
            if heads_page || is_own_day(notice, dated) || is_no_step(notice, sentence, after) {
                continue;
            }
            let tail = after.of(&notice.text);
            let tail = &tail[longest_at_start(Tag::WordsInSpan, tail)..];
            if dates.len() == 1 && is_blank(before.of(&notice.text)) && is_blank(tail) {
                let names = |label: &Sentence| is_label(notice, label) || is_long(dated) && heads_papers(notice, label);
                if label.is_some_and(|label| label.place == Place::Body && names(label)) {
                    entries.push(Entry { label, ..entry(dated, sentence, before, after, false) });
                    continue;
                }
                // A line at the head of the text that holds a full date bears the day of the page, not a step.
                let heads = seen < HEAD_LINES && dated.mention.start.has_year() && notice.article.dated.is_none();
                open = (!heads).then_some((*dated, sentence.line));
            } else {
                let column = columns.is_some_and(|line| sentence.line - line <= MOST_ROWS)
                    && cells(notice, sentence) >= LEAST_CELLS;
                entries.push(Entry { column, ..entry(dated, sentence, before, after, false) });
            }
        }
        let first = dates[0].mention.range;
        let is_listed = starts_with_date(notice, sentence, &dates[0])
            && notice.text[first.end.min(sentence.range.end)..sentence.range.end].starts_with([' ', '\t', ':', '・'])
            && dated_line != Some(sentence.line);
        if is_listed {
            listed = Some(sentence.line);
        }
        dated_line = Some(sentence.line);
        last = dates.last().filter(|dated| !is_own_day(notice, dated));
    }
    entries
}

/// Whether a sentence goes on with the day before: 「直ちに」「帰る途中で」, not 「捜査の途中で」.
fn is_at_once(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    notice.mentions(sentence).iter().filter(|m| m.tag == Tag::StepsAtOnce).any(|m| {
        let front = &notice.text[sentence.range.start..m.start as usize];
        front.strip_suffix('の').is_none_or(|work| {
            longest_at_end(Tag::WordsInquiry, work) == 0 && !work.ends_with("捜査") && !work.ends_with("対応")
        })
    })
}

/// Fewest cells of a row of a table.
const LEAST_CELLS: usize = 3;
/// How many lines below its head a table is followed.
const MOST_ROWS: u32 = 30;

/// How many words stand apart in a line.
fn cells(notice: &Notice<'_>, sentence: &Sentence) -> usize {
    sentence.range.of(&notice.text).split_whitespace().take(LEAST_CELLS).count()
}

/// Whether a line is the head of a table with a column for the period of the information: 「帳票名 店舗 対象の時期」.
fn heads_column(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    let text = sentence.range.of(&notice.text);
    cells(notice, sentence) >= LEAST_CELLS
        && !text.contains(['。', '、'])
        && text.split_whitespace().any(|cell| jikenbo_lexicon::is_term(Tag::StepsDataPeriod, cell) && is_span(cell))
}

/// Whether a line is the label of the time for which something stood open: 「公開されていた期間」「閲覧可能だった時間」.
pub(super) fn is_open_span(notice: &Notice<'_>, line: &Sentence) -> bool {
    let text = line.range.of(&notice.text).trim_end_matches([':', ' ', '】', ']', ')', '>']);
    longest_at_end(Tag::WordsSpanEnd, text) > 0
        && notice.mentions(line).iter().any(|m| {
            matches!(m.tag, Tag::StepsExposure | Tag::StepsShown)
                || m.tag == Tag::StepsOccurred
                    && (stands_in(Tag::WordsGoesOn, notice.words(m)) || notice.words(m).starts_with("発生"))
                || matches!(m.tag.class(), Class::Consequences | Class::Happenings)
        })
}

/// Whether a label names a span of time.
fn is_span(label: &str) -> bool {
    label.ends_with(['間', '期', '月'])
}

/// The words that several days share: 「6日及び7日に説明した」, 「2日、3日にも捜した」.
fn shared(notice: &Notice<'_>, sentence: &Sentence, dates: &[Dated]) -> Option<(ByteRange, usize)> {
    let joins = |pair: &[Dated]| {
        let (this, next) = (&pair[0].mention, &pair[1].mention);
        let between = notice.text.get(this.range.end..next.range.start).unwrap_or_default();
        let is_alike = this.start.day.is_open() == next.start.day.is_open()
            && this.start.month.is_open() <= next.start.month.is_open()
            && this.is_fiscal == next.is_fiscal;
        let is_single = |mention: &DateMention| mention.end.is_none() && !mention.is_time_alone();
        is_alike && is_single(this) && is_single(next) && jikenbo_lexicon::is_term(Tag::WordsDayJoin, between.trim())
    };
    let joined = dates.windows(2).take(MOST_JOINED).take_while(|pair| joins(pair)).count();
    let last = dates.get(joined).filter(|_| joined > 0)?;
    let until = dates.get(joined + 1).map_or(sentence.range.end, |next| next.mention.range.start);
    let end = last.mention.range.end;
    Some((cell(notice, ByteRange::new(end.min(until), until)), joined))
}

/// Whether the second of two dates is the day, or the fiscal year, behind the first.
fn is_next_day(pair: &[Dated]) -> bool {
    let (Some(this), Some(next)) = (pair[0].resolved.start, pair[1].resolved.start) else { return false };
    match (this.month, this.day, next.month, next.day) {
        (Some(_), Some(_), Some(_), Some(_)) => this.plus_days(1) == Some(next),
        (None, None, None, None) => next.year == this.year + 1,
        _ => false,
    }
}

/// Whether a sentence among general advice names a day, as advice does not (「…によると、6月2日に停止した」 under 「さいごに」).
fn tells_of_days(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    let names_day = |dated: &Dated| {
        let start = &dated.mention.start;
        !dated.mention.is_time_alone() && (!start.day.is_open() || matches!(start.year, DatePart::FromNow(_)))
    };
    sentence.tags.has_any(&STEPS) && notice.dates_in(sentence.range).iter().take(8).any(names_day)
}

/// The words behind a date up to the end of its cell, in a row of a table.
fn cell(notice: &Notice<'_>, after: ByteRange) -> ByteRange {
    let words = after.of(&notice.text);
    let lead = words.len() - words.trim_start_matches(['\t', ' ']).len();
    words[lead..].find('\t').map_or(after, |at| ByteRange::new(after.start, after.start + lead + at))
}

/// Whether nothing but marks stands before the first date of a sentence.
fn starts_with_date(notice: &Notice<'_>, sentence: &Sentence, first: &Dated) -> bool {
    is_blank(ByteRange::new(sentence.range.start, first.mention.range.start).of(&notice.text))
}

/// Whether a date is the one that the article itself bears.
fn is_own_day(notice: &Notice<'_>, dated: &Dated) -> bool {
    let Some(own) = notice.article.dated.as_ref().and_then(|own| own.evidence.first()) else { return false };
    notice.evidence(dated.mention.range).overlaps(*own)
}

/// Whether a date is of months or of a period.
fn is_long(dated: &Dated) -> bool {
    dated.mention.end.is_some() || dated.mention.start.day.is_open() && !dated.mention.start.month.is_open()
}

/// Whether a short line names papers, as 「入金伝票」 does above the months that they are of.
pub(super) fn heads_papers(notice: &Notice<'_>, line: &Sentence) -> bool {
    longest_at_end(Tag::WordsSlip, line.range.of(&notice.text)) > 0 && notice.dates_in(line.range).is_empty()
}

/// Whether a short line names a step by its last word, as 「1 発生日時」 does.
fn is_label(notice: &Notice<'_>, line: &Sentence) -> bool {
    let ends = |m: &Mention| line.range.end - (m.end as usize) <= 6;
    notice.mentions(line).iter().any(|m| {
        ends(m) && matches!(m.tag, Tag::StepsOccurred | Tag::StepsDetected | Tag::StepsFoundOut | Tag::StepsDataPeriod)
    }) && notice.dates_in(line.range).is_empty()
        || is_open_span(notice, line)
}

/// Whether words are nothing but marks.
fn is_blank(words: &str) -> bool {
    words.chars().all(|c| !c.is_alphanumeric() || matches!(c, '々' | 'ー'))
}
