//! What gives a value: fields, and transformers of them.

use super::constant::{Family, family};
use crate::parse::Transform;
use skua_fields::{Field, FieldType, Scope, Value};
use skua_world::View;
use std::borrow::Cow;

/// A field or a function of fields, ready to be asked.
#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Field(Field),
    Literal(Vec<u8>),
    /// Several values as one list, for functions that take lists.
    List(Vec<Operand>),
    Transform {
        transform: Transform,
        args: Vec<Operand>,
        option: Option<u8>,
        kind: FieldType,
        is_list: bool,
    },
}

impl Operand {
    /// Type of the value, or of its elements.
    pub(crate) fn kind(&self) -> FieldType {
        match self {
            Operand::Field(field) => field.kind,
            Operand::Literal(_) => FieldType::Charbuf,
            Operand::List(items) => items.first().map_or(FieldType::Charbuf, Operand::kind),
            Operand::Transform { kind, .. } => *kind,
        }
    }

    pub(crate) fn is_list(&self) -> bool {
        match self {
            Operand::Field(field) => field.info.is_list,
            Operand::Literal(_) => false,
            Operand::List(_) => true,
            Operand::Transform { is_list, .. } => *is_list,
        }
    }

    /// The widest scope of what is read.
    pub(crate) fn scope(&self) -> Scope {
        match self {
            Operand::Field(field) => field.scope(),
            Operand::Literal(_) => Scope::EventType,
            Operand::List(items) | Operand::Transform { args: items, .. } => {
                items.iter().map(Operand::scope).max().unwrap_or(Scope::EventType)
            }
        }
    }

    /// Calls with every field that is read.
    pub(crate) fn fields<'a>(&'a self, found: &mut dyn FnMut(&'a Field)) {
        match self {
            Operand::Field(field) => found(field),
            Operand::Literal(_) => {}
            Operand::List(items) | Operand::Transform { args: items, .. } => {
                items.iter().for_each(|item| item.fields(found));
            }
        }
    }

    /// The value for an event; none when anything it needs has none.
    pub(crate) fn value<'a>(&'a self, view: &View<'a>) -> Option<Value<'a>> {
        match self {
            Operand::Field(field) => field.extract(view),
            Operand::Literal(bytes) => Some(Value::Text(Cow::Borrowed(bytes))),
            Operand::List(items) => {
                let values: Option<Vec<Value<'a>>> = items.iter().map(|item| item.value(view)).collect();
                values.map(Value::List)
            }
            Operand::Transform { transform, args, option, .. } => {
                let first = args.first()?.value(view)?;
                transform_value(*transform, first, args.get(1..)?, *option, view)
            }
        }
    }
}

fn transform_value<'a>(
    transform: Transform,
    first: Value<'a>,
    more: &'a [Operand],
    option: Option<u8>,
    view: &View<'a>,
) -> Option<Value<'a>> {
    Some(match transform {
        Transform::Val => first,
        Transform::Tolower => map_bytes(first, |bytes| bytes.to_ascii_lowercase().into())?,
        Transform::Toupper => map_bytes(first, |bytes| bytes.to_ascii_uppercase().into())?,
        Transform::Basename => map_bytes(first, |bytes| match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(basename(bytes)),
            Cow::Owned(bytes) => Cow::Owned(basename(&bytes).to_vec()),
        })?,
        Transform::B64 => match first {
            Value::Text(bytes) => Value::Text(decode_base64(&bytes)?.into()),
            Value::Bytes(bytes) => Value::Bytes(decode_base64(&bytes)?.into()),
            _ => return None,
        },
        Transform::Len => Value::Uint(match first {
            Value::Text(bytes) | Value::Bytes(bytes) => bytes.len() as u64,
            Value::List(values) => values.len() as u64,
            _ => return None,
        }),
        Transform::Concat => {
            let mut out = bytes_of(&first)?.to_vec();
            for operand in more {
                out.extend_from_slice(bytes_of(&operand.value(view)?)?);
            }
            Value::Text(out.into())
        }
        Transform::Join => {
            let separator = bytes_of(&first)?.to_vec();
            let Value::List(values) = more.first()?.value(view)? else { return None };
            let mut out = Vec::new();
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.extend_from_slice(&separator);
                }
                out.extend_from_slice(bytes_of(value)?);
            }
            Value::Text(out.into())
        }
        Transform::Getopt => {
            let Value::List(args) = first else { return None };
            let spec = more.first()?.value(view)?;
            getopt(&args, bytes_of(&spec)?, option)?
        }
    })
}

fn map_bytes<'a>(value: Value<'a>, map: impl FnOnce(Cow<'a, [u8]>) -> Cow<'a, [u8]>) -> Option<Value<'a>> {
    match value {
        Value::Text(bytes) => Some(Value::Text(map(bytes))),
        Value::Bytes(bytes) => Some(Value::Bytes(map(bytes))),
        _ => None,
    }
}

/// The bytes of a text or of bytes.
#[inline]
pub(crate) fn bytes_of<'v>(value: &'v Value<'_>) -> Option<&'v [u8]> {
    match value {
        Value::Text(bytes) | Value::Bytes(bytes) => Some(bytes),
        _ => None,
    }
}

fn basename(path: &[u8]) -> &[u8] {
    path.iter().rposition(|byte| *byte == b'/').and_then(|slash| path.get(slash + 1..)).unwrap_or(path)
}

/// Decodes base64 of the standard alphabet, with or without padding.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let body = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    if body.len() % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(body.len() * 3 / 4);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(out)
}

/// Options of an argument list as POSIX getopt reads them: single letters, stopping at the first that is no option or
/// at `--`. With `wanted`, the last argument of that option (empty for one that takes none); without, all of them as
/// a list of letters, each followed by its argument if it takes one.
fn getopt<'a>(args: &[Value<'a>], spec: &[u8], wanted: Option<u8>) -> Option<Value<'a>> {
    let takes = |letter: u8| {
        let at = spec.iter().position(|byte| *byte == letter && letter != b':')?;
        Some(spec.get(at + 1) == Some(&b':'))
    };
    let mut found: Vec<(u8, Option<Vec<u8>>)> = Vec::new();
    let mut rest = args.iter();
    'args: while let Some(arg) = rest.next() {
        let arg = bytes_of(arg)?;
        if arg == b"--" || arg.len() < 2 || arg.first() != Some(&b'-') {
            break;
        }
        for (index, letter) in arg.iter().enumerate().skip(1) {
            match takes(*letter) {
                Some(true) => {
                    let inline = arg.get(index + 1..).filter(|text| !text.is_empty());
                    let value = match inline {
                        Some(text) => Some(text.to_vec()),
                        None => rest.next().and_then(bytes_of).map(<[u8]>::to_vec),
                    };
                    if let Some(value) = value {
                        found.push((*letter, Some(value)));
                    }
                    continue 'args;
                }
                Some(false) => found.push((*letter, None)),
                None => {}
            }
        }
    }
    match wanted {
        Some(letter) => {
            let (_, value) = found.into_iter().rev().find(|(option, _)| *option == letter)?;
            Some(Value::Text(value.unwrap_or_default().into()))
        }
        None => Some(Value::List(
            found
                .into_iter()
                .flat_map(|(letter, value)| [Some(vec![letter]), value])
                .flatten()
                .map(|bytes| Value::Text(bytes.into()))
                .collect(),
        )),
    }
}

/// The type that a transformer gives for what it is given, or why it cannot.
pub(crate) fn result_type(
    transform: Transform,
    args: &[Operand],
    indexed: bool,
) -> Result<(FieldType, bool), String> {
    let name = transform.name();
    let text = |operand: &Operand| family(operand.kind()) == Family::Text && !operand.is_list();
    let count = |wanted: usize| match args.len() {
        found if found == wanted => Ok(()),
        found => Err(format!("`{name}` takes {wanted} argument(s), this has {found}")),
    };
    let first = args.first().ok_or_else(|| format!("`{name}` needs an argument"))?;
    match transform {
        Transform::Val => count(1).map(|()| (first.kind(), first.is_list())),
        Transform::Tolower | Transform::Toupper | Transform::Basename => {
            count(1)?;
            if text(first) { Ok((first.kind(), false)) } else { Err(format!("`{name}` takes a text")) }
        }
        Transform::B64 => {
            count(1)?;
            let fits = text(first) || family(first.kind()) == Family::Bytes && !first.is_list();
            if fits { Ok((first.kind(), false)) } else { Err(format!("`{name}` takes a text or bytes")) }
        }
        Transform::Len => {
            count(1)?;
            let fits = first.is_list() || matches!(family(first.kind()), Family::Text | Family::Bytes);
            if fits {
                Ok((FieldType::Uint64, false))
            } else {
                Err(format!("`{name}` takes a text, bytes or a list"))
            }
        }
        Transform::Concat => {
            if args.len() < 2 {
                return Err(format!("`{name}` takes at least two texts"));
            }
            if args.iter().all(text) {
                Ok((FieldType::Charbuf, false))
            } else {
                Err(format!("`{name}` takes texts"))
            }
        }
        Transform::Join => {
            count(2)?;
            let list = args.get(1).is_some_and(|list| list.is_list() && family(list.kind()) == Family::Text);
            if text(first) && list {
                Ok((FieldType::Charbuf, false))
            } else {
                Err(format!("`{name}` takes a separator and a list of texts"))
            }
        }
        Transform::Getopt => {
            count(2)?;
            let list = first.is_list() && family(first.kind()) == Family::Text;
            if list && args.get(1).is_some_and(text) {
                Ok((FieldType::Charbuf, !indexed))
            } else {
                Err(format!("`{name}` takes a list of texts and the option letters"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_needs_no_padding() {
        assert_eq!(decode_base64(b"aGk="), Some(b"hi".to_vec()));
        assert_eq!(decode_base64(b"aGk"), Some(b"hi".to_vec()));
        assert_eq!(decode_base64(b"a"), None);
        assert_eq!(decode_base64(b"a*=="), None);
        assert_eq!(decode_base64(b""), Some(vec![]));
    }

    #[test]
    fn options_stop_at_the_first_other_word() {
        let args: Vec<Value<'_>> = ["-ab", "x", "-by", "z", "-b", "late"]
            .iter()
            .map(|arg| Value::Text(arg.as_bytes().into()))
            .collect();
        let text = |bytes: &[u8]| Some(Value::Text(bytes.to_vec().into()));
        assert_eq!(getopt(&args, b"ab:", Some(b'b')), text(b"y"));
        assert_eq!(getopt(&args, b"ab:", Some(b'a')), text(b""));
        assert_eq!(getopt(&args, b"ab:", Some(b'c')), None);
    }

    #[test]
    fn the_last_component_is_the_base_name() {
        assert_eq!(basename(b"/a/b"), b"b");
        assert_eq!(basename(b"b"), b"b");
        assert_eq!(basename(b"/a/"), b"");
    }
}
