//! Rows that say word for word what the row before says: slips of the page's author.

use crate::diagnostic::{Findings, Rule};
use crate::field_rows::FieldRow;
use crate::place::Shape;
use crate::row_fates::Fate;
use crate::type_cell::Declared;

/// Leaves out rows that repeat the row before them (ccc/GenerateAgentStatisticReport), so that the
/// search does not look for another struct that could hold them.
///
/// Where the sample shows the name at several places, the two may be fields of two structs.
pub(crate) fn merge(
    rows: Vec<FieldRow>,
    shape: Option<&Shape>,
    findings: &mut Findings<'_>,
) -> Vec<FieldRow> {
    let mut merged: Vec<FieldRow> = Vec::new();
    for row in rows {
        let is_shown_twice = shape.is_some_and(|shape| shape.occurrences(&row.name) > 1);
        let is_shown_once = shape.is_some_and(|shape| shape.occurrences(&row.name) == 1);
        if !merged.last().is_some_and(|last| says_the_same(last, &row, is_shown_once)) {
            merged.push(row);
            continue;
        }
        if is_shown_twice {
            let message = format!(
                "the row says of `{}` again what the row above says; read as two fields, because \
                 the sample shows two",
                row.name
            );
            findings.add(Rule::FieldRepeated, row.span, message, "remove one of the two rows");
            merged.push(row);
            continue;
        }
        let message = format!("the row says of `{}` again what the row above says", row.name);
        findings.add(Rule::FieldRepeated, row.span, message, "remove one of the two rows");
        if let Some(span) = row.row_span {
            findings.settle(span, Fate::Repeated);
        }
    }
    merged
}

/// Of a row that a line break tore apart, the first copy may say less than the second.
fn says_the_same(first: &FieldRow, second: &FieldRow, is_shown_once: bool) -> bool {
    // A struct may hold one of its own name, which at least is described otherwise.
    let says_much =
        matches!(first.declared, Declared::Scalar(_)) || !first.doc.is_empty() || is_shown_once;
    says_much
        && first.name == second.name
        && first.declared == second.declared
        && first.marked == second.marked
        && first.example == second.example
        && (first.doc == second.doc
            || (!first.doc.is_empty() && second.doc.starts_with(&first.doc)))
}
