//! Versions that rule files require.

/// Major, minor, patch.
pub(crate) type Version = (u64, u64, u64);

/// `major.minor.patch`, with what follows a `-` or `+` left out.
pub(crate) fn semver(text: &str) -> Option<Version> {
    let core = text.split(['-', '+']).next()?;
    let mut parts = core.split('.');
    let mut number = || parts.next()?.parse::<u64>().ok();
    let version = (number()?, number()?, number()?);
    parts.next().is_none().then_some(version)
}

/// An engine version: a number N stands for 0.N.0.
pub(crate) fn engine(text: &str) -> Option<Version> {
    text.parse::<u64>().map(|minor| (0, minor, 0)).ok().or_else(|| semver(text))
}

/// The one that is there serves for the one that is wanted: same major, not older.
pub(crate) fn compatible(there: Version, wanted: Version) -> bool {
    there.0 == wanted.0 && there >= wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_major_and_not_older_serves() {
        assert_eq!(engine("13"), Some((0, 13, 0)));
        assert_eq!(engine("0.57.0"), Some((0, 57, 0)));
        assert_eq!(semver("1.2.3-rc1"), Some((1, 2, 3)));
        assert_eq!(semver("1.2"), None);
        assert!(compatible((0, 63, 0), (0, 57, 0)));
        assert!(!compatible((0, 63, 0), (0, 64, 0)));
        assert!(!compatible((1, 0, 0), (0, 64, 0)));
    }
}
