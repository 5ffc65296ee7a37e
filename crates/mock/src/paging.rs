//! Answers that come in pages: the page that was asked for, and what says which one it is.
//!
//! A list has as many elements as the sample shows. Whoever asks for pages that short gets one
//! element more, and so two pages: streams over pages can be tried with any operation that has them.

use apigen_ir::{Field, Operation, Type};
use serde_json::Value;

use crate::documented;
use crate::fit::{self, Object};
use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// Fields with the number of a page.
const NUMBER: [&str; 3] = ["PageNumber", "PageNo", "CurrentPage"];
/// Fields with the length of a page.
const SIZE: [&str; 3] = ["PageSize", "MaxResults", "MaxItems"];
/// Fields with the length of the list on all pages together.
const TOTAL: [&str; 4] = ["TotalCount", "TotalSize", "TotalItems", "Total"];
/// Fields with the token of the next page.
const TOKEN: [&str; 2] = ["NextToken", "Marker"];
/// Fields that say whether there is a next page.
const MORE: [&str; 1] = ["IsTruncated"];
/// How long a page is if the request does not say.
const DEFAULT_SIZE: usize = 10;
/// How the tokens start; what follows is the index of the page's first element.
const TOKEN_PREFIX: &str = "from-";

/// The page that a request asks for.
struct Page {
    number: usize,
    size: usize,
    start: usize,
}

/// Turns to the page that is asked for, if the operation has pages at all.
///
/// `length` is how long lists are; by default it follows the sample.
pub(crate) fn turn(
    operation: &Operation,
    parameters: &Parameters<'_>,
    length: Option<usize>,
    body: &mut Object,
) -> Result<(), Refusal> {
    let names = || NUMBER.iter().chain(&SIZE).chain(&TOKEN);
    if !names().any(|name| field(&operation.request, name).is_some()) {
        return Ok(());
    }
    let page = Page::asked_for(operation, parameters)?;
    if let Some((keys, fields)) = paged(&operation.response, body)
        && let Some(object) = object_at(body, &keys)
    {
        page.cut(fields, object, length);
    }
    Ok(())
}

impl Page {
    fn asked_for(operation: &Operation, parameters: &Parameters<'_>) -> Result<Self, Refusal> {
        let asked = |names: &[&str]| {
            let field = names.iter().find_map(|name| field(&operation.request, name))?;
            Some((field.name.as_str(), parameters.text(&field.name)?))
        };
        let count = |names: &[&str], default: usize| match asked(names) {
            None => Ok(default),
            Some((name, text)) => match text.parse() {
                Ok(0) | Err(_) => Err(documented::invalid(operation, name)),
                Ok(count) => Ok(count),
            },
        };
        let (number, size): (usize, usize) = (count(&NUMBER, 1)?, count(&SIZE, DEFAULT_SIZE)?);
        let start = match asked(&TOKEN) {
            None => (number - 1).saturating_mul(size),
            Some((name, token)) => token
                .strip_prefix(TOKEN_PREFIX)
                .and_then(|index| index.parse().ok())
                .ok_or_else(|| documented::invalid(operation, name))?,
        };
        Ok(Self { number, size, start })
    }

    /// Leaves the page of the object's list, and says which one it is.
    fn cut(&self, fields: &[Field], object: &mut Object, length: Option<usize>) {
        let Some(list) = list_in(fields, object) else { return };
        let shown = list.len();
        let by_sample = if self.size <= shown { shown.max(self.size + 1) } else { shown };
        let total = if shown == 0 { 0 } else { length.unwrap_or(by_sample) };
        let end = self.start.saturating_add(self.size).min(total);
        *list = (self.start..end).filter_map(|index| element(list, index)).collect();
        put(fields, object, &TOTAL, &total.to_string());
        put(fields, object, &NUMBER, &self.number.to_string());
        put(fields, object, &SIZE, &self.size.to_string());
        let next = if end < total { format!("{TOKEN_PREFIX}{end}") } else { String::new() };
        put(fields, object, &TOKEN, &next);
        put(fields, object, &MORE, &(end < total).to_string());
    }
}

fn field<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
}

/// The keys that lead from an object to a value inside.
type Keys<'a> = Vec<&'a str>;

/// Where the outermost object is that says of pages and has a list, and its fields.
fn paged<'a>(fields: &'a [Field], object: &Object) -> Option<(Keys<'a>, &'a [Field])> {
    let mut names = NUMBER.iter().chain(&SIZE).chain(&TOTAL).chain(&TOKEN);
    if names.any(|name| field(fields, name).is_some()) && list(fields, object).is_some() {
        return Some((Vec::new(), fields));
    }
    structs(fields, object).find_map(|(field, inner)| {
        let (keys, fields) = paged(&field.fields, inner)?;
        Some((below(field, keys), fields))
    })
}

/// Where the list is that is cut into pages: the first one in the object, or else in one inside.
fn list<'a>(fields: &'a [Field], object: &Object) -> Option<Keys<'a>> {
    let is_list = |field: &&Field| matches!(field.ty, Type::Array(_));
    let is_of_structs = |field: &&Field| is_list(field) && field.ty.as_struct().is_some();
    let mut lists = fields.iter().filter(is_of_structs).chain(fields.iter().filter(is_list));
    if let Some(field) = lists.find(|field| object.contains_key(&field.name)) {
        return Some(below(field, field.wrapper.as_deref().into_iter().collect()));
    }
    structs(fields, object)
        .find_map(|(field, inner)| Some(below(field, list(&field.fields, inner)?)))
}

/// The fields that hold one object each, with it.
fn structs<'a, 'o>(
    fields: &'a [Field],
    object: &'o Object,
) -> impl Iterator<Item = (&'a Field, &'o Object)> {
    let structs = fields.iter().filter(|field| matches!(field.ty, Type::Struct(_)));
    structs.filter_map(|field| Some((field, object.get(&field.name)?.as_object()?)))
}

fn below<'a>(field: &'a Field, mut keys: Keys<'a>) -> Keys<'a> {
    keys.insert(0, &field.name);
    keys
}

fn list_in<'o>(fields: &[Field], object: &'o mut Object) -> Option<&'o mut Vec<Value>> {
    let keys = list(fields, object)?;
    let (last, outer) = keys.split_last()?;
    object_at(object, outer)?.get_mut(*last)?.as_array_mut()
}

fn object_at<'o>(object: &'o mut Object, keys: &[&str]) -> Option<&'o mut Object> {
    keys.iter().try_fold(object, |object, key| object.get_mut(*key)?.as_object_mut())
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

/// Adds a number to the member that names the element: an id, or else the first text.
fn tell_apart(members: &mut Object, number: usize) {
    let is_text = |(_, value): &(&String, &mut Value)| value.is_string();
    let id = members.iter().find(|(key, value)| value.is_string() && key.ends_with("Id"));
    let id = id.map(|(key, _)| key.clone());
    let mut texts = members.iter_mut().filter(is_text);
    let named = texts.find(|(key, _)| id.as_ref().is_none_or(|id| id == *key));
    if let Some((_, Value::String(text))) = named {
        *text = format!("{text}-{number}");
    }
}

/// Sets the field of one of the names, if there is one.
fn put(fields: &[Field], object: &mut Object, names: &[&str], text: &str) {
    let Some(field) = names.iter().find_map(|name| field(fields, name)) else { return };
    if let Some(value) = fit::scalar(&field.ty, &Value::from(text)) {
        object.insert(field.name.clone(), value);
    }
}

#[cfg(test)]
mod tests;
