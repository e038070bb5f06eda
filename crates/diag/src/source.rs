//! The texts that diagnostics point into.

use std::ops::Range;

/// Number of a source in its [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A range of bytes in a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// Bytes, from inclusive to exclusive.
    pub range: Range<usize>,
}

impl Span {
    /// A range of bytes in a source.
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        Span { source, range }
    }
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// Named texts.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    sources: Vec<(String, String)>,
}

impl SourceMap {
    /// Adds a text under a name, usually its path.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.sources.push((name.into(), text.into()));
        SourceId((self.sources.len() - 1) as u32)
    }

    /// Name of a source.
    pub fn name(&self, id: SourceId) -> &str {
        self.sources.get(id.0 as usize).map_or("", |(name, _)| name)
    }

    /// Text of a source.
    pub fn text(&self, id: SourceId) -> &str {
        self.sources.get(id.0 as usize).map_or("", |(_, text)| text)
    }

    /// The text that a span covers, cut to character boundaries.
    pub fn slice(&self, span: &Span) -> &str {
        let range = self.clamp(span);
        self.text(span.source).get(range).unwrap_or_default()
    }

    /// The span's range, cut to the text and widened to character boundaries.
    pub fn clamp(&self, span: &Span) -> Range<usize> {
        let text = self.text(span.source);
        let mut start = span.range.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = span.range.end.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    /// Line and column of a byte.
    pub fn place(&self, id: SourceId, at: usize) -> Place {
        let text = self.text(id);
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = text.get(..at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let mut map = SourceMap::default();
        let id = map.add("a", "é\nxy");
        assert_eq!(map.place(id, 0), Place { line: 1, column: 1 });
        assert_eq!(map.place(id, 1), Place { line: 1, column: 1 });
        assert_eq!(map.place(id, 4), Place { line: 2, column: 2 });
        assert_eq!(map.place(id, 400), Place { line: 2, column: 3 });
        assert_eq!(map.slice(&Span::new(id, 1..99)), "é\nxy");
    }
}
