//! Cases of rules: small stories of what a process does, played as the events that a sensor would give.
//!
//! A case file is YAML: `- {rule: NAME, fires: [STEP…], quiet: [STEP…]}`. A step is one action, as
//! `open: {path: /etc/shadow, flags: [read], by: {exe: /usr/bin/python3}}`. A step that names who acts (`by`, or an
//! `exec` that is not `here`) begins a [`Scene`] with a process of its own; a step that does not goes on in the scene
//! before it. The rule must match in every scene of `fires` and in none of `quiet`. rules/README.md describes the
//! steps for those who write them.

use std::net::{IpAddr, SocketAddr};

use serde::Deserialize;
use skua_event::{EventBuilder, EventCode, ParamType, code};

/// What makes one rule match, and what must not.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Name of the rule.
    pub rule: String,
    /// Steps whose every scene the rule matches.
    pub fires: Vec<Step>,
    /// Near misses: no scene of these matches.
    pub quiet: Vec<Step>,
}

/// Who acts: a process with its ancestors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Path of the program.
    pub exe: String,
    /// The name that the kernel keeps, 15 bytes; by default the end of the path.
    pub name: Option<String>,
    /// The name that the program was given; by default the end of the path.
    pub argv0: Option<String>,
    /// Arguments after that name.
    #[serde(default)]
    pub args: Vec<String>,
    /// Names of the ancestors, parent first.
    #[serde(default)]
    pub parents: Vec<String>,
    /// Number of the user.
    #[serde(default)]
    pub uid: u32,
    /// Number of the terminal, 0 for none.
    #[serde(default)]
    pub tty: u32,
    /// Runs in a container.
    #[serde(default)]
    pub container: bool,
    /// The program exists in memory only.
    #[serde(default)]
    pub memfd: bool,
    /// The program was made after the container started.
    #[serde(default)]
    pub upper_layer: bool,
    /// An `exec` by the process of the scene instead of a new one.
    #[serde(default)]
    pub here: bool,
}

macro_rules! steps {
    ($($(#[$doc:meta])* $step:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),* $(,)? })*) => {
        /// One action. All but `exec` and `dup` may say by whom.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Step {
            /// A program starts.
            Exec(Box<Actor>),
            $($(#[$doc])* $step($step),)*
        }
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $step {
                $($(#[$field_doc])* pub $field: $kind,)*
                /// Who acts; without it, the process of the scene.
                pub by: Option<Box<Actor>>,
            }
        )*
        impl Step {
            /// The process with which the step begins a scene, if it does.
            fn actor(&self) -> Option<&Actor> {
                match self {
                    Step::Exec(actor) => Some(actor).filter(|actor| !actor.here).map(|actor| &**actor),
                    $(Step::$step(step) => step.by.as_deref(),)*
                }
            }
        }
    };
}

steps! {
    /// A file is opened.
    Open {
        /// Its path.
        path: String,
        /// `read` `write` `append` `truncate` `create` (if missing) `created` (it was missing).
        flags: Vec<String>,
    }
    /// A connection is opened, to `address:port` or to the path of a unix socket.
    Connect {
        /// The other end.
        to: String,
    }
    /// A server waits for connections.
    Listen {
        /// Its `address:port`.
        at: String,
    }
    /// A socket is made.
    Socket {
        /// `AF_…`.
        domain: String,
    }
    /// The last descriptor gets a second number.
    Dup {
        /// That number.
        onto: i64,
    }
    /// A file is deleted.
    Remove {
        /// Its path.
        path: String,
    }
    /// The permissions of a file change.
    Chmod {
        /// Its path.
        path: String,
        /// In octal.
        mode: String,
    }
    /// A symbolic link is made.
    Symlink {
        /// Where it leads.
        target: String,
        /// The link.
        path: String,
    }
    /// A hard link is made.
    Hardlink {
        /// The file there was.
        existing: String,
        /// The new name.
        path: String,
    }
    /// Another process is traced.
    Ptrace {
        /// `PTRACE_…`.
        request: String,
    }
    /// The memory of another process is written.
    WriteMemory {}
    /// Page faults are to be handled.
    Userfaultfd {}
    /// An io_uring is made.
    IoUring {}
    /// New namespaces are made.
    Unshare {
        /// `CLONE_NEW…`.
        flags: Vec<String>,
    }
    /// A namespace is entered.
    Setns {
        /// The file that stands for it.
        path: String,
    }
    /// A file system is mounted.
    Mount {
        /// What.
        device: String,
        /// Where.
        dir: String,
        /// Its type.
        r#type: String,
    }
    /// A node is made.
    Mknod {
        /// Its path.
        path: String,
        /// `block`, `char` or `fifo`.
        mode: String,
    }
    /// A file is opened by its number.
    OpenByHandle {
        /// The path that the kernel found.
        path: String,
    }
    /// The system call bpf.
    Bpf {
        /// `BPF_…`.
        cmd: String,
    }
    /// A kernel module is handed to the kernel.
    LoadModule {}
}

/// Says why steps cannot be played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Not a case file.
    #[error("not a file of cases: {0}")]
    Yaml(String),
    /// The first step does not say who acts.
    #[error("the first step does not say by whom")]
    NoActor,
    /// A word that no table has.
    #[error("unknown value `{value}` of `{parameter}`")]
    UnknownValue {
        /// What was given.
        value: String,
        /// For which parameter.
        parameter: String,
    },
    /// Not an address with a port.
    #[error("`{0}` is no address with a port")]
    NotAnAddress(String),
}

/// One process's story: events in order.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The events.
    pub moments: Vec<Moment>,
}

/// One event of a scene.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The event's block.
    pub block: Vec<u8>,
    /// Whether it is part of the story, or only how the process came to be.
    pub judged: bool,
}

/// Reads a file of cases.
///
/// # Errors
///
/// [`StepError::Yaml`] with the place.
pub fn parse_cases(text: &str) -> Result<Vec<Case>, StepError> {
    serde_saphyr::from_str(text).map_err(|error| StepError::Yaml(error.to_string()))
}

/// Plays steps. Each scene has processes of its own, so that many can be played in one world.
#[derive(Clone, Debug)]
pub struct Player {
    clock: u64,
    next_pid: i64,
}

impl Default for Player {
    fn default() -> Player {
        Player { clock: BEGIN, next_pid: FIRST_PID }
    }
}

impl Player {
    /// Turns steps into scenes.
    ///
    /// # Errors
    ///
    /// What the steps say that no event can.
    pub fn play(&mut self, steps: &[Step]) -> Result<Vec<Scene>, StepError> {
        let mut scenes = Vec::new();
        let mut stage: Option<Stage> = None;
        for step in steps {
            if let Some(actor) = step.actor() {
                scenes.extend(stage.take().map(|stage| self.end(stage)));
                let exec = matches!(step, Step::Exec(_));
                let begun = stage.insert(Stage::new(actor, exec, self)?);
                if !exec {
                    begun.act(step)?;
                }
            } else {
                stage.as_mut().ok_or(StepError::NoActor)?.act(step)?;
            }
        }
        scenes.extend(stage.take().map(|stage| self.end(stage)));
        Ok(scenes)
    }

    fn end(&mut self, stage: Stage) -> Scene {
        self.clock = stage.clock;
        self.next_pid = stage.pid + 1;
        stage.scene
    }
}

/// A value of a parameter.
enum Value<'a> {
    Number(i64),
    Text(&'a str),
    Raw(&'a [u8]),
    /// A word of the parameter's table of values, or several.
    Words(&'a [String]),
}
use Value::{Number, Raw, Text, Words};

const AT_FDCWD: i64 = -100;
/// 2026-01-01T00:00:00Z.
const BEGIN: u64 = 1_767_225_600_000_000_000;
const STEP: u64 = 1_000_000;
/// Well after the reuse of a thread id would be suspected.
const FIRST_PID: i64 = 4_000;
const CONTAINER: &str = "/docker/b5c1e0f2a3d44e6f8a9b0c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f4051";
const UNSET_LOGIN: i64 = 0xffff_ffff;

/// Where a scene is played: its clock, its process and that process's next descriptor.
struct Stage {
    scene: Scene,
    clock: u64,
    actor: Actor,
    pid: i64,
    next_fd: i64,
    last_fd: i64,
}

impl Stage {
    /// Brings the ancestors and the process to be; its own start is judged when the step is that.
    fn new(actor: &Actor, judged: bool, player: &Player) -> Result<Stage, StepError> {
        let mut stage = Stage {
            scene: Scene::default(),
            clock: BEGIN,
            actor: actor.clone(),
            pid: 1,
            next_fd: 3,
            last_fd: -1,
        };
        let mut pid = player.next_pid;
        for name in actor.parents.iter().rev() {
            let ancestor = Actor {
                exe: format!("/usr/bin/{name}"),
                name: Some(name.clone()),
                argv0: None,
                args: Vec::new(),
                parents: Vec::new(),
                memfd: false,
                upper_layer: false,
                ..actor.clone()
            };
            stage.fork(&ancestor, pid)?;
            stage.exec(&ancestor, false)?;
            pid += 1;
        }
        stage.fork(actor, pid)?;
        stage.exec(actor, judged)?;
        Ok(stage)
    }

    fn act(&mut self, step: &Step) -> Result<(), StepError> {
        match step {
            Step::Exec(actor) => self.exec(actor, true),
            Step::Open(step) => self.open(&step.path, &step.flags, true),
            Step::Connect(step) => self.connect(&step.to),
            Step::Listen(step) => self.listen(&step.at),
            Step::Socket(step) => self.socket(&step.domain),
            Step::Dup(Dup { onto, .. }) => {
                let old = self.last_fd;
                let values = [("res", Number(*onto)), ("oldfd", Number(old)), ("newfd", Number(*onto))];
                self.emit(code::SYSCALL_DUP2_X, true, &values)
            }
            Step::Remove(Remove { path, .. }) => {
                let values = [("dirfd", Number(AT_FDCWD)), ("name", Text(path)), ("flags", Number(0))];
                self.emit(code::SYSCALL_UNLINKAT_2_X, true, &values)
            }
            Step::Chmod(step) => {
                let mode = i64::from_str_radix(&step.mode, 8).map_err(|_| unknown("mode", &step.mode))?;
                self.emit(
                    code::SYSCALL_CHMOD_X,
                    true,
                    &[("filename", Text(&step.path)), ("mode", Number(mode))],
                )
            }
            Step::Symlink(Symlink { target, path, .. }) => self.emit(
                code::SYSCALL_SYMLINK_X,
                true,
                &[("target", Text(target)), ("linkpath", Text(path))],
            ),
            Step::Hardlink(Hardlink { existing, path, .. }) => self.emit(
                code::SYSCALL_LINK_2_X,
                true,
                &[("oldpath", Text(existing)), ("newpath", Text(path))],
            ),
            Step::Ptrace(step) => {
                let request = std::slice::from_ref(&step.request);
                self.emit(code::SYSCALL_PTRACE_X, true, &[("request", Words(request)), ("pid", Number(900))])
            }
            Step::WriteMemory(_) => {
                let values = [
                    ("res", Number(8)),
                    ("pid", Number(900)),
                    ("data", Raw(b"\x90\x90\x90\x90\x90\x90\x90\x90")),
                ];
                self.emit(code::SYSCALL_PROCESS_VM_WRITEV_X, true, &values)
            }
            Step::Userfaultfd(_) => {
                let fd = self.new_fd();
                self.emit(code::SYSCALL_USERFAULTFD_X, true, &[("res", Number(fd)), ("flags", Number(0))])
            }
            Step::IoUring(_) => {
                let fd = self.new_fd();
                self.emit(
                    code::SYSCALL_IO_URING_SETUP_X,
                    true,
                    &[("res", Number(fd)), ("entries", Number(8))],
                )
            }
            Step::Unshare(step) => self.emit(code::SYSCALL_UNSHARE_X, true, &[("flags", Words(&step.flags))]),
            Step::Setns(step) => {
                self.open(&step.path, &["read".to_owned()], false)?;
                let fd = self.last_fd;
                self.emit(code::SYSCALL_SETNS_X, true, &[("fd", Number(fd)), ("nstype", Number(0))])
            }
            Step::Mount(Mount { device, dir, r#type, .. }) => {
                let values =
                    [("dev", Text(device)), ("dir", Text(dir)), ("type", Text(r#type)), ("flags", Number(0))];
                self.emit(code::SYSCALL_MOUNT_X, true, &values)
            }
            Step::Mknod(step) => {
                let kind = match step.mode.as_str() {
                    "block" => "S_IFBLK",
                    "char" => "S_IFCHR",
                    "fifo" => "S_IFIFO",
                    other => return Err(unknown("mode", other)),
                };
                let kind = [kind.to_owned()];
                let values = [("path", Text(&step.path)), ("mode", Words(&kind)), ("dev", Number(0x800))];
                self.emit(code::SYSCALL_MKNOD_X, true, &values)
            }
            Step::OpenByHandle(step) => {
                let fd = self.new_fd();
                let flags = ["O_RDONLY".to_owned()];
                let values = [
                    ("fd", Number(fd)),
                    ("mountfd", Number(3)),
                    ("flags", Words(&flags)),
                    ("path", Text(&step.path)),
                ];
                self.emit(code::SYSCALL_OPEN_BY_HANDLE_AT_X, true, &values)
            }
            Step::Bpf(step) => {
                let fd = self.new_fd();
                let cmd = std::slice::from_ref(&step.cmd);
                self.emit(code::SYSCALL_BPF_2_X, true, &[("fd", Number(fd)), ("cmd", Words(cmd))])
            }
            Step::LoadModule(_) => {
                self.emit(code::SYSCALL_FINIT_MODULE_X, true, &[("fd", Number(-1)), ("uargs", Text(""))])
            }
        }
    }

    fn new_fd(&mut self) -> i64 {
        self.last_fd = self.next_fd;
        self.next_fd += 1;
        self.last_fd
    }

    fn fork(&mut self, child: &Actor, pid: i64) -> Result<(), StepError> {
        let parent = std::mem::replace(&mut self.pid, pid);
        let (cgroups, vpid) = place(child, pid);
        let values = [
            ("exe", Text("fork")),
            ("tid", Number(pid)),
            ("pid", Number(pid)),
            ("ptid", Number(parent)),
            ("cwd", Text("/")),
            ("fdlimit", Number(1_024)),
            ("comm", Text("fork")),
            ("cgroups", Raw(&cgroups)),
            ("flags", Number(0)),
            ("uid", Number(child.uid.into())),
            ("gid", Number(child.uid.into())),
            ("vtid", Number(vpid)),
            ("vpid", Number(vpid)),
        ];
        self.emit(code::SYSCALL_CLONE_20_X, false, &values)
    }

    fn exec(&mut self, actor: &Actor, judged: bool) -> Result<(), StepError> {
        // An exec in place changes the program, not who and where the process is.
        let actor = if actor.here {
            let (uid, tty, container) = (self.actor.uid, self.actor.tty, self.actor.container);
            Actor { uid, tty, container, ..actor.clone() }
        } else {
            actor.clone()
        };
        let end = actor.exe.rsplit('/').next().unwrap_or_default();
        let mut comm = actor.name.clone().unwrap_or_else(|| end.to_owned());
        comm.truncate(15);
        let args: Vec<u8> = actor.args.iter().flat_map(|arg| arg.bytes().chain([0])).collect();
        let (cgroups, vpid) = place(&actor, self.pid);
        let flags = i64::from(actor.memfd) * 4 + i64::from(actor.upper_layer) * 2;
        let values = [
            ("exe", Text(actor.argv0.as_deref().unwrap_or(end))),
            ("args", Raw(&args)),
            ("tid", Number(self.pid)),
            ("pid", Number(self.pid)),
            ("cwd", Text("/")),
            ("fdlimit", Number(1_024)),
            ("comm", Text(&comm)),
            ("cgroups", Raw(&cgroups)),
            ("tty", Number(actor.tty.into())),
            ("vpgid", Number(vpid)),
            ("loginuid", Number(UNSET_LOGIN)),
            ("flags", Number(flags)),
            ("uid", Number(actor.uid.into())),
            ("trusted_exepath", Text(&actor.exe)),
            ("pgid", Number(self.pid)),
            ("gid", Number(actor.uid.into())),
            ("filename", Text(&actor.exe)),
        ];
        self.emit(code::SYSCALL_EXECVE_19_X, judged, &values)?;
        self.actor = actor;
        Ok(())
    }

    fn open(&mut self, path: &str, words: &[String], judged: bool) -> Result<(), StepError> {
        let mut flags = Vec::new();
        for word in words {
            flags.push(match word.as_str() {
                "read" => "O_RDONLY".to_owned(),
                "write" => "O_WRONLY".to_owned(),
                "append" => "O_APPEND".to_owned(),
                "truncate" => "O_TRUNC".to_owned(),
                "create" => "O_CREAT".to_owned(),
                "created" => "O_F_CREATED".to_owned(),
                other => return Err(unknown("flags", other)),
            });
        }
        let fd = self.new_fd();
        let values = [
            ("fd", Number(fd)),
            ("dirfd", Number(AT_FDCWD)),
            ("name", Text(path)),
            ("flags", Words(&flags)),
            ("mode", Number(0)),
            ("dev", Number(0x801)),
            ("ino", Number(4_711)),
        ];
        self.emit(code::SYSCALL_OPENAT_2_X, judged, &values)
    }

    fn socket(&mut self, domain: &str) -> Result<(), StepError> {
        const SOCK_STREAM: i64 = 1;
        let fd = self.new_fd();
        let domain = [domain.to_owned()];
        let values = [
            ("fd", Number(fd)),
            ("domain", Words(&domain)),
            ("type", Number(SOCK_STREAM)),
            ("proto", Number(0)),
        ];
        self.emit(code::SOCKET_SOCKET_X, true, &values)
    }

    fn connect(&mut self, to: &str) -> Result<(), StepError> {
        if to.starts_with('/') {
            self.socket("AF_UNIX")?;
            let mut tuple = vec![FAMILY_UNIX];
            tuple.extend_from_slice(&0x10u64.to_le_bytes());
            tuple.extend_from_slice(&0x20u64.to_le_bytes());
            tuple.extend(to.bytes().chain([0]));
            let address: Vec<u8> = [FAMILY_UNIX].into_iter().chain(to.bytes()).chain([0]).collect();
            return self.connected(&tuple, &address);
        }
        let to: SocketAddr = to.parse().map_err(|_| StepError::NotAnAddress(to.to_owned()))?;
        let from = if to.is_ipv4() { SocketAddr::from(([10, 0, 0, 2], 40_000)) } else { LOCAL_IPV6 };
        self.socket(if to.is_ipv4() { "AF_INET" } else { "AF_INET6" })?;
        let family = [family(to)];
        let tuple = [&family[..], &endpoint(from), &endpoint(to)].concat();
        let address = [&family[..], &endpoint(to)].concat();
        self.connected(&tuple, &address)
    }

    fn connected(&mut self, tuple: &[u8], address: &[u8]) -> Result<(), StepError> {
        let fd = self.last_fd;
        let values = [("tuple", Raw(tuple)), ("fd", Number(fd)), ("addr", Raw(address))];
        self.emit(code::SOCKET_CONNECT_X, true, &values)
    }

    fn listen(&mut self, at: &str) -> Result<(), StepError> {
        let at: SocketAddr = at.parse().map_err(|_| StepError::NotAnAddress(at.to_owned()))?;
        self.socket(if at.is_ipv4() { "AF_INET" } else { "AF_INET6" })?;
        let fd = self.last_fd;
        let address = [&[family(at)][..], &endpoint(at)].concat();
        self.emit(code::SOCKET_BIND_X, true, &[("addr", Raw(&address)), ("fd", Number(fd))])?;
        self.emit(code::SOCKET_LISTEN_X, true, &[("fd", Number(fd)), ("backlog", Number(128))])
    }

    /// Adds an event. A result that is not given is 0, success; other parameters that are not given are unknown.
    fn emit(&mut self, code: EventCode, judged: bool, values: &[(&str, Value<'_>)]) -> Result<(), StepError> {
        self.clock += STEP;
        let mut event = EventBuilder::new(code, self.clock, self.pid);
        let params = code.info().map_or(&[][..], |info| info.params);
        for (name, _) in values {
            debug_assert!(params.iter().any(|param| param.name == *name), "{code:?} has no parameter {name}");
        }
        for param in params {
            let given = values.iter().find(|(name, _)| *name == param.name).map(|(_, value)| value);
            event = match given {
                None if param.name == "res" => event.bytes(&number(param.kind, 0)),
                None => event.empty(),
                Some(Number(value)) => event.bytes(&number(param.kind, *value)),
                Some(Text(text)) => event.str(text),
                Some(Raw(bytes)) => event.bytes(bytes),
                Some(Words(words)) => {
                    let mut bits = 0;
                    for word in *words {
                        let known =
                            param.values.and_then(|table| table.0.iter().find(|(name, _)| name == word));
                        bits |= known.ok_or_else(|| unknown(param.name, word))?.1;
                    }
                    event.bytes(&number(param.kind, bits as i64))
                }
            };
        }
        self.scene.moments.push(Moment { block: event.build(), judged });
        Ok(())
    }
}

fn unknown(parameter: &str, value: &str) -> StepError {
    StepError::UnknownValue { value: value.to_owned(), parameter: parameter.to_owned() }
}

/// The cgroups of a process and its number where it lives.
fn place(actor: &Actor, pid: i64) -> (Vec<u8>, i64) {
    let path = if actor.container { CONTAINER } else { "/" };
    let cgroups = ["cpuset", "cpu", "cpuacct", "io", "memory"]
        .iter()
        .flat_map(|subsystem| format!("{subsystem}={path}\0").into_bytes())
        .collect();
    (cgroups, if actor.container { pid - FIRST_PID + 10 } else { pid })
}

/// A number in as many bytes as its parameter has.
fn number(kind: ParamType, value: i64) -> Vec<u8> {
    use ParamType as P;
    let bytes = value.to_le_bytes();
    let width = match kind {
        P::Int8 | P::Uint8 | P::Flags8 | P::Enumflags8 | P::Sigtype => 1,
        P::Int16 | P::Uint16 | P::Flags16 | P::Enumflags16 | P::Port | P::Syscallid => 2,
        P::Int32
        | P::Uint32
        | P::Flags32
        | P::Enumflags32
        | P::Mode
        | P::Uid
        | P::Gid
        | P::Fd32
        | P::Pid32 => 4,
        _ => 8,
    };
    bytes.iter().take(width).copied().collect()
}

const FAMILY_UNIX: u8 = 1;
const LOCAL_IPV6: SocketAddr =
    SocketAddr::new(IpAddr::V6(std::net::Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 2)), 40_000);

/// The family's number in socket parameters.
fn family(address: SocketAddr) -> u8 {
    if address.is_ipv4() { 2 } else { 10 }
}

/// Address and port as socket parameters hold them.
fn endpoint(address: SocketAddr) -> Vec<u8> {
    let mut bytes = match address.ip() {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets().to_vec(),
    };
    bytes.extend_from_slice(&address.port().to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use skua_event::Event;
    use skua_world::{FdKind, World};

    use super::*;

    fn scenes(text: &str) -> Result<Vec<Scene>, StepError> {
        let cases = parse_cases(&format!("- rule: R\n  quiet: []\n  fires:\n{text}"))?;
        Player::default().play(&cases[0].fires)
    }

    /// The world after a scene.
    fn world_after(scene: &Scene) -> World {
        let mut world = World::default();
        for (number, moment) in scene.moments.iter().enumerate() {
            let event = Event::parse(&moment.block, 0, number as u64 + 1).unwrap();
            let seen = world.apply(&event);
            world.settle(&event, &seen);
        }
        world
    }

    #[test]
    fn steps_without_an_actor_go_on_in_the_scene() {
        let scenes = scenes(
            "    - connect: {to: '198.51.100.7:4444', by: {exe: /usr/bin/python3, parents: [sh, nginx], container: true}}\n    - dup: {onto: 0}\n    - exec: {exe: /bin/sh, args: [-i], here: true}\n    - exec: {exe: /bin/true}\n",
        )
        .unwrap();
        assert_eq!(scenes.len(), 2);
        let world = world_after(&scenes[0]);
        let (_, shell) = world.thread(FIRST_PID + 2).unwrap();
        assert_eq!((&shell.comm[..], &shell.exepath[..], shell.vpid), (&b"sh"[..], &b"/bin/sh"[..], 12));
        assert_eq!(&shell.container_id[..], b"b5c1e0f2a3d4");
        let stdin = world.fd(shell, 0).unwrap();
        assert_eq!((stdin.kind, &stdin.name[..]), (FdKind::Ipv4, &b"10.0.0.2:40000->198.51.100.7:4444"[..]));
        let (_, parent) = world.thread(shell.ptid).unwrap();
        let (_, grandparent) = world.thread(parent.ptid).unwrap();
        assert_eq!((&parent.comm[..], &grandparent.comm[..]), (&b"sh"[..], &b"nginx"[..]));
        let judged = scenes[0].moments.iter().filter(|moment| moment.judged).count();
        assert_eq!(judged, 4, "socket, connect, dup, exec");
    }

    #[test]
    fn what_no_event_can_say_is_refused() {
        assert_eq!(scenes("    - dup: {onto: 0}\n").unwrap_err(), StepError::NoActor);
        let error = scenes("    - unshare: {flags: [CLONE_NEWFOO], by: {exe: /bin/x}}\n").unwrap_err();
        assert_eq!(error.to_string(), "unknown value `CLONE_NEWFOO` of `flags`");
        let error = scenes("    - connect: {to: 'example.com:1', by: {exe: /bin/x}}\n").unwrap_err();
        assert_eq!(error, StepError::NotAnAddress("example.com:1".to_owned()));
        assert!(matches!(scenes("    - opne: {}\n"), Err(StepError::Yaml(_))));
    }
}
