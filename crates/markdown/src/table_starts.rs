//! Where tables begin.

use std::ops::Range;

use crate::bars;
use crate::lines::{Line, is_blank};

/// The first cells of headers, without which a row of a table that has no delimiter row
/// cannot be told from a line that happens to begin and end with a bar. Written in lower
/// case, without blanks and marks.
const FIRST_HEADER_WORDS: [&str; 24] = [
    // Columns of names.
    "名称",
    "参数",
    "参数名",
    "参数名称",
    "字段",
    "字段名",
    "属性",
    "attribute",
    "field",
    "name",
    "parameter",
    "parameters",
    "prameter",
    // Columns of error codes and of HTTP status codes.
    "httpcode",
    "http状态码",
    "http返回码",
    "httpstatecode",
    "httpstatuscode",
    "errorcode",
    "errorcode错误码",
    "error",
    "错误代码",
    "错误码",
    "错误码errorcode",
];

/// The most columns a table can have. Pages have up to nine; the bound keeps the padding of
/// short rows in proportion to the text.
const MOST_COLUMNS: usize = 24;

/// The head of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableStart {
    /// The lines of the header row.
    pub(crate) header: Range<usize>,
    /// The line behind the header and the delimiter row.
    pub(crate) first_row: usize,
    pub(crate) columns: usize,
    pub(crate) has_delimiter: bool,
}

/// Knows for each line whether a table begins there, without looking ahead again and again.
pub(crate) struct TableStarts<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// For each line, the next delimiter row that only blank lines and lines that begin with
    /// a bar stand before.
    delimiter_ahead: Vec<Option<Delimiter>>,
    /// For each line, the number of bars in all lines above it.
    bars_above: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Delimiter {
    line: usize,
    columns: usize,
}

impl<'a> TableStarts<'a> {
    pub(crate) fn new(text: &'a str, lines: &'a [Line]) -> Self {
        let mut delimiter_ahead = vec![None; lines.len() + 1];
        let mut ahead = None;
        for (index, (line, slot)) in lines.iter().zip(&mut delimiter_ahead).enumerate().rev() {
            let columns = bars::delimiter_columns(line.content.of(text));
            let columns = columns.filter(|columns| *columns <= MOST_COLUMNS);
            ahead = match columns {
                Some(columns) => Some(Delimiter { line: index, columns }),
                None => ahead.filter(|_| line.begins_with_bar || line.is_blank()),
            };
            *slot = ahead;
        }
        let mut bars_above = Vec::with_capacity(lines.len() + 1);
        let mut above = 0;
        for line in lines {
            bars_above.push(above);
            above += line.bars;
        }
        bars_above.push(above);
        Self { text, lines, delimiter_ahead, bars_above }
    }

    /// The table that begins at the line.
    pub(crate) fn at(&self, index: usize) -> Option<TableStart> {
        self.with_delimiter(index).or_else(|| self.without_delimiter(index))
    }

    /// The table with a delimiter row that begins at the line. Its header may stand on many
    /// lines, one for each cell.
    pub(crate) fn with_delimiter(&self, index: usize) -> Option<TableStart> {
        let line = self.lines.get(index).filter(|line| line.begins_with_bar)?;
        let delimiter = self.delimiter_ahead.get(index + 1).copied().flatten()?;
        if self.delimiter_ahead.get(index)?.is_some_and(|it| it.line == index) {
            return None;
        }
        // More bars than the delimiter row has mean that other lines stand above the header.
        // A header on one line is the header all the same, however many cells it has.
        let bars = self.bars_above.get(delimiter.line)? - self.bars_above.get(index)?;
        (bars <= delimiter.columns + 1 || bars == line.bars).then_some(TableStart {
            header: index..delimiter.line,
            first_row: delimiter.line + 1,
            columns: delimiter.columns,
            has_delimiter: true,
        })
    }

    /// The table without a delimiter row that begins at the line.
    fn without_delimiter(&self, index: usize) -> Option<TableStart> {
        let line = self.lines.get(index)?;
        let is_row = line.begins_with_bar && line.ends_in_bar;
        let columns = line.bars.checked_sub(1).filter(|it| (2..=MOST_COLUMNS).contains(it))?;
        (is_row && is_first_header_word(line.content.of(self.text))).then_some(TableStart {
            header: index..index + 1,
            first_row: index + 1,
            columns,
            has_delimiter: false,
        })
    }
}

fn is_first_header_word(line: &str) -> bool {
    let cell = line.split('|').nth(1).unwrap_or_default();
    let is_mark = |c: char| is_blank(c) || c == '*';
    let word: String = cell.chars().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).collect();
    FIRST_HEADER_WORDS.contains(&word.as_str())
}
