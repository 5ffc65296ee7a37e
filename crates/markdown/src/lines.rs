//! The lines of a page, and what the scanner asks of each.

use memchr::memchr_iter;

use crate::bars;
use crate::span::{BYTE_ORDER_MARK, Span};

/// One line, without its line break. The scanner asks the same things of a line again and
/// again, so they are found out once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// The line without the blanks around it.
    pub(crate) content: Span,
    /// Where the line begins: behind the previous line's break, or a byte order mark.
    pub(crate) start: usize,
    /// The number of bars that divide cells.
    pub(crate) bars: usize,
    pub(crate) begins_with_bar: bool,
    pub(crate) ends_in_bar: bool,
    /// Of a line that begins with one to six `#` and a blank: their number.
    pub(crate) heading_level: Option<u8>,
}

impl Line {
    pub(crate) fn is_blank(&self) -> bool {
        self.content.start == self.content.end
    }

    /// Whether the line is a bar and nothing else.
    pub(crate) fn is_lone_bar(&self) -> bool {
        self.begins_with_bar && self.content.end == self.content.start + 1
    }

    fn new(text: &str, line: Span) -> Self {
        let content = trim(text, line);
        let written = content.of(text);
        let mut bars = 0;
        let mut last_bar = None;
        for bar in bars::positions(written) {
            bars += 1;
            last_bar = Some(bar);
        }
        Self {
            content,
            start: line.start,
            bars,
            begins_with_bar: written.starts_with('|'),
            ends_in_bar: last_bar.is_some_and(|bar| bar + 1 == written.len()),
            heading_level: heading_level(line.of(text)),
        }
    }
}

/// Cuts a page into lines. Line breaks are `\n` and `\r\n`.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let breaks = memchr_iter(b'\n', text.as_bytes());
    // To count them takes hardly any time, to move lines does.
    let mut lines = Vec::with_capacity(breaks.clone().count() + 1);
    for end in breaks.chain([text.len()]) {
        // Behind the last line break there may be nothing.
        if start < text.len() {
            lines.push(Line::new(text, Span { start, end }));
        }
        start = end + 1;
    }
    lines
}

/// White space, and the characters that these pages strew in and that look like none.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_zero_width(c)
}

/// Zero width space and byte order mark.
pub(crate) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | BYTE_ORDER_MARK)
}

/// The span without the blanks at its ends; where nothing is left, its start.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let written = span.of(text);
    let end = span.start + written.trim_end_matches(is_blank).len();
    let start = end - span.start;
    let start = end - written.get(..start).unwrap_or_default().trim_start_matches(is_blank).len();
    if start == end { Span { start: span.start, end: span.start } } else { Span { start, end } }
}

/// What a heading begins with; an input method for Chinese writes the second.
pub(crate) const HEADING_MARKS: [char; 2] = ['#', '＃'];

/// A heading begins in the first column: an indented `#` in a cell is a comment or a list.
fn heading_level(line: &str) -> Option<u8> {
    let line = line.trim_start_matches(is_zero_width);
    let rest = line.trim_start_matches(HEADING_MARKS);
    let marks = line.get(..line.len() - rest.len()).unwrap_or_default();
    let level = u8::try_from(marks.chars().count()).ok().filter(|level| (1..=6).contains(level));
    level.filter(|_| rest.is_empty() || rest.starts_with(is_blank))
}
