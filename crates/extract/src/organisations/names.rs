//! Names of organisations in running text: from a legal form or a name-final word to both ends of the name.
//!
//! In:   a laid-out notice.
//! Out:  `Name`s in reading order, none inside another.
//! Data: lexicon classes `organisations`, `words`.
//!
//! A name that stands between clear bounds (a line of its own, brackets, commas) is `clean`; elsewhere its ends are judged by
//! the scripts of its letters and by grammar, and corrected by a clean form of it elsewhere in the notice.

use jikenbo_lexicon::{Class, Mention, Tag, is_term, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use super::leading::from_kind;
use super::letters::{Script, grammar, script, trailing};
use crate::notice::Notice;

/// Most names that are read of one notice; readers compare them with one another.
const MOST: usize = 600;

/// Longest name, in characters.
const LONGEST: usize = 40;

/// An organisation's name where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    /// The whole name, legal form included, in the notice's text.
    pub(crate) range: ByteRange,
    /// Without its legal form.
    pub(crate) core: ByteRange,
    /// Whether it has clear bounds on both sides.
    pub(super) clean: bool,
    /// Index of its sentence.
    pub(crate) sentence: usize,
}

impl Name {
    pub(super) fn has_form(&self) -> bool {
        self.range != self.core
    }
}

/// Finds every name that a legal form or a name-final word gives away.
pub(super) fn find(notice: &Notice<'_>) -> Vec<Name> {
    let text: &str = &notice.text;
    let mut names: Vec<Name> = Vec::new();
    let mut anchors: Vec<Mention> = Vec::new();
    for (index, sentence) in notice.sentences.iter().enumerate() {
        anchors.clear();
        anchors.extend(notice.of_class(sentence, Class::Organisations));
        if anchors.is_empty() {
            continue;
        }
        for (number, anchor) in anchors.iter().enumerate() {
            // A further legal form ends a name; a name-final word may be inside it (架空印刷工房).
            let next = anchors[number + 1..].iter().find(|next| next.tag == Tag::OrganisationsLegalForm);
            let next = next.map_or(usize::MAX, |next| next.start as usize);
            let found = match anchor.tag {
                Tag::OrganisationsLegalForm => around_form(text, sentence.range, anchor, next),
                Tag::OrganisationsLeading => from_kind(text, sentence.range, anchor).map(|range| (range, range)),
                _ => before_final(text, sentence.range, anchor)
                    .or_else(|| from_kind(text, sentence.range, anchor).map(|range| (range, range))),
            };
            if let Some((range, core)) = found {
                names.push(Name { range, core, clean: is_clean(text, range), sentence: index });
            }
        }
    }
    keep_longest(&mut names);
    correct(text, &mut names);
    join_schools(text, &mut names);
    names.retain(|name| is_named(text, name));
    names.truncate(MOST);
    names
}

/// Of names that overlap the longer one stays.
fn keep_longest(names: &mut Vec<Name>) {
    names.sort_by_key(|name| (name.range.start, std::cmp::Reverse(name.range.end)));
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for &name in names.iter() {
        match kept.last_mut() {
            Some(last) if last.range.overlaps(name.range) => {
                if name.range.len() > last.range.len() {
                    *last = name;
                }
            }
            _ => kept.push(name),
        }
    }
    *names = kept;
}

/// Brings names whose ends were judged to the clean form that stands elsewhere in the notice.
fn correct(text: &str, names: &mut [Name]) {
    let mut clean: Vec<&str> =
        names.iter().filter(|name| name.clean && name.has_form()).map(|name| name.core.of(text)).collect();
    clean.sort_unstable();
    clean.dedup();
    if clean.is_empty() || clean.len() > 200 {
        return;
    }
    for name in names.iter_mut().filter(|name| !name.clean) {
        let core = name.core.of(text);
        // A legal form in front: the name may have been cut short or drawn too long at its right end.
        if name.range.start < name.core.start {
            let rest = &text[name.core.start..];
            if let Some(full) = clean.iter().filter(|full| rest.starts_with(**full)).max_by_key(|full| full.len()) {
                name.core.end = name.core.start + full.len();
                name.range.end = name.core.end;
            }
        } else if let Some(full) =
            clean.iter().filter(|full| text[..name.core.end].ends_with(**full)).max_by_key(|full| full.len())
            && full.len() != core.len()
        {
            name.core.start = name.core.end - full.len();
            name.range.start = name.core.start;
        }
    }
}

/// 「架空学院中学校・高等学校」: two schools under one name.
fn join_schools(text: &str, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| !name.has_form()) {
        let Some(behind) = text[name.range.end..].strip_prefix('・') else { continue };
        let second = longest_at_start(Tag::WordsOwnHouse, behind);
        let is_school = longest_at_end(Tag::WordsOwnHouse, name.range.of(text)) > 0;
        if is_school && second > 0 {
            name.range.end += '・'.len_utf8() + second;
            name.core.end = name.range.end;
        }
    }
}

/// Whether a name names somebody: more than a general word.
fn is_named(text: &str, name: &Name) -> bool {
    let core = name.core.of(text);
    let general = |words: &str| is_term(Tag::WordsGenericBody, words) || is_term(Tag::WordsSameBody, words);
    if core.is_empty() || general(core) || general(name.range.of(text)) || core.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    // 「本学附属図書館」 names nobody by itself.
    if longest_at_start(Tag::RolesSelfReference, core) > 0 || !name.has_form() && core.ends_with("会社") {
        return false;
    }
    if name.has_form() {
        return core.chars().any(|c| script(c) != Script::None);
    }
    let stem = stem(core);
    !stem.is_empty()
        && !general(stem)
        && !stem.ends_with(|c: char| c.is_ascii_digit())
        && !stem.chars().all(|c| c.is_ascii_digit())
}

/// A name without its final word (「みはらし台市立図書館」 → 「みはらし台市立」).
pub(super) fn stem(core: &str) -> &str {
    core.char_indices()
        .find(|&(at, _)| is_term(Tag::OrganisationsFinal, &core[at..]))
        .map_or(core, |(at, _)| &core[..at])
}

/// The name to which a legal form belongs, before or after it.
fn around_form(text: &str, sentence: ByteRange, form: &Mention, next: usize) -> Option<(ByteRange, ByteRange)> {
    let (start, end) = (form.start as usize, form.end as usize);
    let left = left_edge(text, sentence.start, start);
    let before = &text[left..start];
    let follows = text[end..sentence.end].chars().next();
    let name_follows = follows.is_some_and(|c| match script(c) {
        Script::None => false,
        Script::Hiragana => {
            let run = run_at_start(&text[end..sentence.end], Script::Hiragana);
            let whole = run.len() == text[end..sentence.end].len()
                || text[end + run.len()..].chars().next().is_none_or(|c| script(c) == Script::None);
            left == start || !(whole || grammar(run, Some('社')) == run.len())
        }
        _ => true,
    });
    let cue_before = !before.is_empty()
        && (longest_at_end(Tag::WordsContractorBefore, before) > 0 || is_term(Tag::WordsGenericBody, before));
    if name_follows
        && (before.is_empty()
            || cue_before
            || longest_at_start(Tag::WordsMember, &text[end..]) == 0
                && !before.is_empty()
                && text[..start].ends_with('の'))
    {
        let begin = end;
        let edge = right_edge(text, begin, sentence.end.min(next));
        let core = ByteRange::new(begin, edge);
        return (!core.is_empty()).then(|| (ByteRange::new(start, edge), core));
    }
    if !before.is_empty() && !cue_before {
        let core = ByteRange::new(left, start);
        return Some((ByteRange::new(left, end), core));
    }
    // 「株式会社 架空商事」 on a letterhead.
    if before.is_empty() && follows == Some(' ') && text[..start].ends_with(['\n', ' ']) | (start == sentence.start) {
        let begin = end + 1;
        let edge = right_edge(text, begin, sentence.end.min(next));
        let core = ByteRange::new(begin, edge);
        return (!core.is_empty() && longest_at_start(Tag::WordsMember, core.of(text)) == 0)
            .then(|| (ByteRange::new(start, edge), core));
    }
    None
}

/// The name that a name-final word closes.
fn before_final(text: &str, sentence: ByteRange, last: &Mention) -> Option<(ByteRange, ByteRange)> {
    let (start, end) = (last.start as usize, last.end as usize);
    let rest = &text[end..sentence.end];
    if let Some(c) = rest.chars().next()
        && matches!(script(c), Script::Kanji | Script::Katakana | Script::Latin)
        && !goes_on_as_part(rest)
        && !heads(rest)
    {
        return None;
    }
    let left = left_edge(text, sentence.start, start);
    let range = ByteRange::new(left, end);
    (left < start).then_some((range, range))
}

/// 「架空市長 見本花子」, 「架空病院長は」: the office of its head is written on to the name.
fn heads(rest: &str) -> bool {
    rest.strip_prefix('長').is_some_and(|behind| {
        behind
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ' ' | '、' | '。' | ')' | '(' | 'は' | 'が' | 'の' | 'も' | '名' | 'か'))
    })
}

/// Whether what follows a name is a part of the body (総務部収納課, 職員), so that the name ends before it.
fn goes_on_as_part(rest: &str) -> bool {
    if longest_at_start(Tag::WordsMember, rest) > 0 {
        return true;
    }
    unit(rest) > 0
}

/// Length of the office right at the start of `rest`: 「福祉課」, 「障がい福祉課」; 0 if none stands there.
pub(super) fn unit(rest: &str) -> usize {
    let mut at = 0;
    let mut letters = 0;
    while let Some(c) = rest[at..].chars().next() {
        let kind = script(c);
        let run = run_at_start(&rest[at..], kind);
        letters += run.chars().count();
        let is_grammar =
            kind == Script::Hiragana && grammar(run, rest[..at].chars().next_back().or(Some('市'))) == run.len();
        if matches!(kind, Script::None | Script::Latin) || is_grammar || letters > 14 {
            break;
        }
        at += run.len();
    }
    let run = &rest[..at];
    if run.ends_with(['部', '課', '室', '係', '科', '班', '局']) && run.chars().count() > 1 { at } else { 0 }
}

/// First byte of the name that ends before `end`.
pub(super) fn left_edge(text: &str, floor: usize, end: usize) -> usize {
    let mut at = end;
    let mut letters = 0;
    while let Some(c) = text[floor..at].chars().next_back() {
        let kind = script(c);
        if kind == Script::None {
            // A middle dot joins two parts of a name, but also two names of a list.
            let dot = at - c.len_utf8();
            let before = text[floor..dot].chars().next_back();
            let joins = matches!(c, '・' | '-' | '.')
                && at < end
                && before.is_some_and(|b| !matches!(script(b), Script::None | Script::Hiragana))
                && !before.is_some_and(|b| {
                    matches!(
                        b,
                        '市' | '町'
                            | '村'
                            | '区'
                            | '県'
                            | '社'
                            | '会'
                            | '省'
                            | '庁'
                            | '院'
                            | '校'
                            | '局'
                            | '名'
                            | '所'
                            | '号'
                    )
                });
            let spaced = c == ' '
                && text[at..].starts_with(|c: char| c.is_ascii_alphabetic())
                && before.is_some_and(|b| b.is_ascii_alphabetic());
            if joins || spaced {
                at = dot;
                continue;
            }
            break;
        }
        let run = run_at_end(&text[floor..at], kind);
        letters += run.chars().count();
        if letters > LONGEST {
            break;
        }
        let start = at - run.len();
        let before = text[floor..start].chars().next_back();
        if kind == Script::Hiragana {
            let part = grammar(run, before);
            if part > 0 {
                if run == "の" && at < end && joins_by_no(text, floor, start)
                    || joins_by_ga(run, before, &text[at..])
                    || !run.starts_with('の') && is_founded(&text[floor..start])
                    || cuts_name(run, part)
                {
                    at = start;
                    continue;
                }
                at = start + part;
                break;
            }
        }
        // A date in front: 「3月15日沖縄電力」.
        if kind == Script::Kanji
            && before.is_some_and(|c| c.is_ascii_digit())
            && let Some(rest) = run.strip_prefix(['日', '月', '年', '時', '分', '件', '名', '人', '社'])
        {
            at -= rest.len();
            break;
        }
        at = start;
    }
    at
}

/// 「楡の森」: one kanji of its own before の belongs to the name; a general word (市の, 県の) does not.
fn joins_by_no(text: &str, floor: usize, no: usize) -> bool {
    let mut before = text[floor..no].chars().rev();
    let Some(c) = before.next() else { return false };
    let founded = is_founded(&text[floor..no - c.len_utf8()]);
    let alone = founded || before.next().is_none_or(|c| script(c) == Script::None || script(c) == Script::Hiragana);
    alone
        && script(c) == Script::Kanji
        && !matches!(
            c,
            '市' | '県'
                | '町'
                | '村'
                | '区'
                | '国'
                | '都'
                | '府'
                | '道'
                | '別'
                | '他'
                | '元'
                | '某'
                | '次'
                | '隣'
                | '昨'
                | '私'
                | '前'
                | '下'
                | '上'
                | '社'
                | '側'
                | '先'
                | '方'
                | '者'
                | '日'
                | '月'
                | '年'
        )
}

/// 「月見が丘」「ひばりが丘」: が inside the name of a place.
fn joins_by_ga(run: &str, before: Option<char>, behind: &str) -> bool {
    run.ends_with('が')
        && behind.starts_with(['丘', '岡', '谷', '浜', '峰', '崎', '淵'])
        && (run.len() > 'が'.len_utf8() || before.is_some_and(|c| script(c) == Script::Kanji))
}

/// 「東かがみ広域連合」: a cut that leaves one kana went through a name.
fn cuts_name(run: &str, part: usize) -> bool {
    let left = &run[part..];
    !run.starts_with('の') && run.chars().count() >= 3 && left.chars().count() == 1 && !left.starts_with(['お', 'ご'])
}

/// 「県立はまなす」: behind 県立, 市立 a run of hiragana opens a name.
fn is_founded(before: &str) -> bool {
    let mut letters = before.chars().rev();
    letters.next() == Some('立')
        && letters
            .next()
            .is_some_and(|c| matches!(c, '県' | '市' | '町' | '村' | '区' | '都' | '道' | '府' | '国' | '私' | '公'))
}

/// End of the name that starts at `begin`.
pub(super) fn right_edge(text: &str, begin: usize, ceiling: usize) -> usize {
    let ceiling = ceiling.max(begin);
    let whole = chunk(&text[begin..ceiling]);
    let mut at = 0;
    let mut letters = 0;
    while let Some(c) = whole[at..].chars().next() {
        let kind = script(c);
        if kind == Script::None {
            at += c.len_utf8();
            continue;
        }
        let run = run_at_start(&whole[at..], kind);
        letters += run.chars().count();
        if letters > LONGEST {
            break;
        }
        let end = at + run.len();
        let follows = whole[end..].chars().next().map_or(Script::None, script);
        if kind == Script::Hiragana {
            let tail = trailing(run);
            if at == 0 {
                let inner = matches!(follows, Script::Kanji | Script::Katakana | Script::Latin)
                    && !whole[end..].starts_with(|c: char| c.is_ascii_digit());
                let strong = ["が", "を", "において", "から", "より", "による", "における"]
                    .iter()
                    .any(|p| run.ends_with(p) && run.len() > p.len() + 3);
                if !inner || strong {
                    return begin + end - tail;
                }
            } else {
                let before = whole[..at].chars().next_back();
                let part = grammar(run, before);
                if part == run.len() || part > 0 && matches!(follows, Script::Kanji) && part + 6 >= run.len() {
                    let is_no = run == "の"
                        && joins_by_no(text, begin, begin + at)
                        && matches!(follows, Script::Kanji | Script::Hiragana | Script::Katakana);
                    if !is_no {
                        return begin + at;
                    }
                } else if follows == Script::None || tail > 0 {
                    return begin + end - tail;
                }
            }
        }
        // People and offices that follow the name are no part of it.
        if at > 0 && kind != Script::Hiragana {
            for (offset, _) in run.char_indices() {
                if longest_at_start(Tag::WordsMember, &whole[at + offset..]) > 3 && (offset > 0 || at > 0) {
                    return begin + at + offset;
                }
            }
        } else if kind == Script::Kanji {
            for (offset, _) in run.char_indices().skip(2) {
                if longest_at_start(Tag::WordsMember, &whole[offset..]) > 3 {
                    return begin + offset;
                }
            }
        }
        at = end;
    }
    begin + at
}

/// The unbroken stretch of name letters at the start of `text`.
fn chunk(text: &str) -> &str {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if script(c) == Script::None {
            let next = chars.peek().map(|&(_, c)| c);
            let joins = matches!(c, '・' | '-' | '.')
                && next.is_some_and(|n| !matches!(script(n), Script::None | Script::Hiragana));
            let spaced = c == ' '
                && text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
                && next.is_some_and(|n| n.is_ascii_alphabetic());
            if at == 0 || !(joins || spaced) {
                break;
            }
        }
        end = at + c.len_utf8();
    }
    &text[..end]
}

pub(super) fn run_at_end(text: &str, kind: Script) -> &str {
    let len: usize = text.chars().rev().take(LONGEST + 1).take_while(|&c| script(c) == kind).map(char::len_utf8).sum();
    &text[text.len() - len..]
}

pub(super) fn run_at_start(text: &str, kind: Script) -> &str {
    let len: usize = text.chars().take(LONGEST + 1).take_while(|&c| script(c) == kind).map(char::len_utf8).sum();
    &text[..len]
}

/// Whether a name stands between clear bounds.
fn is_clean(text: &str, range: ByteRange) -> bool {
    let left = text[..range.start].chars().next_back();
    let right = text[range.end..].chars().next();
    left.is_none_or(|c| matches!(c, '\n' | '\t' | ' ' | '(' | '「' | '『' | '、' | '。' | ':' | '】' | '■' | '●' | '▼'))
        && right.is_none_or(|c| matches!(c, '\n' | '\t' | ' ' | '(' | '」' | '』' | '、' | '。' | ')'))
}
