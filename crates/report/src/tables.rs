//! The tables of a page as the page has them, each row with the fields that it became.

use apigen_extract::{Diagnostic, Fate, PageRows};
use apigen_ir::compare::Class;
use apigen_markdown::{Block, LineIndex, Row, Span, Table, parse};

use crate::fields::FieldView;

/// A table of the page.
#[derive(Debug)]
pub(crate) struct TableView<'a> {
    /// The heading that it stands below.
    pub(crate) heading: String,
    /// What its columns are called.
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<RowView<'a>>,
}

/// A row of a table, of the present page or of the old one.
#[derive(Debug)]
pub(crate) struct RowView<'a> {
    /// Its line, in the page that it stands in.
    pub(crate) line: Option<usize>,
    pub(crate) cells: Vec<String>,
    /// The fields that it became; of a row that is gone, the one that it was.
    pub(crate) fields: Vec<usize>,
    /// Whether it stands in the old page alone.
    pub(crate) is_gone: bool,
    /// What became of it, where it became no field.
    pub(crate) fate: String,
    /// The findings that point at it.
    pub(crate) findings: Vec<&'a Diagnostic>,
    /// The worst class of the changes of its fields.
    pub(crate) class: Option<Class>,
    /// Whether a reviewer should look at it twice.
    pub(crate) is_doubtful: bool,
}

/// The tables of a page with the text `text`.
pub(crate) fn tables<'a>(
    text: &str,
    rows: Option<&PageRows>,
    fields: &[FieldView<'_>],
    findings: &[&'a Diagnostic],
) -> Vec<TableView<'a>> {
    let reader = Reader { lines: LineIndex::new(text), rows, fields, findings };
    let mut heading = String::new();
    let mut found = Vec::new();
    for block in &parse(text).blocks {
        match block {
            Block::Heading(it) => heading.clone_from(&it.text),
            Block::Table(table) => found.push(reader.table(&heading, table)),
            _ => {}
        }
    }
    add_gone(&mut found, fields);
    found
}

struct Reader<'a, 'r> {
    lines: LineIndex<'r>,
    rows: Option<&'r PageRows>,
    fields: &'r [FieldView<'r>],
    findings: &'r [&'a Diagnostic],
}

impl<'a> Reader<'a, '_> {
    fn table(&self, heading: &str, table: &Table) -> TableView<'a> {
        TableView {
            heading: heading.to_owned(),
            columns: cells(&table.header),
            rows: table.rows.iter().map(|row| self.row(row)).collect(),
        }
    }

    fn row(&self, row: &Row) -> RowView<'a> {
        let holds = |span: Span| row.span.start <= span.start && span.start < row.span.end;
        let numbered = self.fields.iter().enumerate();
        let of_row = numbered.filter(|(_, it)| it.origin.is_some_and(holds));
        let fields: Vec<usize> = of_row.map(|(number, _)| number).collect();
        let views = || fields.iter().filter_map(|it| self.fields.get(*it));
        let findings = self.findings.iter().filter(|it| holds(it.span)).copied();
        let findings: Vec<&Diagnostic> = findings.collect();
        let is_doubtful = !findings.is_empty() || views().any(FieldView::is_doubtful);
        let class = views().filter_map(FieldView::class).max();
        let fate = self.rows.and_then(|it| it.rows.iter().find(|it| it.span == row.span));
        RowView {
            line: Some(self.lines.line_column(row.span.start).0),
            cells: cells(row),
            fields,
            is_gone: false,
            fate: fate.map_or_else(|| "no field".to_owned(), |it| in_words(it.fate)),
            findings,
            class,
            is_doubtful,
        }
    }
}

fn cells(row: &Row) -> Vec<String> {
    row.cells.iter().map(|it| it.text().to_owned()).collect()
}

/// What became of a row that is no field and no error code of its own.
fn in_words(fate: Fate) -> String {
    match fate {
        Fate::Field => "part of a field".to_owned(),
        Fate::ErrorCode => "part of an error code".to_owned(),
        Fate::Action => "names the action; no parameter".to_owned(),
        Fate::Blank => "blank".to_owned(),
        Fate::Repeated => "says again what another row says".to_owned(),
        Fate::Named(rule) => format!("not read: {}", rule.id()),
    }
}

/// Adds the rows that are gone, each after the row of the field that stood before it.
fn add_gone(tables: &mut [TableView<'_>], fields: &[FieldView<'_>]) {
    for (number, field) in fields.iter().enumerate().filter(|(_, it)| it.is_gone) {
        let old = field.changes.first().and_then(|it| it.old_place.as_ref());
        let text =
            old.map_or_else(|| format!("{} {}", field.name(), field.kind), |it| it.text.clone());
        let row = RowView {
            line: old.map(|it| it.line),
            cells: vec![text],
            fields: vec![number],
            is_gone: true,
            fate: String::new(),
            findings: Vec::new(),
            class: field.class(),
            is_doubtful: false,
        };
        let before = fields.get(..number).unwrap_or_default().iter().enumerate().rev();
        let before = before.take_while(|(_, it)| it.side == field.side);
        let after = fields.iter().enumerate().skip(number + 1);
        let mut after = after.take_while(|(_, it)| it.side == field.side);
        let place = before
            .filter_map(|(it, _)| find_row(tables, it))
            .map(|(table, row)| (table, row + 1))
            .next()
            .or_else(|| after.find_map(|(it, _)| find_row(tables, it)));
        if let Some((table, at)) = place
            && let Some(table) = tables.get_mut(table)
        {
            table.rows.insert(at, row);
        }
    }
}

/// The table and the row that became a field.
fn find_row(tables: &[TableView<'_>], field: usize) -> Option<(usize, usize)> {
    tables.iter().enumerate().find_map(|(at, table)| {
        let row = table.rows.iter().rposition(|row| row.fields.contains(&field))?;
        Some((at, row))
    })
}
