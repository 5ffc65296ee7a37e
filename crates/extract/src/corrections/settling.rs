//! Corrections of an operation are made, and what they settle is open no more.

use std::collections::HashMap;

use apigen_ir::{Location, Operation};

use super::Correction;
use super::change::{Change, Refusal, Settled, apply};
use super::decisions::Aspect;
use super::moving::Target;
use super::suggestion::suggest;
use super::tree::{FieldId, Tree};
use crate::diagnostic::{Diagnostic, Findings, Rule};
use crate::doubt::{self, Doubt, Move, Rival, in_doubt};
use crate::facts;
use crate::field_path::{FieldPath, Side};
use crate::reading::{Origin, Reading};

/// A doubt whose paths are ids, so that it stays right whatever moves.
#[derive(Clone, Debug)]
pub(super) struct OpenDoubt {
    pub(super) doubt: Doubt,
    pub(super) id: FieldId,
    /// What stands elsewhere in the other reading, where the doubt is about a place.
    pub(super) moves: Vec<(FieldId, Target)>,
}

/// Makes the corrections of a page, one after the other, and takes away the doubts they settle.
///
/// One that does not fit leaves the reading as it is, and is named among its decisions.
pub(crate) fn correct(reading: &mut Reading, corrections: &[Correction]) {
    let request = std::mem::take(&mut reading.operation.request);
    let response = std::mem::take(&mut reading.operation.response);
    let mut tree = Tree::new(request, response);
    let by_path = ByPath::take(reading, &tree);
    let doubts = std::mem::take(&mut reading.doubts).into_iter();
    let mut open: Vec<OpenDoubt> = doubts.filter_map(|it| OpenDoubt::new(it, &tree)).collect();
    let mut decided: Vec<(FieldId, Aspect)> = Vec::new();
    for correction in corrections {
        let change = &correction.entry.change;
        match apply(&mut tree, change, &reading.operation.style) {
            Err(refusal) => {
                reading.decisions.refuse(finding(correction, refusal, &reading.page));
            }
            Ok(settled) => {
                let before = open.len();
                open.retain(|doubt| !doubt.is_settled_by(settled));
                if matches!(change, Change::Confirm { .. }) && open.len() == before {
                    let message = format!("nothing about `{}` is in doubt", change.path());
                    let idle = finding(correction, Refusal::Unused(message), &reading.page);
                    reading.decisions.note_idle(change.path(), idle);
                }
                // What stood there before stands there no more, whatever others show.
                reading.decisions.note(change.path(), settled.aspect());
                decided.extend(settled.id().map(|id| (id, settled.aspect())));
            }
        }
    }
    if !corrections.is_empty() {
        // What descriptions state depends on names and types.
        tree.for_each(|side, field| match side {
            Side::Request => facts::add_to_parameter(field),
            Side::Response => facts::add_to_field(field),
        });
    }
    by_path.put_back(reading, &tree, corrections);
    reading.doubts = open.into_iter().filter_map(|it| it.close(&tree)).collect();
    for spot in tree.spots() {
        let Some(node) = tree.get(&spot.address) else { continue };
        let aspects = decided.iter().filter(|(id, _)| [node.id, node.element_id].contains(id));
        for (_, aspect) in aspects {
            reading.decisions.note(&spot.path, *aspect);
        }
    }
    (reading.operation.request, reading.operation.response) = tree.into_fields();
    reading.in_doubt = in_doubt(&reading.doubts, &reading.operation.response);
}

/// Names what is in doubt about a reading, each with the corrections that would settle it.
pub(crate) fn report_doubts(reading: &Reading, findings: &mut Findings<'_>) {
    if reading.doubts.is_empty() {
        return;
    }
    let operation = &reading.operation;
    // Corrections are made before the sample adds its fields.
    let Operation { request, response, .. } = operation.without_unlisted();
    let tree = Tree::new(request, response);
    for doubt in &reading.doubts {
        if let Some(open) = OpenDoubt::new(doubt.clone(), &tree) {
            doubt::report(doubt, &suggest(&tree, operation, &open), findings);
        }
    }
}

impl OpenDoubt {
    /// `None` where the tree has no such field, which then is no field in doubt.
    fn new(doubt: Doubt, tree: &Tree) -> Option<Self> {
        let id = tree.find(&doubt.path)?.id;
        let moves = match &doubt.rival {
            Rival::Place { moves, .. } => moves.as_slice(),
            Rival::Kind { .. } | Rival::Twin => &[],
        };
        let with_id = |it: &Move| Some((tree.find(&it.from)?.id, Target::locate(tree, &it.to)?));
        let moves = moves.iter().filter_map(with_id).collect();
        Some(Self { doubt, id, moves })
    }

    fn is_settled_by(&self, settled: Settled) -> bool {
        match (settled, &self.doubt.rival) {
            (Settled::All(id), Rival::Place { .. } | Rival::Kind { .. })
            | (Settled::Place(id), Rival::Place { .. })
            | (Settled::Kind(id), Rival::Kind { .. }) => id == self.id,
            _ => false,
        }
    }

    /// The doubt with the paths that its fields have now. `None` where the field is gone, or what
    /// else it could stand in, or the other field of its name.
    fn close(mut self, tree: &Tree) -> Option<Doubt> {
        self.doubt.path = tree.find_id(self.id)?.path;
        match &mut self.doubt.rival {
            Rival::Place { to, moves } => {
                if let Some((_, target)) = self.moves.iter().find(|(id, _)| *id == self.id) {
                    *to = target.path(tree, &self.doubt.path)?;
                }
                let path = |id: FieldId, target: Target| -> Option<Move> {
                    let from = tree.find_id(id)?.path;
                    let to = target.path(tree, &from)?;
                    Some(Move { from, to })
                };
                let moved = self.moves.iter().filter_map(|(id, target)| path(*id, *target));
                *moves = moved.filter(|it| it.from != it.to).collect();
            }
            Rival::Kind { .. } => {}
            Rival::Twin if self.doubt.path.is_twin() => {}
            Rival::Twin => return None,
        }
        Some(self.doubt)
    }
}

impl Settled {
    fn id(self) -> Option<FieldId> {
        match self {
            Self::All(id)
            | Self::Place(id)
            | Self::Kind(id)
            | Self::Name(id)
            | Self::Required(id) => Some(id),
            Self::Nothing => None,
        }
    }

    /// What is decided about the field.
    fn aspect(self) -> Aspect {
        match self {
            Self::All(_) => Aspect::All,
            Self::Required(_) => Aspect::Required,
            Self::Kind(_) => Aspect::Kind,
            Self::Place(_) | Self::Name(_) | Self::Nothing => Aspect::Reading,
        }
    }
}

/// What a reading keeps by path, by id while paths change.
struct ByPath {
    origins: HashMap<FieldId, Origin>,
    stated_places: HashMap<FieldId, Location>,
}

impl ByPath {
    fn take(reading: &mut Reading, tree: &Tree) -> Self {
        let mut origins = std::mem::take(&mut reading.origins);
        let mut places = std::mem::take(&mut reading.stated_places);
        let spots = tree.spots();
        let of_fields = spots
            .iter()
            .filter_map(|spot| Some((spot.id, origins.remove(&spot.path.to_string())?)))
            .collect();
        // No correction moves an error code.
        origins.retain(|path, _| path.starts_with("errors."));
        reading.origins = origins;
        let parameters = spots.iter().filter(|spot| spot.path.side == Side::Request);
        let stated_places = parameters
            .filter_map(|spot| Some((spot.id, places.remove(&spot.path.wire)?)))
            .collect();
        Self { origins: of_fields, stated_places }
    }

    fn put_back(mut self, reading: &mut Reading, tree: &Tree, corrections: &[Correction]) {
        for spot in tree.spots() {
            if let Some(place) = self.stated_places.remove(&spot.id) {
                reading.stated_places.insert(spot.path.wire.clone(), place);
            }
            if let Some(origin) = self.origins.remove(&spot.id) {
                reading.origins.insert(spot.path.to_string(), origin);
            }
        }
        for correction in corrections {
            if let Change::Add { path: FieldPath { side: Side::Request, wire }, field } =
                &correction.entry.change
                && let Some(place) = field.location
            {
                reading.stated_places.insert(wire.clone(), place);
            }
        }
    }
}

fn finding(correction: &Correction, refusal: Refusal, page: &str) -> Diagnostic {
    match refusal {
        Refusal::Unmatched(why) => correction.finding(
            Rule::CorrectionUnmatched,
            format!("the correction does not fit `{page}`: {why}"),
            "the page or its reading has changed: compare the two again, then mend or remove it",
        ),
        Refusal::Unused(why) => correction.finding(
            Rule::CorrectionUnused,
            format!("the correction does nothing on `{page}`: {why}"),
            "remove it",
        ),
    }
}
