//! The binary on this machine: real events, Falco's own rules, and what the real Falco said of the same attacks.
//!
//! Needs root, a kernel that takes the sensor, and the recorded answers beside the repository; else it says `skipped`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Folder with rules, attacks and recorded answers; `None` on a machine that has only the repository.
fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    fs::metadata(path.join("attacks/host.py")).is_ok().then_some(path)
}

fn is_root() -> bool {
    fs::read_to_string("/proc/self/status").is_ok_and(|status| {
        status.lines().any(|line| {
            line.strip_prefix("Uid:").is_some_and(|ids| ids.split_whitespace().nth(1) == Some("0"))
        })
    })
}

fn has(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| fs::metadata(folder.join(program)).is_ok())
    })
}

/// A running `skua run`, ended when dropped.
struct Agent(Child);

impl Agent {
    /// Starts with these arguments and waits until it watches. `None`: this kernel does not take the sensor.
    fn start(arguments: &[&str]) -> Option<Agent> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_skua"))
            .arg("run")
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        loop {
            line.clear();
            if said.read_line(&mut line).unwrap() == 0 {
                let status = child.wait().unwrap();
                assert_eq!(status.code(), Some(3), "skua ended: {status}");
                return None;
            }
            if line.contains("watching") {
                break;
            }
        }
        // The rest is read by nobody, but must not block the agent.
        std::thread::spawn(move || {
            let mut rest = String::new();
            let _ = said.read_to_string(&mut rest);
        });
        std::thread::sleep(Duration::from_millis(300));
        Some(Agent(child))
    }

    /// Lets the last events pass, ends the agent and waits for it.
    fn stop(mut self) {
        std::thread::sleep(Duration::from_millis(700));
        let id = self.0.id().to_string();
        Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(self.0.wait().unwrap().success());
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// Alerts of a file of JSON lines, counted by rule.
fn by_rule(path: &Path) -> BTreeMap<String, usize> {
    let mut rules = BTreeMap::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        let alert: serde_json::Value = serde_json::from_str(line).unwrap();
        *rules.entry(alert["rule"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    rules
}

/// Runs a script in a process of the root control group, so that it is the host's.
fn on_host(shared: &Path, script: &str) {
    let outcome = Command::new("bash")
        .args(["-c", &format!("echo $$ > /sys/fs/cgroup/memory/cgroup.procs 2>/dev/null; {script}")])
        .current_dir(shared.join("attacks"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(outcome.success(), "{script}: {outcome}");
}

/// What the attack raised here against what the real Falco said of the same attack.
///
/// `unrecorded`: alerts for events that the recording does not hold, although the script causes them.
fn compare(script: &str, recorded: &str, unrecorded: &[(&str, usize)], needs: &[&str]) {
    let Some(shared) = shared() else {
        println!("skipped: the recorded answers are not on this machine");
        return;
    };
    if !is_root() {
        println!("skipped: watching needs root");
        return;
    }
    if let Some(missing) = needs.iter().find(|program| !has(program)) {
        println!("skipped: {missing} is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let alerts = folder.path().join("alerts.jsonl");
    let rules = shared.join("rules/falco_rules.yaml");
    let output = format!("file={}", alerts.display());
    let arguments =
        ["--rules", rules.to_str().unwrap(), "-o", "json", "--rule-matching", "all", "--output", &output];
    let Some(agent) = Agent::start(&arguments) else {
        println!("skipped: this kernel does not take the sensor");
        return;
    };
    on_host(&shared, script);
    agent.stop();
    let mut expected = by_rule(&shared.join("captures").join(recorded));
    expected.extend(unrecorded.iter().map(|(rule, count)| ((*rule).to_owned(), *count)));
    let got = by_rule(&alerts);
    assert_eq!(got, expected);
}

#[test]
fn attacks_on_the_host_raise_what_falco_says() {
    // A command after the attack keeps the shell from becoming it: its name as the parent is what some rules look at.
    compare("/usr/bin/python3 host.py; true", "host-a.stable.jsonl", &[], &["python3"]);
}

#[test]
fn attacks_in_a_container_raise_what_falco_says() {
    compare(
        "./container.sh demo /usr/bin/python3 - < in_container.py",
        "container-a.stable.jsonl",
        // The script calls init_module and finit_module; the recording holds neither event.
        &[("Linux Kernel Module Injection Detected", 2)],
        &["python3", "runc", "busybox"],
    );
}

#[test]
fn a_shell_in_a_pod_raises_what_falco_says() {
    compare(
        "./container.sh --k8s --exec \"/bin/sh -c 'id; cat /etc/shadow; ls /'\" web /bin/sleep 5",
        "pod-exec-a.stable.jsonl",
        &[],
        &["python3", "runc", "busybox", "script"],
    );
}

/// Makes an image of nothing but busybox; `None` when podman cannot.
fn busybox_image(folder: &Path) -> Option<String> {
    let script = "mkdir -p root/bin root/etc && cp \"$(command -v busybox)\" root/bin/busybox \
                  && ln -s busybox root/bin/cat && echo 'root:*:1:0:99999:7:::' >root/etc/shadow \
                  && tar -C root -cf image.tar . && podman import -q image.tar localhost/skua-live/busybox:7";
    let outcome = Command::new("bash").args(["-c", script]).current_dir(folder).output().unwrap();
    outcome.status.success().then(|| "localhost/skua-live/busybox:7".to_owned())
}

#[test]
fn an_alert_of_a_podman_container_shows_its_name_and_image() {
    if !is_root() || !has("podman") || !has("busybox") {
        println!("skipped: needs root, podman and busybox");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let Some(image) = busybox_image(folder.path()) else {
        println!("skipped: podman cannot import an image here");
        return;
    };
    let rules = folder.path().join("rules.yaml");
    fs::write(
        &rules,
        "- rule: shadow read\n  desc: a test's own\n  condition: evt.type in (open, openat) and fd.name = /etc/shadow \
         and proc.name = cat\n  output: \"%container.name %container.image.repository %container.image.tag\"\n  \
         priority: NOTICE\n",
    )
    .unwrap();
    let alerts = folder.path().join("alerts.jsonl");
    let output = format!("file={}", alerts.display());
    let Some(agent) = Agent::start(&["--rules", rules.to_str().unwrap(), "-o", "json", "--output", &output])
    else {
        println!("skipped: this kernel does not take the sensor");
        return;
    };
    // Limits above this process's own cannot be set where CAP_SYS_RESOURCE is missing.
    let run = ["run", "--rm", "--network=none", "--ulimit=nofile=1024:1024", "--ulimit=nproc=1000:1000"];
    let ran = Command::new("podman")
        .args(run)
        .args(["--name=skua-live-test", &image, "/bin/cat", "/etc/shadow"])
        .output()
        .unwrap();
    agent.stop();
    let _ = Command::new("podman").args(["rmi", "-f", &image]).output();
    if !ran.status.success() {
        println!("skipped: podman cannot run a container here: {}", String::from_utf8_lossy(&ran.stderr));
        return;
    }
    let text = fs::read_to_string(&alerts).unwrap();
    let alert: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let fields = &alert["output_fields"];
    assert_eq!(fields["container.name"], "skua-live-test", "{alert}");
    assert_eq!(fields["container.image.repository"], "localhost/skua-live/busybox");
    assert_eq!(fields["container.image.tag"], "7");
}
