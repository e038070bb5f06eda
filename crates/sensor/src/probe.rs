//! What the kernel of this machine offers, found out by asking it: programs that do nothing are loaded and let go, since
//! version numbers say little about distribution kernels.

use crate::object;
use aya::maps::MapType;
use aya::programs::{BtfTracePoint, CgroupSockAddr, FExit, Lsm, ProgramError};
use aya::{Btf, Ebpf, EbpfLoader};
use std::fs;

/// One thing that the kernel offers or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capability {
    /// What it is.
    pub name: &'static str,
    /// It is there.
    pub present: bool,
    /// What follows from that, or how to mend it.
    pub note: String,
}

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Release of the kernel.
    pub kernel: String,
    /// What was found, in the order of importance.
    pub list: Vec<Capability>,
}

impl Capabilities {
    /// Whether the thing of that name is there; false for names that were not looked at.
    pub fn has(&self, name: &str) -> bool {
        self.list.iter().any(|one| one.name == name && one.present)
    }
}

/// Looks at the kernel without changing anything.
pub fn probe() -> Capabilities {
    let mut list = Vec::new();
    let mut note = |name, present, yes: &str, no: &str| {
        list.push(Capability { name, present, note: if present { yes } else { no }.to_owned() });
    };
    note(
        "root",
        rustix::process::geteuid().is_root(),
        "this process may load programs",
        "run as root, or give CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN and CAP_SYS_PTRACE",
    );
    let btf = Btf::from_sys_fs().ok();
    note(
        "btf",
        btf.is_some(),
        "kernel types are known, programs adapt to this kernel",
        "nothing can be loaded: the kernel needs CONFIG_DEBUG_INFO_BTF=y (/sys/kernel/btf/vmlinux)",
    );
    let rings = aya::sys::is_map_supported(MapType::RingBuf).unwrap_or(false);
    note(
        "ringbuf",
        rings,
        "events come through ring buffers",
        "nothing can be reported: ring buffers came with Linux 5.8, or rights are missing",
    );
    let mut asked = btf.as_ref().and_then(|btf| Asked::new(btf).ok());
    let refused = |outcome: &Option<Result<(), ProgramError>>| match outcome {
        Some(Err(error)) => format!(" ({})", last_cause(error)),
        _ => String::new(),
    };
    let outcome = asked.as_mut().map(Asked::tp_btf);
    note(
        "tp_btf",
        matches!(outcome, Some(Ok(()))),
        "processes, signals and system calls can be followed by tracepoints",
        &format!("nothing can be followed: typed tracepoints came with Linux 5.5{}", refused(&outcome)),
    );
    let outcome = asked.as_mut().map(Asked::fexit);
    note(
        "fexit",
        matches!(outcome, Some(Ok(()))),
        "single system calls can be followed; the others cost nothing",
        &format!(
            "every system call of the machine pays some tens of nanoseconds for the dispatcher; it needs CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS{}",
            refused(&outcome)
        ),
    );
    let outcome = asked.as_mut().map(Asked::lsm);
    let active = fs::read_to_string("/sys/kernel/security/lsm")
        .unwrap_or_default()
        .split(',')
        .any(|name| name.trim() == "bpf");
    note(
        "lsm",
        matches!(outcome, Some(Ok(()))) && active,
        "what a policy forbids can be refused by the kernel",
        &format!("refusing needs CONFIG_BPF_LSM=y and `bpf` in the kernel's lsm= list{}", refused(&outcome)),
    );
    let outcome = asked.as_mut().map(Asked::cgroup);
    note(
        "cgroup_sock_addr",
        matches!(outcome, Some(Ok(()))),
        "connects can be refused per control group",
        &format!(
            "connects cannot be refused per control group: CONFIG_CGROUP_BPF is missing{}",
            refused(&outcome)
        ),
    );
    let unified = fs::metadata("/sys/fs/cgroup/cgroup.controllers").is_ok();
    note(
        "cgroup2",
        unified,
        "control groups: one hierarchy (v2)",
        "control groups: the older kind (v1), or both",
    );
    let traced = ["/sys/kernel/tracing/events", "/sys/kernel/debug/tracing/events"]
        .iter()
        .any(|path| fs::metadata(path).is_ok());
    note("tracefs", traced, "tracefs is mounted", "tracefs is not mounted; the sensor does not need it");
    let compiled =
        fs::read_to_string("/proc/sys/net/core/bpf_jit_enable").is_ok_and(|text| text.trim() != "0");
    note(
        "jit",
        compiled,
        "programs run as machine code",
        "programs are interpreted, which is slow: sysctl net.core.bpf_jit_enable=1",
    );
    Capabilities { kernel: rustix::system::uname().release().to_string_lossy().into_owned(), list }
}

/// Whether a trampoline can be put on the end of a system call.
pub(crate) fn has_fexit(btf: &Btf) -> bool {
    Asked::new(btf).is_ok_and(|mut asked| asked.fexit().is_ok())
}

/// The object of the programs that do nothing.
struct Asked<'a> {
    bpf: Ebpf,
    btf: &'a Btf,
}

impl<'a> Asked<'a> {
    fn new(btf: &'a Btf) -> Result<Asked<'a>, aya::EbpfError> {
        Ok(Asked { bpf: EbpfLoader::new().btf(Some(btf)).load(object::probe())?, btf })
    }

    fn program<'p, P>(&'p mut self, name: &str) -> Result<&'p mut P, ProgramError>
    where
        &'p mut P: TryFrom<&'p mut aya::programs::Program, Error = ProgramError>,
    {
        self.bpf.program_mut(name).ok_or(ProgramError::NotLoaded)?.try_into()
    }

    fn tp_btf(&mut self) -> Result<(), ProgramError> {
        let btf = self.btf;
        self.program::<BtfTracePoint>("tp_btf")?.load("sys_exit", btf)
    }

    /// Loading is not enough: some kernels take the program and refuse the trampoline.
    fn fexit(&mut self) -> Result<(), ProgramError> {
        let btf = self.btf;
        let program = self.program::<FExit>("fexit")?;
        program.load(&format!("{}close", object::SYSCALL_PREFIX), btf)?;
        let link = program.attach()?;
        program.detach(link)
    }

    fn lsm(&mut self) -> Result<(), ProgramError> {
        let btf = self.btf;
        let program = self.program::<Lsm>("lsm")?;
        program.load("file_open", btf)?;
        let link = program.attach()?;
        program.detach(link)
    }

    fn cgroup(&mut self) -> Result<(), ProgramError> {
        self.program::<CgroupSockAddr>("cgroup_connect4")?.load()
    }
}

fn last_cause(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probing_answers_everything_and_changes_nothing() {
        let first = probe();
        assert!(first.list.iter().all(|one| !one.note.is_empty()), "{first:?}");
        assert_eq!(first, probe());
        assert!(!first.has("a thing that nobody asked about"));
    }
}
