//! `/etc/passwd` and `/etc/group` (passwd(5), group(5)).

use super::text::{lines, number};
use skua_world::snapshot::{Group, User};

/// Parses `/etc/passwd`; lines that are none are left out.
pub fn users(text: &[u8]) -> Vec<User> {
    let user = |line: &[u8]| {
        let mut parts = line.split(|byte| *byte == b':');
        let name = parts.next().filter(|name| !name.is_empty() && !name.starts_with(b"#"))?.to_vec();
        let uid = number(parts.nth(1)?)?;
        let gid = number(parts.next()?)?;
        let home = parts.nth(1).unwrap_or_default().to_vec();
        let shell = parts.next().unwrap_or_default().to_vec();
        Some(User { uid, gid, name, home, shell })
    };
    lines(text).filter_map(user).collect()
}

/// Parses `/etc/group`; lines that are none are left out.
pub fn groups(text: &[u8]) -> Vec<Group> {
    let group = |line: &[u8]| {
        let mut parts = line.split(|byte| *byte == b':');
        let name = parts.next().filter(|name| !name.is_empty() && !name.starts_with(b"#"))?.to_vec();
        Some(Group { name, gid: number(parts.nth(1)?)? })
    };
    lines(text).filter_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_read_and_torn_lines_left_out() {
        let found =
            users(b"root:x:0:0:root:/root:/bin/bash\nshort:x:5:6\n+::::::\nbad:x:-1:0::/:\n#c:x:1:1::/:\n");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].name.as_slice(), found[0].shell.as_slice()), (&b"root"[..], &b"/bin/bash"[..]));
        assert_eq!((found[1].uid, found[1].gid, found[1].home.as_slice()), (5, 6, &b""[..]));
        assert_eq!(groups(b"adm:x:4:a,b\nx\n:x:1:\n"), [Group { gid: 4, name: b"adm".to_vec() }]);
    }
}
