//! A call on its way.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::answer::Answer;
use crate::{Error, Operation};

/// A call of one operation. Nothing happens before it is awaited; dropping it cancels it.
///
/// It must be awaited on a Tokio runtime that has time and IO enabled.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<O> {
    exchange: Exchange,
    operation: PhantomData<fn() -> O>,
}

/// All of a call but the reading of its response; the same type for all operations, which keeps
/// what is compiled for each of them small.
pub(crate) type Exchange = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

impl<O> Call<O> {
    pub(crate) fn new(exchange: Exchange) -> Self {
        Self { exchange, operation: PhantomData }
    }
}

impl<O: Operation> Future for Call<O> {
    type Output = Result<O::Response, O::Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.exchange.as_mut().poll(context));
        Poll::Ready(answer.and_then(Answer::decode::<O>).map_err(O::Error::from))
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("action", &O::ACTION).finish_non_exhaustive()
    }
}
