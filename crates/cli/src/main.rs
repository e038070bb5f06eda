//! The `skua` command.
fn main() {}
