//! Trying the rungs from the best down, and keeping to one that worked.

use crate::Error;
use crate::attach::{HookRung, Rung};
use crate::object;
use crate::wanted::{Wanted, WantedCall};
use aya::maps::ProgramArray;
use aya::programs::{BtfTracePoint, FExit, ProgramError};
use aya::{Btf, Ebpf};
use std::collections::BTreeMap;

/// Tracepoints that are always attached: lineage hangs on them.
const LIFE: [&str; 3] = ["sched_process_exec", "sched_process_fork", "sched_process_exit"];

/// What is attached.
#[derive(Default)]
pub(crate) struct Ladder {
    /// Rung of system calls, once one has worked.
    rung: Option<Rung>,
    hooks: BTreeMap<String, Option<Rung>>,
}

impl Ladder {
    pub(crate) fn hooks(&self) -> Vec<HookRung> {
        self.hooks.iter().map(|(hook, rung)| HookRung { hook: hook.clone(), rung: *rung }).collect()
    }

    /// Attaches what is wanted and not yet attached. Returns the system call numbers that are reached.
    ///
    /// A single system call that cannot be reached is noted; an error is returned only when nothing works.
    pub(crate) fn climb(
        &mut self,
        bpf: &mut Ebpf,
        btf: &Btf,
        wanted: &Wanted,
        force: Option<Rung>,
    ) -> Result<Vec<u16>, Error> {
        for name in LIFE {
            self.tracepoint(bpf, btf, name, name)?;
        }
        for (asked, name) in [
            (wanted.signals(), "signal_deliver"),
            (wanted.page_faults(), "page_fault_user"),
            (wanted.switches(), "sched_switch"),
        ] {
            if asked && self.tracepoint(bpf, btf, name, name).is_err() {
                self.hooks.insert(name.into(), None);
            }
        }
        let calls: Vec<WantedCall> = wanted.calls();
        let mut last = None;
        for rung in Rung::ALL {
            if force.or(self.rung).is_some_and(|only| only != rung) {
                continue;
            }
            match self.reach(bpf, btf, &calls, rung) {
                Ok(numbers) => {
                    self.rung = Some(rung);
                    return Ok(numbers);
                }
                Err(error) => last = Some(error),
            }
        }
        last.map_or(Ok(Vec::new()), Err)
    }

    fn tracepoint(&mut self, bpf: &mut Ebpf, btf: &Btf, program: &str, point: &str) -> Result<(), Error> {
        if self.hooks.get(point).is_some_and(Option::is_some) {
            return Ok(());
        }
        let Some(loaded) = bpf.program_mut(program) else { return Ok(()) };
        let fail =
            |source: ProgramError| Error::Program { program: program.into(), source: Box::new(source) };
        let loaded: &mut BtfTracePoint = loaded.try_into().map_err(fail)?;
        loaded.load(point, btf).map_err(fail)?;
        loaded.attach().map_err(fail)?;
        self.hooks.insert(point.into(), Some(Rung::TpBtf));
        Ok(())
    }

    fn reach(
        &mut self,
        bpf: &mut Ebpf,
        btf: &Btf,
        calls: &[WantedCall],
        rung: Rung,
    ) -> Result<Vec<u16>, Error> {
        let mut reached = Vec::new();
        let mut first_error = None;
        for call in calls {
            if self.hooks.get(call.name) == Some(&Some(rung)) {
                reached.push(call.number);
                continue;
            }
            let outcome = match rung {
                Rung::Fexit => fexit(bpf, btf, *call),
                Rung::TpBtf => tail(bpf, btf, *call),
            };
            match outcome {
                Ok(true) => {
                    reached.push(call.number);
                    self.hooks.insert(call.name.into(), Some(rung));
                }
                Ok(false) => {
                    self.hooks.insert(call.name.into(), None);
                }
                Err(error) if reached.is_empty() && rung == Rung::Fexit => return Err(error),
                Err(error) => {
                    self.hooks.insert(call.name.into(), None);
                    first_error.get_or_insert(error);
                }
            }
        }
        if rung == Rung::TpBtf && !reached.is_empty() {
            self.tracepoint(bpf, btf, "sys_exit", "sys_exit")?;
        }
        match first_error {
            Some(error) if reached.is_empty() => Err(error),
            _ => Ok(reached),
        }
    }
}

/// False when the object has no program for the call.
fn fexit(bpf: &mut Ebpf, btf: &Btf, call: WantedCall) -> Result<bool, Error> {
    let name = format!("f_{}", call.name);
    let Some(program) = bpf.program_mut(&name) else { return Ok(false) };
    let fail = |source: ProgramError| Error::Program { program: name.clone(), source: Box::new(source) };
    let program: &mut FExit = program.try_into().map_err(fail)?;
    program.load(&format!("{}{}", object::SYSCALL_PREFIX, call.name), btf).map_err(fail)?;
    program.attach().map_err(fail)?;
    Ok(true)
}

fn tail(bpf: &mut Ebpf, btf: &Btf, call: WantedCall) -> Result<bool, Error> {
    let name = format!("x_{}", call.name);
    let Some(program) = bpf.program_mut(&name) else { return Ok(false) };
    let fail = |source: ProgramError| Error::Program { program: name.clone(), source: Box::new(source) };
    let program: &mut BtfTracePoint = program.try_into().map_err(fail)?;
    program.load("sys_exit", btf).map_err(fail)?;
    let fd = program.fd().and_then(|fd| fd.try_clone().map_err(ProgramError::IOError)).map_err(fail)?;
    let map = |source| Error::Map { map: "exits", source: Box::new(source) };
    let Some(exits) = bpf.map_mut("exits") else { return Ok(false) };
    let mut exits = ProgramArray::try_from(exits).map_err(map)?;
    exits.set(call.number.into(), &fd, 0).map_err(map)?;
    Ok(true)
}
