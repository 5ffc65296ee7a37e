//! The trees that the search keeps open.

use super::Parent;
use super::clue::Cost;
use super::shape::NodeId;
use super::trail::Step;

/// How many trees are kept open. Beyond 30, no page was read better.
const BEAM_WIDTH: usize = 30;

/// A struct that can still take rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    /// What its rows belong to.
    pub(super) parent: Parent,
    pub(super) node: Option<NodeId>,
    /// How many keys of the sample's object its rows explain.
    pub(super) explained: usize,
    /// The last row in it.
    pub(super) last: Option<usize>,
    /// Whether the sample shows an object around its array that no row stands for.
    pub(super) has_hidden_wrapper: bool,
    /// Whether its first row is an element row, beside which no other row can stand.
    pub(super) holds_element_row: bool,
}

/// A tree of the rows so far.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) cost: Cost,
    pub(super) open: Vec<Level>,
    /// The newest entry of the trail that led here.
    pub(super) trail: Option<usize>,
}

/// A tree of the rows so far and one more, before it is known whether it is among the best.
pub(super) struct Candidate<'a, 'b> {
    pub(super) cost: Cost,
    /// The levels that stay as they are.
    pub(super) kept: &'b [Level],
    /// The level that the row was put into.
    pub(super) level: Level,
    /// The level that the row opens.
    pub(super) opened: Option<Level>,
    pub(super) step: Step<'a>,
}

impl Candidate<'_, '_> {
    /// Whether the open levels are those of `state`.
    pub(super) fn is_open_as(&self, state: &State) -> bool {
        let (kept, rest) = state.open.split_at_checked(self.kept.len()).unwrap_or_default();
        let is_same = match (rest, &self.opened) {
            ([level], None) => *level == self.level,
            ([level, opened], Some(it)) => opened == it && *level == self.level,
            _ => false,
        };
        is_same && kept == self.kept
    }
}

/// Keeps the best trees; of several with the same open levels, only the best.
pub(super) fn narrow<'a>(
    mut candidates: Vec<Candidate<'a, '_>>,
    trail: &mut Vec<Step<'a>>,
) -> Vec<State> {
    candidates.sort_by_key(|candidate| candidate.cost);
    let mut kept: Vec<State> = Vec::with_capacity(BEAM_WIDTH.min(candidates.len()));
    for candidate in candidates {
        if kept.len() == BEAM_WIDTH {
            break;
        }
        if kept.iter().any(|other| candidate.is_open_as(other)) {
            continue;
        }
        let mut open = Vec::with_capacity(candidate.kept.len() + 2);
        open.extend_from_slice(candidate.kept);
        open.push(candidate.level);
        open.extend(candidate.opened);
        kept.push(State { cost: candidate.cost, open, trail: Some(trail.len()) });
        trail.push(candidate.step);
    }
    kept
}
