//! Values as text, the way the public tools print them, and as JSON.

use crate::field::Field;
use crate::info::{FieldType, NumberFormat};
use crate::value::Value;
use std::fmt::Write;

impl Value<'_> {
    /// The value as `%field` of an output format shows it.
    pub fn render(&self, field: &Field) -> Vec<u8> {
        self.render_as(field.kind, field.info.format)
    }

    /// The value as a type and number format show it.
    pub fn render_as(&self, kind: FieldType, format: NumberFormat) -> Vec<u8> {
        match self {
            Value::Text(text) => text.to_vec(),
            Value::Bytes(bytes) => printable(bytes),
            Value::Uint(number) => unsigned(*number, kind, format),
            Value::Int(number) => signed(*number, format),
            Value::Bool(truth) => truth.to_string().into_bytes(),
            Value::Double(number) => format!("{number}").into_bytes(),
            Value::Ip(_) if kind == FieldType::Ipnet => b"<IPNET>".to_vec(),
            Value::Ip(address) => address.to_string().into_bytes(),
            Value::List(items) => {
                let mut out = b"(".to_vec();
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    out.extend_from_slice(&item.render_as(kind, format));
                }
                out.push(b')');
                out
            }
        }
    }
}

fn unsigned(number: u64, kind: FieldType, format: NumberFormat) -> Vec<u8> {
    let text = match format {
        NumberFormat::Hex => format!("{number:X}"),
        NumberFormat::Oct => format!("{number:o}"),
        NumberFormat::Padded => format!("{number:09}"),
        _ if matches!(kind, FieldType::Uid | FieldType::Gid) && number == u64::from(u32::MAX) => "-1".into(),
        _ => number.to_string(),
    };
    text.into_bytes()
}

fn signed(number: i64, format: NumberFormat) -> Vec<u8> {
    let text = match format {
        NumberFormat::Hex => format!("{number:X}"),
        NumberFormat::Oct => format!("{number:o}"),
        _ => number.to_string(),
    };
    text.into_bytes()
}

/// Bytes that a terminal can show stay; others become escapes.
fn printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            0x20..=0x7e => out.push(char::from(*byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.into_bytes()
}
