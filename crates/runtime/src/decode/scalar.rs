//! Scalars, read as the wire really sends them: `1`, `"1"`, `true`, `"true"`.

use serde_json::{Number, Value};

use super::{DecodeError, FromWire};

const INT32: &str = "an integer of 32 bits";
const INT64: &str = "an integer of 64 bits";
const DOUBLE: &str = "a number";
const BOOLEAN: &str = "true or false";
const JSON_TEXT: &str = "JSON text";

/// Bounds of the integers that a floating-point number holds exactly.
const EXACT_FLOATS: std::ops::RangeInclusive<f64> =
    -9_007_199_254_740_992.0..=9_007_199_254_740_992.0;

pub(super) fn string(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

pub(super) fn int32(value: &Value) -> Result<Option<i32>, DecodeError> {
    let mismatch = || DecodeError::new(INT32, value);
    let number = integer(value).map_err(|NotAnInteger| mismatch())?;
    number.map(i32::try_from).transpose().map_err(|_| mismatch())
}

pub(super) fn int64(value: &Value) -> Result<Option<i64>, DecodeError> {
    integer(value).map_err(|NotAnInteger| DecodeError::new(INT64, value))
}

pub(super) fn double(value: &Value) -> Result<Option<f64>, DecodeError> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.map(Some).ok_or_else(|| DecodeError::new(DOUBLE, value))
}

pub(super) fn boolean(value: &Value) -> Result<Option<bool>, DecodeError> {
    let text = match value {
        Value::Bool(value) => return Ok(Some(*value)),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_ascii_lowercase(),
        _ => return Err(DecodeError::new(BOOLEAN, value)),
    };
    match text.as_str() {
        "" => Ok(None),
        "true" | "1" => Ok(Some(true)),
        "false" | "0" => Ok(Some(false)),
        _ => Err(DecodeError::new(BOOLEAN, value)),
    }
}

/// The JSON that a string holds; what is no string is taken as it is.
pub(super) fn embedded_json(value: Option<Value>) -> Result<Option<Value>, DecodeError> {
    let parsed = match value {
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => serde_json::from_str(&text)
            .map_err(|_| DecodeError::new(JSON_TEXT, &Value::String(text)))?,
        Some(other) => other,
        None => return Ok(None),
    };
    Ok(Some(parsed).filter(|value: &Value| !value.is_null()))
}

struct NotAnInteger;

/// An integer, as a number or as text; `1.0` is one too, an empty text is as good as absent.
fn integer(value: &Value) -> Result<Option<i64>, NotAnInteger> {
    match value {
        Value::Number(number) => whole(number).map(Some).ok_or(NotAnInteger),
        Value::String(text) => match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| NotAnInteger),
        },
        _ => Err(NotAnInteger),
    }
}

fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let float = number.as_f64().filter(|float| EXACT_FLOATS.contains(float))?;
        #[expect(clippy::cast_possible_truncation, reason = "within the exact integers, and whole")]
        (float.fract() == 0.0).then_some(float as i64)
    })
}

impl FromWire for String {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        Ok(string(value))
    }
}

/// Scalars as items of lists and maps, where an empty text is no absence but a mismatch.
macro_rules! item {
    ($type:ty, $read:ident, $expected:expr) => {
        impl FromWire for $type {
            fn from_wire(value: Value) -> Result<Self, DecodeError> {
                $read(&value)?.ok_or_else(|| DecodeError::new($expected, &value))
            }
        }
    };
}

item!(i32, int32, INT32);
item!(i64, int64, INT64);
item!(f64, double, DOUBLE);
item!(bool, boolean, BOOLEAN);
