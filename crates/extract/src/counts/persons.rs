//! Whose figure one of persons is: those whose information it is, those who wrongly got or saw it, or nobody affected.
//!
//! In:   a figure of persons in its sentence, its role.
//! Out:  its subject; `None` where it counts nobody affected.

use jikenbo_lexicon::{Class, Tag, longest_at_end, stands_in};
use jikenbo_model::{Count, Found, Subject};

use super::{Figure, counters, known::Known, role, role::Role};
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
    let text = notice.text_of(sentence);
    if figure.value == 1
        && after.starts_with('が')
        && text.contains("入力")
        && (text.contains("パスワード") || text.contains("認証情報"))
        && longest_at_end(Tag::WordsFigureStaff, own.trim_end_matches('の')) > 0
    {
        return Some(Subject::Accounts);
    }
    if matches!(role, Role::Saw | Role::Told) {
        return Some(Subject::Recipients);
    }
    // 「残る1名の方とは7日に連絡がつき」, behind those who got it.
    let rest = ["残る", "残り", "のこり", "残った"].iter().any(|word| own.contains(word));
    if rest && found.last().is_some_and(|last| last.value.subject == Subject::Recipients) {
        return Some(Subject::Recipients);
    }
    // 「約80万人と大半を東県が占める」: a share of those told before.
    let share = after.starts_with('と') && role::clause(after).contains("占め");
    if share && found.last().is_some_and(|last| last.value.subject == Subject::Recipients) {
        return Some(Subject::Recipients);
    }
    // 「送信先」, then 「提携校の担当者(計3名)」
    if known.above_recipients && !notice.words(&figure.unit).contains('分') {
        return Some(Subject::Recipients);
    }
    if role == (Role::Addressees { open: false }) && gets_others(notice, sentence, figure, known) {
        return Some(Subject::Recipients);
    }
    // 「文書整理に立ち会う職員も1名」
    let staff = longest_at_end(Tag::WordsFigureStaff, before.trim_end_matches(['も', 'が', 'は', 'の'])) > 0;
    let head = first_letters(after, 12);
    let soon = figure.range.end + after.char_indices().nth(22).map_or(after.len(), |(at, _)| at);
    let near = |tag: Tag| {
        notice.of_class(sentence, Class::Counted).any(|mention| {
            mention.tag == tag && mention.start as usize >= figure.range.end && (mention.start as usize) < soon
        })
    };
    let by_staff = head.starts_with('で') || staff || stands_in(Tag::WordsFigureStaff, head);
    if figure.value <= 9 && by_staff && near(Tag::CountedCheck) {
        return None;
    }
    // 「お一人からのご指摘」, 「84名の方から削除したとのお返事」: they tell the body something.
    let person = cues::behind(head, &["の方", "のお客様", "のお客さま"]);
    if (person.starts_with("から") || person.starts_with("より"))
        && figure.value == 1
        && !notice.words(&figure.unit).contains('分')
    {
        return None;
    }
    if person.starts_with("から")
        && (near(Tag::CountedInformant) || person.starts_with("から削除") || person.starts_with("からお"))
    {
        return None;
    }
    let unit = notice.words(&figure.unit);
    if head.contains("アカウント") && head.starts_with(['の', 'が']) && !unit.contains('分') {
        return Some(Subject::Accounts);
    }
    if staff && figure.value <= 9 && !unit.contains('分') && !head.starts_with('の') {
        return None;
    }
    let received = notice.of_class(sentence, Class::Counted).any(|mention| {
        mention.tag == Tag::CountedRecipients
            && (mention.start as usize) < figure.range.start
            && (mention.end as usize + 12 >= figure.range.start
                || mention.end as usize + 60 >= figure.range.start
                    && ["方は", "方が", "人は", "方々は"].iter().any(|end| before.ends_with(end)))
    });
    let other = ["他の", "別の"].iter().any(|word| after.contains(word) || before[clause(before)..].contains(word));
    let another = sentence.tags.has(Tag::WaysAnother) && sentence.tags.has(Tag::ActsHandOver)
        || other && stands_in(Tag::WordsFigureHanded, after);
    let sent_to = another
        && (head.starts_with("に対し")
            || head.starts_with('に')
            || head.starts_with('へ')
            || head.starts_with("あて")
            || head.starts_with("宛"));
    if sent_to && !unit.contains('分') {
        return Some(Subject::Recipients);
    }
    // 「別のお客さまに届いたことを確認した方は131名」: whose letters reached others.
    let reached_others = ["別の", "他の", "ほかの"].iter().any(|other| own.contains(other)) && own.contains("に届い");
    if received && !reached_others && !unit.contains('分') && !head.starts_with("のメールアドレス") {
        return Some(Subject::Recipients);
    }
    Some(Subject::Persons)
}

/// What persons own that others may get.
const OWNED: Cues =
    Cues::of(&["情報", "データ", "名簿", "氏名", "住所", "連絡先", "一覧", "書類", "通知書", "写し", "結果", "成績"]);

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
fn gets_others(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, known: &Known) -> bool {
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
                || notice.text[end..].strip_prefix('の').is_some_and(|owned| OWNED.stand_in(first_letters(owned, 12))))
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
        object && between.contains('を') && !between.contains('。')
    }) && !sentence.tags.has(Tag::WaysAddresses)
}

/// Where the clause starts that ends with these words.
fn clause(before: &str) -> usize {
    before.rfind(['、', '。']).map_or(0, |at| at + '、'.len_utf8())
}
