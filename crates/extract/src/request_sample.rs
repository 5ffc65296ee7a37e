//! The page's own sample of a request, compared with the rows: parameters without a row.

use std::collections::BTreeSet;

use apigen_ir::{Field, wire_paths};
use apigen_markdown::{CodeBlock, Span};

use crate::diagnostic::{Findings, Rule};
use crate::dotted_names::wire_path;
use crate::name_cell::is_name;
use crate::sample_check::{RowPlaces, relate};
use crate::vocabulary::is_common_parameter;

/// A sample of a request and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct RequestSample {
    text: String,
    span: Span,
}

impl RequestSample {
    pub(crate) fn new(code: &CodeBlock) -> Self {
        Self { text: code.text.clone(), span: code.span }
    }

    /// Names the parameters of the sample that no row is about, in one finding.
    pub(crate) fn check(
        &self,
        parameters: &[Field],
        places: &RowPlaces,
        findings: &mut Findings<'_>,
    ) {
        let known: BTreeSet<String> =
            wire_paths(parameters).iter().map(|it| without_marks(&it.path)).collect();
        let tops: BTreeSet<String> = parameters.iter().map(|it| it.name.clone()).collect();
        // A struct may be shown as one value, and what is in it may be unknown.
        let is_known = |key: &str| {
            let path = without_marks(&wire_path(key));
            let top = path.split('.').next().unwrap_or(&path).to_owned();
            let inner = format!("{path}.");
            known.contains(&path)
                || tops.contains(&top) && !known.iter().any(|it| it.starts_with(&format!("{top}.")))
                || known.iter().any(|it| it.starts_with(&inner))
        };
        let keys = keys(&self.text);
        let top = |key: &str| {
            let name = wire_path(key).split(['.', '[']).next().unwrap_or(key).to_owned();
            parameters.iter().find(|it| it.name.eq_ignore_ascii_case(&name)).map(|it| &*it.name)
        };
        let mut unknown: Vec<&str> = Vec::new();
        let (mut first, mut missing) = (None, Vec::new());
        for (index, (at, key)) in keys.iter().enumerate() {
            if is_known(key) || is_common_parameter(key) || unknown.contains(key) {
                continue;
            }
            first.get_or_insert(*at);
            unknown.push(key);
            let (before, after) = keys.split_at(index);
            let before = before.iter().rev().find_map(|(_, key)| top(key));
            let after = after.iter().find_map(|(_, key)| top(key));
            let spans = places.of_missing("", key, (before, after), &[]);
            // What is required stands first on most pages, wherever the sample has it.
            let spans = spans.into_iter().chain(places.first_of(""));
            missing.extend(spans.map(|span| ((*key).to_owned(), span)));
        }
        let (Some(first), Some(key)) = (first, unknown.first()) else { return };
        let names: Vec<String> = unknown.iter().map(|name| format!("`{name}`")).collect();
        let message =
            format!("the sample of the request shows {}, without a row", names.join(", "));
        let start = (self.span.start + first).min(self.span.end);
        let span = Span { start, end: (start + key.len()).min(self.span.end) };
        let help = "add the rows that are missing, or mend the sample";
        findings.add(Rule::SampleParameterUnknown, span, message, help);
        relate(&missing, findings);
    }
}

/// The keys of the query of a sample, or of its body where there is no query, and where in it they
/// stand.
fn keys(text: &str) -> Vec<(usize, &str)> {
    let Some(query) = text.find('?') else { return body_keys(text) };
    let mut keys = Vec::new();
    let mut at = query + 1;
    for pair in text.get(at..).unwrap_or_default().split('&') {
        let start = at + (pair.len() - pair.trim_start().len());
        at += pair.len() + 1;
        if let Some((key, _)) = pair.trim_start().split_once('=').filter(|(key, _)| is_name(key)) {
            keys.push((start, key));
        }
        // Header lines and a body follow below a blank line.
        if pair.contains("\n\n") || pair.contains("HTTP/") {
            break;
        }
    }
    keys
}

/// The keys of an object that is written with a line for each, also where its values are no JSON:
/// `sae/TagResources` has JSON in quotes that nothing escapes.
fn body_keys(text: &str) -> Vec<(usize, &str)> {
    let mut keys = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let indent = line.len() - line.trim_start().len();
        let key = line.trim_start().strip_prefix('"').and_then(|it| it.split_once('"'));
        let key = key.filter(|(key, rest)| is_name(key) && rest.trim_start().starts_with(':'));
        keys.extend(key.map(|(key, _)| (indent, at + indent + 1, key)));
        at += line.len() + 1;
    }
    // Keys of objects in it stand farther to the right.
    let outermost = keys.iter().map(|(indent, ..)| *indent).min();
    let outer = keys.into_iter().filter(|(indent, ..)| Some(*indent) == outermost);
    outer.map(|(_, at, key)| (at, key)).collect()
}

/// A wire path without the marks of lists and maps.
fn without_marks(path: &str) -> String {
    path.replace("[]", "").replace("{}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_a_query_are_read_line_by_line() {
        let text = "https://x.y/?Action=GetThing\n&Tag.1.Key=k\n&<公共请求参数>\n&Size=1 HTTP/1.1\nA: b&c=d";
        let names: Vec<&str> = keys(text).into_iter().map(|(_, key)| key).collect();
        assert_eq!(names, ["Action", "Tag.1.Key", "Size"]);
        for (at, key) in keys(text) {
            assert!(text.get(at..).is_some_and(|it| it.starts_with(key)));
        }
        assert_eq!(keys("POST /things HTTP/1.1"), []);
    }

    #[test]
    fn the_keys_of_a_body_are_read_whatever_stands_in_it() {
        let text = "POST /tags HTTP/1.1\n{\n\"Ids\": \"[\"a\"]\",\n  \"Inner\": 1,\n\"Tags\":\"[{\"k\":1}]\"\n}";
        let names: Vec<&str> = keys(text).into_iter().map(|(_, key)| key).collect();
        assert_eq!(names, ["Ids", "Tags"]);
        for (at, key) in keys(text) {
            assert!(text.get(at..).is_some_and(|it| it.starts_with(key)));
        }
    }
}
