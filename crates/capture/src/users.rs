//! The block of users and groups.

use crate::cursor::Cursor;
use crate::error::Error;
use skua_world::snapshot::{Group, User};

/// Users and groups of a block. In sized blocks each entry begins with its length, which counts itself.
pub(crate) fn read(mut body: Cursor<'_>, sized: bool) -> Result<(Vec<User>, Vec<Group>), Error> {
    let (mut users, mut groups) = (Vec::new(), Vec::new());
    // What is left at the end may be padding to 4 bytes; the shortest entry is longer.
    while body.len() >= 7 {
        if sized {
            let length = body.u32("length of a user")? as usize;
            let Some(rest) = length.checked_sub(4).filter(|rest| *rest > 0) else { break };
            entry(&mut body.part(rest, "user")?, &mut users, &mut groups)?;
        } else {
            entry(&mut body, &mut users, &mut groups)?;
        }
    }
    Ok((users, groups))
}

fn entry(body: &mut Cursor<'_>, users: &mut Vec<User>, groups: &mut Vec<Group>) -> Result<(), Error> {
    let offset = body.offset();
    match body.u8("kind of a user")? {
        0 => users.push(User {
            uid: body.u32("user id")?,
            gid: body.u32("group id")?,
            name: body.text16("user name")?.to_vec(),
            home: body.text16("home directory")?.to_vec(),
            shell: body.text16("shell")?.to_vec(),
        }),
        1 => groups.push(Group { gid: body.u32("group id")?, name: body.text16("group name")?.to_vec() }),
        kind => {
            return Err(Error::Content { offset, what: format!("an account of unknown kind {kind}") });
        }
    }
    Ok(())
}
