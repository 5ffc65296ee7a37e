//! Where in the text of a sample a key stands.

use std::collections::HashMap;

use apigen_markdown::Span;

use super::SampleBlock;
use crate::sample::Sample;

/// Counts the keys of a sample in the order of its text.
#[derive(Debug, Default)]
pub(super) struct Keys {
    seen: HashMap<String, usize>,
}

/// A key, and how many of the same name stand before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KeyPlace {
    pub(super) key: String,
    before: usize,
}

impl Keys {
    /// Counts a key.
    pub(super) fn visit(&mut self, key: &str) -> KeyPlace {
        let seen = self.seen.entry(key.to_owned()).or_default();
        *seen += 1;
        KeyPlace { key: key.to_owned(), before: *seen - 1 }
    }

    /// Counts all keys inside a value that nobody looks into.
    pub(super) fn visit_all(&mut self, value: &Sample) {
        match value {
            Sample::Object(members) => {
                for (key, value) in members {
                    self.visit(key);
                    self.visit_all(value);
                }
            }
            Sample::Array(elements) => elements.iter().for_each(|it| self.visit_all(it)),
            _ => {}
        }
    }
}

impl KeyPlace {
    /// The key in its block of code, or the block where it cannot be found.
    pub(super) fn span(&self, block: &SampleBlock) -> Span {
        let is_key = |(at, _): &(usize, &str)| {
            let before = block.text.get(..*at).unwrap_or("").trim_end();
            let after = block.text.get(at + self.key.len()..).unwrap_or("");
            let quotes = ['"', '“', '”'];
            before.ends_with(quotes)
                && after
                    .trim_start()
                    .strip_prefix(quotes)
                    .is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
        };
        let found = block.text.match_indices(&self.key).filter(is_key).nth(self.before);
        match found {
            Some((at, _)) => {
                let start = block.span.start + at + carriage_returns(block, at);
                Span { start, end: (start + self.key.len()).min(block.span.end.max(start)) }
            }
            None => block.span,
        }
    }
}

/// How many bytes the ends of lines before `at` are longer on the page than in the text.
fn carriage_returns(block: &SampleBlock, at: usize) -> usize {
    let lines = |text: &str| text.matches('\n').count();
    let longer = block.span.end.saturating_sub(block.span.start + block.text.len());
    if longer < lines(&block.text) || longer == 0 {
        return 0;
    }
    lines(block.text.get(..at).unwrap_or(""))
}
