//! A set of event codes.

use crate::EventCode;
use crate::code::EVENT_MAX;

const WORDS: usize = EVENT_MAX.div_ceil(64);

/// A set of event codes, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct EventSet([u64; WORDS]);

impl EventSet {
    /// No code.
    pub const EMPTY: EventSet = EventSet([0; WORDS]);

    /// Every code of the table.
    pub fn all() -> EventSet {
        (0..EVENT_MAX as u16).map(EventCode).collect()
    }

    /// Adds a code; codes beyond the table are ignored.
    pub fn insert(&mut self, code: EventCode) {
        if let Some(word) = self.0.get_mut(usize::from(code.0 / 64)) {
            *word |= 1 << (code.0 % 64);
        }
    }

    /// Takes a code out.
    pub fn remove(&mut self, code: EventCode) {
        if let Some(word) = self.0.get_mut(usize::from(code.0 / 64)) {
            *word &= !(1 << (code.0 % 64));
        }
    }

    /// The code is in the set.
    #[inline]
    pub fn contains(&self, code: EventCode) -> bool {
        self.0.get(usize::from(code.0 / 64)).is_some_and(|word| word >> (code.0 % 64) & 1 == 1)
    }

    /// Number of codes.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// No code is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Codes in either.
    #[must_use]
    pub fn union(mut self, other: &EventSet) -> EventSet {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word |= more);
        self
    }

    /// Codes in both.
    #[must_use]
    pub fn intersection(mut self, other: &EventSet) -> EventSet {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word &= more);
        self
    }

    /// Codes of this set that are not in the other.
    #[must_use]
    pub fn difference(mut self, other: &EventSet) -> EventSet {
        self.0.iter_mut().zip(other.0).for_each(|(word, less)| *word &= !less);
        self
    }

    /// The codes in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = EventCode> + '_ {
        (0..EVENT_MAX as u16).map(EventCode).filter(|code| self.contains(*code))
    }
}

impl FromIterator<EventCode> for EventSet {
    fn from_iter<I: IntoIterator<Item = EventCode>>(codes: I) -> EventSet {
        let mut set = EventSet::EMPTY;
        codes.into_iter().for_each(|code| set.insert(code));
        set
    }
}

impl std::fmt::Debug for EventSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter().filter_map(|code| code.info()).map(|info| info.id)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_algebra_holds_over_all_codes() {
        let even: EventSet = (0..EVENT_MAX as u16).step_by(2).map(EventCode).collect();
        let odd = EventSet::all().difference(&even);
        assert!(even.intersection(&odd).is_empty());
        assert_eq!(even.union(&odd), EventSet::all());
        assert_eq!(even.len() + odd.len(), EVENT_MAX);
        assert!(!EventSet::all().contains(EventCode(u16::MAX)));
    }
}
