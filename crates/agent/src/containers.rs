//! Metadata of containers: asked of the runtimes in the background, put into the world when it comes.

use crate::config;
use crate::notice::Notice;
use skua_runtime::{Config, Resolved, Runtime, Sockets};
use skua_sensor::procfs::Procfs;
use skua_workload::ContainerRef;
use skua_world::World;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// The asking side.
pub(crate) struct Containers {
    runtime: Option<(Runtime, Receiver<Resolved>)>,
    procfs: Arc<Procfs>,
    /// Short ids of containers whose answer is awaited, by whole id.
    asked: HashMap<String, String>,
}

impl Containers {
    pub(crate) fn start(
        config: &config::Containers,
        procfs: Arc<Procfs>,
        say: &mut dyn FnMut(Notice<'_>),
    ) -> Containers {
        let mut runtime = None;
        if config.enabled {
            let mut asked = Config::default();
            config.sockets.iter().for_each(|socket| add_socket(&mut asked.sockets, socket));
            match Runtime::start(asked) {
                Ok(started) => runtime = Some(started),
                Err(error) => say(Notice::Trouble(format!("container metadata is off: {error}"))),
            }
        }
        Containers { runtime, procfs, asked: HashMap::new() }
    }

    /// Asks about containers that the world has newly seen, and learns their users and groups.
    pub(crate) fn ask(&mut self, world: &mut World) {
        for new in world.take_new_containers() {
            let (users, groups) = self.procfs.container_accounts(new.pid);
            for user in users {
                world.add_user(new.id.as_bytes(), user);
            }
            for group in groups {
                world.add_group(new.id.as_bytes(), group);
            }
            let Some((runtime, _)) = &self.runtime else { continue };
            if runtime.lookup(ContainerRef { engine: new.engine, id: new.full_id.as_bytes() }) {
                self.asked.insert(new.full_id, new.id);
            }
        }
    }

    /// Puts answers into the world; returns the short ids of containers that were settled, one way or the other.
    pub(crate) fn learn(&mut self, world: &mut World) -> Vec<String> {
        let mut settled = Vec::new();
        let Some((_, answers)) = &self.runtime else { return settled };
        loop {
            let answer = match answers.try_recv() {
                Ok(answer) => answer,
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            };
            let Some(short) = self.asked.remove(&answer.id) else { continue };
            if let Ok(container) = answer.result {
                world.set_container(short.as_bytes(), container);
            }
            settled.push(short);
        }
        settled
    }

    /// An answer about this container is awaited.
    pub(crate) fn awaits(&self, id: &[u8]) -> bool {
        self.asked.values().any(|short| short.as_bytes() == id)
    }

    /// Anything is awaited.
    pub(crate) fn idle(&self) -> bool {
        self.asked.is_empty()
    }
}

/// Puts a socket of the user before the well-known ones, under the protocols that its name suggests.
fn add_socket(sockets: &mut Sockets, socket: &Path) {
    let name = socket.to_string_lossy().to_lowercase();
    let lists = if name.contains("docker") {
        vec![&mut sockets.docker]
    } else if name.contains("podman") {
        vec![&mut sockets.podman]
    } else {
        // containerd's socket speaks both.
        vec![&mut sockets.cri, &mut sockets.containerd]
    };
    lists.into_iter().for_each(|list| list.insert(0, socket.to_path_buf()));
}
