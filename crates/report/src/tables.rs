//! The tables of a page as the page has them, each row with the fields that it became.

use apigen_extract::{Diagnostic, Fate, PageRows};
use apigen_ir::compare::Class;
use apigen_markdown::{Block, LineIndex, Page, Row, Span, Table, parse};

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

/// The texts of the page, as it is and as it was.
pub(crate) struct Pages<'t> {
    pub(crate) new: &'t str,
    /// `None` where the old page is not known.
    pub(crate) old: Option<&'t str>,
}

/// The tables of a page, with the rows that are gone where they stood.
pub(crate) fn tables<'a>(
    pages: &Pages<'_>,
    rows: Option<&PageRows>,
    fields: &[FieldView<'_>],
    findings: &[&'a Diagnostic],
) -> Vec<TableView<'a>> {
    let reader = Reader { lines: LineIndex::new(pages.new), rows, fields, findings };
    let page = parse(pages.new);
    let mut found: Vec<_> =
        headed_tables(&page).map(|(heading, table)| reader.table(heading, table)).collect();
    add_gone(&mut found, fields, pages.old.unwrap_or_default());
    found
}

/// The tables of a page in order, each with the heading that it stands below.
fn headed_tables(page: &Page) -> impl Iterator<Item = (&str, &Table)> {
    let mut heading = "";
    page.blocks.iter().filter_map(move |block| match block {
        Block::Heading(it) => {
            heading = &it.text;
            None
        }
        Block::Table(table) => Some((heading, table)),
        _ => None,
    })
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

/// Adds the rows that are gone, each after the row of the field that stood before it. What has no such
/// neighbour any more stands in a table of its own, as the old page had it.
fn add_gone(tables: &mut Vec<TableView<'_>>, fields: &[FieldView<'_>], old_text: &str) {
    let old_page = parse(old_text);
    let old_lines = LineIndex::new(old_text);
    for (number, field) in fields.iter().enumerate().filter(|(_, it)| it.is_gone) {
        let old = field.old_origin.and_then(|it| find_old_row(&old_page, it));
        let fallback = || vec![format!("{} {}", field.name(), field.kind)];
        let row = RowView {
            line: old.as_ref().map(|it| old_lines.line_column(it.row.span.start).0),
            cells: old.as_ref().map_or_else(fallback, |it| cells(it.row)),
            fields: vec![number],
            is_gone: true,
            fate: String::new(),
            findings: Vec::new(),
            class: field.class().or(Some(Class::Breaking)),
            is_doubtful: field.is_doubtful(),
        };
        let (at, place) = neighbour(tables, fields, number).unwrap_or_else(|| {
            let columns = |it: &OldRow<'_>| cells(&it.table.header);
            tables.push(TableView {
                heading: old.as_ref().map_or(field.side.title(), |it| it.heading).to_owned(),
                columns: old.as_ref().map_or_else(|| vec!["Was".to_owned()], columns),
                rows: Vec::new(),
            });
            (tables.len() - 1, 0)
        });
        if let Some(table) = tables.get_mut(at) {
            table.rows.insert(place, row);
        }
    }
}

/// A row of the old page.
struct OldRow<'p> {
    heading: &'p str,
    table: &'p Table,
    row: &'p Row,
}

fn find_old_row(page: &Page, origin: Span) -> Option<OldRow<'_>> {
    headed_tables(page).find_map(|(heading, table)| {
        let is_it = |row: &&Row| row.span.start <= origin.start && origin.start < row.span.end;
        Some(OldRow { heading, table, row: table.rows.iter().find(is_it)? })
    })
}

/// The table that a row of a field that is gone belongs to, and its place there: behind the row of the
/// field before it, or else before that of the field after it.
fn neighbour(
    tables: &[TableView<'_>],
    fields: &[FieldView<'_>],
    number: usize,
) -> Option<(usize, usize)> {
    let side = fields.get(number)?.side;
    let find =
        |at: usize| fields.get(at).filter(|it| it.side == side).map(|_| find_row(tables, at));
    let mut before = (0..number).rev().map_while(find).flatten();
    let mut after = (number + 1..fields.len()).map_while(find).flatten();
    before.next().map(|(table, row)| (table, row + 1)).or_else(|| after.next())
}

/// The table and the row that became a field.
fn find_row(tables: &[TableView<'_>], field: usize) -> Option<(usize, usize)> {
    tables.iter().enumerate().find_map(|(at, table)| {
        let row = table.rows.iter().rposition(|row| row.fields.contains(&field))?;
        Some((at, row))
    })
}
