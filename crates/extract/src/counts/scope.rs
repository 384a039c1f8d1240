//! Of what a figure is the size: the victim's own, a part of that, or all victims together.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{Bound, ByteRange, Count, Found, Realis, Scope, Subject};
use jikenbo_text::find_numbers;

use super::{Figure, role, role::Role};
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

/// Scope of a figure; `None` where it is a whole of which only a part was hit, or no figure of the incident.
///
/// `found` are the counts so far: a part whose whole is none of them is the victim's own figure (「6台のうち1台」).
pub(super) fn decide(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    role: Role,
    subject: Subject,
    found: &[Found<Count>],
) -> Option<Scope> {
    let after = &notice.text[figure.range.end..sentence.range.end];
    // 「8台のうち1台」「全213台中」: the whole is none of the affected, unless the part is what came back.
    let is_whole = ["のうち", "中の", "中、", "中)"].iter().any(|sign| after.starts_with(sign))
        || after.strip_prefix('中').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // What was misused had leaked: 「カード情報2,940件のうち、112件は不正利用が確認され」.
    let is_affected = is_whole && (is_hit(notice, sentence, figure) || stands_in(Tag::WordsFigureMisused, after));
    if is_whole && !is_affected && !soon(notice, sentence, figure, Tag::CountedRecovered, 24) {
        return None;
    }
    if is_base(notice, sentence, figure, after) || sums_up_later(notice, sentence, figure, role, after) {
        return None;
    }
    if figure.unit.tag == Tag::UnitsOrganizations && figure.value == 1 && matches!(role, Role::Addressees { .. }) {
        return None;
    }
    if after.starts_with("の全") || after.starts_with("の規模") || is_all_shops(notice, figure) {
        return None;
    }
    let clause = after.find(['、', '。']).unwrap_or(after.len());
    let unaffected = |mention: &Mention| {
        let at = mention.start as usize;
        let leak = ["漏", "流出"].iter().any(|word| notice.words(mention).starts_with(word));
        mention.tag == Tag::CountedUnaffected && !leak && (figure.range.end..figure.range.end + clause).contains(&at)
    };
    if notice.of_class(sentence, Class::Counted).any(unaffected) {
        // 「6月30日の公表では1,391名としましたが、…54名は対象でないことを確認」: first thought affected, then not.
        return is_taken_out(notice, sentence, figure).then_some(Scope::Part);
    }
    if figure.unit.tag == Tag::UnitsOrganizations && is_asked(after) {
        return None;
    }
    let denied = notice.happenings(sentence).iter().any(|happening| {
        let start = happening.qualified.start;
        let told = |at: usize| {
            notice
                .mentions_in(ByteRange::new(figure.range.end, at))
                .any(|mention| mention.tag == Tag::CountedNow && notice.text[mention.end as usize..at].contains("が、"))
        };
        happening.tag == Tag::HappeningsLeak
            && happening.realis == Realis::Denied
            && start >= figure.range.end
            // 「第1報では最大17,050人としていましたが、4年度分は漏えいしていない」 denies what follows.
            && !told(start)
    });
    if is_former(notice, sentence, figure) && !denied && !is_affected
        || is_rate(figure, after)
        || goes_over(notice, figure, after)
    {
        return None;
    }
    let before = &notice.text[sentence.range.start..figure.range.start];
    let from = figure.from;
    // 「会員総数(2月末時点で約96万名)」: the bracket explains the word right before it.
    let outside = before.len().checked_sub(figure.range.start - from).and_then(|at| before[..at].strip_suffix('('));
    let outer = outside.map(|outside| sentence.range.start + outside.len());
    let near =
        |tag: Tag| notice.mentions_in(ByteRange::new(from, figure.range.start)).any(|mention| mention.tag == tag);
    let whole = found.iter().any(|known| known.value.subject == subject && known.value.value > figure.value);
    let not = notice.of_class(sentence, Class::Counted).any(|mention| {
        let near = mention.start as usize >= from && mention.end as usize <= figure.range.start;
        mention.tag == Tag::CountedNot && (near || Some(mention.end as usize) == outer)
    });
    if not {
        return None;
    }
    if subject == Subject::Organizations && is_outside(notice, figure, before) {
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
    let of_bodies = found.last().is_some_and(|last| {
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
    let own = speaks_of_own(words);
    // A larger figure of whatever information: cards among the data of so many persons.
    let larger = is_information(subject)
        && found.iter().any(|known| is_information(known.value.subject) && known.value.value > figure.value);
    // 「3,021件のアカウントで…。そのうち、ポイントが使われた会員様は65名」
    let opens = larger && ["そのうち", "このうち"].iter().any(|sign| before.starts_with(sign));
    if !own && (opens || whole && is_share(notice, sentence, figure, before)) {
        return Some(Scope::Part);
    }
    match role {
        Role::Reached if (whole || near(Tag::CountedPart)) && subject == Subject::Persons => return None,
        Role::Recovered | Role::Unreached if larger && subject != Subject::Recipients && !own => {
            return Some(Scope::Part);
        }
        Role::Subset if whole && !own && is_told_before(notice, figure, subject, found) => {
            return Some(Scope::Part);
        }
        _ => {}
    }
    if near(Tag::CountedPart) {
        let of_whole = ["のうち", "中の", "中、"].iter().any(|sign| words.contains(sign));
        let of_hit = larger && (!of_whole || stands_in(Tag::WordsFigureHit, words));
        if subject == Subject::Recipients && words.contains('残') {
            return Some(Scope::Own);
        }
        // 「残る1社とは連絡がとれておらず」: one of those that are no count.
        if subject == Subject::Organizations && figure.value == 1 && !whole {
            return None;
        }
        return Some(if !own && (whole || of_hit) { Scope::Part } else { Scope::Own });
    }
    if near(Tag::CountedTotal) {
        // 「合計 16万3千人」 of one body is its own.
        let told_over_bodies =
            found.iter().any(|known| known.value.subject == Subject::Organizations && known.value.value > 1);
        return Some(if (words.contains("合計") || words.contains("全部で")) && !told_over_bodies {
            Scope::Own
        } else {
            Scope::Total
        });
    }
    let back = larger && before.strip_suffix('(').is_some_and(|outside| ends(Tag::CountedRecovered, outside));
    if !own && (back || whole && is_included(&after[..clause], after) || is_contained(figure, after)) {
        return Some(Scope::Part);
    }
    Some(Scope::Own)
}

/// Whether a larger figure of the subject stands before the clause of this one.
fn is_told_before(notice: &Notice<'_>, figure: &Figure, subject: Subject, found: &[Found<Count>]) -> bool {
    let start = notice.evidence(ByteRange::new(figure.from, figure.range.end)).start;
    found.iter().any(|known| {
        known.value.subject == subject && known.value.value > figure.value && known.evidence[0].end <= start
    })
}

/// Whether the words between a figure of bodies and the next figure join the two: 「41の自治体の約58万件」「14団体、合わせて約6万人」.
fn is_joined(between: &str) -> bool {
    let between = role::bare(between);
    between.is_empty() || between.ends_with(['の', '、']) || between.trim_end().ends_with("団体")
}

/// Whether bodies are none of those hit: 「保険会社2社へ報告」, 「全19店舗で点検」.
fn is_outside(notice: &Notice<'_>, figure: &Figure, before: &str) -> bool {
    let clause = &before[clause_start(before)..];
    let client = || stands_in(Tag::WordsFigureClient, clause);
    ends(Tag::WordsFigureOutsider, role::bare(before))
        || jikenbo_lexicon::is_term(Tag::WordsFigurePlace, notice.words(&figure.unit)) && !client()
}

/// Whether a figure is of another incident: 「昨年6月にも9人の書類を別の家庭に送付している」, 「360人分の情報を持ち出した事件があった」.
pub(super) fn is_of_others(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    const AGAIN: Sieve = Sieve::of("にも");
    let again = sentence.sieve.may_hold(&AGAIN)
        && notice.dates_in(ByteRange::new(sentence.range.start, figure.range.start)).iter().any(|dated| {
            let range = dated.mention.range;
            range.of(&notice.text).contains('年')
                && notice.text[range.end..].trim_start_matches('頃').starts_with("にも")
        });
    let after = &notice.text[figure.range.end..sentence.range.end];
    let ago = notice.text[sentence.range.start..figure.range.start].contains("年前にも");
    again || ago || after.contains("た事件があ") || after.contains("る事件があ")
}

/// Whether a figure is what remains of others: 「残り14件」.
pub(super) fn is_rest(notice: &Notice<'_>, figure: &Figure) -> bool {
    let words = role::bare(&notice.text[figure.from..figure.range.start]);
    ["残り", "残る", "残りの", "残った"].iter().any(|end| words.ends_with(end))
}

/// Whether a figure came to those told before: 「新たに12名分」.
pub(super) fn is_added(notice: &Notice<'_>, figure: &Figure) -> bool {
    stands_in(Tag::WordsFigureMore, &notice.text[figure.from..figure.range.start])
}

/// Whether a figure is a sum: 「合計260名」「計52名」.
pub(super) fn is_summed(notice: &Notice<'_>, figure: &Figure) -> bool {
    let words = &notice.text[figure.from..figure.range.end];
    stands_in(Tag::WordsFigureSum, words)
}

/// Whether the words before a figure make it the share of the one who speaks: 「本市分は」, not 「本学学生は」.
fn speaks_of_own(words: &str) -> bool {
    words.char_indices().any(|(at, _)| {
        let term = longest_at_start(Tag::WordsFigureOwn, &words[at..]);
        term > 0 && !starts(Tag::WordsFigureMembers, &words[at + term..])
    })
}

/// Whether a figure is the speaker's share of a larger one told before it, which then is of all: 「委託元は計59社で、当社分は21万件」.
pub(super) fn is_own_share(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let before = &notice.text[sentence.range.start..figure.range.start];
    let words = &before[clause_start(before)..];
    ["分は", "分が", "関係は", "に関するものは", "に関するものが", "関係分は"].iter().any(|end| words.ends_with(end))
        && speaks_of_own(words)
}

/// Whether bodies are told as those of a whole country or service: 「国内38社」, 「同サービスの全5,281契約」.
fn is_everywhere(notice: &Notice<'_>, figure: &Figure, before: &str) -> bool {
    // 「本市を含む14団体」
    let bare = role::bare(before);
    ["を含む", "を含め", "をはじめとする", "をはじめ", "など"].iter().any(|end| bare.ends_with(end)) && figure.value > 1
        || ends(Tag::WordsFigureEverywhere, before)
        || before.ends_with('全') && notice.words(&figure.unit).starts_with("契約")
}

/// Whether it is only asked whether so many were hit: 「10団体で流出が確認されたか、作業が続いている」.
fn is_asked(after: &str) -> bool {
    let end = after.find('。').unwrap_or(after.len());
    let end = after.char_indices().nth(30).map_or(end, |(at, _)| at.min(end));
    stands_in(Tag::WordsFigureAsked, &after[..end])
}

/// Whether the clause says that so many are among those told before: 「38,402名についてはアンケートの回答も含まれ」.
fn is_included(clause: &str, after: &str) -> bool {
    // 「計画書12名分には、このほかにご家族の氏名」
    let more = ["には", "については", "は", "につきましては"]
        .iter()
        .filter_map(|particle| after.strip_prefix(particle))
        .map(|rest| rest.trim_start_matches('、'))
        .any(|rest| {
            ["このほか", "そのほか", "加えて", "さらに", "上記に加え", "これに加え"].iter().any(|w| rest.starts_with(w))
        });
    more || ["含まれ", "含み", "含んで"].iter().any(|word| clause.contains(word))
}

/// Whether a larger figure includes this one: 「6,482件のカード情報を含む最大15,870名分」.
fn is_contained(figure: &Figure, after: &str) -> bool {
    const REACH: usize = 60;
    let Some(at) = after.find("を含む").filter(|&at| at <= REACH) else { return false };
    if after[..at].contains(['、', '。']) {
        return false;
    }
    let rest = &after[at + "を含む".len()..];
    let end = rest.char_indices().nth(16).map_or(rest.len(), |(end, _)| end);
    let noun = rest[..end].trim_start_matches(role::is_noun_letter);
    let digits = noun.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '千'));
    let counted = digits.len() < noun.len() && digits.starts_with(['人', '名']);
    let bare = if counted && figure.unit.tag == Tag::UnitsPersons { noun } else { &rest[..end] };
    let bare = bare.trim_start_matches(['、', '約', '計', '最', '大', '延', 'べ', 'の']);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && find_numbers(bare).next().and_then(|found| found.number.ok()).is_some_and(|n| n.value > figure.value)
}

/// Whether the text says that so many were first thought affected and are not.
pub(super) fn is_taken_out(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let after = &notice.text[figure.range.end..sentence.range.end];
    let clause = figure.range.end + after.find(['、', '。']).unwrap_or(after.len());
    let mut former = false;
    for mention in notice.of_class(sentence, Class::Counted) {
        let at = mention.start as usize;
        former |= is_earlier(notice, mention) && at < figure.range.start;
        if mention.tag == Tag::CountedUnaffected && (figure.range.end..clause).contains(&at) {
            return former;
        }
    }
    false
}

/// Whether the figure is the size of something that was not itself hit: users of a service, what was only inspected, who bought.
fn is_base(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, after: &str) -> bool {
    let rest = after.trim_start_matches([')', '」']);
    // 「前回ご報告した8台に加え」, 「発表済みの210名とは別に」: told before.
    let told = ["に加え", "とは別", "のほか", "以外に"].iter().any(|word| rest.starts_with(word))
        && stands_in(Tag::WordsFigureToldAgain, &notice.text[figure.from..figure.range.start]);
    if told || is_of_members(notice, figure, rest) {
        return true;
    }
    let before = &notice.text[sentence.range.start..figure.range.start];
    let organisations = figure.unit.tag == Tag::UnitsOrganizations;
    // 「6,280通を封入し、発送」: all that was sent, of which some went wrong.
    let wrong = || notice.text_of(sentence).contains(['誤', '別', '違', '漏']) || !figure.unit_is(notice, "通");
    starts(Tag::WordsFigureInspected, rest) || starts(Tag::WordsFigureUnsent, rest)
        || starts(Tag::WordsFigureMailed, rest) && !wrong()
        || figure.unit.tag == Tag::UnitsTimes && figure.value == 1
        || organisations && figure.value == 1 && after.starts_with('の')
        // 「1,152件(96校分)」
        || organisations && before.ends_with('(') && after.trim_start_matches('様').starts_with("分)")
}

/// Whether a figure is how many a body has: 「利用者は全国に約15万人いる」, not 「該当する方が62人います」.
fn is_of_members(notice: &Notice<'_>, figure: &Figure, rest: &str) -> bool {
    const THERE: &[&str] =
        &["いる", "います", "おり", "おられ", "が在籍", "が在学", "が勤務", "が登録", "が利用", "が加入"];
    let clause = &notice.text[figure.from..figure.range.start];
    THERE.iter().any(|word| rest.starts_with(word))
        && clause.find(['は', 'が']).is_some_and(|at| {
            let topic = clause[..at].trim_start_matches("当社の").trim_start_matches("同社の");
            ends(Tag::WordsFigureMembers, topic) && topic.chars().count() <= 8
        })
}

/// Whether bodies whose name a fake mail used end here: 「7団体の名前をかたり」.
pub(super) fn is_impersonated(notice: &Notice<'_>, at: usize) -> bool {
    let rest = &notice.text[at..];
    let Some(rest) = ["の名", "様の名", "さまの名"].into_iter().find_map(|name| rest.strip_prefix(name))
    else {
        return false;
    };
    // 「31か所の名称と電話番号」 are information of theirs.
    let end = rest.char_indices().nth(6).map_or(rest.len(), |(end, _)| end);
    stands_in(Tag::WordsFigurePosed, &rest[..end])
}

/// Whether the figure is a whole that was not hit, told right before the part that was: 「ログインした530名で、このうち112名が表示され」.
fn sums_up_later(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, role: Role, after: &str) -> bool {
    // 「通知書3,845通を発送したところ、15世帯に別の世帯の通知書を同封」
    if matches!(role, Role::Addressees { open: true } | Role::Sent { open: true }) {
        let part = notice.of_class(sentence, Class::Units).find(|unit| unit.start as usize > figure.range.end);
        let counted = |unit: &Mention| notice.text[..unit.start as usize].ends_with(|c: char| c.is_ascii_digit());
        if part.is_some_and(|unit| counted(unit) && unit.tag != Tag::UnitsDevices) {
            return true;
        }
    }
    let sent = matches!(role, Role::Addressees { .. } | Role::Sent { .. });
    const MARK: Sieve = Sieve::of("、うち");
    if !sentence.sieve.may_hold(&MARK) {
        return false;
    }
    let Some(at) = ["、このうち", "、そのうち", "際、うち", "ところ、うち", "たが、うち"]
        .iter()
        .filter_map(|sign| after.find(sign).map(|at| at + sign.len()))
        // 「2,300人に発送し、うち18人分の宛名が」
        .chain(sent.then(|| after.find("、うち").map(|at| at + "、うち".len())).flatten())
        .min()
    else {
        return false;
    };
    let tells = |from: usize, to: usize| {
        notice.of_class(sentence, Class::Happenings).any(|word| (from..to).contains(&(word.start as usize)))
            || ["対象", "おそれ", "可能性", "別の", "誤って", "他の", "異な", "違"]
                .iter()
                .any(|word| notice.text[from..to].contains(word))
    };
    after[at..].starts_with(|c: char| c.is_ascii_digit() || "最約計延の".contains(c))
        && !after[..at].contains('。')
        && !tells(sentence.range.start, figure.range.end + at)
        && tells(figure.range.end + at, sentence.range.end)
}

/// Whether a whole of which a part is told is affected itself: 「先にお知らせした152名のうち26名」「個人情報を含むメール211通のうち18通」.
fn is_hit(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let before = &notice.text[sentence.range.start..figure.range.start];
    let clause = &before[clause_start(before)..];
    stands_in(Tag::WordsFigureHit, clause)
}

/// Whether a figure is a share of a larger one: behind うち, got back or still missing, added later, misused.
fn is_share(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, before: &str) -> bool {
    let after = &notice.text[figure.range.end..sentence.range.end];
    starts(Tag::WordsFigureBack, after)
        || stands_in(Tag::WordsFigureShare, before)
        || stands_in(Tag::WordsFigureMisused, before)
        || stands_in(Tag::WordsFigureMisused, after)
}

/// Uses sums as evidence: figures that add up to another one are its parts, whichever comes first; 合計 of them is the victim's own.
pub(super) fn add_up(found: &mut [Found<Count>]) {
    const MOST: usize = 8;
    for index in 0..found.len() {
        let Count { value: sum, subject, scope, bound, .. } = found[index].value;
        // 「合計約16万3千人」 of parts that make 163,050.
        let slack = if bound == Bound::Approx { sum / 200 } else { 0 };
        if scope == Scope::Part || !is_information(subject) {
            continue;
        }
        let behind = index.saturating_sub(MOST)..index;
        let ahead = index + 1..found.len().min(index + 1 + MOST);
        for parts in [behind.rev().collect::<Vec<_>>(), ahead.collect()] {
            let mut rest = sum + slack;
            let mut taken = Vec::new();
            for part in parts {
                let other = found[part].value;
                if other.subject != subject {
                    continue;
                }
                let Some(left) = rest.checked_sub(other.value) else { break };
                (rest, _) = (left, taken.push(part));
                if rest <= 2 * slack {
                    break;
                }
            }
            if rest <= 2 * slack && taken.len() >= 2 {
                found[index].value.scope = Scope::Own;
                for part in taken {
                    found[part].value.scope = Scope::Part;
                }
                break;
            }
        }
    }
}

/// Whether figures of a subject count information, not machines, bodies or calls.
pub(super) fn is_information(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Persons
            | Subject::Records
            | Subject::Emails
            | Subject::EmailAddresses
            | Subject::Accounts
            | Subject::Files
    )
}

/// Whether a word of this file stands within so many characters after a figure.
fn soon(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, tag: Tag, reach: usize) -> bool {
    notice.of_class(sentence, Class::Counted).any(|mention| {
        mention.tag == tag
            && mention.start as usize >= figure.range.end
            && notice.text[figure.range.end..mention.start as usize].chars().count() <= reach
    })
}

/// 「(全43店舗)」: how many the body has.
fn is_all_shops(notice: &Notice<'_>, figure: &Figure) -> bool {
    figure.unit.tag == Tag::UnitsOrganizations
        && notice.text[..figure.range.start].ends_with('全')
        && !notice.words(&figure.unit).starts_with("契約")
}

/// Whether the figure is an earlier one that the text takes back: 「第一報では最大5,218契約としておりましたが」, 「当初お知らせした1,204通に…を
/// 加えた1,342通」, 「(誤)24,601件」.
fn is_former(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let mut former = ends(Tag::WordsFigureFormerBefore, &notice.text[sentence.range.start..figure.range.start]);
    for mention in notice.of_class(sentence, Class::Counted) {
        if mention.end as usize > figure.range.start {
            break;
        }
        match mention.tag {
            Tag::CountedFormer => former |= is_earlier(notice, mention),
            Tag::CountedNow => former = false,
            _ => {}
        }
    }
    former
}

/// Whether a mention names an earlier figure: 「先の発表」, not 「委託先の発表」.
fn is_earlier(notice: &Notice<'_>, mention: &Mention) -> bool {
    let before = notice.text[..mention.start as usize].chars().next_back();
    let compound =
        notice.words(mention).starts_with('先') && before.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    mention.tag == Tag::CountedFormer && !compound
}

/// Whether the figure only says how others are counted: 「1世帯で複数の契約がある場合」, 「1人として集計」.
fn is_rate(figure: &Figure, after: &str) -> bool {
    figure.value == 1 && starts(Tag::WordsFigureRate, after)
}

/// Whether the figure gives way to another: 「486名から523名に変わります」, 「41件(38メールアドレス)ではなく43件」.
fn goes_over(notice: &Notice<'_>, figure: &Figure, after: &str) -> bool {
    let skipped = match after.strip_prefix('(').and_then(|inner| inner.find(')')) {
        Some(end) if end <= 60 => &after[end + 2..],
        _ => after,
    };
    let rest = skipped.trim_start_matches(['」', '』', ' ']);
    // A figure inside the brackets of one that gives way.
    let inner = rest.strip_prefix(')').unwrap_or(rest);
    if inner.starts_with("ではなく") || inner.starts_with("でなく") || inner.starts_with("ではありません")
    {
        return true;
    }
    rest.strip_prefix("から").is_some_and(|next| {
        let next = next.trim_start_matches(['、', '約', '計', '最', '大', '延', 'べ', 'の', '「']);
        let digits = next.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '千' | '億'));
        let end = digits.char_indices().nth(8).map_or(digits.len(), |(at, _)| at);
        // 「サーバー2台から1万ファイルが外部へ」: two different things.
        let same = digits.starts_with(notice.words(&figure.unit).chars().next().unwrap_or_default());
        same && digits.len() < next.len() && stands_in(Tag::WordsFigureTurns, &digits[..end])
    })
}

/// Whether a text starts with a term of a file.
fn starts(tag: Tag, text: &str) -> bool {
    longest_at_start(tag, text) > 0
}

/// Whether a text ends with a term of a file.
fn ends(tag: Tag, text: &str) -> bool {
    longest_at_end(tag, text) > 0
}

/// Where the clause starts that ends before a figure.
pub(super) fn clause_start(before: &str) -> usize {
    before.rfind(['、', '。', '(', '\t']).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))
}
