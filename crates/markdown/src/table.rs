//! Tables, once their rows and cells are found.

use crate::Span;
use crate::lines::is_blank;
use crate::render::{Piece, Rendered, render_marked};

/// The only kind of blank that a table shows at the start of a cell.
const EM_SPACE: char = '\u{2003}';

/// A table. Every row has as many cells as the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The row above the delimiter row; the first row where there is no delimiter row.
    pub header: Row,
    /// The rows below.
    pub rows: Vec<Row>,
    /// Whether a delimiter row (`|---|---|`) stands below the header.
    pub has_delimiter: bool,
    /// From the header's first bar to the end of the last row.
    pub span: Span,
}

/// A row whose width was made to fit its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells, exactly one for each column.
    pub cells: Vec<Cell>,
    /// From the first bar to the last.
    pub span: Span,
    /// What had to be done to make the row fit.
    pub width: RowWidth,
    /// Whether a bar ends the last cell.
    pub is_closed: bool,
    /// Of a surplus row only: what it takes to fold it in another way.
    unfolded: Option<Unfolded>,
}

/// How many cells a row was found to have, compared with its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowWidth {
    /// As many as the table has columns. Empty cells too many at the end are not counted.
    Exact,
    /// Fewer: empty cells were added at the end.
    Short {
        /// The number of cells in the text.
        found: usize,
    },
    /// More, from bars that were meant as text: the cells too many were folded, with their
    /// bars, into one column, at first the last.
    Surplus {
        /// The number of cells in the text.
        found: usize,
    },
}

/// The text and the cells of a row with too many bars.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unfolded {
    row_text: String,
    pieces: Vec<Span>,
}

/// A cell in its three readings: as written, as plain text, as clean Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The content without the white space around it; empty where the cell was added.
    pub span: Span,
    raw: String,
    /// The other readings; none where they are what is written.
    rendered: Option<Box<Rendered>>,
    indent: usize,
}

impl Row {
    /// Makes a row of `columns` cells out of the `pieces` between its bars.
    pub(crate) fn fit(text: &str, span: Span, mut pieces: Vec<Span>, columns: usize) -> Self {
        while pieces.len() > columns && pieces.last().is_some_and(|it| it.start == it.end) {
            pieces.pop();
        }
        let found = pieces.len();
        let width = match found.cmp(&columns) {
            std::cmp::Ordering::Less => RowWidth::Short { found },
            std::cmp::Ordering::Equal => RowWidth::Exact,
            std::cmp::Ordering::Greater => RowWidth::Surplus { found },
        };
        let last = columns.saturating_sub(1);
        let mut cells = fold(&pieces, columns, last, |span| Cell::new(text, span));
        let end = Span { start: span.end, end: span.end };
        cells.resize_with(columns, || Cell::new(text, end));
        let unfolded = (found > columns).then(|| Unfolded {
            row_text: span.of(text).to_owned(),
            pieces: pieces
                .iter()
                .map(|it| Span { start: it.start - span.start, end: it.end - span.start })
                .collect(),
        });
        Self { cells, span, width, is_closed: true, unfolded }
    }

    /// The same row with its surplus cells folded into `column` instead of the last one.
    ///
    /// Which column is the right one only the caller can know, who knows what the columns
    /// hold. A row without surplus is given back as it is, as is any row for a `column` that
    /// the table does not have.
    #[must_use]
    pub fn refold(&self, column: usize) -> Self {
        let columns = self.cells.len();
        let Some(unfolded) = self.unfolded.as_ref().filter(|_| column < columns) else {
            return self.clone();
        };
        let cells = fold(&unfolded.pieces, columns, column, |span| {
            let mut cell = Cell::new(&unfolded.row_text, span);
            cell.span.start += self.span.start;
            cell.span.end += self.span.start;
            cell
        });
        Self { cells, ..self.clone() }
    }
}

/// One cell for each column: `column` gets all the pieces that are too many.
fn fold<F>(pieces: &[Span], columns: usize, column: usize, cell: F) -> Vec<Cell>
where
    F: Fn(Span) -> Cell,
{
    let surplus = pieces.len().saturating_sub(columns);
    let (before, rest) = pieces.split_at(column.min(pieces.len()));
    let (folded, after) = rest.split_at((surplus + 1).min(rest.len()));
    let folded = match folded {
        [first, .., last] => Some(Span { start: first.start, end: last.end }),
        [one] => Some(*one),
        [] => None,
    };
    before.iter().copied().chain(folded).chain(after.iter().copied()).map(cell).collect()
}

impl Cell {
    fn new(text: &str, span: Span) -> Self {
        let raw = span.of(text).to_owned();
        let rendered = render_marked(&raw, Piece::Cell).map(Box::new);
        let before = text.get(..span.start).unwrap_or_default().chars().rev();
        let indent = before.take_while(|c| is_blank(*c)).filter(|c| *c == EM_SPACE).count();
        Self { span, raw, rendered, indent }
    }

    /// How many em spaces (U+2003), the visible way to indent in a cell, stand before the content.
    pub fn indent(&self) -> usize {
        self.indent
    }

    /// The content as plain text on one line: unescaped, emphasis, code marks and links
    /// reduced to their text.
    pub fn text(&self) -> &str {
        self.rendered.as_ref().map_or(&self.raw, |it| &it.text)
    }

    /// The content as clean Markdown that rustdoc shows without a warning.
    ///
    /// Lists, notes, code and links to the web stay; links by document id are resolved,
    /// relative links are reduced to their text; angle and square brackets that are no link
    /// are escaped.
    pub fn doc(&self) -> &str {
        self.rendered.as_ref().map_or(&self.raw, |it| &it.doc)
    }

    /// The content as it is written.
    pub fn raw(&self) -> &str {
        &self.raw
    }
}
