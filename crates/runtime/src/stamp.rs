//! What differs between two sendings of one request: the time, and a number used once.
//!
//! The service refuses a request that is more than 15 minutes off, and one whose nonce it has
//! seen, so each attempt gets a fresh [`Stamp`]. Tests give a fixed one.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;

use crate::clock::{Clock, Random, SystemClock, SystemRandom};
use crate::error::{ConfigurationError, Error};
use crate::hexadecimal::hex_of;

/// Bytes of randomness in a nonce: 128 bits never meet again by chance.
const NONCE_BYTES: usize = 16;

/// The time and the nonce of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    time: SystemTime,
    nonce: String,
}

impl Stamp {
    /// A stamp with this time and this nonce.
    pub fn new(time: SystemTime, nonce: impl Into<String>) -> Self {
        Self { time, nonce: nonce.into() }
    }

    /// A fresh stamp: the time of `clock`, and a nonce of `random`.
    fn draw(clock: &dyn Clock, random: &dyn Random) -> Result<Self, Error> {
        Ok(Self::new(clock.now(), nonce(random)?))
    }

    /// The nonce, sent as `x-acs-signature-nonce`.
    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    /// The time in UTC and whole seconds, `2026-01-02T03:04:05Z`, sent as `x-acs-date`.
    ///
    /// # Errors
    ///
    /// The time is outside the years that a date can be written for.
    pub fn date(&self) -> Result<String, Error> {
        let whole_seconds = |time: Timestamp| Timestamp::from_second(time.as_second());
        Timestamp::try_from(self.time)
            .and_then(whole_seconds)
            .map(|time| time.to_string())
            .map_err(|_| ConfigurationError::new("the system's time is no date").into())
    }
}

/// A text that never comes again: 32 hexadecimal digits.
pub(crate) fn nonce(random: &dyn Random) -> Result<String, Error> {
    let mut bytes = [0; NONCE_BYTES];
    random.fill(&mut bytes).map_err(|error| {
        ConfigurationError::new(format!("there are no random numbers: {error}"))
    })?;
    Ok(hex_of(&bytes))
}

/// Where stamps come from.
pub trait StampSource: fmt::Debug + Send + Sync + 'static {
    /// The stamp of the next attempt.
    ///
    /// # Errors
    ///
    /// The source has none, as when the system gives no random numbers.
    fn stamp(&self) -> Result<Stamp, Error>;
}

/// The system's clock and its random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemStamps;

impl StampSource for SystemStamps {
    fn stamp(&self) -> Result<Stamp, Error> {
        Stamp::draw(&SystemClock, &SystemRandom)
    }
}

/// The time of a clock, and nonces of random numbers.
#[derive(Clone, Debug)]
pub struct Stamps {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl Stamps {
    /// Stamps with the time of `clock` and nonces of `random`.
    pub fn new(clock: impl Clock, random: impl Random) -> Self {
        Self { clock: Arc::new(clock), random: Arc::new(random) }
    }
}

impl StampSource for Stamps {
    fn stamp(&self) -> Result<Stamp, Error> {
        Stamp::draw(&self.clock, &self.random)
    }
}

/// The same stamp again and again, for tests.
impl StampSource for Stamp {
    fn stamp(&self) -> Result<Stamp, Error> {
        Ok(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn a_date_has_whole_seconds() {
        let time = UNIX_EPOCH + Duration::from_millis(1_767_323_045_999);
        assert_eq!(Stamp::new(time, "n").date().unwrap(), "2026-01-02T03:04:05Z");
    }

    #[test]
    fn a_time_that_is_no_date_is_an_error() {
        let time = UNIX_EPOCH + Duration::from_secs(1 << 50);
        assert!(matches!(Stamp::new(time, "n").date(), Err(Error::Configuration(_))));
    }

    #[derive(Debug)]
    struct Counting(Option<u8>);

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
            let first = self.0.ok_or_else(|| io::Error::other("none left"))?;
            bytes.iter_mut().zip(first..).for_each(|(byte, value)| *byte = value);
            Ok(())
        }
    }

    #[test]
    fn a_stamp_is_of_the_clock_and_the_numbers_that_were_given() {
        let stamp = Stamps::new(UNIX_EPOCH, Counting(Some(1))).stamp().unwrap();
        assert_eq!(stamp, Stamp::new(UNIX_EPOCH, "0102030405060708090a0b0c0d0e0f10"));
        let error = Stamps::new(UNIX_EPOCH, Counting(None)).stamp().unwrap_err().to_string();
        assert!(error.ends_with("no random numbers: none left"), "{error}");
    }

    #[test]
    fn system_nonces_are_32_hex_digits_and_differ() {
        let (first, second) = (SystemStamps.stamp().unwrap(), SystemStamps.stamp().unwrap());
        assert_eq!(first.nonce().len(), 32);
        assert!(first.nonce().bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_ne!(first.nonce(), second.nonce());
    }
}
