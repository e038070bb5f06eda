//! One row of the field tables: description and extractor together.

use crate::field::{Field, Reach};
use crate::info::{ArgumentRule, FieldFlags, FieldInfo, FieldType, NumberFormat, Scope};
use crate::value::Value;
use skua_world::View;

/// Reads a field.
pub(crate) type Extract = for<'a> fn(&Field, &View<'a>) -> Option<Value<'a>>;
/// Tries the candidates of a field that has several, until one is taken; `None` when there is nothing to try.
pub(crate) type Candidates = for<'a> fn(&Field, &View<'a>, &mut dyn FnMut(Value<'a>) -> bool) -> Option<bool>;

/// One field with its extractor.
pub(crate) struct Entry {
    pub(crate) info: FieldInfo,
    pub(crate) extract: Extract,
    pub(crate) candidates: Option<Candidates>,
    pub(crate) reach: Reach,
}

const fn entry(
    name: &'static str,
    kind: FieldType,
    format: NumberFormat,
    scope: Scope,
    doc: &'static str,
    extract: Extract,
) -> Entry {
    Entry {
        info: FieldInfo {
            name,
            kind,
            is_list: false,
            argument: ArgumentRule::No,
            flags: FieldFlags::NONE,
            format,
            scope,
            doc,
        },
        extract,
        candidates: None,
        reach: Reach::Single,
    }
}

macro_rules! kinds {
    ($($name:ident: $kind:ident $format:ident;)*) => {$(
        pub(crate) const fn $name(name: &'static str, scope: Scope, doc: &'static str, extract: Extract) -> Entry {
            entry(name, FieldType::$kind, NumberFormat::$format, scope, doc, extract)
        }
    )*};
}

kinds! {
    text: Charbuf Na;
    bytes: Bytebuf Na;
    truth: Bool Na;
    u64: Uint64 Dec;
    i64: Int64 Dec;
    id64: Int64 Id;
    u32: Uint32 Dec;
    id32: Uint32 Id;
    i32: Int32 Dec;
    hex32: Int32 Hex;
    i16: Int16 Id;
    double: Double Na;
    reltime: Reltime Dec;
    padded: Reltime Padded;
    abstime: Abstime Dec;
    port: Port Dec;
    ip: Ipaddr Na;
    net: Ipnet Na;
}

impl Entry {
    pub(crate) const fn argument(mut self, rule: ArgumentRule) -> Entry {
        self.info.argument = rule;
        self
    }

    pub(crate) const fn flags(mut self, flags: FieldFlags) -> Entry {
        self.info.flags = self.info.flags.and(flags);
        self
    }

    pub(crate) const fn format(mut self, format: NumberFormat) -> Entry {
        self.info.format = format;
        self
    }

    pub(crate) const fn kind(mut self, kind: FieldType) -> Entry {
        self.info.kind = kind;
        self
    }

    pub(crate) const fn list(mut self) -> Entry {
        self.info.is_list = true;
        self
    }

    pub(crate) const fn candidates(mut self, reach: Reach, candidates: Candidates) -> Entry {
        self.reach = reach;
        self.candidates = Some(candidates);
        self
    }
}

/// Text that the world or the event lends.
pub(crate) fn lent(bytes: &[u8]) -> Option<Value<'_>> {
    Some(Value::Text(bytes.into()))
}

/// Text made for the occasion.
pub(crate) fn made<'a>(bytes: impl Into<Vec<u8>>) -> Option<Value<'a>> {
    Some(Value::Text(bytes.into().into()))
}

/// For fields that are known by name but that nothing gives a value.
pub(crate) fn nothing<'a>(_: &Field, _: &View<'a>) -> Option<Value<'a>> {
    None
}
