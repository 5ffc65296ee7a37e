//! Finds the place of each row of a flat table: the tree that contradicts the clues least.
//!
//! A response table lists `Data, List, City, Number, PageNumber, …` one after the other, and nothing
//! in a row says that `City` belongs to `List` and `PageNumber` to `Data`. The clues are the type
//! column, depth marks, the sample, the order of names and that no struct has a name twice. None is
//! always there, none always right, so they are weighed: see [`weights`].

mod search;
mod shape;
mod weights;

use crate::type_cell::Declared;

pub(crate) use search::place;
pub(crate) use shape::{Kind, NodeId, Shape};

/// What is known of a row before its place is.
#[derive(Debug)]
pub(crate) struct RowClues<'a> {
    pub(crate) name: &'a str,
    pub(crate) declared: &'a Declared,
    /// Whether the name cell carries a depth mark, which says "not top level" and no more.
    pub(crate) marked: bool,
}

/// The place of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    /// The row that this one belongs to, by its index; `None` at the top.
    pub(crate) parent: Option<usize>,
    /// Where the row stands in the sample.
    pub(crate) node: Option<NodeId>,
    /// The name of the object around the array on the wire, where only the sample shows it.
    pub(crate) hidden_wrapper: Option<String>,
    /// Another parent that the clues contradict hardly more.
    pub(crate) rival: Option<Option<usize>>,
}
