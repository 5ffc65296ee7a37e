//! When a call that failed is sent again, and after how long.

mod budget;

use std::time::Duration;

pub(crate) use self::budget::RetryBudget;
use crate::Error;
use crate::clock::Random;

/// When a call that failed is sent again: 3 attempts in all, unless set otherwise.
///
/// What may pass is tried again: throttling, HTTP 500, 502, 503 and 504, codes such as
/// `ServiceUnavailable`, connections that are refused or break, and attempts that take too long.
/// All of it for operations that only read, and for requests with an idempotency token. Any other
/// request is sent again only if the first one surely [had no effect](Error::had_no_effect).
///
/// The wait before it is random, up to a delay that doubles from attempt to attempt; a service that
/// says how long to wait (`x-acs-retry-after`) is obeyed. A call whose wait would end after its
/// timeout fails at once.
///
/// Retries cost from a budget that all calls of a client share: while a service fails as a whole,
/// retries stop after a while, and come back as calls succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    throttled_base_delay: Duration,
    max_delay: Duration,
    budget: u32,
}

impl RetryPolicy {
    /// 3 attempts; delays from 100 milliseconds (500 for throttling) up to 20 seconds; a budget of
    /// 100 retries.
    pub const fn new() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(100),
            throttled_base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            budget: 100,
        }
    }

    /// No retries: each call is sent once.
    pub const fn off() -> Self {
        Self::new().max_attempts(1)
    }

    /// How often a request is sent at most. 1 and 0 switch retries off.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Up to how long is waited before the second attempt.
    #[must_use]
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Up to how long is waited before the second attempt of a call that was throttled.
    #[must_use]
    pub const fn throttled_base_delay(mut self, delay: Duration) -> Self {
        self.throttled_base_delay = delay;
        self
    }

    /// Up to how long is waited before any attempt, unless the service says how long.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// How many retries in vain the client makes until it needs successes for further ones. It is
    /// the client's: one call alone cannot have a budget of its own.
    #[must_use]
    pub const fn budget(mut self, retries: u32) -> Self {
        self.budget = retries;
        self
    }

    pub(crate) const fn new_budget(&self) -> RetryBudget {
        RetryBudget::new(self.budget)
    }

    /// Whether a further attempt may follow `made` ones, of which the last failed with `error`.
    pub(crate) fn allows(&self, error: &Error, made: u32, is_repeatable: bool) -> bool {
        made < self.max_attempts && error.is_retryable() && (is_repeatable || error.had_no_effect())
    }

    /// How long to wait before the attempt that follows `made` ones.
    pub(crate) fn delay(&self, error: &Error, made: u32, random: &dyn Random) -> Duration {
        if let Some(wait) = error.service_error().and_then(crate::ServiceError::retry_after) {
            return wait;
        }
        let base = if error.is_throttling() { self.throttled_base_delay } else { self.base_delay };
        let doubled = 2_u32.saturating_pow(made.saturating_sub(1));
        let limit = base.saturating_mul(doubled).min(self.max_delay);
        // Without random numbers the longest wait is the safe one.
        random.next_u64().map_or(limit, |number| part_of(limit, number))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// As great a part of a duration as the number is of all that 64 bits can hold.
fn part_of(limit: Duration, number: u64) -> Duration {
    let nanoseconds = limit.as_nanos().saturating_mul(u128::from(number)) >> u64::BITS;
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests;
