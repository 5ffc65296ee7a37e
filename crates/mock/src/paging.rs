//! Answers that come in parts: the part that was asked for, and what says which one it is.
//!
//! A list has as many elements as the sample shows. Whoever asks for parts that short gets one
//! element more, and so two parts: streams over pages can be tried with any operation that has them.

use apigen_ir::{Node, Operation, Pagination, wire_paths};
use serde_json::Value;

use crate::documented;
use crate::fit::{self, Object};
use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// Fields that say whether there is more, beside the token of the next part.
const MORE: [&str; 1] = ["IsTruncated"];
/// How the names of members end that tell one element of a list from the next.
const NAMING: [&str; 3] = ["Id", "Number", "Name"];
/// How many elements a part has if neither the request nor the page says.
const DEFAULT_SIZE: usize = 10;
/// How the tokens start; what follows is the index of the part's first element.
const TOKEN_PREFIX: &str = "from-";

/// The part of a list that a request asks for.
struct Part<'a> {
    items: &'a str,
    size: usize,
    start: usize,
    /// What the answer repeats of the request where it has fields of the same names.
    echoes: Vec<(&'a str, usize)>,
}

/// Turns to the part that is asked for, if the operation gives its list in parts at all.
///
/// `length` is how long lists are; by default it follows the sample.
pub(crate) fn turn(
    operation: &Operation,
    parameters: &Parameters<'_>,
    length: Option<usize>,
    body: &mut Object,
) -> Result<(), Refusal> {
    let is_asked = |it: &&Pagination| it.parameters().any(|name| parameters.text(name).is_some());
    let styles = &operation.pagination;
    let Some(style) = styles.iter().find(is_asked).or(styles.first()) else { return Ok(()) };
    if let Some(part) = Part::asked_for(style, operation, parameters)? {
        part.cut(operation, length, body);
    }
    Ok(())
}

impl<'a> Part<'a> {
    fn asked_for(
        style: &'a Pagination,
        operation: &Operation,
        parameters: &Parameters<'_>,
    ) -> Result<Option<Self>, Refusal> {
        let count = |name: &str, default: usize| match parameters.text(name) {
            None => Ok(default),
            Some(text) => match text.parse() {
                Ok(0) | Err(_) => Err(documented::invalid(operation, name)),
                Ok(count) => Ok(count),
            },
        };
        let (Pagination::Page { size, items, .. } | Pagination::Token { size, items, .. }) = style;
        let Some(items) = items else { return Ok(None) };
        let size_name = size.as_deref();
        let size = match size_name {
            Some(name) => count(name, default_size(operation, name))?,
            None => DEFAULT_SIZE,
        };
        let mut echoes: Vec<_> = size_name.map(|name| (name, size)).into_iter().collect();
        let start = match style {
            Pagination::Page { number, .. } => {
                let page = count(number, 1)?;
                echoes.push((number, page));
                (page - 1).saturating_mul(size)
            }
            Pagination::Token { token: name, .. } => match parameters.text(name) {
                None => 0,
                Some(token) => {
                    start_of(&token).ok_or_else(|| documented::invalid(operation, name))?
                }
            },
        };
        Ok(Some(Self { items, size, start, echoes }))
    }

    /// Leaves this part of the list, and says which one it is.
    fn cut(&self, operation: &Operation, length: Option<usize>, body: &mut Object) {
        let Some(Value::Array(list)) = value_at(body, self.items) else { return };
        let shown = list.len();
        let by_sample = if self.size <= shown { shown.max(self.size + 1) } else { shown };
        let total = if shown == 0 { 0 } else { length.unwrap_or(by_sample) };
        let end = self.start.saturating_add(self.size).min(total);
        *list = (self.start..end).filter_map(|index| element(list, index)).collect();
        for style in &operation.pagination {
            match style {
                Pagination::Page { total: Some(path), .. } => {
                    put(operation, body, path, &total.to_string());
                }
                Pagination::Page { total: None, .. } => {}
                Pagination::Token { next, .. } => put(operation, body, next, &token_of(end, total)),
            }
        }
        for around in objects_around(self.items) {
            for (name, value) in &self.echoes {
                put(operation, body, &format!("{around}{name}"), &value.to_string());
            }
            for name in MORE {
                put(operation, body, &format!("{around}{name}"), &(end < total).to_string());
            }
        }
    }
}

fn default_size(operation: &Operation, name: &str) -> usize {
    let parameter = operation.request.iter().find(|field| field.name == name);
    let default = parameter.and_then(|field| field.default.as_deref()?.parse().ok());
    default.filter(|size| *size > 0).unwrap_or(DEFAULT_SIZE)
}

/// The token of what comes after the element before `end`; empty where nothing does.
fn token_of(end: usize, total: usize) -> String {
    if end < total { format!("{TOKEN_PREFIX}{end}") } else { String::new() }
}

fn start_of(token: &str) -> Option<usize> {
    token.strip_prefix(TOKEN_PREFIX)?.parse().ok()
}

/// The element of an index: as shown, or a copy of one that is told apart by a number.
fn element(shown: &[Value], index: usize) -> Option<Value> {
    if let Some(element) = shown.get(index) {
        return Some(element.clone());
    }
    let mut copy = shown.get(index.checked_rem(shown.len())?)?.clone();
    let number = index + 1;
    match &mut copy {
        Value::Object(members) => tell_apart(members, number),
        Value::String(text) => *text = format!("{text}-{number}"),
        Value::Number(_) => copy = Value::from(number),
        _ => {}
    }
    Some(copy)
}

/// Adds a number to the text that names the element, or else to the first one.
fn tell_apart(members: &mut Object, number: usize) {
    let text = |suffix: &str| {
        let mut texts = members.iter().filter(|(_, value)| value.is_string());
        texts.find(|(key, _)| key.ends_with(suffix)).map(|(key, _)| key.clone())
    };
    let naming = NAMING.iter().find_map(|suffix| text(suffix)).or_else(|| text(""));
    if let Some(Value::String(text)) = naming.and_then(|key| members.get_mut(&key)) {
        *text = format!("{text}-{number}");
    }
}

/// The paths of the objects around a value, each with its final dot, the whole answer first.
fn objects_around(path: &str) -> impl Iterator<Item = &str> {
    let inner = path.match_indices('.').filter_map(|(dot, _)| path.get(..=dot));
    std::iter::once("").chain(inner)
}

fn value_at<'o>(body: &'o mut Object, path: &str) -> Option<&'o mut Value> {
    let mut keys = path.split('.');
    let first = body.get_mut(keys.next()?)?;
    keys.try_fold(first, |value, key| value.get_mut(key))
}

/// Sets the field of a path, if there is one.
fn put(operation: &Operation, body: &mut Object, path: &str, text: &str) {
    let fields = wire_paths(&operation.response);
    let field = fields.iter().find(|field| field.path == path);
    let Some(Node::Value(ty)) = field.map(|field| &field.node) else { return };
    let Some(value) = fit::scalar(ty, &Value::from(text)) else { return };
    match path.rsplit_once('.') {
        None => {
            body.insert(path.to_owned(), value);
        }
        Some((object, key)) => {
            if let Some(Value::Object(object)) = value_at(body, object) {
                object.insert(key.to_owned(), value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
