//! The search: a shortest path over (row, open levels), exact but for the width of the beam.

use super::beam::{Candidate, Level, State, narrow};
use super::clue::{Clue, Cost, DOUBT_MARGIN, name_nowhere};
use super::known::{NameFacts, Testimonies};
use super::shape::{Kind, NodeId, Shape};
use super::trail::{Clues, Step, parents, walk_back};
use super::{Parent, Placement, RivalTree, Root, RowClues};
use crate::name_cell::is_map_key;
use crate::type_cell::Declared;
use crate::witness::Witness;

/// How deep rows can be nested; the deepest page seen has 6 levels.
const MAX_DEPTH: usize = 40;

/// Finds the place of each row; the result has as many places as there are rows.
pub(crate) fn place(
    rows: &[RowClues<'_>],
    sample: Option<&Shape>,
    witness: Option<Witness<'_>>,
    root: Root<'_>,
) -> Vec<Placement> {
    let search = Search::new(rows, sample, witness, root);
    let mut trail = Vec::new();
    let beams = search.beams(&mut trail);
    let Some(best) = beams.last().and_then(|last| search.best(last)) else { return Vec::new() };
    let mut placements = walk_back(&trail, best.trail);
    for (row, beam) in beams.iter().enumerate().take(rows.len()) {
        let Some(parent) = placements.get(row).map(|placement| placement.parent) else { break };
        let rival = search.rival(row, parent, beam, best.cost, &mut trail);
        let rival = rival.and_then(|parents| RivalTree::new(row, &placements, &parents));
        if let Some(placement) = placements.get_mut(row) {
            placement.rival = rival;
        }
    }
    placements
}

/// A complete tree: what it costs, and where its trail ends.
struct Tree {
    cost: Cost,
    trail: Option<usize>,
}

/// The rows of one table and what is known of them.
pub(super) struct Search<'a> {
    pub(super) rows: &'a [RowClues<'a>],
    /// What the search asks of each row's name again and again.
    pub(super) names: Vec<NameFacts>,
    pub(super) sample: Option<&'a Shape>,
    pub(super) witness: Option<Witness<'a>>,
    /// What other pages were found to say so far.
    pub(super) testimonies: Testimonies,
    pub(super) root: Root<'a>,
    pub(super) name_nowhere_cost: Cost,
    pub(super) has_marks: bool,
}

impl<'a> Search<'a> {
    fn new(
        rows: &'a [RowClues<'a>],
        sample: Option<&'a Shape>,
        witness: Option<Witness<'a>>,
        root: Root<'a>,
    ) -> Self {
        let names = NameFacts::of(rows, sample);
        let missing = names.iter().filter(|it| sample.is_some() && it.occurrences == 0).count();
        Self {
            rows,
            names,
            sample,
            witness,
            testimonies: Testimonies::default(),
            root,
            name_nowhere_cost: name_nowhere(missing, rows.len()),
            has_marks: rows.iter().any(|row| row.marked),
        }
    }

    /// The best trees before each row, and last those of all rows.
    fn beams(&self, trail: &mut Vec<Step<'a>>) -> Vec<Vec<State>> {
        let root = Level {
            parent: Parent::Top,
            node: self.root.node,
            explained: 0,
            last: None,
            has_hidden_wrapper: false,
            holds_element_row: false,
        };
        let mut beams = Vec::with_capacity(self.rows.len() + 1);
        let mut beam = vec![State { cost: 0, open: vec![root], trail: None }];
        for row in 0..self.rows.len() {
            let next = self.step(row, &beam, None, Cost::MAX, trail);
            beams.push(std::mem::replace(&mut beam, next));
        }
        beams.push(beam);
        beams
    }

    /// Puts `row` into every tree of a beam in every way, and keeps the best trees.
    ///
    /// Leaves out the parent that is `forbidden`, and trees that cost `limit` or more.
    fn step(
        &self,
        row: usize,
        beam: &[State],
        forbidden: Option<Parent>,
        limit: Cost,
        trail: &mut Vec<Step<'a>>,
    ) -> Vec<State> {
        let mut candidates = Vec::new();
        for state in beam {
            // Of trees that cost the same, the one that goes on in the struct just open wins.
            for (depth, level) in state.open.iter().enumerate().rev() {
                if forbidden != Some(level.parent) {
                    candidates.extend(self.put(row, depth, state, limit, trail));
                }
            }
        }
        narrow(candidates, trail)
    }

    /// The best of complete trees.
    fn best(&self, beam: &[State]) -> Option<Tree> {
        let complete = beam.iter().map(|state| {
            let closing: Cost = state.open.iter().map(|level| self.closing_cost(level)).sum();
            Tree { cost: state.cost + closing, trail: state.trail }
        });
        complete.min_by_key(|tree| tree.cost)
    }

    /// Another tree, with another parent of `row`, that costs hardly more than the best one.
    ///
    /// Forbids the parent that the row has in the best tree, and searches on from the trees before
    /// the row. Costs only grow, so a search that has left the margin is over.
    fn rival(
        &self,
        row: usize,
        parent: Parent,
        beam: &[State],
        best: Cost,
        trail: &mut Vec<Step<'a>>,
    ) -> Option<Vec<Parent>> {
        let known = trail.len();
        let limit = best + DOUBT_MARGIN;
        let mut beam = self.step(row, beam, Some(parent), limit, trail);
        for later in row + 1..self.rows.len() {
            if beam.is_empty() {
                break;
            }
            beam = self.step(later, &beam, None, limit, trail);
        }
        let rival = self.best(&beam).filter(|tree| tree.cost < limit);
        let rival = rival.map(|tree| parents(trail, tree.trail));
        trail.truncate(known);
        rival
    }

    /// Puts `row` into the level at `depth`, closing the levels below it; `None` where the tree
    /// would cost `limit` or more.
    fn put<'b>(
        &self,
        row: usize,
        depth: usize,
        state: &'b State,
        limit: Cost,
        trail: &[Step<'a>],
    ) -> Option<Candidate<'a, 'b>> {
        let (facts, name) = (self.rows.get(row)?, self.names.get(row)?);
        let (kept, closed) = state.open.split_at_checked(depth + 1)?;
        let (level, kept) = kept.split_last()?;
        let closing: Cost = closed.iter().map(|level| self.closing_cost(level)).sum();
        let cost = state.cost + closing;
        // Costs only grow.
        if cost >= limit {
            return None;
        }

        let child = self.child(row, level);
        let is_element = self.is_element_row(row, level);
        // The sample shows the array without the object around it.
        let is_unseen = is_element && child.is_none() && name.occurrences == 0;
        let seen = match (is_unseen, is_element) {
            (true, _) => Some(Clue::ElementRowUnseen),
            (false, true) => Some(Clue::ElementRow),
            (false, false) => None,
        };
        let mut clues = Clues::default();
        clues.add(level.holds_element_row.then_some(Clue::BesideElementRow));
        clues.add(seen);
        if !is_unseen {
            clues.add(self.name_clue(name, level.node, child));
        }
        if child.is_none() {
            clues.add(self.witness_clue(row, level.parent, &state.open));
        }
        clues.add(self.order_clue(facts.name, level.last));
        clues.add(self.mark_clue(facts, depth));
        if !is_unseen {
            clues.add(self.parent_clue(level));
        }
        clues.add(self.element_clue(row, level.parent));
        let is_twice = self.name_stands_in(row, level.parent, trail, state.trail);
        clues.add(is_twice.then_some(Clue::NameTwice));

        let mut node = child.map(|(node, _)| node);
        if is_unseen {
            node = self.element_node(level);
        }
        let wrapper = if is_element { None } else { self.hidden_wrapper(row, node) };
        if let Some((_, inner)) = wrapper {
            node = Some(inner);
        }
        clues.add(self.kind_clue(facts.declared, node));
        let spent: Cost = clues.iter().map(|clue| self.cost(clue)).sum();
        let cost = cost + spent;
        if cost >= limit {
            return None;
        }

        let explained = match child {
            // `{key}` stands for every key.
            Some(_) if is_map_key(facts.name) => self.keys(level),
            Some(_) => 1,
            None => 0,
        };
        let is_open =
            facts.declared.can_hold_rows() && facts.own_table.is_none() && depth < MAX_DEPTH;
        let opened = is_open.then(|| Level {
            parent: Parent::Row(row),
            node,
            explained: 0,
            last: None,
            has_hidden_wrapper: wrapper.is_some(),
            holds_element_row: false,
        });
        let step = Step {
            parent: level.parent,
            node,
            is_element: is_unseen,
            hidden_wrapper: wrapper.map(|(name, _)| name),
            clues,
            before: state.trail,
        };
        let level = Level {
            explained: level.explained + explained,
            last: Some(row),
            holds_element_row: level.holds_element_row || is_element,
            ..level.clone()
        };
        Some(Candidate { cost, kept, level, opened, step })
    }

    /// Where the sample shows a row in a level, by its name; the value of any key for `{key}`.
    pub(super) fn child(&self, row: usize, level: &Level) -> Option<(NodeId, bool)> {
        let (shape, node) = (self.sample?, level.node?);
        let (name, facts) = (self.rows.get(row)?.name, self.names.get(row)?);
        if is_map_key(name) && level.parent != Parent::Top {
            return shape.keys(node).first().map(|(_, child)| (*child, true));
        }
        if facts.occurrences == 0 { None } else { shape.child(node, name) }
    }

    /// How many keys the sample shows in a level.
    pub(super) fn keys(&self, level: &Level) -> usize {
        self.sample.zip(level.node).map_or(0, |(shape, node)| shape.keys(node).len())
    }

    /// The array that only the sample shows inside an object: no row has the object's one key.
    fn hidden_wrapper(&self, row: usize, node: Option<NodeId>) -> Option<(&'a str, NodeId)> {
        let clues = self.rows.get(row)?;
        let says_no_kind = matches!(clues.declared, Declared::Linked(_) | Declared::Blank);
        if !says_no_kind && !matches!(clues.declared, Declared::ArrayOf(_) | Declared::List) {
            return None;
        }
        let shape = self.sample?;
        let scalar = || shape.wrapped_scalar(node?).filter(|_| *clues.declared == Declared::List);
        let (name, inner) = shape.wrapped_array(node?).or_else(scalar)?;
        if shape.kind(inner) == Kind::Scalar && says_no_kind {
            return None;
        }
        let next = clues.own_table.or_else(|| self.rows.get(row + 1).map(|next| next.name));
        (next != Some(name) && !self.has_element_row(row)).then_some((name, inner))
    }

    /// Whether a row of the same name as `row` already stands below `parent`.
    ///
    /// `newest` is the step that put the row before `row`.
    fn name_stands_in(
        &self,
        row: usize,
        parent: Parent,
        trail: &[Step<'_>],
        mut newest: Option<usize>,
    ) -> bool {
        let name = self.rows.get(row).map(|clues| clues.name);
        let Some(known) = self.names.get(row).and_then(|it| it.first) else { return false };
        // The rows of a struct come after the row that opens it.
        let first = parent.row().map_or(0, |parent| parent + 1).max(known);
        for earlier in (first..row).rev() {
            let Some(step) = newest.and_then(|at| trail.get(at)) else { return false };
            let same_name = self.rows.get(earlier).map(|clues| clues.name) == name;
            if same_name && step.parent == parent {
                return true;
            }
            newest = step.before;
        }
        false
    }
}
