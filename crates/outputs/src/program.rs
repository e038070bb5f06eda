//! Alerts to the standard input of a program.

use std::io::{ErrorKind, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use skua_alert::{Alert, Format};

use crate::destination::{DeliveryError, Destination, Stop};

/// Runs a shell command and writes alerts to its standard input: one program per alert, or one for all.
///
/// It runs in a process group of its own: the Ctrl-C that ends us must not take from it the alerts still to come,
/// and what it started can be ended with it.
#[derive(Debug)]
pub(crate) struct Program {
    command: String,
    keep_open: bool,
    child: Option<Child>,
    stop: Stop,
    line: Vec<u8>,
}

impl Program {
    pub(crate) fn new(command: String, keep_open: bool, stop: Stop) -> Self {
        Self { command, keep_open, child: None, stop, line: Vec::new() }
    }

    fn io(&self, doing: &str) -> impl FnOnce(std::io::Error) -> DeliveryError + use<> {
        DeliveryError::io(format!("{doing} `{}`", self.command))
    }

    /// Writes the line to the program that runs, or to a new one.
    fn write(&mut self) -> Result<(), DeliveryError> {
        let child = match &mut self.child {
            Some(child) => child,
            None => {
                let started = Command::new("/bin/sh")
                    .arg("-c")
                    .arg(&self.command)
                    .stdin(Stdio::piped())
                    .process_group(0)
                    .spawn();
                self.child.insert(started.map_err(DeliveryError::io(format!("start `{}`", self.command)))?)
            }
        };
        let written = match &mut child.stdin {
            Some(stdin) => stdin.write_all(&self.line),
            None => Err(ErrorKind::BrokenPipe.into()),
        };
        written.map_err(self.io("write to"))
    }

    /// Closes the program's input and waits for its end; when all is to stop, kills it.
    fn end(&mut self) -> Result<(), DeliveryError> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        drop(child.stdin.take());
        let mut pause = Duration::from_millis(1);
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if self.stop.is_set() => {
                    // It may have ended in between; then there is nothing left to kill.
                    let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
                    break child.wait().map_err(self.io("wait for"))?;
                }
                Ok(None) => {
                    self.stop.sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(50));
                }
                Err(error) => return Err(self.io("wait for")(error)),
            }
        };
        if status.success() {
            return Ok(());
        }
        Err(DeliveryError::Failed { command: self.command.clone(), status })
    }
}

impl Destination for Program {
    fn deliver(&mut self, alert: &Alert, format: &Format) -> Result<(), DeliveryError> {
        self.line.clear();
        format.render(alert, &mut self.line);
        self.line.push(b'\n');
        let fresh = self.child.is_none();
        let mut written = self.write();
        if written.is_err() {
            let ended = self.end();
            // A kept program may have ended since the last alert: once, a new one is started.
            written = if fresh { ended.and(written) } else { self.write() };
        }
        if self.keep_open {
            return written;
        }
        // A program that reads only part of its input and ends well has done what it wanted.
        let ended = self.end();
        match written {
            Err(DeliveryError::Io { source, .. }) if source.kind() == ErrorKind::BrokenPipe => ended,
            written => written.and(ended),
        }
    }

    fn reopen(&mut self) {
        // What the old program says at its end is of no use any more.
        let _ = self.end();
    }

    fn finish(&mut self) -> Result<(), DeliveryError> {
        self.end()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.end();
    }
}
