//! What is known of a field before any event.

use skua_event::Format;

/// Type of a field's values, by the public engine's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FieldType {
    Charbuf,
    Bytebuf,
    Fspath,
    Fsrelpath,
    Bool,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Double,
    Reltime,
    Abstime,
    Port,
    Ipaddr,
    Ipnet,
    Fd,
    Pid,
    Errno,
    Flags8,
    Flags16,
    Flags32,
    Mode,
    Uid,
    Gid,
    /// Decided when the field is bound to its argument.
    Dynamic,
}

/// Whether a field takes `[argument]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ArgumentRule {
    No,
    Allowed,
    Required,
}

/// What a field's value can depend on. Decides when it may be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Only the event's code.
    EventType,
    /// The process and its ancestors: constant while the thread's generation is.
    Process,
    /// The process's container and its metadata.
    Container,
    /// The descriptor of the event.
    Descriptor,
    /// The event itself.
    Event,
}

/// Properties of a field, a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct FieldFlags(pub u8);

#[allow(missing_docs)]
impl FieldFlags {
    pub const NONE: FieldFlags = FieldFlags(0);
    /// Cannot be printed.
    pub const FILTER_ONLY: FieldFlags = FieldFlags(1);
    /// Cannot stand right of an operator.
    pub const NO_RHS: FieldFlags = FieldFlags(2);
    /// Cannot be transformed.
    pub const NO_TRANSFORMER: FieldFlags = FieldFlags(4);
    /// Deprecated, loads with a warning.
    pub const DEPRECATED: FieldFlags = FieldFlags(8);
    /// Accepted but not listed.
    pub const HIDDEN: FieldFlags = FieldFlags(16);
    /// We have nothing yet that could give it a value.
    pub const MISSING: FieldFlags = FieldFlags(32);

    pub const fn contains(self, other: FieldFlags) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn and(self, other: FieldFlags) -> FieldFlags {
        FieldFlags(self.0 | other.0)
    }
}

/// One field.
#[derive(Debug)]
pub struct FieldInfo {
    /// Public name.
    pub name: &'static str,
    /// Type of its values, or of its elements when a list.
    pub kind: FieldType,
    /// Gives a list.
    pub is_list: bool,
    /// Whether it takes an argument.
    pub argument: ArgumentRule,
    /// Properties.
    pub flags: FieldFlags,
    /// How its numbers are printed.
    pub format: NumberFormat,
    /// What its value depends on.
    pub scope: Scope,
    /// One sentence.
    pub doc: &'static str,
}

/// How a field's number is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NumberFormat {
    Na,
    Dec,
    Hex,
    Oct,
    /// Nine digits with leading zeros.
    Padded,
    Id,
}

impl From<Format> for NumberFormat {
    fn from(format: Format) -> NumberFormat {
        match format {
            Format::Na => NumberFormat::Na,
            Format::Dec => NumberFormat::Dec,
            Format::Hex => NumberFormat::Hex,
            Format::Oct => NumberFormat::Oct,
        }
    }
}
