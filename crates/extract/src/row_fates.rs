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
    pub(crate) fn of_page(&self, path: &str, page: &Page, otherwise: Rule) -> PageRows {
        let rows = tables(page).flat_map(|table| &table.rows).map(|row| RowFate {
            span: row.span,
            name: first_cell(row),
            fate: self.by_row.get(&row.span).copied().unwrap_or(Fate::Named(otherwise)),
        });
        PageRows { page: path.to_owned(), rows: rows.collect() }
    }

    fn unread<'a>(&self, table: &'a Table) -> Vec<&'a Row> {
        table.rows.iter().filter(|row| !self.by_row.contains_key(&row.span)).collect()
    }
}

/// Names the rows that no part of the reader has taken: those of tables outside of the sections of
/// parameters, fields and errors.
pub(crate) fn name_unread(page: &Page, findings: &mut Findings<'_>) {
    for table in tables(page) {
        let unread = findings.fates().unread(table);
        if unread.is_empty() {
            continue;
        }
        let message =
            format!("no fields and no errors are read from this table: {}", list(&unread));
        for row in unread {
            findings.settle(row.span, Fate::Named(Rule::TableNotRead));
        }
        findings.add(Rule::TableNotRead, table.header.span, message, "");
    }
}

/// Names all rows of a table that is read as no fields.
pub(crate) fn name_all(rule: Rule, table: &Table, why: &str, findings: &mut Findings<'_>) {
    let rows: Vec<&Row> = table.rows.iter().collect();
    for row in &rows {
        let is_blank = row.cells.iter().all(|cell| cell.text().is_empty());
        findings.settle(row.span, if is_blank { Fate::Blank } else { Fate::Named(rule) });
    }
    findings.add(rule, table.header.span, format!("{why}: {}", list(&rows)), "");
}

/// The number of rows and what their first cells say.
fn list(rows: &[&Row]) -> String {
    let names: Vec<String> = rows.iter().map(|row| format!("`{}`", first_cell(row))).collect();
    let word = if rows.len() == 1 { "row" } else { "rows" };
    format!("{} {word}, {}", rows.len(), names.join(", "))
}

fn tables(page: &Page) -> impl Iterator<Item = &Table> {
    page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
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
