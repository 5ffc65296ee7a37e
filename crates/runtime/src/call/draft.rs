//! A call before it is sent.

use std::borrow::Cow;
use std::time::Duration;

use crate::Operation;
use crate::encode::Encoder;
use crate::retry::RetryPolicy;

/// What a call is made of.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) address: Address,
    pub(crate) parameters: Encoder,
    pub(crate) options: CallOptions,
}

/// Which operation is called, and how.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    pub(crate) action: Cow<'static, str>,
    /// That of the client's service, if not set.
    pub(crate) version: Option<String>,
    pub(crate) method: Cow<'static, str>,
    pub(crate) path: Cow<'static, str>,
    /// Whether the operation changes nothing.
    pub(crate) is_read: bool,
}

/// What differs from the client's settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) keeps_body: bool,
}

impl Draft {
    /// The call of an operation.
    pub(crate) fn of<O: Operation>(operation: &O) -> Self {
        let mut parameters = Encoder::new();
        operation.encode(&mut parameters);
        let address = Address {
            action: O::ACTION.into(),
            version: None,
            method: O::METHOD.into(),
            path: O::PATH.into(),
            is_read: O::IS_READ,
        };
        Self { address, parameters, options: CallOptions::default() }
    }
}
