//! The fields that rules name: type, documentation and extraction.
//!
//! One file per class of fields; each entry holds name, type, documentation and extractor together.

mod field;
mod info;
mod value;

pub use field::{Argument, BindError, Field, Reach};
pub use info::{ArgumentRule, FieldFlags, FieldInfo, FieldType, Scope};
pub use value::Value;
