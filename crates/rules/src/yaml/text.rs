//! A text that remembers which bytes of which file it came from, through folding, joining and substitution.

use saphyr_parser::ScalarStyle;
use skua_diag::Span;
use std::ops::Range;

/// A text with the origin of its bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    string: String,
    pieces: Vec<Piece>,
}

/// From `start` to the next piece's start.
#[derive(Clone, Debug)]
struct Piece {
    start: usize,
    origin: Span,
    /// Byte by byte, or all of it from all of the origin.
    verbatim: bool,
}

impl Text {
    /// A text that came from one place as a whole.
    pub(crate) fn whole(string: impl Into<String>, origin: Span) -> Text {
        Text { string: string.into(), pieces: vec![Piece { start: 0, origin, verbatim: false }] }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.string
    }

    /// Appends what has no place of its own; it is said to come from where the text before it ended.
    pub(crate) fn push_str(&mut self, text: &str, origin: Option<&Span>) {
        if let Some(origin) = origin {
            self.pieces.push(Piece { start: self.string.len(), origin: origin.clone(), verbatim: false });
        }
        self.string.push_str(text);
    }

    /// Appends a text with its origins.
    pub(crate) fn push(&mut self, other: &Text) {
        self.push_range(other, 0..other.string.len());
    }

    fn push_range(&mut self, other: &Text, range: Range<usize>) {
        let Some(part) = other.string.get(range.clone()) else { return };
        if part.is_empty() {
            return;
        }
        let base = self.string.len();
        for (index, piece) in other.pieces.iter().enumerate() {
            let end = other.pieces.get(index + 1).map_or(other.string.len(), |next| next.start);
            if end <= range.start || piece.start >= range.end {
                continue;
            }
            let skipped = range.start.saturating_sub(piece.start);
            let mut origin = piece.origin.clone();
            if piece.verbatim {
                origin.range.start += skipped;
            }
            self.pieces.push(Piece {
                start: base + piece.start.max(range.start) - range.start,
                origin,
                verbatim: piece.verbatim,
            });
        }
        self.string.push_str(part);
    }

    /// A part of the text.
    pub(crate) fn slice(&self, range: Range<usize>) -> Text {
        let mut part = Text::default();
        part.push_range(self, range);
        part
    }

    /// Without blanks around it.
    pub(crate) fn trimmed(&self) -> Text {
        let start = self.string.len() - self.string.trim_start().len();
        self.slice(start..start.max(self.string.trim_end().len()))
    }

    /// Puts another text in place of a range.
    pub(crate) fn replace(&mut self, range: Range<usize>, with: &Text) {
        let mut out = Text::default();
        out.push_range(self, 0..range.start);
        out.push(with);
        out.push_range(self, range.end..self.string.len());
        *self = out;
    }

    /// Where a range came from. When it came from several files, the place of its beginning.
    pub(crate) fn origin(&self, range: Range<usize>) -> Option<Span> {
        let first = self.place(range.start)?;
        if range.end <= range.start + 1 {
            return Some(first);
        }
        let last = self.place(range.end - 1)?;
        if last.source == first.source && last.range.end >= first.range.start {
            return Some(Span::new(first.source, first.range.start..last.range.end));
        }
        Some(first)
    }

    fn place(&self, at: usize) -> Option<Span> {
        let index = self.pieces.partition_point(|piece| piece.start <= at).checked_sub(1)?;
        let piece = self.pieces.get(index)?;
        if !piece.verbatim {
            return Some(piece.origin.clone());
        }
        let start = (piece.origin.range.start + (at - piece.start)).min(piece.origin.range.end);
        Some(Span::new(piece.origin.source, start..(start + 1).min(piece.origin.range.end)))
    }
}

/// Finds, for each byte of a scalar's value, the byte of the file that it was written as.
pub(crate) fn align(value: &str, raw: &str, style: ScalarStyle, place: &Span) -> Text {
    let bytes = raw.as_bytes();
    let mut at = match style {
        ScalarStyle::Literal | ScalarStyle::Folded => raw.find('\n').map_or(0, |newline| newline + 1),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => usize::from(!raw.is_empty()),
        ScalarStyle::Plain => 0,
    };
    let mut text = Text { string: value.to_owned(), pieces: Vec::new() };
    let mut expected = usize::MAX;
    for (index, character) in value.char_indices() {
        let mut width = character.len_utf8();
        let mut begin = at;
        if style == ScalarStyle::DoubleQuoted {
            while bytes.get(begin) == Some(&b'\\') && bytes.get(begin + 1) == Some(&b'\n') {
                begin = skip_blank(bytes, begin + 2);
            }
        }
        let here = raw.get(begin..).and_then(|rest| rest.chars().next());
        match (style, here) {
            (ScalarStyle::DoubleQuoted, Some('\\')) => {
                width = escape_width(bytes, begin);
            }
            (ScalarStyle::SingleQuoted, Some('\'')) if character == '\'' => width = 2,
            (_, Some(c)) if c == character => {}
            (_, Some('\n' | '\r')) if character == ' ' || character == '\n' => width = 1,
            _ => {
                begin = skip_blank(bytes, begin);
                let after = raw.get(begin..).and_then(|rest| rest.chars().next());
                match after {
                    Some(c) if c == character => {}
                    Some('\\') if style == ScalarStyle::DoubleQuoted => width = escape_width(bytes, begin),
                    Some('\'') if character == '\'' => width = 2,
                    _ => {
                        begin = at;
                        width = 0;
                    }
                }
            }
        }
        if begin != expected || width != character.len_utf8() {
            let start = place.range.start + begin;
            let verbatim = width == character.len_utf8();
            let end = if verbatim { place.range.end } else { (start + width.max(1)).min(place.range.end) };
            let origin = Span::new(place.source, start..end.max(start));
            text.pieces.push(Piece { start: index, origin, verbatim });
        }
        at = (begin + width).min(bytes.len());
        expected = if width == character.len_utf8() { at } else { usize::MAX };
    }
    text
}

/// Bytes of the escape sequence that begins here.
fn escape_width(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at + 1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    }
}

fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count()
}
