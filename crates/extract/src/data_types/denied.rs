//! Which kinds of information a sentence says were not included.
//!
//! In:   a sentence and the kinds that it names.
//! Out:  for each kind whether it is denied.
//! Data: lexicon class `not_included`, `deeds/hold.txt`, `words/topic.txt`.
//!
//! | text                                             | denied         |
//! |--------------------------------------------------|----------------|
//! | 氏名が漏れたが、電話番号は含まれていない         | 電話番号       |
//! | 氏名や住所の流出は確認されていない               | 氏名, 住所     |
//! | 免許証の写し(電話番号は記載していません)         | 電話番号       |
//! | 口座とクレジットカードの下4桁                    | both           |

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_start, stands_in};
use jikenbo_model::Realis;

use crate::cues::{self, Cues};
use crate::happening::Happening;
use crate::negation;
use crate::notice::{Notice, Sentence};
use crate::part::Part;

/// Ends of a clause, each with its comma: what is denied after one is not what stands before it.
const CLAUSE_ENDS: &[&str] = &["が、", "おり、", "され、", "し、", "ものの、", "ほか、", "で、", "り、", "ため、"];

/// Whether what is said at a place of the sentence is about some kinds of information only: 「カード番号は漏えいしていません」.
pub(crate) fn is_of_some(notice: &Notice<'_>, sentence: &Sentence, at: usize) -> bool {
    let nearest = notice.of_class(sentence, Class::DataTypes).rfind(|term| term.end as usize <= at);
    nearest.is_some_and(|term| {
        let gap = &notice.text[term.end as usize..at];
        // 「顧客情報の流出」 is the whole.
        let is_whole = || term.tag == Tag::DataTypesOther && gap.ends_with('の');
        // 「名簿は別に管理しており、個人情報は漏れていない」 denies the whole.
        let goes_on = || gap.contains("個人情報");
        longest_at_start(Tag::WordsTopic, gap) > 0 && !goes_on() || is_subject(gap) && !is_whole()
    })
}

/// Whether every leak that the part denies is one of some kinds of information only.
pub(super) fn is_only_of_some(notice: &Notice<'_>, part: &Part) -> bool {
    let mut leaks = part
        .telling(notice)
        .flat_map(|sentence| denied_leaks(notice, sentence).map(move |at| is_of_some(notice, sentence, at)))
        .peekable();
    leaks.peek().is_some() && leaks.all(|of_some| of_some)
}

/// Whether a gap before a denied verb makes what stands before it the subject: 「添付ファイルが流出した形跡はない」,
/// 「氏名や住所の流出は確認されていない」, 「口座番号といったお金に関する情報が流出したことは確認されていない」.
fn is_subject(gap: &str) -> bool {
    const LIKE: Cues = Cues::of(&["といった", "など", "等", "その他の", "のような"]);
    matches!(gap, "が" | "等が" | "などが" | "の" | "等の" | "などの")
        || LIKE.start(cues::behind(gap, &["の番号", "の情報"]))
            && gap.ends_with(['が', 'は', 'も', 'の', 'る', 'な'])
            && gap.len() <= SUMMARY_BYTES
            && !gap.contains(['、', '('])
}

/// Longest words that sum up a list before a verb, in bytes: 「といったお金に関する情報が」.
const SUMMARY_BYTES: usize = 60;

/// Whether a denial is about the term that stands the gap before it: only the topic reaches over the end of a clause.
fn reaches(gap: &str) -> bool {
    clause_end(gap).is_none_or(|at| gap[..at].contains('は'))
}

/// Where the first end of a clause stands in a gap.
fn clause_end(gap: &str) -> Option<usize> {
    gap.match_indices('、').find_map(|(comma, sign)| {
        let front = &gap[..comma + sign.len()];
        CLAUSE_ENDS.iter().filter(|end| front.ends_with(**end)).map(|end| front.len() - end.len()).min()
    })
}

/// Whether a gap between two terms joins them to one list.
fn is_list_gap(gap: &str) -> bool {
    let bare = cues::behind(gap, &["または", "あるいは"]);
    !gap.is_empty()
        && !gap.contains('。')
        && (gap.trim().is_empty() || gap == "の" || stands_in(Tag::WordsListJoint, gap))
        && !bare.contains('は')
        && !gap.ends_with('に')
        && clause_end(gap).is_none()
}

/// For each term whether the sentence says that it was not included.
pub(super) fn find(notice: &Notice<'_>, sentence: &Sentence, terms: &[&Mention]) -> Vec<bool> {
    let mut denied = vec![false; terms.len()];
    let text = &notice.text;
    // 「互いに表示されないBCC」 describes a thing and denies nothing.
    for (term, denied) in terms.iter().zip(&mut denied) {
        // 「カード番号の下4桁」: all but the last digits are hidden.
        let rest = text[term.end as usize..sentence.range.end].trim_start_matches(['の', 'は', '(']);
        let last = ["下", "末尾", "下の"].iter().find_map(|sign| rest.strip_prefix(sign));
        *denied = last.is_some_and(|last| {
            last.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八".contains(c))
                .starts_with(['桁', 'け', 'ケ'])
                && !last.starts_with('桁')
        });
    }
    // 「口座とクレジットカードの下4桁」: of both.
    for index in (1..terms.len()).rev() {
        let (before, term) = (terms[index - 1], terms[index]);
        let is_number = |it: &Mention| matches!(it.tag, Tag::DataTypesBankAccount | Tag::DataTypesCreditCard);
        if denied[index] && is_number(before) && is_number(term) && before.end < term.start {
            denied[index - 1] |=
                matches!(&text[before.end as usize..term.start as usize], "と" | "や" | "・" | "及び" | "および");
        }
    }
    let states = |denial: &&Mention| {
        let is_of_term = || terms.iter().any(|term| term.end == denial.start);
        let behind = text[denial.end as usize..].trim_start_matches(['「', '『', '"']);
        longest_at_start(Tag::WordsNoDenialAfter, behind) == 0 && (notice.words(denial) != "ではなく" || is_of_term())
    };
    let absent = notice.of_class(sentence, Class::NotIncluded).filter(states).map(|it| (it.start as usize, false));
    let kept = denied_leaks(notice, sentence).map(|at| (at, true));
    // 「電話番号は載っておりません」: a verb of holding, negated; only the topic is denied.
    let mentions = notice.mentions(sentence);
    let held = mentions.iter().filter(|hold| hold.tag == Tag::DeedsHold).filter_map(|hold| {
        let behind = &text[hold.end as usize..sentence.range.end];
        let no = negation::length(behind)?;
        let states = longest_at_start(Tag::WordsNoDenialAfter, &behind[no..]) == 0;
        states.then_some((hold.start as usize, true))
    });
    let held: Vec<(usize, bool)> = held.collect();
    for (end, of_topic) in absent.chain(kept).chain(held) {
        // Inside a bracket the denial is about what stands in the bracket.
        let before = &text[sentence.range.start..end];
        let bracket = match (before.rfind('('), before.rfind(')')) {
            (Some(open), close) if close.is_none_or(|close| close < open) => Some(sentence.range.start + open),
            _ => None,
        };
        let from = bracket.unwrap_or(sentence.range.start);
        // The run of information nearest before it: items of one list, or the topic of an earlier clause (…は別に管理しており、…).
        let mut run_start = end;
        for (term, denied) in terms.iter().zip(&mut denied).rev() {
            let (start, stop) = (term.start as usize, term.end as usize);
            if start < from || stop > end {
                continue;
            }
            let gap = &text[stop..run_start.max(stop)];
            let is_first = run_start == end;
            // 「個人情報(氏名、住所)については、漏えいはなかった」: the topic is what the bracket lists.
            let topic = gap.strip_prefix(')').filter(|rest| is_first && longest_at_start(Tag::WordsTopic, rest) > 0);
            let other_bracket =
                topic.is_none() && bracket.is_none() && gap.matches(')').count() > gap.matches('(').count();
            if other_bracket {
                continue;
            }
            // 「氏名とメールアドレス以外は含まれない」
            if is_first && (gap.starts_with("以外") || gap.starts_with("のほか") || gap.starts_with("の他")) {
                break;
            }
            let belongs = match (topic, is_first) {
                (Some(rest), _) => reaches(rest),
                (None, true) if of_topic => {
                    is_subject(gap) || longest_at_start(Tag::WordsTopic, gap) > 0 && reaches(gap)
                }
                (None, true) => reaches(gap),
                // 「クレジットカード」 and 「カードの番号」 are one.
                (None, false) => run_start < stop || is_list_gap(gap),
            };
            if !belongs {
                break;
            }
            *denied = true;
            run_start = start;
        }
    }
    denied
}

/// Where a sentence says that something did not leak.
fn denied_leaks<'n>(notice: &'n Notice<'_>, sentence: &Sentence) -> impl Iterator<Item = usize> + use<'n> {
    let denied = |it: &&Happening| it.tag == Tag::HappeningsLeak && it.realis == Realis::Denied;
    notice.happenings(sentence).iter().filter(denied).map(|it| it.qualified.start)
}
