//! What became of each row of each table of a page: nothing is dropped in silence.

use std::collections::BTreeMap;

use apigen_markdown::{Block, Cell, Page, Row, Span, Table};

use crate::diagnostic::{Findings, Rule};

/// What became of a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is a parameter of the request or a field of the answer, or the object around an array.
    Field,
    /// It is an error code.
    ErrorCode,
    /// It states the action, which is no parameter.
    Action,
    /// Nothing stands in it.
    Blank,
    /// It says again what another row says; a diagnostic names it.
    Repeated,
    /// It is none of these, and a diagnostic of this rule names it.
    Named(Rule),
}

impl Fate {
    /// One word for the fate: the rule's id where a diagnostic names the row.
    pub fn id(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::ErrorCode => "error-code",
            Self::Action => "action",
            Self::Blank => "blank",
            Self::Repeated => "repeated",
            Self::Named(rule) => rule.id(),
        }
    }
}

/// A row of a table and its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFate {
    /// The row, from its first bar to its last.
    pub span: Span,
    /// What the row's first cell says.
    pub name: String,
    /// What became of the row.
    pub fate: Fate,
}

/// The rows of all tables of an API page, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRows {
    /// The page, relative to the folder of pages, with `/`.
    pub page: String,
    /// The rows; headers are none.
    pub rows: Vec<RowFate>,
}

/// The fates that are known so far, by the row's place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fates {
    by_row: BTreeMap<Span, Fate>,
}

impl Fates {
    /// Notes the fate of a row. A table that several rows refer to is read several times; a row that
    /// is a field once is a field.
    pub(crate) fn settle(&mut self, row: Span, fate: Fate) {
        let settled = self.by_row.entry(row).or_insert(fate);
        *settled = (*settled).min(fate);
    }

    /// The rows of a page; all of them have a fate once [`name_unread`] has seen them.
    pub(crate) fn of_page(&self, path: &str, tables: PageTables, otherwise: Rule) -> PageRows {
        let rows = tables.0.into_iter().flat_map(|table| table.rows).map(|row| RowFate {
            span: row.span,
            name: row.name,
            fate: self.by_row.get(&row.span).copied().unwrap_or(Fate::Named(otherwise)),
        });
        PageRows { page: path.to_owned(), rows: rows.collect() }
    }

    fn unread<'a>(&self, table: &'a TableRows) -> Vec<&'a NamedRow> {
        table.rows.iter().filter(|row| !self.by_row.contains_key(&row.span)).collect()
    }
}

/// The rows of all tables of a page, by their names: what of a page is asked for once it is read.
#[derive(Debug)]
pub(crate) struct PageTables(Vec<TableRows>);

/// The rows of a table.
#[derive(Debug)]
struct TableRows {
    header: Span,
    rows: Vec<NamedRow>,
}

/// A row, and what its first cell says.
#[derive(Debug)]
struct NamedRow {
    span: Span,
    name: String,
}

impl PageTables {
    /// The tables of a page.
    pub(crate) fn of(page: &Page) -> Self {
        let named = |row: &Row| NamedRow { span: row.span, name: first_cell(row) };
        let tables = page.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(TableRows {
                header: table.header.span,
                rows: table.rows.iter().map(named).collect(),
            }),
            _ => None,
        });
        Self(tables.collect())
    }
}

/// Names the rows that no part of the reader has taken: those of tables outside of the sections of
/// parameters, fields and errors.
pub(crate) fn name_unread(tables: &PageTables, findings: &mut Findings<'_>) {
    for table in &tables.0 {
        let unread = findings.fates().unread(table);
        if unread.is_empty() {
            continue;
        }
        let message = format!(
            "no fields and no errors are read from this table: {}",
            list(unread.iter().map(|it| it.name.as_str()))
        );
        for row in unread {
            findings.settle(row.span, Fate::Named(Rule::TableNotRead));
        }
        findings.add(Rule::TableNotRead, table.header, message, "");
    }
}

/// Names all rows of a table that is read as no fields.
pub(crate) fn name_all(rule: Rule, table: &Table, why: &str, findings: &mut Findings<'_>) {
    for row in &table.rows {
        let is_blank = row.cells.iter().all(|cell| cell.text().is_empty());
        findings.settle(row.span, if is_blank { Fate::Blank } else { Fate::Named(rule) });
    }
    let names: Vec<String> = table.rows.iter().map(first_cell).collect();
    let names = list(names.iter().map(String::as_str));
    findings.add(rule, table.header.span, format!("{why}: {names}"), "");
}

/// The number of rows and what their first cells say.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let word = if names.len() == 1 { "row" } else { "rows" };
    format!("{} {word}, {}", names.len(), names.join(", "))
}

/// What the first cell that says anything says, cut where a sentence stands there.
fn first_cell(row: &Row) -> String {
    const MOST_LETTERS: usize = 60;
    let text = row.cells.iter().map(Cell::text).find(|text| !text.is_empty()).unwrap_or_default();
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
