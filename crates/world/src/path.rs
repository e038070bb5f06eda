//! Paths as text: joining and cleaning, without a look at the file system.

/// Joins `path` to the folder `base` and cleans the result of `.`, `..` and doubled slashes, as text: links are not
/// known here. An absolute `path` stands alone. A base that is not known (`<UNKNOWN>`) stays visible in front.
pub(crate) fn join(base: &[u8], path: &[u8]) -> Vec<u8> {
    if path.first() == Some(&b'/') {
        return clean(path);
    }
    if base.first() != Some(&b'/') {
        return [base, path].concat();
    }
    clean(&[base, b"/", path].concat())
}

/// Removes `.`, `..` and doubled slashes of an absolute path. `/` stays `/`, a slash at the end goes.
pub(crate) fn clean(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    for part in path.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                let end = out.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
                out.truncate(end);
            }
            name => {
                out.push(b'/');
                out.extend_from_slice(name);
            }
        }
    }
    if out.is_empty() {
        out.push(b'/');
    }
    out
}

/// An absolute path that [`clean`] would give back as it is.
pub(crate) fn is_clean(path: &[u8]) -> bool {
    let Some((b'/', rest)) = path.split_first() else { return false };
    rest.is_empty() || rest.split(|byte| *byte == b'/').all(|part| !matches!(part, b"" | b"." | b".."))
}

/// The same path with a slash at its end, as working directories are kept.
pub(crate) fn with_slash(mut path: Vec<u8>) -> Vec<u8> {
    if path.last() != Some(&b'/') {
        path.push(b'/');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_cleaned_as_text() {
        for (base, path, expected) in [
            ("/a/b/", "c", "/a/b/c"),
            ("/a/b", "../c//d/.", "/a/c/d"),
            ("/a", "/x/../../y", "/y"),
            ("/", "..", "/"),
            ("<UNKNOWN>", "c", "<UNKNOWN>c"),
            ("/usr/share/", "../../etc/shadow", "/etc/shadow"),
        ] {
            assert_eq!(join(base.as_bytes(), path.as_bytes()), expected.as_bytes(), "{base} {path}");
        }
    }

    #[test]
    fn a_clean_path_is_one_that_cleaning_leaves_alone() {
        for path in ["/", "/a", "/a/.b/c..", "", "a", "//", "/a/", "/a//b", "/./a", "/a/..", "/a/.", "/..a"] {
            let path = path.as_bytes();
            assert_eq!(is_clean(path), clean(path) == path, "{}", path.escape_ascii());
        }
    }
}
