//! Two states of an API → what changed, service by service.

use std::collections::BTreeSet;

use apigen_ir::compare::{self, ChangeKind, Class, compare_services};
use apigen_ir::{Operation, Service, Type};

use crate::bump::Bump;
use crate::change::{Change, Rule};
use crate::items::{CrateItems, unexplained};
use crate::places::place;
use crate::questions::{Compared, ask};
use crate::state::State;

/// What changed between two states of an API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The services of either state, sorted by folder.
    pub services: Vec<ServiceReview>,
}

impl Review {
    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.services.iter().flat_map(|it| &it.changes)
    }

    /// How many breaking changes are questioned.
    pub fn questioned(&self) -> usize {
        self.changes().filter(|it| it.question.is_some()).count()
    }

    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes().filter(|it| it.class() == class).count()
    }
}

/// What changed of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceReview {
    /// The folder of the service's crate.
    pub folder: String,
    /// The name of the crate; of one that was renamed, the new one.
    pub crate_name: String,
    /// What became of the service as a whole.
    pub fate: Fate,
    /// The changes: of the service as a whole first, then by operation in the order of their names;
    /// of one operation, the worst first.
    pub changes: Vec<Change>,
    /// The operations that stay as they were because their pages were rejected.
    pub kept: Vec<String>,
}

/// What became of a service as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Both states have it.
    Compared,
    /// Only the new state has it, so that there is nothing to compare it with.
    New,
    /// Only the old state has it.
    Gone,
}

impl ServiceReview {
    /// What has to be raised of the crate's version.
    pub fn bump(&self) -> Bump {
        match self.fate {
            Fate::New => Bump::None,
            _ => Bump::of(self.changes.iter().map(Change::class).max()),
        }
    }
}

/// Compares two states of an API.
pub fn review(old: &State<'_>, new: &State<'_>) -> Review {
    let find = |state: &State<'_>, folder: &str| -> Option<Service> {
        state.services.iter().find(|it| it.folder() == folder).cloned()
    };
    let services = old.services.iter().chain(new.services);
    let folders: BTreeSet<String> = services.map(Service::folder).collect();
    let reviews = folders.into_iter().filter_map(|folder| {
        let pair = (find(old, &folder), find(new, &folder));
        Some(match pair {
            (Some(before), now) => review_service(folder, &before, now, old, new),
            (None, Some(now)) => ServiceReview {
                folder,
                crate_name: now.crate_name,
                fate: Fate::New,
                changes: Vec::new(),
                kept: Vec::new(),
            },
            (None, None) => return None,
        })
    });
    Review { services: reviews.collect() }
}

fn review_service(
    folder: String,
    before: &Service,
    now: Option<Service>,
    old: &State<'_>,
    new: &State<'_>,
) -> ServiceReview {
    let is_there = now.is_some();
    // What is known of a service whose pages are all gone, or rejected, is what was known.
    let mut now = now.unwrap_or_else(|| Service { operations: Vec::new(), ..before.clone() });
    let kept = keep_rejected(before, &mut now, new);
    let items = (CrateItems::of(before), CrateItems::of(&now));
    let mut changes: Vec<Change> = compare_services(before, &now)
        .into_iter()
        .map(|change| with_items(change, &items.0, &items.1))
        .collect();
    let pairs = before.operations.iter().map(|it| it.action.as_str());
    for action in pairs.filter(|action| has(&now, action)) {
        let of_operation: Vec<Change> =
            changes.iter().filter(|it| it.operation == *action).cloned().collect();
        changes.extend(unexplained(action, (&items.0, &items.1), &of_operation));
    }
    for change in &mut changes {
        add_places(change, (before, old), (&now, new));
    }
    ask_about((before, old), (&now, new), &mut changes);
    changes.sort_by(|a, b| (&a.operation, b.class()).cmp(&(&b.operation, a.class())));
    let fate = if is_there || !kept.is_empty() { Fate::Compared } else { Fate::Gone };
    ServiceReview { folder, crate_name: now.crate_name, fate, changes, kept }
}

/// Questions the changes of each operation that both states have.
fn ask_about(
    (before, old): (&Service, &State<'_>),
    (now, new): (&Service, &State<'_>),
    changes: &mut [Change],
) {
    for operation in &before.operations {
        let Some(present) = now.operations.iter().find(|it| it.action == operation.action) else {
            continue;
        };
        let compared = Compared {
            old: operation,
            new: present,
            old_reading: old.reading(before, &operation.action),
            new_reading: new.reading(now, &operation.action),
        };
        let mut of_operation: Vec<&mut Change> =
            changes.iter_mut().filter(|it| it.operation == operation.action).collect();
        ask(&mut of_operation, &compared);
    }
}

/// Adds the operations whose pages were rejected, as they were: nobody knows what they are now.
fn keep_rejected(before: &Service, now: &mut Service, new: &State<'_>) -> Vec<String> {
    let is_rejected = |operation: &Operation| {
        new.outcomes.iter().any(|it| it.rejects(&before.product, &before.version, operation))
    };
    let missing = before.operations.iter().filter(|it| !has(now, &it.action));
    let kept: Vec<Operation> = missing.filter(|it| is_rejected(it)).cloned().collect();
    let actions = kept.iter().map(|it| it.action.clone()).collect();
    now.operations.extend(kept);
    now.operations.sort_by(|a, b| a.action.cmp(&b.action));
    actions
}

fn has(service: &Service, action: &str) -> bool {
    service.operations.iter().any(|it| it.action == action)
}

fn with_items(change: compare::Change, before: &CrateItems, now: &CrateItems) -> Change {
    let compare::Change { operation, path, kind, old, new } = change;
    let old_path = old.as_deref().filter(|_| kind == ChangeKind::Moved).unwrap_or(&path);
    let value = |text: &Option<String>| {
        let is_value = matches!(kind, ChangeKind::ValueAdded | ChangeKind::ValueRemoved);
        text.clone().filter(|_| is_value)
    };
    let old_item = before.name(&operation, old_path, value(&old).as_deref());
    let item = now.name(&operation, &path, value(&new).as_deref());
    // The variant of a value that came or went is on one side alone.
    let old_item = old_item.filter(|_| kind != ChangeKind::ValueAdded);
    let item = item.filter(|_| kind != ChangeKind::ValueRemoved);
    let rule = match (kind, &old, &new) {
        (ChangeKind::Retyped, Some(old), Some(new)) if are_alike(old, new) => Rule::RetypedAlike,
        _ => Rule::Ir(kind),
    };
    let (old_place, place, question) = (None, None, None);
    Change { rule, operation, path, old, new, old_item, item, old_place, place, question }
}

/// Whether two types are the same but for names of structs, and for two words for one type in Rust.
fn are_alike(old: &str, new: &str) -> bool {
    fn plain(ty: Type) -> Type {
        let inner = |inner: Box<Type>| Box::new(plain(*inner));
        match ty {
            Type::Struct(_) => Type::Struct(None),
            Type::Float => Type::Double,
            Type::Array(it) => Type::Array(inner(it)),
            Type::Map(it) => Type::Map(inner(it)),
            Type::Json(it) => Type::Json(inner(it)),
            other => other,
        }
    }
    let plain = |text: &str| text.parse::<Type>().ok().map(plain);
    plain(old).is_some_and(|old| Some(old) == plain(new))
}

fn add_places(
    change: &mut Change,
    (before, old): (&Service, &State<'_>),
    (now, new): (&Service, &State<'_>),
) {
    let kind = match change.rule {
        Rule::Ir(kind) => Some(kind),
        _ => None,
    };
    let moved_from = change.old.as_deref().filter(|_| kind == Some(ChangeKind::Moved));
    let old_path = moved_from.unwrap_or(&change.path);
    change.old_place = old
        .reading(before, &change.operation)
        .and_then(|reading| place(old, reading, kind, old_path, change.old.as_deref()));
    change.place = new
        .reading(now, &change.operation)
        .and_then(|reading| place(new, reading, kind, &change.path, change.new.as_deref()));
}
