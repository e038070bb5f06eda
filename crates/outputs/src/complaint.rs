//! Saying that something fails without saying it for every alert.

use std::time::{Duration, Instant};

/// Lets through the first complaint of a series and then one in each interval, with the number held back.
#[derive(Debug)]
pub(crate) struct Complaint {
    interval: Duration,
    last: Option<Instant>,
    held_back: u64,
}

impl Complaint {
    pub(crate) fn new(interval: Duration) -> Self {
        Self { interval, last: None, held_back: 0 }
    }

    /// Says whether to speak now; if so, how many complaints were held back since the last time.
    pub(crate) fn raise(&mut self, now: Instant) -> Option<u64> {
        if self.last.is_some_and(|last| now.duration_since(last) < self.interval) {
            self.held_back += 1;
            return None;
        }
        self.last = Some(now);
        Some(std::mem::take(&mut self.held_back))
    }

    /// Ends the series; says whether there was one.
    pub(crate) fn settle(&mut self) -> bool {
        self.held_back = 0;
        self.last.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_told_once_per_interval() {
        let start = Instant::now();
        let mut complaint = Complaint::new(Duration::from_secs(30));
        assert!(!complaint.settle());
        assert_eq!(complaint.raise(start), Some(0));
        assert_eq!(complaint.raise(start + Duration::from_secs(1)), None);
        assert_eq!(complaint.raise(start + Duration::from_secs(29)), None);
        assert_eq!(complaint.raise(start + Duration::from_secs(30)), Some(2));
        assert!(complaint.settle());
        assert_eq!(complaint.raise(start + Duration::from_secs(31)), Some(0));
    }
}
