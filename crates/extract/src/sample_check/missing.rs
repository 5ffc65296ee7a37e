//! Where on the page a row would stand that is missing.

use std::collections::BTreeMap;

use apigen_markdown::Span;

use super::join;
use crate::diagnostic::Findings;
use crate::reading::Origin;

/// Of how many rows that are missing at several places the places are shown.
const MOST_PLACES: usize = 6;

/// How many rows are sorted on purpose, and not by chance.
const SORTED_ROWS: usize = 5;

/// Where the rows of a request or an answer stand.
#[derive(Debug)]
pub(crate) struct RowPlaces {
    /// The wire path of each field that has a row, and the row, in the order of the page.
    rows: Vec<(String, Span)>,
    /// The end of the last table, for what no row stands beside.
    table_end: Option<Span>,
}

impl RowPlaces {
    /// The rows of the fields whose paths begin with `side`; `rows` are all rows of the page by
    /// their name cells.
    pub(crate) fn new(
        side: &str,
        origins: &BTreeMap<String, Origin>,
        rows: &BTreeMap<Span, Span>,
        table_end: Option<Span>,
    ) -> Self {
        let row = |(path, origin): (&String, &Origin)| {
            let path = path.strip_prefix(side)?.strip_prefix('.')?;
            Some((path.to_owned(), rows.get(&origin.span).copied().unwrap_or(origin.span)))
        };
        let mut rows: Vec<(String, Span)> = origins.iter().filter_map(row).collect();
        rows.sort_by_key(|(_, span)| *span);
        Self { rows, table_end }
    }

    /// Where a row for `name` in the struct at `container` can be missing: behind the row of the
    /// field before, in front of the one of the field after it. The neighbours in the sample say
    /// which these are, and where the rows of the struct are sorted, the name does. `inner` are the
    /// names that the sample shows in it.
    pub(crate) fn of_missing(
        &self,
        container: &str,
        name: &str,
        (before, after): (Option<&str>, Option<&str>),
        inner: &[&str],
    ) -> Vec<Span> {
        let names = self.names_in(container);
        let mut places = Vec::new();
        if names.is_sorted() && names.len() >= SORTED_ROWS {
            // Nothing else is as sure.
            let place = match names.iter().rev().find(|it| **it < name) {
                Some(smaller) => self.behind(container, smaller),
                None => self.first_of(container),
            };
            return place.into_iter().collect();
        }
        places.extend(before.map(|it| self.behind(container, it)));
        places.extend(after.map(|it| self.front(container, it)));
        if names.is_sorted() {
            let smaller = names.iter().rev().find(|it| **it < name);
            places.extend(smaller.map(|it| self.behind(container, it)));
            let greater = names.iter().find(|it| **it > name);
            places.extend(greater.map(|it| self.front(container, it)));
        }
        // The rows of what is missing may be there.
        let own = names.iter().find(|it| inner.contains(it));
        places.extend(own.map(|it| self.front(container, it)));
        if before.is_none() {
            places.push(self.first_of(container));
        }
        if after.is_none() || places.is_empty() {
            places.push(self.last_of(container));
        }
        if container.is_empty() {
            places.push(self.table_end);
        }
        let mut places: Vec<Span> = places.into_iter().flatten().collect();
        places.sort();
        places.dedup();
        places
    }

    /// In front of the rows of a struct.
    pub(crate) fn first_of(&self, container: &str) -> Option<Span> {
        self.names_in(container).first().and_then(|it| self.front(container, it))
    }

    /// The end of the rows of a struct, or its own row if it has none: a table may end too early.
    pub(crate) fn last_of(&self, container: &str) -> Option<Span> {
        let last = self.names_in(container).last().map(|it| self.behind(container, it));
        last.unwrap_or_else(|| self.end_of(container))
    }

    /// The names of the fields of a struct, in the order of their rows.
    fn names_in(&self, container: &str) -> Vec<&str> {
        let is_inside = |path: &str| match container {
            "" => Some(path.len()),
            _ => path.strip_prefix(container)?.strip_prefix('.').map(str::len),
        };
        let name = |(path, _): &'_ (String, Span)| {
            let length = is_inside(path)?;
            Some(path.len() - length)
        };
        let names = self.rows.iter().filter_map(|row| row.0.get(name(row)?..));
        names.filter(|it| !it.contains(['.', '[', '{'])).collect()
    }

    /// The end of the rows of a field: its own and those inside of it.
    fn behind(&self, container: &str, name: &str) -> Option<Span> {
        self.end_of(&join(container, name))
    }

    fn end_of(&self, path: &str) -> Option<Span> {
        let is_of = |it: &str| {
            it.strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', '{']))
        };
        let end = self.rows.iter().filter(|(it, _)| is_of(it)).map(|(_, span)| span.end).max()?;
        Some(Span { start: end, end })
    }

    fn front(&self, container: &str, name: &str) -> Option<Span> {
        let path = join(container, name);
        let start = self.rows.iter().find(|(it, _)| *it == path).map(|(_, span)| span.start)?;
        Some(Span { start, end: start })
    }
}

/// Adds the places where rows are missing to the last finding, each place once.
pub(crate) fn relate(missing: &[(String, Span)], findings: &mut Findings<'_>) {
    let mut by_place: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
    for (name, span) in missing {
        let names = by_place.entry(*span).or_default();
        if names.last() != Some(&name.as_str()) {
            names.push(name);
        }
    }
    // The last one is where a table may end too early.
    let last = by_place.pop_last();
    for (span, names) in by_place.into_iter().take(MOST_PLACES - 1).chain(last) {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        findings.relate(span, format!("no row here for {}", names.join(", ")));
    }
}
