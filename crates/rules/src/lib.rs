//! The rule language: parse, check, compile, match.

mod parse;
mod yaml;
