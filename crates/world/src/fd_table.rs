//! The descriptors of a process.

use crate::fd::Fd;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Numbers below this lie in an array; programs rarely go beyond.
const DENSE: usize = 256;

/// Descriptors by number. A fork shares the table until one side changes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct FdTable {
    dense: Vec<Option<Arc<Fd>>>,
    sparse: FxHashMap<i64, Arc<Fd>>,
    count: usize,
}

impl FdTable {
    pub(crate) fn get(&self, number: i64) -> Option<&Arc<Fd>> {
        match usize::try_from(number) {
            Ok(at) if at < DENSE => self.dense.get(at)?.as_ref(),
            _ => self.sparse.get(&number),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Puts a descriptor in; false when the table is full and the number is new.
    pub(crate) fn insert(&mut self, number: i64, fd: Arc<Fd>, limit: usize) -> bool {
        if self.count >= limit && self.get(number).is_none() {
            return false;
        }
        let before = match usize::try_from(number) {
            Ok(at) if at < DENSE => {
                if self.dense.len() <= at {
                    self.dense.resize(at + 1, None);
                }
                self.dense.get_mut(at).and_then(|slot| slot.replace(fd))
            }
            _ => self.sparse.insert(number, fd),
        };
        self.count += usize::from(before.is_none());
        true
    }

    pub(crate) fn remove(&mut self, number: i64) -> Option<Arc<Fd>> {
        let removed = match usize::try_from(number) {
            Ok(at) if at < DENSE => self.dense.get_mut(at)?.take(),
            _ => self.sparse.remove(&number),
        };
        self.count -= usize::from(removed.is_some());
        removed
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (i64, &Arc<Fd>)> {
        let dense = self.dense.iter().enumerate().filter_map(|(at, fd)| Some((at as i64, fd.as_ref()?)));
        dense.chain(self.sparse.iter().map(|(number, fd)| (*number, fd)))
    }

    /// Keeps the descriptors for which `keep` says so.
    pub(crate) fn retain(&mut self, keep: impl Fn(i64, &Fd) -> bool) {
        let gone: Vec<i64> =
            self.iter().filter(|(number, fd)| !keep(*number, fd)).map(|(number, _)| number).collect();
        for number in gone {
            self.remove(number);
        }
    }
}
