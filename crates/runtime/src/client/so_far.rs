//! How far a call has come.

use crate::Credentials;
use crate::error::Error;
use crate::transport::{HttpResponse, PartialResponse};

/// How far a call has come, for the error if its time is over.
#[derive(Default)]
pub(super) struct SoFar {
    /// How the attempt before failed.
    pub(super) last: Option<Error>,
    /// Who made the attempt that is under way.
    credentials: Option<Credentials>,
    /// What has come of the answer to it.
    pub(super) partial: PartialResponse,
}

impl SoFar {
    /// A further attempt is under way.
    pub(super) fn start(&mut self, credentials: &Credentials) {
        self.credentials = Some(credentials.clone());
        self.partial.take();
    }

    /// What has come of the answer, as an error may show it.
    pub(super) fn response(&self) -> Option<HttpResponse> {
        let response = self.partial.take()?;
        let response = match &self.credentials {
            Some(credentials) => showable(response, credentials),
            None => response,
        };
        Some(response.cut())
    }
}

/// The response without the token that the request held.
pub(super) fn showable(response: HttpResponse, credentials: &Credentials) -> HttpResponse {
    match credentials.token() {
        Some(token) => response.without(token),
        None => response,
    }
}
