//! Alerts to the machine's syslog over its local socket.

use std::io::Write;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::path::PathBuf;
use std::time::Duration;

use skua_alert::{Alert, Format, Priority};

use crate::destination::{DeliveryError, Destination};

/// The facility LOG_USER (RFC 5424, table 1) in its place above the severity.
const FACILITY_USER: u8 = 1 << 3;
/// A syslog daemon that hangs must not hold the alert for ever.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Sends one message for each alert, as syslog(3) does: `<priority>skua[pid]: line`.
///
/// The time is left to the daemon, which takes that of arrival; the alert's own stands in the line. Connects anew
/// when the daemon was restarted.
#[derive(Debug)]
pub(crate) struct Syslog {
    path: PathBuf,
    socket: Option<Socket>,
    message: Vec<u8>,
}

#[derive(Debug)]
enum Socket {
    Datagram(UnixDatagram),
    Stream(UnixStream),
}

impl Syslog {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, socket: None, message: Vec::new() }
    }

    /// Connects if that is needed: most daemons take datagrams, some a stream.
    pub(crate) fn connect(&mut self) -> Result<(), DeliveryError> {
        if self.socket.is_some() {
            return Ok(());
        }
        let connect = || -> std::io::Result<Socket> {
            let datagram = UnixDatagram::unbound()?;
            datagram.set_write_timeout(Some(TIMEOUT))?;
            match datagram.connect(&self.path) {
                Ok(()) => Ok(Socket::Datagram(datagram)),
                // "Protocol wrong type for socket": it is a stream.
                Err(error) if error.raw_os_error() == Some(91) => {
                    let stream = UnixStream::connect(&self.path)?;
                    stream.set_write_timeout(Some(TIMEOUT))?;
                    Ok(Socket::Stream(stream))
                }
                Err(error) => Err(error),
            }
        };
        let doing = format!("reach syslog at `{}`", self.path.display());
        self.socket = Some(connect().map_err(DeliveryError::io(doing))?);
        Ok(())
    }

    fn send(&mut self) -> Result<(), DeliveryError> {
        self.connect()?;
        let sent = match &mut self.socket {
            Some(Socket::Datagram(socket)) => socket.send(&self.message).map(|_| ()),
            // On a stream messages end with NUL (RFC 3164 has no framing; glibc and the daemons agree on this).
            Some(Socket::Stream(socket)) => {
                socket.write_all(&self.message).and_then(|()| socket.write_all(&[0]))
            }
            None => Ok(()),
        };
        sent.map_err(|error| {
            self.socket = None;
            DeliveryError::io(format!("send to syslog at `{}`", self.path.display()))(error)
        })
    }
}

/// The number before a message: facility and severity.
fn header(priority: Priority) -> String {
    format!("<{}>skua[{}]: ", FACILITY_USER | priority.severity(), std::process::id())
}

impl Destination for Syslog {
    fn deliver(&mut self, alert: &Alert, format: &Format) -> Result<(), DeliveryError> {
        self.message.clear();
        self.message.extend_from_slice(header(alert.priority).as_bytes());
        format.render(alert, &mut self.message);
        let fresh = self.socket.is_none();
        match self.send() {
            // The daemon was restarted since the last alert.
            Err(_) if !fresh => self.send(),
            result => result,
        }
    }

    fn reopen(&mut self) {
        self.socket = None;
    }
}
