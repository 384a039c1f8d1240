//! `jikenbo`: arguments, messages, exit codes.
fn main() {}
