//! Where rows end.

use std::ops::Range;

use crate::bars;
use crate::fences::Fences;
use crate::lines::{Line, trim};
use crate::span::Span;
use crate::table::{Row, Table};
use crate::table_starts::{TableStart, TableStarts};

/// The fewest columns of a table whose rows are told from bars in a text.
const FEWEST_COLUMNS: usize = 3;

/// Reads the rows of tables. A row begins with a bar; its cells may hold line breaks, blank
/// lines, lists and code, so where it ends is found by counting bars.
pub(crate) struct Rows<'a> {
    pub(crate) text: &'a str,
    pub(crate) lines: &'a [Line],
    pub(crate) fences: &'a Fences<'a>,
    pub(crate) starts: &'a TableStarts<'a>,
}

/// A table, and where the page goes on below it.
pub(crate) struct ScannedTable {
    pub(crate) table: Table,
    pub(crate) next_line: usize,
    /// The lines from `next_line` to here were read as a row already and found to be prose.
    pub(crate) prose_until: usize,
}

/// The lines and the bars of one row.
struct Extent {
    bars: Vec<usize>,
    lines: Range<usize>,
    prose_until: usize,
}

impl Rows<'_> {
    pub(crate) fn read_table(&self, start: &TableStart) -> ScannedTable {
        let header = self.row(&self.header_extent(start.header.clone()), start.columns);
        let mut rows = Vec::new();
        let mut next_line = start.first_row;
        let mut prose_until = next_line;
        while prose_until <= next_line
            && self.lines.get(next_line).is_some_and(|line| line.begins_with_bar)
        {
            let extent = self.row_extent(next_line, start.columns);
            rows.push(self.row(&extent, start.columns));
            next_line = extent.lines.end;
            prose_until = extent.prose_until;
        }
        let head_end = self.lines.get(start.first_row.saturating_sub(1)).map(|it| it.content.end);
        let end = rows.last().map(|row: &Row| row.span.end).or(head_end);
        let span = Span { start: header.span.start, end: end.unwrap_or(header.span.end) };
        let table = Table { header, rows, has_delimiter: start.has_delimiter, span };
        ScannedTable { table, next_line, prose_until }
    }

    fn header_extent(&self, lines: Range<usize>) -> Extent {
        let mut bars = Vec::new();
        for line in self.lines.get(lines.clone()).unwrap_or_default() {
            self.collect_bars(line, &mut bars);
        }
        Extent { bars, prose_until: lines.end, lines }
    }

    /// Finds the end of the row that begins at the line `first`.
    fn row_extent(&self, first: usize, columns: usize) -> Extent {
        let mut bars = Vec::with_capacity(columns + 1);
        // Where the row ends if nothing closes it: the lines and bars up to there.
        let mut last_bar_end = None;
        let mut first_gap = None;
        let mut index = first;
        let mut closes_code = false;
        while let Some(line) = self.lines.get(index) {
            if index > first && self.stops_row(index, last_bar_end.is_some()) {
                break;
            }
            if index > first && self.begins_row(first, line, columns) {
                return Extent { bars, lines: first..index, prose_until: index };
            }
            if line.is_blank() {
                first_gap = first_gap.or(Some((index, bars.len())));
            }
            self.collect_bars(line, &mut bars);
            if line.ends_in_bar {
                let lines = first..index + 1;
                if bars.len() > columns {
                    return self.with_late_bar(bars, lines, columns);
                }
                if self
                    .lines
                    .get(index + 1)
                    .is_some_and(|it| it.begins_with_bar && !it.is_lone_bar())
                {
                    return Extent { bars, prose_until: lines.end, lines };
                }
                last_bar_end = Some((index + 1, bars.len()));
            }
            let code_end = self.fences.closing_line_in_row(index).filter(|_| !closes_code);
            closes_code = code_end.is_some();
            index = code_end.unwrap_or(index + 1);
        }
        let (end, bars_kept) = last_bar_end.or(first_gap).unwrap_or((index, bars.len()));
        bars.truncate(bars_kept);
        Extent { bars, lines: first..end, prose_until: index }
    }

    /// Whether the line cannot be part of an open row: a heading, or the head of another table
    /// below a row that seemed complete once.
    fn stops_row(&self, index: usize, ended_in_bar: bool) -> bool {
        let after_gap = || self.lines.get(index - 1).is_some_and(Line::is_blank);
        self.lines.get(index).is_some_and(|line| line.heading_level.is_some())
            || (ended_in_bar && after_gap() && self.starts.with_delimiter(index).is_some())
    }

    /// A row with too many bars may have its real last one below blank lines, all alone.
    fn with_late_bar(&self, mut bars: Vec<usize>, lines: Range<usize>, columns: usize) -> Extent {
        let mut end = lines.end;
        if bars.len() > columns + 1 {
            let below = self.lines.iter().enumerate().skip(end);
            let next = below.into_iter().find(|(_, line)| !line.is_blank());
            if let Some((index, line)) = next.filter(|(_, line)| line.is_lone_bar()) {
                bars.push(line.content.start);
                end = index + 1;
            }
        }
        Extent { bars, lines: lines.start..end, prose_until: end }
    }

    /// Whether a line has the bars of a row of its own, so that the row that begins at the line
    /// `first` lost its last bar.
    fn begins_row(&self, first: usize, line: &Line, columns: usize) -> bool {
        // Where each cell stands on a line of its own, empty ones may stand before another one.
        let has_many = self.lines.get(first).is_some_and(|it| it.bars > 1);
        let is_row = line.bars > columns || (line.bars == columns && has_many);
        columns >= FEWEST_COLUMNS && line.begins_with_bar && is_row
    }

    fn collect_bars(&self, line: &Line, bars: &mut Vec<usize>) {
        if line.bars > 0 {
            let written = line.content.of(self.text);
            bars.extend(bars::positions(written).map(|at| line.content.start + at));
        }
    }

    /// Cuts the row at its bars. Text behind the last bar is a cell that nothing closed.
    fn row(&self, extent: &Extent, columns: usize) -> Row {
        let lines = self.lines.get(extent.lines.clone()).unwrap_or_default();
        let end = lines.iter().rev().find(|line| !line.is_blank()).map(|line| line.content.end);
        let start = extent.bars.first().copied().unwrap_or_default();
        let end = end.unwrap_or(start);
        let after_each = extent.bars.iter().map(|bar| bar + 1);
        let ends = extent.bars.iter().skip(1).copied().chain([end]);
        let mut pieces: Vec<Span> = after_each
            .zip(ends)
            .map(|(start, end)| trim(self.text, Span { start, end: end.max(start) }))
            .collect();
        let is_closed = extent.bars.last().is_some_and(|bar| bar + 1 >= end);
        if is_closed {
            pieces.pop();
        }
        let mut row = Row::fit(self.text, Span { start, end }, pieces, columns);
        row.is_closed = is_closed;
        row
    }
}
