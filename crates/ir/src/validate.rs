//! The laws that an operation keeps, wherever it came from: a page, a correction or a hand.

use std::collections::BTreeSet;

use crate::{Field, Location, Operation, Style, Type, facts_law};

/// A law that an operation breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct Violation {
    /// `request` or `response`, then the names down to the field, joined by dots.
    pub path: String,
    /// What is wrong, in words.
    pub message: String,
}

/// Finds every law that `operation` breaks; none in what may be emitted.
pub fn validate(operation: &Operation) -> Vec<Violation> {
    let mut found = Violations(Vec::new());
    found.check_action(&operation.action);
    found.check_fields("request", &operation.request, Side::Request);
    found.check_fields("response", &operation.response, Side::Response);
    if let Style::Roa { path, .. } = &operation.style {
        found.check_path(path, &operation.request);
    }
    for (part, message) in facts_law::of_operation(operation) {
        found.add(part, message);
    }
    found.0
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Request,
    Response,
    Inner,
}

struct Violations(Vec<Violation>);

impl Violations {
    fn add(&mut self, path: &str, message: impl Into<String>) {
        self.0.push(Violation { path: path.to_owned(), message: message.into() });
    }

    /// An action becomes a file name and a header's value, so only letters that are safe in both.
    fn check_action(&mut self, action: &str) {
        let starts_well = action.starts_with(|c: char| c.is_ascii_alphabetic());
        if !starts_well || !action.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            self.add("action", format!("`{action}` is no identifier of ASCII letters and digits"));
        }
    }

    fn check_fields(&mut self, parent: &str, fields: &[Field], side: Side) {
        let mut seen = BTreeSet::new();
        for field in fields {
            let path = format!("{parent}.{}", field.name);
            if !seen.insert(field.name.as_str()) {
                self.add(&path, "the name stands twice in one struct");
            }
            self.check_field(&path, field, side);
            self.check_fields(&path, &field.fields, Side::Inner);
        }
    }

    fn check_field(&mut self, path: &str, field: &Field, side: Side) {
        if field.name.is_empty() || field.name.chars().any(char::is_control) {
            self.add(path, "the name is empty or holds a control character");
        }
        if field.ty.as_struct().is_none() && !field.fields.is_empty() {
            self.add(path, format!("type `{}` holds no fields", field.ty));
        }
        if field.wrapper.is_some() && !matches!(field.ty, Type::Array(_)) {
            self.add(path, "only an array has a wrapper");
        }
        match (side, field.location) {
            (Side::Request, _) if field.unlisted => {
                self.add(path, "only a field of an answer can be without a row (`unlisted`)");
            }
            (Side::Request, None) => self.add(path, "a parameter needs a place (`in`)"),
            (Side::Response | Side::Inner, Some(_)) => {
                self.add(path, "only a parameter has a place (`in`)");
            }
            _ => {}
        }
        if field.unlisted && field.ty != Type::Any {
            self.add(path, "what no row is about (`unlisted`) can be `any` alone");
        }
        if side == Side::Response && (field.required || field.required_if.is_some()) {
            self.add(path, "only a parameter can be required");
        }
        for message in facts_law::of_field(field) {
            self.add(path, message);
        }
    }

    fn check_path(&mut self, path: &str, request: &[Field]) {
        if !path.starts_with('/') {
            self.add("path", format!("`{path}` does not start with `/`"));
        }
        for name in path_placeholders(path) {
            let found = request
                .iter()
                .any(|field| field.name == name && field.location == Some(Location::Path));
            if !found {
                self.add("path", format!("`{{{name}}}` is no path parameter of the request"));
            }
        }
    }
}

/// The names between `{` and `}` in a path, in order.
pub fn path_placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
