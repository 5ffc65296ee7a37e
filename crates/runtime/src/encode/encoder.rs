//! What takes the parameters of one request.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::{ExtraParameters, Place, flatten, text_of};

/// Takes the parameters of one request. Its [`Debug`](fmt::Debug) form shows their names alone.
///
/// A parameter that is given twice has the value that came last.
#[derive(Clone, Default)]
pub struct Encoder {
    pub(crate) query: BTreeMap<String, String>,
    /// There once a form parameter was named, given or not: the content type depends on it.
    pub(crate) form: Option<BTreeMap<String, String>>,
    /// There once a body parameter was named, given or not: then the body is at least `{}`.
    pub(crate) body: Option<Map<String, Value>>,
    pub(crate) whole_body: Option<(String, WholeBody)>,
    pub(crate) path: BTreeMap<String, String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) host: Option<(String, String)>,
    pub(crate) missing: Vec<String>,
    token: Option<Token>,
    region: Option<(Place, String)>,
}

/// One parameter that is the body.
#[derive(Clone)]
pub(crate) enum WholeBody {
    Json(Value),
    File(Vec<u8>),
}

/// The parameter by which the service knows that it has seen a request before.
#[derive(Clone)]
struct Token {
    place: Place,
    name: String,
    is_set: bool,
}

impl Encoder {
    /// An encoder that has been given nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a parameter without which the call cannot be made. `None` is noted as missing: the
    /// call then fails before anything is sent, and the error names all that is missing.
    pub fn require(&mut self, place: Place, name: &str, value: Option<Value>) {
        if value.is_none() {
            self.missing.push(name.to_owned());
        }
        self.put(place, name, value);
    }

    /// Takes a parameter. `None` is left out.
    pub fn put(&mut self, place: Place, name: &str, value: Option<Value>) {
        if value.is_some() {
            self.note_given(name);
        }
        match place {
            Place::Query => put_flat(&mut self.query, name, value),
            Place::Form => put_flat(self.form.get_or_insert_default(), name, value),
            Place::Body => {
                let body = self.body.get_or_insert_default();
                body.extend(value.map(|value| (name.to_owned(), value)));
            }
            Place::WholeBody => self.put_whole(name, value.map(WholeBody::Json)),
            Place::Path => self.path.extend(named_text(name, value)),
            Place::Header => {
                if let Some(header) = named_text(name, value) {
                    self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
                    self.headers.push(header);
                }
            }
            Place::Host => self.host = named_text(name, value).or(self.host.take()),
        }
    }

    /// Takes the parameter that makes it safe to repeat the request, as `ClientToken`. If it is
    /// not set or empty, the call makes one, the same for all of its attempts.
    pub fn put_token(&mut self, place: Place, name: &str, value: Option<Value>) {
        let value = value.filter(|value| value.as_str() != Some(""));
        self.token = Some(Token { place, name: name.to_owned(), is_set: value.is_some() });
        self.put(place, name, value);
    }

    /// Takes the parameter for the region, as `RegionId`, without which the call cannot be made. If
    /// it is not set, the call takes the client's region.
    pub fn put_region(&mut self, place: Place, name: &str, value: Option<Value>) {
        self.region = Some((place, name.to_owned()));
        self.require(place, name, value);
    }

    /// Takes parameters that generated code does not know.
    pub fn put_extra(&mut self, place: Place, parameters: &ExtraParameters) {
        for (name, value) in parameters.iter() {
            self.put(place, name, Some(value.clone()));
        }
    }

    /// Takes the bytes of a file, which are the body as they are. `None` is left out.
    pub fn put_file(&mut self, name: &str, bytes: Option<&[u8]>) {
        if bytes.is_some() {
            self.note_given(name);
        }
        self.put_whole(name, bytes.map(|bytes| WholeBody::File(bytes.to_vec())));
    }

    /// Takes the bytes of a file without which the call cannot be made; see
    /// [`require`](Self::require).
    pub fn require_file(&mut self, name: &str, bytes: Option<&[u8]>) {
        if bytes.is_none() {
            self.missing.push(name.to_owned());
        }
        self.put_file(name, bytes);
    }

    /// Makes the token that is not set, if there is to be one.
    pub(crate) fn fill_token<E>(
        &mut self,
        make: impl FnOnce() -> Result<String, E>,
    ) -> Result<(), E> {
        let Some(Token { place, name, is_set: false }) = self.token.clone() else { return Ok(()) };
        self.put(place, &name, Some(Value::String(make()?)));
        Ok(())
    }

    /// Takes the client's region where the request needs one and has none.
    #[cfg(feature = "http")]
    pub(crate) fn fill_region(&mut self, region: &str) {
        let Some((place, name)) = self.region.clone() else { return };
        if !region.is_empty() && self.missing.contains(&name) {
            self.put(place, &name, Some(Value::String(region.to_owned())));
        }
    }

    /// Whether the service can tell a repeated request from a new one.
    #[cfg(feature = "http")]
    pub(crate) fn has_token(&self) -> bool {
        self.token.as_ref().is_some_and(|token| token.is_set)
    }

    fn put_whole(&mut self, name: &str, body: Option<WholeBody>) {
        self.whole_body = body.map(|body| (name.to_owned(), body)).or(self.whole_body.take());
    }

    fn note_given(&mut self, name: &str) {
        self.missing.retain(|missing| missing != name);
        if let Some(token) = self.token.as_mut().filter(|token| token.name == name) {
            token.is_set = true;
        }
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Encoder")
            .field("query", &self.query.keys())
            .field("form", &self.form.as_ref().map(BTreeMap::keys))
            .field("body", &self.body.as_ref().map(|body| body.keys().collect::<Vec<_>>()))
            .field("whole_body", &self.whole_body.as_ref().map(|(name, _)| name))
            .field("path", &self.path.keys())
            .field("headers", &headers)
            .field("host", &self.host.as_ref().map(|(name, _)| name))
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}

fn put_flat(pairs: &mut BTreeMap<String, String>, name: &str, value: Option<Value>) {
    match value {
        Some(nested @ (Value::Array(_) | Value::Object(_))) => pairs.extend(flatten(name, &nested)),
        scalar => pairs.extend(named_text(name, scalar)),
    }
}

fn named_text(name: &str, value: Option<Value>) -> Option<(String, String)> {
    let text = match value? {
        Value::String(text) => text,
        other => text_of(&other)?,
    };
    Some((name.to_owned(), text))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn token_of(encoder: &mut Encoder) -> Option<&str> {
        encoder.fill_token(|| Ok::<_, ()>("made".to_owned())).unwrap();
        #[cfg(feature = "http")]
        assert_eq!(encoder.has_token(), encoder.query.contains_key("ClientToken"));
        encoder.query.get("ClientToken").map(String::as_str)
    }

    #[test]
    fn a_token_is_made_where_none_is_given() {
        let mut encoder = Encoder::new();
        assert_eq!(token_of(&mut encoder), None);
        for unset in [None, Some(json!(""))] {
            let mut encoder = Encoder::new();
            encoder.put_token(Place::Query, "ClientToken", unset);
            assert_eq!(token_of(&mut encoder), Some("made"));
        }
        encoder.put_token(Place::Query, "ClientToken", Some(json!("given")));
        assert_eq!(token_of(&mut encoder), Some("given"));
    }

    #[test]
    fn what_comes_later_wins_and_is_no_longer_missing() {
        let mut encoder = Encoder::new();
        encoder.require(Place::Query, "A", None);
        encoder.put_token(Place::Query, "ClientToken", None);
        encoder.put(Place::Header, "X-A", Some(json!("1")));
        encoder.put(Place::Query, "A", Some(json!("x")));
        encoder.put(Place::Query, "ClientToken", Some(json!("late")));
        encoder.put(Place::Header, "x-a", Some(json!("2")));
        assert!(encoder.missing.is_empty());
        assert_eq!(token_of(&mut encoder), Some("late"));
        assert_eq!(encoder.headers, [("x-a".to_owned(), "2".to_owned())]);
    }

    #[test]
    #[cfg(feature = "http")]
    fn the_clients_region_is_taken_where_one_is_missing() {
        let mut encoder = Encoder::new();
        encoder.fill_region("cn-a");
        encoder.put_region(Place::Query, "RegionId", None);
        encoder.fill_region("");
        assert_eq!(encoder.missing, ["RegionId"]);
        encoder.fill_region("cn-a");
        encoder.fill_region("cn-b");
        assert_eq!(encoder.query.get("RegionId").map(String::as_str), Some("cn-a"));
        assert!(encoder.missing.is_empty());
        let mut encoder = Encoder::new();
        encoder.put_region(Place::Form, "RegionId", Some(json!("cn-c")));
        encoder.fill_region("cn-a");
        let form = encoder.form.unwrap();
        assert_eq!(form.get("RegionId").map(String::as_str), Some("cn-c"));
    }

    #[test]
    fn extra_parameters_are_added_or_replace() {
        let mut encoder = Encoder::new();
        encoder.require(Place::Query, "A", None);
        let mut extra = ExtraParameters::new();
        extra.insert("A", 1);
        extra.insert("Tag", json!([{"Key": "k"}]));
        encoder.put_extra(Place::Query, &extra);
        let expected = [("A", "1"), ("Tag.1.Key", "k")];
        assert!(encoder.query.iter().map(|(name, text)| (&**name, &**text)).eq(expected));
        assert!(encoder.missing.is_empty());
    }

    #[test]
    fn debug_shows_names_and_no_values() {
        let mut encoder = Encoder::new();
        for (place, name) in [
            (Place::Query, "Q"),
            (Place::Form, "F"),
            (Place::Body, "B"),
            (Place::Path, "P"),
            (Place::Header, "H"),
            (Place::Host, "O"),
            (Place::WholeBody, "W"),
        ] {
            encoder.put(place, name, Some(json!("hidden")));
        }
        let shown = format!("{encoder:?}");
        assert!(!shown.contains("hidden"), "{shown}");
        for name in ["Q", "F", "B", "P", "H", "O", "W"] {
            assert!(shown.contains(&format!("{name:?}")), "{shown}");
        }
    }
}
