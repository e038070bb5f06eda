//! The rings that the kernel half writes: one mapped ring, and their merge in the order of time.

mod mapped;
mod merge;

pub(crate) use mapped::Ring;
pub(crate) use merge::Merge;
