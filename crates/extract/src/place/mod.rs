//! Finds the place of each row of a flat table: the tree that contradicts the clues least.
//!
//! A response table lists `Data, List, City, Number, PageNumber, …` one after the other, and nothing
//! in a row says that `City` belongs to `List` and `PageNumber` to `Data`. The clues are the type
//! column, depth marks, the sample, the order of names and that no struct has a name twice. None is
//! always there, none always right, so they are weighed: see [`clue`].

mod beam;
mod clue;
mod costs;
mod known;
mod search;
mod shape;
#[cfg(test)]
mod tests;
mod trail;

use crate::type_cell::Declared;

pub use clue::Clue;
pub(crate) use search::place;
pub(crate) use shape::{Kind, NodeId, Shape};

/// What is known of a row before its place is.
#[derive(Debug)]
pub(crate) struct RowClues<'a> {
    pub(crate) name: &'a str,
    pub(crate) declared: &'a Declared,
    /// Whether the name cell carries a depth mark, which says "not top level" and no more.
    pub(crate) marked: bool,
    /// The depth that the mark's indentation shows, where the table shows several.
    pub(crate) depth: Option<usize>,
    /// Whether the example is a scalar, or a list of them.
    pub(crate) has_value_example: bool,
    /// The first name below the row, where its rows stand in a table of their own.
    pub(crate) own_table: Option<&'a str>,
}

/// What a table of rows describes: the answer, or the struct of a row of another table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root<'a> {
    /// Where the struct stands in the sample.
    pub(crate) node: Option<NodeId>,
    /// The name that the struct goes by on other pages.
    pub(crate) container: &'a str,
}

/// What a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parent {
    /// The answer itself.
    Top,
    /// Another row, by its index.
    Row(usize),
}

impl Parent {
    /// The row's index, if it is a row.
    pub(crate) fn row(self) -> Option<usize> {
        match self {
            Self::Top => None,
            Self::Row(row) => Some(row),
        }
    }
}

/// The place of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    pub(crate) parent: Parent,
    /// Where the row stands in the sample.
    pub(crate) node: Option<NodeId>,
    /// Whether it is the element row of the array above it, which the sample shows without it.
    pub(crate) is_element: bool,
    /// The name of the object around the array on the wire, where only the sample shows it.
    pub(crate) hidden_wrapper: Option<String>,
    /// What speaks for and against the place.
    pub(crate) clues: Vec<Clue>,
    /// Another tree, with another parent of the row, that the clues contradict hardly more.
    pub(crate) rival: Option<RivalTree>,
}

/// A tree that is second best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RivalTree {
    /// The parent that the row in doubt has in it.
    pub(crate) parent: Parent,
    /// The rows that have another parent in it than in the best tree, with that parent.
    pub(crate) moves: Vec<(usize, Parent)>,
}

impl RivalTree {
    fn new(row: usize, best: &[Placement], rival: &[Parent]) -> Option<Self> {
        let parents = best.iter().zip(rival).map(|(best, rival)| (best.parent, *rival));
        let moves = parents
            .enumerate()
            .filter_map(|(row, (best, rival))| (best != rival).then_some((row, rival)));
        Some(Self { parent: *rival.get(row)?, moves: moves.collect() })
    }
}
