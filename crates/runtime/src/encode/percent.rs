//! Percent-encoding: RFC 3986 for URLs and signatures, and the form of it that forms use.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Encodes a name, a value or one segment of a path; a space becomes `%20`.
pub fn percent_encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// Encodes a name or a value of a form; a space becomes `+`.
fn form_encode_text(text: &str) -> String {
    percent_encode(text).replace("%20", "+")
}

/// Writes a form: `name=value` joined by `&`, in the order given.
pub(crate) fn form_encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|(name, value)| format!("{}={}", form_encode_text(name), form_encode_text(value)))
        .collect();
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(percent_encode("aZ09-_.~"), "aZ09-_.~");
        assert_eq!(percent_encode("*+ /%中"), "%2A%2B%20%2F%25%E4%B8%AD");
    }

    #[test]
    fn a_form_has_plus_for_space() {
        assert_eq!(form_encode([("a b", ""), ("V", "*~+ &=%")]), "a+b=&V=%2A~%2B+%26%3D%25");
    }
}
