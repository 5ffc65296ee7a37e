//! Levels of the answer that the sample shows and the table has no row for.
//!
//! Some older pages list the fields of `{"Aliases": {"Alias": [{"AliasName": …}]}}` without a row
//! for `Aliases` (kms/ListAliases). Such rows get a row of that name above them.

use std::collections::BTreeSet;

use crate::diagnostic::{Findings, Rule};
use crate::field_rows::{FieldRow, Reference};
use crate::field_tables::TableId;
use crate::place::{NodeId, Shape};
use crate::type_cell::Declared;
use crate::vocabulary::COMMON_FIELD;

/// How many levels can be missing one below the other.
const MAX_DEPTH: usize = 4;

/// Puts rows of which the sample shows all in a level without a row below a new row for it.
///
/// `add` adds a table of the rows below the level; `at` is the place of the struct that the rows
/// describe.
pub(crate) fn add_levels(
    rows: Vec<FieldRow>,
    shape: &Shape,
    at: NodeId,
    depth: usize,
    add: &mut impl FnMut(Vec<FieldRow>) -> TableId,
    findings: &mut Findings<'_>,
) -> Vec<FieldRow> {
    // Among rows that hold others, the search finds the places; what it cannot place is no level.
    let holds_others = |row: &FieldRow| {
        let has_table = row.own_table.is_some() || matches!(row.declared, Declared::Linked(_));
        row.declared.can_hold_rows() && !has_table
    };
    if depth == MAX_DEPTH || rows.iter().any(holds_others) {
        return rows;
    }
    let names: BTreeSet<String> = rows.iter().map(|row| row.name.clone()).collect();
    let levels: Vec<Option<NodeId>> =
        rows.iter().map(|row| unlisted_level(&row.name, &names, shape, at)).collect();
    let mut read = Vec::new();
    let mut rest = rows.into_iter().zip(levels).peekable();
    while let Some((row, level)) = rest.next() {
        let Some((level, name)) = level.and_then(|level| Some((level, shape.above(level)?.1)))
        else {
            read.push(row);
            continue;
        };
        let mut inner = vec![row];
        while let Some((next, _)) = rest.next_if(|(_, next)| *next == Some(level)) {
            inner.push(next);
        }
        report(&inner, name, findings);
        let owner = level_row(name, &inner);
        let inner = add_levels(inner, shape, level, depth + 1, add, findings);
        read.extend(owner.map(|owner| FieldRow { own_table: Some(add(inner)), ..owner }));
    }
    read
}

/// The first level without a row above all the places where the sample shows a name; none where
/// one of them can be reached through rows.
fn unlisted_level(
    name: &str,
    names: &BTreeSet<String>,
    shape: &Shape,
    at: NodeId,
) -> Option<NodeId> {
    let mut found = None;
    for place in shape.places(name) {
        let mut chain: Vec<(NodeId, NodeId, &str)> = Vec::new();
        let mut node = place;
        while node != at {
            let (above, key) = shape.above(node)?;
            chain.push((above, node, key));
            node = above;
        }
        // An object around an array needs no row.
        let is_listed = |(above, node, key): &(NodeId, NodeId, &str)| {
            names.contains(*key)
                || shape.wrapped_array(*above).is_some_and(|(_, inner)| inner == *node)
        };
        let (_, level, _) = *chain.iter().rev().find(|it| !is_listed(it))?;
        if found.is_some_and(|found| found != level) {
            return None;
        }
        found = Some(level);
    }
    // An envelope around the whole answer is no level of it.
    found.filter(|level| shape.child(*level, COMMON_FIELD).is_none())
}

/// A row for a level that has none.
fn level_row(name: &str, inner: &[FieldRow]) -> Option<FieldRow> {
    Some(FieldRow {
        name: name.to_owned(),
        marked: false,
        indent: 0,
        declared: Declared::Blank,
        required: false,
        example: None,
        doc: String::new(),
        row_span: None,
        reference: Reference::default(),
        own_table: None,
        ..inner.first()?.clone()
    })
}

fn report(inner: &[FieldRow], name: &str, findings: &mut Findings<'_>) {
    let Some(first) = inner.first() else { return };
    let names: Vec<String> = inner.iter().map(|row| format!("`{}`", row.name)).collect();
    let message = format!(
        "the sample shows {} inside of `{name}`, for which the table has no row; read so",
        names.join(", ")
    );
    let help = format!("add a row for `{name}` above");
    findings.add(Rule::LevelUnlisted, first.span, message, &help);
}
