//! A stream over the items of pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{Pages, Paginated};

/// The items of an operation's answer, page after page. It ends where [`Pages`] end.
///
/// It is a [`Stream`]; [`next`](Self::next) gives an item without one of its traits.
#[must_use = "a stream does nothing unless it is read"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    page: vec::IntoIter<O::Item>,
}

impl<O: Paginated> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// The next item; nothing after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, O::Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The items for programs without async: each page is waited for, which blocks the thread.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> impl Iterator<Item = Result<O::Item, O::Error>> {
        let Self { pages, page } = self;
        let further = pages.wait().flat_map(|page| match page {
            Ok(page) => O::into_items(page).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        });
        page.map(Ok).chain(further)
    }
}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, O::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.page = O::into_items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is ever pinned in place.
impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.pages).finish()
    }
}
