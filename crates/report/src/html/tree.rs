//! The tree that a page became.

use apigen_ir::compare::Class;
use maud::{Markup, html};

use super::parts::{badge, doubt_badge};
use crate::fields::{FieldView, Side};
use crate::tables::TableView;

/// How many levels are indented; deeper ones stand below each other.
const MOST_LEVELS: usize = 9;

/// The fields, each below what holds it; a field links to its row.
pub(super) fn tree(fields: &[FieldView<'_>], tables: &[TableView<'_>]) -> Markup {
    html! {
        @for side in Side::ALL {
            @let numbered = fields.iter().enumerate().filter(|(_, it)| it.side == side);
            @if numbered.clone().next().is_some() {
                h3 { (side.title()) }
                ul.tree {
                    @for (number, field) in numbered { (node(number, field, tables)) }
                }
            }
        }
    }
}

/// The id of a field of the tree.
pub(super) fn id(number: usize) -> String {
    format!("field-{number}")
}

fn node(number: usize, field: &FieldView<'_>, tables: &[TableView<'_>]) -> Markup {
    let level = format!("level-{}", field.depth.min(MOST_LEVELS));
    let class = field.class().map(Class::as_str);
    html! {
        li id=(id(number)) .node .(level) .gone[field.is_gone] .changed[class.is_some()]
            .doubtful[field.is_doubtful()] data-fields=(number) {
            @match super::table::row_of(number, tables) {
                Some(row) => a.name href=(format!("#{row}")) { (field.name()) },
                None => span.name { (field.name()) },
            }
            @if !field.kind.is_empty() { span.kind { (field.kind) } }
            @if field.is_required { span.required { "required" } }
            @if let Some(class) = field.class() { (badge(class)) }
            @if field.is_doubtful() { (doubt_badge()) }
            @if field.line.is_none() && !field.is_gone { span.note { "in no row of its own" } }
        }
    }
}
