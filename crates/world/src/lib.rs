//! Processes, file descriptors, users and containers, kept true by events.
