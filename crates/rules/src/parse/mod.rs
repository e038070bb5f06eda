//! Conditions: from text to tree.
//!
//! The grammar is that of the public engine with its habits, which existing rules lean on: tokens are prefixes and
//! need no word boundary, `and`, `or` and `not` need a blank or a parenthesis after them, word operators a blank.
//! Recursive descent with a depth limit; it never panics.

mod ast;
mod quote;

pub(crate) use ast::{Check, Constant, Expr, Modifier, Op, Operand, Right, Transform, TransformArg};
pub(crate) use quote::needs_quotes;

use std::ops::Range;

/// Depth of nested productions; the public engine compiles rules with the same.
pub(crate) const DEPTH_LIMIT: usize = 1000;
/// Levels that a transformer counts for: its frames are larger, and nobody nests a hundred of them.
const TRANSFORMER_DEPTH: usize = 10;

/// Why a condition cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Bytes of the condition.
    pub(crate) range: Range<usize>,
    /// What was expected there.
    pub(crate) expected: String,
}

type Result<T> = std::result::Result<T, SyntaxError>;

/// Parses a whole condition.
pub(crate) fn parse(text: &str) -> Result<Expr> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let expr = parser.or()?;
    if parser.at < text.len() {
        return Err(parser.unexpected("`and`, `or` or the end of the condition"));
    }
    Ok(expr)
}

/// The longest field or transformer at the beginning of a text, with its length: what follows `%` in an output.
pub(crate) fn parse_operand_prefix(text: &str) -> Option<Result<(Operand, usize)>> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let operand = parser.transformer().transpose().or_else(|| parser.field_opt().transpose())?;
    Some(operand.map(|operand| (operand, parser.at)))
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 8)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 11 | 12)
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
        self.at > start
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn error(&self, range: Range<usize>, expected: impl Into<String>) -> SyntaxError {
        SyntaxError { range, expected: expected.into() }
    }

    /// An error at the token that stands here.
    fn unexpected(&self, expected: impl Into<String>) -> SyntaxError {
        let rest = self.rest();
        let word = rest.bytes().take_while(|b| !is_space(*b) && !matches!(b, b'(' | b')' | b',')).count();
        let mut width = if word == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { word };
        while !rest.is_char_boundary(width) {
            width += 1;
        }
        self.error(self.at..self.at + width, format!("expected {}", expected.into()))
    }

    fn deeper(&mut self) -> Result<()> {
        self.deeper_by(1)
    }

    fn deeper_by(&mut self, levels: usize) -> Result<()> {
        self.depth += levels;
        if self.depth > DEPTH_LIMIT {
            let end = self.text.len().min(self.at + 1);
            return Err(self.error(self.at.min(end)..end, "the condition is nested too deep"));
        }
        Ok(())
    }

    fn or(&mut self) -> Result<Expr> {
        self.deeper()?;
        self.blank();
        let first = self.and()?;
        self.blank();
        let mut children = vec![first];
        while self.eat("or") {
            let child = if self.blank() {
                self.and()?
            } else if self.eat("(") {
                self.rest_of_group()?
            } else {
                return Err(self.unexpected("a blank or `(` after `or`"));
            };
            children.push(child);
            self.blank();
        }
        self.depth -= 1;
        Ok(Expr::or(children))
    }

    fn and(&mut self) -> Result<Expr> {
        self.deeper()?;
        self.blank();
        let first = self.not()?;
        self.blank();
        let mut children = vec![first];
        while self.eat("and") {
            let child = if self.blank() {
                self.not()?
            } else if self.eat("(") {
                self.rest_of_group()?
            } else {
                return Err(self.unexpected("a blank or `(` after `and`"));
            };
            children.push(child);
            self.blank();
        }
        self.depth -= 1;
        Ok(Expr::and(children))
    }

    fn not(&mut self) -> Result<Expr> {
        self.deeper()?;
        self.blank();
        let mut negated = false;
        let inner = loop {
            if self.eat("not(") {
                negated = !negated;
                break self.rest_of_group()?;
            }
            if self.rest().starts_with("not")
                && self.text.as_bytes().get(self.at + 3).copied().is_some_and(is_blank)
            {
                self.at += 3;
                self.blank();
                negated = !negated;
                continue;
            }
            break self.check()?;
        };
        self.depth -= 1;
        Ok(if negated { Expr::Not(Box::new(inner)) } else { inner })
    }

    fn rest_of_group(&mut self) -> Result<Expr> {
        self.deeper()?;
        let open = self.at.saturating_sub(1);
        let inner = self.or()?;
        self.blank();
        if !self.eat(")") {
            return Err(if self.at >= self.text.len() {
                self.error(open..open + 1, "this `(` is never closed")
            } else {
                self.unexpected("`and`, `or` or `)`")
            });
        }
        self.depth -= 1;
        Ok(inner)
    }

    fn check(&mut self) -> Result<Expr> {
        if self.eat("(") {
            return self.rest_of_group();
        }
        let start = self.at;
        if let Some(left) = self.transformer()? {
            return self.comparison(left, start);
        }
        if let Some(left) = self.field_opt()? {
            return self.comparison(left, start);
        }
        if let Some(name) = self.identifier() {
            return Ok(Expr::Macro { name: name.to_owned(), range: start..self.at });
        }
        Err(self.unexpected("a field, a macro, `not` or `(`"))
    }

    fn comparison(&mut self, left: Operand, start: usize) -> Result<Expr> {
        self.blank();
        let op_start = self.at;
        let rest = self.rest();
        let Some((token, op)) = Op::TOKENS.iter().find(|(token, _)| rest.starts_with(token)).copied() else {
            return Err(self.unexpected("an operator"));
        };
        self.at += token.len();
        let op_range = op_start..self.at;
        let (modifier, right) = match op {
            Op::Exists => (Modifier::None, Right::None),
            Op::Lt | Op::Le | Op::Gt | Op::Ge => {
                self.blank();
                (Modifier::None, self.number_or_transformer()?)
            }
            Op::In | Op::Intersects | Op::Pmatch => {
                self.blank();
                (Modifier::None, self.list_or_transformer()?)
            }
            _ => {
                if token.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
                    if !self.blank() {
                        return Err(self.unexpected(format!("a blank after `{token}`")));
                    }
                } else {
                    self.blank();
                }
                self.value_or_modifier()?
            }
        };
        let check = Check { left, op, modifier, right, range: start..self.at, op_range };
        Ok(Expr::Check(Box::new(check)))
    }

    fn number_or_transformer(&mut self) -> Result<Right> {
        let start = self.at;
        if let Some(operand) = self.transformer()? {
            return Ok(Right::Operand(operand));
        }
        let length = hex(self.rest()).or_else(|| number(self.rest()));
        match length {
            Some(length) => {
                self.at += length;
                let text = self.text.get(start..self.at).unwrap_or_default().to_owned();
                Ok(Right::Value(Constant { text, range: start..self.at, bare: true }))
            }
            None => Err(self.unexpected("a number")),
        }
    }

    fn value_or_modifier(&mut self) -> Result<(Modifier, Right)> {
        for (token, modifier) in
            [("oneof", Modifier::OneOf), ("anyof", Modifier::AnyOf), ("allof", Modifier::AllOf)]
        {
            let start = self.at;
            if self.eat(token) {
                if self.blank() && self.peek() == Some(b'(') {
                    self.at += 1;
                    return Ok((modifier, Right::List(self.rest_of_list()?)));
                }
                self.at = start;
            }
        }
        if let Some(operand) = self.transformer()? {
            return Ok((Modifier::None, Right::Operand(operand)));
        }
        Ok((Modifier::None, Right::Value(self.value()?)))
    }

    fn list_or_transformer(&mut self) -> Result<Right> {
        if self.eat("(") {
            return Ok(Right::List(self.rest_of_list()?));
        }
        if let Some(operand) = self.transformer()? {
            return Ok(Right::Operand(operand));
        }
        let start = self.at;
        match self.identifier() {
            Some(name) => {
                Ok(Right::List(vec![Constant { text: name.to_owned(), range: start..self.at, bare: true }]))
            }
            None => Err(self.unexpected("`(` and a list of values")),
        }
    }

    fn rest_of_list(&mut self) -> Result<Vec<Constant>> {
        let open = self.at.saturating_sub(1);
        let mut values = Vec::new();
        self.blank();
        if self.eat(")") {
            return Ok(values);
        }
        loop {
            self.blank();
            values.push(self.value()?);
            self.blank();
            if self.eat(",") {
                continue;
            }
            if self.eat(")") {
                return Ok(values);
            }
            return Err(if self.at >= self.text.len() {
                self.error(open..open + 1, "this list is never closed")
            } else {
                self.unexpected("`,` or `)`")
            });
        }
    }

    /// A quoted string or a bare word.
    fn value(&mut self) -> Result<Constant> {
        let start = self.at;
        if let Some(quoted) = quote::read(self.rest()) {
            let (length, text) = quoted.map_err(|error| {
                self.error(start + error.range.start..start + error.range.end, error.expected)
            })?;
            self.at += length;
            return Ok(Constant { text, range: start..self.at, bare: false });
        }
        let length = self
            .rest()
            .bytes()
            .take_while(|b| !is_space(*b) && !matches!(b, b'(' | b')' | b'"' | b'\'' | b'=' | b','))
            .count();
        if length == 0 {
            return Err(self.unexpected("a value"));
        }
        self.at += length;
        let text = self.text.get(start..self.at).unwrap_or_default().to_owned();
        Ok(Constant { text, range: start..self.at, bare: true })
    }

    fn identifier(&mut self) -> Option<&'a str> {
        let length = identifier_length(self.rest())?;
        let name = self.rest().get(..length)?;
        self.at += length;
        Some(name)
    }

    /// `name.name[argument]`, or nothing when no field begins here.
    fn field_opt(&mut self) -> Result<Option<Operand>> {
        let start = self.at;
        let rest = self.rest();
        let Some(mut length) = identifier_length(rest) else { return Ok(None) };
        let mut parts = 1;
        while rest.as_bytes().get(length) == Some(&b'.') {
            let Some(more) = rest.get(length + 1..).and_then(identifier_length) else { break };
            length += 1 + more;
            parts += 1;
        }
        if parts < 2 {
            return Ok(None);
        }
        self.at += length;
        let name = rest.get(..length).unwrap_or_default().to_owned();
        let name_range = start..self.at;
        let argument = self.argument()?;
        Ok(Some(Operand::Field { name, argument, range: start..self.at, name_range }))
    }

    fn argument(&mut self) -> Result<Option<String>> {
        if self.peek() != Some(b'[') {
            return Ok(None);
        }
        let open = self.at;
        self.at += 1;
        let argument = if let Some(quoted) = quote::read(self.rest()) {
            let base = self.at;
            let (length, text) = quoted.map_err(|error| {
                self.error(base + error.range.start..base + error.range.end, error.expected)
            })?;
            self.at += length;
            text
        } else {
            let length = self
                .rest()
                .bytes()
                .take_while(|b| !is_space(*b) && !matches!(b, b'[' | b']' | b'"' | b'\''))
                .count();
            if length == 0 {
                return Err(self.unexpected("an argument"));
            }
            let text = self.rest().get(..length).unwrap_or_default().to_owned();
            self.at += length;
            text
        };
        if !self.eat("]") {
            return Err(self.error(open..open + 1, "this `[` is never closed"));
        }
        Ok(Some(argument))
    }

    /// `name(operand)`, or nothing when no transformer begins here.
    fn transformer(&mut self) -> Result<Option<Operand>> {
        let start = self.at;
        let rest = self.rest();
        let Some((name, transform)) = Transform::NAMES.iter().find(|(name, _)| {
            rest.strip_prefix(name)
                .is_some_and(|after| after.trim_start_matches([' ', '\t']).starts_with('('))
        }) else {
            return Ok(None);
        };
        self.deeper_by(TRANSFORMER_DEPTH)?;
        self.at += name.len();
        self.blank();
        self.at += 1;
        let mut args = Vec::new();
        loop {
            self.blank();
            args.push(self.transformer_arg()?);
            self.blank();
            if self.eat(",") {
                continue;
            }
            if self.eat(")") {
                break;
            }
            return Err(self.unexpected("`,` or `)`"));
        }
        let argument = if *transform == Transform::Getopt { self.argument()? } else { None };
        self.depth -= TRANSFORMER_DEPTH;
        Ok(Some(Operand::Transform { transform: *transform, args, argument, range: start..self.at }))
    }

    fn transformer_arg(&mut self) -> Result<TransformArg> {
        if self.eat("(") {
            self.deeper_by(TRANSFORMER_DEPTH)?;
            let mut items = Vec::new();
            loop {
                self.blank();
                items.push(self.transformer_arg()?);
                self.blank();
                if self.eat(",") {
                    continue;
                }
                if self.eat(")") {
                    self.depth -= TRANSFORMER_DEPTH;
                    return Ok(TransformArg::List(items));
                }
                return Err(self.unexpected("`,` or `)`"));
            }
        }
        if let Some(operand) = self.transformer()? {
            return Ok(TransformArg::Operand(operand));
        }
        if matches!(self.peek(), Some(b'"' | b'\'')) {
            return Ok(TransformArg::Literal(self.value()?));
        }
        match self.field_opt()? {
            Some(operand) => Ok(TransformArg::Operand(operand)),
            None => Err(self.unexpected("a field, a transformer or a quoted text")),
        }
    }
}

fn identifier_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.first().filter(|b| b.is_ascii_alphabetic())?;
    Some(bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count())
}

/// The name could be a macro's.
pub(crate) fn is_identifier(text: &str) -> bool {
    identifier_length(text) == Some(text.len())
}

/// The name could stand bare in a list.
pub(crate) fn is_bare(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| !is_space(b) && !matches!(b, b'(' | b')' | b'"' | b'\'' | b'=' | b','))
}

fn hex(text: &str) -> Option<usize> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    (count > 0).then_some(2 + count)
}

fn number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = digits(at);
    if whole == 0 {
        return None;
    }
    at += whole;
    if bytes.get(at) == Some(&b'.') {
        at += 1;
    }
    at += digits(at);
    if matches!(bytes.get(at), Some(b'e' | b'E')) && matches!(bytes.get(at + 1), Some(b'+' | b'-')) {
        let exponent = digits(at + 2);
        if exponent > 0 {
            at += 2 + exponent;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precedence_and_its_quirks() {
        for (condition, tree) in [
            ("a or b and c", "(a or (b and c))"),
            ("a or (b) and c", "(a or (b and c))"),
            ("not not a", "a"),
            ("not(a)", "(not a)"),
            ("not  proc.name=a", "(not proc.name = a)"),
            ("proc.name == \"x\"and fd.num=1", "(proc.name = x and fd.num = 1)"),
            ("proc.name in(\"a b\",c)", "proc.name in (a b, c)"),
            ("fd.num >= -1", "fd.num >= -1"),
            ("proc.name startswith oneof (a)", "proc.name startswith oneof (a)"),
            ("proc.name = oneof", "proc.name = oneof"),
            ("tolower(proc.name)=val(proc.pname)", "tolower(proc.name) = val(proc.pname)"),
            ("notproc.name=a", "notproc.name = a"),
            ("x.y[\"a]\"]=z", "x.y[a]] = z"),
        ] {
            assert_eq!(parse(condition).unwrap().to_string(), tree, "{condition}");
        }
    }

    #[test]
    fn what_the_public_engine_refuses() {
        for condition in [
            "a or(b) and c",
            "a andb",
            "proc.name < b",
            "proc.name in (a b)",
            "proc.name in (a,)",
            "proc.name=a,b",
            "proc.name contains (a)",
            "proc.name containsa",
            "proc.name=\"a\\\"",
            "proc.name=\"\\q\"",
            "fd.num > anyof (1)",
            "proc.name in oneof (1)",
            "proc.name",
            "",
            "(a",
            "a)",
        ] {
            assert!(parse(condition).is_err(), "{condition}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"not(".repeat(100_000)).is_err());
        assert!(parse(&"tolower(".repeat(100_000)).is_err());
    }
}
