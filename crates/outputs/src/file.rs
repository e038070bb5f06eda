//! Alerts appended to a file.

use std::fs::{File as Handle, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use skua_alert::{Alert, Format};

use crate::destination::{DeliveryError, Destination};

/// Appends one line for each alert.
///
/// Each line is written by one system call, so several writers may share a file. If the disk is full the alert is
/// lost and counted by the caller; the next one tries again, and begins on a new line if half of one was written.
#[derive(Debug)]
pub(crate) struct File {
    path: PathBuf,
    keep_open: bool,
    handle: Option<Handle>,
    torn: bool,
    line: Vec<u8>,
}

impl File {
    pub(crate) fn new(path: PathBuf, keep_open: bool) -> Self {
        Self { path, keep_open, handle: None, torn: false, line: Vec::new() }
    }

    /// Opens the file, so that a wrong path is told before the first alert.
    pub(crate) fn open(&mut self) -> Result<&mut Handle, DeliveryError> {
        if self.handle.is_none() {
            // Alerts quote command lines and paths of everybody: not for everybody to read.
            let opened = OpenOptions::new().append(true).create(true).mode(0o640).open(&self.path);
            self.handle = Some(opened.map_err(DeliveryError::io(format!("open `{}`", self.path.display())))?);
        }
        match &mut self.handle {
            Some(handle) => Ok(handle),
            None => Err(DeliveryError::Closed),
        }
    }
}

impl Destination for File {
    fn deliver(&mut self, alert: &Alert, format: &Format) -> Result<(), DeliveryError> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        if self.torn {
            line.push(b'\n');
        }
        format.render(alert, &mut line);
        line.push(b'\n');
        let result = self.append(&line);
        self.line = line;
        if !self.keep_open {
            self.handle = None;
        }
        result
    }

    fn reopen(&mut self) {
        self.handle = None;
    }
}

impl File {
    fn append(&mut self, line: &[u8]) -> Result<(), DeliveryError> {
        let handle = self.open()?;
        let mut rest = line;
        while !rest.is_empty() {
            let error = match handle.write(rest) {
                Ok(0) => std::io::ErrorKind::WriteZero.into(),
                Ok(written) => {
                    rest = rest.get(written..).unwrap_or_default();
                    continue;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => error,
            };
            // Nothing of this line may have been written, and an older half may still stand there.
            self.torn |= rest.len() < line.len();
            return Err(DeliveryError::io(format!("write to `{}`", self.path.display()))(error));
        }
        self.torn = false;
        Ok(())
    }
}
