//! Constants as the types of fields read them.

use skua_fields::{FieldType, Value, port_of_service};
use std::net::IpAddr;

/// Bytes that a constant may have at most.
const LENGTH_LIMIT: usize = 255;

/// An address block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Net {
    address: IpAddr,
    bits: u8,
}

impl Net {
    /// `address/bits`; nothing else is a network.
    pub(crate) fn parse(text: &str) -> Option<Net> {
        let (address, bits) = text.split_once('/')?;
        let address = address_of(address)?;
        let bits: u8 = bits.parse().ok()?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        (bits <= width).then_some(Net { address, bits })
    }

    /// The address lies in the block. Addresses of different families never do.
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(net), IpAddr::V4(one)) => {
                let shift = 32 - u32::from(self.bits);
                u32::from(net).checked_shr(shift) == u32::from(one).checked_shr(shift)
            }
            (IpAddr::V6(net), IpAddr::V6(one)) => {
                let shift = 128 - u32::from(self.bits);
                u128::from(net).checked_shr(shift) == u128::from(one).checked_shr(shift)
            }
            _ => false,
        }
    }
}

/// A dot makes an address IPv4, else it is IPv6.
pub(crate) fn address_of(text: &str) -> Option<IpAddr> {
    if text.contains('.') && !text.contains(':') {
        text.parse().map(IpAddr::V4).ok()
    } else {
        text.parse().map(IpAddr::V6).ok()
    }
}

/// How a type is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Text,
    Bytes,
    Number,
    Bool,
    Ip,
    Net,
}

pub(crate) fn family(kind: FieldType) -> Family {
    match kind {
        FieldType::Charbuf | FieldType::Fspath | FieldType::Fsrelpath | FieldType::Dynamic => Family::Text,
        FieldType::Bytebuf => Family::Bytes,
        FieldType::Bool => Family::Bool,
        FieldType::Ipaddr => Family::Ip,
        FieldType::Ipnet => Family::Net,
        _ => Family::Number,
    }
}

/// What a type is called in messages.
pub(crate) fn type_name(kind: FieldType) -> &'static str {
    match family(kind) {
        Family::Text => "text",
        Family::Bytes => "bytes",
        Family::Bool => "truth value",
        Family::Ip => "address",
        Family::Net => "network",
        Family::Number => match kind {
            FieldType::Port => "port",
            FieldType::Double => "floating point number",
            FieldType::Reltime | FieldType::Abstime => "number of nanoseconds",
            _ => "number",
        },
    }
}

/// The constant as a value of the type, or what the type expects.
pub(crate) fn read(text: &str, kind: FieldType) -> Result<Value<'static>, &'static str> {
    if text.len() > LENGTH_LIMIT {
        return Err("at most 255 bytes");
    }
    if text.contains('\0') {
        return Err("no NUL byte");
    }
    let signed = |bits: u32| {
        let number = decimal(text).ok_or("a decimal number")?;
        let shift = 64 - bits;
        Ok(Value::Int(((number as i64) << shift) >> shift))
    };
    let unsigned = |bits: u32| {
        let number = decimal(text).ok_or("a decimal number")?;
        let shift = 64 - bits;
        Ok(Value::Uint(((number as u64) << shift) >> shift))
    };
    match kind {
        FieldType::Charbuf | FieldType::Fspath | FieldType::Fsrelpath | FieldType::Dynamic => {
            Ok(Value::Text(text.as_bytes().to_vec().into()))
        }
        FieldType::Bytebuf => Ok(Value::Bytes(text.as_bytes().to_vec().into())),
        FieldType::Bool => match text {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err("`true` or `false`"),
        },
        FieldType::Int8 => signed(8),
        FieldType::Int16 => signed(16),
        FieldType::Int32 => signed(32),
        FieldType::Int64 | FieldType::Fd | FieldType::Pid | FieldType::Errno => signed(64),
        FieldType::Uint8 | FieldType::Flags8 => unsigned(8),
        FieldType::Uint16 | FieldType::Flags16 => unsigned(16),
        FieldType::Uint32 | FieldType::Flags32 | FieldType::Mode | FieldType::Uid | FieldType::Gid => {
            unsigned(32)
        }
        FieldType::Uint64 | FieldType::Reltime | FieldType::Abstime => unsigned(64),
        FieldType::Double => {
            let number = decimal(text).ok_or("a decimal number without a fraction")?;
            Ok(Value::Double(number as f64))
        }
        FieldType::Port => {
            if text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
                return unsigned(16);
            }
            let port = port_of_service(text).ok_or("a port number or the name of a service")?;
            Ok(Value::Uint(u64::from(port)))
        }
        FieldType::Ipaddr => address_of(text).map(Value::Ip).ok_or("an address"),
        // Networks have a form of their own; this is only asked whether the text is one.
        FieldType::Ipnet => match Net::parse(text) {
            Some(net) => Ok(Value::Ip(net.address)),
            None => Err("a network as `10.0.0.0/8`"),
        },
    }
}

/// Decimal digits with a sign and nothing else; beyond 64 bits they wrap at their ends as the C library's do.
fn decimal(text: &str) -> Option<i128> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse::<i128>().unwrap_or(i128::from(u64::MAX)).min(i128::from(u64::MAX));
    Some(if negative { -number } else { number })
}

/// Bytes written as hexadecimal digits.
pub(crate) fn hex(text: &str) -> Option<Vec<u8>> {
    if text.len() > LENGTH_LIMIT || !text.len().is_multiple_of(2) || text.is_empty() {
        return None;
    }
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| {
            let digit = |byte: u8| (byte as char).to_digit(16);
            Some((digit(*pair.first()?)? * 16 + digit(*pair.get(1)?)?) as u8)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_decimal_and_wrap_to_their_width() {
        assert_eq!(read("-1", FieldType::Uint32), Ok(Value::Uint(u64::from(u32::MAX))));
        assert_eq!(read("300", FieldType::Int8), Ok(Value::Int(44)));
        assert_eq!(read("-5", FieldType::Int64), Ok(Value::Int(-5)));
        for text in ["0x10", "1.5", "1a", "", "-", "root"] {
            assert!(read(text, FieldType::Int64).is_err(), "{text}");
        }
        assert!(read("1", FieldType::Bool).is_err());
        assert!(read("TRUE", FieldType::Bool).is_err());
    }

    #[test]
    fn networks_and_addresses_are_not_confused() {
        assert!(read("10.0.0.1", FieldType::Ipnet).is_err());
        assert!(read("10.0.0.0/8", FieldType::Ipaddr).is_err());
        let net = Net::parse("10.0.0.0/8").unwrap();
        assert!(net.contains("10.255.0.1".parse().unwrap()));
        assert!(!net.contains("11.0.0.1".parse().unwrap()));
        assert!(!net.contains("::1".parse().unwrap()));
        assert!(Net::parse("::/0").unwrap().contains("fe80::1".parse().unwrap()));
        assert!(Net::parse("0.0.0.0/0").unwrap().contains("1.2.3.4".parse().unwrap()));
        assert!(Net::parse("10.0.0.0/33").is_none());
    }

    #[test]
    fn hexadecimal_digits_come_in_pairs() {
        assert_eq!(hex("0a0B"), Some(vec![10, 11]));
        assert_eq!(hex("0a0"), None);
        assert_eq!(hex("xy"), None);
    }
}
