//! The project's own tools: code generation, BPF build, tidy.
fn main() {}
