//! Output formats: text with `%field`, `%field[argument]`, `%transformer(field)` and `%20field`.

use crate::check;
use crate::compile::operand::Operand;
use crate::compile::{Side, build_operand};
use crate::parse;
use crate::yaml::Text;
use skua_alert::FieldValue;
use skua_diag::Diagnostic;
use skua_fields::{Field, FieldFlags, FieldType, NumberFormat, Value};
use skua_world::View;

/// What the public engine's default configuration puts after every output of system call rules.
pub(crate) const SUGGESTED_OUTPUT: &str = " container_id=%container.id container_name=%container.name \
     container_image_repository=%container.image.repository container_image_tag=%container.image.tag \
     k8s_pod_name=%k8s.pod.name k8s_ns_name=%k8s.ns.name";

/// Shown for a field without a value.
const NOT_AVAILABLE: &str = "<NA>";
/// Widths beyond this are cut to it: a format cannot be made to fill memory.
const WIDTH_LIMIT: usize = 4096;

/// An output, read once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Format {
    pieces: Vec<Piece>,
    /// Fields carried beside the message, under their own names or others.
    extra: Vec<(String, Vec<Piece>)>,
}

#[derive(Clone, Debug)]
enum Piece {
    Literal(String),
    Field { operand: Operand, name: String, width: Option<usize> },
}

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

impl Format {
    /// Reads an output. Warnings go into `warnings`.
    pub(crate) fn parse(
        text: &Text,
        extra: &[(String, Option<String>)],
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Format> {
        let pieces = pieces(text, warnings)?;
        let mut format = Format { pieces, extra: Vec::new() };
        for (name, shown) in extra {
            let origin = text.origin(0..1);
            let source = shown.clone().unwrap_or_else(|| format!("%{name}"));
            let mut text = Text::default();
            text.push_str(&source, origin.as_ref());
            format.extra.push((name.clone(), pieces_of(&text, warnings)?));
        }
        Ok(format)
    }

    /// The message for an event.
    pub(crate) fn message(&self, view: &View<'_>) -> String {
        let mut out = String::new();
        self.pieces.iter().for_each(|piece| piece.render(view, &mut out));
        out
    }

    /// The message piece by piece, for one that may have to be completed later.
    pub(crate) fn parts(&self, view: &View<'_>) -> Vec<String> {
        let part = |piece: &Piece| {
            let mut out = String::new();
            piece.render(view, &mut out);
            out
        };
        self.pieces.iter().map(part).collect()
    }

    /// The message of earlier parts, with those anew that read what a container runtime tells.
    pub(crate) fn completed(&self, early: &[String], view: &View<'_>) -> String {
        let mut out = String::new();
        for (piece, part) in self.pieces.iter().zip(early) {
            match piece {
                Piece::Field { name, .. } if tells_of_container(name) => piece.render(view, &mut out),
                _ => out.push_str(part),
            }
        }
        out
    }

    /// The fields of the message, in its order and each once, then the extra ones.
    pub(crate) fn fields(&self, view: &View<'_>) -> Vec<(String, FieldValue)> {
        let mut out: Vec<(String, FieldValue)> = Vec::new();
        for piece in &self.pieces {
            if let Piece::Field { operand: Operand::Field(field), name, .. } = piece
                && !out.iter().any(|(known, _)| known == name)
            {
                out.push((name.clone(), field_value(field, view)));
            }
        }
        for (name, pieces) in &self.extra {
            let value = match pieces.as_slice() {
                [Piece::Field { operand: Operand::Field(field), width: None, .. }] => {
                    field_value(field, view)
                }
                pieces => {
                    let mut text = String::new();
                    pieces.iter().for_each(|piece| piece.render(view, &mut text));
                    FieldValue::Text(text)
                }
            };
            out.retain(|(known, _)| known != name);
            out.push((name.clone(), value));
        }
        out
    }

    /// Calls with every field that is read.
    pub(crate) fn operands(&self) -> impl Iterator<Item = &Operand> {
        let extra = self.extra.iter().flat_map(|(_, pieces)| pieces);
        self.pieces.iter().chain(extra).filter_map(|piece| match piece {
            Piece::Field { operand, .. } => Some(operand),
            Piece::Literal(_) => None,
        })
    }
}

impl Piece {
    fn render(&self, view: &View<'_>, out: &mut String) {
        let (operand, width) = match self {
            Piece::Literal(text) => return out.push_str(text),
            Piece::Field { operand, width, .. } => (operand, *width),
        };
        let text = match operand.value(view) {
            None => NOT_AVAILABLE.into(),
            Some(value) => {
                let bytes = match operand {
                    Operand::Field(field) => value.render(field),
                    other => value.render_as(other.kind(), NumberFormat::Dec),
                };
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        match width {
            None => out.push_str(&text),
            Some(width) => {
                let mut count = 0;
                for c in text.chars().take(width) {
                    out.push(c);
                    count += 1;
                }
                out.extend(std::iter::repeat_n(' ', width - count));
            }
        }
    }
}

/// The field, or what is made of it, comes from the container's metadata.
pub(crate) fn tells_of_container(name: &str) -> bool {
    name.contains("container.") || name.contains("k8s.")
}

/// A field's value as alerts carry it: numbers stay numbers, what has a printed form of its own becomes text.
pub fn field_value(field: &Field, view: &View<'_>) -> FieldValue {
    match field.extract(view) {
        None => FieldValue::Null,
        Some(value) => alert_value(&value, field),
    }
}

fn alert_value(value: &Value<'_>, field: &Field) -> FieldValue {
    // The time of day is text in a message and the moment itself among the fields; that is done where it is known.
    match value {
        Value::Text(bytes) => FieldValue::text(bytes),
        Value::Uint(number)
            if matches!(field.kind, FieldType::Uid | FieldType::Gid) && *number == u64::from(u32::MAX) =>
        {
            FieldValue::Int(-1)
        }
        Value::Uint(number) => match field.info.format {
            NumberFormat::Hex | NumberFormat::Oct | NumberFormat::Padded => {
                FieldValue::text(&value.render(field))
            }
            _ => FieldValue::Uint(*number),
        },
        Value::Int(number) => match field.info.format {
            NumberFormat::Hex | NumberFormat::Oct => FieldValue::text(&value.render(field)),
            _ => FieldValue::Int(*number),
        },
        Value::Bool(truth) => FieldValue::Bool(*truth),
        Value::Double(number) => FieldValue::Double(*number),
        Value::List(values) => {
            FieldValue::List(values.iter().map(|value| alert_value(value, field)).collect())
        }
        Value::Bytes(_) | Value::Ip(_) => FieldValue::text(&value.render(field)),
    }
}

fn pieces(text: &Text, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Piece>> {
    pieces_of(text, warnings)
}

fn pieces_of(text: &Text, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Piece>> {
    let string = text.as_str();
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while let Some(rest) = string.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(percent) = rest.find('%') else {
            literal.push_str(rest);
            break;
        };
        literal.push_str(rest.get(..percent).unwrap_or_default());
        let start = at + percent;
        let bad = |end: usize, label: &str| {
            let span = text.origin(start..end.clamp(start + 1, string.len().max(start + 1)));
            Box::new(check::bad_output(span, "the output cannot be read", label))
        };
        let mut after = start + 1;
        if after >= string.len() {
            return Err(bad(after, "`%` at the end"));
        }
        // Falco's own marker for fields that may be missing; here all may.
        if string.as_bytes().get(after) == Some(&b'*') {
            after += 1;
        }
        let digits = string.bytes().skip(after).take_while(u8::is_ascii_digit).count();
        let width = match digits {
            0 => None,
            digits => {
                let number = string.get(after..after + digits).and_then(|text| text.parse::<usize>().ok());
                Some(number.unwrap_or(WIDTH_LIMIT).min(WIDTH_LIMIT))
            }
        };
        after += digits;
        let tail = string.get(after..).unwrap_or_default();
        if let Some(rest) = tail.strip_prefix("container.info") {
            warnings.push(
                check::deprecated_item(
                    text.origin(start..after + "container.info".len()),
                    "`%container.info` is deprecated and shows nothing",
                    "",
                )
                .help("name the fields of the container that the output should show"),
            );
            at = string.len() - rest.len();
            continue;
        }
        let (parsed, length) = match parse::parse_operand_prefix(tail) {
            None => return Err(bad(after + 1, "a field's name is expected after `%`")),
            Some(Err(error)) => return Err(bad(after + error.range.end, &error.expected)),
            Some(Ok(found)) => found,
        };
        let (operand, length) = bind_longest(&parsed, length, tail, text, after)?;
        printable(&operand, text, start, after + length)?;
        if let Operand::Field(field) = &operand
            && field.info.flags.contains(FieldFlags::DEPRECATED)
        {
            let title = format!("`{}` is deprecated", field.info.name);
            warnings.push(check::deprecated_item(text.origin(start..after + length), title, ""));
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        // As the author spelled it: `evt.arg.flags` stays so and does not become `evt.arg[flags]`.
        let name = tail.get(..length).unwrap_or_default().to_owned();
        pieces.push(Piece::Field { operand, name, width });
        at = after + length;
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// A sentence may go on right after a field with a dot and a word, so shorter names are tried too.
fn bind_longest(
    parsed: &parse::Operand,
    length: usize,
    tail: &str,
    text: &Text,
    after: usize,
) -> Result<(Operand, usize)> {
    let place = text.slice(after..after + length);
    let error = match build_operand(parsed, &place, Side::Output) {
        Ok(operand) => return Ok((operand, length)),
        Err(error) => error,
    };
    if let parse::Operand::Field { name, argument: None, .. } = parsed {
        let mut shorter = name.as_str();
        while let Some((head, _)) = shorter.rsplit_once('.') {
            shorter = head;
            let bound = head.contains('.').then(|| Field::bind(head, None).ok()).flatten();
            if let Some(field) = bound {
                return Ok((Operand::Field(field), head.len()));
            }
        }
    }
    let _ = tail;
    // The same faults as in a condition, but in an output.
    let mut error = error;
    error.code = "R201";
    error.public_code = Some("LOAD_ERR_COMPILE_OUTPUT");
    Err(error)
}

fn printable(operand: &Operand, text: &Text, start: usize, end: usize) -> Result<()> {
    let mut hidden = None;
    operand.fields(&mut |field| {
        if field.info.flags.contains(FieldFlags::FILTER_ONLY) {
            hidden = Some(field.info.name);
        }
    });
    match hidden {
        None => Ok(()),
        Some(name) => {
            let title = format!("`{name}` cannot be printed");
            Err(Box::new(check::not_printable(text.origin(start..end), title, "exists in conditions only")))
        }
    }
}
