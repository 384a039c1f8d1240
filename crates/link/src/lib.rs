//! Joins the reports that tell of one event into a case; finds root cases, and where reports disagree or changed.
//!
//! In:   what each report tells ([`Told`]), from extracted or from reference records alike.
//! Out:  cases with roles, roots, contradictions and changes ([`Linked`]); the reasons of every decision ([`Reason`]).
//! Data: `data/weights.tsv` (what each agreement weighs), `data/*.txt` (offices, words of later reports, words of finding).
//!
//! The partition depends on the set of reports only, never on the order in which they came.
//! Not here: permanent ids, corrections by people (`casebook`).

mod block;
mod compare;
mod differ;
mod names;
mod partition;
mod roles;
mod roots;
mod told;
mod weights;

pub use compare::{Comparison, Reason, compare};
pub use differ::{Change, Contradiction};
pub use names::{Identity, identity};
pub use partition::{Case, Linked, link};
pub use roles::Role;
pub use told::{Figure, Step, Told};
pub use weights::VERSION as WEIGHTS_VERSION;

#[cfg(test)]
mod tests;
