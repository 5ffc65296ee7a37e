//! What each clue says against putting a row into a struct.

use super::Parent;
use super::search::{Level, Search};
use super::shape::{Kind, NodeId};
use super::weights::{self, Cost};
use crate::type_cell::Declared;
use crate::witness;

impl Search<'_> {
    /// What it costs that a row has this name at this parent.
    pub(super) fn name_cost(
        &self,
        name: &str,
        parent: Option<NodeId>,
        child: Option<(NodeId, bool)>,
    ) -> Cost {
        let Some(shape) = self.sample else { return 0 };
        match (child, shape.occurrences(name)) {
            (Some((_, true)), _) => 0,
            (Some((_, false)), _) => weights::NAME_DIFFERS_IN_CASE,
            // A level that the sample lacks, or shows empty, says nothing about its names.
            (None, 0) if parent.is_none_or(|parent| shape.keys(parent).is_empty()) => 0,
            (None, 0) => self.missing_name_cost,
            (None, 1) => weights::UNIQUE_NAME_ELSEWHERE,
            (None, _) => weights::REPEATED_NAME_ELSEWHERE,
        }
    }

    /// What it costs that other pages show the name in another struct that is open, or that they
    /// agree on what this one holds, and not here.
    pub(super) fn witness_cost(&self, name: &str, parent: Parent, open: &[Level]) -> Cost {
        let Some(witness) = self.witness else { return 0 };
        let key = self.container_key(parent);
        let agrees = |parent: Parent| witness.agrees(self.container_key(parent), name);
        if witness.shows(key, name).is_some() {
            0
        } else if witness.excludes(key, name) {
            weights::WITNESSES_EXCLUDE
        } else if open.iter().any(|level| agrees(level.parent)) {
            weights::WITNESSED_ELSEWHERE
        } else {
            0
        }
    }

    /// The name that a struct goes by on other pages too: its type's, or else its row's.
    fn container_key(&self, parent: Parent) -> &str {
        let Some(clues) = parent.row().and_then(|row| self.rows.get(row)) else {
            return witness::TOP;
        };
        clues.declared.struct_name().map_or(clues.name, |name| name.as_str())
    }

    /// Whether `row` is the element row of the array that opened `level`: of blank type, and right
    /// after it. It stands for the object around the array, which holds nothing else.
    pub(super) fn is_element_row(&self, row: usize, level: &Level) -> bool {
        let Parent::Row(array) = level.parent else { return false };
        let declared = |row: usize| self.rows.get(row).map(|clues| clues.declared);
        let is_array = match declared(array) {
            Some(Declared::ArrayOf(_) | Declared::List) => true,
            Some(Declared::Blank) => {
                let kind = self.sample.zip(level.node).map(|(shape, node)| shape.kind(node));
                kind == Some(Kind::ObjectArray)
            }
            _ => false,
        };
        is_array
            && !level.has_hidden_wrapper
            && array + 1 == row
            && declared(row) == Some(&Declared::Blank)
    }

    /// Whether a name stands anywhere in the sample.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.sample.is_some_and(|shape| shape.occurrences(name) > 0)
    }

    pub(super) fn order_cost(&self, name: &str, sibling: Option<usize>) -> Cost {
        let goes_back = sibling
            .and_then(|sibling| self.rows.get(sibling))
            .is_some_and(|sibling| sibling.name > name);
        if goes_back { weights::ORDER_GOES_BACK } else { 0 }
    }

    pub(super) fn mark_cost(&self, marked: bool, depth: usize) -> Cost {
        if self.has_marks && marked == (depth == 0) { weights::MARK_CONTRADICTED } else { 0 }
    }

    /// What it costs that `row` stands below `parent`, by the types of the two.
    pub(super) fn parent_cost(&self, row: usize, parent: Parent) -> Cost {
        let declared = |row: usize| self.rows.get(row).map(|clues| clues.declared);
        let mut cost = 0;
        if matches!(parent.row().and_then(declared), Some(Declared::List | Declared::Map(_))) {
            cost += weights::ROW_BELOW_LIST;
        }
        let before = row.checked_sub(1);
        let follows_array = matches!(before.and_then(declared), Some(Declared::ArrayOf(_)));
        let is_blank = matches!(declared(row), Some(Declared::Blank));
        if is_blank && follows_array && parent.row() != before {
            cost += weights::ELEMENT_ROW_APART;
        }
        cost
    }

    /// What it costs that the type column and the sample disagree on what the row is.
    pub(super) fn kind_cost(&self, declared: &Declared, node: Option<NodeId>) -> Cost {
        let (Some(shape), Some(node)) = (self.sample, node) else { return 0 };
        match (declared, shape.kind(node)) {
            (Declared::Scalar(_), Kind::Object | Kind::Element) if !shape.keys(node).is_empty() => {
                weights::SCALAR_IS_OBJECT
            }
            (Declared::Scalar(_), Kind::ObjectArray) => weights::SCALAR_IS_OBJECT,
            (Declared::Struct(_), Kind::Scalar) => weights::STRUCT_IS_SCALAR,
            _ => 0,
        }
    }

    /// What it costs that no more rows come into this level.
    pub(super) fn closing_cost(&self, level: &Level) -> Cost {
        let keys = match (self.sample, level.node) {
            (Some(shape), Some(node)) => shape.keys(node).len(),
            _ => 0,
        };
        let declared =
            level.parent.row().and_then(|row| self.rows.get(row)).map(|clues| clues.declared);
        let wants_rows = match declared {
            Some(Declared::Struct(_)) => true,
            Some(Declared::ArrayOf(element)) => matches!(**element, Declared::Struct(_)),
            _ => false,
        };
        let is_opaque = matches!(declared, Some(Declared::Map(_) | Declared::Json));
        let mut cost = 0;
        if wants_rows && level.last.is_none() {
            cost += weights::STRUCT_WITHOUT_ROWS;
        }
        if !is_opaque && !level.holds_element_row {
            let unexplained = keys.saturating_sub(level.explained);
            cost +=
                weights::KEY_WITHOUT_ROW * Cost::try_from(unexplained).unwrap_or(Cost::MAX / 100);
        }
        cost
    }
}
