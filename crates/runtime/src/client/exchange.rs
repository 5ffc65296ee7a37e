//! The way of a call: attempts, each signed anew, with waits between them, all within the time.

use std::mem;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::runtime::Handle;
use tracing::Instrument;

use super::ClientSettings;
use super::so_far::{SoFar, showable};
use crate::Credentials;
use crate::answer::Answer;
use crate::call::{Address, CallOptions, Draft};
use crate::clock::within;
use crate::encode::Encoder;
use crate::error::{
    ConfigurationError, Error, TimeoutError, TimeoutScope, TransportError, TransportErrorKind,
};
use crate::request::{Destination, Request};
use crate::stamp::nonce;
use crate::transport::HttpResponse;

impl ClientSettings {
    /// Sends a call until it succeeds, or there is no sense in going on.
    pub(crate) async fn exchange(self: Arc<Self>, draft: Box<Draft>) -> Result<Answer, Error> {
        let span = tracing::info_span!(
            "call",
            product = self.service.product(),
            action = &*draft.address.action,
            host = self.endpoint.authority(),
        );
        async {
            let answer = self.within_time(draft).await;
            if let Err(error) = &answer {
                tracing::debug!(%error, "failed");
            }
            answer
        }
        .instrument(span)
        .await
    }

    async fn within_time(&self, mut draft: Box<Draft>) -> Result<Answer, Error> {
        draft.parameters.fill_token(|| nonce(&self.random))?;
        draft.parameters.fill_region(&self.region);
        let is_repeatable = draft.address.is_read || draft.parameters.has_token();
        let parameters = mem::take(&mut draft.parameters);
        let request = request_of(&draft.address, parameters)?;
        let options = &draft.options;
        self.check_runtime()?;
        let limit = options.timeout.unwrap_or(self.timeout);
        let mut so_far = SoFar::default();
        let answer = {
            let attempts = pin!(self.attempts(&request, is_repeatable, options, &mut so_far));
            within(limit, &self.sleep, attempts).await
        };
        answer.unwrap_or_else(|| {
            let partial = so_far.response();
            let timeout = TimeoutError::new(TimeoutScope::Call, limit).after(so_far.last);
            Err(timeout.in_answer(partial).into())
        })
    }

    async fn attempts(
        &self,
        request: &Request,
        is_repeatable: bool,
        options: &CallOptions,
        so_far: &mut SoFar,
    ) -> Result<Answer, Error> {
        let start = self.clock.now();
        let mut made = 0;
        loop {
            made += 1;
            let span = tracing::debug_span!("attempt", number = made);
            let error = match self.attempt(request, options, so_far).instrument(span).await {
                Ok(answer) => {
                    let request_id = answer.metadata().request_id();
                    tracing::debug!(attempts = made, request_id, "succeeded");
                    self.retry_budget.succeeded(made == 1);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            let Some(wait) = self.wait_before_next(&error, made, is_repeatable, start, options)
            else {
                return Err(error);
            };
            tracing::debug!(%error, ?wait, "will be tried again");
            so_far.last = Some(error);
            self.sleep.sleep(wait).await;
        }
    }

    /// How long to wait before the next attempt; nothing if there is to be none.
    fn wait_before_next(
        &self,
        error: &Error,
        made: u32,
        is_repeatable: bool,
        start: SystemTime,
        options: &CallOptions,
    ) -> Option<Duration> {
        let policy = options.retry.as_ref().unwrap_or(&self.retry);
        if !policy.allows(error, made, is_repeatable) {
            return None;
        }
        let wait = policy.delay(error, made, &self.random);
        let passed = self.clock.now().duration_since(start).unwrap_or_default();
        let limit = options.timeout.unwrap_or(self.timeout);
        (passed.saturating_add(wait) < limit && self.retry_budget.take()).then_some(wait)
    }

    async fn attempt(
        &self,
        request: &Request,
        options: &CallOptions,
        so_far: &mut SoFar,
    ) -> Result<Answer, Error> {
        let to = Destination {
            service: self.service,
            endpoint: &self.endpoint,
            user_agent: &self.user_agent,
        };
        let credentials = self.credentials.find().await?;
        let stamp = self.stamps.stamp()?;
        let signed = request.signed_by(self.algorithm, to, &credentials, &stamp)?;
        let limit = options.attempt_timeout.unwrap_or(self.attempt_timeout);
        so_far.start(&credentials);
        let mut sending = self.transport.send_noting(signed, &so_far.partial);
        let response = match within(limit, &self.sleep, sending.as_mut()).await {
            Some(sent) => sent.or_else(|error| self.response_of(error, &credentials))?,
            None => response_in_time(so_far.response(), limit)?,
        };
        let rule = self.service.failure_rule();
        let answer = match (Answer::read(&response, rule), credentials.token()) {
            (answer, None) => answer?,
            (Ok(answer), Some(token)) => answer.without(token),
            (Err(_), Some(token)) => Answer::read(&response.without(token), rule)?,
        };
        Ok(if options.keeps_body { answer.with_body(response.body()) } else { answer })
    }

    /// What a broken exchange still tells: if the status had come and says that the call failed,
    /// that is the failure, and the rest of the body would only have explained it.
    fn response_of(
        &self,
        error: TransportError,
        credentials: &Credentials,
    ) -> Result<HttpResponse, Error> {
        if error.kind() == TransportErrorKind::ConnectTimeout {
            return Err(TimeoutError::new(TimeoutScope::Connect, self.connect_timeout).into());
        }
        match error.response().cloned() {
            Some(response) if !response.is_success() => Ok(response),
            Some(response) => Err(error.with_response(showable(response, credentials)).into()),
            None => Err(error.into()),
        }
    }

    /// Tokio would panic where there is none.
    fn check_runtime(&self) -> Result<(), ConfigurationError> {
        if self.needs_tokio && Handle::try_current().is_err() {
            return Err(ConfigurationError::new("the call is not awaited on a Tokio runtime"));
        }
        Ok(())
    }
}

/// What an answer that is not whole in time still tells: as of one that breaks off, a status that
/// says that the call failed is that failure.
fn response_in_time(
    partial: Option<HttpResponse>,
    limit: Duration,
) -> Result<HttpResponse, TimeoutError> {
    match partial {
        Some(response) if !response.is_success() => Ok(response),
        partial => Err(TimeoutError::new(TimeoutScope::Attempt, limit).in_answer(partial)),
    }
}

fn request_of(address: &Address, parameters: Encoder) -> Result<Request, Error> {
    let request = Request::from_parts(&address.action, &address.method, &address.path, parameters)?;
    Ok(match &address.version {
        Some(version) => request.with_version(version.as_str()),
        None => request,
    })
}
