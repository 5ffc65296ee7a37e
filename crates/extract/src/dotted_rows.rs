//! Dotted names below the answer: `Status.Code` and `Status.Name` are a struct `Status`.

use crate::field_rows::{FieldRow, Reference};
use crate::field_tables::TableId;
use crate::place::Shape;
use crate::type_cell::Declared;

/// How many parts a name can have; the longest seen has 5.
const MAX_DEPTH: usize = 20;

/// Gives rows whose dotted names begin alike, and stand together, a struct of their own.
///
/// `add` adds a table of the rows below the struct. Names that the sample has with their dots stay.
pub(crate) fn fold(
    rows: Vec<FieldRow>,
    shape: Option<&Shape>,
    add: &mut impl FnMut(Vec<FieldRow>) -> TableId,
) -> Vec<FieldRow> {
    let mut folded: Vec<FieldRow> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let row = without_last_index(row);
        let Some(head) = head(&row.name, shape) else {
            folded.push(row);
            continue;
        };
        let mut owner = match folded.last() {
            // The struct has a row of its own: `Status`, then `Status.Code`.
            Some(last) if last.name == head && last.own_table.is_none() => folded.pop(),
            _ => None,
        }
        .unwrap_or_else(|| container(&row, &head));
        let mut inner = vec![without_head(row, &head)];
        while let Some(next) = rows.next_if(|next| is_below(&next.name, &head)) {
            inner.push(without_head(next, &head));
        }
        if !owner.declared.can_hold_rows() {
            owner.declared = Declared::Struct(None);
        }
        owner.own_table = Some(add(inner));
        folded.push(owner);
    }
    folded
}

/// The part of a dotted name before its first dot.
fn head(name: &str, shape: Option<&Shape>) -> Option<String> {
    let (head, _) = name.split_once('.')?;
    let is_shown = shape.is_some_and(|shape| shape.occurrences(name) > 0);
    (!is_shown && name.matches('.').count() < MAX_DEPTH).then(|| head.to_owned())
}

fn is_below(name: &str, head: &str) -> bool {
    name.strip_prefix(head).is_some_and(|rest| rest.starts_with('.'))
}

/// The row of a struct that only dotted names show. `Things.N.Size` shows a list of structs.
fn container(first: &FieldRow, head: &str) -> FieldRow {
    let is_list = is_index(first.name.split('.').nth(1).unwrap_or_default());
    let element = Declared::Struct(None);
    FieldRow {
        name: head.to_owned(),
        declared: if is_list { Declared::ArrayOf(Box::new(element)) } else { element },
        required: false,
        example: None,
        doc: String::new(),
        row_span: None,
        reference: Reference::default(),
        own_table: None,
        ..first.clone()
    }
}

fn without_head(row: FieldRow, head: &str) -> FieldRow {
    let rest = row.name.get(head.len() + 1..).unwrap_or_default();
    let rest = match rest.split_once('.') {
        Some((index, rest)) if is_index(index) => rest,
        _ => rest,
    };
    FieldRow { name: rest.to_owned(), ..row }
}

/// `Ids.N` is a list.
fn without_last_index(row: FieldRow) -> FieldRow {
    match row.name.rsplit_once('.') {
        Some((name, index)) if is_index(index) => {
            let declared = match row.declared {
                list @ (Declared::List | Declared::ArrayOf(_)) => list,
                element => Declared::ArrayOf(Box::new(element)),
            };
            FieldRow { name: name.to_owned(), declared, ..row }
        }
        _ => row,
    }
}

fn is_index(part: &str) -> bool {
    matches!(part, "N" | "n") || (!part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}
