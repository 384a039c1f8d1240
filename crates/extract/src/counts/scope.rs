//! Of what a figure is the size: the victim's own, a part of that, or all victims together.
//!
//! In:   a figure in its sentence, its role and subject, the counts so far.
//! Out:  its scope; `None` where it is a whole of which only a part was hit, or no figure of the incident (`none.rs`).
//! Data: lexicon classes `counted` and `units`, files `words/figure_*`.
//!
//! | text                                    | scope of the last figure |
//! |-----------------------------------------|--------------------------|
//! | 8,120名のうち、住所も含むのは300名      | `part`                   |
//! | 個人情報2,150件(うち住所1,840件)        | `part`                   |
//! | 委託元は計59社で、当社分は21万件        | `own`                    |
//! | 全国で1,847件                           | `total`                  |

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{ByteRange, Count, Found, Realis, Scope, Subject};

use super::{Figure, counters, none, phrase, role::Role, share, sums::is_information, tally::Tally};
use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

/// What follows a word of looking through that led to the find: 「点検したところ」.
const LEADS: Cues = Cues::of(&["ところ", "結果", "際"]);

/// Scope of a figure; `None` where it is a whole of which only a part was hit, or no figure of the incident.
///
/// `tally` holds the counts so far: a part whose whole is none of them is the victim's own figure (「6台のうち1台」).
pub(super) fn decide(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    role: Role,
    subject: Subject,
    tally: &Tally,
) -> Option<Scope> {
    let after = &notice.text[figure.range.end..sentence.range.end];
    // 「8台のうち1台」「全213台中」: the whole is none of the affected, unless the part is what came back.
    let is_whole = is_whole(after);
    // What was misused had leaked: 「カード情報2,940件のうち、112件は不正利用が確認され」.
    // 「約5,000名のうち1,200名については住所も含まれます」: the others' data are without it.
    const TOO: Cues = Cues::of(&["も含ま", "も含み", "も含む", "も漏", "も流出", "も閲覧"]);
    let is_affected = is_whole
        && (none::is_hit(notice, sentence, figure)
            || stands_in(Tag::WordsFigureMisused, after)
            || TOO.stand_in(phrase::clause(after)));
    let back = || {
        soon(notice, sentence, figure, Tag::CountedRecovered, 24)
            && !stands_in(Tag::WordsFigureUnsent, phrase::clause(after))
    };
    if is_whole && !is_affected && !back() {
        return None;
    }
    if none::is_base(notice, sentence, figure, after) || none::sums_up_later(notice, sentence, figure, role, after) {
        return None;
    }
    if figure.unit.tag == Tag::UnitsOrganizations && figure.value == 1 && matches!(role, Role::Addressees { .. }) {
        return None;
    }
    if after.starts_with("の全") || after.starts_with("の規模") || none::is_all_shops(notice, figure) {
        return None;
    }
    let clause = phrase::clause(after);
    let unaffected = |mention: &Mention| {
        let at = mention.start as usize;
        let leak = ["漏", "流出"].iter().any(|word| notice.words(mention).starts_with(word));
        mention.tag == Tag::CountedUnaffected
            && !leak
            && (figure.range.end..figure.range.end + clause.len()).contains(&at)
    };
    if sentence.tags.has(Tag::CountedUnaffected) && notice.mentions(sentence).iter().any(unaffected) {
        // 「6月30日の公表では1,391名としましたが、…54名は対象でないことを確認」: first thought affected, then not.
        return none::is_taken_out(notice, sentence, figure).then_some(Scope::Part);
    }
    if figure.unit.tag == Tag::UnitsOrganizations && (none::is_asked(after) || none::is_called(after)) {
        return None;
    }
    let denied = || {
        notice.happenings(sentence).iter().any(|happening| {
            let start = happening.qualified.start;
            let told = |at: usize| {
                notice.mentions_in(ByteRange::new(figure.range.end, at)).any(|mention| {
                    mention.tag == Tag::CountedNow && notice.text[mention.end as usize..at].contains("が、")
                })
            };
            happening.tag == Tag::HappeningsLeak
            && happening.realis == Realis::Denied
            && start >= figure.range.end
            // 「第1報では最大17,050人としていましたが、4年度分は漏えいしていない」 denies what follows.
            && !told(start)
        })
    };
    if !is_affected && none::is_former(notice, sentence, figure) && !denied()
        || none::is_rate(figure, after)
        || none::goes_over(notice, figure, after)
    {
        return None;
    }
    let persons = |known: &Found<Count>| known.value.subject == Subject::Persons;
    if none::is_item(notice, figure) && tally.found.iter().any(persons) {
        return None;
    }
    let before = &notice.text[sentence.range.start..figure.range.start];
    let from = figure.from;
    if sentence.tags.has(Tag::CountedNot) && is_of_uncounted(notice, sentence, figure, before) {
        return None;
    }
    let near =
        |tag: Tag| notice.mentions_in(ByteRange::new(from, figure.range.start)).any(|mention| mention.tag == tag);
    let whole = tally.found.iter().any(|known| known.value.subject == subject && known.value.value > figure.value);
    if subject == Subject::Organizations && none::is_outside(notice, figure, before) {
        return None;
    }
    if matches!(subject, Subject::SuspiciousEmails | Subject::Organizations) && near(Tag::CountedTotal) {
        return Some(Scope::Total);
    }
    // 「利用する4団体を名乗る不審なメールが計15件」: the wave as a whole.
    match subject {
        Subject::Organizations if figure.value > 1 && is_impersonated(notice, figure.range.end) => {
            return Some(Scope::Total);
        }
        Subject::SuspiciousEmails
            if notice
                .of_class(sentence, Class::Units)
                .any(|unit| unit.tag == Tag::UnitsOrganizations && is_impersonated(notice, unit.end as usize)) =>
        {
            return Some(Scope::Total);
        }
        _ => {}
    }
    let governments =
        ["市町", "自治体", "事業体", "団体"].iter().any(|unit| notice.words(&figure.unit).starts_with(unit));
    let reached = governments && starts(Tag::WordsFigureReaches, after);
    if subject == Subject::Organizations && figure.value > 1 && (reached || is_everywhere(notice, figure, before)) {
        return Some(Scope::Total);
    }
    // 「同社に業務を委託する41の自治体の約58万件」
    let of_bodies = tally.found.last().is_some_and(|last| {
        last.value.scope == Scope::Total && last.value.subject == Subject::Organizations && last.value.value > 1
    }) && notice.of_class(sentence, Class::Units).any(|unit| {
        let end = unit.end as usize;
        unit.tag == Tag::UnitsOrganizations
            && (end..=end + 27).contains(&figure.range.start)
            && is_joined(&notice.text[end..figure.range.start])
    });
    if of_bodies && is_information(subject) {
        return Some(Scope::Total);
    }
    let words = &notice.text[from..figure.range.start];
    let own = || share::speaks_of_own(words);
    // A larger figure of whatever information: cards among the data of so many persons.
    let larger = is_information(subject)
        && tally.found.iter().any(|known| is_information(known.value.subject) && known.value.value > figure.value);
    // 「3,021件のアカウントで…。そのうち、ポイントが使われた会員様は65名」
    const OPENS: Cues = Cues::of(&["そのうち", "このうち"]);
    let first = || !counters(notice, sentence).any(|unit| (unit.end as usize) <= figure.range.start);
    let opens = larger && (OPENS.start(before) || before.starts_with("うち") && first());
    if (opens || whole && share::is_share(notice, sentence, figure, before)) && !own() {
        return Some(Scope::Part);
    }
    match role {
        Role::Reached if (whole || near(Tag::CountedPart)) && subject == Subject::Persons => return None,
        Role::Recovered | Role::Unreached if larger && subject != Subject::Recipients && !own() => {
            return Some(Scope::Part);
        }
        Role::Subset if whole && share::is_told_before(notice, figure.from, figure.value, subject, tally) && !own() => {
            return Some(Scope::Part);
        }
        _ => {}
    }
    if whole
        && (share::is_bracketed(notice, figure, before, subject, tally)
            || share::is_of_breakdown(notice, sentence, figure, subject, tally)
            || none::is_of_item(notice, figure)
            || after.starts_with('と') && clause.contains("占め"))
        && !own()
    {
        return Some(Scope::Part);
    }
    if near(Tag::CountedPart) {
        let of_whole = ["のうち", "中の", "中、"].iter().any(|sign| words.contains(sign));
        let of_hit = larger
            && (!words.contains('残') || tally.has_hit(figure.value))
            && (!of_whole || stands_in(Tag::WordsFigureHit, words));
        if subject == Subject::Recipients && words.contains('残') {
            return Some(Scope::Own);
        }
        // 「残る1社とは連絡がとれておらず」: one of those that are no count.
        if subject == Subject::Organizations && figure.value == 1 && !whole {
            return None;
        }
        return Some(if (whole || of_hit) && !own() { Scope::Part } else { Scope::Own });
    }
    if near(Tag::CountedTotal) {
        // 「試行の総数は約194万回」, 「合計 16万3千人」 of one body are its own.
        if matches!(subject, Subject::Logins | Subject::Accesses | Subject::Cases | Subject::Recipients) {
            return Some(Scope::Own);
        }
        let told_over_bodies =
            tally.found.iter().any(|known| known.value.subject == Subject::Organizations && known.value.value > 1);
        return Some(if (words.contains("合計") || words.contains("全部で")) && !told_over_bodies {
            Scope::Own
        } else {
            Scope::Total
        });
    }
    let back = larger && before.strip_suffix('(').is_some_and(|outside| ends(Tag::CountedRecovered, outside));
    const CONTAINS: Sieve = Sieve::of("を含む");
    let contained = || sentence.sieve.may_hold(&CONTAINS) && share::is_contained(figure, after);
    if (back || whole && share::is_included(clause, after) || contained()) && !own() {
        return Some(Scope::Part);
    }
    Some(Scope::Own)
}

/// Whether a figure is told as a whole of which a part follows: 「35万件の情報のうち」「全213台中」.
fn is_whole(after: &str) -> bool {
    const OF: Cues = Cues::of(&["のうち", "中の", "中、", "中)"]);
    if !after.starts_with(['の', '中']) {
        return false;
    }
    OF.start(after)
        || after
            .strip_prefix('の')
            .is_some_and(|noun| noun.trim_start_matches(phrase::is_noun_letter).starts_with("のうち"))
        || after.strip_prefix('中').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the words before a figure name those who are never counted: 「会員総数は96万名」.
fn is_of_uncounted(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, before: &str) -> bool {
    let from = figure.from;
    // 「会員総数(2月末時点で約96万名)」: the bracket explains the word right before it.
    let outside = before.len().checked_sub(figure.range.start - from).and_then(|at| before[..at].strip_suffix('('));
    let outer = outside.map(|outside| sentence.range.start + outside.len());
    notice.of_class(sentence, Class::Counted).any(|mention| {
        let near = mention.start as usize >= from && mention.end as usize <= figure.range.start;
        // 「点検したところ、…6,100人分の帳票が」
        let led = || LEADS.start(&notice.text[mention.end as usize..]);
        // 「全従業員(約350名)の給与情報」: all of them are hit.
        let all = || notice.words(mention).starts_with('全') && is_of_information(notice, figure);
        // 「全会員52,300名のうち流出したのは8,140名」: the word belongs to the figure before.
        // 「全契約者のおよそ0.3%にあたる1,512名」: it is a share of the whole.
        const MAKES: Cues = Cues::of(&["にあたる", "に当たる", "に相当する"]);
        let share = || {
            let words = &notice.text[from..figure.range.start];
            MAKES.end(phrase::bare(words)) && words.contains(['%', '割'])
        };
        let of_another = || {
            counters(notice, sentence)
                .any(|unit| unit.start >= mention.end && (unit.end as usize) <= figure.range.start)
        };
        mention.tag == Tag::CountedNot
            && !all()
            && !share()
            && !of_another()
            && (near && !led() || Some(mention.end as usize) == outer)
    })
}

/// Whether the words between a figure of bodies and the next figure join the two: 「41の自治体の約58万件」「14団体、合わせて約6万人」.
fn is_joined(between: &str) -> bool {
    let between = phrase::bare(between);
    between.is_empty() || between.ends_with(['の', '、']) || between.trim_end().ends_with("団体")
}

/// Whether bodies are told as those of a whole country or service: 「国内38社」, 「同サービスの全5,281契約」.
fn is_everywhere(notice: &Notice<'_>, figure: &Figure, before: &str) -> bool {
    // 「本市を含む14団体」
    let bare = phrase::bare(before);
    let named = |body: &str| body.ends_with(is_body_end) || ends(Tag::RolesSelfReference, body);
    ["を含む", "を含め", "をはじめとする", "をはじめ", "など"]
        .iter()
        .any(|end| bare.strip_suffix(end).is_some_and(named))
        && figure.value > 1
        || ends(Tag::WordsFigureEverywhere, before)
        || before.ends_with('全') && notice.words(&figure.unit).starts_with("契約")
}

/// Whether a character ends the name of a body: 架空市, 架空商事.
fn is_body_end(c: char) -> bool {
    "都道府県市区町村社院校園局会庁省所学団体事店".contains(c)
}

/// Whether bodies whose name a fake mail used end here: 「7団体の名前をかたり」.
pub(super) fn is_impersonated(notice: &Notice<'_>, at: usize) -> bool {
    let rest = &notice.text[at..];
    let Some(rest) = ["の名", "様の名", "さまの名"].into_iter().find_map(|name| rest.strip_prefix(name))
    else {
        return false;
    };
    // 「31か所の名称と電話番号」 are information of theirs.
    stands_in(Tag::WordsFigurePosed, first_letters(rest, 6))
}

/// Whether a figure is of those whose information is named behind it: 「350名)の給与情報が」.
fn is_of_information(notice: &Notice<'_>, figure: &Figure) -> bool {
    let after = &notice.text[figure.range.end..];
    let rest = after.strip_prefix(')').unwrap_or(after);
    let rest = rest.strip_prefix('分').unwrap_or(rest);
    rest.strip_prefix('の').is_some_and(|noun| {
        phrase::names_information(notice, notice.text.len() - noun.len())
            || noun.starts_with("個人情報")
            || noun.starts_with("情報")
    })
}

/// Whether a word of this file stands within so many characters after a figure.
fn soon(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, tag: Tag, reach: usize) -> bool {
    let from = figure.range.end;
    let until = from + first_letters(&notice.text[from..sentence.range.end], reach).len();
    notice
        .of_class(sentence, Class::Counted)
        .any(|mention| mention.tag == tag && (from..=until).contains(&(mention.start as usize)))
}

/// Whether a text starts with a term of a file.
pub(super) fn starts(tag: Tag, text: &str) -> bool {
    longest_at_start(tag, text) > 0
}

/// Whether a text ends with a term of a file.
pub(super) fn ends(tag: Tag, text: &str) -> bool {
    longest_at_end(tag, text) > 0
}

/// Where the clause starts that ends before a figure.
pub(super) fn clause_start(before: &str) -> usize {
    before.rfind(['、', '。', '(', '\t']).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))
}
