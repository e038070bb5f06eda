//! The running sensor.

#![allow(unsafe_code)]

use crate::attach::{HookRung, Ladder, Rung};
use crate::ring::{Merge, Ring};
use crate::stats::{Counters, Drops, LANES};
use crate::wanted::Wanted;
use crate::{Error, clock, ia32, object};
use aya::maps::{Array, ArrayOfMaps, MapData, MapError, PerCpuArray};
use aya::{Btf, Ebpf, EbpfLoader, Pod};
use rustix::event::epoll;
use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

const RINGBUF: u32 = 27;
/// Scratch spaces per CPU, as in `bpf/include/state.h`.
const SLOTS: u32 = 2;
const SYSCALLS_MAX: usize = 512;

/// Settings of the sensor.
#[derive(Clone, Debug)]
pub struct Config {
    /// Bytes of ring per CPU for events that must not be lost; a power of two.
    pub vital_ring_bytes: u32,
    /// Bytes of ring per CPU for all others; a power of two.
    pub bulk_ring_bytes: u32,
    /// What to capture.
    pub wanted: Wanted,
    /// Use only this rung for system calls.
    pub force_rung: Option<Rung>,
}

/// Same layout as `struct settings` in `bpf/include/state.h`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Settings {
    wanted: [u8; SYSCALLS_MAX],
    ia32: [u16; SYSCALLS_MAX],
    self_tgid: u32,
    snaplen: u32,
    /// Signals, page faults, switches, environments.
    want: [u8; 4],
}

// SAFETY: plain integers without padding (512 + 1,024 + 4 + 4 + 4 bytes, alignment 4), valid for any bytes.
unsafe impl Pod for Settings {}
// SAFETY: u64s only.
unsafe impl Pod for Counters {}

/// The loaded and attached kernel half. Dropping it detaches everything.
pub struct Sensor {
    bpf: Ebpf,
    ladder: Ladder,
    merge: Merge,
    epoll: OwnedFd,
    idle_rounds: u32,
}

impl Sensor {
    /// Loads and attaches. What single hooks got is in [`Sensor::rungs`]; an error means that nothing can be seen.
    pub fn start(config: Config) -> Result<Sensor, Error> {
        for size in [config.vital_ring_bytes, config.bulk_ring_bytes] {
            if !size.is_power_of_two() || (size as usize) < rustix::param::page_size() {
                return Err(Error::Setting(format!(
                    "a ring of {size} bytes: expected a power of two of at least one page"
                )));
            }
        }
        raise_memlock();
        let btf = Btf::from_sys_fs().map_err(Error::NoBtf)?;
        let sensor = match config.force_rung {
            Some(rung) => Sensor::on_rung(&config, &btf, rung),
            None if crate::probe::has_fexit(&btf) => {
                // A kernel that takes trampolines in general may still refuse all of those that are wanted.
                Sensor::on_rung(&config, &btf, Rung::Fexit)
                    .or_else(|_| Sensor::on_rung(&config, &btf, Rung::TpBtf))
            }
            None => Sensor::on_rung(&config, &btf, Rung::TpBtf),
        };
        drop(btf);
        give_memory_back();
        sensor
    }

    fn on_rung(config: &Config, btf: &Btf, rung: Rung) -> Result<Sensor, Error> {
        let cpus = possible_cpus();
        let sizes = [config.vital_ring_bytes, config.bulk_ring_bytes];
        let boot_epoch = clock::boot_epoch();
        let mut bpf = EbpfLoader::new()
            .btf(Some(btf))
            .override_global("boot_epoch_ns", &boot_epoch, true)
            .override_global("lane_bytes", &sizes[..], true)
            .map_max_entries("rings", cpus * LANES as u32)
            .map_max_entries("scratches", cpus * SLOTS)
            .load(object::events(rung))
            .map_err(load_error)?;
        let rings = make_rings(&mut bpf, cpus, sizes)?;
        let epoll = watch(&rings)?;
        let mut sensor = Sensor {
            bpf,
            ladder: Ladder::new(rung),
            merge: Merge::new(rings, boot_epoch),
            epoll,
            idle_rounds: 0,
        };
        // Nothing is sent before the settings say so; programs attach while they are still empty.
        sensor.apply_settings(&config.wanted, &[])?;
        let reached = sensor.ladder.climb(&mut sensor.bpf, btf, &config.wanted)?;
        sensor.apply_settings(&config.wanted, &reached)?;
        Ok(sensor)
    }

    /// Changes what is captured. Programs that were not loaded yet are; nothing is detached, so no event is missed.
    pub fn set_wanted(&mut self, wanted: &Wanted) -> Result<(), Error> {
        let btf = Btf::from_sys_fs().map_err(Error::NoBtf)?;
        let reached = self.ladder.climb(&mut self.bpf, &btf, wanted)?;
        drop(btf);
        give_memory_back();
        self.apply_settings(wanted, &reached)
    }

    fn apply_settings(&mut self, wanted: &Wanted, reached: &[u16]) -> Result<(), Error> {
        let mut settings = Settings {
            wanted: [0; SYSCALLS_MAX],
            ia32: [0; SYSCALLS_MAX],
            self_tgid: std::process::id(),
            snaplen: u32::from(wanted.snaplen.min(4_095)),
            want: [
                wanted.signals().into(),
                wanted.page_faults().into(),
                wanted.switches().into(),
                wanted.environment.into(),
            ],
        };
        for number in reached {
            if let Some(flags) = settings.wanted.get_mut(usize::from(*number)) {
                *flags |= ia32::WANTED;
            }
        }
        ia32::fill(&mut settings.wanted, &mut settings.ia32, reached);
        let fail = |source| Error::Map { map: "settings", source: Box::new(source) };
        let map =
            self.bpf.map_mut("settings").ok_or(MapError::InvalidMapType { map_type: 0 }).map_err(fail)?;
        let mut map: Array<_, Settings> = Array::try_from(map).map_err(fail)?;
        map.set(0, settings, 0).map_err(fail)
    }

    /// Which rung each hook got.
    pub fn rungs(&self) -> Vec<HookRung> {
        self.ladder.hooks()
    }

    /// Hands out what is ready, oldest first, as CPU and event block, and returns how many. When nothing is ready, it
    /// sleeps until a ring fills or `max_wait` has passed; the wait grows from one millisecond while nothing comes.
    pub fn poll(&mut self, max_wait: Duration, sink: &mut dyn FnMut(u16, &[u8])) -> Result<usize, Error> {
        let (delivered, waiting) = self.merge.drain(sink);
        if delivered >= 256 {
            self.idle_rounds = 0;
            return Ok(delivered);
        }
        // Few events: let some gather. A filling ring ends the wait.
        self.idle_rounds = if delivered > 0 || waiting { 0 } else { (self.idle_rounds + 1).min(5) };
        let wait = Duration::from_millis(2u64 << self.idle_rounds).min(max_wait);
        self.wait(wait)?;
        Ok(delivered)
    }

    fn wait(&self, wait: Duration) -> Result<(), Error> {
        let mut events =
            [epoll::Event { flags: epoll::EventFlags::empty(), data: epoll::EventData::new_u64(0) }; 8];
        let timeout =
            rustix::time::Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: i64::from(wait.subsec_nanos()) };
        match epoll::wait(&self.epoll, &mut events[..], Some(&timeout)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(Error::Ring { what: "wait", source: error.into() }),
        }
    }

    /// What was lost since the start.
    pub fn drops(&self) -> Result<Drops, Error> {
        let fail = |source| Error::Map { map: "counts", source: Box::new(source) };
        let map = self.bpf.map("counts").ok_or(MapError::InvalidMapType { map_type: 0 }).map_err(fail)?;
        let map: PerCpuArray<_, Counters> = PerCpuArray::try_from(map).map_err(fail)?;
        let cpus = map.get(&0, 0).map_err(fail)?;
        Ok(Drops::of(&cpus))
    }
}

fn load_error(error: aya::EbpfError) -> Error {
    let denied = |error: &(dyn std::error::Error + 'static)| {
        error.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::PermissionDenied)
    };
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(one) = source {
        if denied(one) {
            return Error::NotPermitted;
        }
        source = one.source();
    }
    Error::Object(Box::new(error))
}

fn make_rings(bpf: &mut Ebpf, cpus: u32, sizes: [u32; LANES]) -> Result<Vec<(u16, Ring)>, Error> {
    let fail = |source| Error::Map { map: "rings", source: Box::new(source) };
    let outer = bpf.map_mut("rings").ok_or(MapError::InvalidMapType { map_type: 0 }).map_err(fail)?;
    let mut outer: ArrayOfMaps<_, MapData> = ArrayOfMaps::try_from(outer).map_err(fail)?;
    let mut rings = Vec::new();
    for cpu in 0..cpus {
        for (lane, size) in sizes.into_iter().enumerate() {
            let description = aya_obj::Map::new_from_params(RINGBUF, 0, 0, size, 0);
            let map = MapData::create(description, "skua_ring", None).map_err(fail)?;
            outer.set(cpu * LANES as u32 + lane as u32, &map, 0).map_err(fail)?;
            rings.push((cpu as u16, Ring::new(map, size as usize)?));
        }
    }
    Ok(rings)
}

/// Edge-triggered: a ring that merely holds something does not end the wait, a forced wake-up does.
fn watch(rings: &[(u16, Ring)]) -> Result<OwnedFd, Error> {
    let fail = |error: rustix::io::Errno| Error::Ring { what: "watch", source: error.into() };
    let watcher = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(fail)?;
    for (index, (_, ring)) in rings.iter().enumerate() {
        let flags = epoll::EventFlags::IN | epoll::EventFlags::ET;
        epoll::add(&watcher, ring.fd(), epoll::EventData::new_u64(index as u64), flags).map_err(fail)?;
    }
    Ok(watcher)
}

/// Older kernels count maps against this limit. Where raising it is refused, newer ones do not need it.
fn raise_memlock() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Memlock, Rlimit { current: None, maximum: None });
}

/// Reading the kernel's types takes tens of megabytes for a moment. The allocator would keep them.
fn give_memory_back() {
    #[cfg(target_env = "gnu")]
    // SAFETY: malloc_trim has no preconditions; it only returns free pages to the kernel.
    unsafe {
        libc::malloc_trim(0);
    }
}

fn possible_cpus() -> u32 {
    aya::util::nr_cpus().map_or(1, |cpus| cpus as u32).max(1)
}
