//! Both ends of a name in running text, by the scripts of its letters and by grammar.
//!
//! In:   the text and one end of a name.
//! Out:  the other end.
//! Data: `words/member`, `contractor_after`, `operator`; `prefectures/short`.

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};

use super::letters::{Script, grammar, script, trailing};
use crate::cues::Cues;

/// Longest name, in characters.
const LONGEST: usize = 40;

/// The first of two foreign words of one name, set apart by a blank: 「(展開する)ミホン ヘルスケア」; `start` where none stands there.
pub(super) fn spaced_start(text: &str, floor: usize, start: usize) -> usize {
    const LEAST: usize = 3;
    let foreign = |c: char| matches!(script(c), Script::Katakana) || c.is_ascii_alphabetic();
    let Some(before) = text[floor..start].strip_suffix(' ').filter(|_| text[start..].starts_with(foreign)) else {
        return start;
    };
    let first = before.len() - before.trim_end_matches(|c| foreign(c) || c == '・').len();
    let parted = before[..before.len() - first].chars().next_back();
    let parted = parted.is_none_or(|c| script(c) == Script::Hiragana || matches!(c, '、' | '。'));
    if parted && before[before.len() - first..].chars().count() >= LEAST {
        start - ' '.len_utf8() - first
    } else {
        start
    }
}

/// Start of a name in kana alone that stands behind what it runs: 「(を運営する)みほん」; `None` without one.
pub(super) fn kana_start(text: &str, floor: usize, end: usize) -> Option<usize> {
    const LEAST: usize = 3;
    let run = run_at_end(&text[floor..end], Script::Hiragana);
    let start = end - run.len();
    let cut = run.char_indices().map(|(at, _)| at).find(|&at| {
        longest_at_end(Tag::WordsOperator, &text[floor..start + at]) > 0 && run[at..].chars().count() >= LEAST
    });
    cut.map(|at| start + at)
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
                && before.is_some_and(|b| match script(b) {
                    Script::None => false,
                    Script::Hiragana => c == '・' && ends_in_kana_name(&text[floor..dot]),
                    // 「群馬・架空市」
                    // 「群馬・架空市」, 「本店・架空県」
                    Script::Kanji if c == '・' => [Tag::PrefecturesShort, Tag::WordsMember]
                        .iter()
                        .all(|tag| longest_at_end(*tag, &text[floor..dot]) == 0),
                    _ => true,
                })
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
            if at < end && (leads_up(run) || is_of_trade(&text[floor..start], run)) {
                break;
            }
            if part > 0 {
                if run == "の"
                    && at < end
                    && longest_at_start(Tag::WordsMember, &text[at..]) == 0
                    && joins_by_no(text, floor, start)
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

/// Whether a run of kana is a verb with its object, or ends as one, before a name: 「(バルブ)をつくる」.
fn leads_up(run: &str) -> bool {
    run.find('を').is_some_and(|at| {
        run[at..].chars().count() > 2 && run.ends_with(['る', 'う', 'く', 'す', 'む', 'ぶ', 'つ', 'ぐ', 'た', 'だ'])
    })
}

/// Kana that end the writing of a noun made from a verb, and are no particle: 小売り, 見直し.
const OKURIGANA: [char; 13] = ['り', 'き', 'し', 'み', 'い', 'ち', 'け', 'え', 'れ', 'げ', 'せ', 'め', 'べ'];

/// 「電力小売り|の」: kana that end a word of two kanji, and の.
fn is_of_trade(before: &str, run: &str) -> bool {
    let ends_word = run.strip_suffix('の').is_some_and(|kana| {
        let mut letters = kana.chars();
        letters.next().is_some_and(|c| OKURIGANA.contains(&c)) && letters.next().is_none()
    });
    ends_word && before.chars().rev().take(2).filter(|&c| script(c) == Script::Kanji).count() == 2
}

/// 「ほくと・架空商事」: kana before the dot that are no grammar are the first half of a name.
fn ends_in_kana_name(before: &str) -> bool {
    const LEAST: usize = 3;
    let run = run_at_end(before, Script::Hiragana);
    let part = grammar(run, before[..before.len() - run.len()].chars().next_back());
    run[part..].chars().count() >= LEAST
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
pub(super) fn is_founded(before: &str) -> bool {
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
                // 「株式会社みほんの端末が」
                let no = end - if run.ends_with('の') { 'の'.len_utf8() } else { 0 };
                if no < end && longest_at_start(Tag::WordsContractorAfter, &whole[no..]) > 'の'.len_utf8() {
                    return begin + no;
                }
                let inner = matches!(follows, Script::Kanji | Script::Katakana | Script::Latin)
                    && !whole[end..].starts_with(|c: char| c.is_ascii_digit());
                let strong = ["が", "を", "において", "から", "より", "による", "における"]
                    .iter()
                    .any(|p| run.ends_with(p) && run.len() > p.len() + 3);
                if !inner || strong {
                    return begin + end - tail;
                }
            } else {
                // 「株式会社架空見直し本舗」: kana that end a word between kanji.
                if follows == Script::Kanji && run.chars().count() == 1 && run.starts_with(OKURIGANA) {
                    at = end;
                    continue;
                }
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
                if is_member(&whole[at + offset..]) && (offset > 0 || at > 0) {
                    return begin + at + offset;
                }
            }
        } else if kind == Script::Kanji {
            for (offset, _) in run.char_indices().skip(2) {
                if is_member(&whole[offset..]) {
                    return begin + offset;
                }
            }
        }
        at = end;
    }
    begin + at
}

/// Whether people or an office stand at the start of `rest`, and not their association: 「職員」, not 「医師会」.
fn is_member(rest: &str) -> bool {
    const JOINED: Cues = Cues::of(&["会", "組合", "協会", "連盟", "団体", "共済", "厚生"]);
    let length = longest_at_start(Tag::WordsMember, rest);
    length > 3 && !JOINED.start(&rest[length..])
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
