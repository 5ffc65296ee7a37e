//! What a sample adds to the rows: fields for keys that no row is about, and JSON for texts of JSON.

use std::collections::{BTreeMap, BTreeSet};

use apigen_ir::{Field, Type};

use super::join;
use crate::parameter_type::is_json_text;

#[derive(Debug, Default)]
pub(super) struct Additions {
    /// Keys without a row, by the wire path of the object that they stand in.
    keys: BTreeMap<String, Vec<String>>,
    /// The wire paths of texts that the sample shows as JSON.
    json: BTreeSet<String>,
}

impl Additions {
    /// Notes a key without a row in the object at `path`. What can be no name, as the dots of a list
    /// that goes on, is none.
    pub(super) fn note_key(&mut self, path: &str, key: &str) {
        if is_name(key) {
            self.keys.entry(path.to_owned()).or_default().push(key.to_owned());
        }
    }

    /// Notes that the sample shows an object or a list at `path`, where the row says that it is a
    /// text. If the row's own example is the text of such, both are right: it is JSON.
    pub(super) fn note_json(&mut self, path: &str, field: &Field) {
        let is_text = field.ty == Type::String && field.length.is_none() && field.values.is_empty();
        if is_text && field.example.as_deref().is_some_and(is_json_text) {
            self.json.insert(path.to_owned());
        }
    }

    /// Changes the fields so, the new ones behind those that have rows.
    pub(super) fn make(&self, fields: &mut Vec<Field>) {
        self.make_at("", fields);
    }

    fn make_at(&self, path: &str, fields: &mut Vec<Field>) {
        for field in fields.iter_mut() {
            if self.json.contains(&join(path, &field.name)) {
                field.ty = Type::Json(Box::new(Type::Any));
            }
            if !field.fields.is_empty() {
                self.make_at(&inside(field, path), &mut field.fields);
            }
        }
        let keys = self.keys.get(path).into_iter().flatten();
        fields.extend(keys.map(Field::unlisted));
    }
}

fn is_name(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// The wire path of the struct in a field.
fn inside(field: &Field, path: &str) -> String {
    let mut inside = join(path, &field.name);
    if let Some(wrapper) = &field.wrapper {
        inside = join(&inside, wrapper);
    }
    inside.push_str(&field.ty.element_marks());
    inside
}
