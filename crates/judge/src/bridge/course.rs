//! What happened: cause, leak, loss, damage, viewing, encryption, part in an entrustment.
//!
//! In:   causes, consequences, counts, protection, contractors, authorities.
//! Out:  `cause`, `wrongful_purpose`, `leak`, `loss`, `damage`, `published`, `viewed`, `medium`, `encrypted`, `contractor_role` and what goes with it.
//! Data: `data/causes.tsv`, `data/phrases.tsv`.
//!
//! 「確認されていない」 leaves a leak open; only an outright denial (「流出はありません」) says no (section 11 of the specification).

use jikenbo_model::{Authority, Cause as Told, ConsequenceKind, Protection, Realis};

use super::tables::{BridgeTables, CauseRow};
use super::{Bridged, stands};
use crate::codes::{BodyKind, Cause, ContractorRole, Encryption, Happened, Medium};
use crate::notice::{Notice, Said};

pub(super) fn read(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    cause(notice, tables, bridged);
    leak(notice, tables, bridged);
    loss_and_damage(notice, tables, bridged);
    viewing(notice, tables, bridged);
    if let Some(said) = &notice.protection {
        let encrypted = match said.value {
            Protection::Encrypted => Some(Encryption::Stated),
            Protection::Password => Some(Encryption::PasswordOnly),
            Protection::None => Some(Encryption::None),
            // Hashed passwords say nothing of the other information.
            Protection::Hashed => None,
        };
        bridged.facts.encrypted = encrypted;
        bridged.note("encrypted", &[said], encrypted.is_none().then_some("B_HASHED"));
    }
    entrustment(notice, tables, bridged);
}

fn cause(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let row_of = |told: Told| tables.causes.iter().find(|row| row.cause == told.code());
    let told: Vec<(&Said<'_, Told>, &CauseRow)> = notice
        .causes
        .iter()
        .filter(|said| stands(*said))
        .filter_map(|said| Some((said, row_of(said.value)?)))
        .collect();
    // A wrongful purpose beside an oversight is one all the same.
    let chosen = told.iter().find(|(_, row)| row.wrongful == Some(true)).or_else(|| {
        // A purpose that is open outweighs an oversight.
        told.iter().find(|(_, row)| row.wrongful.is_none()).or(told.first())
    });
    let Some((said, row)) = chosen else { return };
    let by_mail = row.mail.filter(|_| tables.says("mail", said.words));
    bridged.facts.cause = by_mail.or(row.code);
    let several = (told.len() > 1 && row.wrongful == Some(true)).then_some("B_CAUSE_SEVERAL");
    bridged.note("cause", &[*said], row.note.or(several));
    if bridged.facts.cause.is_none() && row.wrongful.is_some() {
        bridged.facts.wrongful_purpose = row.wrongful;
        bridged.note("wrongful_purpose", &[*said], row.note);
    }
    let electronic = matches!(
        bridged.facts.cause,
        Some(
            Cause::UnauthorizedAccess
                | Cause::Malware
                | Cause::Ransomware
                | Cause::PasswordListAttack
                | Cause::Phishing
                | Cause::EmailMisaddress
                | Cause::SystemMisconfiguration
        )
    );
    if electronic {
        bridged.facts.medium = Some(Medium::Electronic);
        bridged.note("medium", &[*said], Some("B_MEDIUM"));
    }
}

fn leak(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    use ConsequenceKind::{DataLeak, PossibleDataLeak, UnauthorizedViewing};
    let told = |kinds: &[ConsequenceKind], realis: Realis| {
        let wanted = move |said: &&Said<'_, ConsequenceKind>| kinds.contains(&said.value) && said.realis == realis;
        notice.consequences.iter().find(wanted)
    };
    let denied = told(&[DataLeak, PossibleDataLeak], Realis::Denied);
    // A page seen by strangers is no leak where one is denied and nothing personal is named that they saw.
    let seen = denied.is_none() || notice.data_types.iter().any(stands);
    let confirmed: &[_] = if seen { &[DataLeak, UnauthorizedViewing] } else { &[DataLeak] };
    if let Some(said) = told(confirmed, Realis::Confirmed) {
        bridged.facts.leak = Some(Happened::Yes);
        bridged.note("leak", &[said], None);
        return;
    }
    let possible = told(&[PossibleDataLeak], Realis::Confirmed)
        .or_else(|| told(&[DataLeak, PossibleDataLeak, UnauthorizedViewing], Realis::Possible));
    if let Some(said) = possible {
        bridged.facts.leak = Some(Happened::Possible);
        bridged.note("leak", &[said], None);
        return;
    }
    let by_cause = |cause: Told| notice.causes.iter().find(|said| said.value == cause && stands(*said));
    // A wrong recipient has it, a thief has it: both are examples of a leak in the guideline.
    if let Some(said) = by_cause(Told::Misdelivery).or_else(|| by_cause(Told::Theft)) {
        let theft = said.value == Told::Theft;
        // What a thief cannot read, or was perhaps merely mislaid, has perhaps not leaked.
        let protected = theft && notice.protection.is_some_and(|said| said.value != Protection::None);
        let settled = denied.is_none() && !protected && said.realis == Realis::Confirmed;
        bridged.facts.leak = Some(if settled { Happened::Yes } else { Happened::Possible });
        bridged.note("leak", &[said], Some(if theft { "B_LEAK_THEFT" } else { "B_LEAK_MISDELIVERY" }));
        return;
    }
    if let Some(said) = denied {
        let says = |wanted| says_in_sentence(tables, wanted, said);
        let open = says("not_confirmed") || !says("denied_outright");
        bridged.facts.leak = Some(if open { Happened::Unknown } else { Happened::No });
        bridged.note("leak", &[said], Some(if open { "B_DENIED_OPEN" } else { "B_DENIED" }));
        return;
    }
    if let Some(said) = told(&[DataLeak, PossibleDataLeak], Realis::Claimed) {
        bridged.facts.leak = Some(Happened::Unknown);
        bridged.note("leak", &[said], Some("B_LEAK_CLAIMED"));
        return;
    }
    // A count of persons and a kind of information carry the status of the leak that they tell of.
    let items = notice.data_types.iter().map(|said| (said.pointer, said.realis));
    let figures = notice.counts.iter().filter(|said| said.value.subject == jikenbo_model::Subject::Persons);
    let carried: Vec<_> = figures.map(|said| (said.pointer, said.realis)).chain(items).collect();
    let of = |realis: Realis| carried.iter().find(|(_, found)| *found == realis);
    if let Some((pointer, realis)) = of(Realis::Confirmed).or_else(|| of(Realis::Possible)) {
        let happened = if *realis == Realis::Confirmed { Happened::Yes } else { Happened::Possible };
        // What was merely lost has not leaked for certain.
        let lost = by_cause(Told::Loss).is_some() || by_cause(Told::DisposalError).is_some();
        bridged.facts.leak = Some(if lost { Happened::Possible } else { happened });
        let (from, note) = (vec![*pointer], Some("B_LEAK_CARRIED"));
        bridged.origins.push(super::Origin { field: "leak".to_owned(), from, note });
    } else if let Some(said) = by_cause(Told::Loss).or_else(|| by_cause(Told::DisposalError)) {
        bridged.facts.leak = Some(Happened::Unknown);
        bridged.note("leak", &[said], Some("B_LEAK_LOST"));
    }
}

fn loss_and_damage(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let gone = |said: &&Said<'_, Told>| {
        matches!(said.value, Told::Loss | Told::Theft | Told::DisposalError | Told::AccidentalDeletion) && stands(*said)
    };
    let happened = |realis: Realis| if realis == Realis::Confirmed { Happened::Yes } else { Happened::Possible };
    let consequence =
        |kind: ConsequenceKind| notice.consequences.iter().find(|said| said.value == kind && stands(*said));
    if let Some(said) = notice.causes.iter().find(gone) {
        bridged.facts.loss = Some(Happened::Yes);
        bridged.note("loss", &[said], Some("B_LOSS"));
    } else if let Some(said) = consequence(ConsequenceKind::DataDeletion) {
        bridged.facts.loss = Some(happened(said.realis));
        bridged.note("loss", &[said], None);
    }
    damage(notice, tables, bridged);
    // One of the three that is given makes the others `no`; what is silent on a leak does not deny one.
    if bridged.facts.leak.is_none() && (bridged.facts.loss.is_some() || bridged.facts.damage.is_some()) {
        bridged.facts.leak = Some(Happened::Unknown);
    }
}

/// 毀損 is an alteration of the personal data themselves; a payment page or program that an attacker changed is none.
fn damage(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let altered: Vec<_> = notice
        .consequences
        .iter()
        .filter(|said| said.value == ConsequenceKind::DataTampering && stands(*said))
        .collect();
    let Some(first) = altered.first() else {
        // Encrypted data count as damaged unless they can be restored. It matters where nothing leaked.
        if bridged.facts.cause == Some(Cause::Ransomware) {
            bridged.facts.damage = Some(Happened::Unknown);
            let told = notice.causes.iter().filter(|said| said.value == Told::Ransomware && stands(*said));
            bridged.note("damage", &told.collect::<Vec<_>>(), Some("B_DAMAGE_RANSOM"));
        }
        return;
    };
    let program = |said: &&&Said<'_, ConsequenceKind>| tables.says("altered_program", said.words);
    let data = altered.iter().filter(|said| !program(said)).find(|said| tables.says("altered_data", said.words));
    if let Some(said) = data {
        let certain = said.realis == Realis::Confirmed;
        bridged.facts.damage = Some(if certain { Happened::Yes } else { Happened::Possible });
        bridged.note("damage", &[*said], None);
    } else if altered.iter().all(|said| program(&said)) {
        bridged.note("damage", &[*first], Some("B_DAMAGE_PROGRAM"));
    } else {
        bridged.facts.damage = Some(Happened::Unknown);
        bridged.note("damage", &[*first], Some("B_DAMAGE_OPEN"));
    }
}

fn viewing(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let posted = |said: &&Said<'_, Told>| {
        said.value == Told::PublicationError && stands(*said) && tables.says("web", said.words)
    };
    if let Some(said) = notice.causes.iter().find(posted) {
        bridged.facts.published = Some(true);
        bridged.note("published", &[said], None);
    }
    let viewed = notice.consequences.iter().find(|said| said.value == ConsequenceKind::UnauthorizedViewing);
    if let Some(said) = viewed.filter(|said| said.realis == Realis::Confirmed) {
        bridged.facts.viewed = Some(true);
        bridged.note("viewed", &[said], None);
    }
}

fn entrustment(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let told_client = notice
        .authorities
        .iter()
        // One that is yet to be made frees nobody.
        .find(|said| {
            said.value == Authority::ClientOrg && said.realis == Realis::Confirmed && tables.says("client", said.words)
        });
    if !notice.contractors.is_empty() {
        bridged.facts.contractor_role = Some(ContractorRole::EntrustingParty);
        let from: Vec<_> = notice.contractors.iter().collect();
        bridged.note("contractor_role", &from, Some("B_ROLE_CLIENT"));
        return;
    }
    if let Some(said) = told_client {
        bridged.facts.contractor_role = Some(ContractorRole::EntrustedParty);
        bridged.facts.notified_client = Some(true);
        bridged.note("contractor_role", &[said], Some("B_ROLE_CONTRACTOR"));
        bridged.note("notified_client", &[said], None);
    } else if !notice.clients.is_empty() {
        bridged.facts.contractor_role = Some(ContractorRole::EntrustedParty);
        let from: Vec<_> = notice.victim.iter().collect();
        bridged.note("contractor_role", &from, Some("B_ROLE_ROOT"));
    }
    if bridged.facts.contractor_role == Some(ContractorRole::EntrustedParty) {
        let kind = |sector: Option<jikenbo_model::Sector>| -> Option<BodyKind> {
            let bodies = &tables.sectors.iter().find(|row| Some(row.0) == sector.map(|s| s.code()))?.1;
            (bodies.len() == 1).then(|| bodies[0].0)
        };
        let mut kinds: Vec<_> = notice.clients.iter().map(|sector| kind(*sector)).collect();
        kinds.dedup();
        if let [Some(only)] = kinds.as_slice() {
            bridged.facts.client_kind = Some(*only);
        }
    }
}

/// Whether the words, or what follows them up to the end of the sentence, say so; Japanese denies at the end.
fn says_in_sentence<T>(tables: &BridgeTables, wanted: &'static str, said: &Said<'_, T>) -> bool {
    let end = said.after.find(['。', '\n']).unwrap_or(said.after.len());
    tables.says(wanted, said.words) || tables.says(wanted, &said.after[..end])
}
