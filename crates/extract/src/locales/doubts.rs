//! What agreement of two languages settles, and what disagreement opens.

use apigen_ir::compare::ChangeKind;
use apigen_ir::{Type, wire_paths};

use super::differences::{Difference, is_below};
use crate::doubt::{self, Doubt, FieldKind, Rival};
use crate::reading::Reading;

/// Takes away the doubts whose reading in use the other page has too, without a doubt.
///
/// The two pages are translations of each other, so that both in doubt say no more than one does.
pub(super) fn settle(reading: &mut Reading, other: &Reading) {
    reading.doubts.retain(|doubt| !is_settled(doubt, other));
    reading.in_doubt = doubt::in_doubt(&reading.doubts, &reading.operation.response);
}

fn is_settled(doubt: &Doubt, other: &Reading) -> bool {
    let paths = wire_paths(&other.operation.response);
    let Some(found) = paths.iter().rfind(|it| it.path == doubt.path.wire) else { return false };
    let is_open_there = other.in_doubt.contains(&doubt.path.wire)
        || other.doubts.iter().any(|it| it.path == doubt.path);
    let is_same = match &doubt.rival {
        Rival::Place { .. } => true,
        Rival::Twin => false,
        Rival::Kind { used, .. } => is_kind(used, &found.field.ty, found.field.wrapper.as_ref()),
    };
    is_same && !is_open_there
}

fn is_kind(kind: &FieldKind, ty: &Type, wrapper: Option<&String>) -> bool {
    kind.wrapper.as_ref() == wrapper && is_same_on_wire(&kind.ty, ty)
}

/// Whether two types differ at most in the names of structs.
pub(super) fn is_same_on_wire(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Struct(_), Type::Struct(_)) => true,
        (Type::Array(a), Type::Array(b))
        | (Type::Map(a), Type::Map(b))
        | (Type::Json(a), Type::Json(b)) => is_same_on_wire(a, b),
        _ => a == b,
    }
}

/// Puts rows in doubt whose place, or the object around which, the other page has otherwise.
///
/// A page that is in doubt itself is no witness.
pub(super) fn raise(difference: &Difference, reading: &mut Reading, other: &Reading) {
    let (path, there, is_row_itself) = match difference {
        Difference::Place { here, there } => (here, there, true),
        Difference::Fact { path, kind: ChangeKind::WrapperChanged, .. } => (path, path, true),
        Difference::Fact { path, kind: ChangeKind::Retyped, here, there }
            if marks(here.as_deref()) != marks(there.as_deref()) =>
        {
            (path, path, false)
        }
        _ => return,
    };
    let Some(path) = path.strip_prefix("response.") else { return };
    if other.is_in_doubt(there) {
        return;
    }
    let paths = wire_paths(&reading.operation.response).into_iter().map(|it| it.path);
    let questioned: Vec<String> =
        paths.filter(|it| (is_row_itself && it == path) || is_below(it, path)).collect();
    reading.in_doubt.extend(questioned);
}

/// What a type puts into the paths of the fields below it.
fn marks(ty: Option<&str>) -> Option<String> {
    ty?.parse::<Type>().ok().map(|ty| ty.element_marks())
}

impl Reading {
    /// Whether it is open where the row at a path of the answer stands, or what it is.
    pub(super) fn is_in_doubt(&self, path: &str) -> bool {
        path.strip_prefix("response.").is_some_and(|path| {
            self.in_doubt.contains(path) || self.doubts.iter().any(|it| it.path.wire == path)
        })
    }
}
