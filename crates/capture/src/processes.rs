//! The block of processes and threads.

use crate::cursor::Cursor;
use crate::error::Error;
use skua_world::{Bytes, Thread};

/// Reads every entry of a block of that format.
pub(crate) fn read(mut body: Cursor<'_>, version: u8) -> Result<Vec<Thread>, Error> {
    let mut all = Vec::new();
    // What is left at the end may be padding to 4 bytes.
    while body.len() >= 4 {
        if version >= 9 {
            let length = body.u32("length of a process")? as usize;
            let Some(rest) = length.checked_sub(4).filter(|rest| *rest > 0) else { break };
            let mut part = body.part(rest, "process")?;
            let mut thread = entry(&mut part, version)?;
            appended(&mut part, &mut thread)?;
            all.push(thread);
        } else {
            all.push(entry(&mut body, version)?);
        }
    }
    Ok(all)
}

fn entry(body: &mut Cursor<'_>, version: u8) -> Result<Thread, Error> {
    let mut thread = Thread::unknown(body.i64("thread id")?);
    thread.invented = false;
    thread.pid = body.i64("process id")?;
    thread.ptid = body.i64("parent id")?;
    if version >= 6 {
        thread.sid = body.i64("session id")?;
    }
    if version >= 8 {
        thread.vpgid = body.i64("process group id")?;
    }
    thread.comm = body.text16("name of a process")?;
    thread.exe = body.text16("first argument")?;
    if version >= 7 {
        thread.exepath = body.text16("path of an executable")?;
    }
    thread.args = body.strings16("arguments")?;
    thread.cwd = folder(&body.text16("working directory")?);
    thread.fdlimit = body.i64("limit of descriptors")?;
    thread.flags = body.u32("flags")?;
    thread.uid = body.u32("user id")?;
    thread.gid = body.u32("group id")?;
    if version >= 2 {
        thread.vmsize_kb = body.u32("virtual size")?;
        thread.vmrss_kb = body.u32("resident size")?;
        thread.vmswap_kb = body.u32("swapped size")?;
        thread.pfmajor = body.u64("major faults")?;
        thread.pfminor = body.u64("minor faults")?;
    }
    if version >= 3 {
        thread.env = body.strings16("environment")?;
    }
    if version >= 4 {
        thread.vtid = body.i64("thread id in its namespace")?;
        thread.vpid = body.i64("process id in its namespace")?;
        thread.cgroups = body.strings16("cgroups")?;
    }
    if version >= 5 {
        thread.root = body.text16("root directory")?;
    }
    Ok(thread)
}

/// Entries that state their length grew over time; what a writer did not know is left out at the end.
fn appended(body: &mut Cursor<'_>, thread: &mut Thread) -> Result<(), Error> {
    // The oldest writers of this format began at the login user: they had not more than 29 bytes to say.
    let has_start = body.len() > 29;
    macro_rules! next {
        ($target:ident, $read:ident, $bytes:literal, $what:literal) => {
            next!($target, $read, $bytes, $what, |value| value)
        };
        ($target:ident, $read:ident, $bytes:literal, $what:literal, $turn:expr) => {
            if body.len() < $bytes {
                return Ok(());
            }
            #[allow(clippy::redundant_closure_call, reason = "the closure is the caller's conversion")]
            {
                thread.$target = ($turn)(body.$read($what)?);
            }
        };
    }
    if has_start {
        next!(pidns_init_start_ts, u64, 8, "start of the namespace");
        next!(tty, u32, 4, "terminal");
    }
    next!(loginuid, u32, 4, "login user");
    next!(exe_writable, u8, 1, "writable executable", |byte| byte != 0);
    next!(cap_inheritable, u64, 8, "inheritable capabilities");
    next!(cap_permitted, u64, 8, "permitted capabilities");
    next!(cap_effective, u64, 8, "effective capabilities");
    next!(exe_upper_layer, u8, 1, "upper layer", |byte| byte != 0);
    next!(exe_ino, u64, 8, "inode of the executable");
    next!(exe_ino_ctime, u64, 8, "change time of the executable");
    next!(exe_ino_mtime, u64, 8, "modification time of the executable");
    next!(exe_from_memfd, u8, 1, "memory file", |byte| byte != 0);
    next!(exe_lower_layer, u8, 1, "lower layer", |byte| byte != 0);
    next!(pgid, i64, 8, "process group of the host");
    Ok(())
}

/// A folder's path with the `/` that ends it.
fn folder(path: &Bytes) -> Bytes {
    match path.last() {
        None | Some(b'/') => path.clone(),
        Some(_) => Bytes::from([path, &b"/"[..]].concat()),
    }
}
