//! A request as it came over the wire.

/// A request as it came over the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method in capitals.
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// The query without its `?`, percent-encoded; empty if there is none.
    pub query: String,
    /// Names and values of the headers, in any case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of the first header of this name, whatever the case of its letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn decoded(&self) -> Decoded<'_> {
        let form_type = "application/x-www-form-urlencoded";
        let is_form = self.header("content-type").is_some_and(|kind| kind.starts_with(form_type));
        let form = if is_form { self.body.as_slice() } else { &[] };
        Decoded { request: self, query: pairs(self.query.as_bytes()), form: pairs(form) }
    }
}

/// A request, its query and form decoded.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) request: &'a Request,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
}

impl Decoded<'_> {
    /// What the query says of a name, or else the form.
    pub(crate) fn pair(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter().chain(&self.form);
        pairs.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(encoded).into_owned().collect()
}
