//! Quoted strings and their escapes.

use super::SyntaxError;

/// A quoted string at the beginning of a text: its length with quotes, and what it says. Nothing when no quote opens.
///
/// The string ends at the first quote of its kind that no backslash precedes, even one that is itself escaped.
pub(super) fn read(text: &str) -> Option<Result<(usize, String), SyntaxError>> {
    let quote = text.bytes().next().filter(|b| matches!(b, b'"' | b'\''))?;
    let bytes = text.as_bytes();
    let end = (1..bytes.len()).find(|at| bytes[*at] == quote && bytes[at - 1] != b'\\');
    let Some(end) = end else {
        return Some(Err(SyntaxError { range: 0..1, expected: "this quote is never closed".into() }));
    };
    let body = text.get(1..end).unwrap_or_default();
    Some(unescape(body, quote as char).map(|value| (end + 1, value)).map_err(|at| SyntaxError {
        range: 1 + at.start..1 + at.end,
        expected: "not an escape sequence: write `\\\\` for a backslash".into(),
    }))
}

fn unescape(body: &str, quote: char) -> Result<String, std::ops::Range<usize>> {
    let mut out = String::with_capacity(body.len());
    let mut rest = body.char_indices();
    while let Some((at, c)) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let Some((after, escaped)) = rest.next() else { return Err(at..at + 1) };
        out.push(match escaped {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' => '\\',
            '/' => '/',
            // Older rules escape a blank with nothing to escape, and mean the backslash.
            ' ' => '\\',
            'x' => {
                let digits = body.get(after + 1..after + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                let Some(byte) = digits.filter(u8::is_ascii) else { return Err(at..after + 1) };
                rest.next();
                rest.next();
                byte as char
            }
            c if c == quote => c,
            c => return Err(at..after + c.len_utf8()),
        });
    }
    Ok(out)
}

/// A list item that has to be quoted where it is put into a condition: it has a blank and no quote yet.
pub(crate) fn needs_quotes(item: &str) -> bool {
    item.contains(' ') && !item.starts_with(['"', '\''])
}
