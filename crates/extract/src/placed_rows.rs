//! The rows of one table, each at its place.

use crate::doubt::{Doubt, Move, Rival};
use crate::field_path::{FieldPath, Side};
use crate::field_rows::FieldRow;
use crate::place::{NodeId, Parent, Placement};
use crate::reading::Origin;
use crate::type_cell::Declared;

/// The rows of one table, each at its place.
pub(crate) struct PlacedRows<'b> {
    pub(crate) rows: &'b [FieldRow],
    placements: Vec<Placement>,
    /// The rows below each row: at 0 those at the top, at `row + 1` those below `row`.
    children: Vec<Vec<usize>>,
    /// The wire path of each row that became a field or a wrapper.
    paths: Vec<Option<RowPath>>,
}

/// Where a row stands on the wire.
#[derive(Clone)]
pub(crate) struct RowPath {
    pub(crate) own: String,
    /// What the paths of the rows below it start with.
    pub(crate) inside: String,
}

impl<'b> PlacedRows<'b> {
    pub(crate) fn new(rows: &'b [FieldRow], placements: Vec<Placement>) -> Self {
        let mut children = vec![Vec::new(); placements.len() + 1];
        for (row, placement) in placements.iter().enumerate() {
            let slot = placement.parent.row().map_or(0, |parent| parent + 1);
            if let Some(list) = children.get_mut(slot) {
                list.push(row);
            }
        }
        Self { rows, placements, children, paths: vec![None; rows.len()] }
    }

    /// The rows that belong to the struct that the table describes.
    pub(crate) fn top(&self) -> &[usize] {
        self.children.first().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn below(&self, index: usize) -> &[usize] {
        self.children.get(index + 1).map_or(&[], Vec::as_slice)
    }

    /// Where a row stands in the sample.
    pub(crate) fn node(&self, index: usize) -> Option<NodeId> {
        self.placements.get(index)?.node
    }

    /// The name of the object around a list, where only the sample shows it.
    pub(crate) fn hidden_wrapper(&self, index: usize) -> Option<&str> {
        self.placements.get(index)?.hidden_wrapper.as_deref()
    }

    /// Whether a row is the element row of an array that the sample shows without it.
    pub(crate) fn is_unseen_element(&self, index: usize) -> bool {
        self.placements.get(index).is_some_and(|placement| placement.is_element)
    }

    pub(crate) fn note_path(&mut self, index: usize, path: RowPath) {
        if let Some(slot) = self.paths.get_mut(index) {
            *slot = Some(path);
        }
    }

    fn path(&self, index: usize) -> Option<&RowPath> {
        self.paths.get(index)?.as_ref()
    }

    /// Where each row that became something was read, by its wire path.
    pub(crate) fn origins(&self) -> impl Iterator<Item = (String, Origin)> {
        let placed = self.rows.iter().zip(&self.placements).zip(&self.paths);
        placed.filter_map(|((row, placement), path)| {
            let origin = Origin { span: row.span, clues: placement.clues.clone() };
            Some((path.as_ref()?.own.clone(), origin))
        })
    }

    /// The rows that would fit elsewhere about as well. The wire paths of the struct that the table
    /// describes begin with `top`.
    pub(crate) fn rivals(&self, side: Side, top: &str) -> Vec<Doubt> {
        let placed = self.rows.iter().zip(&self.placements).enumerate();
        let doubts = placed.filter_map(|(index, (row, placement))| {
            let rival = placement.rival.as_ref()?;
            let path = FieldPath::new(side, self.path(index)?.own.as_str());
            let to = FieldPath::new(side, self.path_below(index, rival.parent, top)?);
            // Beside an element row there is no other place than in the element.
            if to == path {
                return None;
            }
            let moves = rival.moves.iter().filter_map(|(moved, parent)| {
                let from = FieldPath::new(side, self.path(*moved)?.own.as_str());
                Some(Move {
                    from,
                    to: FieldPath::new(side, self.path_below(*moved, *parent, top)?),
                })
            });
            let rival = Rival::Place { to, moves: moves.collect() };
            Some(Doubt { name: row.name.clone(), span: row.span, path, rival })
        });
        doubts.collect()
    }

    /// The path that a row would have below another one.
    fn path_below(&self, index: usize, parent: Parent, top: &str) -> Option<String> {
        let row = self.rows.get(index)?;
        let Parent::Row(parent) = parent else { return Some(format!("{top}{}", row.name)) };
        let path = self.path(parent)?;
        // An element row that does not stand below its list.
        let is_list =
            |list: &FieldRow| matches!(list.declared, Declared::ArrayOf(_) | Declared::List);
        let is_element = row.declared == Declared::Blank
            && parent + 1 == index
            && self.below(parent).is_empty()
            && self.rows.get(parent).is_some_and(is_list);
        let inside = if is_element { &format!("{}.", path.own) } else { &path.inside };
        Some(format!("{inside}{}", row.name))
    }
}
