//! Alerts on standard output.

use std::io::{ErrorKind, Write};

use skua_alert::{Alert, Format};

use crate::destination::{DeliveryError, Destination};

/// Writes one line for each alert. A reader that goes away ends the output, not the program.
#[derive(Debug, Default)]
pub(crate) struct Stdout {
    line: Vec<u8>,
}

impl Destination for Stdout {
    fn deliver(&mut self, alert: &Alert, format: &Format) -> Result<(), DeliveryError> {
        self.line.clear();
        format.render(alert, &mut self.line);
        self.line.push(b'\n');
        let mut stdout = std::io::stdout().lock();
        let written = stdout.write_all(&self.line).and_then(|()| stdout.flush());
        written.map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => DeliveryError::Closed,
            _ => DeliveryError::io("write to standard output")(error),
        })
    }
}
