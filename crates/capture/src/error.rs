//! What can be wrong with a capture.

use thiserror::Error as ThisError;

/// Why reading stopped. What came before stays valid. Offsets count bytes of the unpacked file.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The source could not be read, or its compression is damaged.
    #[error("cannot read on at byte {offset}")]
    Io {
        /// Where.
        offset: u64,
        /// What the source said.
        #[source]
        source: std::io::Error,
    },
    /// The first block is no section header.
    #[error("not a capture: byte {offset} does not begin a section header")]
    NotACapture {
        /// Where.
        offset: u64,
    },
    /// A section of a format that is not known.
    #[error("section at byte {offset} has format version {major}.{minor}; versions up to 1.x are known")]
    Version {
        /// Where.
        offset: u64,
        /// Stated major version.
        major: u16,
        /// Stated minor version.
        minor: u16,
    },
    /// The file ends inside a block.
    #[error("the capture is cut off: the block at byte {offset} needs {wanted} bytes, {found} are there")]
    Truncated {
        /// Where the block begins.
        offset: u64,
        /// Bytes that it needs.
        wanted: u64,
        /// Bytes that are there.
        found: u64,
    },
    /// A block's lengths contradict each other.
    #[error("block at byte {offset} states {length} bytes: {what}")]
    Length {
        /// Where the block begins.
        offset: u64,
        /// Stated length.
        length: u32,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A block of that kind has no place there.
    #[error("block at byte {offset} of type {kind:#x} among the events")]
    Unexpected {
        /// Where the block begins.
        offset: u64,
        /// Its type.
        kind: u32,
    },
    /// What a block holds does not fit its kind.
    #[error("block at byte {offset}: {what}")]
    Content {
        /// Where the contradiction was found.
        offset: u64,
        /// What does not fit.
        what: String,
    },
}
