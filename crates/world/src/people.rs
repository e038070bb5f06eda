//! Users and groups, of the host and of containers.

use crate::snapshot::{Group, User};
use rustc_hash::FxHashMap;

/// Users and groups by container (empty for the host) and number.
#[derive(Debug, Default)]
pub(crate) struct People {
    users: FxHashMap<(Vec<u8>, u32), User>,
    groups: FxHashMap<(Vec<u8>, u32), Group>,
}

impl People {
    pub(crate) fn user(&self, container: &[u8], uid: u32) -> Option<&User> {
        self.users.get(&(container.to_vec(), uid))
    }

    pub(crate) fn group(&self, container: &[u8], gid: u32) -> Option<&Group> {
        self.groups.get(&(container.to_vec(), gid))
    }

    pub(crate) fn add_user(&mut self, container: &[u8], user: User) {
        self.users.insert((container.to_vec(), user.uid), user);
    }

    pub(crate) fn add_group(&mut self, container: &[u8], group: Group) {
        self.groups.insert((container.to_vec(), group.gid), group);
    }

    pub(crate) fn remove_user(&mut self, container: &[u8], uid: u32) {
        self.users.remove(&(container.to_vec(), uid));
    }

    pub(crate) fn remove_group(&mut self, container: &[u8], gid: u32) {
        self.groups.remove(&(container.to_vec(), gid));
    }

    pub(crate) fn forget_container(&mut self, container: &[u8]) {
        self.users.retain(|(of, _), _| of != container);
        self.groups.retain(|(of, _), _| of != container);
    }
}
