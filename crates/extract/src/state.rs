//! How the information was protected, whether it was misused, and what malware or product is named.
//!
//! In:   the sentences that tell of the incident.
//! Out:  protection, secondary damage, malware, vulnerabilities; each with evidence.
//! Data: lexicon classes `protection`, `damage`, `malware`, `products`, `modals`; of `things`: lock, usable, nuisance; of `deeds`: lock, misuse, arrive; `words/way_in`.

use jikenbo_lexicon::{Class, Mention, Tag, stands_in};
use jikenbo_model::{ByteRange, Consequence, ConsequenceKind, Found, Protection, Realis, SecondaryDamage};

use crate::consequences::{fits_kind, is_of_others, is_stated};
use crate::cues::{Cues, first_letters};
use crate::data_types::is_of_some;
use crate::negation;
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::pattern::Pattern;
use crate::section::Section;
use crate::sieve::Sieve;

/// Protection of lost or stolen media, or of passwords; encryption beats a password, a statement that there was none beats nothing.
pub(crate) fn protection(notice: &Notice<'_>, part: &Part) -> Option<Found<Protection>> {
    let first = |tag| {
        part.told(notice)
            .filter(|sentence| sentence.section != Section::Prevention)
            .find_map(|sentence| notice.first(sentence, tag).filter(|word| !is_attack(notice, sentence, word)))
    };
    let found = |mention: &Mention, code| Found::new(code, notice.evidence_of(mention), "protection.words");
    let prose = |pattern: &Pattern, negated: bool, code| {
        part.told(notice)
            .filter(|sentence| sentence.section != Section::Prevention && !sentence.tags.has(Tag::ActsPromise))
            .find_map(|sentence| {
                let text = &notice.text[..sentence.range.end];
                let at = pattern.find(notice, sentence, |at| negation::length(&text[at.end..]).is_some() == negated)?;
                Some(Found::new(code, notice.evidence(at), "protection.prose"))
            })
    };
    first(Tag::ProtectionEncrypted)
        .map(|mention| found(mention, Protection::Encrypted))
        .or_else(|| first(Tag::ProtectionNone).map(|mention| found(mention, Protection::None)))
        .or_else(|| prose(&LOCKED, true, Protection::None))
        .or_else(|| first(Tag::ProtectionPassword).map(|mention| found(mention, Protection::Password)))
        .or_else(|| first(Tag::ProtectionHashed).map(|mention| found(mention, Protection::Hashed)))
        .or_else(|| prose(&LOCKED, false, Protection::Password))
}

/// 「6桁の番号で画面を閉じて」, and negated 「パスワードを掛けて(おらず)」
const LOCKED: Pattern = Pattern::of(&[&[Tag::ThingsLock], &[Tag::DeedsLock]], 6);

/// Whether the encryption told is the attacker's: 「データが暗号化され」 happened, 「データは暗号化され」 was so.
fn is_attack(notice: &Notice<'_>, sentence: &Sentence, word: &Mention) -> bool {
    const BY: Cues = Cues::of(&["が", "により", "によって", "何者かに", "第三者に", "攻撃者に", "ランサムウェアに"]);
    word.tag == Tag::ProtectionEncrypted && BY.end(&notice.text[sentence.range.start..word.start as usize])
}

/// Whether the leaked information was misused; `None` where the text does not say.
///
/// A denial outweighs what is told elsewhere, one of money only does not; a denied outflow is one too. What may have happened says nothing.
/// Source: `docs/labels.md`, "secondary_damage".
pub(crate) fn secondary_damage(
    notice: &Notice<'_>,
    part: &Part,
    consequences: &[Found<Consequence>],
) -> Option<Found<SecondaryDamage>> {
    let leak = Consequence { kind: ConsequenceKind::DataLeak, realis: Realis::Confirmed };
    let leaked = consequences.iter().any(|found| found.value == leak);
    let mut denied = None;
    let mut money_denied = None;
    let mut confirmed = None;
    for sentence in part.told(notice).filter(|sentence| sentence.place == Place::Body) {
        for word in notice.of_class(sentence, Class::Damage) {
            let modal = notice.of_class(sentence, Class::Modals).find(|modal| modal.start >= word.end);
            // 「身に覚えのない請求が届いたという問い合わせは、1件もない」
            let none = negation::no_trace(notice, sentence, word.end as usize)
                .filter(|&(at, _)| modal.is_none_or(|modal| at <= modal.start as usize));
            if let Some((_, end)) = none {
                let slot = if is_of_money(notice, sentence, word) { &mut money_denied } else { &mut denied };
                slot.get_or_insert(ByteRange::new(word.start as usize, end));
                continue;
            }
            let at = |end: u32| ByteRange::new(word.start as usize, end as usize);
            match modal.map(|modal| (modal.tag, modal.end)) {
                Some((Tag::ModalsDenied, end)) if is_of_money(notice, sentence, word) => {
                    money_denied.get_or_insert(at(end));
                }
                Some((Tag::ModalsDenied, end)) => {
                    denied.get_or_insert(at(end));
                }
                Some((Tag::ModalsPossible, _)) => {}
                _ if word.tag == Tag::DamageConfirmed
                    && !is_way_in(notice, sentence, word)
                    && !is_supposed(notice, sentence, word)
                    // Fake mails use what leaked only where the leak is a fact.
                    && (leaked || !notice.words(word).contains("メール")) =>
                {
                    confirmed.get_or_insert(at(word.end));
                }
                _ => {}
            }
        }
        let is_of_incident = !matches!(sentence.section, Section::Request | Section::Prevention | Section::Cause);
        if is_of_incident && leaked && !sentence.tags.has(Tag::ActsPromise) {
            let told = NUISANCE.find(notice, sentence, |at| {
                let modal = notice.of_class(sentence, Class::Modals).find(|modal| modal.start as usize >= at.start);
                let open = modal.is_some_and(|modal| matches!(modal.tag, Tag::ModalsPossible | Tag::ModalsDenied));
                let supposed = IF.stand_in(first_letters(&notice.text[at.end..sentence.range.end], 8));
                !open && !supposed && negation::no_trace(notice, sentence, at.start).is_none()
            });
            confirmed = confirmed.or(told);
        }
        if is_of_incident && confirmed.is_none() && !sentence.tags.has(Tag::ActsPromise) {
            confirmed = USED.find(notice, sentence, |at| {
                !IF.stand_in(first_letters(&notice.text[at.end..sentence.range.end], 8))
                    && fits_kind(notice, sentence, ConsequenceKind::FraudulentUse, at)
                    && !ENTERED.start(at.of(&notice.text))
                    && is_stated(notice, sentence, at.end)
            });
        }
        let outflow = notice.happenings(sentence).iter().find(|found| {
            found.realis == Realis::Denied && matches!(found.tag, Tag::HappeningsLeak | Tag::HappeningsViewing)
        });
        let outflow = outflow.filter(|found| !is_of_others(notice, sentence, found));
        let outflow = outflow.filter(|found| !leaked && !is_of_some(notice, sentence, found.qualified.start));
        if let Some(outflow) = outflow {
            denied.get_or_insert(outflow.qualified);
        }
    }
    let found = |at, code| Found::new(code, notice.evidence(at), "damage.words");
    denied
        .map(|at| found(at, SecondaryDamage::NoneConfirmed))
        .or_else(|| confirmed.map(|at| found(at, SecondaryDamage::Confirmed)))
        .or_else(|| money_denied.map(|at| found(at, SecondaryDamage::NoneConfirmed)))
}

/// What an intruder uses to come in.
const ENTERED: Cues = Cues::of(&["アカウント", "会員", "名義"]);

/// 「ポイントが第三者に使われ」
const USED: Pattern = Pattern::of(&[&[Tag::ThingsUsable], &[Tag::DeedsMisuse]], 12);

/// 「見知らぬ業者から勧誘の電話がかかって」
const NUISANCE: Pattern = Pattern::of(&[&[Tag::ThingsNuisance], &[Tag::DeedsArrive]], 10);

/// Words by which misuse is only supposed.
const IF: Cues = Cues::of(&["場合", "際は", "際には", "ときは", "ときには", "とき、", "たら", "ご注意"]);

/// Whether a denial is about money only: 「金銭の被害は確認されていない」 beside misuse that is told.
fn is_of_money(notice: &Notice<'_>, sentence: &Sentence, word: &Mention) -> bool {
    const MONEY: Cues = Cues::of(&["金銭", "経済", "金銭の", "金銭的な", "金銭的", "経済的な", "経済的", "金銭上の"]);
    MONEY.start(notice.words(word)) || MONEY.end(&notice.text[sentence.range.start..word.start as usize])
}

/// Whether the misuse is only supposed: 「不審なメールが届いた場合は」.
fn is_supposed(notice: &Notice<'_>, sentence: &Sentence, word: &Mention) -> bool {
    IF.stand_in(first_letters(&notice.text[word.end as usize..sentence.range.end], 8))
}

/// Whether what was misused is the way in, not the information that leaked: 「脆弱性が悪用され」, 「アカウントが不正に使用され」.
fn is_way_in(notice: &Notice<'_>, sentence: &Sentence, word: &Mention) -> bool {
    let before = &notice.text[sentence.range.start..word.start as usize];
    let clause = before.rfind(['、', '。']).map_or(before, |at| &before[at..]);
    stands_in(Tag::WordsWayIn, clause)
}

/// Malware named.
pub(crate) fn malware(notice: &Notice<'_>, part: &Part) -> Vec<Found<String>> {
    named(notice, part, Class::Malware, "malware.name")
}

/// CVE ids and products named as exploited, in the article's spelling.
pub(crate) fn vulnerabilities(notice: &Notice<'_>, part: &Part) -> Vec<Found<String>> {
    const NUMBERED: Sieve = Sieve::of("CVE-");
    let mut found = Vec::new();
    for sentence in part.told(notice) {
        let numbered = sentence.sieve.may_hold(&NUMBERED).then(|| notice.text_of(sentence));
        for (at, text) in
            numbered.into_iter().flat_map(|text| text.match_indices("CVE-").map(move |(at, _)| (at, text)))
        {
            let digits = text[at + 4..].find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len() - at - 4);
            let range = ByteRange::new(sentence.range.start + at, sentence.range.start + at + 4 + digits);
            if digits >= 9 {
                push(notice, &mut found, range, "vulnerability.cve");
            }
        }
        if sentence.tags.has(Tag::CausesVulnerabilityExploit) {
            for mention in notice.of_class(sentence, Class::Products) {
                push(
                    notice,
                    &mut found,
                    ByteRange::new(mention.start as usize, mention.end as usize),
                    "vulnerability.product",
                );
            }
        }
    }
    found
}

fn named(notice: &Notice<'_>, part: &Part, class: Class, rule: &'static str) -> Vec<Found<String>> {
    let mut found = Vec::new();
    for sentence in part.told(notice) {
        for mention in notice.of_class(sentence, class) {
            push(notice, &mut found, ByteRange::new(mention.start as usize, mention.end as usize), rule);
        }
    }
    found
}

/// Most names of malware, or of weaknesses, of one incident: each is compared with those before.
const MOST_NAMES: usize = 200;

/// Adds a name once, as the page spells it.
fn push(notice: &Notice<'_>, found: &mut Vec<Found<String>>, range: ByteRange, rule: &'static str) {
    let at = notice.evidence(range);
    let name = at.of(&notice.page.text);
    if found.len() < MOST_NAMES && found.iter().all(|known| known.value != name) {
        found.push(Found::new(name.to_owned(), at, rule));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample;

    #[test]
    fn tells_whether_what_leaked_was_misused() {
        let check = |body: &str, expected: Option<&str>| {
            let page = sample::page(body);
            let report = sample::report(&page, sample::article(&page, true));
            let found = report.incidents[0].secondary_damage.as_ref().map(|found| found.value.code());
            assert_eq!(found, expected, "{body}");
        };
        check("名簿を紛失しました。悪用されたとの報告は今のところ無いという。", Some("none_confirmed"));
        check("名簿を誤って掲載しました。被害の連絡は今のところ来ていない。", Some("none_confirmed"));
        check("携帯電話を紛失しました。これまでのところ、電話が使用された形跡はありません。", Some("none_confirmed"));
        check("会員ページに不正にログインされ、ポイントが第三者に使われていました。", Some("confirmed"));
        check("メールのアカウントが第三者に使われました。", None);
        check("カードが不正に使われた場合は、カード会社へご連絡ください。名簿を紛失しました。", None);
    }
}
