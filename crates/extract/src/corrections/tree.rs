//! The fields of an operation, each with an id that it keeps when it moves.

use std::collections::HashMap;

use apigen_ir::{Field, Type};

use crate::field_path::{FieldPath, Side};

/// What a field keeps when its path changes. The object around a list has an id of its own.
pub(super) type FieldId = usize;

/// The fields of an operation while they are corrected.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    request: Vec<Node>,
    response: Vec<Node>,
    next_id: FieldId,
}

/// A field, and the fields in it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) id: FieldId,
    /// The id of what stands inside the object around a list, where there is such an object.
    pub(super) element_id: FieldId,
    /// The field without the fields in it.
    pub(super) field: Field,
    pub(super) inner: Vec<Node>,
}

/// Where a node stands: its half, then the index on each level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) side: Side,
    pub(super) indices: Vec<usize>,
}

/// A path that leads somewhere.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) path: FieldPath,
    /// What the paths of the fields in it start with, without the dot. `None` for the object
    /// around a list, which holds nothing but the list.
    pub(super) inside: Option<String>,
    /// The id that the path stands for.
    pub(super) id: FieldId,
    pub(super) address: Address,
    /// Whether the path leads to a list inside the object around it.
    pub(super) is_element: bool,
}

impl Tree {
    pub(super) fn new(request: Vec<Field>, response: Vec<Field>) -> Self {
        let mut tree = Self::default();
        tree.request = tree.nodes(request);
        tree.response = tree.nodes(response);
        tree
    }

    pub(super) fn into_fields(self) -> (Vec<Field>, Vec<Field>) {
        (fields(self.request), fields(self.response))
    }

    fn nodes(&mut self, fields: Vec<Field>) -> Vec<Node> {
        fields
            .into_iter()
            .map(|mut field| {
                let inner = std::mem::take(&mut field.fields);
                let mut node = self.node(field);
                node.inner = self.nodes(inner);
                node
            })
            .collect()
    }

    /// A node of a field that no page has.
    pub(super) fn node(&mut self, field: Field) -> Node {
        let (id, element_id) = (self.new_id(), self.new_id());
        Node { id, element_id, field, inner: Vec::new() }
    }

    pub(super) fn new_id(&mut self) -> FieldId {
        self.next_id += 1;
        self.next_id
    }

    /// The nodes of one level: those in the node at `indices`, or the outermost.
    pub(super) fn level(&mut self, side: Side, indices: &[usize]) -> Option<&mut Vec<Node>> {
        let mut level = match side {
            Side::Request => &mut self.request,
            Side::Response => &mut self.response,
        };
        for index in indices {
            level = &mut level.get_mut(*index)?.inner;
        }
        Some(level)
    }

    pub(super) fn get_mut(&mut self, address: &Address) -> Option<&mut Node> {
        let (last, parents) = address.indices.split_last()?;
        self.level(address.side, parents)?.get_mut(*last)
    }

    pub(super) fn get(&self, address: &Address) -> Option<&Node> {
        let (last, parents) = address.indices.split_last()?;
        let mut level = self.half(address.side);
        for index in parents {
            level = &level.get(*index)?.inner;
        }
        level.get(*last)
    }

    fn half(&self, side: Side) -> &[Node] {
        match side {
            Side::Request => &self.request,
            Side::Response => &self.response,
        }
    }

    fn halves(&self) -> [(Side, &[Node]); 2] {
        [Side::Request, Side::Response].map(|side| (side, self.half(side)))
    }

    /// The parameter that a field of a request belongs to.
    pub(super) fn parameter(&self, address: &Address) -> Option<&Field> {
        let first = address.indices.first()?;
        self.request.get(*first).map(|node| &node.field)
    }

    /// Calls `change` with every field.
    pub(super) fn for_each(&mut self, mut change: impl FnMut(Side, &mut Field)) {
        visit(&mut self.request, &mut |field| change(Side::Request, field));
        visit(&mut self.response, &mut |field| change(Side::Response, field));
    }

    /// Every path of the tree, outer fields before inner ones.
    pub(super) fn spots(&self) -> Vec<Spot> {
        self.spots_where(|_, _, _| true)
    }

    /// The paths to what `path` leads through, and to its end.
    ///
    /// Doubts ask for many paths of large trees: all others would take time for nothing.
    pub(super) fn spots_along(&self, path: &FieldPath) -> Vec<Spot> {
        self.spots_where(|side, parent, name| {
            let rest = path.wire.get(parent.len()..).filter(|_| side == path.side);
            rest.is_some_and(|rest| rest.starts_with(name))
        })
    }

    /// The paths to what `passes` lets pass, by the half, the path above with its dot, and the name.
    fn spots_where(&self, passes: impl Fn(Side, &str, &str) -> bool) -> Vec<Spot> {
        let mut spots = Vec::new();
        for (side, nodes) in self.halves() {
            let passes = |parent: &str, name: &str| passes(side, parent, name);
            collect(nodes, "", &Address { side, indices: Vec::new() }, &passes, &mut spots);
        }
        spots
    }

    pub(super) fn find(&self, path: &FieldPath) -> Option<Spot> {
        self.spots_along(path).into_iter().find(|spot| spot.path == *path)
    }

    pub(super) fn find_id(&self, id: FieldId) -> Option<Spot> {
        self.spots_at(&self.address(id)?).into_iter().find(|spot| spot.id == id)
    }

    fn address(&self, id: FieldId) -> Option<Address> {
        self.halves().into_iter().find_map(|(side, nodes)| {
            let mut indices = Vec::new();
            leads_to(nodes, id, &mut indices).then_some(Address { side, indices })
        })
    }

    /// The paths that lead to one node: two where it is a list inside an object.
    pub(super) fn spots_at(&self, address: &Address) -> Vec<Spot> {
        let mut level = self.half(address.side);
        let mut inside = String::new();
        let mut spots = Vec::new();
        for (depth, index) in address.indices.iter().enumerate() {
            let Some(node) = level.get(*index) else { return Vec::new() };
            let before = level.iter().take(*index);
            let twins = before.filter(|other| other.field.name == node.field.name).count();
            let indices = address.indices.iter().take(depth + 1).copied().collect();
            let here = Address { side: address.side, indices };
            let parent = if depth == 0 { String::new() } else { format!("{inside}.") };
            spots = node.spots(&parent, twins, &here);
            inside = spots.iter().find_map(|spot| spot.inside.clone()).unwrap_or_default();
            level = &node.inner;
        }
        spots
    }
}

impl Node {
    /// The paths that lead to the node, which has so many nodes of its name before it.
    fn spots(&self, parent: &str, twins: usize, address: &Address) -> Vec<Spot> {
        let twin = if twins == 0 { String::new() } else { format!("#{}", twins + 1) };
        let mut wire = format!("{parent}{}{twin}", self.field.name);
        let mut id = self.id;
        let mut spots = Vec::with_capacity(2);
        let spot = |wire: &str, inside, id, is_element| Spot {
            path: FieldPath::new(address.side, wire),
            inside,
            id,
            address: address.clone(),
            is_element,
        };
        if let Some(wrapper) = &self.field.wrapper {
            spots.push(spot(&wire, None, id, false));
            wire = format!("{wire}.{wrapper}");
            id = self.element_id;
        }
        let inside = format!("{wire}{}", self.field.ty.element_marks());
        spots.push(spot(&wire, Some(inside), id, self.field.wrapper.is_some()));
        spots
    }
}

/// Whether a node that has the id is among these or in them; `indices` then lead to it.
fn leads_to(nodes: &[Node], id: FieldId, indices: &mut Vec<usize>) -> bool {
    for (index, node) in nodes.iter().enumerate() {
        indices.push(index);
        if node.id == id || node.element_id == id || leads_to(&node.inner, id, indices) {
            return true;
        }
        indices.pop();
    }
    false
}

fn visit(nodes: &mut [Node], change: &mut impl FnMut(&mut Field)) {
    for node in nodes {
        change(&mut node.field);
        visit(&mut node.inner, change);
    }
}

fn fields(nodes: Vec<Node>) -> Vec<Field> {
    let whole = |node: Node| Field { fields: fields(node.inner), ..node.field };
    nodes.into_iter().map(whole).collect()
}

fn collect(
    nodes: &[Node],
    parent: &str,
    level: &Address,
    passes: &impl Fn(&str, &str) -> bool,
    spots: &mut Vec<Spot>,
) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, node) in nodes.iter().enumerate() {
        let name = node.field.name.as_str();
        if !passes(parent, name) {
            continue;
        }
        let mut address = level.clone();
        address.indices.push(index);
        let twins = seen.entry(name).or_default();
        let here = node.spots(parent, *twins, &address);
        *twins += 1;
        let inside = here.iter().find_map(|spot| spot.inside.clone()).unwrap_or_default();
        spots.extend(here);
        if !node.inner.is_empty() {
            collect(&node.inner, &format!("{inside}."), &address, passes, spots);
        }
    }
}

/// Makes a type hold fields, if it can: where nothing is known of a value, it becomes a struct.
pub(super) fn open(ty: &mut Type) -> bool {
    match ty {
        Type::Struct(_) => true,
        Type::Any => {
            *ty = Type::Struct(None);
            true
        }
        Type::Array(inner) | Type::Map(inner) | Type::Json(inner) => open(inner),
        _ => false,
    }
}

/// Makes a struct whose last field is gone what the reader of pages makes of such.
pub(super) fn close(ty: &mut Type) {
    match ty {
        Type::Struct(_) => *ty = Type::Any,
        Type::Array(inner) | Type::Map(inner) | Type::Json(inner) => close(inner),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two levels of lists in objects, maps, and fields of one name.
    fn tree() -> Tree {
        let field = |name: &str, ty: &str, wrapper: Option<&str>, fields: Vec<Field>| Field {
            wrapper: wrapper.map(str::to_owned),
            fields,
            ..Field::new(name, ty.parse().unwrap_or(Type::Any))
        };
        let leaf = |name: &str| field(name, "string", None, Vec::new());
        let tags = || field("Tags", "array<Tag>", Some("Tag"), vec![leaf("Key"), leaf("Key")]);
        let map = field("Map", "map<struct>", None, vec![leaf("Key"), tags()]);
        let things = field("Things", "array<Thing>", Some("Thing"), vec![leaf("Id"), tags(), map]);
        Tree::new(vec![tags(), leaf("Id")], vec![leaf("Id"), things.clone(), things, leaf("Id")])
    }

    #[test]
    fn every_path_and_every_id_lead_to_their_spot() {
        let tree = tree();
        let spots = tree.spots();
        assert_eq!(spots.len(), 33);
        for spot in spots {
            let by_path = tree.find(&spot.path).map(|it| (it.id, it.address));
            assert_eq!(by_path, Some((spot.id, spot.address.clone())), "{}", spot.path);
            let by_id = tree.find_id(spot.id).map(|it| it.path);
            assert_eq!(by_id, Some(spot.path.clone()));
            assert!(tree.spots_at(&spot.address).iter().any(|it| it.path == spot.path));
        }
    }

    #[test]
    fn a_path_to_nothing_leads_nowhere() {
        let tree = tree();
        for wire in
            ["Thing", "Things.Thing", "Things.Thing[].Tags.Tag[].Key#3", "Id.Id", "Things#3"]
        {
            let found = tree.find(&FieldPath::new(Side::Response, wire)).map(|it| it.path);
            assert_eq!(found.is_some(), wire == "Things.Thing", "{wire}");
        }
        assert!(tree.find_id(0).is_none());
    }
}
