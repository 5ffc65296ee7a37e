//! Rows of tables of fields: what each cell says, before any row has its place.

use std::collections::BTreeMap;

use apigen_ir::Location;
use apigen_markdown::{Cell, Row, RowWidth, Span, Table};

use crate::diagnostic::{Findings, Rule};
use crate::type_cell::{self, Declared};
use crate::vocabulary::{self, Column};

/// The mark for "not top level" at the start of a name.
const DEPTH_MARK: char = '└';

/// One row of a table of fields.
#[derive(Clone, Debug)]
pub(crate) struct FieldRow {
    pub(crate) name: String,
    /// Whether the name carries a depth mark.
    pub(crate) marked: bool,
    pub(crate) declared: Declared,
    pub(crate) required: bool,
    pub(crate) position: Option<Location>,
    pub(crate) example: Option<String>,
    pub(crate) doc: String,
    /// The name cell.
    pub(crate) span: Span,
}

/// Reads the rows of `table`; what is no row of a field is named in `findings`.
pub(crate) fn read_rows(table: &Table, findings: &mut Findings<'_>) -> Vec<FieldRow> {
    let columns = Columns::of(table, findings);
    if !columns.has(Column::Name) || !columns.has(Column::Type) {
        let message = format!(
            "this table has no column for {}, so its {} rows are read as no fields",
            if columns.has(Column::Name) { "types" } else { "names" },
            table.rows.len()
        );
        findings.add(Rule::TableNotOfFields, table.header.span, message, "");
        return Vec::new();
    }
    table.rows.iter().filter_map(|row| read_row(row, &columns, findings)).collect()
}

/// Whether a table says which rows are required, as every table of parameters does.
pub(crate) fn has_required_column(table: &Table) -> bool {
    let cells = table.header.cells.iter();
    cells.filter_map(|cell| vocabulary::field_column(cell.text())).any(|it| it == Column::Required)
}

fn read_row(row: &Row, columns: &Columns, findings: &mut Findings<'_>) -> Option<FieldRow> {
    if row.cells.iter().all(|cell| cell.text().is_empty()) {
        // A row of blanks stands for "no parameters" in descriptions of clusters.
        return None;
    }
    if !check_width(row, columns, findings) {
        return None;
    }
    let name_cell = columns.cell(row, Column::Name)?;
    let type_cell = columns.cell(row, Column::Type)?;
    let (name, marked) = split_mark(name_cell.text());
    if !is_name(name) {
        let message = format!("`{name}` is no name of a field");
        let help = "write the name as it stands on the wire: letters, digits, `_`, `-`, `.`";
        findings.add(Rule::NameInvalid, row.span, message, help);
        return None;
    }
    let linked = type_cell.raw().contains("](");
    let Some(declared) = type_cell::read(type_cell.text(), linked) else {
        let message = format!("`{}` is no type that is known", type_cell.text());
        let help = "expected String, Integer, Long, Float, Double, Boolean, Struct, Map, List, \
                    Array of X or a link to the table of a struct";
        findings.add(Rule::TypeUnknown, type_cell.span, message, help);
        return None;
    };
    let text = |column| columns.cell(row, column).map_or("", Cell::text);
    Some(FieldRow {
        name: name.to_owned(),
        marked,
        declared,
        required: read_required(columns.cell(row, Column::Required), findings),
        position: read_position(columns.cell(row, Column::Position), findings),
        example: Some(text(Column::Example)).filter(|it| !it.is_empty()).map(str::to_owned),
        doc: columns
            .cell(row, Column::Description)
            .map(|it| it.doc().to_string())
            .unwrap_or_default(),
        span: name_cell.span,
    })
}

/// Reports a row of the wrong width; false where a cell that matters is missing.
fn check_width(row: &Row, columns: &Columns, findings: &mut Findings<'_>) -> bool {
    match row.width {
        RowWidth::Exact => true,
        RowWidth::Surplus { found } => {
            let message = format!(
                "the row has {found} cells for {} columns; the surplus is read as text of the last one",
                row.cells.len()
            );
            let help = "escape bars that are text: `\\|`";
            findings.add(Rule::TableRowSurplus, row.span, message, help);
            true
        }
        RowWidth::Short { found } => {
            let Some(missing) = columns.first_from(found) else { return true };
            let message = format!(
                "the row has {found} cells for {} columns; the column `{missing}` is missing",
                row.cells.len()
            );
            let help = "write a cell for every column, blank where there is nothing to say: `| |`";
            findings.add(Rule::TableRowWidth, row.span, message, help);
            false
        }
    }
}

fn read_required(cell: Option<&Cell>, findings: &mut Findings<'_>) -> bool {
    let Some(cell) = cell else { return false };
    vocabulary::required(cell.text()).unwrap_or_else(|| {
        let message = format!("`{}` says neither yes nor no; read as no", cell.text());
        findings.add(Rule::RequiredUnknown, cell.span, message, "write 是 or 否, Yes or No");
        false
    })
}

fn read_position(cell: Option<&Cell>, findings: &mut Findings<'_>) -> Option<Location> {
    let cell = cell.filter(|cell| !cell.text().is_empty())?;
    let position = vocabulary::position(cell.text());
    if position.is_none() {
        let message = format!("`{}` is no place of a request", cell.text());
        let help = "expected Query, Path, URI, Body, FormData, Header or Host";
        findings.add(Rule::PositionUnknown, cell.span, message, help);
    }
    position
}

/// Takes the depth mark off a name.
fn split_mark(text: &str) -> (&str, bool) {
    let name = text.trim_start_matches(|c: char| c == DEPTH_MARK || c.is_whitespace());
    (name.trim(), text.contains(DEPTH_MARK))
}

/// Whether `text` can be a wire name: ASCII, without blanks, starting with a letter or `_`.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Which column of a table holds what.
pub(crate) struct Columns {
    by_role: BTreeMap<Column, usize>,
    headers: Vec<String>,
}

impl Columns {
    fn of(table: &Table, findings: &mut Findings<'_>) -> Self {
        let mut by_role = BTreeMap::new();
        let mut headers = Vec::new();
        for (index, cell) in table.header.cells.iter().enumerate() {
            headers.push(cell.text().to_owned());
            match vocabulary::field_column(cell.text()) {
                Some(column) => {
                    by_role.entry(column).or_insert(index);
                }
                None if cell.text().is_empty() => {}
                None => {
                    let message = format!("`{}` heads no column that is known", cell.text());
                    let help =
                        "the column is not read; add its wording to the vocabulary if it matters";
                    findings.add(Rule::ColumnUnknown, cell.span, message, help);
                }
            }
        }
        Self { by_role, headers }
    }

    fn has(&self, column: Column) -> bool {
        self.by_role.contains_key(&column)
    }

    fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        row.cells.get(*self.by_role.get(&column)?)
    }

    /// The heading of the first column from `index` on that has one.
    fn first_from(&self, index: usize) -> Option<&str> {
        self.headers.iter().skip(index).map(String::as_str).find(|header| !header.is_empty())
    }
}
