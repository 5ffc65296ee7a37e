//! Which column of a table of fields holds what: by its header, or by what stands in it where the
//! two contradict each other.

use std::collections::BTreeMap;

use apigen_markdown::{Cell, Row, Table};

use crate::action::ACTION_ROW;
use crate::diagnostic::{Findings, Rule};
use crate::name_cell::{self, NameCell};
use crate::type_cell::{self, Declared};
use crate::vocabulary::{self, COMMON_FIELD, Column};

/// Of the cells that say anything, the share in percent from which on a column is what they are.
const MOST: usize = 80;
/// The share in percent below which a column is not what its header says.
const FEW: usize = 50;

/// The roles of the columns of a table of fields.
#[derive(Debug)]
pub(crate) struct Columns {
    by_role: BTreeMap<Column, usize>,
    headers: Vec<String>,
}

/// Whether the headers of a table are those of a table of fields, true or not.
pub(crate) fn heads_fields(table: &Table) -> bool {
    let columns = Columns::by_headers(table);
    columns.has(Column::Name) && columns.has(Column::Type)
}

impl Columns {
    /// Finds the roles of the columns, and reports headers that are unknown or wrong.
    pub(crate) fn of(table: &Table, findings: &mut Findings<'_>) -> Self {
        let mut columns = Self::by_headers(table);
        let stated = columns.by_role.clone();
        columns.correct_types(table);
        columns.correct_required(table);
        columns.correct_names(table, findings);
        columns.correct_descriptions(table);
        for (role, index) in &columns.by_role {
            if stated.get(role) == Some(index) {
                continue;
            }
            let Some(cell) = table.header.cells.get(*index) else { continue };
            let message = format!(
                "`{}` heads a column of {}; what stands in the column counts",
                cell.text(),
                role.plural()
            );
            findings.add(Rule::HeaderContradicted, cell.span, message, "mend the header");
        }
        columns.report_unknown(table, findings);
        columns
    }

    fn by_headers(table: &Table) -> Self {
        let mut by_role = BTreeMap::new();
        let mut headers = Vec::new();
        for (index, cell) in table.header.cells.iter().enumerate() {
            headers.push(cell.text().to_owned());
            if let Some(column) = vocabulary::field_column(cell.text()) {
                by_role.entry(column).or_insert(index);
            }
        }
        Self { by_role, headers }
    }

    /// The column of types holds words for types (cdn: `Parameters|Parameters|Required`, slb: the
    /// columns of names and of types are headed the wrong way round).
    fn correct_types(&mut self, table: &Table) {
        let share = |index: usize| share(table, index, is_type);
        let stated = self.by_role.get(&Column::Type).copied();
        if stated.is_some_and(|index| share(index).is_none_or(|share| share >= FEW)) {
            return;
        }
        let others = (0..self.headers.len()).filter(|index| Some(*index) != stated);
        let Some(types) = others.max_by_key(|index| share(*index)) else { return };
        if share(types).is_none_or(|share| share < MOST) {
            return;
        }
        let taken = self.by_role.iter().find(|(_, index)| **index == types).map(|(role, _)| *role);
        match (taken, stated) {
            (Some(taken), Some(stated)) => {
                self.by_role.insert(taken, stated);
            }
            // A column of names that holds types, and none of types: no other place for the names.
            (Some(Column::Name), None) => return,
            (Some(taken), None) => {
                self.by_role.remove(&taken);
            }
            (None, _) => {}
        }
        self.by_role.insert(Column::Type, types);
    }

    /// The column of yes and no holds nothing else (slb: `Required` heads the examples of answers).
    fn correct_required(&mut self, table: &Table) {
        let share = |index: usize| share(table, index, says_yes_or_no);
        let stated = self.by_role.get(&Column::Required).copied();
        if stated.is_some_and(|index| share(index).is_none_or(|share| share >= FEW)) {
            return;
        }
        let types = self.by_role.get(&Column::Type).copied();
        let is_free = |index: usize| !self.by_role.values().any(|taken| *taken == index);
        let found = (0..self.headers.len())
            .filter(|index| stated.is_some() || is_free(*index))
            .filter(|index| Some(*index) != types)
            .find(|index| share(*index).is_some_and(|share| share >= MOST));
        match (stated, found) {
            (_, Some(found)) => self.swap(Column::Required, found),
            (Some(stated), None) if !self.has(Column::Example) => {
                self.by_role.remove(&Column::Required);
                self.by_role.insert(Column::Example, stated);
            }
            // Each cell is named that says neither.
            _ => {}
        }
    }

    /// The column of names is the one that names what every request or answer has.
    fn correct_names(&mut self, table: &Table, findings: &mut Findings<'_>) {
        let Some(stated) = self.by_role.get(&Column::Name).copied() else { return };
        let anchor = |index: usize| {
            let mut cells = table.rows.iter().filter_map(|row| row.cells.get(index));
            cells.find(|cell| [ACTION_ROW, COMMON_FIELD].contains(&cell.text()))
        };
        let share = |index: usize| share(table, index, is_name).unwrap_or(0);
        let others = (0..self.headers.len()).filter(|index| *index != stated);
        let mut anchored = others.filter_map(|index| Some((index, anchor(index)?)));
        let Some((found, cell)) = anchored.next().filter(|_| anchor(stated).is_none()) else {
            return;
        };
        if share(found) >= MOST && share(found) > share(stated) {
            self.swap(Column::Name, found);
            return;
        }
        let message = format!(
            "`{}` stands below `{}`, and is the name of what every request or answer has",
            cell.text(),
            self.headers.get(found).map_or("", String::as_str)
        );
        let help = "mend the header, or the row";
        findings.add(Rule::HeaderContradicted, cell.span, message, help);
        if let Some(header) = table.header.cells.get(found) {
            findings.relate(header.span, "below this header");
        }
    }

    /// Descriptions are sentences, and examples are not.
    fn correct_descriptions(&mut self, table: &Table) {
        let column = |role| self.by_role.get(&role).copied();
        let (Some(examples), Some(descriptions)) =
            (column(Column::Example), column(Column::Description))
        else {
            return;
        };
        let share = |index: usize| share(table, index, is_sentence);
        let shares = (share(examples), share(descriptions).unwrap_or(0));
        let is_swapped = shares.0.is_some_and(|it| it >= FEW && it > 2 * shares.1);
        if is_swapped {
            self.swap(Column::Description, examples);
        }
    }

    /// Gives a role to another column, and that column's role to the one that had it.
    fn swap(&mut self, role: Column, found: usize) {
        let taken = self.by_role.iter().find(|(_, index)| **index == found).map(|(role, _)| *role);
        let stated = self.by_role.insert(role, found);
        match (taken, stated) {
            (Some(taken), Some(stated)) => {
                self.by_role.insert(taken, stated);
            }
            (Some(taken), None) => {
                self.by_role.remove(&taken);
            }
            (None, _) => {}
        }
    }

    fn report_unknown(&self, table: &Table, findings: &mut Findings<'_>) {
        for (index, cell) in table.header.cells.iter().enumerate() {
            let is_known = self.by_role.values().any(|taken| *taken == index)
                || vocabulary::field_column(cell.text()).is_some();
            let says_something =
                |row: &Row| row.cells.get(index).is_some_and(|it| !it.text().is_empty());
            if is_known || (cell.text().is_empty() && !table.rows.iter().any(says_something)) {
                continue;
            }
            let message = format!("`{}` heads no column that is known", cell.text());
            let help = "the column is not read; add its wording to the vocabulary if it matters";
            findings.add(Rule::ColumnUnknown, cell.span, message, help);
        }
    }

    pub(crate) fn has(&self, column: Column) -> bool {
        self.by_role.contains_key(&column)
    }

    pub(crate) fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        row.cells.get(*self.by_role.get(&column)?)
    }

    /// The heading of the first column from `index` on that has one.
    pub(crate) fn first_from(&self, index: usize) -> Option<&str> {
        self.headers.iter().skip(index).map(String::as_str).find(|header| !header.is_empty())
    }

    /// A surplus row with its surplus in the column that leaves type and yes or no readable.
    ///
    /// Bars that are text stand in descriptions mostly, in examples at times.
    pub(crate) fn refold(&self, row: &Row) -> (Row, &str) {
        let columns = (0..self.headers.len()).rev();
        let fits = |row: &Row| {
            let name = self.cell(row, Column::Name).map(|cell| name_cell::read(cell.text()));
            matches!(name, Some(NameCell::Name { .. }))
                && self.cell(row, Column::Type).is_some_and(is_type_or_blank)
                && self.cell(row, Column::Required).is_none_or(says_yes_or_no)
        };
        let found = columns.map(|column| (column, row.refold(column))).find(|(_, row)| fits(row));
        let last = self.headers.len().saturating_sub(1);
        let (column, row) = found.unwrap_or_else(|| (last, row.clone()));
        (row, self.headers.get(column).map_or("", String::as_str))
    }
}

/// How many of the cells of a column that say anything fit, in percent.
fn share(table: &Table, index: usize, fits: impl Fn(&Cell) -> bool) -> Option<usize> {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    let cells: Vec<&Cell> = cells.filter(|cell| !cell.text().is_empty()).collect();
    (cells.iter().filter(|cell| fits(cell)).count() * 100).checked_div(cells.len())
}

fn is_type(cell: &Cell) -> bool {
    type_cell::read(cell.text(), is_link(cell)).is_some_and(|declared| declared != Declared::Blank)
}

/// Whether a cell is a link and no more, as the name of a struct is.
pub(crate) fn is_link(cell: &Cell) -> bool {
    cell.raw().starts_with('[') && cell.raw().ends_with(')') && cell.raw().contains("](")
}

fn is_type_or_blank(cell: &Cell) -> bool {
    type_cell::read(cell.text(), is_link(cell)).is_some()
}

fn is_name(cell: &Cell) -> bool {
    matches!(name_cell::read(cell.text()), NameCell::Name { mended: false, .. })
}

/// From how many blanks on a text is a sentence.
const MANY_WORDS: usize = 4;

/// Whether a cell ends like a sentence of more than one word, or has many.
pub(crate) fn is_sentence(cell: &Cell) -> bool {
    let text = cell.text();
    let words = text.matches(' ').count();
    text.ends_with('。') || (text.ends_with('.') && words > 0) || words >= MANY_WORDS
}

fn says_yes_or_no(cell: &Cell) -> bool {
    vocabulary::required(cell.text()).is_some()
}
