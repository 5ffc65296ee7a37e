//! Error tables → error codes.

use apigen_ir::ErrorCode;
use apigen_markdown::{Cell, Row, Table};

use crate::diagnostic::{Findings, Rule};
use crate::vocabulary::{Column, error_column};

/// Reads the error codes of all error tables of a page, in their order.
pub(crate) fn build(tables: &[&Table], findings: &mut Findings<'_>) -> Vec<ErrorCode> {
    let mut codes = Vec::new();
    for table in tables {
        let columns: Vec<Option<Column>> = columns(table);
        if !columns.contains(&Some(Column::Code)) {
            let message = format!(
                "this table has no column of error codes; its {} rows are not read",
                table.rows.len()
            );
            findings.add(Rule::TableNotOfFields, table.header.span, message, "");
            continue;
        }
        report_unknown(table, findings);
        codes.extend(table.rows.iter().filter_map(|row| read_row(row, &columns, findings)));
    }
    codes
}

/// Names the columns that nobody knows: what they say is not read.
fn report_unknown(table: &Table, findings: &mut Findings<'_>) {
    for cell in &table.header.cells {
        if error_column(cell.text()).is_none() && !cell.text().is_empty() {
            let message = format!("`{}` heads no column that is known", cell.text());
            let help = "the column is not read; add its wording to the vocabulary if it matters";
            findings.add(Rule::ColumnUnknown, cell.span, message, help);
        }
    }
}

/// The role of each column; of `code · 描述 · HTTP · 语义` the first description is the message.
fn columns(table: &Table) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> =
        table.header.cells.iter().map(|cell| error_column(cell.text())).collect();
    let descriptions = columns.iter().filter(|it| **it == Some(Column::Description)).count();
    if descriptions == 2
        && !columns.contains(&Some(Column::Message))
        && let Some(first) = columns.iter_mut().find(|it| **it == Some(Column::Description))
    {
        *first = Some(Column::Message);
    }
    columns
}

fn read_row(
    row: &Row,
    columns: &[Option<Column>],
    findings: &mut Findings<'_>,
) -> Option<ErrorCode> {
    let cell = |column| {
        columns.iter().position(|it| *it == Some(column)).and_then(|index| row.cells.get(index))
    };
    let text = |column| cell(column).map_or("", Cell::text);
    let code = text(Column::Code);
    if code.is_empty() {
        let help = "write the code as it stands on the wire";
        findings.add(Rule::ErrorRowInvalid, row.span, "the row has no error code", help);
        return None;
    }
    let http = text(Column::Http).parse::<u16>().ok().filter(|it| (100..600).contains(it));
    if http.is_none() && !text(Column::Http).is_empty() {
        let span = cell(Column::Http).map_or(row.span, |it| it.span);
        let message = format!("`{}` is no HTTP status; read as unknown", text(Column::Http));
        findings.add(Rule::ErrorRowInvalid, span, message, "write three digits");
    }
    Some(ErrorCode {
        http,
        code: code.to_owned(),
        message: text(Column::Message).to_owned(),
        doc: cell(Column::Description).map(|it| it.doc().to_string()).unwrap_or_default(),
    })
}
