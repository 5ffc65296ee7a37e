//! How a field leaves its place, and how it is put elsewhere.

use apigen_ir::{Field, Style, Type};

use super::change::{Refusal, can_hold_fields, unmatched};
use super::tree::{Address, FieldId, Node, Spot, Tree, close, open};
use crate::field_path::{FieldPath, Side};
use crate::request::default_place;

/// What takes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The request or the answer itself.
    Top,
    /// The struct that this field holds.
    Inside(FieldId),
    /// This list, which gets an object around it: `Things.Thing` where `Things` is a list.
    Around(FieldId),
}

impl Target {
    /// What takes the field that shall stand at `to`, if it can.
    pub(super) fn find(tree: &Tree, to: &FieldPath) -> Result<Self, Refusal> {
        let container = || FieldPath::new(to.side, to.split().0);
        let Some(target) = Self::locate(tree, to) else {
            return unmatched(format!("there is no `{}`", container()));
        };
        let holder = target.container().and_then(|id| tree.find_id(id));
        match (target, holder.and_then(|spot| tree.get(&spot.address))) {
            (Self::Inside(_), Some(node)) if !can_hold_fields(&node.field.ty) => unmatched(
                format!("`{}` is `{}`, which holds no fields", container(), node.field.ty),
            ),
            _ => Ok(target),
        }
    }

    /// What would take the field that shall stand at `to`.
    pub(super) fn locate(tree: &Tree, to: &FieldPath) -> Option<Self> {
        let (container, _) = to.split();
        if container.is_empty() {
            return Some(Self::Top);
        }
        let spots = tree.spots_along(to);
        let on_side = || spots.iter().filter(|spot| spot.path.side == to.side);
        let inside = on_side().find(|spot| spot.inside.as_deref() == Some(container));
        if let Some(node) = inside.and_then(|spot| tree.get(&spot.address)) {
            return Some(Self::Inside(node.id));
        }
        let list = on_side().find(|spot| spot.path.wire == container)?;
        let list = tree.get(&list.address).filter(|node| is_bare_list(node))?;
        Some(Self::Around(list.id))
    }

    /// The path of a field in it that has the name of the one at `named`.
    pub(super) fn path(self, tree: &Tree, named: &FieldPath) -> Option<FieldPath> {
        let (_, name) = named.split();
        let name = name.split_once('#').map_or(name, |(name, _)| name);
        let Some(id) = self.container() else { return Some(FieldPath::new(named.side, name)) };
        let address = tree.find_id(id)?.address;
        let mut spots = tree.spots_at(&address).into_iter();
        let container = match self {
            Self::Around(_) => spots.next()?.path.wire,
            _ => spots.find_map(|spot| spot.inside)?,
        };
        Some(FieldPath::new(named.side, format!("{container}.{name}")))
    }

    pub(super) fn container(self) -> Option<FieldId> {
        match self {
            Self::Top => None,
            Self::Inside(id) | Self::Around(id) => Some(id),
        }
    }
}

/// A list without fields and without an object around it: its element row may stand elsewhere.
fn is_bare_list(node: &Node) -> bool {
    matches!(node.field.ty, Type::Array(_)) && node.inner.is_empty() && node.field.wrapper.is_none()
}

/// Moves a field, with all that is in it, to another path.
pub(super) fn move_field(
    tree: &mut Tree,
    from: &Spot,
    to: &FieldPath,
    style: &Style,
) -> Result<(), Refusal> {
    check_vacant(tree, to)?;
    let target = Target::find(tree, to)?;
    let container = target.container().and_then(|id| tree.find_id(id)).map(|it| it.address);
    if container.as_ref().is_some_and(|it| it.indices.starts_with(&from.address.indices)) {
        return unmatched(format!("`{to}` is inside of `{}`", from.path));
    }
    let location = tree.parameter(&from.address).and_then(|it| it.location);
    let (_, name) = to.split();
    let Some(mut node) = take(tree, from) else { return unmatched("") };
    name.clone_into(&mut node.field.name);
    node.field.location = None;
    if target == Target::Top && to.side == Side::Request {
        node.field.location = Some(location.unwrap_or_else(|| default_place(name, style)));
    }
    put(tree, node, target, to.side);
    Ok(())
}

/// Refuses a path where something stands already.
pub(super) fn check_vacant(tree: &Tree, path: &FieldPath) -> Result<(), Refusal> {
    match tree.find(path) {
        Some(_) => unmatched(format!("`{path}` is there already")),
        None => Ok(()),
    }
}

/// Takes what stands at a path out of the tree.
pub(super) fn take(tree: &mut Tree, spot: &Spot) -> Option<Node> {
    if spot.is_element {
        return take_element(tree, &spot.address);
    }
    let (index, parents) = spot.address.indices.split_last()?;
    let level = tree.level(spot.address.side, parents)?;
    let node = (*index < level.len()).then(|| level.remove(*index))?;
    let is_last = level.is_empty();
    let parent = Address { side: spot.address.side, indices: parents.to_vec() };
    if let Some(parent) = tree.get_mut(&parent).filter(|_| is_last) {
        close(&mut parent.field.ty);
    }
    Some(node)
}

/// Takes the inside of the object around a list: it was no element row, but a struct of its own.
fn take_element(tree: &mut Tree, address: &Address) -> Option<Node> {
    let fresh = tree.new_id();
    let another = tree.new_id();
    let list = tree.get_mut(address)?;
    let name = list.field.wrapper.take()?;
    let Type::Array(element) = &mut list.field.ty else { return None };
    let ty = element.as_ref().clone();
    close(element);
    let id = std::mem::replace(&mut list.element_id, fresh);
    let inner = std::mem::take(&mut list.inner);
    Some(Node { id, element_id: another, field: Field::new(name, ty), inner })
}

/// Puts a node where `target` says. Among the fields there it stands as its row does on the page.
pub(super) fn put(tree: &mut Tree, node: Node, target: Target, side: Side) {
    let container = target.container().and_then(|id| tree.find_id(id)).map(|it| it.address);
    let container = container.unwrap_or(Address { side, indices: Vec::new() });
    if let Some(holder) = tree.get_mut(&container) {
        if matches!(target, Target::Around(_)) {
            put_around(holder, node);
            return;
        }
        open(&mut holder.field.ty);
    }
    if let Some(level) = tree.level(side, &container.indices) {
        // Ids were given in the order of the page.
        let before = level.iter().take_while(|sibling| sibling.id < node.id).count();
        level.insert(before, node);
    }
}

/// Makes a node what stands inside the object around a list.
fn put_around(list: &mut Node, node: Node) {
    list.element_id = node.id;
    list.field.wrapper = Some(node.field.name);
    if matches!(node.field.ty, Type::Array(_)) {
        list.field.ty = node.field.ty;
    } else if !node.inner.is_empty() && !open(&mut list.field.ty) {
        list.field.ty = Type::Array(Box::new(node.field.ty));
    }
    list.inner = node.inner;
}
