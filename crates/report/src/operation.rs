//! All that the report shows of one operation.

use std::collections::BTreeMap;

use apigen_emit::RustItem;
use apigen_extract::{Diagnostic, PageRows, Reading};
use apigen_ir::Operation;
use apigen_review::Change;

use crate::fields::{FieldView, Side, Sources, fields};
use crate::lines::{Line, Mark, marked, note};
use crate::rust_items::item_lines;
use crate::sample_keys::key_lines;
use crate::tables::{Pages, TableView, tables};

/// One state of an operation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OperationState<'a> {
    pub(crate) operation: Option<&'a Operation>,
    /// The reading of its page and the page's text, where they are known.
    pub(crate) page: Option<(&'a Reading, &'a str)>,
    /// The Rust source of its module.
    pub(crate) rust: Option<&'a str>,
}

/// What is known of a changed operation.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) action: &'a str,
    pub(crate) crate_name: &'a str,
    pub(crate) old: OperationState<'a>,
    pub(crate) new: OperationState<'a>,
    pub(crate) changes: Vec<&'a Change>,
    /// The findings about the present page.
    pub(crate) findings: Vec<&'a Diagnostic>,
    /// What became of the rows of the present page.
    pub(crate) rows: Option<&'a PageRows>,
    /// The Rust items of the operation as it is.
    pub(crate) items: &'a [RustItem],
}

/// What is shown of a changed operation.
#[derive(Debug)]
pub(crate) struct OperationView<'a> {
    pub(crate) subject: &'a Subject<'a>,
    pub(crate) fields: Vec<FieldView<'a>>,
    pub(crate) tables: Vec<TableView<'a>>,
    pub(crate) request_sample: Vec<Line>,
    pub(crate) response_sample: Vec<Line>,
    pub(crate) rust: Vec<Line>,
    pub(crate) page: Vec<Line>,
}

impl<'a> OperationView<'a> {
    pub(crate) fn new(subject: &'a Subject<'a>) -> Self {
        let (old, new) = (&subject.old, &subject.new);
        let mut fields = fields(&Sources {
            old: old.operation,
            new: new.operation,
            page: new.page,
            old_page: old.page,
            changes: &subject.changes,
            findings: &subject.findings,
        });
        let sample = |get: fn(&Operation) -> Option<&String>| {
            let old = old.operation.map(|it| get(it).map_or("", String::as_str));
            marked(old.or(Some("")), new.operation.and_then(get).map_or("", String::as_str))
        };
        let request_sample = sample(|it| it.request_sample.as_ref());
        let mut response_sample = sample(|it| it.response_sample.as_ref());
        note_sample(&mut fields, new.operation, &mut response_sample);
        // Of an operation that is new there is no old text; what is unknown is not gone.
        let before = |known: Option<&'a str>| known.or(old.operation.is_none().then_some(""));
        let mut rust = marked(before(old.rust), new.rust.unwrap_or_default());
        note_rust(&mut fields, subject, &mut rust);
        let text = new.page.map_or("", |(_, text)| text);
        let mut page = marked(before(old.page.map(|(_, text)| text)), text);
        for (number, field) in fields.iter().enumerate() {
            if let Some(line) = field.line {
                note(&mut page, line, number);
            }
        }
        let tables = tables(
            &Pages { new: text, old: old.page.map(|(_, text)| text) },
            subject.rows,
            &fields,
            &subject.findings,
        );
        Self { subject, fields, tables, request_sample, response_sample, rust, page }
    }

    /// Whether a line of the present page is known to have been nowhere in the old one.
    pub(crate) fn is_new_line(&self, number: usize) -> bool {
        self.page.iter().any(|it| it.mark == Mark::New && it.number == number)
    }

    /// The rows and fields that want a second look, and the findings about the page as a whole.
    pub(crate) fn doubts(&self) -> usize {
        let rows = self.tables.iter().flat_map(|it| &it.rows);
        let of_rows = rows.clone().filter(|it| it.is_doubtful).count();
        let is_in_row = |finding: &&&Diagnostic| {
            rows.clone().any(|row| row.findings.iter().any(|it| it == *finding))
        };
        of_rows + self.subject.findings.iter().filter(|it| !is_in_row(it)).count()
    }
}

fn note_sample(fields: &mut [FieldView<'_>], new: Option<&Operation>, lines: &mut [Line]) {
    let Some(sample) = new.and_then(|it| it.response_sample.as_deref()) else { return };
    let keys = key_lines(sample);
    for (number, field) in fields.iter_mut().enumerate() {
        if field.side != Side::Response || field.is_gone {
            continue;
        }
        field.sample_line = keys.get(field.inner_path()).copied();
        if let Some(line) = field.sample_line {
            note(lines, line, number);
        }
    }
}

fn note_rust(fields: &mut [FieldView<'_>], subject: &Subject<'_>, lines: &mut [Line]) {
    let by_name = subject.new.rust.map(item_lines).unwrap_or_default();
    let mut by_path: BTreeMap<&str, Vec<&RustItem>> = BTreeMap::new();
    for item in subject.items {
        by_path.entry(&item.path).or_default().push(item);
    }
    for (number, field) in fields.iter_mut().enumerate().filter(|(_, it)| !it.is_gone) {
        for item in by_path.get(field.path.as_str()).into_iter().flatten() {
            // The module is named after the operation.
            let name = item.name.splitn(3, "::").nth(2).unwrap_or(&item.name);
            if item.value.is_none() {
                field.items.push(name.to_owned());
            }
            if let Some(line) = by_name.get(name) {
                field.rust_line.get_or_insert(*line);
                note(lines, *line, number);
            }
        }
    }
}
