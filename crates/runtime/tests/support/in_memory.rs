//! A transport in memory, and a clock, waits and random numbers that a test decides.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aliyun_runtime::clock::{Clock, Random};
use aliyun_runtime::error::{TransportError, TransportErrorKind};
use aliyun_runtime::transport::{
    HttpRequest, HttpResponse, PartialResponse, SendFuture, Transport,
};
use tokio::time::Instant;

/// What becomes of one request.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Answer(HttpResponse),
    Broken(TransportErrorKind),
    /// Nothing, ever.
    Silence,
    /// So much of an answer, and nothing more.
    Stall(HttpResponse),
}

/// An answer with this status and body.
pub(crate) fn answer(status: u16, body: &str) -> Outcome {
    answer_with(status, &[("x-acs-request-id", "in-header")], body)
}

/// An answer with these headers, too.
pub(crate) fn answer_with(status: u16, headers: &[(&str, &str)], body: &str) -> Outcome {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Outcome::Answer(HttpResponse::new(status, headers.iter().map(owned).collect(), body))
}

/// Gives requests their outcomes in order, the last one again and again, and keeps the requests.
#[derive(Clone, Debug)]
pub(crate) struct InMemory {
    outcomes: Arc<Mutex<VecDeque<Outcome>>>,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl InMemory {
    pub(crate) fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let outcomes = Arc::new(Mutex::new(outcomes.into_iter().collect()));
        Self { outcomes, requests: Arc::default() }
    }

    pub(crate) fn answering(status: u16, body: &str) -> Self {
        Self::new([answer(status, body)])
    }

    /// A transport that never comes to an end.
    pub(crate) fn silent() -> Self {
        Self::new([Outcome::Silence])
    }

    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        self.requests.lock().unwrap().clone()
    }

    async fn exchange(
        &self,
        request: HttpRequest,
        partial: &PartialResponse,
    ) -> Result<HttpResponse, TransportError> {
        self.requests.lock().unwrap().push(request);
        match self.next() {
            Outcome::Answer(response) => Ok(response),
            Outcome::Broken(kind) => Err(TransportError::new(kind, "it broke")),
            Outcome::Silence => std::future::pending().await,
            Outcome::Stall(response) => {
                let id = response.header("x-acs-request-id").map(str::to_owned);
                let id = id.map(|id| ("x-acs-request-id".to_owned(), id));
                partial.start(response.status(), id.into_iter().collect());
                partial.extend(response.body());
                std::future::pending().await
            }
        }
    }

    fn next(&self) -> Outcome {
        let mut outcomes = self.outcomes.lock().unwrap();
        let next = outcomes.pop_front().unwrap();
        if outcomes.is_empty() {
            outcomes.push_back(next.clone());
        }
        next
    }
}

impl Transport for InMemory {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move { self.exchange(request, &PartialResponse::new()).await })
    }

    fn send_noting<'a>(
        &'a self,
        request: HttpRequest,
        partial: &'a PartialResponse,
    ) -> SendFuture<'a> {
        Box::pin(self.exchange(request, partial))
    }
}

/// The clock of a runtime whose time is paused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PausedClock {
    start: Instant,
}

impl PausedClock {
    pub(crate) fn start() -> Self {
        Self { start: Instant::now() }
    }

    pub(crate) fn passed(&self) -> Duration {
        self.start.elapsed()
    }
}

impl Clock for PausedClock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_hours(24) + self.passed()
    }
}

/// Random numbers that are each about a half of what they could be, and all different.
#[derive(Clone, Debug, Default)]
pub(crate) struct Halves(Arc<Mutex<u64>>);

impl Random for Halves {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut drawn = self.0.lock().unwrap();
        for chunk in bytes.chunks_mut(8) {
            *drawn += 1;
            let number = (1 << 63) + *drawn;
            chunk.iter_mut().zip(number.to_le_bytes()).for_each(|(byte, value)| *byte = value);
        }
        Ok(())
    }
}
