//! The lines of a sample on which its keys stand.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::CharIndices;

/// The line, counted from 1, on which each wire path stands first in a sample of JSON.
///
/// Samples are not always JSON to the letter, so nothing is refused: what follows a text and a colon
/// is the value of that key, and braces and brackets open and close.
pub(crate) fn key_lines(sample: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut line = 1;
    // What the keys of the objects around begin with; the innermost is the last.
    let mut open: Vec<String> = Vec::new();
    let mut key: Option<String> = None;
    let mut chars = sample.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        match c {
            '\n' => line += 1,
            '"' => {
                let at = line;
                let text = read_text(&mut chars, &mut line);
                if is_key(&mut chars, &mut line) {
                    let path = path(open.last(), &text);
                    found.entry(path.clone()).or_insert(at);
                    key = Some(path);
                }
            }
            '{' => open.push(key.take().or_else(|| open.last().cloned()).unwrap_or_default()),
            '[' => {
                let outer = key.take().or_else(|| open.last().cloned()).unwrap_or_default();
                open.push(format!("{outer}[]"));
            }
            '}' | ']' => {
                open.pop();
                key = None;
            }
            ',' => key = None,
            _ => {}
        }
    }
    found
}

fn path(outer: Option<&String>, key: &str) -> String {
    match outer.map(String::as_str).unwrap_or_default() {
        "" => key.to_owned(),
        outer => format!("{outer}.{key}"),
    }
}

/// The rest of a text whose opening quote was read.
fn read_text(chars: &mut Peekable<CharIndices<'_>>, line: &mut usize) -> String {
    let mut text = String::new();
    while let Some((_, c)) = chars.next() {
        match c {
            '"' => break,
            '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
            '\n' => {
                *line += 1;
                text.push(c);
            }
            _ => text.push(c),
        }
    }
    text
}

/// Whether a colon comes next, which is read.
fn is_key(chars: &mut Peekable<CharIndices<'_>>, line: &mut usize) -> bool {
    while let Some((_, c)) = chars.next_if(|(_, c)| c.is_whitespace()) {
        *line += usize::from(c == '\n');
    }
    chars.next_if(|(_, c)| *c == ':').is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(sample: &str) -> Vec<String> {
        key_lines(sample).into_iter().map(|(path, line)| format!("{line} {path}")).collect()
    }

    #[test]
    fn keys_have_the_paths_of_their_objects() {
        let sample = r#"{
  "Data": {
    "List": [
      {"City": "a"},
      {"City": "b", "Tags": ["x", "y"]}
    ],
    "Size": 1
  },
  "Code": "OK: {"
}"#;
        assert_eq!(
            show(sample),
            [
                "9 Code",
                "2 Data",
                "3 Data.List",
                "4 Data.List[].City",
                "5 Data.List[].Tags",
                "7 Data.Size"
            ]
        );
    }

    #[test]
    fn what_is_no_json_gives_what_can_be_seen() {
        assert_eq!(
            show("{\"A\"\n: 1, \"B\": {\"C\": ...}}}] \"D\": \"x\\\"y\""),
            ["1 A", "2 B", "2 B.C", "2 D"]
        );
        assert!(show("<Thing><Id>1</Id></Thing>").is_empty());
        assert!(show("\"never closed").is_empty());
    }
}
