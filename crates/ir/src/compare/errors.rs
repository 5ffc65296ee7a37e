//! Error codes: the rows of one code are one variant, and so are compared together.

use super::pairing::note_order;
use super::{ChangeKind, Changes};
use crate::ErrorCode;

pub(super) fn compare(old: &[ErrorCode], new: &[ErrorCode], changes: &mut Changes) {
    let old_codes = by_code(old);
    let new_codes = by_code(new);
    let find = |codes: &[(&str, Vec<&ErrorCode>)], code: &str| codes.iter().any(|it| it.0 == code);
    for (code, rows) in &old_codes {
        if !find(&new_codes, code) {
            changes.add(&path(code), ChangeKind::ErrorRemoved, Some(show(rows)), None);
        }
    }
    for (code, rows) in &new_codes {
        match old_codes.iter().find(|it| it.0 == *code) {
            Some((_, before)) => compare_rows(code, before, rows, changes),
            None => changes.add(&path(code), ChangeKind::ErrorAdded, None, Some(show(rows))),
        }
    }
    note_order("errors", old, new, changes);
}

fn compare_rows(code: &str, old: &[&ErrorCode], new: &[&ErrorCode], changes: &mut Changes) {
    let path = path(code);
    let (old_rows, new_rows) = (in_order(old), in_order(new));
    let facts = |rows: &[&ErrorCode]| -> Vec<_> {
        rows.iter().map(|it| (it.http, it.message.clone())).collect()
    };
    if facts(&old_rows) != facts(&new_rows) {
        changes.add(&path, ChangeKind::ErrorChanged, Some(show(old)), Some(show(new)));
    } else if facts(old) != facts(new) {
        changes.add(&path, ChangeKind::Reordered, Some(show(old)), Some(show(new)));
    }
    let docs = |rows: &[&ErrorCode]| -> Vec<_> { rows.iter().map(|it| it.doc.clone()).collect() };
    if old.len() == new.len() {
        changes.note(&path, ChangeKind::DocChanged, &docs(&old_rows), &docs(&new_rows), |it| {
            Some(it.join("; "))
        });
    }
}

/// The rows of one code by what they say; rows that say the same stay as they stand.
fn in_order<'a>(rows: &[&'a ErrorCode]) -> Vec<&'a ErrorCode> {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| (a.http, &a.message).cmp(&(b.http, &b.message)));
    rows
}

/// The codes in the order of their first rows, each with all its rows.
fn by_code(rows: &[ErrorCode]) -> Vec<(&str, Vec<&ErrorCode>)> {
    let mut codes: Vec<(&str, Vec<&ErrorCode>)> = Vec::new();
    for row in rows {
        // Taken apart in full, so that what the model gains cannot be forgotten here.
        let ErrorCode { code, http: _, message: _, doc: _ } = row;
        match codes.iter_mut().find(|(known, _)| known == code) {
            Some((_, rows)) => rows.push(row),
            None => codes.push((code, vec![row])),
        }
    }
    codes
}

fn path(code: &str) -> String {
    format!("errors.{code}")
}

fn show(rows: &[&ErrorCode]) -> String {
    let show_row = |row: &&ErrorCode| {
        let http = row.http.map(|it| it.to_string());
        let message = (!row.message.is_empty()).then(|| row.message.clone());
        [http, message].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(show_row).collect::<Vec<_>>().join("; ")
}
