//! Rule files as trees of nodes that know where they stand.

mod text;

pub(crate) use text::Text;

use saphyr_parser::{Event, Parser, ScalarStyle};
use skua_diag::{Diagnostic, SourceId, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// Nesting beyond this is refused: rules need four levels.
const DEPTH_LIMIT: usize = 64;
/// Nodes of one file after aliases are expanded: hostile aliases grow without bound.
const NODE_LIMIT: usize = 1_000_000;

/// A node of a YAML document.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Its bytes in the file.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Scalar { text: Text, plain: bool },
    Sequence(Vec<Node>),
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The scalar's text.
    pub(crate) fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The scalar's text as a string.
    pub(crate) fn str(&self) -> Option<&str> {
        self.text().map(Text::as_str)
    }

    /// A plain scalar that stands for nothing: empty, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The truth value that the YAML 1.1 words give.
    pub(crate) fn bool(&self) -> Option<bool> {
        match self.str()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => Some(true),
            "false" | "no" | "off" | "n" => Some(false),
            _ => None,
        }
    }

    /// The elements of a sequence.
    pub(crate) fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a mapping.
    pub(crate) fn entries(&self) -> Option<&[(Node, Node)]> {
        match &self.kind {
            Kind::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key; of a repeated key, the first.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.iter().find(|(name, _)| name.str() == Some(key)).map(|(_, value)| value)
    }

    /// `sequence`, `mapping` or `scalar`.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Scalar { .. } => "scalar",
            Kind::Sequence(_) => "sequence",
            Kind::Mapping(_) => "mapping",
        }
    }
}

/// The documents of a file.
pub(crate) fn parse(text: &str, source: SourceId) -> std::result::Result<Vec<Node>, Box<Diagnostic>> {
    let mut widened = Widened { text: Cow::Borrowed(text), lines: Vec::new() };
    loop {
        let failed = match parse_widened(text, &widened, source) {
            Ok(documents) => return Ok(documents),
            Err(failed) => failed,
        };
        let line = failed.line_too_far_left.filter(|_| widened.lines.len() < WIDENED_LIMIT);
        match line {
            Some(line) if widened.widen(text, line) => {}
            _ => return Err(failed.diagnostic),
        }
    }
}

/// Lines that may be indented for the parser's sake in one file.
const WIDENED_LIMIT: usize = 200;
/// Blanks that are put before such a line.
const WIDENED_BY: usize = 64;

/// The text as the parser gets it: our parser holds to the letter of the standard and wants the lines of a list in
/// brackets, even the closing bracket's, further right than the key; other parsers do not, and rule files lean on it.
struct Widened<'a> {
    text: Cow<'a, str>,
    /// Where lines that were indented begin in the file, ascending.
    lines: Vec<usize>,
}

impl Widened<'_> {
    /// Indents one more line; false when it already is.
    fn widen(&mut self, original: &str, line: usize) -> bool {
        let Err(place) = self.lines.binary_search(&line) else { return false };
        self.lines.insert(place, line);
        let mut text = String::with_capacity(original.len() + self.lines.len() * WIDENED_BY);
        let mut from = 0;
        for line in &self.lines {
            text.push_str(original.get(from..*line).unwrap_or_default());
            text.extend(std::iter::repeat_n(' ', WIDENED_BY));
            from = *line;
        }
        text.push_str(original.get(from..).unwrap_or_default());
        self.text = Cow::Owned(text);
        true
    }

    /// The byte of the file that a byte of the widened text stands for.
    fn original(&self, at: usize) -> usize {
        let mut shift = 0;
        for line in &self.lines {
            if at <= line + shift {
                break;
            }
            shift += WIDENED_BY.min(at - (line + shift));
        }
        at - shift
    }
}

/// Why reading stopped.
struct Failed {
    diagnostic: Box<Diagnostic>,
    /// Beginning of a line inside brackets that the parser wants further right.
    line_too_far_left: Option<usize>,
}

impl From<Box<Diagnostic>> for Failed {
    fn from(diagnostic: Box<Diagnostic>) -> Failed {
        Failed { diagnostic, line_too_far_left: None }
    }
}

fn parse_widened(text: &str, widened: &Widened<'_>, source: SourceId) -> Result<Vec<Node>, Failed> {
    let mut reader = Reader {
        text,
        widened,
        source,
        offsets: byte_offsets(&widened.text),
        parser: Parser::new_from_str(&widened.text),
        anchors: HashMap::new(),
        nodes: 0,
        brackets: 0,
    };
    let mut documents = Vec::new();
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamEnd => return Ok(documents),
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            event => documents.push(reader.node(event, span, 0)?),
        }
    }
}

/// Byte offset of each character; none when characters are bytes.
fn byte_offsets(text: &str) -> Option<Vec<usize>> {
    if text.is_ascii() {
        return None;
    }
    Some(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
}

struct Reader<'a> {
    text: &'a str,
    widened: &'a Widened<'a>,
    source: SourceId,
    offsets: Option<Vec<usize>>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    /// Open collections in brackets.
    brackets: usize,
}

type Result<T, E = Failed> = std::result::Result<T, E>;

impl<'a> Reader<'a> {
    fn byte(&self, index: usize) -> usize {
        let at = match &self.offsets {
            None => index,
            Some(offsets) => offsets.get(index).copied().unwrap_or(self.widened.text.len()),
        };
        self.widened.original(at.min(self.widened.text.len()))
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.byte(span.start.index());
        Span::new(self.source, start..self.byte(span.end.index()).max(start))
    }

    fn error(&self, span: Span, what: impl Into<String>) -> Box<Diagnostic> {
        Box::new(Diagnostic::error("R001", "this is not YAML").at(span, what).public("LOAD_ERR_YAML_PARSE"))
    }

    fn next(&mut self) -> Result<(Event<'a>, saphyr_parser::Span)> {
        match self.parser.next_event() {
            None => Ok((Event::StreamEnd, saphyr_parser::Span::default())),
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let at = self.byte(error.marker().index());
                let line = self
                    .text
                    .get(..at)
                    .and_then(|before| before.rfind('\n'))
                    .map_or(0, |newline| newline + 1);
                let rest = self.text.get(line..).unwrap_or_default().trim_start_matches([' ', '\t']);
                let inside = self.brackets > 0 || rest.starts_with([']', '}']);
                let mut failed: Failed = self.error(Span::new(self.source, at..at), error.info()).into();
                failed.line_too_far_left = (inside && error.info().contains("indent")).then_some(line);
                Err(failed)
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: saphyr_parser::Span, depth: usize) -> Result<Node> {
        let mut place = self.span(span);
        self.nodes += 1;
        if depth > DEPTH_LIMIT {
            return Err(self.error(place, format!("nested more than {DEPTH_LIMIT} levels deep")).into());
        }
        if self.nodes > NODE_LIMIT {
            return Err(self.error(place, format!("more than {NODE_LIMIT} nodes")).into());
        }
        let in_brackets = matches!(self.text.as_bytes().get(place.range.start), Some(b'[' | b'{'))
            && matches!(event, Event::SequenceStart(..) | Event::MappingStart(..));
        self.brackets += usize::from(in_brackets);
        let (kind, anchor) = match event {
            Event::Scalar(value, style, anchor, _) => {
                let raw = self.text.get(place.range.clone()).unwrap_or_default();
                let text = text::align(&value, raw, style, &place);
                if style == ScalarStyle::Literal || style == ScalarStyle::Folded {
                    let trimmed = raw.trim_end().len();
                    place.range.end = place.range.start + trimmed;
                }
                (Kind::Scalar { text, plain: style == ScalarStyle::Plain }, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    match event {
                        Event::SequenceEnd => break,
                        event => items.push(self.node(event, span, depth + 1)?),
                    }
                }
                if let Some(last) = items.last() {
                    place.range.end = place.range.end.max(last.span.range.end);
                }
                (Kind::Sequence(items), anchor)
            }
            Event::MappingStart(anchor, _) => {
                let mut entries: Vec<(Node, Node)> = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if event == Event::MappingEnd {
                        break;
                    }
                    let key = self.node(event, span, depth + 1)?;
                    let (event, span) = self.next()?;
                    let value = self.node(event, span, depth + 1)?;
                    entries.push((key, value));
                }
                if let Some((_, last)) = entries.last() {
                    place.range.end = place.range.end.max(last.span.range.end);
                }
                (Kind::Mapping(entries), anchor)
            }
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err(self.error(place, "an alias inside its own anchor").into());
                };
                self.nodes += count(&node);
                return Ok(node);
            }
            _ => return Err(self.error(place, "the document ends too early").into()),
        };
        self.brackets -= usize::from(in_brackets);
        let node = Node { span: place, kind };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }
}

fn count(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar { .. } => 0,
        Kind::Sequence(items) => items.iter().map(count).sum(),
        Kind::Mapping(entries) => entries.iter().map(|(key, value)| count(key) + count(value)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(yaml: &str, needle: &str) -> String {
        let documents = parse(yaml, SourceId(0)).unwrap();
        let text = documents[0].items().unwrap()[0].get("condition").unwrap().text().unwrap().clone();
        let at = text.as_str().find(needle).unwrap();
        let span = text.origin(at..at + needle.len()).unwrap();
        yaml[span.range].to_owned()
    }

    #[test]
    fn places_inside_scalars_map_back_to_the_file() {
        for yaml in [
            "- condition: evt.type = open and proc.nam = x\n",
            "- condition: >\n    evt.type = open\n    and proc.nam = x\n",
            "- condition: >-\n    evt.type = open\n      and\n\n    proc.nam = x\n  other: 1\n",
            "- condition: |\n    evt.type = open\n    and proc.nam = x\n",
            "- condition: \"evt.type = \\\"open\\\" and\n     \\x41 proc.nam = x\"\n",
            "- condition: 'evt.type = ''open'' and\n\n    proc.nam = x'\n",
            "- condition: evt.type = open\n    and proc.nam = x\n",
            "# é\n- condition: evt.type = é and proc.nam = x\n",
        ] {
            assert_eq!(origin(yaml, "proc.nam"), "proc.nam", "{yaml}");
        }
    }

    #[test]
    fn brackets_may_close_at_the_keys_column() {
        let yaml = "- list: a\n  items: [\n    x, # é\n  y,\n  ]\n- list: b\n  items: [z\n]\n- c: d\n";
        let documents = parse(yaml, SourceId(0)).map_err(|error| error.title).unwrap();
        let items = documents[0].items().unwrap();
        assert_eq!(items.len(), 3);
        assert_eq!(items[0].get("items").unwrap().items().unwrap().len(), 2);
        let last = &items[2].entries().unwrap()[0].1;
        assert_eq!(&yaml[last.span.range.clone()], "d");
    }

    #[test]
    fn hostile_documents_are_refused() {
        let deep = "[".repeat(5000);
        assert!(parse(&deep, SourceId(0)).is_err());
        let mut bomb = String::from("- &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let before = level - 1;
            bomb += &format!("- &a{level} [{}]\n", vec![format!("*a{before}"); 10].join(","));
        }
        assert!(parse(&bomb, SourceId(0)).is_err());
        assert!(parse("a: [", SourceId(0)).is_err());
    }
}
