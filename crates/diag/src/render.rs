//! One diagnostic, several renderings.

pub(crate) mod json;
pub(crate) mod text;
