//! Which column of a table of errors holds what: by its header, or by what stands in it where the two
//! contradict each other.

use apigen_markdown::{Cell, Row, Table};

use crate::diagnostic::{Findings, Rule};
use crate::errors::{is_code, status};
use crate::vocabulary::{Column, error_column};

/// Of the cells that say anything, the share in percent from which on a column is what they are.
const MOST: usize = 80;
/// The share in percent below which a column is not what its header says.
const FEW: usize = 50;

/// Whether the headers of a table are those of a table of errors, and of no other.
pub(crate) fn heads_errors(table: &Table) -> bool {
    let columns = ErrorColumns::by_headers(table);
    columns.has(Column::Http) && columns.has(Column::Code) && columns.has(Column::Message)
}

/// Which column of an error table holds what.
pub(crate) struct ErrorColumns {
    roles: Vec<Option<Column>>,
    headings: Vec<String>,
}

impl ErrorColumns {
    /// Of `code · 描述 · HTTP · 语义` the first description is the message.
    ///
    /// Where a header and what stands below it contradict each other, the latter counts.
    pub(crate) fn of(table: &Table, findings: &mut Findings<'_>) -> Self {
        let mut columns = Self::by_headers(table);
        columns.correct(Column::Http, table, |text| status(text).is_some(), findings);
        columns.correct(Column::Code, table, is_code, findings);
        columns
    }

    fn by_headers(table: &Table) -> Self {
        let cells = &table.header.cells;
        let mut roles: Vec<Option<Column>> =
            cells.iter().map(|cell| error_column(cell.text())).collect();
        let descriptions = roles.iter().filter(|it| **it == Some(Column::Description)).count();
        if descriptions == 2
            && !roles.contains(&Some(Column::Message))
            && let Some(first) = roles.iter_mut().find(|it| **it == Some(Column::Description))
        {
            *first = Some(Column::Message);
        }
        let headings = cells.iter().map(|cell| format!("`{}`", cell.text())).collect();
        Self { roles, headings }
    }

    /// Swaps a column of which few cells are what its header says with one of which most are.
    fn correct(
        &mut self,
        role: Column,
        table: &Table,
        fits: impl Fn(&str) -> bool,
        findings: &mut Findings<'_>,
    ) {
        let share = |index: usize| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(index)).map(Cell::text);
            let cells: Vec<&str> = cells.filter(|text| !text.is_empty()).collect();
            (cells.iter().filter(|text| fits(text)).count() * 100).checked_div(cells.len())
        };
        let Some(stated) = self.at(role) else { return };
        if share(stated).is_none_or(|share| share >= FEW) {
            return;
        }
        let mut others = (0..self.roles.len()).filter(|index| *index != stated);
        let found = others.find(|index| share(*index).is_some_and(|share| share >= MOST));
        let Some(found) = found else { return };
        self.roles.swap(stated, found);
        for index in [stated, found] {
            let (Some(cell), Some(Some(role))) =
                (table.header.cells.get(index), self.roles.get(index))
            else {
                continue;
            };
            let message = format!(
                "`{}` heads a column of {}; what stands in the column counts",
                cell.text(),
                role.plural()
            );
            findings.add(Rule::HeaderContradicted, cell.span, message, "mend the header");
        }
    }

    pub(crate) fn report_unknown(&self, table: &Table, findings: &mut Findings<'_>) {
        for (index, (cell, role)) in table.header.cells.iter().zip(&self.roles).enumerate() {
            let below = table.rows.iter().filter_map(|row| row.cells.get(index));
            let says_something = std::iter::once(cell).chain(below).any(|it| !it.text().is_empty());
            if role.is_none() && says_something {
                let message = format!("`{}` heads no column that is known", cell.text());
                let help =
                    "the column is not read; add its wording to the vocabulary if it matters";
                findings.add(Rule::ColumnUnknown, cell.span, message, help);
            }
        }
    }

    pub(crate) fn has(&self, column: Column) -> bool {
        self.at(column).is_some()
    }

    pub(crate) fn at(&self, column: Column) -> Option<usize> {
        self.roles.iter().position(|it| *it == Some(column))
    }

    pub(crate) fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        row.cells.get(self.at(column)?)
    }

    pub(crate) fn text<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.cell(row, column).map_or("", Cell::text)
    }

    pub(crate) fn heading(&self, column: usize) -> String {
        self.headings.get(column).cloned().unwrap_or_default()
    }
}
