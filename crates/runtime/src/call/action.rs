//! A call of an operation that no generated code knows.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use serde_json::Value;

use super::{Address, CallOptions, Draft, Pending};
use crate::Error;
use crate::answer::Answer;
use crate::client::ClientSettings;
use crate::encode::{Encoder, Place, ToWire};
use crate::retry::RetryPolicy;

/// A call of an operation by its name alone, for what the generated client does not have. It is
/// signed, sent, retried and told from a failure as every call, and gives the JSON of the answer
/// as it came; null where the answer has no body.
///
/// # Example
///
/// ```no_run
/// use aliyun_runtime::encode::Place;
///
/// # async fn call(client: aliyun_runtime::Client) -> Result<(), aliyun_runtime::Error> {
/// let answer = client
///     .action("ListUsers")
///     .parameter(Place::Query, "InstanceId", "ccc-test")
///     .parameter(Place::Query, "PageSize", 10)
///     .is_read(true)
///     .await?;
/// println!("{}", answer["Data"]["TotalCount"]);
/// # Ok(())
/// # }
/// ```
#[must_use = "a call does nothing unless it is awaited"]
pub struct ActionCall {
    action: String,
    pending: Pending,
}

impl ActionCall {
    pub(crate) fn new(settings: Arc<ClientSettings>, action: String) -> Self {
        let address = Address {
            action: action.clone().into(),
            version: None,
            method: "POST".into(),
            path: "/".into(),
            is_read: false,
        };
        let (parameters, options) = (Encoder::new(), CallOptions::default());
        let draft = Draft { address, parameters, options };
        Self { action, pending: Pending::new(settings, draft) }
    }

    /// The API version, as in `2020-07-01`. The client's own, if not given.
    pub fn version(self, version: impl Into<String>) -> Self {
        self.with(|draft| draft.address.version = Some(version.into()))
    }

    /// The HTTP method and the path of a ROA operation, with `{Name}` where a path parameter goes.
    /// `POST` and `/`, as RPC operations have them, if not given.
    pub fn at(self, method: impl Into<String>, path: impl Into<String>) -> Self {
        self.with(|draft| {
            draft.address.method = method.into().into();
            draft.address.path = path.into().into();
        })
    }

    /// Adds a parameter. Lists and objects in queries and forms are
    /// [flattened](crate::encode::flatten).
    pub fn parameter(self, place: Place, name: &str, value: impl ToWire) -> Self {
        self.with(|draft| draft.parameters.put(place, name, value.to_wire()))
    }

    /// Adds the members of an object, each as a parameter.
    pub fn parameters(self, place: Place, members: impl ToWire) -> Self {
        self.with(|draft| {
            if let Some(Value::Object(members)) = members.to_wire() {
                for (name, value) in members {
                    draft.parameters.put(place, &name, Some(value));
                }
            }
        })
    }

    /// Names the parameter that makes it safe to repeat the request, as `ClientToken`. Its value
    /// is made, once for the call.
    pub fn token(self, place: Place, name: &str) -> Self {
        self.with(|draft| draft.parameters.put_token(place, name, None))
    }

    /// Whether the operation changes nothing, so that it may be sent again whatever happened. Not,
    /// if not given.
    pub fn is_read(self, is_read: bool) -> Self {
        self.with(|draft| draft.address.is_read = is_read)
    }

    /// How long this call may take as a whole, instead of the client's
    /// [timeout](crate::ClientBuilder::timeout).
    pub fn timeout(self, limit: Duration) -> Self {
        self.with(|draft| draft.options.timeout = Some(limit))
    }

    /// How long each attempt of this call may take, instead of the client's
    /// [limit](crate::ClientBuilder::attempt_timeout).
    pub fn attempt_timeout(self, limit: Duration) -> Self {
        self.with(|draft| draft.options.attempt_timeout = Some(limit))
    }

    /// When this call is sent again, instead of the client's
    /// [policy](crate::ClientBuilder::retry).
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|draft| draft.options.retry = Some(policy))
    }

    /// Makes the call and waits for its end, in programs without async. It blocks the thread: in
    /// async code, await the call instead.
    ///
    /// # Errors
    ///
    /// Those of the call.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<Value, Error> {
        crate::blocking::wait(self.pending).map(Answer::into_value)
    }

    fn with(mut self, change: impl FnOnce(&mut Draft)) -> Self {
        self.pending.change(change);
        self
    }
}

impl Future for ActionCall {
    type Output = Result<Value, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(Pin::new(&mut self.pending).poll(context));
        Poll::Ready(answer.map(Answer::into_value))
    }
}

impl fmt::Debug for ActionCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActionCall").field("action", &self.action).finish_non_exhaustive()
    }
}
