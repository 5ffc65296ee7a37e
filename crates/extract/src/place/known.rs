//! What the search asks again and again, found out once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::RowClues;
use super::shape::Shape;
use crate::witness::Witness;

/// What is known of the name of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameFacts {
    /// How often the name stands in the sample, whatever its letter case.
    pub(super) occurrences: usize,
    /// The first row of the same name, where that is an earlier one.
    pub(super) first: Option<usize>,
    /// Whether another row has the same name.
    pub(super) is_repeated: bool,
}

impl NameFacts {
    /// The facts of each row's name.
    pub(super) fn of(rows: &[RowClues<'_>], sample: Option<&Shape>) -> Vec<Self> {
        let mut seen: HashMap<&str, (usize, usize)> = HashMap::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            seen.entry(row.name).or_insert((index, 0)).1 += 1;
        }
        let facts = rows.iter().enumerate().map(|(index, row)| {
            let (first, count) = seen.get(row.name).copied().unwrap_or((index, 1));
            Self {
                occurrences: sample.map_or(0, |shape| shape.occurrences(row.name)),
                first: (first < index).then_some(first),
                is_repeated: count > 1,
            }
        });
        facts.collect()
    }
}

/// What other pages say of a name in a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Testimony {
    /// Several of them show it there.
    Agreed,
    /// One of them shows it there.
    Shown,
    /// They agree on what the struct holds, and not this name.
    Excluded,
    /// Nothing.
    Silent,
}

impl Testimony {
    /// Asks a witness.
    pub(super) fn of(witness: Witness<'_>, container: &str, name: &str) -> Self {
        if witness.agrees(container, name) {
            Self::Agreed
        } else if witness.shows(container, name) {
            Self::Shown
        } else if witness.excludes(container, name) {
            Self::Excluded
        } else {
            Self::Silent
        }
    }
}

/// What other pages were found to say, by the row of the struct, if it is one, and the row in it.
#[derive(Debug, Default)]
pub(super) struct Testimonies(RefCell<HashMap<(Option<usize>, usize), Testimony>>);

impl Testimonies {
    /// What is known, or else what the witness says.
    pub(super) fn get(
        &self,
        parent: Option<usize>,
        row: usize,
        ask: impl FnOnce() -> Testimony,
    ) -> Testimony {
        *self.0.borrow_mut().entry((parent, row)).or_insert_with(ask)
    }
}
