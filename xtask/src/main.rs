//! Chores of the project: `cargo xtask test`, `cargo xtask eval`.
fn main() {}
