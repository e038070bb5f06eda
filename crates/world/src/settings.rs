//! Bounds and habits of a world, and what it counted.

/// Bounds and habits of a world.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Threads kept; further ones are counted and not kept.
    pub threads: usize,
    /// Descriptors kept per process; further ones are counted and not kept.
    pub fds_per_process: usize,
    /// Cgroup path prefixes that are the host although they look like a container's.
    pub host_cgroups: Vec<String>,
    /// Seconds that local time is ahead of UTC, for fields that print it.
    pub utc_offset: i32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { threads: 262_144, fds_per_process: 4_096, host_cgroups: Vec::new(), utc_offset: 0 }
    }
}

/// What a world counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Threads known now.
    pub threads: u64,
    /// Threads not kept because the table was full.
    pub threads_refused: u64,
    /// Descriptors not kept because a process had too many.
    pub fds_refused: u64,
    /// Threads that an event named first, found by a look-up.
    pub looked_up: u64,
    /// Threads that an event named first, of which nothing could be found.
    pub invented: u64,
    /// Threads removed because they had been gone for long without an exit event.
    pub purged: u64,
}
