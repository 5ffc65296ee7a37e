//! Whether an answer that a page shows is read as a whole, for the tests of generated crates.
//!
//! The sample is decoded as an answer is, and written again from the typed fields alone. Nothing of
//! it may be lost on the way: absent, null and empty count as equal, and so do the ways in which the
//! services write one value (`1` and `"1"`, `true` and `"true"`, JSON and the text of it, one item
//! and a list of it); nothing else does.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use crate::answer::REQUEST_ID_FIELDS;
use crate::decode::{DecodeError, Object};
use crate::{Operation, ResponseMetadata};

/// What serde calls the field of a response that is no field of the answer.
const METADATA: &str = "_metadata";

/// Why a sample is not kept.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotKept {
    /// The sample is no JSON object.
    NoObject,
    /// The sample cannot be read as an answer.
    Decode(DecodeError),
    /// Values that no typed field holds, by their paths.
    Lost(Vec<String>),
    /// What serde writes of the response is not read as the same response.
    Serde(String),
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoObject => f.write_str("the sample is no JSON object"),
            Self::Decode(error) => write!(f, "the sample cannot be read: {error}"),
            Self::Lost(paths) => write!(f, "no typed field holds {}", paths.join(", ")),
            Self::Serde(message) => write!(f, "serde does not give the response back: {message}"),
        }
    }
}

impl std::error::Error for NotKept {}

/// Decodes a sample as the answer of `O`, and looks for its values in the typed fields.
///
/// # Errors
///
/// Something of the sample is lost; or serde's form of the response does not read as it.
///
/// # Example
///
/// ```
/// use aliyun_runtime::decode::{DecodeError, Object};
/// # use aliyun_runtime::encode::Encoder;
/// use aliyun_runtime::{Error, Operation, ResponseMetadata, samples};
///
/// struct GetThing;
///
/// #[derive(PartialEq, serde::Serialize, serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct Thing {
///     size: Option<i32>,
/// }
///
/// impl Operation for GetThing {
///     type Client = ();
///     type Response = Thing;
///     type Error = Error;
///     const ACTION: &'static str = "GetThing";
/// #   fn encode(&self, _: &mut Encoder) {}
///
///     fn decode(mut body: Object, _: ResponseMetadata) -> Result<Thing, DecodeError> {
///         Ok(Thing { size: body.int32("Size")? })
///     }
/// }
///
/// assert!(samples::check::<GetThing>(r#"{"Size": "1", "Name": ""}"#).is_ok());
/// let error = samples::check::<GetThing>(r#"{"Size": 1, "Name": "x"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "no typed field holds Name");
/// ```
pub fn check<O>(sample: &str) -> Result<(), NotKept>
where
    O: Operation,
    O::Response: Serialize + DeserializeOwned + PartialEq,
{
    let Ok(Value::Object(members)) = serde_json::from_str(sample) else {
        return Err(NotKept::NoObject);
    };
    let body = Object::from(members.clone());
    let id = REQUEST_ID_FIELDS.iter().find_map(|name| body.peek_text(name));
    let metadata = ResponseMetadata::new(id.map(Into::into), 200);
    let response = O::decode(body, metadata).map_err(NotKept::Decode)?;
    let written = serde_json::to_value(&response).map_err(|it| NotKept::Serde(it.to_string()))?;
    let again = serde_json::from_value::<O::Response>(written.clone());
    match again {
        Ok(again) if again == response => {}
        Ok(_) => return Err(NotKept::Serde("it reads as another one".to_owned())),
        Err(error) => return Err(NotKept::Serde(error.to_string())),
    }
    let lost = Lost::find(&members, &with_request_id(written));
    if lost.is_empty() { Ok(()) } else { Err(NotKept::Lost(lost)) }
}

/// What serde wrote of a response, with the request id, which is kept beside its fields, where the
/// wire has it.
fn with_request_id(written: Value) -> Map<String, Value> {
    let Value::Object(mut fields) = written else { return Map::new() };
    let metadata = fields.remove(METADATA);
    if let Some(id) = metadata.as_ref().and_then(|it| it.get("request_id")) {
        for name in REQUEST_ID_FIELDS {
            fields.entry(name).or_insert_with(|| id.clone());
        }
    }
    fields
}

/// Looks for the values of a sample in typed fields.
struct Lost {
    path: String,
    found: Vec<String>,
}

impl Lost {
    fn find(sample: &Map<String, Value>, typed: &Map<String, Value>) -> Vec<String> {
        let mut lost = Self { path: String::new(), found: Vec::new() };
        lost.members(sample, typed);
        lost.found
    }

    fn members(&mut self, sample: &Map<String, Value>, typed: &Map<String, Value>) {
        for (key, value) in sample {
            let dot = if self.path.is_empty() { "" } else { "." };
            self.inside(&format!("{dot}{key}"), |it| match typed.get(key) {
                None if stands_inside(sample, key, value) => {}
                typed => it.value(value, typed.unwrap_or(&Value::Null)),
            });
        }
    }

    fn value(&mut self, sample: &Value, typed: &Value) {
        match (sample, typed) {
            (sample, _) if is_empty(sample) => {}
            (Value::Object(sample), Value::Object(typed)) => self.members(sample, typed),
            (Value::Array(sample), Value::Array(typed)) => self.items(sample, typed),
            (Value::Object(wrapper), Value::Array(typed)) => self.wrapped(wrapper, typed),
            (Value::String(text), Value::Object(_) | Value::Array(_)) if is_json(text) => {
                self.value(&serde_json::from_str(text).unwrap_or_default(), typed);
            }
            (_, Value::Array(typed)) => self.one_item(sample, typed),
            _ if is_same_scalar(sample, typed) => {}
            _ => self.found.push(self.path.clone()),
        }
    }

    fn items(&mut self, sample: &[Value], typed: &[Value]) {
        // Items that are null are left out.
        let sample: Vec<&Value> = sample.iter().filter(|item| !item.is_null()).collect();
        for (at, item) in sample.into_iter().enumerate() {
            self.inside(&format!("[{at}]"), |it| {
                it.value(item, typed.get(at).unwrap_or(&Value::Null));
            });
        }
    }

    /// A list inside of an object on the wire: `{"Things": {"Thing": […]}}`. Or one item of a list,
    /// without the list around it.
    fn wrapped(&mut self, wrapper: &Map<String, Value>, typed: &[Value]) {
        let mut full = wrapper.iter().filter(|(_, value)| !is_empty(value));
        let only = full.next().filter(|_| full.next().is_none());
        let is_item = |key: &str| typed.iter().any(|item| item.get(key).is_some());
        match (only, typed) {
            (Some((key, inner)), _) if !is_item(key) => {
                let step = format!(".{key}");
                self.inside(&step, |it| it.value(inner, &Value::Array(typed.to_vec())));
            }
            (_, [Value::Object(fields)]) => self.members(wrapper, fields),
            _ => self.found.push(self.path.clone()),
        }
    }

    fn one_item(&mut self, sample: &Value, typed: &[Value]) {
        match typed {
            [item] => self.value(sample, item),
            _ => self.found.push(self.path.clone()),
        }
    }

    /// Does something at a place below this one.
    fn inside(&mut self, step: &str, look: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        look(self);
        self.path.truncate(length);
    }
}

/// Whether an object beside the key has it too, with the same value: samples repeat what pages a list
/// outside of the object that holds the list.
fn stands_inside(members: &Map<String, Value>, key: &str, value: &Value) -> bool {
    members.values().any(|beside| beside.get(key) == Some(value))
}

/// Whether a value says nothing, as one that is absent.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(members) => members.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether a text is that of a list or an object.
fn is_json(text: &str) -> bool {
    matches!(serde_json::from_str(text), Ok(Value::Array(_) | Value::Object(_)))
}

/// Whether two scalars are one value, which the services write in several ways.
fn is_same_scalar(sample: &Value, typed: &Value) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let (Some(shown), Some(kept)) = (text(sample), text(typed)) else { return false };
    match typed {
        Value::Number(number) => is_same_number(shown.trim(), number),
        Value::Bool(true) => ["true", "1"].contains(&shown.trim().to_ascii_lowercase().as_str()),
        Value::Bool(false) => ["false", "0"].contains(&shown.trim().to_ascii_lowercase().as_str()),
        _ => shown == kept,
    }
}

/// Integers are compared to the last digit, of which a floating-point number holds sixteen.
fn is_same_number(shown: &str, kept: &Number) -> bool {
    match (shown.parse::<i64>(), kept.as_i64()) {
        (Ok(shown), Some(kept)) => shown == kept,
        _ => shown.parse().ok() == kept.as_f64(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn lost(sample: Value, typed: Value) -> Vec<String> {
        let (Value::Object(sample), Value::Object(typed)) = (sample, typed) else {
            panic!("both are objects");
        };
        Lost::find(&sample, &typed)
    }

    #[test]
    fn absent_null_and_empty_are_equal_and_nothing_else() {
        let empty = json!({"A": null, "B": "", "C": [], "D": {}, "E": [{"F": " "}]});
        assert_eq!(lost(empty, json!({})), Vec::<String>::new());
        let full = json!({"A": 0, "B": false, "C": "x", "D": [1], "E": {"F": "x"}});
        assert_eq!(lost(full, json!({"E": {}})), ["A", "B", "C", "D", "E.F"]);
    }

    #[test]
    fn scalars_are_one_value_in_the_ways_of_the_services() {
        let sample =
            json!({"A": "1", "B": 1, "C": "True", "D": 0, "E": 1.0, "F": true, "G": "1.50"});
        let typed = json!({"A": 1, "B": "1", "C": true, "D": false, "E": 1, "F": "true", "G": 1.5});
        assert_eq!(lost(sample, typed), Vec::<String>::new());
        let sample = json!({"A": "01x", "B": "yes", "C": "9007199254740993", "D": "a ", "E": 2});
        let typed = json!({"A": 1, "B": true, "C": 9_007_199_254_740_992_i64, "D": "a", "E": true});
        assert_eq!(lost(sample, typed), ["A", "B", "C", "D", "E"]);
    }

    #[test]
    fn what_stands_inside_of_an_object_too_is_kept_there() {
        let sample = json!({"Total": 1, "Size": 2, "Data": {"Total": 1, "Size": 3}});
        assert_eq!(lost(sample.clone(), json!({"Data": {"Total": 1, "Size": 3}})), ["Size"]);
        assert_eq!(lost(sample, json!({"Data": {"Size": 3}})), ["Size", "Data.Total"]);
    }

    #[test]
    fn lists_come_in_wrappers_and_as_single_items() {
        let typed = json!({"Things": [{"Id": "a"}, {"Id": "b"}]});
        let sample = json!({"Things": {"Thing": [{"Id": "a"}, null, {"Id": "b"}]}});
        assert_eq!(lost(sample, typed.clone()), Vec::<String>::new());
        let sample = json!({"Things": {"Thing": [{"Id": "a"}, {"Id": "c", "Size": 1}]}});
        assert_eq!(lost(sample, typed.clone()), ["Things.Thing[1].Id", "Things.Thing[1].Size"]);
        let sample = json!({"Things": {"Thing": [], "Total": 2}});
        assert_eq!(lost(sample, typed), ["Things.Total"]);
        let typed = json!({"Things": [{"Id": "a"}], "Ids": ["a"]});
        for things in [json!({"Id": "a"}), json!({"Thing": {"Id": "a"}}), json!([{"Id": "a"}])] {
            let sample = json!({"Things": things, "Ids": "a"});
            assert_eq!(lost(sample, typed.clone()), Vec::<String>::new());
        }
    }

    #[test]
    fn json_may_stand_in_a_text() {
        let sample = json!({"A": "{\"B\": [1, 2]}", "C": "[\"x\"]"});
        let typed = json!({"A": {"B": [1, 3]}, "C": ["x"]});
        assert_eq!(lost(sample, typed), ["A.B[1]"]);
        assert_eq!(lost(json!({"A": {"B": 1}}), json!({"A": "{\"B\":1}"})), ["A"]);
    }
}
