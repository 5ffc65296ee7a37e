//! What is left of rows that were cut: a page plainly says that it has no such row only where its
//! samples do not show it either.

use std::collections::BTreeSet;

use apigen_markdown::{Block, Span, parse};
use serde_json::Value;

use crate::original::Original;

/// The names in the cells of the rows that lie within `cuts`; `None` where anything else was cut too
/// but the end of the description of the row above.
pub(crate) fn whole_rows(original: &Original, cuts: &[Span]) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for cut in cuts {
        let rows = original.tables.iter().flat_map(|table| &table.rows);
        let mut said = cut.of(&original.text).chars().filter(|c| !c.is_whitespace()).count();
        for row in rows.filter(|row| row.span.start < cut.end && cut.start < row.span.end) {
            let inside =
                Span { start: row.span.start.max(cut.start), end: row.span.end.min(cut.end) };
            let is_whole = inside == row.span;
            let description = row.cells.last().map_or(row.span.end, |cell| cell.span.start);
            if !is_whole && (inside.start <= description || inside.end < row.span.end) {
                return None;
            }
            let text = inside.of(&original.text);
            said = said.saturating_sub(text.chars().filter(|c| !c.is_whitespace()).count());
            if is_whole {
                let cells = row.cells.iter().map(|cell| cell.text().to_owned());
                names.extend(cells.filter(|it| is_name(it)));
            }
        }
        if said > 0 {
            return None;
        }
    }
    (!names.is_empty()).then_some(names)
}

fn is_name(text: &str) -> bool {
    text.trim_start_matches('└').starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.contains(char::is_whitespace)
}

/// Whether a sample of the page shows what a path names: a field of the answer where the samples
/// that are JSON show it, or any sample where none is; a parameter where a sample has its name.
pub(crate) fn is_shown(text: &str, path: &str) -> bool {
    let samples: Vec<String> = parse(text)
        .blocks
        .into_iter()
        .filter_map(|block| if let Block::Code(code) = block { Some(code.text) } else { None })
        .collect();
    let Some((side, inside)) = path.split_once('.') else { return true };
    let names: Vec<&str> =
        inside.split('.').map(|name| name.trim_end_matches(['[', ']', '{', '}'])).collect();
    let Some(last) = names.last() else { return true };
    let values = samples.iter().filter_map(|sample| {
        let start = sample.find('{')?;
        serde_json::from_str::<Value>(sample.get(start..)?).ok()
    });
    let values: Vec<Value> = values.collect();
    match side {
        "errors" => false,
        "response" if !values.is_empty() => values.iter().any(|value| {
            let inner = value.as_object().into_iter().flat_map(|it| it.values());
            holds(value, &names) || inner.into_iter().any(|value| holds(value, &names))
        }),
        "request" => {
            let is_answer = |it: &&String| it.trim_start().starts_with(['{', '<']);
            let shows = |sample: &String| names.iter().all(|name| has_key(sample, name));
            samples.iter().filter(|it| !is_answer(it)).any(shows)
        }
        _ => samples.iter().any(|sample| has_word(sample, last)),
    }
}

/// Whether a value has something at the end of a path; lists have what any of their elements has.
fn holds(value: &Value, names: &[&str]) -> bool {
    let Some((first, rest)) = names.split_first() else { return true };
    match value {
        Value::Array(elements) => elements.iter().any(|it| holds(it, names)),
        Value::Object(members) => members.get(*first).is_some_and(|it| holds(it, rest)),
        _ => false,
    }
}

/// Whether a sample of a request has a name as a key of its query or of its body.
fn has_key(text: &str, name: &str) -> bool {
    let is_key = |rest: &str| rest.trim_start_matches('"').starts_with(['=', '.', ':']);
    let mut places = text.match_indices(name);
    places.any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        before.ends_with(['&', '?', '.', '"', '\n']) && is_key(after)
    })
}

fn has_word(text: &str, word: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(is_inside) && !after.starts_with(is_inside)
    })
}
