//! The tables of fields of a page: which describe the request and the answer, and which the struct
//! of a row elsewhere.
//!
//! Older pages describe each struct in a table of its own. Its caption (a line above it, or a
//! heading of its own) holds the name of the type, or of the row that the struct belongs to; the
//! type cell of the row names or links it.

use std::collections::BTreeMap;

use apigen_markdown::{Span, Table};

use crate::columns::heads_fields;
use crate::diagnostic::{Findings, Rule};
use crate::field_rows::{self, FieldRow};
use crate::name_cell::is_name;
use crate::place::Shape;
use crate::row_fates::{self, Fate};
use crate::sections::{SectionTable, Sections};
use crate::table_references::{Candidate, References};
use crate::vocabulary::Section;
use crate::{dotted_rows, repeated_rows, unlisted_levels};

/// A table of a page, by its place among the page's tables of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableId(usize);

/// The tables of fields of a page.
#[derive(Debug, Default)]
pub(crate) struct FieldTables {
    tables: Vec<FieldTable>,
    /// The tables of parameters, in the order of the page.
    pub(crate) request: Vec<TableId>,
    /// The table of the answer's fields.
    pub(crate) response: Option<TableId>,
    /// Whether the page says in words that an answer has the fields that all answers have.
    pub(crate) has_common_fields: bool,
    /// Whether a table that says which rows are required belongs to nothing.
    pub(crate) has_stray_parameters: bool,
}

/// A table of fields.
#[derive(Debug)]
pub(crate) struct FieldTable {
    pub(crate) section: Option<Section>,
    pub(crate) rows: Vec<FieldRow>,
}

impl FieldTables {
    /// Reads the tables of fields of a page, and finds out which describe what.
    pub(crate) fn read(sections: &Sections<'_>, findings: &mut Findings<'_>) -> Self {
        let candidates = read_tables(sections, findings);
        let mut tables = Self {
            has_common_fields: sections.has_common_fields
                || candidates.iter().any(|it| it.read.has_common_row),
            ..Self::default()
        };
        let mut references = References::new(&candidates);
        references.resolve();
        for (index, candidate) in candidates.iter().enumerate() {
            let id = TableId(index);
            let is_attached = references.is_attached(index);
            match candidate.stands.section {
                Some(Section::Response) if tables.response.is_none() => tables.response = Some(id),
                Some(Section::Request | Section::RequestBody | Section::RequestHeaders)
                    if !is_attached && tables.takes_parameters(candidate, &candidates) =>
                {
                    tables.request.push(id);
                }
                _ if is_attached => {}
                _ => references.attach_to_row_above(index),
            }
        }
        let mains = tables.request.iter().chain(&tables.response).map(|id| id.0);
        let read = references.reached_from(mains.collect());
        for (index, candidate) in candidates.iter().enumerate() {
            if !read.contains(&index) {
                tables.has_stray_parameters |= candidate.read.states_required;
                name_unattached(candidate, &references, index, findings);
            }
        }
        let owners = references.owners;
        for (candidate, owners) in candidates.into_iter().zip(owners) {
            let mut rows = candidate.read.rows;
            for (row, own_table) in rows.iter_mut().zip(owners) {
                row.own_table = own_table.map(TableId);
            }
            tables.tables.push(FieldTable { section: candidate.stands.section, rows });
        }
        tables
    }

    /// Whether a table below a heading of requests is one of parameters. The first one is; another
    /// one says which rows are required too (descriptions of clusters have a table of path
    /// parameters, then one of the body).
    fn takes_parameters(&self, candidate: &Candidate<'_>, candidates: &[Candidate<'_>]) -> bool {
        let Some(first) = self.request.first().and_then(|it| candidates.get(it.0)) else {
            return true;
        };
        candidate.read.states_required || !first.read.states_required
    }

    /// Gives names of the answer the capital letters that the sample has and the table lost.
    ///
    /// Machine translation writes a name like a word (ecs/DescribeDisksFullStatus, English page
    /// without a link: `Diskeventset`).
    pub(crate) fn mend_capitals(&mut self, shape: &Shape, findings: &mut Findings<'_>) {
        let answers = self.tables.iter_mut().filter(|it| it.section == Some(Section::Response));
        for row in answers.flat_map(|table| &mut table.rows) {
            let capitals = |name: &str| name.chars().filter(char::is_ascii_uppercase).count();
            let Some(shown) = shape.other_letter_case(&row.name) else { continue };
            if capitals(&row.name) > 1 || capitals(shown) <= capitals(&row.name) {
                continue;
            }
            let message = format!("`{}` is read as `{shown}`, as the sample writes it", row.name);
            findings.add(Rule::NameDamaged, row.span, message, "mend the name");
            row.name = shown.to_owned();
        }
    }

    /// Makes structs of what only the sample and the names of rows show below the answer: dotted
    /// names (`Status.Code`), and levels without a row.
    pub(crate) fn add_structs(&mut self, shape: Option<&Shape>, findings: &mut Findings<'_>) {
        let mut index = 0;
        while let Some(table) = self.tables.get_mut(index) {
            let id = TableId(index);
            index += 1;
            if self.request.contains(&id) {
                continue;
            }
            let section = table.section;
            let rows = std::mem::take(&mut table.rows);
            let is_answer = self.response == Some(id);
            let mut add = |rows| {
                self.tables.push(FieldTable { section, rows });
                TableId(self.tables.len() - 1)
            };
            let rows = repeated_rows::merge(rows, shape, findings);
            let mut rows = dotted_rows::fold(rows, shape, &mut add);
            if let Some(shape) = shape.filter(|_| is_answer) {
                rows = unlisted_levels::add_levels(rows, shape, Shape::ROOT, 0, &mut add, findings);
            }
            if let Some(table) = self.tables.get_mut(id.0) {
                table.rows = rows;
            }
        }
    }

    pub(crate) fn rows(&self, id: TableId) -> &[FieldRow] {
        self.tables.get(id.0).map_or(&[], |table| table.rows.as_slice())
    }

    pub(crate) fn section(&self, id: TableId) -> Option<Section> {
        self.tables.get(id.0)?.section
    }

    /// The rows of all tables, by their name cells.
    pub(crate) fn row_spans(&self) -> BTreeMap<Span, Span> {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        rows.filter_map(|row| Some((row.span, row.row_span?))).collect()
    }

    /// The rows of the tables of parameters, in the order of the page.
    pub(crate) fn parameter_rows(&self) -> impl Iterator<Item = &FieldRow> {
        self.request.iter().flat_map(|id| self.rows(*id))
    }

    /// The rows of the answer's table.
    pub(crate) fn response_rows(&self) -> impl Iterator<Item = &FieldRow> {
        self.response.iter().flat_map(|id| self.rows(*id))
    }
}

fn read_tables<'a>(sections: &'a Sections<'a>, findings: &mut Findings<'_>) -> Vec<Candidate<'a>> {
    // Tables below headings of the page's own are many things: features, ciphers, prices.
    let is_candidate = |it: &&SectionTable<'_>| it.section.is_some() || heads_fields(it.table);
    let stands: Vec<&SectionTable<'_>> =
        sections.field_tables.iter().filter(is_candidate).collect();
    let captions: Vec<Vec<String>> = stands.iter().map(|it| names_in(&it.caption)).collect();
    let names: Vec<String> = captions.iter().flatten().cloned().collect();
    let candidates = stands.into_iter().zip(captions).map(|(stands, captioned)| Candidate {
        stands,
        read: field_rows::read_rows(stands.table, &names, findings),
        names: captioned,
    });
    candidates.filter(|it| !it.read.rows.is_empty() || it.read.has_common_row).collect()
}

/// The names in a caption: words of ASCII letters, digits and `_`.
fn names_in(caption: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = caption.split(|c| !is_part(c)).filter(|word| is_name(word));
    words.map(str::to_owned).collect()
}

/// Names the rows of a table that nothing refers to.
fn name_unattached(
    candidate: &Candidate<'_>,
    references: &References<'_>,
    index: usize,
    findings: &mut Findings<'_>,
) {
    let table: &Table = candidate.stands.table;
    if references.repeats(index) {
        let why = "this table says again what rows below the struct say, which are used";
        row_fates::name_all(Rule::FieldRepeated, table, why, findings);
        for row in &candidate.read.rows {
            if let Some(span) = row.row_span {
                findings.settle(span, Fate::Repeated);
            }
        }
        return;
    }
    let why = "no row of the page has the struct that this table describes, so it is not read";
    row_fates::name_all(Rule::TableUnattached, table, why, findings);
}
