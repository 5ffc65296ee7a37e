//! From the JSON of an answer to the values of a response.
//!
//! Generated code takes fields out of an [`Object`] by name. Reading is lenient where the services
//! are: a number may come as text and text as a number; null is as good as absent, and so is an
//! empty string where something other than text is meant; an object may stand in a string. What still does not fit is a
//! [`DecodeError`] with the field's path.

mod error;
mod scalar;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use error::DecodeError;

/// A value that can be read.
pub trait FromWire: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// It, or something in it, has a shape that the type cannot take.
    fn from_wire(value: Value) -> Result<Self, DecodeError>;
}

/// A JSON object whose members are taken out one by one. Members that nobody asks for are ignored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object(Map<String, Value>);

impl Object {
    /// The member as text; a number, a boolean, a list or an object as its JSON text.
    ///
    /// # Errors
    ///
    /// None at present: everything can be shown as text.
    pub fn string(&mut self, name: &str) -> Result<Option<String>, DecodeError> {
        Ok(self.take(name).map(scalar::string))
    }

    /// The member as a 32-bit integer; it may come as text.
    ///
    /// # Errors
    ///
    /// It is no integer of 32 bits.
    pub fn int32(&mut self, name: &str) -> Result<Option<i32>, DecodeError> {
        self.scalar(name, scalar::int32)
    }

    /// The member as a 64-bit integer; it may come as text.
    ///
    /// # Errors
    ///
    /// It is no integer of 64 bits.
    pub fn int64(&mut self, name: &str) -> Result<Option<i64>, DecodeError> {
        self.scalar(name, scalar::int64)
    }

    /// The member as a floating-point number; it may come as text.
    ///
    /// # Errors
    ///
    /// It is no number.
    pub fn double(&mut self, name: &str) -> Result<Option<f64>, DecodeError> {
        self.scalar(name, scalar::double)
    }

    /// The member as a boolean; it may come as text, or as 1 and 0.
    ///
    /// # Errors
    ///
    /// It is neither true nor false.
    pub fn bool(&mut self, name: &str) -> Result<Option<bool>, DecodeError> {
        self.scalar(name, scalar::boolean)
    }

    /// The member as it is, whatever it is.
    ///
    /// # Errors
    ///
    /// None at present: everything fits.
    pub fn any(&mut self, name: &str) -> Result<Option<Value>, DecodeError> {
        Ok(self.take(name))
    }

    /// The member as a struct.
    ///
    /// # Errors
    ///
    /// It is none, or a field of it does not fit.
    pub fn get<T: FromWire>(&mut self, name: &str) -> Result<Option<T>, DecodeError> {
        let value = self.take_filled(name);
        value.map(T::from_wire).transpose().map_err(|error| error.in_field(name))
    }

    /// The member as a list: empty if absent, one item if a single value stands in the list's
    /// place. Null items are left out.
    ///
    /// # Errors
    ///
    /// An item does not fit.
    pub fn list<T: FromWire>(&mut self, name: &str) -> Result<Vec<T>, DecodeError> {
        let Some(value) = self.take_filled(name) else { return Ok(Vec::new()) };
        Vec::from_wire(value).map_err(|error| error.in_field(name))
    }

    /// The member as a list inside an object, `{"Instances": {"Instance": […]}}`; the bare list
    /// is taken too.
    ///
    /// # Errors
    ///
    /// The member is neither, or an item does not fit.
    pub fn wrapped_list<T: FromWire>(
        &mut self,
        name: &str,
        item_name: &str,
    ) -> Result<Vec<T>, DecodeError> {
        match self.take_filled(name) {
            None => Ok(Vec::new()),
            Some(bare @ Value::Array(_)) => Vec::from_wire(bare),
            Some(wrapper) => {
                Object::from_wire(wrapper).and_then(|mut wrapper| wrapper.list(item_name))
            }
        }
        .map_err(|error| error.in_field(name))
    }

    /// The member as a map with keys of the user's own; empty if absent. Null values are left out.
    ///
    /// # Errors
    ///
    /// It is no object, or a value does not fit.
    pub fn map<T: FromWire>(&mut self, name: &str) -> Result<BTreeMap<String, T>, DecodeError> {
        let Some(value) = self.take_filled(name) else { return Ok(BTreeMap::new()) };
        BTreeMap::from_wire(value).map_err(|error| error.in_field(name))
    }

    /// The member as JSON inside a string; the JSON itself is taken too.
    ///
    /// # Errors
    ///
    /// The string holds no JSON, or what it holds does not fit.
    pub fn json<T: FromWire>(&mut self, name: &str) -> Result<Option<T>, DecodeError> {
        let value = scalar::embedded_json(self.take_filled(name));
        let read = value.and_then(|value| value.map(T::from_wire).transpose());
        read.map_err(|error| error.in_field(name))
    }

    /// The member as any JSON, be it inside a string or not; a string that holds none is that
    /// string.
    ///
    /// # Errors
    ///
    /// None at present: everything fits.
    pub fn any_json(&mut self, name: &str) -> Result<Option<Value>, DecodeError> {
        let value = self.take(name);
        let parsed = match &value {
            Some(Value::String(text)) => serde_json::from_str(text).ok(),
            _ => None,
        };
        Ok(parsed.or(value).filter(|value| !value.is_null()))
    }

    pub(crate) fn into_value(self) -> Value {
        Value::Object(self.0)
    }

    /// A member as short text, left where it is; for the fields that every answer may have.
    pub(crate) fn peek_text(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.0.get(name)? {
            Value::String(text) => Some(Cow::Borrowed(text.as_str())),
            scalar @ (Value::Number(_) | Value::Bool(_)) => Some(Cow::Owned(scalar.to_string())),
            _ => None,
        }
        .filter(|text| !text.is_empty())
    }

    /// Takes a member out; null is as good as absent.
    fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }

    /// Takes a member out; an empty string is as good as absent, as some services write it for a
    /// struct or a list that is not there.
    fn take_filled(&mut self, name: &str) -> Option<Value> {
        self.take(name).filter(|value| value.as_str() != Some(""))
    }

    fn scalar<T>(
        &mut self,
        name: &str,
        read: fn(&Value) -> Result<Option<T>, DecodeError>,
    ) -> Result<Option<T>, DecodeError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        read(&value).map_err(|error| error.in_field(name))
    }
}

impl From<Map<String, Value>> for Object {
    fn from(members: Map<String, Value>) -> Self {
        Self(members)
    }
}

impl FromWire for Object {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        match value {
            Value::Object(members) => Ok(Self(members)),
            Value::String(text) => match serde_json::from_str(&text) {
                Ok(Value::Object(members)) => Ok(Self(members)),
                _ => Err(DecodeError::new("an object", &Value::String(text))),
            },
            other => Err(DecodeError::new("an object", &other)),
        }
    }
}

impl FromWire for Value {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        Ok(value)
    }
}

impl<T: FromWire> FromWire for Box<T> {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        T::from_wire(value).map(Self::new)
    }
}

impl<T: FromWire> FromWire for Vec<T> {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        let items = match value {
            Value::Array(items) => items,
            Value::Null => Vec::new(),
            single => return Ok(vec![T::from_wire(single)?]),
        };
        let items = items.into_iter().enumerate().filter(|(_, item)| !item.is_null());
        items.map(|(at, item)| T::from_wire(item).map_err(|error| error.in_item(at))).collect()
    }
}

impl<T: FromWire> FromWire for BTreeMap<String, T> {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        let Object(members) = Object::from_wire(value)?;
        let members = members.into_iter().filter(|(_, member)| !member.is_null());
        members
            .map(|(key, member)| match T::from_wire(member) {
                Ok(value) => Ok((key, value)),
                Err(error) => Err(error.in_field(&key)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
