//! The fields of an operation, each with an id that it keeps when it moves.

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
        let mut level = match address.side {
            Side::Request => &self.request,
            Side::Response => &self.response,
        };
        for index in parents {
            level = &level.get(*index)?.inner;
        }
        level.get(*last)
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
        let mut spots = Vec::new();
        for (side, nodes) in [(Side::Request, &self.request), (Side::Response, &self.response)] {
            collect(nodes, "", &Address { side, indices: Vec::new() }, &mut spots);
        }
        spots
    }

    pub(super) fn find(&self, path: &FieldPath) -> Option<Spot> {
        self.spots().into_iter().find(|spot| spot.path == *path)
    }

    pub(super) fn find_id(&self, id: FieldId) -> Option<Spot> {
        self.spots().into_iter().find(|spot| spot.id == id)
    }
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

fn collect(nodes: &[Node], parent: &str, level: &Address, spots: &mut Vec<Spot>) {
    for (index, node) in nodes.iter().enumerate() {
        let mut address = level.clone();
        address.indices.push(index);
        let before = nodes.iter().take(index);
        let twins = before.filter(|other| other.field.name == node.field.name).count();
        let twin = if twins == 0 { String::new() } else { format!("#{}", twins + 1) };
        let mut wire = format!("{parent}{}{twin}", node.field.name);
        let mut id = node.id;
        let spot = |wire: &str, inside, id, is_element| Spot {
            path: FieldPath::new(level.side, wire),
            inside,
            id,
            address: address.clone(),
            is_element,
        };
        if let Some(wrapper) = &node.field.wrapper {
            spots.push(spot(&wire, None, id, false));
            wire = format!("{wire}.{wrapper}");
            id = node.element_id;
        }
        let inside = format!("{wire}{}", node.field.ty.element_marks());
        spots.push(spot(&wire, Some(inside.clone()), id, node.field.wrapper.is_some()));
        collect(&node.inner, &format!("{inside}."), &address, spots);
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
