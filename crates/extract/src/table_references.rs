//! Which row of which table refers to which table: the structs of older pages have tables of their
//! own.

use std::collections::BTreeSet;

use crate::field_rows::{FieldRow, TableRows};
use crate::sections::SectionTable;
use crate::type_cell::Declared;
use crate::vocabulary::Section;

/// A table that was read, with what stands above it.
pub(crate) struct Candidate<'a> {
    pub(crate) stands: &'a SectionTable<'a>,
    pub(crate) read: TableRows,
    /// The names in the caption.
    pub(crate) names: Vec<String>,
}

/// Which row refers to which table.
pub(crate) struct References<'a> {
    candidates: &'a [Candidate<'a>],
    /// For each table and row, the table that describes the row's struct.
    pub(crate) owners: Vec<Vec<Option<usize>>>,
}

impl<'a> References<'a> {
    pub(crate) fn new(candidates: &'a [Candidate<'a>]) -> Self {
        let owners = candidates.iter().map(|it| vec![None; it.read.rows.len()]).collect();
        Self { candidates, owners }
    }

    /// Finds for each row the table that says best that it describes the row's struct: of several
    /// that say it equally well, the next one below the row (sae/UpdateGreyTagRoute has two tables
    /// for `items`, each below the table of its row).
    pub(crate) fn resolve(&mut self) {
        for (from, candidate) in self.candidates.iter().enumerate() {
            for (at, row) in candidate.read.rows.iter().enumerate() {
                let targets = self.candidates.iter().enumerate();
                let targets = targets.filter(|(to, _)| !self.is_first_of_section(*to));
                let fitting: Vec<_> = targets
                    .filter_map(|(to, target)| {
                        let strength = strength(row, candidate, target)?;
                        Some((strength, to < from, to.abs_diff(from), to))
                    })
                    .collect();
                // The struct's rows follow here already, so that the table elsewhere repeats them.
                let follows =
                    fitting.iter().any(|(.., to)| self.follows_in_same_table(from, at, *to));
                let allowed = fitting.into_iter().filter(|(.., to)| self.can_describe(from, *to));
                let best = allowed.min().filter(|_| !follows);
                let owner = best.map(|(.., to)| to);
                if let Some(slot) = self.owners.get_mut(from).and_then(|rows| rows.get_mut(at)) {
                    *slot = owner;
                }
            }
        }
    }

    /// Whether a table can describe a struct of a row of another one: those of answers describe no
    /// parameters, nor the other way round. One below a heading of its own describes either.
    fn can_describe(&self, from: usize, to: usize) -> bool {
        let is_of_answer = |index: usize| {
            let section = self.candidates.get(index)?.stands.section?;
            Some(section == Section::Response)
        };
        match (is_of_answer(from), is_of_answer(to)) {
            (Some(from), Some(to)) => from == to,
            _ => true,
        }
    }

    /// The first table below a heading of requests or answers describes the request or the answer.
    fn is_first_of_section(&self, index: usize) -> bool {
        let mut before = self.candidates.iter().take(index);
        let section = self.candidates.get(index).and_then(|it| it.stands.section);
        section.is_some() && !before.any(|it| it.stands.section == section)
    }

    /// Whether the rows of the struct stand below the row already, so that the table repeats them.
    fn follows_in_same_table(&self, from: usize, at: usize, to: usize) -> bool {
        let rows = |index: usize| self.candidates.get(index).map(|it| it.read.rows.as_slice());
        let next = rows(from).and_then(|rows| rows.get(at + 1));
        let described = rows(to).unwrap_or_default();
        next.is_some_and(|next| described.iter().any(|row| row.name == next.name))
            && rows(from)
                .and_then(|rows| rows.get(at))
                .is_some_and(|row| row.declared.can_hold_rows())
    }

    pub(crate) fn is_attached(&self, to: usize) -> bool {
        self.owners.iter().flatten().any(|owner| *owner == Some(to))
    }

    /// The tables that are read with those given: they describe structs of rows of each other.
    pub(crate) fn reached_from(&self, mut open: Vec<usize>) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        while let Some(index) = open.pop() {
            if reached.insert(index) {
                open.extend(self.owners.get(index).into_iter().flatten().flatten());
            }
        }
        reached
    }

    /// Attaches a table without a caption that says anything to the one row above it whose struct
    /// no row describes (ecs/DescribeSnapshotPackage: the last row of the table before).
    pub(crate) fn attach_to_row_above(&mut self, to: usize) {
        let Some(target) = self.candidates.get(to) else { return };
        let Some(from) = to.checked_sub(1) else { return };
        let Some(above) = self.candidates.get(from) else { return };
        if above.stands.section != target.stands.section {
            return;
        }
        let Some(at) = above.read.rows.len().checked_sub(1) else { return };
        let takes = above.read.rows.get(at).is_some_and(|row| wants_rows(&row.declared));
        let slot = self.owners.get_mut(from).and_then(|rows| rows.get_mut(at));
        if let Some(slot) = slot.filter(|slot| takes && slot.is_none()) {
            *slot = Some(to);
        }
    }

    /// Whether all rows of a table stand below a row of another one already.
    pub(crate) fn repeats(&self, to: usize) -> bool {
        let Some(target) = self.candidates.get(to) else { return false };
        self.candidates.iter().enumerate().any(|(from, candidate)| {
            let refers = candidate.read.rows.iter().enumerate().any(|(at, row)| {
                strength(row, candidate, target).is_some()
                    && self.follows_in_same_table(from, at, to)
            });
            let has = |name: &str| candidate.read.rows.iter().any(|row| row.name == name);
            refers && target.read.rows.iter().all(|row| has(&row.name))
        })
    }
}

/// How well a row says that a table describes its struct; less is better.
fn strength(row: &FieldRow, of: &Candidate<'_>, target: &Candidate<'_>) -> Option<usize> {
    let holds = row.declared.can_hold_rows();
    let anchor = row.reference.anchor.as_deref();
    if holds && anchor.is_some() && anchor == target.stands.anchor {
        return Some(0);
    }
    let is_captioned = |name: &str| target.names.iter().any(|it| it.eq_ignore_ascii_case(name));
    if row.declared.struct_name().is_some_and(|name| is_captioned(name.as_str())) {
        return Some(1);
    }
    if holds && row.reference.names.iter().any(|name| is_captioned(name)) {
        return Some(2);
    }
    // A string of JSON is described so too, but only in requests: answers hold structs.
    let holds = holds || (of.states_parameters() && !matches!(row.declared, Declared::ArrayOf(_)));
    let name = row.name.split('.').next().unwrap_or(&row.name);
    if holds && is_captioned(name) {
        return Some(3);
    }
    let is_singular = |it: &String| {
        let plural = |one: &str, many: &str| {
            many.strip_suffix(['s', 'S']).is_some_and(|stem| stem.eq_ignore_ascii_case(one))
        };
        plural(it, name) || plural(name, it)
    };
    (holds && target.names.iter().any(is_singular)).then_some(4)
}

impl Candidate<'_> {
    /// Whether the rows are parameters, or stand inside of one.
    fn states_parameters(&self) -> bool {
        self.stands.section != Some(Section::Response)
    }
}

/// Whether a row that no row describes lacks something.
fn wants_rows(declared: &Declared) -> bool {
    match declared {
        Declared::Struct(_) | Declared::Linked(_) | Declared::Blank => true,
        Declared::ArrayOf(element) => wants_rows(element),
        Declared::Scalar(_) | Declared::List | Declared::Map(_) | Declared::Json => false,
    }
}
