//! What tests and measurements share: disk access, and as many pages as one wants.
//!
//! - [`Stock`]: a seeded generator of distinct pages over the project's own fictional ones (`eval/corpus`).
//! - [`incidents`]: a seeded generator of what reports tell, with known truth, for linking.
//!
//! Never a dependency of the program.

mod incidents;
mod names;
mod numbers;
mod random;
mod stock;

pub use incidents::{Made, incidents};
pub use random::Random;
pub use stock::Stock;
