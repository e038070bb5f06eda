//! The kinds of blocks and the numbers that stand for them.

/// Number of a section header.
pub(crate) const SECTION: u32 = 0x0A0D_0D0A;
/// Byte order mark of a section header.
pub(crate) const MAGIC: u32 = 0x1A2B_3C4D;
/// Bytes of type and length before a block's body.
pub(crate) const HEAD: usize = 8;
/// Bytes of the repeated length behind it.
pub(crate) const TAIL: usize = 4;

/// How the events of a block are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EventLayout {
    /// The header states the number of parameters.
    pub counted: bool,
    /// Flags stand before the header.
    pub flags: bool,
}

/// Kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Section,
    Machine,
    /// Entry format 1 to 9.
    Processes(u8),
    /// Entries carry their length.
    Fds {
        sized: bool,
    },
    Interfaces {
        sized: bool,
    },
    Users {
        sized: bool,
    },
    Event(EventLayout),
    Unknown,
}

/// The kind that a block's number stands for. Numbers with the highest bit are those of releases before 1.0.
pub(crate) fn kind(number: u32) -> Kind {
    let event = |counted, flags| Kind::Event(EventLayout { counted, flags });
    match number {
        SECTION => Kind::Section,
        0x201 | 0x8002_ABCD => Kind::Machine,
        0x202 | 0x8000_ABCD => Kind::Processes(1),
        0x207 | 0x8013_ABCD => Kind::Processes(2),
        0x209 | 0x8014_ABCD => Kind::Processes(3),
        // Formats 4 to 9 follow each other.
        0x210..=0x215 => Kind::Processes((number - 0x210) as u8 + 4),
        0x203 | 0x8001_ABCD => Kind::Fds { sized: false },
        0x218 => Kind::Fds { sized: true },
        0x205 | 0x8011_ABCD => Kind::Interfaces { sized: false },
        0x219 => Kind::Interfaces { sized: true },
        0x206 | 0x8012_ABCD => Kind::Users { sized: false },
        0x220 => Kind::Users { sized: true },
        0x204 | 0x8010_ABCD => event(false, false),
        0x208 => event(false, true),
        0x216 | 0x221 => event(true, false),
        0x217 | 0x222 => event(true, true),
        _ => Kind::Unknown,
    }
}
