//! The bytes of a capture, unpacked, from a slice or from a stream.

use crate::error::Error;
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read};

/// Bytes asked of a stream at once; what is not yet read of a block is asked for in steps of this, so that a wrong
/// length costs no memory.
const STEP: usize = 256 * 1024;

/// First bytes of gzip.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A window over the unpacked bytes.
pub(crate) struct Input<'a> {
    source: Source<'a>,
    /// Start of what is not yet consumed, within the source's window.
    start: usize,
    /// Offset in the file of `start`.
    offset: u64,
}

enum Source<'a> {
    Whole(&'a [u8]),
    Stream { stream: Box<dyn Read + 'a>, window: Vec<u8>, ended: bool },
}

impl<'a> Input<'a> {
    /// A file that lies in memory. Plain ones are read in place.
    pub(crate) fn whole(bytes: &'a [u8]) -> Input<'a> {
        let source = if bytes.starts_with(&GZIP) {
            Source::stream(Box::new(MultiGzDecoder::new(bytes)))
        } else {
            Source::Whole(bytes)
        };
        Input { source, start: 0, offset: 0 }
    }

    /// A file that is read as it comes.
    pub(crate) fn stream(stream: impl Read + 'a) -> Result<Input<'a>, Error> {
        let mut stream = BufReader::with_capacity(STEP, stream);
        let packed = loop {
            match stream.fill_buf() {
                Ok(bytes) => break bytes.starts_with(&GZIP),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(source) => return Err(Error::Io { offset: 0, source }),
            }
        };
        let stream: Box<dyn Read + 'a> =
            if packed { Box::new(MultiGzDecoder::new(stream)) } else { Box::new(stream) };
        Ok(Input { source: Source::stream(stream), start: 0, offset: 0 })
    }

    /// Offset of the next byte.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Makes `count` bytes ready if the file has them, and says how many of them are.
    pub(crate) fn ready(&mut self, count: usize) -> Result<usize, Error> {
        let (start, offset) = (self.start, self.offset);
        match &mut self.source {
            Source::Whole(bytes) => Ok((bytes.len() - start).min(count)),
            Source::Stream { stream, window, ended } => {
                if window.len() - start >= count {
                    return Ok(count);
                }
                if !*ended {
                    window.drain(..start);
                    self.start = 0;
                    while window.len() < count && !*ended {
                        let before = window.len();
                        let read = stream.by_ref().take(STEP as u64).read_to_end(window);
                        let found = window.len() - before;
                        match read {
                            Ok(0) => *ended = true,
                            Ok(_) => {}
                            // What was unpacked before the fault is still good.
                            Err(_) if found > 0 => {}
                            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => *ended = true,
                            Err(source) => return Err(Error::Io { offset: offset + before as u64, source }),
                        }
                    }
                }
                Ok((window.len() - self.start).min(count))
            }
        }
    }

    /// The bytes made ready.
    pub(crate) fn bytes(&self) -> &[u8] {
        let window = match &self.source {
            Source::Whole(bytes) => bytes,
            Source::Stream { window, .. } => window.as_slice(),
        };
        window.get(self.start..).unwrap_or_default()
    }

    /// Goes on by `count` bytes, which were made ready.
    pub(crate) fn consume(&mut self, count: usize) {
        self.start += count;
        self.offset += count as u64;
    }
}

impl<'a> Source<'a> {
    fn stream(stream: Box<dyn Read + 'a>) -> Source<'a> {
        Source::Stream { stream, window: Vec::new(), ended: false }
    }
}
