//! Reads a JSON sample the way a person would: samples are written by hand, and not always JSON.
//!
//! Header lines before the body, comments, commas too many or too few, missing outer braces and
//! `...` for "and so on" are tolerated. Of the samples of real pages 99 % read so.

use crate::vocabulary::COMMON_FIELD;

/// A value of a sample, its keys in the order of the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sample {
    Null,
    Bool,
    /// A number, as it is written.
    Number(String),
    Text(String),
    Array(Vec<Sample>),
    Object(Vec<(String, Sample)>),
}

impl Sample {
    /// The answer itself, where the sample shows it inside of an object that is called like the
    /// answer, as XML does (vod/CreateUploadImage), and that no row stands for.
    pub(crate) fn without_envelope(&self, has_row: impl Fn(&str) -> bool) -> &Self {
        match self {
            Self::Object(members) => match members.as_slice() {
                [(name, answer @ Self::Object(inner))]
                    if inner.iter().any(|(key, _)| key == COMMON_FIELD) && !has_row(name) =>
                {
                    answer
                }
                _ => self,
            },
            _ => self,
        }
    }
}

/// How deep a sample may be nested; a deeper one is no sample of an API.
const MAX_DEPTH: usize = 100;

/// Reads `text`; `None` where even a tolerant reader finds no JSON.
pub(crate) fn read(text: &str) -> Option<Sample> {
    read_with_blanks(text).map(|(sample, _)| sample)
}

/// The keys that have blanks around their names, as the sample writes them, in its order.
pub(crate) fn keys_with_blanks(text: &str) -> Vec<String> {
    read_with_blanks(text).map(|(_, keys)| keys).unwrap_or_default()
}

/// Reads `text`, and notes the keys that have blanks around their names.
fn read_with_blanks(text: &str) -> Option<(Sample, Vec<String>)> {
    if let Some(members) = members_without_braces(text) {
        return Reader::new(&format!("{{{members}}}")).whole();
    }
    let start = text.find(['{', '[', '｛', '［']).unwrap_or(text.len());
    text.get(start..).and_then(|body| Reader::new(body).whole())
}

/// The text from its first key on where that stands before any brace: the outer braces were left
/// out, and the first brace of the text is that of a member.
fn members_without_braces(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.starts_with(['"', '“']) {
            return Some(rest);
        }
        // Header lines and comments may stand before it.
        let (line, below) = rest.split_once('\n')?;
        if line.contains(['{', '[']) {
            return None;
        }
        rest = below;
    }
}

/// A text with the marks of JSON where an input method for Chinese wrote full-width ones.
pub(crate) fn with_narrow_marks(text: &str) -> String {
    let narrow = |c: char| match c {
        '｛' => '{',
        '｝' => '}',
        '［' => '[',
        '］' => ']',
        '：' => ':',
        '，' => ',',
        '“' | '”' => '"',
        other => other,
    };
    let text: String = text.chars().map(narrow).collect();
    // Markdown escapes brackets, but only those of ASCII.
    ["\\[", "\\]", "\\{", "\\}"]
        .iter()
        .fold(text, |text, it| text.replace(it, it.trim_start_matches('\\')))
}

struct Reader<'a> {
    rest: &'a str,
    keys_with_blanks: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text, keys_with_blanks: Vec::new() }
    }

    fn whole(mut self) -> Option<(Sample, Vec<String>)> {
        let value = self.value(MAX_DEPTH)?;
        self.skip_filler();
        self.rest.is_empty().then_some((value, self.keys_with_blanks))
    }

    fn value(&mut self, depth: usize) -> Option<Sample> {
        let depth = depth.checked_sub(1)?;
        self.skip_filler();
        match self.rest.chars().next()? {
            '{' | '｛' => self.object(depth),
            '[' | '［' => self.array(depth),
            '"' | '“' | '”' => self.text().map(Sample::Text),
            _ => self.bare(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Sample> {
        self.advance_letter();
        let mut members = Vec::new();
        loop {
            self.skip_filler();
            if self.eat('}') || self.eat('｝') {
                return Some(Sample::Object(members));
            }
            let key = self.text()?;
            self.skip_filler();
            if !(self.eat(':') || self.eat('：')) {
                return None;
            }
            // ecs/DescribeBandwidthLimitation: keys with a blank before the name.
            let name = key.trim().to_owned();
            if name != key {
                self.keys_with_blanks.push(key);
            }
            members.push((name, self.value(depth)?));
        }
    }

    fn array(&mut self, depth: usize) -> Option<Sample> {
        self.advance_letter();
        let mut elements = Vec::new();
        loop {
            self.skip_filler();
            if self.eat(']') || self.eat('］') {
                return Some(Sample::Array(elements));
            }
            elements.push(self.value(depth)?);
        }
    }

    /// Reads a quoted text; typographic quotes count as quotes.
    fn text(&mut self) -> Option<String> {
        let open = self.rest.chars().next().filter(|c| matches!(c, '"' | '“' | '”'))?;
        self.advance(open.len_utf8());
        let mut text = String::new();
        let mut letters = self.rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' | '“' | '”' if (letter == '"') == (open == '"') => {
                    self.advance(at + letter.len_utf8());
                    return Some(text);
                }
                '\\' => {
                    text.push('\\');
                    text.push(letters.next()?.1);
                }
                _ => text.push(letter),
            }
        }
        None
    }

    /// Reads a number, `true`, `false`, `null` or a word that lost its quotes.
    fn bare(&mut self) -> Option<Sample> {
        let end =
            self.rest.find([',', '}', ']', '\n', '，', '｝', '］']).unwrap_or(self.rest.len());
        let word = self.rest.get(..end)?.trim();
        if word.is_empty() || word.contains(['{', '[', ':', '"']) {
            return None;
        }
        let value = match word {
            "null" => Sample::Null,
            "true" | "false" => Sample::Bool,
            _ if word.parse::<f64>().is_ok() => Sample::Number(word.to_owned()),
            _ => Sample::Text(word.to_owned()),
        };
        self.advance(end);
        Some(value)
    }

    /// Skips what stands between values: blanks, commas, comments and `...`.
    fn skip_filler(&mut self) {
        loop {
            let trimmed = self.rest.trim_start_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, ',' | '，' | '\u{a0}' | '\u{200b}' | '\u{feff}' | '…')
            });
            let trimmed = trimmed.strip_prefix("...").unwrap_or(trimmed);
            let trimmed = if trimmed.starts_with("//") {
                trimmed.find('\n').map_or("", |end| trimmed.get(end..).unwrap_or(""))
            } else if let Some(comment) = trimmed.strip_prefix("/*") {
                comment.split_once("*/").map_or("", |(_, after)| after)
            } else {
                trimmed
            };
            if trimmed.len() == self.rest.len() {
                return;
            }
            self.rest = trimmed;
        }
    }

    fn eat(&mut self, letter: char) -> bool {
        if let Some(rest) = self.rest.strip_prefix(letter) {
            self.rest = rest;
            return true;
        }
        false
    }

    fn advance_letter(&mut self) {
        self.advance(self.rest.chars().next().map_or(0, char::len_utf8));
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Option<Vec<String>> {
        match read(text)? {
            Sample::Object(members) => Some(members.into_iter().map(|(key, _)| key).collect()),
            _ => None,
        }
    }

    #[test]
    fn what_a_person_reads_is_read() {
        for text in [
            r#"{"A": 1, "B": {"C": [true, null, 1.5e3]}}"#,
            "HTTP/1.1 200 OK\nServer: x\n\n{\"A\": 1, \"B\": 2}",
            "//json response\n{\"A\": 1, // one\n \"B\": [1, 2, ...],\n}",
            "{\"A\": 1\n \"B\": 2}",
            "\"A\": 1, \"B\": 2",
            "HTTP/1.1 200 OK\nETag: \"x\"\n\n//json response\n \"A\": 1,\n \"B\": {\"C\": 2}",
            "{“A”：1，“B”：2}",
            "{\"A\": i-abc****, \"B\": \"say \\\"no\\\"\"}",
        ] {
            assert_eq!(keys(text), Some(vec!["A".to_owned(), "B".to_owned()]), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_none() {
        for text in ["", "<A>1</A>", "{\"A\": {\"B\": 1}", "{A B}", "HTTP/1.1 204"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"[".repeat(1_000_000)), None);
    }
}
