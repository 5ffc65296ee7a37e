//! A stream over pages.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use serde_json::Value;

use super::{Items, Paginated, Paging, Style};
use crate::encode::{Place, ToWire};
use crate::{Call, Client, Operation};

/// Pages that a stream gives at most, if not set.
const MAX_PAGES: usize = 10_000;

/// The pages of an operation's answer, one after the other, each asked for when the one before has
/// been taken.
///
/// It is a [`Stream`]; [`next`](Self::next) gives a page without one of its traits. It ends
///
/// - when the service has no further page: all items that it counts have come, or its token is
///   absent or empty;
/// - before a page that is empty or equal to the page before, and before a token that was there
///   already; the first page comes even if it is empty;
/// - after 10,000 pages, or [as many as set](Self::max_pages);
/// - after an error.
#[must_use = "a stream does nothing unless it is read"]
pub struct Pages<O: Paginated> {
    client: Client,
    request: O,
    paging: Paging<O>,
    further_parameters: Vec<(Place, String, Option<Value>)>,
    limit: usize,
    current: Option<Call<O>>,
    progress: Progress<O::Item>,
}

type PageResult<O> = Result<<O as Operation>::Response, <O as Operation>::Error>;

/// How far a stream has come.
struct Progress<T> {
    pages: usize,
    items: i64,
    number: i32,
    last_items: Vec<T>,
    tokens: BTreeSet<String>,
    is_over: bool,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(client: Client, mut request: O) -> Self {
        let mut number = 1;
        let paging = request.paging();
        if let Style::Number { number: of, set_number, .. } = paging.0 {
            number = of(&request).unwrap_or(1);
            set_number(&mut request, number);
        }
        let progress = Progress {
            pages: 0,
            items: 0,
            number,
            last_items: Vec::new(),
            tokens: BTreeSet::new(),
            is_over: false,
        };
        Self {
            client,
            request,
            paging,
            further_parameters: Vec::new(),
            limit: MAX_PAGES,
            current: None,
            progress,
        }
    }

    /// How many pages the stream gives at most.
    pub fn max_pages(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Adds a parameter to each request, as [`Call::parameter`] does.
    pub fn parameter(mut self, place: Place, name: &str, value: impl ToWire) -> Self {
        self.further_parameters.push((place, name.to_owned(), value.to_wire()));
        self
    }

    /// The items of the pages, one by one.
    pub fn items(self) -> Items<O> {
        Items::new(self)
    }

    /// The next page; nothing after the last one.
    pub async fn next(&mut self) -> Option<PageResult<O>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The pages for programs without async: each is waited for, which blocks the thread.
    #[cfg(feature = "blocking")]
    pub fn wait(mut self) -> impl Iterator<Item = PageResult<O>> {
        std::iter::from_fn(move || {
            let call = (!self.is_over()).then(|| self.call())?;
            self.take(call.wait())
        })
    }

    fn is_over(&self) -> bool {
        self.progress.is_over || self.limit == 0
    }

    fn call(&self) -> Call<O> {
        let call = self.client.call(&self.request);
        self.further_parameters
            .iter()
            .fold(call, |call, (place, name, value)| call.parameter(*place, name, value))
    }

    /// What the stream gives for a page that came or failed to come.
    fn take(&mut self, page: PageResult<O>) -> Option<PageResult<O>> {
        match page {
            Ok(page) => self.turn(&page).then_some(Ok(page)),
            Err(error) => {
                self.progress.is_over = true;
                Some(Err(error))
            }
        }
    }

    /// Takes note of a page, and turns the request to the next one. False if the page is not to be
    /// given.
    fn turn(&mut self, response: &O::Response) -> bool {
        let items = O::items(response);
        let progress = &mut self.progress;
        progress.pages += 1;
        let is_first = progress.pages == 1;
        if !is_first && (items.is_empty() || *items == *progress.last_items) {
            progress.is_over = true;
            return false;
        }
        let has_more = !items.is_empty()
            && match self.paging.0 {
                Style::Number { set_number, total, .. } => {
                    let has_more = progress.count(items.len(), total(response));
                    set_number(&mut self.request, progress.number);
                    has_more
                }
                Style::Token { set_token, next_token } => {
                    let token = next_token(response).unwrap_or_default();
                    set_token(&mut self.request, Some(token.to_owned()));
                    !token.is_empty() && progress.tokens.insert(token.to_owned())
                }
            };
        if has_more && progress.pages >= self.limit {
            tracing::warn!(pages = progress.pages, "there are more pages than are asked for");
        }
        progress.is_over = !has_more || progress.pages >= self.limit;
        progress.last_items = items.to_vec();
        true
    }
}

impl<T> Progress<T> {
    /// Takes note of a page of so many items, of `total` on all pages together. Whether there may
    /// be a further page.
    fn count(&mut self, items: usize, total: Option<i64>) -> bool {
        let items = i64::try_from(items).unwrap_or(i64::MAX);
        if self.pages == 1 {
            // Pages in front of the first one that was asked for were about as long.
            self.items = items.saturating_mul(i64::from(self.number) - 1);
        }
        self.items = self.items.saturating_add(items);
        self.number = self.number.saturating_add(1);
        // No total can be 0 where there are items: some services leave it at that.
        total.is_none_or(|total| total <= 0 || self.items < total)
    }
}

impl<O: Paginated> Stream for Pages<O> {
    type Item = PageResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_over() {
            return Poll::Ready(None);
        }
        let mut call = self.current.take().unwrap_or_else(|| self.call());
        let Poll::Ready(page) = Pin::new(&mut call).poll(context) else {
            self.current = Some(call);
            return Poll::Pending;
        };
        Poll::Ready(self.take(page))
    }
}

/// Nothing in it is ever pinned in place.
impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("action", &O::ACTION)
            .field("pages", &self.progress.pages)
            .finish_non_exhaustive()
    }
}
