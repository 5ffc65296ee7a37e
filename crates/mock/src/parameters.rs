//! The parameters of a request, and whether they are what the operation's page says.

use std::collections::BTreeSet;

use apigen_ir::{Field, Location, Operation, Type};
use serde_json::Value;

use crate::documented;
use crate::refusal::Refusal;
use crate::request::Decoded;

/// What a request gives, wherever it stands.
///
/// Pages and clients differ in where they put a parameter (query or form), so that one is taken
/// wherever it comes.
#[derive(Debug)]
pub(crate) struct Parameters<'a> {
    received: &'a Decoded<'a>,
    path: Vec<(String, String)>,
    body: Body,
}

#[derive(Debug)]
enum Body {
    None,
    /// A JSON body, or a form, which is read as pairs.
    Json(Value),
    /// Anything else, which is one parameter as a whole.
    Whole,
}

/// The value of one parameter.
enum Given<'a> {
    Text(&'a str),
    Json(&'a Value),
    /// Flattened: `Name.1`, `Name.Member`.
    Parts,
}

impl<'a> Parameters<'a> {
    pub(crate) fn read(
        received: &'a Decoded<'a>,
        path: Vec<(String, String)>,
    ) -> Result<Self, Refusal> {
        let bytes = received.request.body.as_slice();
        let kind = received.request.header("content-type").unwrap_or_default();
        let body = if bytes.is_empty() || !received.form.is_empty() {
            Body::None
        } else if kind.contains("json") {
            let value = serde_json::from_slice(bytes);
            Body::Json(value.map_err(|_| Refusal::invalid("Body"))?)
        } else {
            Body::Whole
        };
        Ok(Self { received, path, body })
    }

    /// Checks that all required parameters are given, and that all that are given fit their types.
    pub(crate) fn check(&self, operation: &Operation) -> Result<(), Refusal> {
        let fields = operation.request.iter();
        for field in fields.filter(|field| field.location != Some(Location::Host)) {
            let check = Check { parameters: self, operation };
            check.field(field, &field.name)?;
        }
        Ok(())
    }

    /// The text of a scalar parameter.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.given(name)? {
            Given::Text(text) => Some(text.to_owned()),
            Given::Json(Value::String(text)) => Some(text.clone()),
            Given::Json(value @ (Value::Number(_) | Value::Bool(_))) => Some(value.to_string()),
            Given::Json(_) | Given::Parts => None,
        }
    }

    /// What is given under a name. An empty text is as good as nothing.
    fn given(&self, name: &str) -> Option<Given<'_>> {
        let in_path = self.path.iter().find(|(known, _)| known == name);
        let in_path = in_path.map(|(_, value)| value.as_str());
        let text = in_path.or_else(|| self.received.pair(name));
        let text = text.or_else(|| self.received.request.header(name));
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            return Some(Given::Text(text));
        }
        if let Body::Json(Value::Object(members)) = &self.body
            && let Some(value) = members.get(name).filter(|value| !value.is_null())
        {
            return Some(Given::Json(value));
        }
        self.parts(name).next().map(|_| Given::Parts)
    }

    /// What follows `name.` in the names of flattened parameters, up to the next dot.
    fn parts(&self, name: &str) -> impl Iterator<Item = &str> {
        let pairs = self.received.query.iter().chain(&self.received.form);
        pairs.filter_map(move |(known, _)| {
            let rest = known.strip_prefix(name)?.strip_prefix('.')?;
            rest.split('.').next()
        })
    }

    /// Whether the body is no object, and so is one parameter as a whole.
    fn has_whole_body(&self) -> bool {
        !matches!(self.body, Body::None | Body::Json(Value::Object(_)))
    }
}

/// The check of one operation's parameters.
struct Check<'a> {
    parameters: &'a Parameters<'a>,
    operation: &'a Operation,
}

impl Check<'_> {
    fn field(&self, field: &Field, name: &str) -> Result<(), Refusal> {
        let is_body = matches!(field.location, Some(Location::Body | Location::Form));
        match self.parameters.given(name) {
            Some(Given::Text(text)) if !text_fits(&field.ty, text) => Err(self.invalid(name)),
            Some(Given::Json(value)) if !json_fits(&field.ty, value) => Err(self.invalid(name)),
            Some(Given::Parts) => self.parts(field, &field.ty, name),
            None if is_body && self.parameters.has_whole_body() => Ok(()),
            None if field.required => Err(documented::missing(self.operation, name)),
            Some(_) | None => Ok(()),
        }
    }

    /// Checks what is inside of a flattened parameter.
    fn parts(&self, field: &Field, ty: &Type, name: &str) -> Result<(), Refusal> {
        match ty {
            Type::Struct(_) => {
                let mut fields = field.fields.iter();
                fields.try_for_each(|inner| self.field(inner, &format!("{name}.{}", inner.name)))
            }
            Type::Array(element) => {
                let indexes: BTreeSet<&str> = self.parameters.parts(name).collect();
                indexes.into_iter().try_for_each(|index| {
                    let name = format!("{name}.{index}");
                    match self.parameters.given(&name) {
                        Some(Given::Parts) => self.parts(field, element, &name),
                        Some(Given::Text(text)) if !text_fits(element, text) => {
                            Err(self.invalid(&name))
                        }
                        _ => Ok(()),
                    }
                })
            }
            _ => Ok(()),
        }
    }

    fn invalid(&self, name: &str) -> Refusal {
        documented::invalid(self.operation, name)
    }
}

fn text_fits(ty: &Type, text: &str) -> bool {
    match ty {
        Type::Int32 => text.parse::<i32>().is_ok(),
        Type::Int64 => text.parse::<i64>().is_ok(),
        Type::Float | Type::Double => text.parse::<f64>().is_ok(),
        // The vendor's client for Python writes `True`.
        Type::Bool => ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)),
        Type::Json(_) => serde_json::from_str::<Value>(text).is_ok(),
        _ => true,
    }
}

/// Whether a member of a JSON body fits; text is read as in a query.
fn json_fits(ty: &Type, value: &Value) -> bool {
    match (ty, value) {
        (_, Value::String(text)) => match ty {
            Type::Struct(_) | Type::Array(_) | Type::Map(_) => false,
            _ => text_fits(ty, text),
        },
        (Type::Int32 | Type::Int64 | Type::Float | Type::Double, Value::Number(number)) => {
            text_fits(ty, &number.to_string())
        }
        (Type::Bool, Value::Bool(_))
        | (Type::Struct(_) | Type::Map(_), Value::Object(_))
        | (Type::Array(_), Value::Array(_))
        | (Type::Any | Type::Json(_), _)
        | (Type::String, Value::Number(_) | Value::Bool(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
