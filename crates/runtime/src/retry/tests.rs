use std::io;

use super::*;
use crate::error::{
    EndpointError, ServiceError, ServiceErrorFacts, TimeoutError, TimeoutScope, TransportError,
    TransportErrorKind,
};

fn service(code: &str, http_status: u16, retry_after: Option<Duration>) -> Error {
    let code = code.to_owned();
    let facts = ServiceErrorFacts { code, http_status, retry_after, ..Default::default() };
    ServiceError::new(facts).into()
}

fn transport(kind: TransportErrorKind) -> Error {
    TransportError::new(kind, "failed").into()
}

#[derive(Debug)]
struct Fixed(Option<u64>);

impl Random for Fixed {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        let number = self.0.ok_or_else(|| io::Error::other("none"))?;
        bytes.copy_from_slice(&number.to_le_bytes());
        Ok(())
    }
}

#[test]
fn what_had_no_effect_is_always_tried_again() {
    let policy = RetryPolicy::new();
    for error in [
        service("Throttling.User", 400, None),
        service("", 429, None),
        transport(TransportErrorKind::Connect),
        TimeoutError::new(TimeoutScope::Connect, Duration::ZERO).into(),
    ] {
        assert!(policy.allows(&error, 1, false), "{error:?}");
        assert!(policy.allows(&error, 2, true), "{error:?}");
        assert!(!policy.allows(&error, 3, true), "{error:?}");
    }
}

#[test]
fn what_may_have_had_an_effect_is_tried_again_if_that_is_harmless() {
    let policy = RetryPolicy::new();
    for error in [
        service("InternalError", 500, None),
        service("", 502, None),
        transport(TransportErrorKind::Interrupted),
        TimeoutError::new(TimeoutScope::Attempt, Duration::ZERO).into(),
    ] {
        assert!(policy.allows(&error, 1, true), "{error:?}");
        assert!(!policy.allows(&error, 1, false), "{error:?}");
    }
}

#[test]
fn what_will_not_pass_is_not_tried_again() {
    for error in [
        service("InvalidParameter", 400, None),
        service("", 501, None),
        EndpointError::new("none").into(),
        transport(TransportErrorKind::Unsendable),
        transport(TransportErrorKind::TooLarge),
    ] {
        assert!(!RetryPolicy::new().allows(&error, 1, true), "{error:?}");
    }
}

#[test]
fn it_can_be_switched_off() {
    for policy in [RetryPolicy::off(), RetryPolicy::new().max_attempts(0)] {
        assert!(!policy.allows(&service("Throttling", 429, None), 1, true));
    }
}

#[test]
fn delays_double_up_to_their_limit_and_are_random_below_it() {
    let policy = RetryPolicy::new().max_delay(Duration::from_millis(350));
    let delay = |code: &str, made, number| {
        policy.delay(&service(code, 503, None), made, &Fixed(number)).as_millis()
    };
    let [none, half, most] = [Some(0), Some(1 << 63), Some(u64::MAX)];
    assert_eq!([1, 2, 3, 4].map(|made| delay("", made, half)), [50, 100, 175, 175]);
    assert_eq!([1, 2, 100].map(|made| delay("", made, none)), [0, 0, 0]);
    assert_eq!([1, 2, 3, 100].map(|made| delay("", made, most)), [99, 199, 349, 349]);
    assert_eq!(delay("", 1, None), 100);
    assert_eq!(delay("Throttling", 1, half), 175);
}

#[test]
fn the_wait_that_the_service_asks_for_is_taken_as_it_is() {
    let wait = Duration::from_secs(90);
    let error = service("Throttling", 503, Some(wait));
    assert_eq!(RetryPolicy::new().delay(&error, 2, &Fixed(Some(0))), wait);
}
