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

use super::edges::{left_edge, right_edge, run_at_start};
use super::forms;
use super::leading::from_kind;
use super::letters::{Script, grammar, script};
use crate::notice::Notice;

/// Most names that are read of one notice; readers compare them with one another.
const MOST: usize = 600;

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
    pub(crate) fn has_form(&self) -> bool {
        self.range != self.core
    }
}

/// Finds every name that a legal form or a name-final word gives away.
pub(super) fn find(notice: &Notice<'_>) -> Vec<Name> {
    let text: &str = &notice.text;
    let mut names: Vec<Name> = Vec::new();
    let mut anchors: Vec<Mention> = Vec::new();
    for (index, sentence) in notice.sentences.iter().enumerate() {
        if !sentence.has_class(Class::Organisations) {
            continue;
        }
        anchors.clear();
        anchors.extend(notice.of_class(sentence, Class::Organisations));
        for (number, anchor) in anchors.iter().enumerate() {
            // A further legal form ends a name; a name-final word may be inside it (架空印刷工房).
            let next = || {
                let next = anchors[number + 1..].iter().find(|next| next.tag == Tag::OrganisationsLegalForm);
                next.map_or(usize::MAX, |next| next.start as usize)
            };
            let found = match anchor.tag {
                Tag::OrganisationsLegalForm => around_form(text, sentence.range, anchor, next()),
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
    if join_prefecture(text, &mut names) {
        keep_longest(&mut names);
    }
    // 「同市立架空中学校」
    for name in names.iter_mut().filter(|name| name.range == name.core && name.range.of(text).starts_with('同')) {
        let rest = &name.range.of(text)['同'.len_utf8()..];
        if rest.chars().nth(1) == Some('立') {
            name.range.start += '同'.len_utf8();
            name.core.start = name.range.start;
        }
    }
    names.retain(|name| is_named(text, name));
    names.truncate(MOST);
    names
}

/// The names of one sentence; all names stand in the order of the text.
pub(crate) fn of_sentence(names: &[Name], sentence: usize) -> &[Name] {
    let first = names.partition_point(|name| name.sentence < sentence);
    let count = names[first..].partition_point(|name| name.sentence == sentence);
    &names[first..first + count]
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

/// 「見本県 架空市の教諭」: a town with its prefecture, written apart.
fn join_prefecture(text: &str, names: &mut [Name]) -> bool {
    let mut joined = false;
    for name in names.iter_mut().filter(|name| forms::is_town(name.range.of(text))) {
        let Some(before) = text[..name.range.start].strip_suffix(' ') else { continue };
        let length = longest_at_end(Tag::PrefecturesFull, before);
        let opens = before[..before.len() - length].chars().next_back().is_none_or(|c| script(c) == Script::None);
        if length > 0 && opens {
            name.range.start = before.len() - length;
            name.core.start = name.range.start;
            joined = true;
        }
    }
    joined
}

/// Whether a name names somebody: more than a general word.
fn is_named(text: &str, name: &Name) -> bool {
    let core = name.core.of(text);
    let general = |words: &str| is_term(Tag::WordsGenericBody, words) || is_term(Tag::WordsSameBody, words);
    if core.is_empty()
        || general(core)
        || name.has_form() && general(name.range.of(text))
        || core.chars().all(|c| c.is_ascii_digit())
    {
        return false;
    }
    // 「府教育庁」, 「市教育委員会」: of a government that is known.
    if forms::office_of_kind(core) == core.len() {
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
        // 宇部市 is a town; 「総務部委員会」 is an office.
        && (!stem.ends_with(['部', '課']) || forms::is_town(core))
        && !general(stem)
        && !stem.ends_with(|c: char| c.is_ascii_digit())
        && !stem.chars().all(|c| c.is_ascii_digit())
}

/// A name without its final word (「みはらし台市立図書館」 → 「みはらし台市立」).
pub(super) fn stem(core: &str) -> &str {
    // 「架空協会見本支部」
    let body =
        core.strip_suffix("支部").and_then(|front| front.rfind(BRANCHED).map(|at| &front[..at + '会'.len_utf8()]));
    let core = body.unwrap_or(core);
    &core[..core.len() - longest_at_end(Tag::OrganisationsFinal, core)]
}

/// The name to which a legal form belongs, before or after it.
fn around_form(text: &str, sentence: ByteRange, form: &Mention, next: usize) -> Option<(ByteRange, ByteRange)> {
    let (start, end) = (form.start as usize, form.end as usize);
    let left = behind_kind(text, left_edge(text, sentence.start, start), start);
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
        && (longest_at_end(Tag::WordsContractorBefore, &text[sentence.start..start]) >= before.len()
            || longest_at_end(Tag::WordsContractorBefore, before) > 0
            || is_term(Tag::WordsGenericBody, before));
    if name_follows
        && (before.is_empty()
            || cue_before
            || longest_at_start(Tag::WordsMember, &text[end..]) == 0
                && !before.is_empty()
                && text[..start].ends_with('の'))
    {
        let begin = end;
        let edge =
            cell_end(text, sentence, start, begin).unwrap_or_else(|| right_edge(text, begin, sentence.end.min(next)));
        // 「(株式会社架空提供)」
        let given = ["提供", "運営", "開発"].iter().find(|word| text[begin..edge].ends_with(**word));
        let edge = edge - given.filter(|_| text[edge..].starts_with([')', 'の'])).map_or(0, |word| word.len());
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

/// Start of a name behind the word for a firm of a group: 「子会社(架空商事株式会社)」.
fn behind_kind(text: &str, left: usize, end: usize) -> usize {
    let kind = longest_at_start(Tag::WordsSubsidiary, &text[left..end]);
    if kind > 0 && left + kind < end { left + kind } else { left }
}

/// End of the cell of a table that a legal form opens: the name there ends where the cell does (株式会社架空本店, 株式会社みほんより).
fn cell_end(text: &str, sentence: ByteRange, start: usize, begin: usize) -> Option<usize> {
    const LONGEST: usize = 20;
    let parts = |c: char| matches!(c, '|' | '\t');
    let before = text[sentence.start..start].trim_end_matches(' ');
    let rest = &text[begin..sentence.end];
    let end = rest.find(parts).unwrap_or(rest.len());
    let bounded = (before.is_empty() || before.ends_with(parts)) && (end < rest.len() || before.ends_with(parts));
    let cell = rest[..end].trim_end_matches(' ');
    let is_name = cell.chars().all(|c| script(c) != Script::None || c == '・') && cell.chars().count() <= LONGEST;
    (bounded && is_name && !cell.is_empty()).then(|| begin + cell.len())
}

/// The name that a name-final word closes.
fn before_final(text: &str, sentence: ByteRange, last: &Mention) -> Option<(ByteRange, ByteRange)> {
    let (start, end) = (last.start as usize, last.end as usize);
    let rest = &text[end..sentence.end];
    let end = end + branch(&text[start..end], rest);
    let rest = &text[end..sentence.end];
    if let Some(c) = rest.chars().next()
        && matches!(script(c), Script::Kanji | Script::Katakana | Script::Latin)
        && !goes_on_as_part(rest)
        && !heads(rest)
        && !(text[start..end].ends_with('警') && is_station(rest))
    {
        return None;
    }
    let left = behind_kind(text, left_edge(text, sentence.start, start), start);
    let range = ByteRange::new(left, end);
    (left < start).then_some((range, range))
}

/// Last letters of what has branches of its own: associations, federations, unions.
const BRANCHED: [char; 4] = ['会', '盟', '合', '団'];

/// Length of the branch of an association that is written on to its name: 「(架空協会)見本支部」.
fn branch(last: &str, rest: &str) -> usize {
    const LONGEST: usize = 6;
    if !last.ends_with(BRANCHED) {
        return 0;
    }
    let place: usize =
        rest.chars().take(LONGEST).take_while(|&c| script(c) == Script::Kanji && c != '支').map(char::len_utf8).sum();
    if place > 0 && rest[place..].starts_with("支部") { place + "支部".len() } else { 0 }
}

/// 「(架空県警)見本署員」: a station of the police follows.
fn is_station(rest: &str) -> bool {
    const LONGEST: usize = 6;
    let place: usize =
        rest.chars().take(LONGEST).take_while(|&c| script(c) != Script::None && c != '署').map(char::len_utf8).sum();
    place > 0 && rest[place..].starts_with('署')
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

/// Whether a name stands between clear bounds.
fn is_clean(text: &str, range: ByteRange) -> bool {
    let left = text[..range.start].chars().next_back();
    let right = text[range.end..].chars().next();
    left.is_none_or(|c| matches!(c, '\n' | '\t' | ' ' | '(' | '「' | '『' | '、' | '。' | ':' | '】' | '■' | '●' | '▼'))
        && right.is_none_or(|c| matches!(c, '\n' | '\t' | ' ' | '(' | '」' | '』' | '、' | '。' | ')'))
}
