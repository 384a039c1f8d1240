//! Figures that are no counts of the incident: wholes of which a part was hit, what was only looked through, earlier figures, those of others.
//!
//! In:   a figure in its sentence.
//! Out:  whether it is one of these.
//! Data: lexicon files `words/figure_*`, classes `counted` and `units`.

use jikenbo_lexicon::{Class, Mention, Tag, stands_in};
use jikenbo_model::ByteRange;

use super::{
    Figure, counters, follows_digit, phrase,
    role::Role,
    scope::{clause_start, ends, starts},
};
use crate::cues::{self, Cues, first_letters};
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

/// Whether bodies are where somebody worked: 「代理店6社に出向していた社員」.
pub(super) fn is_workplace(after: &str) -> bool {
    const AT: Cues = Cues::of(&["に出向", "に在籍", "に勤務", "に常駐", "へ出向"]);
    AT.start(after)
}

/// Whether bodies are none of those hit: 「保険会社2社へ報告」, 「全19店舗で点検」.
pub(super) fn is_outside(notice: &Notice<'_>, figure: &Figure, before: &str) -> bool {
    let clause = &before[clause_start(before)..];
    // 「漏えいを経験したと答えた企業は67社」
    const SURVEYED: Cues = Cues::of(&["と答えた", "と回答した", "と答える", "と回答する"]);
    let client = || stands_in(Tag::WordsFigureClient, clause);
    // 「2か所の店舗から同時に申請があった場合」「受信した1社からの連絡」
    let after = &notice.text[figure.range.end..];
    if SURVEYED.stand_in(clause)
        || first_letters(phrase::clause(after), 24).contains("場合")
        || figure.value == 1 && after.starts_with("からの連絡")
    {
        return true;
    }
    ends(Tag::WordsFigureOutsider, phrase::bare(before))
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
    let before = &notice.text[sentence.range.start..figure.range.start];
    let ago = sentence.sieve.may_hold(&AGAIN) && before.contains("年前にも");
    const EVENT: Sieve = Sieve::of("事件があ");
    let event = || after.contains("た事件があ") || after.contains("る事件があ");
    // 「約300万件の台帳が宙に浮いた問題が表面化して以来」
    const SINCE: Sieve = Sieve::of("て以来");
    let since = sentence.sieve.may_hold(&SINCE)
        && (after.contains("問題が") || after.contains("事件が"))
        && after.contains("て以来");
    // 「同行では09年にも、…約1万2千件が」
    let year = sentence.sieve.may_hold(&AGAIN)
        && before.match_indices("年にも").any(|(at, _)| before[..at].ends_with(|c: char| c.is_ascii_digit()));
    again || ago || year || since || sentence.sieve.may_hold(&EVENT) && event()
}

/// Whether it is only asked whether so many were hit: 「10団体で流出が確認されたか、作業が続いている」.
pub(super) fn is_asked(after: &str) -> bool {
    let near = first_letters(after, 30);
    stands_in(Tag::WordsFigureAsked, near.find('。').map_or(near, |end| &near[..end]))
}

/// Whether bodies are only called upon: 「加盟約1,600施設に呼びかけている」.
pub(super) fn is_called(after: &str) -> bool {
    const CALLS: Cues =
        Cues::of(&["呼びかけ", "呼び掛け", "注意喚起", "注意を促", "点検を求め", "確認を求め", "調査を依頼", "要請"]);
    after.starts_with(['に', 'へ']) && CALLS.stand_in(first_letters(phrase::clause(after), 20))
}

/// Whether the text says that so many were first thought affected and are not.
pub(super) fn is_taken_out(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let after = &notice.text[figure.range.end..sentence.range.end];
    let clause = figure.range.end + phrase::clause(after).len();
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
pub(super) fn is_base(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, after: &str) -> bool {
    let rest = after.trim_start_matches([')', '」']);
    // 「前回ご報告した8台に加え」, 「発表済みの210名とは別に」: told before.
    const BESIDE: Cues = Cues::of(&["に加え", "とは別", "のほか", "以外に"]);
    let told =
        BESIDE.start(rest) && stands_in(Tag::WordsFigureToldAgain, &notice.text[figure.from..figure.range.start]);
    if told || is_of_members(notice, figure, rest) {
        return true;
    }
    let before = &notice.text[sentence.range.start..figure.range.start];
    let organisations = figure.unit.tag == Tag::UnitsOrganizations;
    // 「6,280通を封入し、発送」: all that was sent, of which some went wrong.
    let wrong = || notice.text_of(sentence).contains(['誤', '別', '違', '漏']) || !figure.unit_is(notice, "通");
    // What is taken off or counted twice: 「エラーで届かなかった5件を除く77件」.
    const OFF: Cues = Cues::of(&[
        "を除く",
        "を除き",
        "を除いた",
        "を除いて",
        "は重複",
        "が重複",
        "の重複",
        "増",
        "減",
        "多い",
        "少ない",
    ]);
    // 「1通に他の2世帯の通知書が同封されて」
    const TO_OTHERS: Cues = Cues::of(&["に他の", "に別の", "にほかの"]);
    const WORK: Sieve = Sieve::of("の対象");
    // 「メール送信件数 1,532件 うち誤送信件数 46件」
    const OF_SENT: Cues = Cues::of(&["うち誤", "うち、誤", "のうち誤"]);
    let wrong_of_it = || OF_SENT.start(rest.trim_start_matches([' ', '、', '(', '。', '\t']));
    let is_of_work = || sentence.sieve.may_hold(&WORK) && is_of_work(&notice.text[figure.from..figure.range.start]);
    starts(Tag::WordsFigureInspected, rest)
        || starts(Tag::WordsFigureUnsent, rest)
        || starts(Tag::WordsFigureMailed, rest) && !wrong()
        || is_of_work()
        || is_of_rule(notice, sentence, rest)
        || figure.unit.tag == Tag::UnitsTimes && figure.value == 1
        || is_of_year(rest)
        || wrong_of_it()
        || OFF.start(rest)
        || figure.value == 1 && TO_OTHERS.start(rest)
        // 「センター1か所に集める」
        || figure.value == 1 && notice.words(&figure.unit).ends_with("所")
        || organisations && figure.value == 1 && after.starts_with('の')
        // 「1,152件(96校分)」
        || organisations
            && !notice.words(&figure.unit).starts_with("法人")
            && before.ends_with('(')
            && after.trim_start_matches('様').starts_with("分)")
}

/// Whether a figure of a year is set against that of the year before: 「相談は43件で、前の年度の1.6倍」.
fn is_of_year(rest: &str) -> bool {
    const YEAR: Cues = Cues::of(&["で、前年", "で、前の年", "と、前年", "と、前の年", "で前年", "と前年", "(前年"]);
    YEAR.start(rest)
}

/// Whether a figure is of those for whom a work is done, not of those hit: 「移管の対象は約300万枚」「給付の対象者は7万人」.
fn is_of_work(clause: &str) -> bool {
    let Some(at) = clause.rfind("の対象") else { return false };
    let topic = clause[at + "の対象".len()..].trim_start_matches(phrase::is_noun_letter);
    topic.starts_with(['は', 'が']) && ends(Tag::WordsFigureOfWork, &clause[..at])
}

/// Whether a figure is the measure of a rule: 「100人を超える事案は公表する」「1,000人を超える漏えいは報告が義務」.
fn is_of_rule(notice: &Notice<'_>, sentence: &Sentence, rest: &str) -> bool {
    const OVER: Cues = Cues::of(&["を超える", "以上"]);
    const MEASURE: Cues = Cues::of(&["事案", "場合", "ときは", "漏えい等"]);
    const RULE: Cues = Cues::of(&["義務", "ガイドライン", "規則", "基準"]);
    OVER.end(&notice.text[..sentence.range.end - rest.len()])
        && (MEASURE.start(cues::behind(rest, &["の"])) || RULE.stand_in(notice.text_of(sentence)))
}

/// Whether a figure says in how many records one kind of information stands, before how many persons: 「年齢2件(78人分)」.
pub(super) fn is_item(notice: &Notice<'_>, figure: &Figure) -> bool {
    let persons = || {
        notice.text[figure.range.end..]
            .strip_prefix('(')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    figure.unit.tag == Tag::UnitsPieces && persons() && names_kind(notice, figure.range.start)
}

/// Whether a figure in brackets is of those whose information of one kind it is: 78 in 「年齢2件(78人分)」.
pub(super) fn is_of_item(notice: &Notice<'_>, figure: &Figure) -> bool {
    let item = notice.text[..figure.range.start].strip_suffix("件(");
    item.is_some_and(|item| names_kind(notice, item.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len()))
}

/// Whether a kind of information is named right before `at`.
fn names_kind(notice: &Notice<'_>, at: usize) -> bool {
    notice
        .mentions_in(ByteRange::new(at.saturating_sub(60), at))
        .any(|mention| mention.tag.class() == Class::DataTypes && mention.end as usize == at)
}
/// What makes members those of the incident: 「対象の会員数」.
const OF_HIT: Cues = Cues::of(&["対象", "該当", "流出", "漏", "影響", "被害", "閲覧", "紛失"]);

/// Whether a figure is how many a body has: 「利用者は全国に約15万人いる」, not 「該当する方が62人います」.
pub(super) fn is_of_members(notice: &Notice<'_>, figure: &Figure, rest: &str) -> bool {
    const THERE: Cues =
        Cues::of(&["いる", "います", "おり", "おられ", "が在籍", "が在学", "が勤務", "が登録", "が利用", "が加入"]);
    const IS: Cues = Cues::of(&["です", "で、", "であ", "となって", "ほど", "に上", "にのぼ", "。"]);
    let clause = &notice.text[figure.from..figure.range.start];
    // 「当組合の組合員数は約21万人です」
    let counted = IS.start(rest)
        && clause.trim_end().strip_suffix(['は', 'が', ':']).and_then(|topic| topic.strip_suffix('数')).is_some_and(
            |topic| {
                let topic = topic.trim_start_matches(['※', ' ', '・', 'な', 'お', '、']).trim_end_matches('総');
                ends(Tag::WordsFigureMembers, topic) && topic.chars().count() <= 12 && !OF_HIT.stand_in(topic)
            },
        );
    // 「同社の会員は約90万人。このうち…」
    let then = || {
        let next = notice.text[figure.range.end..].trim_start_matches(['。', '\n', ' ']);
        rest == "。"
            && (["このうち", "そのうち"].iter().any(|word| next.starts_with(word)) || starts(Tag::WordsFigureHit, next))
    };
    counted
        || (THERE.start(rest) || then())
            && clause.find(['は', 'が']).is_some_and(|at| {
                let topic = cues::behind(&clause[..at], &["当社の", "同社の", "同サイトの", "同サービスの"]);
                ends(Tag::WordsFigureMembers, topic) && topic.chars().count() <= 8 && !OF_HIT.stand_in(topic)
            })
}

/// Whether the figure is a whole that was not hit, told right before the part that was: 「ログインした530名で、このうち112名が表示され」.
pub(super) fn sums_up_later(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    role: Role,
    after: &str,
) -> bool {
    // 「通知書3,845通を発送したところ、15世帯に別の世帯の通知書を同封」
    if matches!(role, Role::Addressees { open: true } | Role::Sent { open: true }) {
        let part = notice.of_class(sentence, Class::Units).find(|unit| unit.start as usize > figure.range.end);
        if part.is_some_and(|unit| follows_digit(notice, unit) && unit.tag != Tag::UnitsDevices) {
            return true;
        }
    }
    let sent = matches!(role, Role::Addressees { .. } | Role::Sent { .. });
    // 「約570件を公表していたが、このうち個人で申請した33人の住所が」
    const BUT: Sieve = Sieve::of("が、このうち");
    if sentence.sieve.may_hold(&BUT)
        && let Some(at) =
            ["たが、このうち", "たが、そのうち", "たところ、このうち", "ているが、このうち", "ますが、このうち"]
                .iter()
                .find_map(|sign| after.find(sign))
    {
        let from = figure.range.end + at;
        let harm = || notice.of_class(sentence, Class::Happenings).any(|word| (word.end as usize) <= from);
        if !after[..at].contains(['。', '、'])
            && !harm()
            && counters(notice, sentence).any(|unit| unit.start as usize > from)
        {
            return true;
        }
    }
    const MARK: Sieve = Sieve::of("、うち");
    if !sentence.sieve.may_hold(&MARK) {
        return false;
    }
    // 「2,300人に発送し、うち18人分の宛名が」
    const COURSE: Cues = Cues::of(&["際", "ところ", "たが"]);
    let is_sign = |at: &usize| {
        let head = &after[..*at];
        match head.strip_suffix("この").or(head.strip_suffix("その")) {
            Some(before) => before.ends_with('、'),
            None => head.strip_suffix('、').is_some_and(|clause| sent || COURSE.end(clause)),
        }
    };
    let signs = after.match_indices('う').map(|(at, _)| at).filter(|at| after[*at..].starts_with("うち"));
    let Some(at) = signs.into_iter().find(is_sign).map(|at| at + "うち".len()) else {
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
pub(super) fn is_hit(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let before = &notice.text[sentence.range.start..figure.range.start];
    let clause = &before[clause_start(before)..];
    stands_in(Tag::WordsFigureHit, clause)
}

/// 「(全43店舗)」: how many the body has.
pub(super) fn is_all_shops(notice: &Notice<'_>, figure: &Figure) -> bool {
    figure.unit.tag == Tag::UnitsOrganizations
        && notice.text[..figure.range.start].ends_with('全')
        && !notice.words(&figure.unit).starts_with("契約")
}

/// Whether the figure is an earlier one that the text takes back: 「第一報では最大5,218契約としておりましたが」, 「当初お知らせした1,204通に…を
/// 加えた1,342通」, 「(誤)24,601件」.
pub(super) fn is_former(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let mut former = ends(Tag::WordsFigureFormerBefore, &notice.text[sentence.range.start..figure.range.start]);
    if !former && !sentence.tags.has(Tag::CountedFormer) {
        return false;
    }
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
pub(super) fn is_earlier(notice: &Notice<'_>, mention: &Mention) -> bool {
    let before = notice.text[..mention.start as usize].chars().next_back();
    let compound = notice.words(mention).starts_with('先') && before.is_some_and(jikenbo_text::is_kanji);
    mention.tag == Tag::CountedFormer && !compound
}

/// Whether the figure only says how others are counted: 「1世帯で複数の契約がある場合」, 「1人として集計」.
pub(super) fn is_rate(figure: &Figure, after: &str) -> bool {
    // 「お1人様500円分」
    let each = ["様", "さま"].iter().filter_map(|end| after.strip_prefix(end));
    // 「1名のアドレスが届いた先は多い場合で12名」
    let most = || after.starts_with('の') && (after.contains("多い場合") || after.contains("が最大"));
    // 「1人1万円」
    let paid = || after.starts_with(|c: char| c.is_ascii_digit()) && after.contains('円');
    figure.value == 1
        && (most()
            || paid()
            || starts(Tag::WordsFigureRate, after)
            || each
                .into_iter()
                .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || starts(Tag::WordsFigureRate, rest)))
}

/// Whether the figure gives way to another: 「486名から523名に変わります」, 「41件(38メールアドレス)ではなく43件」.
pub(super) fn goes_over(notice: &Notice<'_>, figure: &Figure, after: &str) -> bool {
    if !after.starts_with(['(', ')', ' ', '」', '』', 'で', 'か']) {
        return false;
    }
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
        // 「サーバー2台から1万ファイルが外部へ」: two different things.
        let same = digits.starts_with(notice.words(&figure.unit).chars().next().unwrap_or_default());
        same && digits.len() < next.len() && stands_in(Tag::WordsFigureTurns, first_letters(digits, 8))
    })
}
