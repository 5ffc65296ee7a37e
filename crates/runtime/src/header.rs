//! The names of HTTP headers, in one place: what is sent, what is signed, what is secret.

pub(crate) const ACCEPT: &str = "accept";
pub(crate) const ACCESS_KEY_ID: &str = "x-acs-accesskey-id";
pub(crate) const ACTION: &str = "x-acs-action";
pub(crate) const AUTHORIZATION: &str = "authorization";
pub(crate) const BEARER_TOKEN: &str = "x-acs-bearer-token";
/// Of an answer: how its body is compressed.
pub(crate) const CONTENT_ENCODING: &str = "content-encoding";
pub(crate) const CONTENT_SHA256: &str = "x-acs-content-sha256";
pub(crate) const CONTENT_TYPE: &str = "content-type";
pub(crate) const DATE: &str = "x-acs-date";
pub(crate) const HOST: &str = "host";
/// Of the ECS metadata service: the token that a question carries.
pub(crate) const METADATA_TOKEN: &str = "x-aliyun-ecs-metadata-token";
/// Of the ECS metadata service: for how many seconds the token is asked for.
pub(crate) const METADATA_TOKEN_TTL: &str = "x-aliyun-ecs-metadata-token-ttl-seconds";
pub(crate) const LOCATION: &str = "location";
pub(crate) const NONCE: &str = "x-acs-signature-nonce";
/// Of an answer: the request id, for bodies without one.
pub(crate) const REQUEST_ID: &str = "x-acs-request-id";
/// Of an answer: how long to wait, in milliseconds.
pub(crate) const RETRY_AFTER: &str = "x-acs-retry-after";
pub(crate) const SECURITY_TOKEN: &str = "x-acs-security-token";
pub(crate) const SIGNATURE_TYPE: &str = "x-acs-signature-type";
pub(crate) const USER_AGENT: &str = "user-agent";
pub(crate) const VERSION: &str = "x-acs-version";

/// Headers that the runtime alone sets, or leaves to the HTTP client: a parameter of such a name
/// cannot be sent.
const OWN: [&str; 14] = [
    ACCESS_KEY_ID,
    ACTION,
    AUTHORIZATION,
    BEARER_TOKEN,
    CONTENT_SHA256,
    DATE,
    HOST,
    NONCE,
    SECURITY_TOKEN,
    SIGNATURE_TYPE,
    VERSION,
    "connection",
    "content-length",
    "transfer-encoding",
];

/// Headers that are signed beside those that start with [`SIGNED_PREFIX`].
const SIGNED: [&str; 2] = [HOST, CONTENT_TYPE];
/// How the names of the vendor's own headers start.
const SIGNED_PREFIX: &str = "x-acs-";

/// Headers whose value must not be shown: who has them can act in the caller's name.
const SECRET: [&str; 4] = [AUTHORIZATION, BEARER_TOKEN, METADATA_TOKEN, SECURITY_TOKEN];

/// Whether the runtime sets the header itself. The name may be in any case.
pub(crate) fn is_own(name: &str) -> bool {
    is_one_of(&OWN, name)
}

/// Whether the header must not be shown. The name may be in any case.
pub(crate) fn is_secret(name: &str) -> bool {
    is_one_of(&SECRET, name)
}

/// Whether the header is signed. The name must be in lower case.
pub(crate) fn is_signed(name: &str) -> bool {
    SIGNED.contains(&name) || name.starts_with(SIGNED_PREFIX)
}

/// Whether no client may leave the header unsigned. The name must be in lower case.
pub(crate) fn must_be_signed(name: &str) -> bool {
    name == HOST || name.starts_with(SIGNED_PREFIX)
}

/// The value of the first header of this name, whatever the case of its letters.
pub(crate) fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
