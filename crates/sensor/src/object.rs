//! The compiled kernel half, kept in the repository so that nobody needs clang to build this crate.

use crate::Rung;

/// Bytes aligned as their readers want them.
#[repr(C, align(32))]
struct Aligned<T: ?Sized>(T);

#[cfg(target_arch = "x86_64")]
macro_rules! object {
    ($name:literal) => {
        &Aligned(*include_bytes!(concat!("../../../bpf/objects/x86_64/", $name, ".bpf.o")))
    };
}
#[cfg(target_arch = "aarch64")]
macro_rules! object {
    ($name:literal) => {
        &Aligned(*include_bytes!(concat!("../../../bpf/objects/aarch64/", $name, ".bpf.o")))
    };
}

static DISPATCHER: &Aligned<[u8]> = object!("dispatcher");
static TRAMPOLINES: &Aligned<[u8]> = object!("trampolines");
static PROBE: &Aligned<[u8]> = object!("probe");

/// The object whose programs attach on that rung.
pub(crate) fn events(rung: Rung) -> &'static [u8] {
    match rung {
        Rung::Fexit => &TRAMPOLINES.0,
        Rung::TpBtf => &DISPATCHER.0,
    }
}

/// Programs that do nothing, to ask what the kernel takes.
pub(crate) fn probe() -> &'static [u8] {
    &PROBE.0
}

/// Prefix of a system call's function in this architecture's kernel.
#[cfg(target_arch = "x86_64")]
pub(crate) const SYSCALL_PREFIX: &str = "__x64_sys_";
/// Prefix of a system call's function in this architecture's kernel.
#[cfg(target_arch = "aarch64")]
pub(crate) const SYSCALL_PREFIX: &str = "__arm64_sys_";
