//! Listed values: those of a text are an enumeration, those of anything else are words.

use super::{ChangeKind, Changes, list};
use crate::{ListedValue, Type};

/// Compares the values that two pages list for the field at `path`, now of type `ty`.
pub(super) fn compare(
    path: &str,
    (ty, old): (&Type, &[ListedValue]),
    new: &[ListedValue],
    changes: &mut Changes,
) {
    let show = |values: &[ListedValue]| list(values.iter().map(ToString::to_string));
    if !is_text(ty) {
        changes.note(path, ChangeKind::ValuesChanged, old, new, show);
        return;
    }
    match (old.is_empty(), new.is_empty()) {
        (true, true) => {}
        (true, false) => changes.add(path, ChangeKind::ValuesListed, None, show(new)),
        (false, true) => changes.add(path, ChangeKind::ValuesUnlisted, show(old), None),
        (false, false) => compare_lists(path, old, new, changes),
    }
}

fn compare_lists(path: &str, old: &[ListedValue], new: &[ListedValue], changes: &mut Changes) {
    let has =
        |list: &[ListedValue], value: &ListedValue| list.iter().any(|it| it.value == value.value);
    for value in old.iter().filter(|it| !has(new, it)) {
        changes.add(path, ChangeKind::ValueRemoved, Some(value.value.clone()), None);
    }
    for value in new.iter().filter(|it| !has(old, it)) {
        changes.add(path, ChangeKind::ValueAdded, None, Some(value.value.clone()));
    }
    // Of the values that stayed, order and words.
    let common = |list: &[ListedValue], other: &[ListedValue]| -> Vec<ListedValue> {
        list.iter().filter(|it| has(other, it)).cloned().collect()
    };
    let (old, new) = (common(old, new), common(new, old));
    changes.note(path, ChangeKind::ValuesChanged, &old, &new, |it| {
        list(it.iter().map(ToString::to_string))
    });
}

/// Whether the values are texts: of the field, of its elements, or of those in its JSON text.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Array(inner) | Type::Map(inner) | Type::Json(inner) => is_text(inner),
        _ => false,
    }
}
