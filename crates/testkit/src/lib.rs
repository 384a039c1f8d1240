//! What tests and measurements share: disk access, and as many pages as one wants.
//!
//! - [`Stock`]: a seeded generator of distinct pages over the project's own fictional ones (`eval/corpus`).
//!
//! Never a dependency of the program.

mod names;
mod numbers;
mod random;
mod stock;

pub use random::Random;
pub use stock::Stock;
