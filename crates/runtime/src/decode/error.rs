//! Where an answer does not fit its type, and how.

use std::fmt;

use serde_json::Value;

/// Characters of a text or of an object's names that an error shows.
const SHOWN_CHARACTERS: usize = 40;

/// A value of an answer that its type cannot take.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Mismatch>);

#[derive(Clone, PartialEq, Eq)]
struct Mismatch {
    /// From the value outwards: each level adds its step while the error passes through.
    steps: Vec<Step>,
    expected: &'static str,
    found: String,
}

#[derive(Clone, PartialEq, Eq)]
enum Step {
    Field(String),
    Item(usize),
}

impl DecodeError {
    /// `found` stands where `expected` (`an object`, `an integer`) is meant.
    pub fn new(expected: &'static str, found: &Value) -> Self {
        Self(Box::new(Mismatch { steps: Vec::new(), expected, found: describe(found) }))
    }

    /// The same error, seen from the object whose field `name` holds the value.
    #[must_use]
    pub fn in_field(mut self, name: &str) -> Self {
        self.0.steps.push(Step::Field(name.to_owned()));
        self
    }

    /// The same error, seen from the list whose item `index` (from 0) is the value.
    #[must_use]
    pub fn in_item(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Item(index));
        self
    }

    /// The value's path, as in `Data.List[3].Number`; empty for the whole body.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.steps.iter().rev() {
            match step {
                Step::Field(name) if path.is_empty() => path.push_str(name),
                Step::Field(name) => path.extend([".", name]),
                Step::Item(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        path
    }

    /// What is meant to stand there.
    pub fn expected(&self) -> &str {
        self.0.expected
    }

    /// What stands there, in short.
    pub fn found(&self) -> &str {
        &self.0.found
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        let place = if path.is_empty() { "the body".to_owned() } else { format!("`{path}`") };
        write!(f, "{place} is {}, not {}", self.found(), self.expected())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("path", &self.path())
            .field("expected", &self.expected())
            .field("found", &self.found())
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// A value in a few words.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => format!("the text {:?}", shorten(text)),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(members) if members.is_empty() => "an empty object".to_owned(),
        Value::Object(members) => {
            let names: Vec<_> = members.keys().take(SHOWN_CHARACTERS).map(String::as_str).collect();
            format!("an object with {}", shorten(&names.join(", ")))
        }
    }
}

fn shorten(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARACTERS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
