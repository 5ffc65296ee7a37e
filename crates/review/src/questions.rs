//! What looks like a page that got worse, or like a misreading, rather than like a change of the API.
//!
//! An API seldom loses a field, pages often do: a table is cut short, a section is lost, a row lands
//! in another struct. Such a change is questioned: it still breaks users if it is accepted, but the
//! first thing to do is to look at the page.

use std::collections::BTreeSet;

use apigen_extract::Reading;
use apigen_ir::compare::{ChangeKind, Class};
use apigen_ir::{Field, Operation, WirePath, wire_paths};

use crate::change::{Change, Rule};

/// Why a change is questioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// All parameters, all fields or all error codes are gone at once.
    SectionLost,
    /// The last rows of a table are gone, and nothing else of it changed.
    TableCutShort,
    /// What is gone still stands in the page's sample.
    StillShown,
    /// What is gone never had a row: the page's sample alone showed it, and shows it no more.
    OnlyShown,
    /// A diagnostic about the page doubts the place of the row.
    PlaceInDoubt,
}

impl Question {
    /// All questions.
    pub const ALL: [Self; 5] = [
        Self::SectionLost,
        Self::TableCutShort,
        Self::StillShown,
        Self::OnlyShown,
        Self::PlaceInDoubt,
    ];

    /// The question's id, as reports print it.
    pub fn id(self) -> &'static str {
        match self {
            Self::SectionLost => "section-lost",
            Self::TableCutShort => "table-cut-short",
            Self::StillShown => "removed-but-shown",
            Self::OnlyShown => "removed-from-sample",
            Self::PlaceInDoubt => "place-in-doubt",
        }
    }

    /// What is to be looked at.
    pub fn text(self) -> &'static str {
        match self {
            Self::SectionLost => "everything of its table is gone; did the page lose a section?",
            Self::TableCutShort => "the last rows of its table are gone; was the table cut short?",
            Self::StillShown => "the page's sample still shows it; did the table lose its row?",
            Self::OnlyShown => "it had no row, and the sample shows it no more; is it gone?",
            Self::PlaceInDoubt => "a diagnostic doubts the place of its row; was it read rightly?",
        }
    }
}

/// How many rows at least are missing at the end of a table that was cut short.
const LEAST_CUT_ROWS: usize = 3;

/// What is known of an operation before and now.
pub(crate) struct Compared<'a> {
    pub(crate) old: &'a Operation,
    pub(crate) new: &'a Operation,
    pub(crate) old_reading: Option<&'a Reading>,
    pub(crate) new_reading: Option<&'a Reading>,
}

/// Notes which changes of an operation are questioned, and why.
pub(crate) fn ask(changes: &mut [&mut Change], compared: &Compared<'_>) {
    let questions: Vec<Option<Question>> = {
        let all: Vec<&Change> = changes.iter().map(|it| &**it).collect();
        all.iter().map(|change| question(change, &all, compared)).collect()
    };
    for (change, question) in changes.iter_mut().zip(questions) {
        change.question = question;
    }
}

fn question(change: &Change, all: &[&Change], compared: &Compared<'_>) -> Option<Question> {
    if change.class() != Class::Breaking {
        return None;
    }
    if is_only_shown(change, compared.old) {
        return Some(Question::OnlyShown);
    }
    if is_removal(change) {
        let section = change.path.split('.').next().unwrap_or_default();
        if is_lost(section, compared) {
            return Some(Question::SectionLost);
        }
        if is_cut_short(section, all, compared) {
            return Some(Question::TableCutShort);
        }
        if is_still_shown(change, compared) {
            return Some(Question::StillShown);
        }
    }
    is_in_doubt(change, compared).then_some(Question::PlaceInDoubt)
}

fn is_removal(change: &Change) -> bool {
    matches!(
        change.rule,
        Rule::Ir(
            ChangeKind::ParameterRemoved
                | ChangeKind::FieldRemoved
                | ChangeKind::FieldUnlisted
                | ChangeKind::ErrorRemoved
        )
    )
}

/// Whether there was something in a section, and now there is nothing.
fn is_lost(section: &str, Compared { old, new, .. }: &Compared<'_>) -> bool {
    let (before, now) = (rows(section, old), rows(section, new));
    before.len() > 1 && now.is_empty()
}

/// Whether the rows of a section are what they were, but for the last ones.
fn is_cut_short(section: &str, all: &[&Change], Compared { old, new, .. }: &Compared<'_>) -> bool {
    let (before, now) = (rows(section, old), rows(section, new));
    let has_others = all.iter().any(|it| {
        let is_of_section = it.path.split('.').next() == Some(section);
        is_of_section && it.class() != Class::Docs && !is_removal(it)
    });
    let is_start = before.len() >= now.len() + LEAST_CUT_ROWS && before.starts_with(&now);
    is_start && !has_others
}

/// The paths of a section's rows, in the order of the page.
fn rows(section: &str, operation: &Operation) -> Vec<String> {
    let mut rows = Vec::new();
    match section {
        "request" => add_rows("", &operation.request, &mut rows),
        "response" => add_rows("", &operation.response, &mut rows),
        "errors" => rows.extend(operation.errors.iter().map(|it| it.code.clone())),
        _ => {}
    }
    rows
}

fn add_rows(parent: &str, fields: &[Field], rows: &mut Vec<String>) {
    for field in fields.iter().filter(|it| !it.unlisted) {
        let path = format!("{parent}.{}", field.name);
        rows.push(path.clone());
        add_rows(&path, &field.fields, rows);
    }
}

/// Whether the present sample has the key of a field that is gone, and no other field explains it.
fn is_still_shown(change: &Change, Compared { new, .. }: &Compared<'_>) -> bool {
    if change.rule == Rule::Ir(ChangeKind::FieldUnlisted) {
        return true;
    }
    let is_field = change.rule == Rule::Ir(ChangeKind::FieldRemoved);
    let name = change.path.rsplit(['.', ']', '}']).next().unwrap_or_default();
    let mut known = BTreeSet::new();
    collect_names(&new.response, &mut known);
    let is_shown = |sample: &String| sample.contains(&format!("\"{name}\""));
    is_field && !known.contains(name) && new.response_sample.as_ref().is_some_and(is_shown)
}

/// Whether a field is gone that had no row.
fn is_only_shown(change: &Change, old: &Operation) -> bool {
    let path = change.path.strip_prefix("response.");
    let is_unlisted = |it: &WirePath<'_>| it.field.unlisted && Some(it.path.as_str()) == path;
    change.rule == Rule::Ir(ChangeKind::FieldRemoved)
        && wire_paths(&old.response).iter().any(is_unlisted)
}

fn collect_names<'a>(fields: &'a [Field], names: &mut BTreeSet<&'a str>) {
    for field in fields {
        names.insert(&field.name);
        names.extend(field.wrapper.as_deref());
        collect_names(&field.fields, names);
    }
}

/// Whether either page's diagnostics doubt the place of a field, of what holds it, or of what it
/// holds.
fn is_in_doubt(change: &Change, compared: &Compared<'_>) -> bool {
    let doubts = |reading: Option<&Reading>, path: Option<&str>| {
        let path = path.and_then(|it| it.strip_prefix("response."));
        let (Some(reading), Some(path)) = (reading, path) else { return false };
        reading.in_doubt.iter().any(|doubt| is_around(doubt, path) || is_around(path, doubt))
    };
    let moved_from = change.old.as_deref().filter(|_| change.rule == Rule::Ir(ChangeKind::Moved));
    let path = Some(change.path.as_str());
    doubts(compared.new_reading, path) || doubts(compared.old_reading, moved_from.or(path))
}

fn is_around(outer: &str, inner: &str) -> bool {
    let rest = inner.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', '{']))
}
