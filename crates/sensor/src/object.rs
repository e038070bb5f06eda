//! The compiled kernel half, kept in the repository so that nobody needs clang to build this crate.

/// The object, aligned as its readers want it.
#[repr(C, align(32))]
struct Aligned<T: ?Sized>(T);

#[cfg(target_arch = "x86_64")]
static OBJECT: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../bpf/objects/x86_64/sensor.bpf.o"));
#[cfg(target_arch = "aarch64")]
static OBJECT: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../bpf/objects/aarch64/sensor.bpf.o"));

/// Bytes of the object for this architecture.
pub(crate) fn bytes() -> &'static [u8] {
    &OBJECT.0
}

/// Prefix of a system call's function in this architecture's kernel.
#[cfg(target_arch = "x86_64")]
pub(crate) const SYSCALL_PREFIX: &str = "__x64_sys_";
/// Prefix of a system call's function in this architecture's kernel.
#[cfg(target_arch = "aarch64")]
pub(crate) const SYSCALL_PREFIX: &str = "__arm64_sys_";
