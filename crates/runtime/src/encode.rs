//! From the values of a request to what stands where on the wire.
//!
//! Generated code hands each parameter to an [`Encoder`] together with its [`Place`]. Values come
//! as JSON values, made by [`ToWire`]; in queries and forms they are flattened to text.

mod flatten;
mod percent;
mod to_wire;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use flatten::flatten;
pub(crate) use flatten::text_of;
pub(crate) use percent::{form_encode, percent_encode};
pub use to_wire::{ToWire, json_text, object};

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The URL's query, flattened.
    Query,
    /// The form in the body, flattened.
    Form,
    /// The JSON object in the body, as a member.
    Body,
    /// The URL's path, in the place that the operation's path names.
    Path,
    /// An HTTP header of the parameter's name.
    Header,
    /// A label in front of the endpoint's host.
    Host,
}

/// Takes the parameters of one request.
#[derive(Clone, Debug, Default)]
pub struct Encoder {
    pub(crate) query: BTreeMap<String, String>,
    /// There once a form parameter was named, given or not: the content type depends on it.
    pub(crate) form: Option<BTreeMap<String, String>>,
    /// There once a body parameter was named, given or not: then the body is at least `{}`.
    pub(crate) body: Option<Map<String, Value>>,
    pub(crate) path: BTreeMap<String, String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) host: Option<(String, String)>,
    pub(crate) missing: Vec<String>,
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
        match place {
            Place::Query => put_flat(&mut self.query, name, value),
            Place::Form => put_flat(self.form.get_or_insert_default(), name, value),
            Place::Body => {
                let body = self.body.get_or_insert_default();
                body.extend(value.map(|value| (name.to_owned(), value)));
            }
            Place::Path => self.path.extend(named_text(name, value)),
            Place::Header => self.headers.extend(named_text(name, value)),
            Place::Host => self.host = named_text(name, value).or(self.host.take()),
        }
    }
}

fn put_flat(pairs: &mut BTreeMap<String, String>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        pairs.extend(flatten(name, &value));
    }
}

fn named_text(name: &str, value: Option<Value>) -> Option<(String, String)> {
    let text = text_of(&value?)?;
    Some((name.to_owned(), text))
}
