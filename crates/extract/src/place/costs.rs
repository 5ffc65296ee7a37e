//! What each clue says against putting a row into a struct.

use super::beam::Level;
use super::clue::{Clue, Cost, KEY_WITHOUT_ROW, STRUCT_WITHOUT_ROWS};
use super::known::{NameFacts, Testimony};
use super::search::Search;
use super::shape::{Kind, NodeId};
use super::{Parent, RowClues};
use crate::type_cell::Declared;

impl Search<'_> {
    /// What one clue costs on this page.
    pub(super) fn cost(&self, clue: Clue) -> Cost {
        if clue == Clue::NameNowhere { self.name_nowhere_cost } else { clue.cost() }
    }

    /// What the sample says of a row of this name at this parent.
    pub(super) fn name_clue(
        &self,
        name: &NameFacts,
        parent: Option<NodeId>,
        child: Option<(NodeId, bool)>,
    ) -> Option<Clue> {
        let shape = self.sample?;
        match (child, name.occurrences) {
            (Some((_, true)), 0..=1) => Some(Clue::NameHere),
            (Some((_, true)), _) => Some(Clue::NameHereToo),
            (Some((_, false)), _) => Some(Clue::NameDiffersInCase),
            // A level that the sample lacks, or shows empty, says nothing about its names.
            (None, 0) if parent.is_none_or(|parent| shape.keys(parent).is_empty()) => None,
            (None, 0) => Some(Clue::NameNowhere),
            // Where several rows have the name, its one place in the sample is that of one of them
            // only (ccc/ListRecentCallRecords: `StartTime` of the record, its agents and its
            // recordings).
            (None, 1) if !name.is_repeated => Some(Clue::NameElsewhereOnce),
            (None, _) => Some(Clue::NameElsewhere),
        }
    }

    /// What other pages say of a row in this struct.
    pub(super) fn witness_clue(&self, row: usize, parent: Parent, open: &[Level]) -> Option<Clue> {
        self.witness?;
        match self.testimony(row, parent)? {
            Testimony::Agreed | Testimony::Shown => Some(Clue::PagesShow),
            Testimony::Excluded => Some(Clue::PagesExclude),
            Testimony::Silent => {
                let agrees =
                    |level: &Level| self.testimony(row, level.parent) == Some(Testimony::Agreed);
                open.iter().any(agrees).then_some(Clue::PagesShowElsewhere)
            }
        }
    }

    fn testimony(&self, row: usize, parent: Parent) -> Option<Testimony> {
        let (witness, name) = (self.witness?, self.rows.get(row)?.name);
        let ask = || Testimony::of(witness, self.container_key(parent), name);
        Some(self.testimonies.get(parent.row(), row, ask))
    }

    /// The name that a struct goes by on other pages too: its type's, or else its row's.
    fn container_key(&self, parent: Parent) -> &str {
        let Some(clues) = parent.row().and_then(|row| self.rows.get(row)) else {
            return self.root.container;
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
                // The sample would show an object around it by the row's name; what it shows in
                // the array's objects is a field of them (ecs/DescribeInstanceHistoryEvents, an
                // older page: `EventCycleStatus`, the first row below the element row).
                kind == Some(Kind::ObjectArray) && self.child(row, level).is_none()
            }
            _ => false,
        };
        is_array
            && !level.has_hidden_wrapper
            && array + 1 == row
            && declared(row) == Some(&Declared::Blank)
    }

    /// Whether the row below an array is its element row by name, so that what the sample calls the
    /// object around the array counts less (vod/DescribeVodDomainUsageData).
    pub(super) fn has_element_row(&self, array: usize) -> bool {
        let (Some(array), Some(next)) = (self.rows.get(array), self.rows.get(array + 1)) else {
            return false;
        };
        let element = matches!(array.declared, Declared::ArrayOf(_))
            .then(|| array.declared.struct_name())
            .flatten();
        *next.declared == Declared::Blank
            && element.is_some_and(|it| it.as_str().eq_ignore_ascii_case(next.name))
            && !self.is_known(next.name)
    }

    /// Where the sample shows the array that opened `level`: bare, or in an object of another name
    /// than the element row's.
    pub(super) fn element_node(&self, level: &Level) -> Option<NodeId> {
        let node = level.node?;
        Some(self.sample?.wrapped_array(node).map_or(node, |(_, inner)| inner))
    }

    /// Whether a name stands anywhere in the sample.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.sample.is_some_and(|shape| shape.occurrences(name) > 0)
    }

    pub(super) fn order_clue(&self, name: &str, sibling: Option<usize>) -> Option<Clue> {
        let sibling = self.rows.get(sibling?)?;
        Some(if sibling.name > name { Clue::OrderGoesBack } else { Clue::OrderHolds })
    }

    pub(super) fn mark_clue(&self, row: &RowClues<'_>, depth: usize) -> Option<Clue> {
        let clue = if row.marked != (depth > 0) {
            Clue::MarkContradicted
        } else if row.depth.is_some_and(|shown| shown != depth) {
            Clue::DepthContradicted
        } else {
            Clue::MarkHolds
        };
        self.has_marks.then_some(clue)
    }

    /// Whether the type of the level's row, its example or the sample says that it holds no rows.
    pub(super) fn parent_clue(&self, level: &Level) -> Option<Clue> {
        let row = level.parent.row().and_then(|row| self.rows.get(row));
        if matches!(row.map(|row| row.declared), Some(Declared::List | Declared::Map(_))) {
            return Some(Clue::BelowList);
        }
        let kind = self.sample.zip(level.node).map(|(shape, node)| shape.kind(node));
        // Of what the sample shows, it says more than the example
        // (ecs/DescribeRecommendInstanceType: `NetworkTypes`, around its element row).
        let is_value =
            row.is_some_and(|row| *row.declared == Declared::Blank && row.has_value_example);
        match kind {
            Some(Kind::ScalarArray) => Some(Clue::BelowScalars),
            None if is_value => Some(Clue::BelowValue),
            _ => None,
        }
    }

    /// Whether `row` looks like the element row of the array before it, and stands apart from it.
    pub(super) fn element_clue(&self, row: usize, parent: Parent) -> Option<Clue> {
        let declared = |row: usize| self.rows.get(row).map(|clues| clues.declared);
        let before = row.checked_sub(1);
        let row_before = before.and_then(|before| self.rows.get(before));
        let follows_array = row_before.is_some_and(|it| {
            matches!(it.declared, Declared::ArrayOf(_)) && it.own_table.is_none()
        });
        let is_blank = matches!(declared(row), Some(Declared::Blank));
        let is_apart = is_blank && follows_array && parent.row() != before;
        is_apart.then_some(Clue::ElementRowApart)
    }

    /// Whether the type column and the sample disagree on what the row is.
    pub(super) fn kind_clue(&self, declared: &Declared, node: Option<NodeId>) -> Option<Clue> {
        let (shape, node) = (self.sample?, node?);
        match (declared, shape.kind(node)) {
            (Declared::Scalar(_), Kind::Object | Kind::Element) if !shape.keys(node).is_empty() => {
                Some(Clue::ScalarIsObject)
            }
            (Declared::Scalar(_), Kind::ObjectArray) => Some(Clue::ScalarIsObject),
            (Declared::Struct(_), Kind::Scalar) => Some(Clue::StructIsScalar),
            _ => None,
        }
    }

    /// What it costs that no more rows come into this level.
    pub(super) fn closing_cost(&self, level: &Level) -> Cost {
        let declared =
            level.parent.row().and_then(|row| self.rows.get(row)).map(|clues| clues.declared);
        let wants_rows = match declared {
            Some(Declared::Struct(_) | Declared::Linked(_)) => true,
            Some(Declared::ArrayOf(element)) => matches!(**element, Declared::Struct(_)),
            _ => false,
        };
        let is_opaque = matches!(declared, Some(Declared::Map(_) | Declared::Json));
        let mut cost = 0;
        if wants_rows && level.last.is_none() {
            cost += STRUCT_WITHOUT_ROWS;
        }
        if !is_opaque && !level.holds_element_row {
            let unexplained = self.keys(level).saturating_sub(level.explained);
            cost += KEY_WITHOUT_ROW * Cost::try_from(unexplained).unwrap_or(Cost::MAX / 100);
        }
        cost
    }
}
