//! What a sentence says of those whom a figure counts: the predicate that governs the figure, and the particle that ties the two.
//!
//! In:   a figure in its sentence.
//! Out:  its `Role`.
//! Data: lexicon files `words/figure_*`.
//!
//! | text                                    | role          |
//! |-----------------------------------------|---------------|
//! | 会員12名にメールを送信した際、          | `Addressees`, open |
//! | 名簿を会員12名に送信しました            | `Addressees`  |
//! | 通知書3,845通を発送したところ、         | `Sent`        |
//! | 一覧を見たと申し出たのは6名             | `Saw`         |
//! | 知人1名に話した                         | `Told`        |
//! | 連絡がついたのは58人                    | `Reached`     |
//! | 宛先が不明な83名には公表をもって代え    | `Unreached`   |
//! | 136枚を回収, 回収できたのは136枚        | `Recovered`   |
//! | 全端末88台の検査を実施し                | `Checked`     |
//! | 登録名が表示された人が62人います        | `Subset`      |
//!
//! The predicate stands behind the figure (「12名に送信した」) or, with the figure as its predicate noun, before it
//! (「送信したのは12名」). Not here: what the figure counts (`subject.rs`), of what it is the size (`scope.rs`).

use jikenbo_lexicon::{Tag, first_within, longest_at_end, longest_at_start, stands_in};

use super::{
    Figure, counters,
    phrase::{bare, behind_noun, clause, last_clause, names_information, object, reach, verb, without_noun},
    told::{confides, tells_of_it, tells_whither},
};
use crate::cues::{Cues, first_letters, last_letters};
use crate::notice::{Notice, Sentence};

/// What its sentence says of those whom a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing beyond what noun and sentence say.
    Plain,
    /// Something was sent to so many. `open`: in the course of it something went wrong with some or all.
    Addressees { open: bool },
    /// So many were sent.
    Sent { open: bool },
    /// So many saw or got what was not theirs.
    Saw,
    /// So many were told by word of mouth or letter what somebody knew.
    Told,
    /// So many were told of the incident, or answered.
    Reached,
    /// So many of the affected could not be told in the usual way.
    Unreached,
    /// So many came back, or are still missing of what was lost.
    Recovered,
    /// So many were only looked through.
    Checked,
    /// So many were trained or taught.
    Trained,
    /// So many did something for the body.
    Acted,
    /// So many are those of the affected of whom something more is true.
    Subset,
    /// The figure says how things were divided: 「100人ずつ」.
    Each,
}

/// Particles that mark whom something reaches.
const TO: Cues = Cues::of(&[
    "に対して",
    "に対し",
    "に向けて",
    "に宛てて",
    "宛てに",
    "宛に",
    "あてに",
    "宛て",
    "あて",
    "宛",
    "に",
    "へ",
]);

/// Words within which something went wrong: 「送信した際」「発送したところ」.
const COURSE: Cues = Cues::of(&["際", "ところ", "とき", "時に", "うえ、", "過程"]);

/// Denials right behind a verb.
const NEGATED: Cues = Cues::of(&["ない", "なか", "なく", "ず", "ませ", "ぬ", "なかっ"]);

/// Role of a figure.
pub(super) fn of(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> Role {
    let after = &notice.text[figure.range.end..sentence.range.end];
    let before = &notice.text[figure.from..figure.range.start];
    // 「(各校1名、計3名)」
    let each = before.starts_with('各') && before.chars().count() <= 4;
    if each || longest_at_start(Tag::WordsFigureEach, after) > 0 || is_rate(before) {
        return Role::Each;
    }
    if figure.unit.tag == Tag::UnitsPersons && (is_of_owners(figure, after) || is_of_phished(before, after)) {
        return Role::Acted;
    }
    // 「フィッシングメールが送られ、5名が開封し、うち1名がパスワードを入力」
    const FELL: Cues =
        Cues::of(&["が開封し", "が開い", "がクリックし", "がアクセスし", "がパスワードを入力", "が認証情報を入力"]);
    if FELL.start(after) && is_fake(&notice.text[sentence.range.start..figure.range.start]) {
        return Role::Acted;
    }
    // 「児童52名の保護者47名分」: theirs are the 47.
    if kin(after).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Role::Each;
    }
    let ahead = ahead(notice, figure, before, after);
    if ahead == Some(Role::Unreached) {
        return Role::Unreached;
    }
    let role = behind(notice, figure, before, after).or(ahead).unwrap_or(Role::Plain);
    // 「通知書を494通郵送した。その際、…」
    let then = || {
        let next = notice.text[sentence.range.end..].trim_start_matches(['\n', ' ']);
        longest_at_start(Tag::WordsFigureThen, next) > 0
            && !counters(notice, sentence).any(|unit| unit.start as usize > figure.range.end)
    };
    match role {
        Role::Addressees { open: false } if then() => Role::Addressees { open: true },
        Role::Sent { open: false } if then() => Role::Sent { open: true },
        role => role,
    }
}

/// Whether a figure is of those to whom a thing belonged that was taken or lost: 「社員4名の鞄が盗まれ」.
fn is_of_owners(figure: &Figure, after: &str) -> bool {
    const FEW: u64 = 20;
    figure.value <= FEW
        && after.strip_prefix('の').is_some_and(|owned| {
            let thing = longest_at_start(Tag::WordsFigureBelongings, owned);
            // Not 「10名の自宅住所」「3名の車検証」.
            thing > 0 && owned[thing..].starts_with(['が', 'を', 'も', 'に', 'で', 'か', 'と', '内'])
        })
}

/// Whether those counted are not those whom something reaches, but their family: 「児童111人の保護者あてに」.
pub(super) fn is_of_kin(after: &str) -> bool {
    kin(after).is_some() && leads_to(after)
}

/// What follows the family of those whom a figure counts.
fn kin(after: &str) -> Option<&str> {
    const KIN: Cues = Cues::of(&["の保護者", "のご保護者", "の家族", "のご家族", "の親"]);
    KIN.strip(after)
}

/// Whether a figure is of the body's own people whom a fake mail reached: 「社員約100名に対してフィッシングメールが送られ」.
fn is_of_phished(before: &str, after: &str) -> bool {
    let staff = || {
        longest_at_end(Tag::WordsFigureStaff, before.trim_end_matches('の')) > 0
            || after.strip_prefix('の').is_some_and(|noun| longest_at_start(Tag::WordsFigureStaff, noun) > 0)
    };
    leads_to(after) && is_fake(clause(reach(after))) && staff()
}

/// Whether a figure is one a day, a month, a year: 「1日約300名」, not 「6月1日 300名」.
fn is_rate(before: &str) -> bool {
    const SPANS: Cues = Cues::of(&["毎日", "毎月", "毎年", "年間", "平均", "平均で"]);
    let bare = bare(before).trim_end_matches('に');
    let day = ["1日", "一日"].iter().find_map(|day| bare.strip_suffix(day));
    SPANS.end(bare) || day.is_some_and(|before| !before.ends_with(|c: char| c == '月' || c.is_ascii_digit()))
}

/// Role by the predicate behind a figure.
fn behind(notice: &Notice<'_>, figure: &Figure, before: &str, after: &str) -> Option<Role> {
    let persons = figure.unit.tag == Tag::UnitsPersons;
    let noun_at = figure.range.end + 'の'.len_utf8();
    // 「82件のメールアドレスに送信」: whom it reaches.
    let reached = !persons && (after.starts_with("のメールアドレス") || after.starts_with("のアドレス"));
    let owns = after.starts_with('の') && !reached && names_information(notice, noun_at);
    let rest = if owns { after } else { behind_noun(after) };
    let of_them = notice.words(&figure.unit).contains('分') || after.starts_with('分');
    if let Some(span) = TO.strip(rest) {
        let span = reach(span);
        if persons && confides(before) && stands_in(Tag::WordsFigurePassedOn, clause(span)) {
            return Some(Role::Told);
        }
        if stands_in(Tag::WordsFigureTrained, clause(span)) && verb(Tag::WordsFigureTrained, span).is_some() {
            return Some(Role::Trained);
        }
        if !of_them && let Some(end) = verb(Tag::WordsFigureSend, span) {
            return Some(Role::Addressees { open: is_open(&span[end..]) });
        }
    }
    if persons && rest.strip_prefix("を対象").is_some_and(|span| verb(Tag::WordsFigureTrained, reach(span)).is_some())
    {
        return Some(Role::Trained);
    }
    // 「納入通知書を494通郵送した」
    let floats = longest_at_start(Tag::WordsFigureSend, rest) > 0 && bare(before).ends_with('を');
    if let Some(span) = object(rest, after).or(floats.then_some(rest)) {
        let span = reach(span);
        if let Some(end) = verb(Tag::WordsFigureSend, clause(span)) {
            return Some(Role::Sent { open: is_open(&span[end..]) });
        }
        // 「120名分の書類を回収」
        if is_recovered_verb(first_letters(span, 4)) {
            return Some(Role::Recovered);
        }
    }
    if is_recovered(rest) {
        return Some(Role::Recovered);
    }
    if figure.unit.tag == Tag::UnitsDevices && is_checked(rest, after) {
        return Some(Role::Checked);
    }
    if !persons {
        return None;
    }
    if !of_them && tells_of_it(figure, rest, after) {
        return Some(Role::Acted);
    }
    // 「生徒十数人に見られた」
    if !of_them && rest.strip_prefix('に').is_some_and(|span| longest_at_start(Tag::WordsFigureSeenBy, span) > 0) {
        return Some(Role::Saw);
    }
    if let Some(span) = rest.strip_prefix(['を', 'が', 'は', 'も', 'に']) {
        let span = clause(reach(span));
        if !of_them && verb(Tag::WordsFigureDealt, span).is_some() {
            return Some(Role::Acted);
        }
        if rest.starts_with('を') {
            return None;
        }
    }
    // 「1人で使う前提」
    if figure.value == 1
        && !of_them
        && rest.strip_prefix('で').is_some_and(|verb| verb.starts_with(jikenbo_text::is_kanji))
    {
        return Some(Role::Acted);
    }
    // 「3名の方から、実際に他の方の情報を見たとのご連絡」
    const SEEN: Cues =
        Cues::of(&["を見たと", "を閲覧したと", "が届いたと", "が見えたと", "が表示されたと", "を受け取ったと"]);
    const FROM: Cues = Cues::of(&["の方から", "の方より", "から", "より"]);
    if figure.value > 1 && !of_them && FROM.strip(after).is_some_and(|told| SEEN.stand_in(reach(told))) {
        return Some(Role::Saw);
    }
    // 「説明会には約150人が参加した」
    const ATTENDS: Cues = Cues::of(&["参加し", "出席し", "来場し", "参列し", "傍聴し"]);
    // 「そのデータに、生徒7人がアクセスした」
    if !of_them && rest.starts_with("がアクセスし") && !is_fake(before) {
        return Some(Role::Saw);
    }
    if let Some(span) = rest.strip_prefix('が')
        && ATTENDS.start(span)
        && first_letters(clause(span), 6).len() == clause(span).len()
    {
        return Some(Role::Acted);
    }
    // 「46名の画面に他の会員の情報が表示され」
    const SCREEN: Cues = Cues::of(&["の画面に", "の画面上に", "のマイページに", "の端末に"]);
    if !of_them && SCREEN.start(after) {
        return Some(Role::Saw);
    }
    if rest.starts_with("で構成") {
        return Some(Role::Acted);
    }
    // 「6,980人への説明を終えた」「9名へ謝罪しました」
    if let Some(span) =
        rest.strip_prefix("への").or_else(|| rest.strip_prefix('へ')).or_else(|| rest.strip_prefix('に'))
    {
        const TELLS: Cues = Cues::of(&["説明", "連絡", "謝罪", "通知", "お詫び", "おわび"]);
        return TELLS.start(span).then_some(Role::Reached);
    }
    // 「うち1人が名簿を持ち出した」
    if rest.starts_with('が') && !of_them && stands_in(Tag::WordsFigureCulprit, clause(reach(rest))) {
        return Some(Role::Acted);
    }
    if let Some(span) = rest.strip_prefix(['が', 'は', 'も']) {
        let span = clause(reach(span.trim_start_matches('、')));
        if stands_in(Tag::WordsFigureSaw, span) && !of_them && !is_fake(before) && !is_fake(span) {
            return Some(Role::Saw);
        }
    }
    if let Some(span) = rest.strip_prefix("とは").or_else(|| rest.strip_prefix('と')) {
        let span = clause(reach(span));
        if let Some((at, length)) = first_within(Tag::WordsFigureReached, span) {
            return Some(if is_negated(&span[at + length..]) { Role::Unreached } else { Role::Reached });
        }
    }
    if rest.starts_with('で')
        && !["で、", "です", "でし", "であ", "でご", "で。"].iter().any(|copula| rest.starts_with(copula))
        && longest_at_end(Tag::WordsFigureStaff, before.trim_end_matches(['も', 'が', 'は', 'の'])) > 0
    {
        return Some(Role::Acted);
    }
    None
}

/// Role by the clause of which the figure is the predicate noun: 「見たのは6名」「連絡のついた58人」「登録名が表示された人が62人います」.
fn ahead(notice: &Notice<'_>, figure: &Figure, before: &str, after: &str) -> Option<Role> {
    let words = bare(before);
    let persons = figure.unit.tag == Tag::UnitsPersons;
    if persons && before.find('は').is_some_and(|at| longest_at_end(Tag::WordsFigureActor, &before[..at]) > 0) {
        return Some(Role::Acted);
    }
    if persons && !after.starts_with('分') && tells_whither(words) {
        return Some(Role::Told);
    }
    let (relative, is_topic) = match words.strip_suffix(['は', 'が', 'も']) {
        Some(topic) => (topic, true),
        None => (words, false),
    };
    let verb_end = without_noun(relative);
    if !verb_end.ends_with(['た', 'る', 'い', 'す', 'う', 'く']) {
        // 「連絡先が不明な83名」「住所が未登録の49名」
        let unreached = stands_in(Tag::WordsFigureUnreached, last_letters(words, 16));
        return (persons && unreached && !after.starts_with('分')).then_some(Role::Unreached);
    }
    let clause = last_clause(verb_end);
    if persons && let Some((at, length)) = first_within(Tag::WordsFigureReached, clause) {
        return Some(if is_negated(&clause[at + length..]) { Role::Unreached } else { Role::Reached });
    }
    if persons && stands_in(Tag::WordsFigureUnreached, last_letters(clause, 12)) {
        return Some(Role::Unreached);
    }
    if persons && stands_in(Tag::WordsFigureSaw, clause) && !is_fake(clause) {
        let named = notice.words(&figure.unit).contains('分')
            || after.starts_with('の') && names_information(notice, figure.range.end + 'の'.len_utf8());
        return (!named).then_some(Role::Saw);
    }
    if is_topic && is_recovered_verb(last_letters(clause, 8)) {
        return Some(Role::Recovered);
    }
    if persons && ["扱う", "従事する", "担当する", "扱っている"].iter().any(|verb| clause.ends_with(verb))
    {
        return Some(Role::Acted);
    }
    // 「口座番号も流出したのは12人」: one kind of information more than the others'.
    let more = clause.contains(['も']) || clause.contains("まで") || clause.contains("のほか");
    let whole = stands_in(Tag::WordsFigureAffected, last_letters(clause, 12)) && !more;
    (is_topic && !whole && !of_dates(clause)).then_some(Role::Subset)
}

/// Whether what a figure counts is whom something reaches: 「31,500件のメールアドレスに宛てて」.
pub(super) fn leads_to(after: &str) -> bool {
    TO.start(behind_noun(after))
}

/// Whether the clause goes on to what went wrong meanwhile.
fn is_open(rest: &str) -> bool {
    let clause = clause(rest);
    COURSE.stand_in(clause) || rest[clause.len()..].starts_with('、') && clause.ends_with('が')
}

fn is_recovered(rest: &str) -> bool {
    longest_at_start(Tag::WordsFigureBack, rest) > 0
}

fn is_recovered_verb(words: &str) -> bool {
    const BACK: Cues = Cues::of(&["回収", "返却", "返送", "発見", "見つか", "復元", "復旧", "戻"]);
    BACK.stand_in(words)
}

/// Whether machines were only looked through: 「104台のウイルス検査を実施」「88台を検査」「12台について調査を行い」.
fn is_checked(rest: &str, after: &str) -> bool {
    let object = ["を", "に対し", "について", "で"].iter().find_map(|particle| rest.strip_prefix(particle));
    let noun = after.strip_prefix("分の").or_else(|| after.strip_prefix('の'));
    // 「他のパソコン46台は検査の結果、感染はございませんでした」
    const CLEAN: Cues =
        Cues::of(&["ありませんで", "ございませんで", "なかった", "認められませ", "確認されませ", "異常な", "異常は"]);
    const RESULT: Cues = Cues::of(&[
        "検査の結果",
        "調査の結果",
        "点検の結果",
        "確認の結果",
        "調べたところ",
        "検査したところ",
        "確認したところ",
    ]);
    let clean = rest
        .strip_prefix(['は', 'も'])
        .is_some_and(|span| RESULT.start(span.trim_start_matches('、')) && CLEAN.stand_in(first_letters(span, 30)));
    clean
        || [object, noun].into_iter().flatten().any(|span| verb(Tag::WordsFigureChecked, clause(reach(span))).is_some())
}

fn is_fake(words: &str) -> bool {
    stands_in(Tag::WordsFigureFake, words)
}

fn is_negated(rest: &str) -> bool {
    NEGATED.stand_in(first_letters(rest, 7))
}

/// Whether a relative clause only dates those who are affected: 「6月に登録した方は…」.
fn of_dates(clause: &str) -> bool {
    clause.contains(['月', '年', '日']) && clause.contains(|c: char| c.is_ascii_digit())
}
