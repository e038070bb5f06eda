//! The state of the machine, read from /proc.
