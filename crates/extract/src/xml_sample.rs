//! Reads an XML sample, for pages whose JSON sample is missing or cannot be read.
//!
//! XML says names and depth. Elements that stand side by side under one name are a list; an element
//! that stands alone may be one too, which XML never says.

use crate::sample::Sample;

/// How deep a sample may be nested; a deeper one is no sample of an API.
const MAX_DEPTH: usize = 100;

/// An element that is still open.
struct Open<'a> {
    name: &'a str,
    members: Vec<(String, Sample)>,
}

/// Reads `text`; `None` where it is no XML, or says nothing.
///
/// The root element stands for the answer itself; where a sample has several roots, they are its
/// fields.
pub(crate) fn read(text: &str) -> Option<Sample> {
    let mut open = vec![Open { name: "", members: Vec::new() }];
    let mut rest = text.get(text.find('<')?..)?;
    while let Some(start) = rest.find('<') {
        let (tag, after) = rest.get(start + 1..)?.split_once('>')?;
        rest = after;
        if tag.starts_with(['?', '!']) || tag.ends_with('/') {
            if let (Some(name), Some(parent)) = (empty_element(tag), open.last_mut()) {
                parent.members.push((name.to_owned(), Sample::Null));
            }
        } else if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().filter(|it| it.name == name.trim() && !open.is_empty())?;
            let value = value_of(closed.members);
            open.last_mut()?.members.push((closed.name.to_owned(), value));
        } else {
            if open.len() > MAX_DEPTH {
                return None;
            }
            let name = tag.split_whitespace().next()?;
            open.push(Open { name, members: Vec::new() });
        }
    }
    let [whole] = <[Open<'_>; 1]>::try_from(open).ok()?;
    match value_of(whole.members) {
        Sample::Object(mut roots) if roots.len() == 1 => {
            roots.pop().map(|(_, root)| root).filter(|root| matches!(root, Sample::Object(_)))
        }
        roots @ Sample::Object(_) => Some(roots),
        _ => None,
    }
}

/// The name of an element such as `<Tags/>`.
fn empty_element(tag: &str) -> Option<&str> {
    tag.strip_suffix('/')?.split_whitespace().next().filter(|name| !name.starts_with(['?', '!']))
}

/// What an element with these elements in it is; text alone counts as a scalar.
fn value_of(members: Vec<(String, Sample)>) -> Sample {
    if members.is_empty() {
        return Sample::Text(String::new());
    }
    let mut grouped: Vec<(String, Vec<Sample>)> = Vec::new();
    for (name, value) in members {
        match grouped.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => grouped.push((name, vec![value])),
        }
    }
    let single = |mut values: Vec<Sample>| match values.len() {
        1 => values.pop().unwrap_or(Sample::Null),
        _ => Sample::Array(values),
    };
    Sample::Object(grouped.into_iter().map(|(name, values)| (name, single(values))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Sample {
        Sample::Text(String::new())
    }

    fn object(members: &[(&str, Sample)]) -> Sample {
        let members = members.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Sample::Object(members.collect())
    }

    #[test]
    fn the_root_is_the_answer_and_repeated_elements_are_a_list() {
        let sample = "HTTP/1.1 200 OK\n\n<?xml version=\"1.0\"?>\n<GetThingResponse>\n<Size>1</Size>\
                      <Tags/><Part><Id>a</Id></Part><Part><Id>b</Id></Part></GetThingResponse>";
        let part = object(&[("Id", text())]);
        let expected = object(&[
            ("Size", text()),
            ("Tags", Sample::Null),
            ("Part", Sample::Array(vec![part.clone(), part])),
        ]);
        assert_eq!(read(sample), Some(expected));
    }

    #[test]
    fn several_roots_are_the_fields() {
        let expected = object(&[("Size", text()), ("Data", object(&[("Id", text())]))]);
        assert_eq!(read("<Size>1</Size>\n<Data><Id>a</Id></Data>"), Some(expected));
    }

    #[test]
    fn what_is_no_xml_is_none() {
        for sample in ["", "{}", "<A>", "<A></B>", "</A>", "<A>1</A>", "<A", "a < b"] {
            assert_eq!(read(sample), None, "{sample}");
        }
        assert_eq!(read(&"<A>".repeat(100_000)), None);
    }
}
