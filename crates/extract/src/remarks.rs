//! What a page says of its operation above the parameters, as Markdown.

use apigen_markdown::{Cell, Row, Table};

use crate::vocabulary::{Column, field_column};

/// Adds a paragraph, a list or a table to a text.
pub(crate) fn push(text: &mut String, paragraph: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(paragraph);
}

/// A table that explains something (kms/AsymmetricSign: which key takes which algorithm). One of
/// names and types is of fields, even where it stands too early.
pub(crate) fn explanation(table: &Table) -> Option<String> {
    let columns: Vec<_> = table.header.cells.iter().map(|it| field_column(it.text())).collect();
    if columns.contains(&Some(Column::Name)) && columns.contains(&Some(Column::Type)) {
        return None;
    }
    let delimiter = "|---".repeat(table.header.cells.len()) + "|";
    let rows = table.rows.iter().map(line);
    Some([line(&table.header), delimiter].into_iter().chain(rows).collect::<Vec<_>>().join("\n"))
}

fn line(row: &Row) -> String {
    let cells: Vec<String> = row.cells.iter().map(on_one_line).collect();
    format!("| {} |", cells.join(" | "))
}

/// Rows of Markdown have one line, so paragraphs are joined; a bar would end the cell.
fn on_one_line(cell: &Cell) -> String {
    let lines = cell.doc().lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ").replace("\\|", "|").replace('|', "\\|")
}
