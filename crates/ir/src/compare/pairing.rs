//! Which things of two lists are the same thing: those of one name.

use super::{ChangeKind, Changes};
use crate::{ErrorCode, Field, Operation};

/// A thing that is told apart by its name.
pub(super) trait Named {
    fn name(&self) -> &str;
}

impl Named for Field {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for Operation {
    fn name(&self) -> &str {
        &self.action
    }
}

impl Named for ErrorCode {
    fn name(&self) -> &str {
        &self.code
    }
}

/// The things of two lists, paired.
pub(super) struct Pairing<'a, T> {
    /// Old and new, in the order of the new list.
    pub(super) pairs: Vec<(&'a T, &'a T)>,
    /// What only the old list has.
    pub(super) removed: Vec<&'a T>,
    /// What only the new list has.
    pub(super) added: Vec<&'a T>,
}

/// Pairs the first thing of a name with the first of that name, the second with the second.
pub(super) fn pair<'a, T: Named>(old: &'a [T], new: &'a [T]) -> Pairing<'a, T> {
    let mut pairing =
        Pairing { pairs: Vec::new(), removed: old.iter().collect(), added: Vec::new() };
    for it in new {
        match pairing.removed.iter().position(|other| other.name() == it.name()) {
            Some(at) => pairing.pairs.push((pairing.removed.remove(at), it)),
            None => pairing.added.push(it),
        }
    }
    pairing
}

/// Notes where the things that two lists have in common stand in another order.
pub(super) fn note_order<T: Named>(path: &str, old: &[T], new: &[T], changes: &mut Changes) {
    let Pairing { pairs, removed, .. } = pair(old, new);
    let is_common = |it: &&T| !removed.iter().any(|gone| std::ptr::eq(*gone, *it));
    let old_order: Vec<&str> = old.iter().filter(is_common).map(Named::name).collect();
    let new_order: Vec<&str> = pairs.iter().map(|(_, new)| new.name()).collect();
    let show = |order: &Vec<&str>| Some(order.join(", "));
    changes.note(path, ChangeKind::Reordered, &old_order, &new_order, show);
}
