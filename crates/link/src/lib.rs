//! Joins the reports that tell of one event into a case; finds root cases, and where reports disagree or changed.
//!
//! In:   what each report tells ([`Told`]), from extracted or from reference records alike; what people decided ([`Bond`]).
//! Out:  cases with roles, roots, contradictions and changes ([`Linked`]); the reasons of every decision ([`Reason`]).
//! Data: `data/weights.tsv` (what each agreement weighs), `data/municipalities.tsv` (codes), `data/families.tsv` (families of causes),
//!       `data/*.txt` (offices, words of later reports, words of finding).
//!
//! The partition depends on the set of reports only, never on the order in which they came; [`relink`] works out the neighbourhood of a change
//! and gives what [`link`] gives for everything.
//! Not here: permanent ids, corrections by people (`casebook`).

mod block;
mod compare;
mod differ;
mod fingerprint;
mod gate;
mod grounds;
mod join;
mod names;
mod partition;
mod places;
mod reach;
mod relink;
mod roles;
mod roots;
mod shelf;
mod told;
mod weights;

pub use block::WINDOW;
pub use compare::{Comparison, Reason, compare};
pub use differ::{Change, Contradiction};
pub use fingerprint::fingerprints;
pub use gate::Gate;
pub use grounds::{Pair, pairs_of_cases, pairs_of_reports};
pub use names::{Identity, identity};
pub use partition::{Bond, Case, Linked, link, link_weighted};
pub use relink::{link_all, relink};
pub use roles::Role;
pub use shelf::{Delta, Entry, JoinedCase, JoinedEvent, Level, Seat, Shelf};
pub use told::{Figure, OtherName, Place, Step, Told};
pub use weights::{VERSION as WEIGHTS_VERSION, Weights};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
