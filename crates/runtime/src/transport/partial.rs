//! What has come of an answer that is not whole yet.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::HttpResponse;

/// What has come of an answer. A [transport](super::Transport) notes it here as it comes, so that
/// it is still there once nobody waits for the rest.
#[derive(Default)]
pub struct PartialResponse(Mutex<Option<HttpResponse>>);

impl PartialResponse {
    /// Nothing has come.
    pub fn new() -> Self {
        Self::default()
    }

    /// The status and the headers have come. What was noted before is forgotten.
    pub fn start(&self, status: u16, headers: Vec<(String, String)>) {
        *self.lock() = Some(HttpResponse::new(status, headers, Vec::new()));
    }

    /// A further piece of the body has come. Before the status, none can.
    pub fn extend(&self, piece: &[u8]) {
        if let Some(response) = &mut *self.lock() {
            response.body.extend_from_slice(piece);
        }
    }

    /// A copy of what has come, if the status has.
    pub fn so_far(&self) -> Option<HttpResponse> {
        self.lock().clone()
    }

    /// Takes what has come, if the status has.
    pub fn take(&self) -> Option<HttpResponse> {
        self.lock().take()
    }

    fn lock(&self) -> MutexGuard<'_, Option<HttpResponse>> {
        // Whoever panicked has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As that of [`HttpResponse`], which does not show the body.
impl fmt::Debug for PartialResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PartialResponse").field(&*self.lock()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_comes_behind_the_status() {
        let partial = PartialResponse::new();
        partial.extend(b"early");
        assert_eq!(partial.so_far(), None);
        partial.start(200, Vec::new());
        partial.extend(b"{");
        partial.extend(b"\"hidden");
        let expected = HttpResponse::new(200, Vec::new(), "{\"hidden");
        assert_eq!(partial.so_far().as_ref(), Some(&expected));
        assert!(!format!("{partial:?}").contains("hidden"));
        assert_eq!(partial.take(), Some(expected));
        assert_eq!(partial.take(), None);
    }
}
