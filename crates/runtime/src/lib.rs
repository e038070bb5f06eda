//! Container metadata from the runtimes of this machine.
