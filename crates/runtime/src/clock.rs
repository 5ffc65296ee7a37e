//! Time and chance, as the runtime sees them: through traits, so that a test decides both.
//!
//! Nothing else in the crate asks the system for the time, waits, or draws random numbers.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, SystemTime};

/// Tells the time.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> SystemTime;
}

/// Waits.
pub trait Sleep: fmt::Debug + Send + Sync + 'static {
    /// A future that is ready once `duration` has passed. Dropping it ends the waiting.
    fn sleep(&self, duration: Duration) -> SleepFuture;
}

/// What [`Sleep::sleep`] gives.
pub type SleepFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Draws random numbers.
pub trait Random: fmt::Debug + Send + Sync + 'static {
    /// Fills `bytes` with random ones.
    ///
    /// # Errors
    ///
    /// There are none to be had.
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()>;

    /// A random number of all that 64 bits can hold.
    ///
    /// # Errors
    ///
    /// There is none to be had.
    fn next_u64(&self) -> io::Result<u64> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// Waits for `future`, but no longer than `limit`; nothing if that is over first. The future is
/// pinned by the caller, so that it is held in memory once.
pub(crate) async fn within<T>(
    limit: Duration,
    sleep: &dyn Sleep,
    mut future: Pin<&mut (impl Future<Output = T> + ?Sized)>,
) -> Option<T> {
    let mut limit = sleep.sleep(limit);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// A clock that stands still, for tests.
impl Clock for SystemTime {
    fn now(&self) -> SystemTime {
        *self
    }
}

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> SystemTime {
        (**self).now()
    }
}

/// Waits by Tokio's timer. It must be used on a Tokio runtime that has time enabled.
#[cfg(feature = "http")]
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioSleep;

#[cfg(feature = "http")]
impl Sleep for TokioSleep {
    fn sleep(&self, duration: Duration) -> SleepFuture {
        // Tokio looks for its timer when the future is made, not when it is polled.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

impl<T: Sleep + ?Sized> Sleep for Arc<T> {
    fn sleep(&self, duration: Duration) -> SleepFuture {
        (**self).sleep(duration)
    }
}

/// The system's random numbers, fit for secrets.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(|_| io::Error::other("the system gives none"))
    }
}

impl<T: Random + ?Sized> Random for Arc<T> {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        (**self).fill(bytes)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "http")]
    use std::pin::pin;
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_time_is_a_clock_that_stands_still() {
        let clock: Arc<dyn Clock> = Arc::new(UNIX_EPOCH);
        assert_eq!(clock.now(), clock.now());
        assert!(SystemClock.now() > UNIX_EPOCH);
    }

    #[test]
    fn system_numbers_differ() {
        let random: Arc<dyn Random> = Arc::new(SystemRandom);
        assert_ne!(random.next_u64().unwrap(), random.next_u64().unwrap());
    }

    #[cfg(feature = "http")]
    #[tokio::test(start_paused = true)]
    async fn waiting_ends_with_the_future_or_with_the_limit() {
        let second = Duration::from_secs(1);
        assert_eq!(within(second, &TokioSleep, pin!(async { 1 })).await, Some(1));
        let never = pin!(std::future::pending::<()>());
        assert_eq!(within(second, &TokioSleep, never).await, None);
    }

    #[cfg(feature = "http")]
    #[tokio::test(start_paused = true)]
    async fn sleeping_takes_as_long_as_asked() {
        let (start, hour) = (tokio::time::Instant::now(), Duration::from_hours(1));
        TokioSleep.sleep(hour).await;
        assert_eq!(start.elapsed(), hour);
    }
}
