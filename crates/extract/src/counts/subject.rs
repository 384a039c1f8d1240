//! What a figure counts: from its counter and the noun beside it.
//!
//! In:   a figure in its sentence, its role, what the text so far says (`known.rs`).
//! Out:  its subject, and whether a noun or counter names it; `None` where it counts nothing affected.
//! Data: lexicon classes `counted`, `data_types` and `units`, files `words/figure_*`.
//!
//! Not here: figures of persons (`persons.rs`).

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{ByteRange, Count, Found, Subject};

use super::{
    Figure, counters,
    known::Known,
    none,
    noun::{acted, is_listed, noun, piece},
    persons, phrase,
    role::Role,
};
use crate::cues::Cues;
use crate::notice::{Notice, Sentence};

/// Most incidents that a notice counts.
const FEW: u64 = 9;

/// What follows a figure of incidents.
const HAPPENED: Cues = Cues::of(&["発生", "が発生", "起き", "が起き", "起こ", "相次"]);

/// Whether a figure is of incidents: 「事故は11件」, 「事案が5件」.
fn is_of_incidents(before: &str) -> bool {
    let noun = phrase::bare(before).trim_end_matches(['は', 'が', 'も', 'の']);
    longest_at_end(Tag::WordsFigureIncident, noun) > 0
}

/// Whether a figure says how often something was lost: 「書類の紛失が2件ありました」.
fn is_of_few_losses(figure: &Figure, before: &str) -> bool {
    let lost =
        || phrase::bare(before).strip_suffix('が').is_some_and(|noun| longest_at_end(Tag::WordsFigureLoss, noun) > 0);
    figure.value <= FEW && lost()
}

/// Whether mails are fakes: 「当社を装ったメール」.
fn is_posing(notice: &Notice<'_>, sentence: &Sentence, noun: &Mention) -> bool {
    longest_at_end(Tag::WordsFigurePosing, &notice.text[sentence.range.start..noun.start as usize]) > 0
}

/// Whether documents are what a figure counts.
fn is_document(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    noun(notice, sentence, figure)
        .is_some_and(|noun| ["文書", "資料", "書類", "文書ファイル"].contains(&notice.words(noun)))
}

/// Whether a figure is of slips: 「2件の不備」.
fn is_of_slips(figure: &Figure, after: &str) -> bool {
    const WHAT: Cues = Cues::of(&["個人情報", "情報", "書類", "メール"]);
    after.strip_prefix('の').is_some_and(|noun| {
        // 「2件の個人情報流出を発表」, not 「2件の個人情報が流出」
        let slip = WHAT.strip(noun).unwrap_or(noun).trim_start_matches('の');
        let few = figure.value <= FEW && WHAT.start(noun) && longest_at_start(Tag::WordsFigureLoss, slip) > 0;
        longest_at_start(Tag::WordsFigureIncident, noun) > 0 || few
    })
}

/// A subject, and whether a noun or counter names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) subject: Subject,
    pub(super) is_named: bool,
}

/// Subject of a figure; `None` where it counts nothing affected.
///
/// `found` are the counts so far.
pub(super) fn decide(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    role: Role,
    known: &mut Known,
    found: &[Found<Count>],
) -> Option<Counted> {
    let after = &notice.text[figure.range.end..sentence.range.end];
    let before = &notice.text[sentence.range.start..figure.range.start];
    let named = |subject: Option<Subject>| subject.map(|subject| Counted { subject, is_named: true });
    let fallen_back = |subject: Option<Subject>| subject.map(|subject| Counted { subject, is_named: false });
    match figure.unit.tag {
        Tag::UnitsPersons => named(persons::decide(notice, sentence, figure, role, known, found)),
        // 「1,904契約の住所と氏名」: those of private customers.
        Tag::UnitsOrganizations
            if notice.words(&figure.unit).starts_with("契約")
                && after.starts_with('の')
                && phrase::names_information(notice, figure.range.end + 'の'.len_utf8())
                && !["法人", "企業", "団体", "社"].iter().any(|body| notice.text_of(sentence).contains(body)) =>
        {
            named(Some(Subject::Records))
        }
        Tag::UnitsOrganizations if none::is_workplace(after) => None,
        // 「取引先18社に送付した封筒に、別の取引先の担当者30名の名簿を入れた」
        Tag::UnitsOrganizations
            if matches!(role, Role::Addressees { .. })
                && figure.value > 1
                && persons::gets_others(notice, sentence, figure, known) =>
        {
            named(Some(Subject::Recipients))
        }
        Tag::UnitsOrganizations => named(Some(Subject::Organizations)),
        Tag::UnitsDevices => named(Some(Subject::Devices)),
        Tag::UnitsHouseholds => named(Some(Subject::Records)),
        Tag::UnitsFiles => named(Some(Subject::Files)),
        // 「管理者権限が1つのIDで共用され」: how the body worked.
        Tag::UnitsAccounts if figure.value == 1 && longest_at_start(Tag::WordsFigureInCommon, after) > 0 => None,
        Tag::UnitsAccounts => named(Some(Subject::Accounts)),
        Tag::UnitsEmailAddresses => named(Some(Subject::EmailAddresses)),
        // 「延べ214回にわたり顧客の氏名や住所を照会していた」
        Tag::UnitsTimes if is_looking_up(after) => named(Some(Subject::Accesses)),
        Tag::UnitsTimes => match acted(notice, sentence, figure).or_else(|| noun(notice, sentence, figure))?.tag {
            Tag::CountedLogins | Tag::CountedAccounts => named(Some(Subject::Logins)),
            // 「87回にわたって閲覧した」: acted() gives no other word of those who saw.
            Tag::CountedAccesses | Tag::CountedRecipients => named(Some(Subject::Accesses)),
            _ => None,
        },
        // 「2件のIPアドレスから」: where it came from.
        Tag::UnitsPieces if after.starts_with("のIP") || after.starts_with("の発信元") => None,
        Tag::UnitsPieces => {
            let unit = notice.words(&figure.unit);
            let subject = noun(notice, sentence, figure).and_then(|noun| match piece(noun.tag, unit) {
                // 「氏名、住所、メールアドレスなど37万件」 are records of several kinds.
                // 「お問い合わせが27件ありました」, not 「お問い合わせ75件が流出」.
                Some(Subject::Emails)
                    if longest_at_start(Tag::WordsFigureCalled, after) > 0
                        && notice.words(noun).ends_with(['せ', '合']) =>
                {
                    Some(Subject::Cases)
                }
                // 「当社を装ったメールは約1,300通」
                Some(Subject::Emails) if is_posing(notice, sentence, noun) => Some(Subject::SuspiciousEmails),
                Some(Subject::EmailAddresses) if is_listed(notice, sentence, figure, noun) => Some(Subject::Records),
                subject => subject,
            });
            // 「文書73件」, 「うち個人情報を含むもの 41件」
            let words = phrase::bare(before);
            let subject = match known.last {
                Some((last, _))
                    if words.ends_with("もの") || words.ends_with("ものは") || words.ends_with("ものが") =>
                {
                    Some(last)
                }
                _ => subject,
            };
            // 「文書73件を掲載」: what a site shows is electronic.
            let subject = match subject {
                Some(Subject::Records)
                    if (longest_at_start(Tag::WordsFigureOnSite, after) > 0
                        || stands_in(Tag::WordsFigureShown, before))
                        && is_document(notice, sentence, figure) =>
                {
                    Some(Subject::Files)
                }
                subject => subject,
            };
            let subject = posed(notice, sentence, figure).or(subject);
            // 「偽の請求書は…を装うもので、…取引先7社に計11通が送られた」: the topic of the sentence is what was sent.
            let subject = subject.or_else(|| topic(notice, sentence, figure));
            // 「メールの送信先38件が表示された」
            const SENT_TO: Cues = Cues::of(&["送信先", "宛先", "配信先"]);
            let subject = match subject {
                Some(Subject::Emails) if SENT_TO.end(words.trim_end_matches(['の', 'は', 'が'])) => {
                    Some(Subject::EmailAddresses)
                }
                subject => subject,
            };
            // 「2,310件のパスワード」: what follows is no noun that is counted otherwise.
            let behind = figure.range.end + 'の'.len_utf8();
            let subject = match subject {
                Some(Subject::EmailAddresses)
                    if after.starts_with('の')
                        && phrase::names_information(notice, behind)
                        && notice
                            .mentions_in(ByteRange::new(behind, (behind + 60).min(notice.text.len())))
                            .all(|other| other.tag != Tag::CountedEmailAddresses || other.start as usize != behind) =>
                {
                    Some(Subject::Records)
                }
                subject => subject,
            };
            // 「43件(40メールアドレス)」, 「総数2,311件、うち本県関係35件」
            // 「1,780件(メールアドレスのみ)」
            let subject = match subject {
                Some(Subject::Records) | None if after.starts_with("(メールアドレスのみ)") => {
                    Some(Subject::EmailAddresses)
                }
                subject => entered(after).or(subject),
            };
            // 「不正にログインされた件数:9,874件」, not 「ログイン試行件数」
            let subject = match subject {
                Some(Subject::Logins) if tells_entered(&notice.text[figure.from..figure.range.start]) => {
                    Some(Subject::Accounts)
                }
                subject => subject,
            };
            let subject = shared(notice, sentence, figure, known).or(subject);
            if subject.is_some_and(|subject| subject != Subject::Cases) {
                known.carried = subject;
                known.last = subject.map(|subject| (subject, figure.range.end));
            }
            let mailed = sentence.tags.has(Tag::CountedEmails) || notice.text_of(sentence).contains("送信");
            match unit.chars().next()? {
                '通' | '枚' if subject == Some(Subject::Cases) => named(Some(Subject::Records)),
                // Letters and mails: what is sent by wire is mail.
                '通' if mailed && subject.is_none_or(|subject| subject == Subject::Records) => {
                    named(Some(Subject::Emails))
                }
                '通' if subject.is_none()
                    && !mailed
                    && known.leaked.is_none()
                    && known.carried.is_none_or(|carried| carried == Subject::Records) =>
                {
                    named(Some(Subject::Records))
                }
                // 「同様の誤送信が5件発生」: so many incidents.
                '件' if is_of_incidents(before)
                    || is_of_slips(figure, after)
                    || is_of_few_losses(figure, before)
                    || subject.is_none() && HAPPENED.start(after) =>
                {
                    None
                }
                sign @ ('件' | '通') => named(subject).or_else(|| {
                    let above = known.above.filter(|&above| above != Subject::Cases || sign == '件');
                    fallen_back(above.or(known.leaked).or(known.carried).or(Some(Subject::Records)))
                }),
                // 「文書ファイル36個」
                '個' if subject == Some(Subject::Records) && before.trim_end().ends_with("ファイル") => {
                    named(Some(Subject::Files))
                }
                // 「18先、お名前の数で29名さま分」
                '先' if counters(notice, sentence).any(|unit| unit.tag == Tag::UnitsPersons)
                    || found.iter().any(|known| known.value.subject == Subject::Persons) =>
                {
                    None
                }
                '枚' | '点' | '口' | '先' => named(subject.or(Some(Subject::Records))),
                'レ' => named(Some(Subject::Records)),
                _ => named(subject.filter(|subject| matches!(subject, Subject::Devices | Subject::Files))),
            }
        }
        _ => None,
    }
}

/// 「1,226件の会員に」 beside a sign-in: what is counted are accounts.
fn entered(after: &str) -> Option<Subject> {
    ["が成立", "の会員", "の利用者アカウント", "のアカウント", "に不正ログイン", "への不正ログイン"]
        .iter()
        .any(|word| after.starts_with(word) && !after.starts_with("の会員情報"))
        .then_some(Subject::Accounts)
}

/// Whether something was looked up so many times.
fn is_looking_up(after: &str) -> bool {
    const THROUGH: Cues = Cues::of(&["にわたり", "にわたって", "に渡り", "に渡って"]);
    const LOOKED: Cues = Cues::of(&["を閲覧し", "を照会し", "を検索し", "を参照し", "をのぞき見", "を盗み見"]);
    THROUGH.start(after) && LOOKED.stand_in(&after[..after.find('。').unwrap_or(after.len())])
}

/// Whether the words before a figure say how many sign-ins went through.
fn tells_entered(words: &str) -> bool {
    const IN: Cues = Cues::of(&[
        "ログインされた",
        "ログインが成立",
        "ログインに成功",
        "ログインを許",
        "不正ログイン件数",
        "不正ログイン数",
    ]);
    IN.stand_in(words) && !words.contains("試行")
}

/// Mails or messages that were sent in somebody's name: 「ホテルを装って偽サイトへ誘導するメッセージが86件送られた」.
fn posed(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> Option<Subject> {
    const MAIL: Cues = Cues::of(&["メッセージ", "メール", "SMS"]);
    const SENT: Cues = Cues::of(&["送", "届", "配信", "発信"]);
    let before = &notice.text[sentence.range.start..figure.range.start];
    let noun = phrase::bare(before).trim_end_matches(['が', 'を', 'は', 'も']);
    if !MAIL.end(noun) {
        return None;
    }
    let after = &notice.text[figure.range.end..sentence.range.end];
    let predicate = phrase::clause(after);
    (SENT.stand_in(predicate) && stands_in(Tag::WordsFigureFake, before)).then_some(Subject::SuspiciousEmails)
}

/// Fake mails as the topic of a sentence that counts what was sent.
fn topic(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> Option<Subject> {
    let mention = notice.first(sentence, Tag::CountedSuspiciousEmails)?;
    let is_topic = notice.text[mention.end as usize..].starts_with(['は', 'が']);
    let sent = notice.text[figure.range.end..sentence.range.end].contains("送");
    (is_topic && sent && (mention.end as usize) < figure.range.start).then_some(Subject::SuspiciousEmails)
}

/// Subject of the figure right before, if this one is named as its part: 「総数2,311件、うち本県関係35件」.
fn shared(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, known: &Known) -> Option<Subject> {
    let (subject, end) = known.last.filter(|(_, end)| (sentence.range.start..figure.range.start).contains(end))?;
    let between = &notice.text[end..figure.range.start];
    let renamed = notice.of_class(sentence, Class::Counted).any(|noun| {
        noun.start as usize >= end && noun.end as usize <= figure.range.start && piece(noun.tag, "件").is_some()
    });
    (between.contains("うち") && !between.contains('。') && !renamed).then_some(subject)
}
