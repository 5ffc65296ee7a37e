//! Which nonces were used, for as long as they could be used again.

use std::collections::{HashSet, VecDeque};
use std::time::{Duration, SystemTime};

/// How far the time of a request may be from the server's.
pub(crate) const TOLERANCE: Duration = Duration::from_mins(15);
/// A nonce may come again once no request of its time is taken any more: a client's clock can be
/// ahead by the tolerance, and its request is good until it is behind by as much.
const KEPT: Duration = Duration::from_mins(30);

/// The nonces that were used.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    used: HashSet<String>,
    by_time: VecDeque<(SystemTime, String)>,
}

impl Nonces {
    /// Takes a nonce; false if it was used before.
    pub(crate) fn take(&mut self, nonce: &str, now: SystemTime) -> bool {
        let is_over = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age > KEPT);
        while let Some((_, old)) = self.by_time.pop_front_if(|(time, _)| is_over(*time)) {
            self.used.remove(&old);
        }
        if !self.used.insert(nonce.to_owned()) {
            return false;
        }
        self.by_time.push_back((now, nonce.to_owned()));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_nonce_is_good_once_until_its_time_is_over() {
        let mut nonces = Nonces::default();
        assert!(nonces.take("a", UNIX_EPOCH));
        assert!(!nonces.take("a", UNIX_EPOCH + KEPT));
        assert!(nonces.take("b", UNIX_EPOCH + KEPT));
        let later = UNIX_EPOCH + KEPT + Duration::from_secs(1);
        assert!(nonces.take("a", later));
        assert!(!nonces.take("b", later));
        assert_eq!(nonces.by_time.len(), 2);
    }
}
