//! Live events of this machine through eBPF.
