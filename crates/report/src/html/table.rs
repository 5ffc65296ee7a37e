//! The tables of a page, each row with what it became and why.

use apigen_ir::compare::Class;
use maud::{Markup, html};

use super::parts::{badge, change_sentence, change_texts, doubt_badge, finding, question};
use super::{source, tree};
use crate::fields::{FieldView, Side};
use crate::operation::OperationView;
use crate::tables::{RowView, TableView};

/// The tables of the page of an operation.
pub(super) fn tables(view: &OperationView<'_>) -> Markup {
    html! {
        @for (at, table) in view.tables.iter().enumerate() {
            h3 { (table.heading) }
            div.table {
                table {
                    thead {
                        tr {
                            th.line scope="col" { "Line" }
                            @for column in &table.columns { th scope="col" { (column) } }
                            th.became scope="col" { "Read as" }
                        }
                    }
                    tbody {
                        @for (number, row) in table.rows.iter().enumerate() {
                            (table_row(&id(at, number), row, &table.columns, view))
                        }
                    }
                }
            }
        }
    }
}

/// The id of the row that became a field, or that it was.
pub(super) fn row_of(field: usize, tables: &[TableView<'_>]) -> Option<String> {
    tables.iter().enumerate().find_map(|(table, it)| {
        let row = it.rows.iter().position(|row| row.fields.contains(&field))?;
        Some(id(table, row))
    })
}

fn id(table: usize, row: usize) -> String {
    format!("row-{table}-{row}")
}

fn table_row(id: &str, row: &RowView<'_>, columns: &[String], view: &OperationView<'_>) -> Markup {
    let fields: Vec<(usize, &FieldView<'_>)> =
        row.fields.iter().filter_map(|it| Some((*it, view.fields.get(*it)?))).collect();
    let numbers: Vec<String> = row.fields.iter().map(ToString::to_string).collect();
    let class = row.class.map(Class::as_str);
    html! {
        tr.row.(class.unwrap_or("unchanged")) .gone[row.is_gone] .doubtful[row.is_doubtful]
            id=(id) tabindex="0" data-fields=(numbers.join(" "))
            aria-describedby=(format!("about-{id}")) {
            td.line data-column="Line" {
                @match row.line {
                    Some(line) if row.is_gone => (line),
                    Some(line) => a href=(format!("#{}", source::id("page", line))) tabindex="-1" { (line) },
                    None => "",
                }
            }
            @if row.is_gone && row.cells.len() != columns.len() {
                td colspan=(columns.len()) data-column="Was" { del { (row.cells.join(" | ")) } }
            } @else {
                @for (column, cell) in columns.iter().zip(&row.cells) {
                    td data-column=(column) {
                        @if row.is_gone && !cell.is_empty() { del { (cell) } } @else { (cell) }
                    }
                }
            }
            td.became data-column="Read as" {
                @for (_, field) in &fields { (became(field)) }
                @if fields.is_empty() { p.fate { (row.fate) } }
                @if row.is_doubtful { (doubt_badge()) }
                div.about id=(format!("about-{id}")) {
                    @for (number, field) in &fields { (about(*number, field, view)) }
                    @if fields.is_empty() { p.fate { (row.fate) } }
                    @for found in &row.findings {
                        @let is_told = fields.iter().any(|(_, it)| it.findings.contains(found));
                        @if !is_told { (finding(found)) }
                    }
                }
            }
        }
    }
}

/// What a row became, in short.
fn became(field: &FieldView<'_>) -> Markup {
    html! {
        p.field {
            code.path { (field.inner_path()) }
            @if !field.is_gone { span.kind { (field.kind) } }
            @if field.is_required { span.required { "required" } }
        }
        @for change in &field.changes {
            p.change { (badge(change.class())) " " (change_sentence(change)) }
        }
    }
}

/// All that is known of a field: what it is, why it stands where it does, and where else to look.
fn about(number: usize, field: &FieldView<'_>, view: &OperationView<'_>) -> Markup {
    html! {
        h4 {
            code { (field.inner_path()) }
            @if !field.kind.is_empty() { " " span.kind { (field.kind) } }
            @if field.is_required { " " span.required { "required" } }
            @if field.is_gone { " " span.required { "as it was" } }
        }
        p.links {
            @if let Some(line) = field.line {
                a href=(format!("#{}", source::id("page", line))) { "line " (line) " of the page" }
            }
            a href=(format!("#{}", tree::id(number))) { "tree" }
            @if let Some(line) = field.sample_line {
                a href=(format!("#{}", source::id("sample", line))) { "sample" }
            }
            @if let Some(line) = field.rust_line {
                a href=(format!("#{}", source::id("rust", line))) { "Rust" }
            }
        }
        (clues(field))
        @for found in &field.findings { (finding(found)) }
        @for change in &field.changes {
            p.change {
                (badge(change.class())) " " (change_sentence(change))
                @if change.class() > Class::Docs { span.reason { " — " (change.rule.reason()) } }
            }
            (question(change))
            (change_texts(change, view))
        }
        @if !field.items.is_empty() {
            p.items { "In Rust: "
                @for (at, item) in field.items.iter().enumerate() {
                    @if at > 0 { ", " } code { (item) }
                }
            }
        }
    }
}

/// Why a field stands where it does.
fn clues(field: &FieldView<'_>) -> Markup {
    let otherwise = match (field.is_gone, field.side) {
        (true, _) => "It is no longer there.",
        (false, Side::Request) => "Its name says where it stands.",
        (false, Side::Response) => "No clue is needed: there is no other place for it.",
        (false, Side::Errors) => "Error codes stand in no tree.",
    };
    html! {
        @if field.clues.is_empty() {
            p.clues { (otherwise) }
        } @else {
            p { "Why it stands there:" }
            ul.clues {
                @for clue in field.clues {
                    @if clue.is_for() {
                        li.for { span.sign { "+" } " " (clue) }
                    } @else {
                        li.against { span.sign { "−" } " " (clue) }
                    }
                }
            }
        }
    }
}
