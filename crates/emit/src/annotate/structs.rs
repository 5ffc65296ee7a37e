//! The nested structs of a request or an answer: found, merged, named, and boxed where they recur.

use std::collections::{BTreeMap, BTreeSet};

use apigen_ir::{Field, Location, Operation, Type};

use super::enumerations::EnumerationRegistry;
use super::secrets::is_secret;
use crate::docs::{Docs, one_line};
use crate::model::{Framing, Member, Shape, StructId, StructModel, Structs};
use crate::names::{Kind, Name, Scope};

/// The side of an operation that structs are on; the two have no types in common, since requests
/// are built and answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    /// What types are named by that have no other type around them.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Response => "Response",
        }
    }
}

/// Gathers the structs of one side while its fields are annotated.
#[derive(Debug)]
pub(super) struct StructRegistry<'a, 'b> {
    side: Side,
    enumerations: &'b mut EnumerationRegistry<'a>,
    /// For each name that the page gives to structs, the field that lists the fields.
    defined: BTreeMap<&'a str, &'a Field>,
    found: Vec<Found<'a>>,
    /// The structs that stand in a field as themselves, not in a list or a map.
    direct: BTreeSet<StructId>,
}

#[derive(Debug)]
struct Found<'a> {
    /// The page's name for the struct, or that of the field that it is in.
    wire: &'a str,
    parent: Option<StructId>,
    fields: &'a [Field],
    docs: Docs,
    members: Vec<Member>,
}

impl<'a, 'b> StructRegistry<'a, 'b> {
    pub(super) fn new(
        side: Side,
        operation: &'a Operation,
        enumerations: &'b mut EnumerationRegistry<'a>,
    ) -> Self {
        let by_side = match side {
            Side::Request => [&operation.request, &operation.response],
            Side::Response => [&operation.response, &operation.request],
        };
        let mut defined = BTreeMap::new();
        for fields in by_side {
            define(fields, &mut defined);
        }
        Self { side, enumerations, defined, found: Vec::new(), direct: BTreeSet::new() }
    }

    /// The fields of one struct, named in `scope`.
    pub(super) fn members(
        &mut self,
        fields: impl IntoIterator<Item = &'a Field>,
        scope: &mut Scope,
        parent: Option<StructId>,
    ) -> Vec<Member> {
        let fields: Vec<&Field> = fields.into_iter().collect();
        let idents = self.idents(&fields, scope, parent);
        let mut members = Vec::new();
        for (field, ident) in fields.into_iter().zip(idents) {
            let (shape, framing) = self.value(field, parent);
            if let Shape::Struct(id) = shape {
                self.direct.insert(id);
            }
            members.push(Member {
                wire: field.name.clone(),
                presence: self.presence(&shape, &ident, scope),
                whole_setter: self.whole_setter(&shape, &ident, scope),
                is_secret: is_secret(&field.name, &shape),
                ident,
                shape,
                framing,
                is_boxed: false,
                docs: Docs::of_field(field),
                deprecated: field.deprecated.as_deref().map(one_line),
            });
        }
        members
    }

    /// Names the fields of one struct, in their order. Where two would have the same name, it goes
    /// to one that the page does not advise against: `ecs/AddTags` has `Tag.N.Key` and the old
    /// `Tag.N.key`.
    fn idents(&self, fields: &[&Field], scope: &mut Scope, parent: Option<StructId>) -> Vec<Name> {
        let kind = match (self.side, parent) {
            (Side::Response, _) => Kind::Member,
            (Side::Request, None) => Kind::Parameter,
            (Side::Request, Some(_)) => Kind::Setter,
        };
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by_key(|at| fields.get(*at).is_some_and(|it| it.deprecated.is_some()));
        let wires = order.iter().filter_map(|at| fields.get(*at)).map(|it| it.name.as_str());
        let mut named: Vec<(usize, Name)> =
            order.iter().copied().zip(scope.take_all(kind, wires)).collect();
        named.sort_by_key(|(at, _)| *at);
        named.into_iter().map(|(_, name)| name).collect()
    }

    /// All structs that were found, named apart from the types of `names`.
    pub(super) fn finish(mut self, names: &mut Scope) -> Structs {
        self.box_recursion();
        let idents = self.names(names);
        let has_accessors = self.side == Side::Response;
        let direct = self.direct;
        let found = self.found.into_iter().zip(idents).enumerate();
        let structs = found.map(|(at, (found, ident))| StructModel {
            ident,
            docs: found.docs,
            members: found.members,
            needs_empty: has_accessors && direct.contains(&StructId(at)),
        });
        Structs(structs.collect())
    }

    /// The method that tells whether a struct is there, which its accessor does not.
    fn presence(&self, shape: &Shape, accessor: &Name, scope: &mut Scope) -> Option<Name> {
        let has_one = self.side == Side::Response && matches!(shape, Shape::Struct(_));
        has_one.then(|| {
            let plain = accessor.plain().trim_end_matches('_');
            scope.take_numbered(Kind::Member, &format!("has_{plain}"))
        })
    }

    /// The setter of all items, where the setter of the plain name takes one.
    fn whole_setter(&self, shape: &Shape, setter: &Name, scope: &mut Scope) -> Option<Name> {
        let is_list = |shape: &Shape| match shape {
            Shape::List(item) => matches!(**item, Shape::Struct(_)),
            _ => false,
        };
        (self.side == Side::Request && is_list(shape)).then(|| {
            let plain = setter.plain().trim_end_matches('_');
            scope.take_numbered(Kind::Member, &format!("set_{plain}"))
        })
    }

    fn value(&mut self, field: &'a Field, parent: Option<StructId>) -> (Shape, Framing) {
        match (&field.ty, &field.wrapper) {
            (Type::Binary, _) if field.location == Some(Location::Body) => {
                (Shape::Bytes, Framing::Plain)
            }
            (Type::Json(inner), _) => (self.shape(inner, field, parent), Framing::JsonText),
            (ty, Some(wrapper)) => {
                (self.shape(ty, field, parent), Framing::Wrapped(wrapper.clone()))
            }
            (ty, None) => (self.shape(ty, field, parent), Framing::Plain),
        }
    }

    fn shape(&mut self, ty: &'a Type, field: &'a Field, parent: Option<StructId>) -> Shape {
        match ty {
            Type::String if !field.values.is_empty() => {
                Shape::Enumeration(self.enumerations.enter(field, self.side, parent))
            }
            // JSON text inside of a list or a map, and a file that is not the body, are left to
            // users.
            Type::String | Type::Binary | Type::Json(_) => Shape::String,
            Type::Int32 => Shape::Int32,
            Type::Int64 => Shape::Int64,
            Type::Float | Type::Double => Shape::Double,
            Type::Bool => Shape::Bool,
            Type::Any => Shape::Value,
            // Of a struct without known fields nothing could be read or sent.
            Type::Struct(_) => self.enter(field, parent).map_or(Shape::Value, Shape::Struct),
            Type::Array(inner) => Shape::List(Box::new(self.shape(inner, field, parent))),
            Type::Map(inner) => Shape::Map(Box::new(self.shape(inner, field, parent))),
        }
    }

    /// The struct in `field`; the same one for fields that are equal in name and shape.
    fn enter(&mut self, field: &'a Field, parent: Option<StructId>) -> Option<StructId> {
        let name = field.ty.as_struct().flatten().map(apigen_ir::TypeName::as_str);
        let definition = match name {
            Some(name) if field.fields.is_empty() => self.defined.get(name).copied()?,
            _ => field,
        };
        let fields = definition.fields.as_slice();
        if fields.is_empty() {
            return None;
        }
        let wire = name.or(field.wrapper.as_deref()).unwrap_or(&field.name);
        let is_same = |it: &Found<'_>| it.wire == wire && have_same_shape(it.fields, fields);
        if let Some(at) = self.found.iter().position(is_same) {
            return Some(StructId(at));
        }
        let id = StructId(self.found.len());
        let docs = Docs::of_struct(definition);
        self.found.push(Found { wire, parent, fields, docs, members: Vec::new() });
        let members = self.members(fields, &mut Scope::default(), Some(id));
        if let Some(found) = self.found.get_mut(id.0) {
            found.members = members;
        }
        Some(id)
    }

    /// Names the structs: by the page's name; where that is taken, with the name of the struct
    /// around it in front; then with a number.
    fn names(&self, names: &mut Scope) -> Vec<Name> {
        let plain: Vec<Option<Name>> = self
            .found
            .iter()
            .map(|found| (!Kind::Type.evades(found.wire)).then(|| Kind::Type.name(found.wire)))
            .map(|name| name.and_then(|name| names.take(&name)))
            .collect();
        let mut chosen: Vec<Name> = Vec::new();
        for (found, plain) in self.found.iter().zip(plain) {
            let name = plain.unwrap_or_else(|| {
                let parent = found.parent.and_then(|parent| chosen.get(parent.0));
                let parent = parent.map_or(self.side.name(), Name::plain);
                let name = Kind::Type.name(&format!("{parent}.{}", found.wire));
                names.take_numbered(Kind::Type, &name)
            });
            chosen.push(name);
        }
        chosen
    }

    /// Boxes what would make a struct infinitely large.
    fn box_recursion(&mut self) {
        let contained: Vec<Vec<StructId>> =
            self.found.iter().map(|found| contained(&found.members)).collect();
        for (at, found) in self.found.iter_mut().enumerate() {
            for member in &mut found.members {
                if let Shape::Struct(id) = member.shape {
                    member.is_boxed = reaches(&contained, id, StructId(at));
                }
            }
        }
    }
}

/// Notes the fields that list the fields of a named struct; the first of each name.
fn define<'a>(fields: &'a [Field], defined: &mut BTreeMap<&'a str, &'a Field>) {
    for field in fields {
        if let Some(Some(name)) = field.ty.as_struct()
            && !field.fields.is_empty()
        {
            defined.entry(name.as_str()).or_insert(field);
        }
        define(&field.fields, defined);
    }
}

/// Whether fields have the same names and types; docs, examples and listed values may differ.
fn have_same_shape(a: &[Field], b: &[Field]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| {
            (&a.name, &a.ty, &a.wrapper) == (&b.name, &b.ty, &b.wrapper)
                && have_same_shape(&a.fields, &b.fields)
        })
}

fn contained(members: &[Member]) -> Vec<StructId> {
    let struct_in = |member: &Member| match member.shape {
        Shape::Struct(id) => Some(id),
        _ => None,
    };
    members.iter().filter_map(struct_in).collect()
}

/// Whether one struct contains another in the end, or is it.
fn reaches(contained: &[Vec<StructId>], from: StructId, goal: StructId) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == goal {
            return true;
        }
        open.extend(contained.get(id.0).into_iter().flatten().filter(|next| seen.insert(**next)));
    }
    false
}
