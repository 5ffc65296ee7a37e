//! Rust items: what a change concerns, and what changed in Rust alone.

use std::collections::BTreeMap;

use apigen_emit::RustItem;
use apigen_ir::Service;
use apigen_ir::compare::{ChangeKind, Class};

use crate::change::{Change, Rule};

/// The public items of a crate, by operation.
#[derive(Debug, Default)]
pub(crate) struct CrateItems {
    by_operation: BTreeMap<String, Vec<RustItem>>,
}

impl CrateItems {
    pub(crate) fn of(service: &Service) -> Self {
        let operations = apigen_emit::items(service).into_iter();
        Self { by_operation: operations.map(|it| (it.action, it.items)).collect() }
    }

    /// The name of the item that a path, or a listed value at it, became.
    pub(crate) fn name(&self, operation: &str, path: &str, value: Option<&str>) -> Option<String> {
        let items = self.of_operation(operation).iter();
        let mut items = items.filter(|it| it.path == path && it.value.as_deref() == value);
        items.next().map(|it| it.name.clone())
    }

    fn of_operation(&self, operation: &str) -> &[RustItem] {
        self.by_operation.get(operation).map_or(&[], Vec::as_slice)
    }
}

/// The items of an operation that are gone or have another type, although nothing says why.
///
/// `changes` are those of the operation that are known.
pub(crate) fn unexplained(
    operation: &str,
    (old, new): (&CrateItems, &CrateItems),
    changes: &[Change],
) -> Vec<Change> {
    let (old, new) = (old.of_operation(operation), new.of_operation(operation));
    let mut found: Vec<Change> = Vec::new();
    for item in old {
        if new.contains(item) {
            continue;
        }
        if changes.iter().any(|it| it.class() == Class::Breaking && explains(it, item)) {
            continue;
        }
        // What the field's own items are now; a type that is new is seen at the accessor.
        let is_same = |it: &&RustItem| (&it.path, &it.value) == (&item.path, &item.value);
        let at_path = {
            let of_old = old.iter().filter(is_same).position(|it| it.name == item.name);
            of_old.and_then(|position| new.iter().filter(is_same).nth(position))
        };
        // The name can stay and be another thing's: that of `Size`, once there is `SIZE`.
        let has_name = new.iter().filter(is_same).any(|it| it.name == item.name);
        let renamed = at_path.filter(|it| it.name != item.name && !has_name);
        let same_name = new.iter().find(|it| it.name == item.name);
        let (rule, now) = match (same_name, renamed) {
            (Some(now), None) if now.ty == item.ty => continue,
            (Some(now), None) => (Rule::ItemRetyped, Some(now)),
            (_, Some(now)) => (Rule::ItemRenamed, Some(now)),
            (None, None) => (Rule::ItemRemoved, None),
        };
        let (before, after) = match rule {
            Rule::ItemRetyped => (item.ty.clone(), now.map(|it| it.ty.clone())),
            _ => (item.name.clone(), now.map(|it| it.name.clone())),
        };
        let change = Change {
            rule,
            operation: operation.to_owned(),
            path: item.path.clone(),
            old: Some(before),
            new: after,
            old_item: Some(item.name.clone()),
            item: now.map(|it| it.name.clone()),
            old_place: None,
            place: None,
            question: None,
        };
        // A type that several fields share has its items several times. Where a struct got another
        // name, so did all that is in it.
        let is_known = |it: &Change| {
            (it.old == change.old && it.new == change.new)
                || (it.rule == Rule::ItemRetyped && rule == Rule::ItemRenamed && covers(it, item))
        };
        if !found.iter().any(is_known) {
            found.push(change);
        }
    }
    found
}

/// Whether an item belongs to the struct or the enumeration that a field holds, which got another
/// name.
fn covers(retyped: &Change, item: &RustItem) -> bool {
    let is_below = item.path.starts_with(&retyped.path) && item.path != retyped.path;
    !retyped.path.is_empty() && (is_below || item.value.is_some() && item.path == retyped.path)
}

/// Whether a change, which breaks something, says what became of an item.
fn explains(change: &Change, item: &RustItem) -> bool {
    let is_at = |path: &str| {
        let rest = item.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', '{']))
    };
    match change.rule {
        Rule::Ir(ChangeKind::ValueRemoved) => change.path == item.path && change.old == item.value,
        Rule::Ir(ChangeKind::Moved) => change.old.as_deref().is_some_and(is_at),
        Rule::Ir(ChangeKind::PaginationRemoved) => item.path.is_empty() && is_paging(item),
        Rule::Ir(ChangeKind::OperationRemoved | ChangeKind::ActionChanged) => true,
        _ => !change.path.is_empty() && is_at(&change.path),
    }
}

fn is_paging(item: &RustItem) -> bool {
    item.name.ends_with("::pages") || item.name.ends_with("::items")
}
