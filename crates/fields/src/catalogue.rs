//! All fields together, and finding one by name.

use crate::entry::Entry;
use crate::info::FieldInfo;
use crate::{
    container, evt, evt_io, evt_open, evt_time, fd, fd_socket, fdlist, fs_path, k8s, lineage, process,
    session, thread, user,
};
use std::collections::HashMap;
use std::sync::LazyLock;

static TABLES: [&[Entry]; 15] = [
    evt::FIELDS,
    evt_time::FIELDS,
    evt_io::FIELDS,
    evt_open::FIELDS,
    process::FIELDS,
    lineage::FIELDS,
    session::FIELDS,
    thread::FIELDS,
    user::FIELDS,
    fd::FIELDS,
    fd_socket::FIELDS,
    fs_path::FIELDS,
    fdlist::FIELDS,
    container::FIELDS,
    k8s::FIELDS,
];

static BY_NAME: LazyLock<HashMap<&'static str, &'static Entry>> = LazyLock::new(|| {
    TABLES.iter().flat_map(|table| table.iter()).map(|entry| (entry.info.name, entry)).collect()
});

pub(crate) fn find(name: &str) -> Option<&'static Entry> {
    BY_NAME.get(name).copied()
}

/// The field of that name, without argument.
pub fn lookup(name: &str) -> Option<&'static FieldInfo> {
    find(name).map(|entry| &entry.info)
}

/// Every field, hidden ones too.
pub fn all() -> impl Iterator<Item = &'static FieldInfo> {
    TABLES.iter().flat_map(|table| table.iter()).map(|entry| &entry.info)
}

/// The known name that is nearest to a wrong one, when one is near enough to be meant.
pub fn nearest(name: &str) -> Option<&'static str> {
    all()
        .map(|field| (distance(name.as_bytes(), field.name.as_bytes()), field.name))
        .min()
        .filter(|(distance, _)| *distance <= 1 + name.len() / 4)
        .map(|(_, near)| near)
}

/// Edit distance.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let here = (corner + usize::from(x != y)).min(left + 1).min(*cell + 1);
            corner = *cell;
            *cell = here;
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
