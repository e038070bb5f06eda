//! The block that describes the machine.

use crate::cursor::Cursor;
use crate::error::Error;
use skua_world::snapshot::Machine;

/// Bytes of the host name, padded with NUL.
const HOSTNAME: usize = 128;

pub(crate) fn read(mut body: Cursor<'_>) -> Result<Machine, Error> {
    let cpus = body.u32("number of CPUs")?;
    let memory = body.u64("memory size")?;
    let max_pid = body.u64("largest process id")?;
    let hostname = body.take(HOSTNAME, "host name")?;
    let end = hostname.iter().position(|byte| *byte == 0).unwrap_or(hostname.len());
    // Before schema 1.1 this place held zeroes.
    let boot_ts = body.u64("boot time")?;
    Ok(Machine { cpus, memory, max_pid, hostname: hostname.get(..end).unwrap_or(hostname).to_vec(), boot_ts })
}
