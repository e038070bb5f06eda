//! The value of a field.

use std::borrow::Cow;
use std::net::IpAddr;

/// A value that a field, or a transformer of fields, gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text of unknown encoding, without NUL.
    Text(Cow<'a, [u8]>),
    /// Raw bytes.
    Bytes(Cow<'a, [u8]>),
    /// Unsigned number: also ports, flags, modes, relative times in nanoseconds.
    Uint(u64),
    /// Signed number: also descriptors, process ids, error numbers.
    Int(i64),
    /// Truth.
    Bool(bool),
    /// Floating point.
    Double(f64),
    /// Address; also what a network field is compared with.
    Ip(IpAddr),
    /// Several values of one type.
    List(Vec<Value<'a>>),
}
