//! What was done to a page, and the damaged page.

use std::ops::RangeInclusive;

use apigen_markdown::Span;

use crate::kinds::Kind;
use crate::original::Original;

/// A part of a page, and what stands there instead.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    pub(crate) span: Span,
    pub(crate) with: Vec<u8>,
}

impl Edit {
    pub(crate) fn replace(span: Span, with: impl Into<Vec<u8>>) -> Self {
        Self { span, with: with.into() }
    }

    pub(crate) fn insert(at: usize, what: impl Into<Vec<u8>>) -> Self {
        Self::replace(Span { start: at, end: at }, what)
    }

    pub(crate) fn remove(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// A damaged page.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// In which way it is damaged.
    pub kind: Kind,
    /// The page, which need not be text any more.
    pub bytes: Vec<u8>,
    /// The lines of the damaged page, counted from 1, that are not as they were.
    pub lines: RangeInclusive<usize>,
    /// The parts of the original that are gone, or replaced.
    pub(crate) replaced: Vec<Span>,
    /// The damage in words: what stood there, and what stands there now.
    pub what: String,
}

impl Mutation {
    /// Applies edits, which are in the order of the page and do not overlap.
    pub(crate) fn new(kind: Kind, original: &Original, edits: &[Edit]) -> Option<Self> {
        let source = original.text.as_bytes();
        let mut bytes = Vec::with_capacity(source.len() + 16);
        let (mut from, mut first, mut last) = (0, None, 0);
        for edit in edits {
            bytes.extend_from_slice(source.get(from..edit.span.start)?);
            first.get_or_insert(bytes.len());
            bytes.extend_from_slice(&edit.with);
            last = bytes.len();
            from = edit.span.end;
        }
        bytes.extend_from_slice(source.get(from..)?);
        if bytes == source {
            return None;
        }
        let line_at =
            |at: usize| bytes.get(..at).unwrap_or_default().split(|byte| *byte == b'\n').count();
        let lines = line_at(first?)..=line_at(last);
        let show = |edit: &Edit| {
            let before = shorten(edit.span.of(&original.text));
            format!("{before:?} → {:?}", shorten(&String::from_utf8_lossy(&edit.with)))
        };
        let what = edits.iter().take(3).map(show).collect::<Vec<_>>().join(", ");
        let replaced = edits.iter().map(|edit| edit.span).collect();
        Some(Self { kind, bytes, lines, replaced, what })
    }
}

fn shorten(text: &str) -> String {
    const MOST_LETTERS: usize = 120;
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
