//! The path of a request: what stands in its placeholders.

use std::collections::BTreeMap;

use crate::encode::percent_encode;
use crate::error::InvalidParameter;

/// Puts the path parameters into their places, and gives the names of those that are not set. An
/// empty one is as good as not set: without it, the path is that of another operation.
pub(super) fn fill_path(
    template: &str,
    values: &BTreeMap<String, String>,
) -> (String, Vec<String>) {
    let (mut filled, mut unset) = (String::new(), Vec::new());
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        let Some((name, after)) = from.split_once('}') else { break };
        filled.push_str(before);
        match values.get(name).filter(|value| !value.is_empty()) {
            Some(value) => filled.push_str(&percent_encode(value)),
            None => unset.push(name.to_owned()),
        }
        rest = after;
    }
    filled.push_str(rest);
    (filled, unset)
}

/// A segment `.` or `..` is resolved on the way, so that another operation would be called.
pub(super) fn check_path(values: &BTreeMap<String, String>) -> Result<(), InvalidParameter> {
    let dots = values.iter().find(|(_, value)| *value == "." || *value == "..");
    match dots {
        Some((name, _)) => Err(InvalidParameter::new(name, "cannot be `.` or `..`")),
        None => Ok(()),
    }
}
