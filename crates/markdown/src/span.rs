//! Places in a page: byte spans, and the line and column they begin at.

use std::ops::Range;

/// A stretch of a page, as byte offsets into the original text.
///
/// Both ends lie on character boundaries of the text that was parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The part of `text` that the span covers; empty where it does not lie in `text`.
    ///
    /// ```
    /// use apigen_markdown::Span;
    ///
    /// assert_eq!(Span { start: 2, end: 6 }.of("a 大 b"), "大 ");
    /// assert_eq!(Span { start: 2, end: 99 }.of("a 大 b"), "");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// Turns byte offsets into lines and columns as an editor counts them.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Notes where the lines of `text` begin. Lines end in `\n`.
    pub fn new(text: &'a str) -> Self {
        let after_break = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self { text, line_starts: std::iter::once(0).chain(after_break).collect() }
    }

    /// The line and the column of a byte offset, both counted from 1, columns in characters.
    ///
    /// An offset behind the end of the text gives the end, one inside a character the
    /// character. A byte order mark at the very start takes no column, as in an editor.
    ///
    /// ```
    /// use apigen_markdown::LineIndex;
    ///
    /// let index = LineIndex::new("ab\n大小c");
    /// assert_eq!(index.line_column(1), (1, 2));
    /// assert_eq!(index.line_column("ab\n大小".len()), (2, 3));
    /// ```
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        // The first line starts at 0, so at least one start is not behind the offset.
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|at| self.line_starts.get(at)).copied();
        let before = self.text.get(start.unwrap_or_default()..).unwrap_or_default();
        let width = offset - start.unwrap_or_default();
        let before = before.strip_prefix(BYTE_ORDER_MARK).filter(|_| line == 1).map_or_else(
            || (before, width),
            |rest| (rest, width.saturating_sub(BYTE_ORDER_MARK.len_utf8())),
        );
        let column = before.0.char_indices().take_while(|(at, c)| at + c.len_utf8() <= before.1);
        (line, column.count() + 1)
    }
}

/// U+FEFF, which some editors put at the start of a file.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_outside_the_text_or_inside_a_character_still_have_a_place() {
        let index = LineIndex::new("大\r\n\nx");
        assert_eq!(index.line_column(1), (1, 1));
        assert_eq!(index.line_column(3), (1, 2));
        assert_eq!(index.line_column(5), (2, 1));
        assert_eq!(index.line_column(6), (3, 1));
        assert_eq!(index.line_column(99), (3, 2));
        assert_eq!(LineIndex::new("").line_column(0), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let index = LineIndex::new("\u{feff}# T");
        assert_eq!(index.line_column(0), (1, 1));
        assert_eq!(index.line_column(3), (1, 1));
        assert_eq!(index.line_column(5), (1, 3));
    }
}
