//! What the kernel of this machine offers.

/// One thing that the kernel offers or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capability {
    /// What it is.
    pub name: &'static str,
    /// It is there.
    pub present: bool,
    /// What follows from that, or how to mend it.
    pub note: String,
}

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Release of the kernel.
    pub kernel: String,
    /// What was found, in the order of importance.
    pub list: Vec<Capability>,
}

/// Looks at the kernel without changing anything.
pub fn probe() -> Capabilities {
    Capabilities {
        kernel: rustix::system::uname().release().to_string_lossy().into_owned(),
        list: Vec::new(),
    }
}
