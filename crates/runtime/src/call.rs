//! A call on its way.

mod action;
mod draft;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

pub use self::action::ActionCall;
pub(crate) use self::draft::{Address, CallOptions, Draft};
use crate::answer::Answer;
use crate::client::ClientSettings;
use crate::encode::{Place, ToWire};
use crate::retry::RetryPolicy;
use crate::{Error, Operation};

/// A call of one operation. Nothing happens before it is awaited; dropping it cancels it.
///
/// Up to then, parameters can be added and the client's settings be changed for this call alone.
/// It must be awaited on a Tokio runtime that has time and IO enabled, unless the client was built
/// with a transport and a [sleep](crate::ClientBuilder::sleep) that need none.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<O> {
    pending: Pending,
    operation: PhantomData<fn() -> O>,
}

impl<O> Call<O> {
    pub(crate) fn new(settings: Arc<ClientSettings>, draft: Draft) -> Self {
        Self { pending: Pending::new(settings, draft), operation: PhantomData }
    }

    /// Adds a parameter that the operation does not know, or replaces one that it knows: for what
    /// the service took up after the client was generated.
    pub fn parameter(mut self, place: Place, name: &str, value: impl ToWire) -> Self {
        self.pending.change(|draft| draft.parameters.put(place, name, value.to_wire()));
        self
    }

    /// How long this call may take as a whole, instead of the client's
    /// [timeout](crate::ClientBuilder::timeout).
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.pending.change(|draft| draft.options.timeout = Some(limit));
        self
    }

    /// How long each attempt of this call may take, instead of the client's
    /// [limit](crate::ClientBuilder::attempt_timeout).
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.pending.change(|draft| draft.options.attempt_timeout = Some(limit));
        self
    }

    /// When this call is sent again, instead of the client's
    /// [policy](crate::ClientBuilder::retry).
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.pending.change(|draft| draft.options.retry = Some(policy));
        self
    }

    /// Keeps the body of the answer as it came, beside what is read from it: the answer then gives
    /// it by `raw_body()`.
    pub fn keep_body(mut self) -> Self {
        self.pending.change(|draft| draft.options.keeps_body = true);
        self
    }
}

#[cfg(feature = "blocking")]
impl<O: Operation> Call<O> {
    /// Makes the call and waits for its end, in programs without async. It blocks the thread: in
    /// async code, await the call instead.
    ///
    /// # Errors
    ///
    /// Those of the call.
    pub fn wait(self) -> Result<O::Response, O::Error> {
        let answer = crate::blocking::wait(self.pending);
        answer.and_then(Answer::decode::<O>).map_err(O::Error::from)
    }
}

impl<O: Operation> Future for Call<O> {
    type Output = Result<O::Response, O::Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(Pin::new(&mut self.pending).poll(context));
        Poll::Ready(answer.and_then(Answer::decode::<O>).map_err(O::Error::from))
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("action", &O::ACTION).finish_non_exhaustive()
    }
}

/// All of a call but the reading of its response; the same type for all operations, which keeps
/// what is compiled for each of them small.
pub(crate) enum Pending {
    /// Not yet awaited. Nothing once it is.
    Draft(Option<(Arc<ClientSettings>, Box<Draft>)>),
    Sent(Exchange),
}

type Exchange = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

impl Pending {
    pub(crate) fn new(settings: Arc<ClientSettings>, draft: Draft) -> Self {
        Self::Draft(Some((settings, Box::new(draft))))
    }

    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        if let Self::Draft(Some((_, draft))) = self {
            change(draft);
        }
    }
}

impl Future for Pending {
    type Output = Result<Answer, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Self::Draft(parts) = &mut *self
            && let Some((settings, draft)) = parts.take()
        {
            *self = Self::Sent(Box::pin(settings.exchange(draft)));
        }
        match &mut *self {
            Self::Sent(exchange) => exchange.as_mut().poll(context),
            Self::Draft(_) => Poll::Pending,
        }
    }
}
