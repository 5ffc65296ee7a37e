//! What the service said when it refused or failed.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// What stands in the code of each throttling: `Throttling`, `Throttling.User`, `Throttling.Api`.
const THROTTLING: &str = "Throttling";
/// The status of throttling in HTTP itself.
const TOO_MANY_REQUESTS: u16 = 429;
/// Codes of failures that pass, from the error tables of the vendor's manual. Each also stands for
/// its special cases, as in `ServiceUnavailable.RegionMaintaining`.
const TEMPORARY_CODES: [&str; 5] =
    ["ServiceUnavailable", "InternalError", "UnknownError", "SystemBusy", "ServiceBusy"];
/// Statuses of failures that pass.
const TEMPORARY_STATUSES: [u16; 4] = [500, 502, 503, 504];
/// Characters of the message that a line shows; the page of a gateway would fill the screen.
const SHOWN_CHARACTERS: usize = 300;

/// A failure that the service, or a gateway in front of it, reported.
///
/// It comes from an answer with HTTP status 300 or above (redirects are not followed), or from one
/// with HTTP 200 whose body says so by the API version's rule.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceError(Box<ServiceErrorFacts>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ServiceErrorFacts {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) body_start: String,
    pub(crate) http_status: u16,
    pub(crate) body_status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) recommend: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

impl ServiceError {
    pub(crate) fn new(facts: ServiceErrorFacts) -> Self {
        Self(Box::new(facts))
    }

    /// The error's code, as in `NotExists.InstanceId`; empty if the answer has none, as the page
    /// of a gateway.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What the service says about it. If the answer is not in the service's own form, the start
    /// of its body, 1 KiB at most.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The start of the answer's body as it came, 1 KiB at most.
    pub fn body_start(&self) -> &str {
        &self.0.body_start
    }

    /// The HTTP status. It is 200 where only the body says that the call failed.
    pub fn http_status(&self) -> u16 {
        self.0.http_status
    }

    /// The status that the body states, which can differ from that of HTTP.
    pub fn body_status(&self) -> Option<u16> {
        self.0.body_status
    }

    /// The id by which the vendor finds the request again.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// A page of the vendor with help on the error.
    pub fn recommend(&self) -> Option<&str> {
        self.0.recommend.as_deref()
    }

    /// How long the service asks to wait, from the header `x-acs-retry-after`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the service asks to call less often. It then did nothing of what was asked.
    ///
    /// The code decides, as products use different statuses for it; besides, HTTP 429 and the
    /// header `x-acs-retry-after` say the same.
    pub fn is_throttling(&self) -> bool {
        self.code().contains(THROTTLING)
            || self.status() == TOO_MANY_REQUESTS
            || self.0.retry_after.is_some()
    }

    /// Whether the same call may succeed a little later: throttling, and failures that pass.
    pub fn is_retryable(&self) -> bool {
        self.is_throttling()
            || TEMPORARY_CODES.iter().any(|code| is_or_specializes(self.code(), code))
            || TEMPORARY_STATUSES.contains(&self.status())
    }

    /// The status that tells more.
    fn status(&self) -> u16 {
        self.body_status().unwrap_or(self.http_status())
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code() {
            "" => write!(f, "HTTP {}", self.http_status())?,
            code => write!(f, "{} (HTTP {})", one_line(code), self.http_status())?,
        }
        if !self.message().is_empty() {
            write!(f, ": {}", shorten(&one_line(self.message())))?;
        }
        match self.request_id() {
            Some(id) => write!(f, " [request id {}]", one_line(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ServiceError {}

fn shorten(line: &str) -> Cow<'_, str> {
    match line.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => Cow::Owned(format!("{}…", line.get(..end).unwrap_or(line))),
        None => Cow::Borrowed(line),
    }
}

/// Whether a code is `general`, or a special case of it behind a dot.
fn is_or_specializes(code: &str, general: &str) -> bool {
    code.strip_prefix(general).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The text without line breaks and other control characters, which could forge lines of a log.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split(|c: char| c.is_control()).filter(|it| !it.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str, http_status: u16) -> ServiceError {
        let code = code.to_owned();
        ServiceError::new(ServiceErrorFacts { code, http_status, ..Default::default() })
    }

    #[test]
    fn the_line_has_code_status_message_and_request_id() {
        let facts = ServiceErrorFacts {
            code: "NotExists.InstanceId".to_owned(),
            message: "The specified instance x\ndoes not exist.".to_owned(),
            http_status: 404,
            request_id: Some("1234".to_owned()),
            ..Default::default()
        };
        let expected = "NotExists.InstanceId (HTTP 404): The specified instance x does not exist. \
                        [request id 1234]";
        assert_eq!(ServiceError::new(facts).to_string(), expected);
        assert_eq!(error("", 502).to_string(), "HTTP 502");
        let message = "长".repeat(1000);
        let facts = ServiceErrorFacts { message, http_status: 502, ..Default::default() };
        let line = ServiceError::new(facts).to_string();
        assert_eq!(line, format!("HTTP 502: {}…", "长".repeat(300)));
    }

    #[test]
    fn throttling_is_known_by_code_status_and_header() {
        for (code, status) in [("Throttling", 503), ("Throttling.User", 400), ("Any", 429)] {
            assert!(error(code, status).is_throttling(), "{code}");
            assert!(error(code, status).is_retryable(), "{code}");
        }
        let retry_after = Some(Duration::from_millis(25));
        let facts = ServiceErrorFacts { http_status: 400, retry_after, ..Default::default() };
        assert!(ServiceError::new(facts).is_throttling());
        assert!(!error("InvalidParameter", 400).is_throttling());
    }

    #[test]
    fn failures_that_pass_are_retryable() {
        for (code, status) in [
            ("ServiceUnavailable", 400),
            ("ServiceUnavailable.RegionMaintaining", 400),
            ("UnknownError", 400),
            ("", 502),
        ] {
            assert!(error(code, status).is_retryable(), "{code}");
        }
        for (code, status) in [("InternalErrorist", 400), ("NoPermission", 403), ("", 501)] {
            assert!(!error(code, status).is_retryable(), "{code}");
        }
    }

    #[test]
    fn the_status_in_the_body_counts_where_http_says_200() {
        let facts =
            ServiceErrorFacts { http_status: 200, body_status: Some(503), ..Default::default() };
        assert!(ServiceError::new(facts).is_retryable());
    }
}
