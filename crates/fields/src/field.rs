//! A field bound to its argument, ready to be read.

use crate::info::{FieldInfo, FieldType};
use crate::value::Value;
use skua_world::View;

/// The argument between brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// None was given.
    None,
    /// `[3]`.
    Index(u32),
    /// `[name]`.
    Key(String),
}

/// Why a field's name and argument cannot be bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BindError {
    /// No such field; the nearest known name, if one is near.
    Unknown { nearest: Option<&'static str> },
    /// The field takes no argument.
    ArgumentForbidden,
    /// The field must have an argument.
    ArgumentMissing,
    /// The argument is not one that the field can take, and why.
    ArgumentInvalid(String),
}

/// How many candidates a field has for one comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One value (which may be a list).
    Single,
    /// Both ends of a socket (`fd.ip`, `fd.port`, `fd.net`, `fd.proto`): matches when either does; `!=` when both differ.
    EitherEnd,
    /// Every ancestor (`proc.aname` without index, …): matches when any does.
    AnyAncestor,
}

/// A field with its argument.
#[derive(Clone, Debug)]
pub struct Field {
    /// What the field is.
    pub info: &'static FieldInfo,
    /// Its argument.
    pub argument: Argument,
    /// Type after binding: [`FieldType::Dynamic`] only when it differs from event to event.
    pub kind: FieldType,
}
