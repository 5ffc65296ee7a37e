//! Keeping credentials until shortly before they expire.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};

use super::{Credentials, CredentialsFuture, ProvideCredentials};
use crate::clock::Clock;
use crate::error::CredentialsError;

/// How long before they expire credentials are looked for anew.
const AHEAD: Duration = Duration::from_mins(5);
/// How long those in hand are used after a search for newer ones was in vain.
const PAUSE: Duration = Duration::from_secs(10);

/// Keeps what a provider has found, and asks it again 5 minutes before that expires.
///
/// However many callers want credentials, the provider is asked once for all of them, and goes on
/// as long as any of them waits. If it fails while the old ones are still valid, those are used.
/// Clones share what is kept.
#[derive(Clone)]
pub struct CachedCredentials {
    shared: Arc<Cache>,
}

struct Cache {
    provider: Arc<dyn ProvideCredentials>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    credentials: Option<Credentials>,
    /// From when on newer ones are looked for.
    refresh_at: Option<SystemTime>,
    /// The search that is on. It is gone once nobody waits for it.
    search: Option<WeakShared<Search>>,
}

/// A search, and the keeping of what it finds.
type Search = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send>>;

/// What is to be done for a caller.
enum Step {
    Use(Credentials),
    Wait(Shared<Search>),
}

impl CachedCredentials {
    /// Keeps what `provider` finds; `clock` says when it expires.
    pub fn new(provider: impl ProvideCredentials, clock: impl Clock) -> Self {
        let (provider, clock) = (Arc::new(provider), Arc::new(clock));
        Self { shared: Arc::new(Cache { provider, clock, state: Mutex::default() }) }
    }

    /// [`provide`](ProvideCredentials::provide) without a box around the future.
    pub(crate) async fn find(&self) -> Result<Credentials, CredentialsError> {
        // The lock is not held while waiting.
        match Cache::step(&self.shared) {
            Step::Use(credentials) => Ok(credentials),
            Step::Wait(search) => search.await,
        }
    }
}

impl ProvideCredentials for CachedCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(self.find())
    }

    fn name(&self) -> &str {
        self.shared.provider.name()
    }
}

impl fmt::Debug for CachedCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials")
            .field("provider", &self.shared.provider)
            .finish_non_exhaustive()
    }
}

impl Cache {
    fn step(this: &Arc<Self>) -> Step {
        let now = this.clock.now();
        let mut state = this.state();
        let search = state.search.as_ref().and_then(WeakShared::upgrade);
        match state.credentials.as_ref().filter(|held| !held.is_expired(now)) {
            // One caller looks for newer ones; the others need not wait for it.
            Some(held) if search.is_some() || state.is_fresh(now) => Step::Use(held.clone()),
            _ => Step::Wait(search.unwrap_or_else(|| Self::start(this, &mut state))),
        }
    }

    fn start(this: &Arc<Self>, state: &mut State) -> Shared<Search> {
        let cache = Arc::clone(this);
        let search: Search = Box::pin(async move {
            let found = cache.provider.provide().await;
            cache.settle(found)
        });
        let search = search.shared();
        state.search = search.downgrade();
        search
    }

    /// Keeps what was found. If nothing was, the credentials in hand serve while they are valid.
    fn settle(
        &self,
        found: Result<Credentials, CredentialsError>,
    ) -> Result<Credentials, CredentialsError> {
        let now = self.clock.now();
        let found = found.and_then(|credentials| usable(credentials, now));
        let mut state = self.state();
        state.search = None;
        match found {
            Ok(credentials) => {
                state.refresh_at = credentials.expiration().map(|at| refresh_time(at, now));
                state.credentials = Some(credentials.clone());
                Ok(credentials)
            }
            Err(error) => {
                state.refresh_at = Some(now + PAUSE);
                let held = state.credentials.as_ref().filter(|held| !held.is_expired(now));
                held.cloned().ok_or(error)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked has left nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.refresh_at.is_none_or(|time| now < time)
    }
}

/// When to look for newer credentials than those that expire at `expiration`. A provider whose
/// credentials are never valid for long is not asked with each call.
fn refresh_time(expiration: SystemTime, now: SystemTime) -> SystemTime {
    let ahead = expiration.checked_sub(AHEAD).unwrap_or(now);
    ahead.max(now + PAUSE)
}

fn usable(credentials: Credentials, now: SystemTime) -> Result<Credentials, CredentialsError> {
    credentials.check()?;
    if credentials.is_expired(now) {
        let message = "those found have expired already; is the clock of this machine right?";
        return Err(CredentialsError::unusable(message));
    }
    Ok(credentials)
}

#[cfg(test)]
mod tests;
