//! The algorithms of signature V3.

use hmac::{EagerHash, Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use sm3::Sm3;

use crate::hexadecimal::hex_of;

/// How a request is hashed and signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256.
    #[default]
    Sha256,
    /// HMAC with SM3, the hash of the Chinese national standard GM/T 0004.
    Sm3,
}

impl Algorithm {
    /// All algorithms.
    pub const ALL: [Self; 2] = [Self::Sha256, Self::Sm3];

    /// The algorithm's name, in the string to sign and in the `authorization` header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "ACS3-HMAC-SHA256",
            Self::Sm3 => "ACS3-HMAC-SM3",
        }
    }

    /// The hash of a body in lower-case hexadecimal digits.
    pub fn hash(self, body: &[u8]) -> String {
        match self {
            _ if body.is_empty() => self.hash_of_nothing().to_owned(),
            Self::Sha256 => hex_of(&Sha256::digest(body)),
            Self::Sm3 => hex_of(&Sm3::digest(body)),
        }
    }

    /// The hash of an empty body, which most requests have.
    const fn hash_of_nothing(self) -> &'static str {
        match self {
            Self::Sha256 => "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            Self::Sm3 => "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
        }
    }

    /// The signature of a text in lower-case hexadecimal digits.
    pub(super) fn sign(self, key: &str, text: &str) -> String {
        match self {
            Self::Sha256 => hmac_hex::<Sha256>(key, text),
            Self::Sm3 => hmac_hex::<Sm3>(key, text),
        }
    }
}

#[expect(clippy::expect_used, reason = "HMAC is defined for keys of any length")]
fn hmac_hex<H: EagerHash>(key: &str, text: &str) -> String
where
    Hmac<H>: KeyInit + Mac,
{
    let mut mac = <Hmac<H> as KeyInit>::new_from_slice(key.as_bytes()).expect("any length fits");
    mac.update(text.as_bytes());
    hex_of(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_as_it_would_be_computed() {
        assert_eq!(Algorithm::Sha256.hash(b""), hex_of(&Sha256::digest(b"")));
        assert_eq!(Algorithm::Sm3.hash(b""), hex_of(&Sm3::digest(b"")));
    }
}
