//! Whose figure one of persons is: those whose information it is, those who wrongly got or saw it, or nobody affected.
//!
//! In:   a figure of persons in its sentence, its role.
//! Out:  its subject; `None` where it counts nobody affected.
//! Data: lexicon files `words/figure_handed.txt`, `figure_owned`, `figure_staff`; class `counted`.

use jikenbo_lexicon::{Class, Tag, longest_at_end, stands_in};
use jikenbo_model::{ByteRange, Count, Found, Subject};

use super::{Figure, counters, known::Known, phrase, role::Role};
use crate::cues::{self, Cues, first_letters};
use crate::notice::{Notice, Sentence};

/// Persons whose information it is, those who wrongly received it, or nobody affected.
pub(super) fn decide(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    role: Role,
    known: &Known,
    found: &[Found<Count>],
) -> Option<Subject> {
    let after = &notice.text[figure.range.end..sentence.range.end];
    let before = &notice.text[sentence.range.start..figure.range.start];
    let own = &notice.text[figure.from..figure.range.start];
    // 「教員1名が偽の画面にIDとパスワードを入力した」: whose account became the way in.
    if figure.value == 1
        && after.starts_with('が')
        && notice.text_of(sentence).contains("入力")
        && ["パスワード", "認証情報"].iter().any(|secret| notice.text_of(sentence).contains(secret))
        && longest_at_end(Tag::WordsFigureStaff, own.trim_end_matches('の')) > 0
    {
        return Some(Subject::Accounts);
    }
    if matches!(role, Role::Saw | Role::Told) {
        return Some(Subject::Recipients);
    }
    // 「残る1名の方とは7日に連絡がつき」, behind those who got it.
    const REST: Cues = Cues::of(&["残る", "残り", "のこり", "残った"]);
    // 「約80万人と大半を東県が占める」: a share of those told before.
    let share = || after.starts_with('と') && phrase::clause(after).contains("占め");
    // 「受信者24名のうち、18名については削除を確認済み」
    let of_them = || {
        ["のうち、", "のうち"].iter().any(|of| before.ends_with(of))
            && found.last().is_some_and(|last| last.value.value > figure.value)
            && !(after.starts_with('の') && phrase::names_information(notice, figure.range.end + 'の'.len_utf8()))
    };
    if found.last().is_some_and(|last| last.value.subject == Subject::Recipients)
        && (REST.stand_in(own) || share() || of_them())
    {
        return Some(Subject::Recipients);
    }
    // 「送信先」, then 「提携校の担当者(計3名)」
    if known.above_recipients && !notice.words(&figure.unit).contains('分') {
        return Some(Subject::Recipients);
    }
    if role == (Role::Addressees { open: false }) && gets_others(notice, sentence, figure, known) {
        return Some(Subject::Recipients);
    }
    let unit = notice.words(&figure.unit);
    let of_them = unit.contains('分');
    let head = first_letters(after, 12);
    let near = |tag: Tag| {
        let soon = ByteRange::new(figure.range.end, figure.range.end + first_letters(after, 22).len());
        sentence.tags.has(tag)
            && notice
                .of_class(sentence, Class::Counted)
                .any(|mention| mention.tag == tag && (soon.start..soon.end).contains(&(mention.start as usize)))
    };
    // 「文書整理に立ち会う職員も1名」
    let staff = figure.value <= 9
        && longest_at_end(Tag::WordsFigureStaff, before.trim_end_matches(['も', 'が', 'は', 'の', 'ら'])) > 0;
    let by_staff = || head.starts_with('で') || staff || stands_in(Tag::WordsFigureStaff, head);
    if figure.value <= 9 && near(Tag::CountedCheck) && by_staff() {
        return None;
    }
    // 「お一人からのご指摘」, 「84名の方から削除したとのお返事」: they tell the body something.
    const FROM: Cues = Cues::of(&["から", "より"]);
    let person = cues::behind(head, &["の方", "のお客様", "のお客さま"]);
    if FROM.start(person)
        && (figure.value == 1 && !of_them
            || person.starts_with("から")
                && (near(Tag::CountedInformant) || person.starts_with("から削除") || person.starts_with("からお")))
    {
        return None;
    }
    if head.starts_with(['の', 'が']) && !of_them && head.contains("アカウント") {
        return Some(Subject::Accounts);
    }
    if staff && !of_them && !head.starts_with('の') {
        return None;
    }
    if of_them {
        return Some(Subject::Persons);
    }
    const TO: Cues = Cues::of(&["に", "へ", "あて", "宛"]);
    const OTHER: Cues = Cues::of(&["他の", "別の"]);
    let sent_to = TO.start(head)
        && (sentence.tags.has(Tag::WaysAnother) && sentence.tags.has(Tag::ActsHandOver)
            || (OTHER.stand_in(after) || OTHER.stand_in(&before[clause(before)..]))
                && stands_in(Tag::WordsFigureHanded, after));
    let owns = || after.starts_with('の') && phrase::names_information(notice, figure.range.end + 'の'.len_utf8());
    let received = || {
        const WHO: Cues = Cues::of(&["方は", "方が", "人は", "方々は"]);
        sentence.tags.has(Tag::CountedRecipients)
            && notice.of_class(sentence, Class::Counted).any(|mention| {
                let reach = if WHO.end(before) { 60 } else { 12 };
                mention.tag == Tag::CountedRecipients
                    && (mention.start as usize) < figure.range.start
                    && mention.end as usize + reach >= figure.range.start
            })
    };
    // 「別のお客さまに届いたことを確認した方は131名」: whose letters reached others.
    let reached_others =
        || ["別の", "他の", "ほかの"].iter().any(|other| own.contains(other)) && own.contains("に届い");
    if sent_to || received() && !reached_others() && !owns() && !head.starts_with("のメールアドレス") {
        return Some(Subject::Recipients);
    }
    Some(Subject::Persons)
}

/// What is said of something that holds information.
const HOLDS: Cues = Cues::of(&[
    "記載された",
    "記載した",
    "含む",
    "含まれた",
    "含まれる",
    "載った",
    "載せた",
    "入った",
    "添付した",
    "同封した",
    "印字された",
]);

/// Whether those to whom something was sent got what was others': the notice says so (「職員が参加者12人に電子メールを送信」, where the mail
/// held a list of others), or the sentence does (「学生1,203人分の成績一覧を学生15人に誤って送信」).
pub(super) fn gets_others(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, known: &Known) -> bool {
    if known.holds_others {
        return true;
    }
    // 「個人1名に対し、住民84人の情報を提供していた」
    let handed = counters(notice, sentence).any(|unit| {
        let end = unit.end as usize;
        unit.tag == Tag::UnitsPersons
            && (figure.range.end..figure.range.end + 60).contains(&(unit.start as usize))
            && !notice.text[figure.range.end..end].contains('。')
            && (notice.words(unit).contains('分')
                || notice.text[end..]
                    .strip_prefix('の')
                    .is_some_and(|owned| stands_in(Tag::WordsFigureOwned, first_letters(owned, 12))))
    });
    if handed && !sentence.tags.has(Tag::WaysAddresses) {
        return true;
    }
    let persons = counters(notice, sentence)
        .rfind(|unit| unit.tag == Tag::UnitsPersons && (unit.end as usize) < figure.range.start);
    // 「成績の記載されたファイルを、受講生58名に共有」
    let clause = &notice.text[sentence.range.start..figure.range.start];
    let holds = clause.rfind('を').is_some_and(|at| {
        HOLDS.stand_in(&clause[..at])
            && !clause.contains("全員")
            && notice.of_class(sentence, Class::DataTypes).any(|kind| (kind.end as usize) < figure.range.start)
    });
    // 「学生17名に対し、誤って個人情報を含むファイルを送信」
    let rest = &notice.text[figure.range.end..sentence.range.end];
    let holds = holds
        || rest.contains('誤')
            && rest.rfind('を').is_some_and(|at| HOLDS.stand_in(&rest[..at]) && rest[..at].contains("情報"));
    if holds && !sentence.tags.has(Tag::WaysAddresses) {
        return true;
    }
    persons.is_some_and(|unit| {
        let between = &notice.text[unit.end as usize..figure.range.start];
        let object = between.starts_with(['の', '分']) || notice.words(unit).contains('分');
        // 「250名の氏名が添付されたメールを12名に送付」
        let held = between.contains('を')
            || ["が添付", "が記載", "が含ま", "が載っ"].iter().any(|held| between.contains(held));
        object && held && !between.contains('。')
    }) && !sentence.tags.has(Tag::WaysAddresses)
}

/// Where the clause starts that ends with these words.
fn clause(before: &str) -> usize {
    before.rfind(['、', '。']).map_or(0, |at| at + '、'.len_utf8())
}
