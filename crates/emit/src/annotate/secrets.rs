//! Which values debug output must not show.

use crate::model::Shape;
use crate::names::words;

/// What the names of secrets end in, word by word.
const SECRET_ENDS: &[&[&str]] = &[
    &["password"],
    &["passwords"],
    &["passwd"],
    &["pwd"],
    &["passphrase"],
    &["plaintext"],
    &["secret"],
    &["secret", "data"],
    &["secret", "key"],
    &["secret", "value"],
    &["private", "key"],
    &["private", "key", "body"],
    &["private", "key", "data"],
    &["auth", "key"],
    &["api", "key"],
    &["credential"],
    &["credentials"],
    &["token"],
    // What one may upload or play with.
    &["upload", "auth"],
    &["play", "auth"],
];

/// Tokens that give no access: they say where to go on, or tell a request from another.
const OPEN_TOKENS: &[&str] = &[
    "client",
    "continuation",
    "cursor",
    "idempotency",
    "idempotent",
    "marker",
    "next",
    "page",
    "paging",
    "pagination",
    "query",
    "scroll",
    "search",
];

/// Whether a field of this name and shape holds a secret. A number or a flag beside a secret, as
/// its age or whether there is one, is none.
pub(super) fn is_secret(wire: &str, shape: &Shape) -> bool {
    holds_text(shape) && is_secret_name(wire)
}

fn is_secret_name(wire: &str) -> bool {
    let words = words(wire);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_open = match words.as_slice() {
        [.., kind, "token"] => OPEN_TOKENS.contains(kind),
        _ => false,
    };
    !is_open && SECRET_ENDS.iter().any(|end| words.ends_with(end))
}

fn holds_text(shape: &Shape) -> bool {
    match shape {
        Shape::String | Shape::Bytes | Shape::Value => true,
        Shape::List(inner) | Shape::Map(inner) => holds_text(inner),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_the_end_of_their_name() {
        for name in [
            "Password",
            "VncPassword",
            "AccessKeySecret",
            "SecurityToken",
            "Token",
            "AuthToken",
            "PrivateKey",
            "PrivateKeyBody",
            "SecretData",
            "OssAkSecret",
            "Plaintext",
            "auth_key",
        ] {
            assert!(is_secret(name, &Shape::String), "{name}");
            assert!(is_secret(name, &Shape::List(Box::new(Shape::String))), "{name}");
        }
    }

    #[test]
    fn what_only_speaks_of_a_secret_is_none() {
        for name in [
            "SecretName",
            "PasswordPolicy",
            "AccessKeyId",
            "NextToken",
            "ClientToken",
            "ScrollToken",
            "HttpTokens",
            "TokenExpireTime",
            "CiphertextBlob",
        ] {
            assert!(!is_secret(name, &Shape::String), "{name}");
        }
        assert!(!is_secret("ResetPassword", &Shape::Bool));
        assert!(!is_secret("AccessToken", &Shape::Int64));
    }
}
