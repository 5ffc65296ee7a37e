//! Rows of tables of fields: what each cell says, before any row has its place.

use std::borrow::Cow;

use apigen_ir::{Location, TypeName};
use apigen_markdown::{Cell, Row, RowWidth, Span, Table};

use crate::columns::{self, Columns};
use crate::diagnostic::{Findings, Rule};
use crate::field_tables::TableId;
use crate::links::links;
use crate::name_cell::{self, NameCell};
use crate::row_fates::{self, Fate};
use crate::type_cell::{self, Declared};
use crate::vocabulary::{self, Column, says_nothing};

/// One row of a table of fields.
#[derive(Clone, Debug)]
pub(crate) struct FieldRow {
    pub(crate) name: String,
    /// Whether the name carries a depth mark.
    pub(crate) marked: bool,
    /// How far the mark is indented, in em spaces.
    pub(crate) indent: usize,
    pub(crate) declared: Declared,
    pub(crate) required: bool,
    pub(crate) position: Option<Location>,
    pub(crate) example: Option<String>,
    pub(crate) doc: String,
    /// The name cell.
    pub(crate) span: Span,
    /// The whole row; none of a struct that only the names of rows show (`Status.Code`).
    pub(crate) row_span: Option<Span>,
    /// What the row says of a table elsewhere that describes its struct.
    pub(crate) reference: Reference,
    /// The table of the struct's rows, where they do not follow in this one.
    pub(crate) own_table: Option<TableId>,
}

impl FieldRow {
    /// Whether the example shows a scalar or a list of them: not nothing, and no object.
    pub(crate) fn has_value_example(&self) -> bool {
        self.example.as_deref().is_some_and(|it| !says_nothing(it) && !it.contains('{'))
    }
}

/// What a row says of the table that describes its struct.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The place on the page that the type cell links to.
    pub(crate) anchor: Option<String>,
    /// The names of links to places on the page that say no more than that.
    pub(crate) names: Vec<String>,
    /// The page elsewhere that the type cell links to.
    pub(crate) page: Option<String>,
}

/// What a table of fields says.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableRows {
    pub(crate) rows: Vec<FieldRow>,
    /// Whether the table says which rows are required, as every table of parameters does.
    pub(crate) states_required: bool,
    /// Whether a row stands for the fields that all answers have.
    pub(crate) has_common_row: bool,
}

/// Reads the rows of `table`; what is no row of a field is named in `findings`.
///
/// `names` are those of structs that other tables describe: they are types too.
pub(crate) fn read_rows(table: &Table, names: &[String], findings: &mut Findings<'_>) -> TableRows {
    let columns = Columns::of(table, findings);
    if !columns.has(Column::Name) || !columns.has(Column::Type) {
        let missing = if columns.has(Column::Name) { "types" } else { "names" };
        let why = format!("this table has no column for {missing}, so its rows are no fields");
        row_fates::name_all(Rule::TableNotOfFields, table, &why, findings);
        return TableRows::default();
    }
    if table.rows.is_empty() {
        let help = "write its rows, or take it away";
        findings.add(Rule::TableNotOfFields, table.header.span, "the table has no rows", help);
    }
    let mut read =
        TableRows { states_required: columns.has(Column::Required), ..TableRows::default() };
    for row in &table.rows {
        report_foreign_yes(row, table, &columns, findings);
        match read_row(row, &columns, names, findings) {
            RowOf::Field(field) => read.rows.push(*field),
            RowOf::Common => {
                read.has_common_row = true;
                findings.settle(row.span, Fate::Field);
            }
            RowOf::Nothing => findings.settle(row.span, Fate::Blank),
            RowOf::Unreadable(rule) => findings.settle(row.span, Fate::Named(rule)),
        }
    }
    declare_arrays(&mut read.rows);
    read
}

/// Declares arrays that neither their own row nor their element row has a type for: the two rows say
/// the same of what they are (`Tags`, then `Tag`, both "The tags of the instance"; ecs, a dialect
/// of older pages).
fn declare_arrays(rows: &mut [FieldRow]) {
    let mut rest = rows;
    while let [array, tail @ ..] = rest {
        if let Some(element) = tail.first()
            && [&*array, element].iter().all(|row| row.declared == Declared::Blank)
            && array.own_table.is_none()
            && array.marked == element.marked
            && !says_nothing(&array.doc)
            && array.doc == element.doc
        {
            let element = Declared::Struct(TypeName::new(&element.name));
            // An example shows values, whose element row names the object around the list alone.
            let element = if array.has_value_example() { Declared::Blank } else { element };
            array.declared = Declared::ArrayOf(Box::new(element));
        }
        rest = tail;
    }
}

/// What a row stands for.
enum RowOf {
    Field(Box<FieldRow>),
    /// The fields that all answers have.
    Common,
    Nothing,
    /// The rule of the finding that names the row.
    Unreadable(Rule),
}

fn read_row(row: &Row, columns: &Columns, names: &[String], findings: &mut Findings<'_>) -> RowOf {
    if row.cells.iter().all(|cell| cell.text().is_empty()) {
        // A row of blanks stands for "no parameters" in descriptions of clusters.
        return RowOf::Nothing;
    }
    let Some(row) = fitted(row, columns, findings) else {
        return RowOf::Unreadable(Rule::TableRowWidth);
    };
    let (Some(name_cell), Some(type_cell)) =
        (columns.cell(&row, Column::Name), columns.cell(&row, Column::Type))
    else {
        return RowOf::Nothing;
    };
    let (name, marked) = match name_cell::read(name_cell.text()) {
        NameCell::Name { name, marked, mended } => {
            if mended {
                let message = format!("`{}` is read as `{name}`", name_cell.text());
                findings.add(Rule::NameDamaged, name_cell.span, message, "mend the name");
            }
            (name, marked)
        }
        NameCell::Common => return RowOf::Common,
        NameCell::NoName => {
            let message = format!("`{}` is no name of a field", name_cell.text());
            let help = "write the name as it stands on the wire: letters, digits, `_`, `-`, `.`";
            findings.add(Rule::NameInvalid, row.span, message, help);
            return RowOf::Unreadable(Rule::NameInvalid);
        }
    };
    let Some(declared) = read_type(type_cell, names) else {
        let message = format!("`{}` is no type that is known", type_cell.text());
        let help = "expected String, Integer, Long, Float, Double, Boolean, Struct, Map, List, \
                    Array of X or a link to the table of a struct";
        findings.add(Rule::TypeUnknown, type_cell.span, message, help);
        return RowOf::Unreadable(Rule::TypeUnknown);
    };
    if type_cell::damages_name(type_cell.text()) {
        let message =
            format!("`{}` does not name a struct by letters and digits", type_cell.text());
        let help = "write the name without blanks; until then the struct has none";
        findings.add(Rule::NameDamaged, type_cell.span, message, help);
    }
    let description = columns.cell(&row, Column::Description);
    report_slipped(&row, &declared, columns, findings);
    let example = columns.cell(&row, Column::Example).map_or("", Cell::text);
    RowOf::Field(Box::new(FieldRow {
        name,
        marked,
        indent: name_cell.indent(),
        declared,
        required: read_required(columns.cell(&row, Column::Required), findings),
        position: read_position(columns.cell(&row, Column::Position), findings),
        example: Some(example).filter(|it| !vocabulary::says_no_example(it)).map(str::to_owned),
        doc: description.map(|it| it.doc().to_owned()).unwrap_or_default(),
        span: name_cell.span,
        row_span: Some(row.span),
        reference: read_reference(type_cell, description),
        own_table: None,
    }))
}

/// Reads a type; a name is one where it is a link, or where a table on the page has that name.
fn read_type(cell: &Cell, names: &[String]) -> Option<Declared> {
    let text = cell.text();
    type_cell::read(
        text,
        columns::is_link(cell) || names.iter().any(|name| name.eq_ignore_ascii_case(text)),
    )
}

/// What the links of a row say. Those in the description count where they lead to the same page
/// (ecs, older pages: `Array`, and in the description `InvocationType`).
fn read_reference(type_cell: &Cell, description: Option<&Cell>) -> Reference {
    let mut reference = Reference::default();
    for link in links(type_cell.raw()) {
        match link.anchor() {
            Some(anchor) if !anchor.is_empty() => reference.anchor = Some(anchor.to_owned()),
            Some(_) => {}
            None => reference.page = Some(link.target.to_owned()),
        }
    }
    let described = description.map(|cell| links(cell.raw())).unwrap_or_default();
    let names = described.into_iter().filter(|link| link.anchor().is_some());
    reference.names.extend(names.map(|link| link.text.to_owned()));
    reference
}

/// The row as wide as its table, with a finding where it was not; `None` where a cell that matters
/// is missing.
fn fitted<'a>(
    row: &'a Row,
    columns: &Columns,
    findings: &mut Findings<'_>,
) -> Option<Cow<'a, Row>> {
    match row.width {
        RowWidth::Exact => Some(Cow::Borrowed(row)),
        RowWidth::Surplus { found } => {
            let (row, column) = columns.refold(row);
            let message = format!(
                "the row has {found} cells for {} columns; the surplus is read as text of `{column}`",
                row.cells.len()
            );
            let help = "escape bars that are text: `\\|`";
            findings.add(Rule::TableRowSurplus, row.span, message, help);
            Some(Cow::Owned(row))
        }
        RowWidth::Short { found } => {
            let Some(missing) = columns.first_from(found) else {
                return Some(Cow::Borrowed(row));
            };
            let message = format!(
                "the row has {found} cells for {} columns; the column `{missing}` is missing",
                row.cells.len()
            );
            let help = "write a cell for every column, blank where there is nothing to say: `| |`";
            findings.add(Rule::TableRowWidth, row.span, message, help);
            None
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

/// Reports cells that hold what belongs into another one: a type, a name or a sentence among the
/// examples.
fn report_slipped(row: &Row, declared: &Declared, columns: &Columns, findings: &mut Findings<'_>) {
    let Some(example) = columns.cell(row, Column::Example) else { return };
    let described = columns.cell(row, Column::Description).map_or("", Cell::text);
    let holds = match type_cell::read(example.text(), false) {
        Some(ty) if *declared == Declared::Blank && ty != Declared::Blank => {
            "a type, and the cell of the type nothing"
        }
        _ if name_cell::is_nested_name(example.text()) => "what only a name has",
        _ if !columns::is_sentence(example) => return,
        _ if described.is_empty() => "a sentence, and the description nothing",
        _ if described.starts_with(['[', '{']) => "a sentence, and the description an example",
        _ => return,
    };
    let message = format!("the example holds {holds}");
    findings.add(Rule::CellsSwapped, example.span, message, "put each cell into its column");
}

/// Reports `true` and `false` among cells that say yes and no: an example slipped there.
fn report_foreign_yes(row: &Row, table: &Table, columns: &Columns, findings: &mut Findings<'_>) {
    let Some(cell) = columns.cell(row, Column::Required) else { return };
    if !vocabulary::says_true_or_false(cell.text()) {
        return;
    }
    let others = table.rows.iter().filter_map(|row| columns.cell(row, Column::Required));
    let mut others = others.map(Cell::text).filter(|text| !text.is_empty());
    if others
        .any(|text| vocabulary::required(text).is_some() && !vocabulary::says_true_or_false(text))
    {
        let message = format!("`{}` stands where other rows say yes and no", cell.text());
        findings.add(Rule::RequiredUnknown, cell.span, message, "write 是 or 否, Yes or No");
    }
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
