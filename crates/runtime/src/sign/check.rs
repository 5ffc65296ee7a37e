//! The other side of the signature: whether a request that came was signed with a key.
//!
//! For servers that stand in for the service. They share the canonical form with the client, so
//! that the two cannot drift apart.

use super::{Algorithm, RequestToSign, canonical_headers, canonical_query};
use crate::header;

/// A request as it came over the wire.
#[derive(Clone, Copy)]
pub struct ReceivedRequest<'a> {
    /// The HTTP method in capitals.
    pub method: &'a str,
    /// The path as it came, percent-encoded.
    pub path: &'a str,
    /// Names and values of the query, decoded, in any order.
    pub query: &'a [(String, String)],
    /// Names and values of the headers, in any order and case.
    pub headers: &'a [(String, String)],
    /// The body.
    pub body: &'a [u8],
}

/// What the `authorization` header of a request says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorization<'a> {
    /// How the request was hashed and signed.
    pub algorithm: Algorithm,
    /// The id of the access key that signed.
    pub access_key_id: &'a str,
    /// The names of the headers that were signed, joined by `;`.
    pub signed_headers: &'a str,
    /// The signature in hexadecimal digits.
    pub signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Reads the value of the header; `None` where it has another form, or is of another algorithm.
    pub fn read(value: &'a str) -> Option<Self> {
        let (name, rest) = value.split_once(' ')?;
        let algorithm = Algorithm::ALL.into_iter().find(|it| it.name() == name)?;
        let mut parts = rest.split(',').map(str::trim);
        let mut part = |name: &str| parts.next()?.strip_prefix(name)?.strip_prefix('=');
        Some(Self {
            algorithm,
            access_key_id: part("Credential")?,
            signed_headers: part("SignedHeaders")?,
            signature: part("Signature")?,
        })
    }
}

impl ReceivedRequest<'_> {
    /// Whether the request was signed with this secret, and is still as it was then.
    pub fn is_signed_with(&self, authorization: &Authorization<'_>, secret: &str) -> bool {
        let signature = authorization.algorithm.sign(secret, &self.string_to_sign(authorization));
        signature == authorization.signature
    }

    /// What should have been signed.
    pub fn string_to_sign(&self, authorization: &Authorization<'_>) -> String {
        let query = self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let algorithm = authorization.algorithm;
        let request = RequestToSign {
            algorithm,
            method: self.method,
            path: self.path,
            query: &canonical_query(query),
            headers: self.headers,
            payload_hash: &algorithm.hash(self.body),
        };
        // Clients differ in what they sign: the vendor's for Python signs every header that it sets.
        let names: Vec<&str> = authorization.signed_headers.split(';').collect();
        let headers = canonical_headers(self.headers, |name| {
            names.contains(&name) || header::must_be_signed(name)
        });
        request.string_to_sign_of(&headers, &super::names(&headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Credentials;

    fn headers() -> Vec<(String, String)> {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        vec![
            header("Host", "h"),
            header("x-acs-action", "A"),
            header("content-type", "application/json"),
            header("accept", "application/json"),
        ]
    }

    fn received(headers: &[(String, String)]) -> ReceivedRequest<'_> {
        ReceivedRequest { method: "POST", path: "/", query: &[], headers, body: b"{}" }
    }

    fn signed(headers: &[(String, String)]) -> String {
        let algorithm = Algorithm::Sha256;
        let hash = algorithm.hash(b"{}");
        let (method, path, query) = ("POST", "/", "");
        let request =
            RequestToSign { algorithm, method, path, query, headers, payload_hash: &hash };
        request.authorization(&Credentials::new("id", "secret")).unwrap()
    }

    #[test]
    fn what_a_client_signed_is_found_to_be_signed() {
        let headers = headers();
        let value = signed(&headers);
        let authorization = Authorization::read(&value).unwrap();
        assert_eq!(authorization.access_key_id, "id");
        assert!(received(&headers).is_signed_with(&authorization, "secret"));
        assert!(!received(&headers).is_signed_with(&authorization, "other"));
        let changed = ReceivedRequest { body: b"[]", ..received(&headers) };
        assert!(!changed.is_signed_with(&authorization, "secret"));
    }

    #[test]
    fn a_header_that_came_unsigned_but_must_be_signed_breaks_the_signature() {
        let value = signed(&headers());
        let authorization = Authorization::read(&value).unwrap();
        let mut more = headers();
        more.push(("x-forwarded-for".to_owned(), "1".to_owned()));
        assert!(received(&more).is_signed_with(&authorization, "secret"));
        more.push(("x-acs-added".to_owned(), "1".to_owned()));
        assert!(!received(&more).is_signed_with(&authorization, "secret"));
    }

    #[test]
    fn further_headers_are_signed_where_the_client_says_so() {
        let headers = headers();
        let names = "accept;content-type;host;x-acs-action";
        let algorithm = Algorithm::Sha256;
        let authorization = |signature| Authorization {
            algorithm,
            access_key_id: "id",
            signed_headers: names,
            signature,
        };
        let to_sign = received(&headers).string_to_sign(&authorization(""));
        let canonical = format!(
            "POST\n/\n\naccept:application/json\ncontent-type:application/json\nhost:h\n\
             x-acs-action:A\n\n{names}\n{}",
            algorithm.hash(b"{}")
        );
        assert_eq!(to_sign, format!("ACS3-HMAC-SHA256\n{}", algorithm.hash(canonical.as_bytes())));
        let signature = algorithm.sign("secret", &to_sign);
        assert!(received(&headers).is_signed_with(&authorization(&signature), "secret"));
    }

    #[test]
    fn other_forms_are_not_read() {
        for value in ["", "acs id:signature", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 Credential=a"] {
            assert_eq!(Authorization::read(value), None, "{value}");
        }
    }
}
