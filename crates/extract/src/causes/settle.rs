//! Which of the causes told is the main one, and which stand beside it.
//!
//! In:   the weight of each cause.
//! Out:  the causes of the incident, the main one first.

use jikenbo_lexicon::Tag;
use jikenbo_model::{Cause, Found};

use super::{IN_HEADING, Weighed};
use crate::notice::Notice;

/// Causes that may stand beside a main one; every other second cause is only another word for the first.
const BESIDE: &[(Cause, Cause)] = &[
    (Cause::Loss, Cause::DisposalError),
    (Cause::Loss, Cause::RuleViolation),
    (Cause::Theft, Cause::RuleViolation),
    (Cause::MalwareInfection, Cause::RuleViolation),
    (Cause::Misdelivery, Cause::DataHandlingError),
    (Cause::DataHandlingError, Cause::Misdelivery),
    (Cause::PublicationError, Cause::DataHandlingError),
    (Cause::SystemDefect, Cause::Misdelivery),
    (Cause::InsiderMisuse, Cause::DisposalError),
    (Cause::DisposalError, Cause::RuleViolation),
    (Cause::AccountTakeover, Cause::MalwareInfection),
    (Cause::Ransomware, Cause::VulnerabilityExploit),
    (Cause::VulnerabilityExploit, Cause::StateActor),
    (Cause::UnauthorizedAccess, Cause::StateActor),
    (Cause::MalwareInfection, Cause::StateActor),
    (Cause::Ransomware, Cause::WeakPassword),
    (Cause::UnauthorizedAccess, Cause::Misconfiguration),
    (Cause::Misconfiguration, Cause::WeakPassword),
];

/// Causes that explain a vaguer one: where the first is told, the second is dropped.
const EXPLAINS: &[(Cause, Cause)] = &[
    (Cause::Ransomware, Cause::MalwareInfection),
    (Cause::Ransomware, Cause::UnauthorizedAccess),
    (Cause::Ransomware, Cause::AccountTakeover),
    (Cause::MalwareInfection, Cause::UnauthorizedAccess),
    (Cause::VulnerabilityExploit, Cause::UnauthorizedAccess),
    (Cause::VulnerabilityExploit, Cause::MalwareInfection),
    (Cause::CredentialStuffing, Cause::AccountTakeover),
    (Cause::CredentialStuffing, Cause::UnauthorizedAccess),
    (Cause::WeakPassword, Cause::AccountTakeover),
    (Cause::WeakPassword, Cause::UnauthorizedAccess),
    (Cause::Phishing, Cause::AccountTakeover),
    (Cause::Phishing, Cause::UnauthorizedAccess),
    (Cause::AccountTakeover, Cause::UnauthorizedAccess),
    (Cause::InsiderMisuse, Cause::UnauthorizedAccess),
    (Cause::InsiderMisuse, Cause::PublicationError),
    (Cause::InsiderMisuse, Cause::Misdelivery),
];

pub(super) fn settle(notice: &Notice<'_>, mut weighed: [Weighed; Cause::ALL.len()]) -> Vec<Found<Cause>> {
    let told = |weighed: &[Weighed], cause: Cause| weighed[cause as usize].weight;
    // Information that intruders stole is no stolen thing.
    if [Cause::Ransomware, Cause::UnauthorizedAccess, Cause::MalwareInfection, Cause::AccountTakeover]
        .iter()
        .any(|&cause| told(&weighed, cause) >= told(&weighed, Cause::Theft).max(1))
    {
        weighed[Cause::Theft as usize] = Weighed::default();
    }
    // What was stolen is gone, however the text calls that.
    if weighed[Cause::Theft as usize].is_plain {
        weighed[Cause::Theft as usize].weight += std::mem::take(&mut weighed[Cause::Loss as usize]).weight;
    }
    // What may have been thrown away is, as far as anybody knows, lost.
    if weighed[Cause::DisposalError as usize].is_supposed && told(&weighed, Cause::Loss) > 0 {
        let disposal = &mut weighed[Cause::DisposalError as usize].weight;
        weighed[Cause::Loss as usize].weight += std::mem::replace(disposal, 2);
    }
    for &(clear, vaguer) in EXPLAINS {
        if clear == Cause::MalwareInfection
            && weighed[clear as usize].is_supposed
            && told(&weighed, Cause::AccountTakeover) > 0
        {
            continue;
        }
        let is_by_insider = matches!(vaguer, Cause::PublicationError | Cause::Misdelivery);
        if told(&weighed, clear) > 0
            && told(&weighed, vaguer) > 0
            && (!is_by_insider || told(&weighed, clear) >= told(&weighed, vaguer))
        {
            // The way in may be a second cause of its own, not the name of the first.
            let gone = std::mem::take(&mut weighed[vaguer as usize]);
            weighed[clear as usize].weight += gone.weight;
        }
    }
    let main = Cause::ALL
        .iter()
        .copied()
        .filter(|&cause| told(&weighed, cause) > 0 && !matches!(cause, Cause::RuleViolation | Cause::StateActor))
        // A weak password made it worse that the machine lay open.
        .filter(|&cause| {
            cause != Cause::WeakPassword
                || told(&weighed, Cause::Misconfiguration) == 0
                || weighed[cause as usize].is_called
        })
        .max_by_key(|&cause| (cause == Cause::Ransomware, told(&weighed, cause), std::cmp::Reverse(cause)));
    let Some(main) = main else { return Vec::new() };
    let main = behind(notice, &weighed, main);
    let found = |cause: Cause, rule| {
        let at = weighed[cause as usize].at.expect("a weight has a place");
        Found::new(cause, notice.evidence(at), rule)
    };
    let mut causes = vec![found(main, "cause.main")];
    for &(first, second) in BESIDE {
        // A setting is a second cause of an intrusion only where the text says so.
        let is_meant = (first, second) != (Cause::UnauthorizedAccess, Cause::Misconfiguration)
            || weighed[second as usize].is_called;
        if first == main
            && is_meant
            && (told(&weighed, second) > 1
                || weighed[second as usize].in_prose > 1
                || weighed[second as usize].is_supposed && told(&weighed, second) > 0)
        {
            causes.push(found(second, "cause.beside"));
        }
    }
    causes
}

/// The error behind a wrong delivery, if the text calls it the cause: a program's, or a list that was wrong before it was sent. A slip
/// while enclosing stays second.
fn behind(notice: &Notice<'_>, weighed: &[Weighed], main: Cause) -> Cause {
    let called = |cause: Cause| weighed[cause as usize].is_called;
    let encloses = || notice.tags.has(Tag::WaysEnclose);
    match main {
        Cause::Misdelivery if called(Cause::SystemDefect) => Cause::SystemDefect,
        Cause::Misdelivery if called(Cause::DataHandlingError) && !encloses() => Cause::DataHandlingError,
        Cause::DataHandlingError
            if weighed[Cause::Misdelivery as usize].weight > 0 && (encloses() || !called(Cause::DataHandlingError)) =>
        {
            Cause::Misdelivery
        }
        // A column or sheet that was only hidden lay open once the file was published; a slip that deleted is a deletion.
        Cause::DataHandlingError if !called(main) && weighed[Cause::PublicationError as usize].weight > 0 => {
            Cause::PublicationError
        }
        Cause::DataHandlingError if weighed[Cause::AccidentalDeletion as usize].weight > 0 => Cause::AccidentalDeletion,
        Cause::DisposalError if weighed[Cause::InsiderMisuse as usize].weight > 0 => Cause::InsiderMisuse,
        // 「紛失・誤廃棄」 in the heading.
        Cause::DisposalError if weighed[Cause::Loss as usize].best >= IN_HEADING => Cause::Loss,
        // The heading tells what was seen, 「原因は…」 how it came about.
        Cause::SystemDefect | Cause::PublicationError | Cause::Misconfiguration if !called(main) => {
            let behind: &[Cause] = match main {
                Cause::SystemDefect => &[Cause::Misconfiguration, Cause::DataHandlingError, Cause::PublicationError],
                Cause::PublicationError => &[Cause::Misconfiguration],
                _ => &[Cause::SystemDefect, Cause::PublicationError],
            };
            behind.iter().copied().find(|&cause| called(cause)).unwrap_or(main)
        }
        _ => main,
    }
}
