//! The decisions that led to each tree.

use super::clue::Clue;
use super::shape::NodeId;
use super::{Parent, Placement};

/// One decision: where a row was put and why, and the decision before it.
pub(super) struct Step<'a> {
    pub(super) parent: Parent,
    pub(super) node: Option<NodeId>,
    pub(super) is_element: bool,
    pub(super) hidden_wrapper: Option<&'a str>,
    pub(super) clues: Clues,
    pub(super) before: Option<usize>,
}

/// The clues to one place. The search makes many and keeps few, so they take no memory of their own.
#[derive(Clone, Copy, Default)]
pub(super) struct Clues {
    /// As many as [`Search::put`] asks for.
    found: [Option<Clue>; 10],
    count: usize,
}

impl Clues {
    pub(super) fn add(&mut self, clue: Option<Clue>) {
        if let (Some(_), Some(slot)) = (clue, self.found.get_mut(self.count)) {
            *slot = clue;
            self.count += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Clue> {
        self.found.iter().flatten().copied()
    }
}

/// Follows the trail from its end and gives the rows' parents in the order of the rows.
pub(super) fn parents(trail: &[Step<'_>], newest: Option<usize>) -> Vec<Parent> {
    let steps = std::iter::successors(newest.and_then(|at| trail.get(at)), |step| {
        step.before.and_then(|at| trail.get(at))
    });
    let mut parents: Vec<Parent> = steps.map(|step| step.parent).collect();
    parents.reverse();
    parents
}

/// Follows the trail from its end and gives the places in the order of the rows.
pub(super) fn walk_back(trail: &[Step<'_>], mut newest: Option<usize>) -> Vec<Placement> {
    let mut placements = Vec::new();
    while let Some(step) = newest.and_then(|at| trail.get(at)) {
        placements.push(Placement {
            parent: step.parent,
            node: step.node,
            is_element: step.is_element,
            hidden_wrapper: step.hidden_wrapper.map(str::to_owned),
            clues: step.clues.iter().collect(),
            rival: None,
        });
        newest = step.before;
    }
    placements.reverse();
    placements
}
