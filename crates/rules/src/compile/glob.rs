//! Wildcard patterns as fnmatch(3) understands them without flags: `*` crosses `/`, `?` is any byte, `[...]` a class
//! with ranges and `!`, `\` takes the next byte literally.

/// A pattern, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob {
    tokens: Vec<Token>,
    fold: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Byte(u8),
    One,
    Many,
    Class([u64; 4]),
    /// A pattern that ends in a lone backslash matches nothing.
    Never,
}

impl Glob {
    /// Reads a pattern. `fold`: letters of either case are equal.
    pub(crate) fn new(pattern: &[u8], fold: bool) -> Glob {
        let lower = |byte: u8| if fold { byte.to_ascii_lowercase() } else { byte };
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(byte) = pattern.get(at).copied() {
            at += 1;
            tokens.push(match byte {
                b'*' if tokens.last() == Some(&Token::Many) => continue,
                b'*' => Token::Many,
                b'?' => Token::One,
                b'\\' => match pattern.get(at) {
                    Some(next) => {
                        at += 1;
                        Token::Byte(lower(*next))
                    }
                    None => Token::Never,
                },
                b'[' => match class(pattern, at, fold) {
                    Some((set, end)) => {
                        at = end;
                        Token::Class(set)
                    }
                    None => Token::Byte(b'['),
                },
                byte => Token::Byte(lower(byte)),
            });
        }
        Glob { tokens, fold }
    }

    /// The whole text matches.
    pub(crate) fn matches(&self, text: &[u8]) -> bool {
        let (mut token, mut at) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        loop {
            let step = match (self.tokens.get(token), text.get(at)) {
                (None, None) => return true,
                (Some(Token::Many), _) => {
                    retry = Some((token, at));
                    token += 1;
                    continue;
                }
                (Some(expected), Some(byte)) => {
                    let byte = if self.fold { byte.to_ascii_lowercase() } else { *byte };
                    match expected {
                        Token::Byte(wanted) => *wanted == byte,
                        Token::One => true,
                        Token::Class(set) => contains(set, byte),
                        Token::Many | Token::Never => false,
                    }
                }
                _ => false,
            };
            if step {
                token += 1;
                at += 1;
                continue;
            }
            match retry {
                Some((star, from)) if from < text.len() => {
                    retry = Some((star, from + 1));
                    token = star + 1;
                    at = from + 1;
                }
                _ => return false,
            }
        }
    }
}

fn contains(set: &[u64; 4], byte: u8) -> bool {
    set.get(usize::from(byte / 64)).is_some_and(|word| word >> (byte % 64) & 1 == 1)
}

fn insert(set: &mut [u64; 4], byte: u8, fold: bool) {
    let byte = if fold { byte.to_ascii_lowercase() } else { byte };
    if let Some(word) = set.get_mut(usize::from(byte / 64)) {
        *word |= 1 << (byte % 64);
    }
}

/// The class after `[`, and where it ends; none when it is not closed.
fn class(pattern: &[u8], from: usize, fold: bool) -> Option<([u64; 4], usize)> {
    let mut set = [0u64; 4];
    let mut at = from;
    let negated = matches!(pattern.get(at), Some(b'!' | b'^'));
    at += usize::from(negated);
    let first = at;
    loop {
        let byte = *pattern.get(at)?;
        if byte == b']' && at > first {
            break;
        }
        if byte == b'[' && pattern.get(at + 1) == Some(&b':') {
            let rest = pattern.get(at + 2..)?;
            if let Some(end) = rest.windows(2).position(|pair| pair == b":]") {
                let test = posix_class(rest.get(..end)?)?;
                (0..=255u8).filter(test).for_each(|byte| insert(&mut set, byte, fold));
                at += end + 4;
                continue;
            }
        }
        let (low, next) = literal(pattern, at)?;
        at = next;
        let range = pattern.get(at) == Some(&b'-') && pattern.get(at + 1).is_some_and(|byte| *byte != b']');
        if range {
            let (high, next) = literal(pattern, at + 1)?;
            at = next;
            (low..=high).for_each(|byte| insert(&mut set, byte, fold));
        } else {
            insert(&mut set, low, fold);
        }
    }
    if negated {
        set.iter_mut().for_each(|word| *word = !*word);
    }
    Some((set, at + 1))
}

fn literal(pattern: &[u8], at: usize) -> Option<(u8, usize)> {
    match pattern.get(at)? {
        b'\\' => Some((*pattern.get(at + 1)?, at + 2)),
        byte => Some((*byte, at + 1)),
    }
}

fn posix_class(name: &[u8]) -> Option<fn(&u8) -> bool> {
    Some(match name {
        b"alpha" => u8::is_ascii_alphabetic,
        b"digit" => u8::is_ascii_digit,
        b"alnum" => u8::is_ascii_alphanumeric,
        b"upper" => u8::is_ascii_uppercase,
        b"lower" => u8::is_ascii_lowercase,
        b"space" => |byte| byte.is_ascii_whitespace() || *byte == 11,
        b"blank" => |byte| matches!(byte, b' ' | b'\t'),
        b"punct" => u8::is_ascii_punctuation,
        b"print" => |byte| (32..127).contains(byte),
        b"graph" => u8::is_ascii_graphic,
        b"cntrl" => u8::is_ascii_control,
        b"xdigit" => u8::is_ascii_hexdigit,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_fnmatch_does() {
        for (pattern, text, matches) in [
            ("/etc/*", "/etc/a/b", true),
            ("*", "", true),
            ("*", ".hidden", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false),
            ("[]x]", "]", true),
            ("[[:digit:]]*", "5a", true),
            ("[", "[", true),
            ("a\\*", "a*", true),
            ("a\\*", "ab", false),
            ("a\\", "a\\", false),
            ("*a*b*c", "xxaxxbxxc", true),
            ("*a*b*c", "xxaxxbxx", false),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(
                Glob::new(pattern.as_bytes(), false).matches(text.as_bytes()),
                matches,
                "{pattern} {text}"
            );
        }
        assert!(Glob::new(b"CUR*", true).matches(b"curl"));
        assert!(Glob::new(b"[A-C]", true).matches(b"b"));
        assert!(!Glob::new(b"CUR*", false).matches(b"curl"));
    }

    #[test]
    fn many_stars_do_not_take_exponential_time() {
        let pattern = "a*".repeat(60) + "b";
        assert!(!Glob::new(pattern.as_bytes(), false).matches("a".repeat(250).as_bytes()));
    }
}
