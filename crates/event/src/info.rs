//! What is known of an event code: name, direction, category, flags, parameters.

use crate::syscalls::Sc;
use crate::table::EVENTS;

/// Number of an event type in the capture format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventCode(pub u16);

impl EventCode {
    /// What is known of this code; `None` for a code beyond the table.
    pub fn info(self) -> Option<&'static EventInfo> {
        EVENTS.get(usize::from(self.0))
    }
}

/// One event type.
#[derive(Debug)]
pub struct EventInfo {
    /// Its code, equal to its place in [`EVENTS`].
    pub code: EventCode,
    /// Public identifier, `PPME_…`.
    pub id: &'static str,
    /// Name that `evt.type` gives.
    pub name: &'static str,
    /// Enter or exit of a system call; single-sided events are `Enter`.
    pub direction: Direction,
    /// Where such events come from.
    pub source: Source,
    /// Name that `evt.category` gives (I/O is refined by the kind of descriptor).
    pub category: Category,
    /// Properties that the state machine and the fields ask for.
    pub flags: EventFlags,
    /// Only found in old captures, converted to another event on reading.
    pub old: bool,
    /// Parameters in order.
    pub params: &'static [ParamInfo],
    /// System calls that give this event; empty for generic and other events.
    pub syscalls: &'static [Sc],
}

impl EventInfo {
    /// The place of the parameter of that name.
    pub fn param_index(&self, name: &str) -> Option<usize> {
        self.params.iter().position(|param| param.name == name)
    }

    /// A code that today's sensors still give.
    pub fn is_live(&self) -> bool {
        !self.old && self.source != Source::Unused
    }
}

/// One parameter of an event.
#[derive(Debug)]
pub struct ParamInfo {
    /// Name, as in `evt.arg.NAME`.
    pub name: &'static str,
    /// Encoding.
    pub kind: ParamType,
    /// How numbers are printed.
    pub format: Format,
    /// Names of its values, for flags and enumerations.
    pub values: Option<&'static ValueTable>,
    /// Place of the parameter that holds the directory this path is relative to.
    pub dirfd: Option<u8>,
    /// Shapes of a [`ParamType::Dyn`] parameter, told apart by its first byte.
    pub variants: &'static [Variant],
}

impl ParamInfo {
    pub(crate) const fn new(name: &'static str, kind: ParamType, format: Format) -> ParamInfo {
        ParamInfo { name, kind, format, values: None, dirfd: None, variants: &[] }
    }

    pub(crate) const fn values(mut self, values: &'static ValueTable) -> ParamInfo {
        self.values = Some(values);
        self
    }

    pub(crate) const fn dirfd(mut self, index: u8) -> ParamInfo {
        self.dirfd = Some(index);
        self
    }

    pub(crate) const fn variants(mut self, variants: &'static [Variant]) -> ParamInfo {
        self.variants = variants;
        self
    }
}

/// One shape of a parameter whose first byte says which shape follows.
#[derive(Debug)]
pub struct Variant {
    /// Value of the first byte.
    pub index: u8,
    /// Encoding of what follows.
    pub kind: ParamType,
    /// How it is printed.
    pub format: Format,
}

/// Names with their values, in printing order.
#[derive(Debug)]
pub struct ValueTable(pub &'static [(&'static str, u64)]);

/// Which side of a system call an event reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the call, or a single-sided event.
    Enter,
    /// After the call.
    Exit,
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Source {
    Unused,
    Syscall,
    Tracepoint,
    Meta,
    Iterator,
    Plugin,
}

/// Category as the event table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Category {
    Unknown,
    Other,
    File,
    Net,
    Ipc,
    Memory,
    Process,
    Sleep,
    System,
    Signal,
    User,
    Time,
    IoRead,
    IoWrite,
    IoOther,
    Wait,
    Scheduler,
    Internal,
}

/// Properties of an event, a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct EventFlags(pub u16);

#[allow(missing_docs)]
impl EventFlags {
    pub const CREATES_FD: EventFlags = EventFlags(1);
    pub const DESTROYS_FD: EventFlags = EventFlags(2);
    pub const USES_FD: EventFlags = EventFlags(4);
    pub const READS_FROM_FD: EventFlags = EventFlags(8);
    pub const WRITES_TO_FD: EventFlags = EventFlags(16);
    pub const MODIFIES_STATE: EventFlags = EventFlags(32);
    pub const WAITS: EventFlags = EventFlags(64);
    pub const LARGE_PAYLOAD: EventFlags = EventFlags(128);

    /// All bits of `other` are set.
    pub const fn contains(self, other: EventFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Any bit of `other` is set.
    pub const fn intersects(self, other: EventFlags) -> bool {
        self.0 & other.0 != 0
    }
}

/// How a number is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Na,
    Dec,
    Hex,
    Oct,
}

/// Encoding of a parameter. Integers are little endian; strings end in NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ParamType {
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    /// `i64` result: an error number when negative.
    Errno,
    /// `i64` descriptor.
    Fd,
    /// `i32` descriptor.
    Fd32,
    /// `i64` process or thread id.
    Pid,
    /// `i32` process id.
    Pid32,
    Uid,
    Gid,
    /// Nanoseconds.
    Reltime,
    /// Nanoseconds since the epoch.
    Abstime,
    Charbuf,
    Fspath,
    /// Path relative to the directory in another parameter.
    Fsrelpath,
    Bytebuf,
    /// Strings, each ended by NUL.
    Charbufarray,
    /// Pairs of strings, each ended by NUL.
    CharbufPairArray,
    Sockaddr,
    Socktuple,
    Fdlist,
    Dyn,
    Flags8,
    Flags16,
    Flags32,
    Enumflags8,
    Enumflags16,
    Enumflags32,
    Mode,
    Sigtype,
    Sigset,
    Syscallid,
    Port,
    Ipv4addr,
    Ipv6addr,
}
