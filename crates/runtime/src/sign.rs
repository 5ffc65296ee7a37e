//! Signature V3, `ACS3-HMAC-SHA256` or `ACS3-HMAC-SM3`: the same for RPC and ROA, and free of any
//! HTTP client.
//!
//! The rules are those of the vendor's manual ("Request syntax and signature method V3"): sign the
//! method, the path and query as sent, the headers `host`, `content-type` and `x-acs-*`, and the
//! hash of the body.

mod algorithm;
mod check;

use std::borrow::Cow;

pub use self::algorithm::Algorithm;
pub use self::check::{Authorization, ReceivedRequest};
use crate::Credentials;
use crate::credentials::Kind;
use crate::encode::percent_encode;
use crate::header;

/// Parts of a canonical request beside its headers.
const REQUEST_PARTS: usize = 10;
/// Parts of each header.
const HEADER_PARTS: usize = 4;

/// A request as the signature sees it.
#[derive(Clone, Copy)]
pub struct RequestToSign<'a> {
    /// How to hash and to sign.
    pub algorithm: Algorithm,
    /// The HTTP method in capitals.
    pub method: &'a str,
    /// The path as sent: percent-encoded, `/` if there is none.
    pub path: &'a str,
    /// The query as [`canonical_query`] writes it; empty if there is none.
    pub query: &'a str,
    /// Names and values of the headers, in any order and case. Those that need not be signed are
    /// left out of the signature.
    pub headers: &'a [(String, String)],
    /// The [hash](Algorithm::hash) of the body, which `x-acs-content-sha256` has too, whatever the
    /// algorithm.
    pub payload_hash: &'a str,
}

impl RequestToSign<'_> {
    /// The value of the `authorization` header. There is none for credentials that are no access
    /// key: a bearer token is sent as it is, and anonymous requests are not signed.
    pub fn authorization(&self, credentials: &Credentials) -> Option<String> {
        let Kind::AccessKey { id, secret, .. } = credentials.kind() else { return None };
        let headers = signed_headers(self.headers);
        let names = names(&headers);
        let to_sign = self.string_to_sign_of(&headers, &names);
        let (name, signature) = (self.algorithm.name(), self.algorithm.sign(secret, &to_sign));
        Some(
            [name, " Credential=", id, ",SignedHeaders=", &names, ",Signature=", &signature]
                .concat(),
        )
    }

    /// What is signed: the algorithm and the hash of the canonical request. When the service
    /// answers `SignatureDoesNotMatch` with the string it computed, compare the two: if they are
    /// equal, the secret is wrong.
    pub fn string_to_sign(&self) -> String {
        let headers = signed_headers(self.headers);
        self.string_to_sign_of(&headers, &names(&headers))
    }

    /// The request in the one spelling that both sides agree on. It holds the security token.
    pub fn canonical_request(&self) -> String {
        let headers = signed_headers(self.headers);
        self.canonical_request_of(&headers, &names(&headers))
    }

    fn string_to_sign_of(&self, headers: &SignedHeaders<'_>, names: &str) -> String {
        let canonical = self.canonical_request_of(headers, names);
        [self.algorithm.name(), "\n", &self.algorithm.hash(canonical.as_bytes())].concat()
    }

    fn canonical_request_of(&self, headers: &SignedHeaders<'_>, names: &str) -> String {
        let mut parts = Vec::with_capacity(REQUEST_PARTS + HEADER_PARTS * headers.len());
        parts.extend([self.method, "\n", self.path, "\n", self.query, "\n"]);
        for (name, value) in headers {
            parts.extend([name, ":", value, "\n"]);
        }
        parts.extend(["\n", names, "\n", self.payload_hash]);
        parts.concat()
    }
}

/// The query in canonical form, which is also the form to send: names and values
/// percent-encoded, sorted by name in byte order, `name=value` joined by `&`.
pub fn canonical_query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut encoded: Vec<_> = pairs
        .into_iter()
        .map(|(name, value)| (percent_encode(name), percent_encode(value)))
        .collect();
    // As pairs and not as joined text: `=` sorts behind the `.` of `Id.1`.
    encoded.sort_unstable();
    let mut parts = Vec::with_capacity(4 * encoded.len());
    for (name, value) in &encoded {
        let separator = if parts.is_empty() { "" } else { "&" };
        parts.extend([separator, name, "=", value]);
    }
    parts.concat()
}

type SignedHeaders<'a> = [(Cow<'a, str>, Cow<'a, str>)];

/// The headers that are signed.
fn signed_headers(headers: &[(String, String)]) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    canonical_headers(headers, header::is_signed)
}

/// The headers whose names are taken: names in lower case, values trimmed, sorted by name; the
/// values of a name that stands twice are sorted and joined by commas.
fn canonical_headers(
    headers: &[(String, String)],
    is_taken: impl Fn(&str) -> bool,
) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let mut taken = Vec::with_capacity(headers.len());
    let named = headers.iter().map(|(name, value)| (lower_case(name), Cow::Borrowed(value.trim())));
    taken.extend(named.filter(|(name, _)| is_taken(name)));
    taken.sort_unstable();
    taken.dedup_by(|(name, value), (last, values)| {
        let is_same = name == last;
        if is_same {
            values.to_mut().extend([",", &**value]);
        }
        is_same
    });
    taken
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn names(headers: &SignedHeaders<'_>) -> String {
    let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_ref()).collect();
    names.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_twice_is_signed_once() {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let headers = [
            header("X-Acs-Tag", " b "),
            header("accept", "application/json"),
            header("x-acs-tag", "a"),
            header("Host", "h"),
        ];
        let expected = [("host".into(), "h".into()), ("x-acs-tag".into(), "a,b".into())];
        assert_eq!(signed_headers(&headers), expected);
    }

    #[test]
    fn a_query_is_sorted_by_name_and_not_by_joined_text() {
        let query = canonical_query([("A1", ""), ("A", "x y"), ("A.1", "*~+"), ("_", "/")]);
        assert_eq!(query, "A=x%20y&A.1=%2A~%2B&A1=&_=%2F");
    }
}
