//! One diagnostic, several renderings.

mod json;
mod text;

pub use json::json;
pub use text::{one, text};
