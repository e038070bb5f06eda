//! The block of network interfaces.

use crate::cursor::Cursor;
use crate::error::Error;
use skua_world::snapshot::Interface;

/// Reads every entry. In sized blocks each begins with its length, which does not count itself.
pub(crate) fn read(mut body: Cursor<'_>, sized: bool) -> Result<Vec<Interface>, Error> {
    let mut all = Vec::new();
    // What is left at the end may be padding to 4 bytes.
    while body.len() >= 4 {
        if sized {
            let length = body.u32("length of an interface")? as usize;
            if length == 0 {
                break;
            }
            all.push(entry(&mut body.part(length, "interface")?)?);
        } else {
            all.push(entry(&mut body)?);
        }
    }
    Ok(all)
}

fn entry(body: &mut Cursor<'_>) -> Result<Interface, Error> {
    let offset = body.offset();
    let kind = body.u16("kind of an interface")?;
    let name_length = usize::from(body.u16("length of an interface's name")?);
    let mut address = |what| match kind {
        1 | 3 => body.ip4(what),
        2 | 4 => body.ip6(what),
        _ => Err(Error::Content { offset, what: format!("an interface of unknown kind {kind}") }),
    };
    let (own, netmask, broadcast) = (address("address")?, address("network mask")?, address("broadcast")?);
    let link_speed = if kind <= 2 { body.u64("link speed")? } else { 0 };
    let name = body.take(name_length, "name of an interface")?.to_vec();
    let broadcast = Some(broadcast).filter(|broadcast| !broadcast.is_unspecified());
    Ok(Interface { name, address: own, netmask, broadcast, link_speed })
}
