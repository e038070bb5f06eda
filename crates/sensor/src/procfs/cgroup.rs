//! `/proc/PID/cgroup` (cgroups(7)).

use super::text::lines;

/// The controllers that captures carry, in their order, with the name that version 1 used.
const CONTROLLERS: [(&str, &str); 5] =
    [("cpuset", "cpuset"), ("cpu", "cpu"), ("cpuacct", "cpuacct"), ("io", "blkio"), ("memory", "memory")];

/// Parses the file to `controller=path` entries, each ended by NUL, in the order of captures. With version 2 every
/// controller has the path of the one hierarchy; with both mounted version 1 says where its controllers are.
pub fn parse(text: &[u8]) -> Vec<u8> {
    let mut unified: Option<&[u8]> = None;
    let mut paths: [Option<&[u8]>; CONTROLLERS.len()] = [None; CONTROLLERS.len()];
    for line in lines(text) {
        let mut parts = line.splitn(3, |byte| *byte == b':');
        let (Some(_), Some(names), Some(path)) = (parts.next(), parts.next(), parts.next()) else { continue };
        if names.is_empty() {
            unified = Some(path);
        }
        for name in names.split(|byte| *byte == b',') {
            for (slot, (current, old)) in paths.iter_mut().zip(CONTROLLERS) {
                if name == current.as_bytes() || name == old.as_bytes() {
                    *slot = Some(path);
                }
            }
        }
    }
    let mut entries = Vec::with_capacity(text.len() + 64);
    for (path, (name, _)) in paths.iter().zip(CONTROLLERS) {
        if let Some(path) = path.or(unified) {
            entries.extend_from_slice(name.as_bytes());
            entries.push(b'=');
            entries.extend_from_slice(path);
            entries.push(0);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_1_and_2_give_five_controllers() {
        let v1 = b"7:blkio:/b\n4:memory:/process_api/28\n3:cpuset:/\n2:cpu,cpuacct:/c\n0::/\n";
        assert_eq!(parse(v1), b"cpuset=/\0cpu=/c\0cpuacct=/c\0io=/b\0memory=/process_api/28\0");
        let v2 = b"0::/system.slice/a:b.service\n";
        assert!(parse(v2).starts_with(b"cpuset=/system.slice/a:b.service\0cpu="));
        assert_eq!(parse(b"\n::\n7\n7:memory\n"), b"cpuset=\0cpu=\0cpuacct=\0io=\0memory=\0");
        assert_eq!(parse(b""), b"");
    }
}
