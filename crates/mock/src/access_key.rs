//! The one access key that the server knows.

use std::fmt;

/// The id of the access key for tests, which is no secret.
pub const TEST_KEY_ID: &str = "mock-access-key-id";
/// The secret of the access key for tests, which is none.
pub const TEST_KEY_SECRET: &str = "mock-access-key-secret";

/// An access key. Its [`Debug`](fmt::Debug) form does not show the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    id: String,
    secret: String,
}

impl AccessKey {
    /// The key of this id and secret.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { id: id.into(), secret: secret.into() }
    }

    /// The key for tests, [`TEST_KEY_ID`] and [`TEST_KEY_SECRET`].
    pub fn test() -> Self {
        Self::new(TEST_KEY_ID, TEST_KEY_SECRET)
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey").field("id", &self.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_not_shown() {
        assert!(!format!("{:?}", AccessKey::new("id", "s3cret")).contains("s3cret"));
    }
}
