//! Who finds credentials.

use std::any;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::Credentials;
use crate::error::CredentialsError;

/// Finds credentials, each time anew: [`CachedCredentials`](super::CachedCredentials), as every
/// client has them, keep what was found until shortly before it expires.
///
/// # Example
///
/// ```
/// use aliyun_runtime::error::CredentialsError;
/// use aliyun_runtime::{Credentials, CredentialsFuture, ProvideCredentials};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide(&self) -> CredentialsFuture<'_> {
///         Box::pin(async {
///             let secret = look_up("aliyun").ok_or_else(|| {
///                 CredentialsError::not_configured("the vault has no entry `aliyun`")
///             })?;
///             Ok(Credentials::new("id", secret))
///         })
///     }
/// }
/// # fn look_up(_: &str) -> Option<String> { None }
/// ```
pub trait ProvideCredentials: fmt::Debug + Send + Sync + 'static {
    /// Finds credentials. Those without an [expiration](Credentials::expiration) are taken to be
    /// valid for good.
    fn provide(&self) -> CredentialsFuture<'_>;

    /// What errors call this source of credentials.
    fn name(&self) -> &str {
        any::type_name::<Self>()
    }
}

/// What [`ProvideCredentials::provide`] gives.
pub type CredentialsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// Credentials that are known already.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(async { Ok(self.clone()) })
    }

    fn name(&self) -> &'static str {
        "given credentials"
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Box<T> {
    fn provide(&self) -> CredentialsFuture<'_> {
        (**self).provide()
    }

    fn name(&self) -> &str {
        (**self).name()
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Arc<T> {
    fn provide(&self) -> CredentialsFuture<'_> {
        (**self).provide()
    }

    fn name(&self) -> &str {
        (**self).name()
    }
}
