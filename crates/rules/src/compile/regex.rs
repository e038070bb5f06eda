//! Regular expressions: POSIX extended syntax with UTF-8, matching the whole value, as the public engine's library
//! reads it, translated for ours.

use regex::{Regex, RegexBuilder};
use std::fmt::Write as _;

/// Repetitions of one piece at most.
const REPEAT_LIMIT: u32 = 1000;
/// Bytes of a compiled expression at most.
const SIZE_LIMIT: usize = 8 << 20;

/// Reads an expression, or says what is wrong with it.
pub(crate) fn compile(pattern: &str) -> Result<Regex, String> {
    let translated = translate(pattern)?;
    RegexBuilder::new(&format!("\\A(?:{translated})\\z"))
        .multi_line(true)
        .size_limit(SIZE_LIMIT)
        .nest_limit(500)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the expression is too large".into(),
            error => error.to_string().lines().last().unwrap_or_default().trim().to_owned(),
        })
}

/// The fixed text that the expression only looks for, with the operator that does the same.
pub(crate) fn simpler(pattern: &str) -> Option<(&'static str, &str)> {
    let (head, body) = pattern.strip_prefix(".*").map_or((false, pattern), |body| (true, body));
    let (tail, body) = body.strip_suffix(".*").map_or((false, body), |body| (true, body));
    let fixed = !body.is_empty()
        && !body.contains(['\\', '^', '$', '.', '[', ']', '|', '(', ')', '?', '*', '+', '{', '}']);
    fixed.then_some((
        match (head, tail) {
            (false, false) => "=",
            (false, true) => "startswith",
            (true, false) => "endswith",
            (true, true) => "contains",
        },
        body,
    ))
}

fn literal(out: &mut String, c: char) {
    if c.is_ascii_alphanumeric() || !c.is_ascii() {
        out.push(c);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\x{{{:x}}}", c as u32);
    }
}

fn translate(pattern: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut groups: Vec<usize> = Vec::new();
    // Where the piece that a repetition would repeat begins.
    let mut piece: Option<usize> = None;
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '(' => {
                if rest.peek() == Some(&'?') {
                    return Err("`(?` is not known here: groups are written `(...)`".into());
                }
                if groups.len() > 200 {
                    return Err("groups are nested too deep".into());
                }
                groups.push(out.len());
                out.push_str("(?:");
                piece = None;
            }
            ')' => {
                piece = Some(groups.pop().ok_or("`)` without `(`")?);
                out.push(')');
            }
            '|' => {
                out.push('|');
                piece = None;
            }
            '^' | '$' | '.' => {
                piece = Some(out.len());
                out.push(c);
            }
            '*' | '+' | '?' => {
                let start = piece.ok_or_else(|| format!("nothing to repeat before `{c}`"))?;
                repeat(&mut out, start, &c.to_string());
            }
            '{' => match bounds(&mut rest)? {
                Some((low, high)) => {
                    let start = piece.ok_or("nothing to repeat before `{`")?;
                    if low > REPEAT_LIMIT
                        || high.flatten().is_some_and(|high| high > REPEAT_LIMIT || high < low)
                    {
                        return Err("a repetition is out of bounds".into());
                    }
                    let text = match high {
                        None => format!("{{{low}}}"),
                        Some(None) => format!("{{{low},}}"),
                        Some(Some(high)) => format!("{{{low},{high}}}"),
                    };
                    repeat(&mut out, start, &text);
                }
                None => {
                    piece = Some(out.len());
                    literal(&mut out, '{');
                }
            },
            '[' => {
                piece = Some(out.len());
                class(&mut rest, &mut out)?;
            }
            '\\' => {
                piece = Some(out.len());
                let c = escape(&mut rest)?;
                literal(&mut out, c);
            }
            c => {
                piece = Some(out.len());
                literal(&mut out, c);
            }
        }
    }
    if groups.is_empty() { Ok(out) } else { Err("`(` is never closed".into()) }
}

/// Repetitions of repetitions are allowed: each is made a group of its own.
fn repeat(out: &mut String, start: usize, times: &str) {
    out.insert_str(start, "(?:");
    out.push(')');
    out.push_str(times);
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// `{n}`, `{n,}` or `{n,m}` after the brace; anything else is a brace that stands for itself.
#[allow(clippy::type_complexity)]
fn bounds(rest: &mut Chars<'_>) -> Result<Option<(u32, Option<Option<u32>>)>, String> {
    let text: String = rest.clone().take_while(|c| *c != '}').take(16).collect();
    let valid = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == ',');
    let closed = rest.clone().nth(text.chars().count()) == Some('}');
    if !valid || !closed {
        return Ok(None);
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| "a repetition is out of bounds".to_owned());
    let bounds = match text.split_once(',') {
        None => (number(&text)?, None),
        Some((low, "")) => (number(low)?, Some(None)),
        Some((low, high)) if !high.contains(',') && !low.is_empty() => {
            (number(low)?, Some(Some(number(high)?)))
        }
        Some(_) => return Ok(None),
    };
    rest.nth(text.chars().count());
    Ok(Some(bounds))
}

fn escape(rest: &mut Chars<'_>) -> Result<char, String> {
    let c = rest.next().ok_or("a backslash at the end")?;
    Ok(match c {
        'a' => '\u{7}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        'x' => {
            let digits: String = if rest.peek() == Some(&'{') {
                rest.next();
                let digits: String = rest.by_ref().take_while(|c| *c != '}').take(8).collect();
                digits
            } else {
                rest.by_ref().take(2).collect()
            };
            u32::from_str_radix(&digits, 16)
                .ok()
                .and_then(char::from_u32)
                .ok_or("`\\x` needs hexadecimal digits")?
        }
        '0'..='7' => {
            let mut value = c.to_digit(8).unwrap_or_default();
            if c != '0' && !rest.peek().is_some_and(|next| ('0'..='7').contains(next)) {
                return Err(format!("`\\{c}` would refer back to a group, which is not possible"));
            }
            for _ in 0..2 {
                match rest.peek().and_then(|next| next.to_digit(8)) {
                    Some(digit) => {
                        value = value * 8 + digit;
                        rest.next();
                    }
                    None => break,
                }
            }
            char::from_u32(value).ok_or("not a character")?
        }
        c if c.is_ascii_punctuation() => c,
        c => return Err(format!("`\\{c}` is not known here: use classes like `[[:digit:]]`")),
    })
}

fn class(rest: &mut Chars<'_>, out: &mut String) -> Result<(), String> {
    const OPEN: &str = "`[` is never closed";
    out.push('[');
    if rest.peek() == Some(&'^') {
        rest.next();
        out.push('^');
    }
    let mut first = true;
    loop {
        let c = *rest.peek().ok_or(OPEN)?;
        if c == ']' && !first {
            rest.next();
            break;
        }
        if c == '-' && !first {
            // A lone hyphen stands at the beginning or the end.
            let mut ahead = rest.clone();
            ahead.next();
            if ahead.next() != Some(']') {
                return Err("a `-` inside a class stands at its beginning or end".into());
            }
        }
        first = false;
        if c == '[' {
            let text: String = rest.clone().skip(1).collect();
            if let Some(name) =
                text.strip_prefix(':').and_then(|text| text.split_once(":]")).map(|(name, _)| name)
            {
                const NAMES: [&str; 14] = [
                    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
                    "space", "upper", "word", "xdigit",
                ];
                let plain = name.strip_prefix('^').unwrap_or(name);
                if !NAMES.contains(&plain) {
                    return Err(format!("`[:{name}:]` is not a class"));
                }
                out.push_str(&format!("[:{name}:]"));
                rest.nth(name.chars().count() + 3);
                continue;
            }
        }
        let low = class_char(rest)?;
        let mut ahead = rest.clone();
        if ahead.next() == Some('-') && ahead.peek().is_some_and(|next| *next != ']') {
            rest.next();
            let high = class_char(rest)?;
            if high < low {
                return Err(format!("`{low}-{high}` is not a range"));
            }
            out.push_str(&format!("\\x{{{:x}}}-\\x{{{:x}}}", low as u32, high as u32));
        } else {
            out.push_str(&format!("\\x{{{:x}}}", low as u32));
        }
    }
    out.push(']');
    Ok(())
}

fn class_char(rest: &mut Chars<'_>) -> Result<char, String> {
    match rest.next().ok_or("`[` is never closed")? {
        '\\' => escape(rest),
        c => Ok(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_value_has_to_match() {
        for (pattern, text, matches) in [
            ("/etc/.*", "/etc/hosts", true),
            ("etc", "/etc/hosts", false),
            ("a|b", "b", true),
            ("[[:digit:]]+", "123", true),
            ("[^a-c]+", "xyz", true),
            ("[]a]+", "]a", true),
            ("a.*?b", "axxb", true),
            ("a{2,3}", "aaa", true),
            ("a{,3}", "a{,3}", true),
            ("a.b", "a\nb", false),
            ("(ab)*c", "ababc", true),
            ("[a-]+", "a-", true),
            ("\\.", ".", true),
        ] {
            assert_eq!(compile(pattern).unwrap().is_match(text), matches, "{pattern} {text}");
        }
    }

    #[test]
    fn perl_syntax_is_refused() {
        for pattern in
            ["\\d+", "(?i)foo", "(?:a|b)c", "a\\b", "\\1", "(", ")", "*a", "[a", "a{1001}", "\\", "[z-a]"]
        {
            assert!(compile(pattern).is_err(), "{pattern}");
        }
        assert!(compile(&"(".repeat(10_000)).is_err());
        assert!(compile("(((((a{100}){100}){100}){100}){100})").is_err());
    }

    #[test]
    fn fixed_texts_are_recognised() {
        assert_eq!(simpler(".*foo.*"), Some(("contains", "foo")));
        assert_eq!(simpler("foo.*"), Some(("startswith", "foo")));
        assert_eq!(simpler("/etc"), Some(("=", "/etc")));
        assert_eq!(simpler("a.b"), None);
        assert_eq!(simpler(".*"), None);
    }
}
