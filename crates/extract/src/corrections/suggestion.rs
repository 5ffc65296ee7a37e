//! The lines of `spec.yaml` that settle a doubt, one alternative for each reading.

use apigen_ir::{Operation, Style, Type};

use super::change::{Change, apply, can_hold_fields};
use super::moving::Target;
use super::settling::OpenDoubt;
use super::tree::{FieldId, Tree};
use crate::doubt::{FieldKind, Rival};
use crate::field_path::FieldPath;

/// How many moves are written down together. Nobody would read more, and a page with thousands of
/// rows in doubt has thousands for each of them.
const MOST_MOVES: usize = 20;

/// One reading, and the lines that say so.
#[derive(Debug)]
struct Alternative {
    reading: String,
    lines: Vec<String>,
}

/// Writes the corrections that settle a doubt, ready for `spec.yaml` but for their reasons.
pub(super) fn suggest(tree: &Tree, operation: &Operation, open: &OpenDoubt) -> String {
    let alternatives = alternatives(tree, &operation.style, open);
    let mut text = head(&operation.action);
    for (index, alternative) in alternatives.iter().enumerate() {
        let or = if index == 0 { "" } else { "or " };
        text = format!("{text}\n  # {or}{}:", alternative.reading);
        for line in &alternative.lines {
            text = format!("{text}\n  - {line}");
        }
    }
    text
}

/// Writes the correction that says that the reading in use is right.
pub(crate) fn confirmation(action: &str, path: &str) -> Option<String> {
    let confirm = Change::Confirm { path: FieldPath::parse(path)?, ty: None };
    Some(format!("{}\n  - {}", head(action), line(&confirm)))
}

fn head(action: &str) -> String {
    format!("corrections:\n  {action}:")
}

fn alternatives(tree: &Tree, style: &Style, open: &OpenDoubt) -> Vec<Alternative> {
    let path = &open.doubt.path;
    let used = |ty| Alternative {
        reading: "it is right as it is read".to_owned(),
        lines: vec![line(&Change::Confirm { path: path.clone(), ty })],
    };
    match &open.doubt.rival {
        Rival::Place { to, .. } => {
            let lines = move_lines(tree, style, open);
            let other = Alternative { reading: format!("it is `{to}`"), lines };
            let is_possible = !other.lines.is_empty();
            std::iter::once(used(None)).chain(is_possible.then_some(other)).collect()
        }
        Rival::Kind { other, .. } => {
            let node = tree.find_id(open.id);
            let Some(node) = node.and_then(|spot| tree.get(&spot.address)) else {
                return Vec::new();
            };
            let ty = &node.field.ty;
            let now = FieldKind { ty: ty.clone(), wrapper: node.field.wrapper.clone() };
            let mut alternatives = vec![
                used(Some(ty.clone())),
                Alternative {
                    reading: format!("it is {other}"),
                    lines: kind_changes(path, &now, other).iter().map(line).collect(),
                },
            ];
            if let ([only], Type::Struct(_)) = (node.inner.as_slice(), ty)
                && only.field.ty.as_struct().is_some()
            {
                let name = &only.field.name;
                let to = Some(name.clone());
                alternatives.push(Alternative {
                    reading: format!("it is a list, and `{name}` the object around it"),
                    lines: vec![line(&Change::Wrapper { path: path.clone(), from: None, to })],
                });
            }
            alternatives
        }
        Rival::Twin => {
            let drop = |path: FieldPath, reading: &str| Alternative {
                reading: reading.to_owned(),
                lines: vec![line(&Change::Drop { path })],
            };
            vec![
                drop(path.clone(), "the row before it is right"),
                drop(path.first_twin(), "this row is right"),
            ]
        }
    }
}

/// The corrections that turn one kind into another.
fn kind_changes(path: &FieldPath, used: &FieldKind, other: &FieldKind) -> Vec<Change> {
    let retype = (used.ty != other.ty).then(|| Change::Type {
        path: path.clone(),
        from: used.ty.clone(),
        to: other.ty.clone(),
    });
    let rewrap = (used.wrapper != other.wrapper).then(|| Change::Wrapper {
        path: path.clone(),
        from: used.wrapper.clone(),
        to: other.wrapper.clone(),
    });
    // Only a list has a wrapper, so it goes first and comes last.
    let in_order = if other.wrapper.is_some() { [retype, rewrap] } else { [rewrap, retype] };
    in_order.into_iter().flatten().collect()
}

/// The corrections that move what stands elsewhere in the other reading; none where they would
/// not lead there.
fn move_lines(tree: &Tree, style: &Style, open: &OpenDoubt) -> Vec<String> {
    let own: Vec<_> = open.moves.iter().filter(|(id, _)| *id == open.id).copied().collect();
    let all = Some(open.moves.as_slice()).filter(|moves| moves.len() <= MOST_MOVES);
    let changes = all
        .into_iter()
        .chain([own.as_slice()])
        .find_map(|moves| try_moves(tree, style, moves))
        .unwrap_or_default();
    changes.iter().map(line).collect()
}

/// Makes moves in a copy of the tree, and gives them as corrections.
///
/// A move waits for the one that makes room for it: a row may take the place of its namesake. Where
/// two wait for each other there is no way to write it, and hardly a difference.
fn try_moves(tree: &Tree, style: &Style, moves: &[(FieldId, Target)]) -> Option<Vec<Change>> {
    let mut tree = tree.clone();
    let mut changes = Vec::new();
    let mut waiting = moves.to_vec();
    while !waiting.is_empty() {
        let count = waiting.len();
        waiting.retain(|(id, target)| match try_move(&mut tree, *id, *target, style) {
            Some(made) => {
                changes.extend(made);
                false
            }
            None => true,
        });
        if waiting.len() == count {
            return None;
        }
    }
    Some(changes)
}

/// The corrections that move one field, if it can be moved now.
fn try_move(tree: &mut Tree, id: FieldId, target: Target, style: &Style) -> Option<Vec<Change>> {
    let path = tree.find_id(id)?.path;
    let to = target.path(tree, &path)?;
    if path == to {
        return Some(Vec::new());
    }
    let place = Change::Place { path, to };
    let changes: Vec<Change> = opening(tree, target).into_iter().chain([place]).collect();
    match changes.as_slice() {
        // What is refused leaves the tree as it is.
        [only] => drop(apply(tree, only, style).ok()?),
        changes => {
            let mut tried = tree.clone();
            for change in changes {
                apply(&mut tried, change, style).ok()?;
            }
            *tree = tried;
        }
    }
    Some(changes)
}

/// The correction that lets a list of scalars hold fields.
fn opening(tree: &Tree, target: Target) -> Option<Change> {
    let Target::Inside(id) = target else { return None };
    let spot = tree.find_id(id)?;
    let from = tree.get(&spot.address)?.field.ty.clone();
    if can_hold_fields(&from) {
        return None;
    }
    let to = with_struct(&from);
    Some(Change::Type { path: spot.path, from, to })
}

fn with_struct(ty: &Type) -> Type {
    match ty {
        Type::Array(inner) => Type::Array(Box::new(with_struct(inner))),
        Type::Map(inner) => Type::Map(Box::new(with_struct(inner))),
        Type::Json(inner) => Type::Json(Box::new(with_struct(inner))),
        _ => Type::Struct(None),
    }
}

/// An entry of `spec.yaml` in flow style.
fn line(change: &Change) -> String {
    let quoted = |text: &dyn ToString| serde_json::Value::String(text.to_string()).to_string();
    let path = quoted(change.path());
    let body = match change {
        Change::Confirm { ty, .. } => {
            let ty = ty.as_ref().map(|ty| format!(", type: {ty}")).unwrap_or_default();
            format!("confirm: {path}{ty}")
        }
        Change::Place { to, .. } => format!("place: {path}, to: {}", quoted(to)),
        Change::Type { from, to, .. } => format!("type: {path}, from: {from}, to: {to}"),
        Change::Wrapper { from, to, .. } => {
            let key = |key: &str, name: &Option<String>| {
                name.as_ref().map(|it| format!(", {key}: {}", quoted(it))).unwrap_or_default()
            };
            format!("wrapper: {path}{}{}", key("from", from), key("to", to))
        }
        Change::Required { from, to, .. } => format!("required: {path}, from: {from}, to: {to}"),
        Change::Rename { to, .. } => format!("rename: {path}, to: {}", quoted(to)),
        Change::Drop { .. } => format!("drop: {path}"),
        Change::Add { field, .. } => format!("add: {path}, type: {}", field.ty),
    };
    format!("{{{body}, reason: \"…\"}}")
}
