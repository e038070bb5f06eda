//! Real containerd and podman, each with a root folder of its own, and a fake Docker Engine.

use skua_runtime::{Config, LookupError, Resolved, Runtime, Sockets};
use skua_workload::{Container, ContainerRef, Engine};
use std::io::{Read, Write};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// No sockets, no storage, little patience.
fn nowhere() -> Config {
    Config {
        sockets: Sockets::default(),
        podman_storage: Vec::new(),
        rootless_storage: false,
        timeout: Duration::from_secs(5),
        patience: Duration::from_millis(100),
        ..Config::default()
    }
}

fn answer(answers: &Receiver<Resolved>) -> Resolved {
    answers.recv_timeout(Duration::from_secs(20)).expect("an answer")
}

fn find(config: Config, engine: Engine, id: &str) -> Result<Container, LookupError> {
    let (runtime, answers) = Runtime::start(config).expect("a thread");
    assert!(runtime.lookup(ContainerRef { engine, id: id.as_bytes() }));
    let resolved = answer(&answers);
    assert_eq!(resolved.id, id);
    resolved.result
}

/// Serves `routes` (target, body) once each and anything else as 404, until the test ends.
fn fake_engine(socket: &Path, routes: Vec<(String, String)>) {
    let listener = UnixListener::bind(socket).expect("a socket");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let target = request.split(' ').nth(1).unwrap_or_default();
            let response = match routes.iter().find(|(route, _)| route == target) {
                Some((_, body)) => format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()),
                None => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
            };
            let _ = stream.write_all(response.as_bytes());
        }
    });
}

#[test]
fn docker_is_asked_over_its_socket() {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("docker.sock");
    let id = "4c0f".repeat(16);
    let inspection = format!(
        r#"{{"Id":"{id}","Created":"2024-11-07T11:10:03Z","Name":"/shop-web-1","Image":"sha256:0ca0fed3",
        "Config":{{"Image":"nginx:1.27","Labels":{{"com.docker.compose.project":"shop"}}}},
        "HostConfig":{{"Privileged":false,"NetworkMode":"host"}},"Mounts":[],"NetworkSettings":{{"Networks":null}}}}"#
    );
    let image = r#"{"RepoTags":["nginx:1.27"],"RepoDigests":["nginx@sha256:b9ff"]}"#.to_owned();
    let routes =
        vec![(format!("/containers/{id}/json"), inspection), ("/images/0ca0fed3/json".to_owned(), image)];
    fake_engine(&socket, routes);
    let sockets = Sockets { docker: vec![socket], ..Sockets::default() };
    let config = Config { sockets, ..nowhere() };
    let container = find(config.clone(), Engine::Docker, &id).expect("found");
    assert_eq!((container.id.as_str(), container.name.as_str()), ("4c0f4c0f4c0f", "shop-web-1"));
    assert_eq!(
        (container.image_repository.as_str(), container.image_digest.as_str()),
        ("nginx", "sha256:b9ff")
    );
    assert!(container.host_network && !container.privileged);
    // A name that would lead elsewhere in the API is never sent.
    assert!(matches!(find(config, Engine::Containerd, "../images/x"), Err(LookupError::NotFound)));
}

#[test]
fn hostile_and_silent_runtimes_do_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let garbage = folder.path().join("garbage.sock");
    let silent = folder.path().join("silent.sock");
    let listener = UnixListener::bind(&garbage).expect("a socket");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let _ = stream.write_all(&[0xff; 4096]);
        }
    });
    let _silent = UnixListener::bind(&silent).expect("a socket");
    let everywhere = vec![garbage, silent.clone()];
    let sockets = Sockets {
        cri: everywhere.clone(),
        containerd: everywhere.clone(),
        docker: everywhere.clone(),
        podman: everywhere,
    };
    let config = Config { sockets, timeout: Duration::from_millis(50), ..nowhere() };
    let error = find(config, Engine::Docker, "abc").expect_err("nobody answers");
    assert!(matches!(error, LookupError::Timeout { .. }), "{error}");
}

#[test]
fn unknown_containers_are_remembered_and_questions_not_doubled() {
    let (runtime, answers) = Runtime::start(nowhere()).expect("a thread");
    let unknown = ContainerRef { engine: Engine::Docker, id: b"unknown" };
    assert!(runtime.lookup(unknown) && runtime.lookup(unknown));
    assert!(matches!(answer(&answers).result, Err(LookupError::NotFound)));
    assert!(!runtime.lookup(unknown), "asked again at once");
    let counters = runtime.counters();
    assert_eq!((counters.asked, counters.missing), (1, 1));
    assert!(counters.retries > 0);
    assert!(!runtime.lookup(ContainerRef { engine: Engine::Docker, id: b"\xff" }));
    assert!(runtime.lookup(ContainerRef { engine: Engine::Lxc, id: b"web" }));
    assert_eq!(answer(&answers).result.expect("lxc needs nobody").name, "web");
}

/// Programs that a test needs, or why it cannot run.
fn have(programs: &[&str]) -> bool {
    for program in programs {
        let found =
            Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if found.is_err() {
            println!("skipped: {program} is not installed");
            return false;
        }
    }
    if !Path::new("/bin/busybox").is_file() {
        println!("skipped: busybox-static is not installed");
        return false;
    }
    if !is_root() {
        println!("skipped: containers need root");
        return false;
    }
    true
}

fn is_root() -> bool {
    std::fs::read_to_string("/proc/self/status").is_ok_and(|status| {
        status.lines().any(|line| {
            line.strip_prefix("Uid:").is_some_and(|ids| ids.split_whitespace().nth(1) == Some("0"))
        })
    })
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// A tar of an image, as `docker save` writes it, with busybox as its only file.
fn image(folder: &Path) -> PathBuf {
    let layer = folder.join("layer");
    std::fs::create_dir_all(layer.join("bin")).expect("a folder");
    std::fs::copy("/bin/busybox", layer.join("bin/busybox")).expect("busybox");
    let files = folder.join("image");
    std::fs::create_dir_all(&files).expect("a folder");
    run(Command::new("tar").arg("-cf").arg(files.join("layer.tar")).arg("-C").arg(&layer).arg("bin"))
        .expect("tar");
    let sum = run(Command::new("sha256sum").arg(files.join("layer.tar"))).expect("a sum");
    let sum = sum.split(' ').next().unwrap_or_default();
    let config = format!(
        r#"{{"architecture":"{}","os":"linux","config":{{"Cmd":["/bin/busybox","sleep","60"]}},
        "rootfs":{{"type":"layers","diff_ids":["sha256:{sum}"]}}}}"#,
        if cfg!(target_arch = "aarch64") { "arm64" } else { "amd64" }
    );
    std::fs::write(files.join("config.json"), config).expect("written");
    let manifest =
        r#"[{"Config":"config.json","RepoTags":["example.test/skua/busybox:1.0"],"Layers":["layer.tar"]}]"#;
    std::fs::write(files.join("manifest.json"), manifest).expect("written");
    let tar = folder.join("image.tar");
    let mut command = Command::new("tar");
    command.arg("-cf").arg(&tar).arg("-C").arg(&files).args(["manifest.json", "config.json", "layer.tar"]);
    run(&mut command).expect("tar");
    tar
}

/// Ends its process when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

#[test]
fn containerd_knows_image_and_labels() {
    if !have(&["containerd", "ctr", "runc"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("containerd.sock");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let config = format!(
        "version = 2\nroot = {:?}\nstate = {:?}\n[grpc]\naddress = {:?}\n[ttrpc]\naddress = {:?}\n",
        path("root"),
        path("state"),
        socket.display().to_string(),
        path("ttrpc.sock"),
    );
    let config = format!("{config}[plugins.\"io.containerd.internal.v1.opt\"]\npath = {:?}\n", path("opt"));
    std::fs::write(folder.path().join("config.toml"), config).expect("written");
    let log = std::fs::File::create(folder.path().join("log")).expect("a log");
    let daemon = Command::new("containerd")
        .arg("--config")
        .arg(folder.path().join("config.toml"))
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("containerd");
    let _daemon = Running(daemon);
    let ctr = |arguments: &[&str]| {
        let mut command = Command::new("ctr");
        run(command.arg("--address").arg(&socket).args(["--namespace", "shop"]).args(arguments))
    };
    let started = Instant::now();
    while ctr(&["version"]).is_err() {
        if started.elapsed() > Duration::from_secs(20) {
            let log = std::fs::read_to_string(folder.path().join("log")).unwrap_or_default();
            println!("skipped: containerd does not start here: {}", log.lines().last().unwrap_or_default());
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let tar = image(folder.path());
    let name = "example.test/skua/busybox:1.0";
    ctr(&["images", "import", "--snapshotter", "native", &tar.display().to_string()]).expect("imported");
    // The record of a container is made before any process; that is all that is asked for.
    let mount = "type=bind,src=/tmp,dst=/data,options=rbind:ro";
    ctr(&[
        "containers",
        "create",
        "--snapshotter",
        "native",
        "--label",
        "team=web",
        "--env",
        "A=1",
        "--mount",
        mount,
        name,
        "web-1",
    ])
    .expect("created");

    let sockets =
        Sockets { cri: vec![socket.clone()], containerd: vec![socket.clone()], ..Sockets::default() };
    let config = Config { sockets, ..nowhere() };
    let container = find(config.clone(), Engine::Containerd, "web-1").expect("found");
    println!("{container:?}");
    assert_eq!((container.engine, container.name.as_str()), (Engine::Containerd, "web-1"));
    assert_eq!(container.image, name);
    assert_eq!(
        (container.image_repository.as_str(), container.image_tag.as_str()),
        ("example.test/skua/busybox", "1.0")
    );
    assert!(container.image_digest.starts_with("sha256:") && container.image_id.len() == 64);
    assert_eq!(container.labels.get("team").map(String::as_str), Some("web"));
    assert!(container.env.contains(&"A=1".to_owned()) && !container.privileged && container.created_ts > 0);
    assert!(container.mounts.iter().any(|mount| mount.destination == "/data" && !mount.rdwr));
    assert!(matches!(find(config, Engine::Containerd, "web-2"), Err(LookupError::NotFound)));
}

#[test]
fn podman_is_read_from_its_storage() {
    if !have(&["podman"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("storage");
    let podman = |arguments: &[&str]| {
        let mut command = Command::new("podman");
        command.arg("--root").arg(&root).arg("--runroot").arg(folder.path().join("run"));
        command.arg("--tmpdir").arg(folder.path().join("tmp")).args(["--storage-driver", "vfs"]);
        run(command.args(["--events-backend", "file", "--cgroup-manager", "cgroupfs"]).args(arguments))
    };
    let tar = image(folder.path());
    if let Err(error) = podman(&["load", "-i", &tar.display().to_string()]) {
        println!("skipped: podman does not work here: {error}");
        return;
    }
    let created = podman(&[
        "create",
        "--name",
        "web",
        "--network",
        "host",
        "--label",
        "team=web",
        "example.test/skua/busybox:1.0",
    ]);
    let id = created.expect("created");
    // The specification is written when the container is prepared.
    let _ = podman(&["init", &id]);
    let config = Config { podman_storage: vec![root.clone()], ..nowhere() };
    let container = find(config, Engine::Podman, &id).expect("found");
    println!("{container:?}");
    let _ = podman(&["rm", "-f", &id]);
    let _ = podman(&["unmount", "--all"]);
    assert_eq!((container.engine, container.name.as_str()), (Engine::Podman, "web"));
    assert_eq!(container.image, "example.test/skua/busybox:1.0");
    assert_eq!(container.image_id.len(), 64);
    assert!(container.image_digest.starts_with("sha256:") && container.created_ts > 0);
}
