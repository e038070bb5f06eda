//! The sensing and detecting agent of one machine.
