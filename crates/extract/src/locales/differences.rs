//! What two pages of one operation do not agree on, but for prose.

use apigen_ir::Operation;
use apigen_ir::compare::{Change, ChangeKind, compare};

use crate::corrections::{Aspect, Decisions};

/// One thing that two pages do not agree on: "here" is the page in use, "there" the other one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Difference {
    /// A row stands elsewhere there.
    Place { here: String, there: String },
    /// A field that has no row there, and how many below it.
    OnlyHere { path: String, below: usize },
    /// A field that has no row here, and how many below it.
    OnlyThere { path: String, ty: String, below: usize },
    /// Something else about one field, or about the operation.
    Fact { path: String, kind: ChangeKind, here: Option<String>, there: Option<String> },
    /// The structs whose rows stand in another order there.
    Order(Vec<Order>),
    /// The error codes.
    Errors(Errors),
}

/// Where two orders of the same things part.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    /// The struct, or `errors`.
    pub(super) path: String,
    /// What stands before `second` here, and after it there.
    pub(super) first: String,
    pub(super) second: String,
}

/// Error codes, by what is the matter with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Errors {
    pub(super) only_here: Vec<String>,
    pub(super) only_there: Vec<String>,
    /// Codes with another status or message there.
    pub(super) changed: Vec<ChangedCode>,
    pub(super) order: Option<Order>,
    /// Codes whose own rows stand in another order there.
    pub(super) reordered: Vec<String>,
}

/// A code, and what its rows say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChangedCode {
    pub(super) code: String,
    pub(super) here: String,
    pub(super) there: String,
}

impl Difference {
    /// Whether a correction says which of the two pages is right.
    pub(super) fn is_decided(&self, decisions: &mut Decisions) -> bool {
        match self {
            Self::Fact { path, kind: ChangeKind::RequiredChanged, .. } => {
                decisions.settle(path, Aspect::Required)
            }
            Self::Place { here: path, .. }
            | Self::Fact { path, .. }
            | Self::OnlyHere { path, .. }
            | Self::OnlyThere { path, .. } => decisions.settle(path, Aspect::Reading),
            Self::Order(_) | Self::Errors(_) => false,
        }
    }
}

/// Lists what two pages do not agree on.
pub(super) fn find(here: &Operation, there: &Operation) -> Vec<Difference> {
    // The page in use is the new one, so that changes name the paths that its rows have.
    // A field without a row says nothing about the page that has the row.
    let changes = compare(&there.without_unlisted(), &here.without_unlisted());
    let (errors, changes): (Vec<_>, Vec<_>) =
        changes.into_iter().filter(|it| !it.kind.is_prose()).partition(is_of_errors);
    let (orders, changes): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|it| it.kind == ChangeKind::Reordered);
    let mut differences = of_fields(changes);
    let orders: Vec<Order> = orders.into_iter().filter_map(order).collect();
    differences.extend((!orders.is_empty()).then_some(Difference::Order(orders)));
    differences.extend(of_errors(errors));
    differences
}

fn is_of_errors(change: &Change) -> bool {
    change.path.split('.').next() == Some("errors")
}

fn of_fields(changes: Vec<Change>) -> Vec<Difference> {
    let (mut only_there, rest): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|it| matches!(it.kind, ChangeKind::ParameterRemoved | ChangeKind::FieldRemoved));
    let mut differences: Vec<Difference> = Vec::new();
    for Change { path, kind, old, new, .. } in rest {
        match kind {
            ChangeKind::Moved => {
                differences.push(Difference::Place { here: path, there: old.unwrap_or_default() });
            }
            ChangeKind::ParameterAdded
            | ChangeKind::RequiredParameterAdded
            | ChangeKind::FieldAdded => {
                // A row that has another type there is still the same row.
                match take_namesake(&path, &mut only_there) {
                    Some(there) => differences.push(Difference::Place { here: path, there }),
                    None => fold(path, None, &mut differences),
                }
            }
            _ => differences.push(Difference::Fact { path, kind, here: new, there: old }),
        }
    }
    for change in only_there {
        fold(change.path, change.old, &mut differences);
    }
    differences
}

/// Takes out the path of the one row of the same name.
fn take_namesake(path: &str, others: &mut Vec<Change>) -> Option<String> {
    let is_namesake = |it: &Change| name(&it.path) == name(path);
    let at = others.iter().position(is_namesake)?;
    let is_only = others.iter().skip(at + 1).all(|it| !is_namesake(it));
    is_only.then(|| others.remove(at).path)
}

fn name(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, name)| name)
}

/// Adds a field that one page lacks; below a field that it lacks anyway, only the count grows.
fn fold(path: String, there: Option<String>, differences: &mut Vec<Difference>) {
    for known in differences.iter_mut().rev() {
        match (known, &there) {
            (Difference::OnlyHere { path: outer, below }, None)
            | (Difference::OnlyThere { path: outer, below, .. }, Some(_))
                if is_below(&path, outer) =>
            {
                *below += 1;
                return;
            }
            _ => {}
        }
    }
    differences.push(match there {
        None => Difference::OnlyHere { path, below: 0 },
        Some(ty) => Difference::OnlyThere { path, ty, below: 0 },
    });
}

/// Whether a path leads to something inside what stands at `container`.
pub(super) fn is_below(path: &str, container: &str) -> bool {
    path.strip_prefix(container).is_some_and(|rest| rest.starts_with(['.', '[', '{']))
}

/// Where the two orders of a change part.
fn order(Change { path, old, new, .. }: Change) -> Option<Order> {
    let (there, here) = (old?, new?);
    let mut pairs = here.split(", ").zip(there.split(", "));
    let (first, second) = pairs.find(|(here, there)| here != there)?;
    Some(Order { path, first: first.to_owned(), second: second.to_owned() })
}

fn of_errors(changes: Vec<Change>) -> Option<Difference> {
    let mut errors = Errors::default();
    for change in changes {
        let code = change.path.split_once('.').map(|(_, code)| code.to_owned());
        match (change.kind, code) {
            (ChangeKind::ErrorAdded, Some(code)) => errors.only_here.push(code),
            (ChangeKind::ErrorRemoved, Some(code)) => errors.only_there.push(code),
            (ChangeKind::Reordered, Some(code)) => errors.reordered.push(code),
            (ChangeKind::Reordered, None) => errors.order = order(change),
            (_, Some(code)) => {
                let (here, there) =
                    (change.new.unwrap_or_default(), change.old.unwrap_or_default());
                errors.changed.push(ChangedCode { code, here, there });
            }
            (_, None) => {}
        }
    }
    (errors != Errors::default()).then_some(Difference::Errors(errors))
}
