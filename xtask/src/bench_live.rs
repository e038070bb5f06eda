//! `cargo xtask bench-live`: what watching costs the programs that are watched, and what the agent itself uses.
//!
//! Each workload runs without and with `skua run`, in turn, several times; medians are compared, so that a slow
//! moment of the machine meets both sides. The agent's CPU time is read from /proc around each run.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

struct Workload {
    name: &'static str,
    operations: u64,
    run: fn() -> Result<(), String>,
}

const WORKLOADS: [Workload; 3] = [
    Workload {
        name: "dd bs=1 (4,000,000 system calls that no rule wants)",
        operations: 4_000_000,
        run: copy_bytes,
    },
    Workload { name: "fork and exec of /bin/true", operations: 1_500, run: spawn_programs },
    Workload { name: "open and close of one file", operations: 150_000, run: open_and_close },
];

struct Figures {
    without: Vec<f64>,
    with: Vec<f64>,
    agent_cpu: Vec<f64>,
}

/// `bench-live [SKUA [ARGUMENT…]]`: the command to start, `skua run` of the target folder when none is given.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let (program, rest) = match arguments {
        [] => (default_binary()?, vec!["run".to_string()]),
        [program, rest @ ..] => (PathBuf::from(program), rest.iter().map(|word| word.to_string()).collect()),
    };
    let mut figures: Vec<Figures> = WORKLOADS
        .iter()
        .map(|_| Figures { without: Vec::new(), with: Vec::new(), agent_cpu: Vec::new() })
        .collect();
    let mut memory = 0;
    for round in 1..=ROUNDS {
        eprint!("\rround {round} of {ROUNDS}");
        std::io::stderr().flush().map_err(|error| error.to_string())?;
        for (workload, figures) in WORKLOADS.iter().zip(&mut figures) {
            figures.without.push(seconds(workload.run)?);
        }
        let agent = Agent::start(&program, &rest)?;
        for (workload, figures) in WORKLOADS.iter().zip(&mut figures) {
            let before = agent.cpu_seconds()?;
            figures.with.push(seconds(workload.run)?);
            std::thread::sleep(Duration::from_millis(300));
            figures.agent_cpu.push(agent.cpu_seconds()? - before);
        }
        memory = memory.max(agent.resident_kib()?);
        agent.stop()?;
    }
    eprintln!();
    report(&program, &rest, &mut figures, memory);
    Ok(())
}

fn report(program: &Path, rest: &[String], figures: &mut [Figures], memory: u64) {
    println!("{} {} ({ROUNDS} rounds, interleaved, medians)", program.display(), rest.join(" "));
    for (workload, figures) in WORKLOADS.iter().zip(figures) {
        let (without, with) = (median(&mut figures.without), median(&mut figures.with));
        let cpu = median(&mut figures.agent_cpu);
        let each = 1e9 / workload.operations as f64;
        println!(
            "{:52} {without:7.3} s -> {with:7.3} s  {:+6.1} %  {:+8.0} ns each  agent {cpu:.3} s CPU, {:.0} ns each",
            workload.name,
            (with / without - 1.0) * 100.0,
            (with - without) * each,
            cpu * each
        );
    }
    println!("agent's resident memory, largest seen: {:.1} MiB", memory as f64 / 1024.0);
}

fn default_binary() -> Result<PathBuf, String> {
    let here = std::env::current_exe().map_err(|error| format!("find the target folder: {error}"))?;
    let target = here.parent().and_then(Path::parent).ok_or("find the target folder")?;
    let binary = target.join("release/skua");
    if binary.is_file() {
        Ok(binary)
    } else {
        Err(format!("{} is not built; `cargo build --release`", binary.display()))
    }
}

struct Agent(Child);

impl Agent {
    fn start(program: &Path, arguments: &[String]) -> Result<Agent, String> {
        let child = Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("start {}: {error}", program.display()))?;
        let mut agent = Agent(child);
        // Long enough to load the programs and read /proc; the first figures then are of a settled agent.
        std::thread::sleep(Duration::from_secs(3));
        match agent.0.try_wait() {
            Ok(None) => Ok(agent),
            Ok(Some(status)) => Err(format!("{} ended at once: {status}", program.display())),
            Err(error) => Err(error.to_string()),
        }
    }

    fn cpu_seconds(&self) -> Result<f64, String> {
        let path = format!("/proc/{}/stat", self.0.id());
        let stat = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let after_name = stat.rsplit(") ").next().unwrap_or_default();
        let ticks: u64 =
            after_name.split(' ').skip(11).take(2).filter_map(|number| number.parse::<u64>().ok()).sum();
        Ok(ticks as f64 / 100.0)
    }

    fn resident_kib(&self) -> Result<u64, String> {
        let path = format!("/proc/{}/status", self.0.id());
        let status = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|number| number.parse().ok()).ok_or("VmRSS is missing".into())
    }

    fn stop(mut self) -> Result<(), String> {
        let id = self.0.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().map_err(|error| format!("kill: {error}"))?;
        self.0.wait().map_err(|error| error.to_string())?;
        Ok(())
    }
}

fn seconds(work: fn() -> Result<(), String>) -> Result<f64, String> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn copy_bytes() -> Result<(), String> {
    let status = Command::new("dd")
        .args(["if=/dev/zero", "of=/dev/null", "bs=1", "count=2000000"])
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("dd: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("dd: {status}")) }
}

fn spawn_programs() -> Result<(), String> {
    for _ in 0..1_500 {
        Command::new("/bin/true").status().map_err(|error| format!("/bin/true: {error}"))?;
    }
    Ok(())
}

fn open_and_close() -> Result<(), String> {
    for _ in 0..150_000 {
        drop(std::fs::File::open("/etc/hostname").map_err(|error| format!("/etc/hostname: {error}"))?);
    }
    Ok(())
}
