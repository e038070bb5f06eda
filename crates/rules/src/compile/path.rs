//! Path prefixes by whole components (`pmatch`).

use super::glob::Glob;

/// Paths of which any may be the beginning of the path asked for. Components with `?`, `*` or `[` are patterns for
/// one component each; empty components count for nothing, so `/` is the beginning of every path.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct PathPrefixes {
    paths: Vec<Vec<Component>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Component {
    Literal(Vec<u8>),
    Pattern(Glob),
}

fn components(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|byte| *byte == b'/').filter(|component| !component.is_empty())
}

impl PathPrefixes {
    pub(crate) fn new<'a>(paths: impl IntoIterator<Item = &'a [u8]>) -> PathPrefixes {
        let component = |bytes: &[u8]| {
            if bytes.iter().any(|byte| matches!(byte, b'?' | b'*' | b'[')) {
                Component::Pattern(Glob::new(bytes, false))
            } else {
                Component::Literal(bytes.to_vec())
            }
        };
        PathPrefixes {
            paths: paths.into_iter().map(|path| components(path).map(component).collect()).collect(),
        }
    }

    /// Any listed path is this path or a directory above it.
    pub(crate) fn matches(&self, path: &[u8]) -> bool {
        self.paths.iter().any(|prefix| {
            let mut given = components(path);
            prefix.iter().all(|wanted| match (wanted, given.next()) {
                (Component::Literal(literal), Some(component)) => literal == component,
                (Component::Pattern(glob), Some(component)) => glob.matches(component),
                (_, None) => false,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_components_count() {
        let matches =
            |prefix: &str, path: &str| PathPrefixes::new([prefix.as_bytes()]).matches(path.as_bytes());
        assert!(matches("/etc", "/etc"));
        assert!(matches("/etc", "/etc/ssh/x"));
        assert!(matches("/etc/", "//etc//x"));
        assert!(!matches("/etc", "/etcetera"));
        assert!(!matches("/etc/ssh", "/etc"));
        assert!(matches("/", "/anything"));
        assert!(matches("/home/*/.ssh", "/home/me/.ssh/id"));
        assert!(!matches("/home/*/.ssh", "/home/a/b/.ssh"));
    }
}
