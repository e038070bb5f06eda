//! Alerts delivered to real files, sockets, servers and programs.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::{UnixDatagram, UnixListener};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use skua_alert::render::{falco_json, text};
use skua_alert::{Alert, Format, Priority};
use skua_outputs::{HttpOptions, OutputStats, Outputs, Settings, Spec};

const DEADLINE: Duration = Duration::from_secs(10);

fn alert(message: &str) -> Arc<Alert> {
    Arc::new(Alert {
        time_ns: 1_000_000_000,
        rule: "R".into(),
        priority: Priority::Warning,
        source: "syscall".into(),
        hostname: "h".into(),
        message: message.to_owned(),
        output_fields: Vec::new(),
        tags: Vec::new().into(),
    })
}

fn text() -> Format {
    Format::Text(text::Options::default())
}

fn start(spec: Spec) -> Outputs {
    Outputs::start(vec![(spec, text())], Settings::default()).unwrap()
}

fn file(path: &Path, keep_open: bool) -> Spec {
    Spec::File { path: path.to_owned(), keep_open }
}

fn counts(stats: &[OutputStats]) -> Vec<(u64, u64, u64)> {
    stats.iter().map(|s| (s.delivered, s.failed, s.dropped)).collect()
}

fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !condition() {
        assert!(Instant::now() < end, "{what} did not happen");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_file_gets_a_line_for_each_alert_and_is_reopened_after_rotation() {
    for keep_open in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let (path, rotated) = (folder.path().join("a"), folder.path().join("a.1"));
        let outputs = start(file(&path, keep_open));
        outputs.submit(alert("one"));
        wait_until("delivery", || outputs.stats()[0].delivered == 1);
        std::fs::rename(&path, &rotated).unwrap();
        outputs.reopen();
        outputs.submit(alert("two"));
        assert_eq!(counts(&outputs.close(DEADLINE)), [(2, 0, 0)]);
        assert_eq!(std::fs::read_to_string(&rotated).unwrap(), "00:00:01.000000000: Warning one\n");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "00:00:01.000000000: Warning two\n");
    }
}

#[test]
fn a_full_disk_is_counted_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good");
    let specs = vec![(file(Path::new("/dev/full"), true), text()), (file(&good, true), text())];
    let outputs = Outputs::start(specs, Settings::default()).unwrap();
    for _ in 0..3 {
        outputs.submit(alert("x"));
    }
    assert_eq!(counts(&outputs.close(DEADLINE)), [(0, 3, 0), (3, 0, 0)]);
    assert_eq!(std::fs::read_to_string(&good).unwrap().lines().count(), 3);
}

#[test]
fn what_the_user_can_mend_is_told_at_the_start() {
    let error = |spec| match Outputs::start(vec![(spec, text())], Settings::default()) {
        Ok(_) => panic!("started"),
        Err(error) => error.to_string(),
    };
    let message = error(file(Path::new("/no/such/folder/x"), true));
    assert_eq!(message, "cannot open `/no/such/folder/x`: No such file or directory (os error 2)");
    let message = error(Spec::Syslog { socket: "/no/such/socket".into() });
    assert!(message.starts_with("cannot reach syslog at `/no/such/socket`: "), "{message}");
    let mut http = HttpOptions::new("https://localhost/");
    http.ca_file = Some("/dev/null".into());
    assert_eq!(error(Spec::Http(http)), "cannot read the authorities in `/dev/null`: no certificate in it");
}

#[test]
fn syslog_gets_priority_and_tag_and_may_restart() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("log");
    let daemon = UnixDatagram::bind(&socket).unwrap();
    daemon.set_read_timeout(Some(DEADLINE)).unwrap();
    let outputs = start(Spec::Syslog { socket: socket.clone() });
    let expected = format!("<12>skua[{}]: 00:00:01.000000000: Warning one", std::process::id());
    let mut buffer = [0; 1024];
    outputs.submit(alert("one"));
    let length = daemon.recv(&mut buffer).unwrap();
    assert_eq!(std::str::from_utf8(&buffer[..length]).unwrap(), expected);
    drop(daemon);
    std::fs::remove_file(&socket).unwrap();
    let daemon = UnixDatagram::bind(&socket).unwrap();
    daemon.set_read_timeout(Some(DEADLINE)).unwrap();
    outputs.submit(alert("one"));
    assert_eq!(daemon.recv(&mut buffer).unwrap(), expected.len());
    assert_eq!(counts(&outputs.close(DEADLINE)), [(2, 0, 0)]);
}

#[test]
fn syslog_may_listen_on_a_stream() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("log");
    let daemon = UnixListener::bind(&socket).unwrap();
    let outputs = start(Spec::Syslog { socket });
    outputs.submit(alert("one"));
    assert_eq!(counts(&outputs.close(DEADLINE)), [(1, 0, 0)]);
    let mut received = String::new();
    daemon.accept().unwrap().0.read_to_string(&mut received).unwrap();
    assert!(received.ends_with(": Warning one\0"), "{received:?}");
}

/// Reads one request and answers; returns head and body.
fn answer(stream: &mut TcpStream, status: &str) -> (String, String) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head.push_str(&line.to_lowercase());
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
    (head, String::from_utf8(body).unwrap())
}

fn webhook(listener: &TcpListener) -> HttpOptions {
    let mut options = HttpOptions::new(format!("http://{}/alerts", listener.local_addr().unwrap()));
    options.backoff = Duration::from_millis(5);
    options.headers.push(("X-Token".to_owned(), "secret".to_owned()));
    options
}

#[test]
fn a_webhook_gets_json_and_busy_ones_are_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let options = webhook(&listener);
    let format = Format::FalcoJson(falco_json::Options::default());
    let outputs = Outputs::start(vec![(Spec::Http(options), format)], Settings::default()).unwrap();
    outputs.submit(alert("one"));
    answer(&mut listener.accept().unwrap().0, "503 Service Unavailable");
    let (head, body) = answer(&mut listener.accept().unwrap().0, "200 OK");
    assert!(head.starts_with("post /alerts http/1.1"), "{head}");
    assert!(head.contains("content-type: application/json") && head.contains("x-token: secret"), "{head}");
    assert!(body.starts_with(r#"{"hostname":"h","output":"#), "{body}");
    outputs.submit(alert("two"));
    answer(&mut listener.accept().unwrap().0, "400 Bad Request");
    assert_eq!(counts(&outputs.close(DEADLINE)), [(1, 1, 0)]);
}

#[test]
fn a_dead_webhook_costs_its_own_alerts_only() {
    // Nobody listens on the port of a listener that was dropped.
    let options = webhook(&TcpListener::bind("127.0.0.1:0").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let specs = vec![(Spec::Http(options), text()), (file(&path, true), text())];
    let outputs = Outputs::start(specs, Settings::default()).unwrap();
    for _ in 0..20 {
        outputs.submit(alert("x"));
    }
    assert_eq!(counts(&outputs.close(DEADLINE)), [(0, 20, 0), (20, 0, 0)]);
}

#[test]
fn a_webhook_that_never_answers_neither_blocks_nor_outlasts_the_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut options = webhook(&listener);
    options.timeout = Duration::from_secs(60);
    let settings =
        Settings { queue_capacity: 2, output_timeout: Duration::from_millis(10), ..Settings::default() };
    let outputs = Outputs::start(vec![(Spec::Http(options), text())], settings).unwrap();
    let began = Instant::now();
    outputs.submit(alert("x"));
    let _held = listener.accept().unwrap();
    for _ in 0..9 {
        outputs.submit(alert("x"));
    }
    let stats = &outputs.stats()[0];
    assert_eq!((stats.delivered, stats.dropped, stats.waiting), (0, 7, 3));
    assert_eq!(counts(&outputs.close(Duration::from_millis(50))), [(0, 0, 10)]);
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn programs_read_alerts_one_each_or_all() {
    let folder = tempfile::tempdir().unwrap();
    for keep_open in [true, false] {
        let path = folder.path().join(keep_open.to_string());
        let command = format!("echo start >> {0}; cat >> {0}", path.display());
        let outputs = start(Spec::Program { command, keep_open });
        outputs.submit(alert("one"));
        outputs.submit(alert("two"));
        assert_eq!(counts(&outputs.close(DEADLINE)), [(2, 0, 0)]);
        let (one, two) = ("00:00:01.000000000: Warning one\n", "00:00:01.000000000: Warning two\n");
        let expected =
            if keep_open { format!("start\n{one}{two}") } else { format!("start\n{one}start\n{two}") };
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
    }
}

#[test]
fn a_program_that_fails_is_counted_and_one_that_hangs_is_ended() {
    let outputs = start(Spec::Program { command: "exit 3".to_owned(), keep_open: false });
    outputs.submit(alert("x"));
    assert_eq!(counts(&outputs.close(DEADLINE)), [(0, 1, 0)]);
    let began = Instant::now();
    let outputs = start(Spec::Program { command: "sleep 600; true".to_owned(), keep_open: false });
    outputs.submit(alert("x"));
    assert_eq!(counts(&outputs.close(Duration::from_millis(50))), [(0, 1, 0)]);
    assert!(began.elapsed() < Duration::from_secs(5));
}
