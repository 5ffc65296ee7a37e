//! How many retries a client may still make.

use std::sync::atomic::{AtomicU32, Ordering};

/// Tokens that a retry takes.
const COST: u32 = 5;
/// Tokens that a success at the first attempt gives.
const REWARD: u32 = 1;

/// A bucket of tokens that all calls of a client share. A retry takes tokens, and gives them back
/// if it helped; a success at once gives one. So a service that fails now and then is retried
/// always, and one that is down is not hit several times as hard as before.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
    capacity: u32,
}

impl RetryBudget {
    /// A full bucket, of as many retries.
    pub(crate) const fn new(retries: u32) -> Self {
        let capacity = retries.saturating_mul(COST);
        Self { tokens: AtomicU32::new(capacity), capacity }
    }

    /// Takes the tokens of a retry; false if there are not enough.
    pub(crate) fn take(&self) -> bool {
        let take = |tokens: u32| tokens.checked_sub(COST);
        self.tokens.try_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Takes note of a call that succeeded at its first attempt, or at a later one.
    pub(crate) fn succeeded(&self, is_first_attempt: bool) {
        let tokens = if is_first_attempt { REWARD } else { COST };
        let give = |held: u32| held.saturating_add(tokens).min(self.capacity);
        self.tokens.update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_in_vain_use_it_up_and_successes_fill_it() {
        let budget = RetryBudget::new(2);
        assert!(budget.take() && budget.take());
        assert!(!budget.take());
        for _ in 0..4 {
            budget.succeeded(true);
        }
        assert!(!budget.take());
        budget.succeeded(true);
        assert!(budget.take());
        assert!(!budget.take());
        budget.succeeded(false);
        assert!(budget.take());
    }

    #[test]
    fn it_never_holds_more_than_at_first() {
        let budget = RetryBudget::new(1);
        budget.succeeded(false);
        assert!(budget.take());
        assert!(!budget.take());
    }
}
