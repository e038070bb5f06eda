//! `/proc/PID/mountinfo` (proc_pid_mountinfo(5)): where overlay mounts keep what was written to them.

use super::text::{fields, lines};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// An overlay mount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Where it is mounted, as its process sees it.
    pub mount_point: PathBuf,
    /// Folder of what was written, as the mounter saw it; none when the mount is read-only.
    pub upper: Option<PathBuf>,
}

/// All overlay mounts of the file.
pub fn overlays(text: &[u8]) -> Vec<Overlay> {
    let overlay = |line: &[u8]| {
        let mut parts = fields(line);
        let mount_point = path(parts.nth(4)?);
        // Optional fields end with a dash; then type, source and options.
        parts.find(|part| *part == b"-")?;
        if parts.next()? != b"overlay" {
            return None;
        }
        let options = parts.nth(1)?;
        let upper = options.split(|byte| *byte == b',').find_map(|option| option.strip_prefix(b"upperdir="));
        Some(Overlay { mount_point, upper: upper.map(path) })
    };
    lines(text).filter_map(overlay).collect()
}

/// The overlay mount that holds `file`: the one with the longest mount point.
pub fn holder<'a>(overlays: &'a [Overlay], file: &Path) -> Option<&'a Overlay> {
    let holds = overlays.iter().filter(|overlay| file.starts_with(&overlay.mount_point));
    holds.max_by_key(|overlay| overlay.mount_point.as_os_str().len())
}

/// Undoes the octal escapes of blanks, newlines and backslashes.
fn path(text: &[u8]) -> PathBuf {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        let digits =
            tail.get(..3).filter(|_| *first == b'\\').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    PathBuf::from(OsStr::from_bytes(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_overlay_tells_its_upper_folder() {
        let text =
            b"22 1 0:20 / / rw shared:1 - overlay overlay rw,lowerdir=/l,upperdir=/u\\040x,workdir=/w\n\
            23 22 0:21 / /proc rw - proc proc rw\n24 22 0:22 / /data ro - overlay o ro,lowerdir=/a:/b\nbad\n";
        let found = overlays(text);
        assert_eq!(found.len(), 2);
        assert_eq!(holder(&found, Path::new("/bin/sh")).and_then(|o| o.upper.clone()), Some("/u x".into()));
        assert_eq!(holder(&found, Path::new("/data/x")).and_then(|o| o.upper.clone()), None);
        assert_eq!(path(b"\\"), PathBuf::from("\\"));
    }
}
