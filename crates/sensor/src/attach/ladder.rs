//! Attaching every hook on the rung that the loaded object is made for.

use crate::Error;
use crate::attach::{HookRung, Rung};
use crate::object;
use crate::wanted::{Wanted, WantedCall};
use aya::maps::ProgramArray;
use aya::programs::{BtfTracePoint, FExit, ProgramError};
use aya::{Btf, Ebpf};
use aya_obj::btf::BtfKind;
use std::collections::BTreeMap;

/// Tracepoints that are always attached: lineage hangs on them.
const LIFE: [&str; 3] = ["sched_process_exec", "sched_process_fork", "sched_process_exit"];

/// What is attached.
pub(crate) struct Ladder {
    /// Rung of system calls; the object's programs are made for it.
    rung: Rung,
    /// What each hook got: a rung, or why none.
    hooks: BTreeMap<String, Result<Rung, String>>,
}

impl Ladder {
    /// Nothing attached yet; `rung` is that of the loaded object.
    pub(crate) fn new(rung: Rung) -> Ladder {
        Ladder { rung, hooks: BTreeMap::new() }
    }

    pub(crate) fn hooks(&self) -> Vec<HookRung> {
        let hook = |(hook, outcome): (&String, &Result<Rung, String>)| HookRung {
            hook: hook.clone(),
            rung: outcome.as_ref().ok().copied(),
            reason: outcome.as_ref().err().cloned().unwrap_or_default(),
        };
        self.hooks.iter().map(hook).collect()
    }

    /// Attaches what is wanted and not yet attached. Returns the system call numbers that are reached.
    ///
    /// A single system call that cannot be reached is noted; an error is returned only when nothing works.
    pub(crate) fn climb(&mut self, bpf: &mut Ebpf, btf: &Btf, wanted: &Wanted) -> Result<Vec<u16>, Error> {
        for name in LIFE {
            self.tracepoint(bpf, btf, name, name)?;
        }
        for (asked, name) in [
            (wanted.signals(), "signal_deliver"),
            (wanted.page_faults(), "page_fault_user"),
            (wanted.switches(), "sched_switch"),
        ] {
            if asked && let Err(error) = self.tracepoint(bpf, btf, name, name) {
                self.hooks.insert(name.into(), Err(error.chain()));
            }
        }
        self.reach(bpf, btf, &wanted.calls())
    }

    fn tracepoint(&mut self, bpf: &mut Ebpf, btf: &Btf, program: &str, point: &str) -> Result<(), Error> {
        if self.hooks.get(point).is_some_and(Result::is_ok) {
            return Ok(());
        }
        let Some(loaded) = bpf.program_mut(program) else { return Ok(()) };
        let fail =
            |source: ProgramError| Error::Program { program: program.into(), source: Box::new(source) };
        let loaded: &mut BtfTracePoint = loaded.try_into().map_err(fail)?;
        loaded.load(point, btf).map_err(fail)?;
        loaded.attach().map_err(fail)?;
        self.hooks.insert(point.into(), Ok(Rung::TpBtf));
        Ok(())
    }

    fn reach(&mut self, bpf: &mut Ebpf, btf: &Btf, calls: &[WantedCall]) -> Result<Vec<u16>, Error> {
        let rung = self.rung;
        let mut reached = Vec::new();
        let mut first_error = None;
        for call in calls {
            if self.hooks.get(call.name) == Some(&Ok(rung)) {
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
                    self.hooks.insert(call.name.into(), Ok(rung));
                }
                Ok(false) => {
                    self.hooks.insert(call.name.into(), Err("no program of ours decodes it".into()));
                }
                Err(error) => {
                    self.hooks.insert(call.name.into(), Err(error.chain()));
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
    let name = format!("call_{}", call.name);
    let Some(program) = bpf.program_mut(&name) else { return Ok(false) };
    let fail = |source: ProgramError| Error::Program { program: name.clone(), source: Box::new(source) };
    let program: &mut FExit = program.try_into().map_err(fail)?;
    // The function of a call without arguments is an alias, which type information knows by the other name.
    let symbol = [object::SYSCALL_PREFIX, "__do_sys_"]
        .map(|prefix| format!("{prefix}{}", call.name))
        .into_iter()
        .find(|symbol| btf.id_by_type_name_kind(symbol, BtfKind::Func).is_ok())
        .ok_or_else(|| Error::NoSuchCall(call.name))?;
    program.load(&symbol, btf).map_err(fail)?;
    program.attach().map_err(fail)?;
    Ok(true)
}

fn tail(bpf: &mut Ebpf, btf: &Btf, call: WantedCall) -> Result<bool, Error> {
    let name = format!("call_{}", call.name);
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
