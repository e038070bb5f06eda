//! Values of the fields that an alert carries.

use serde::{Serialize, Serializer};

/// The value of one field, kept as what it is so that JSON readers get numbers as numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// The event had no such value.
    Null,
    /// Text; bytes that were not UTF-8 have become U+FFFD.
    Text(String),
    /// Signed number.
    Int(i64),
    /// Unsigned number.
    Uint(u64),
    /// Truth.
    Bool(bool),
    /// Floating point; JSON has no infinities, they become `null` there.
    Double(f64),
    /// Several values.
    List(Vec<FieldValue>),
}

impl FieldValue {
    /// Makes text of bytes from outside, replacing what is not UTF-8.
    pub fn text(bytes: &[u8]) -> Self {
        Self::Text(String::from_utf8_lossy(bytes).into_owned())
    }
}

impl Serialize for FieldValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Uint(number) => serializer.serialize_u64(*number),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Double(number) => serializer.serialize_f64(*number),
            Self::List(values) => serializer.collect_seq(values),
        }
    }
}
