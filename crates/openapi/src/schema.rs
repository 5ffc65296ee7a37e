//! Types of the IR as schemas, and structs as components.

use std::collections::BTreeMap;

use apigen_ir::{Field, Type};
use serde_json::{Map, Value, json};

use crate::components::{Components, part, reference};
use crate::facts::{self, Side};
use crate::insert_text;

/// From which length on a name is made shorter. Generators make file names of them, with a few
/// letters more, and these may have 255 (`ecs/DescribeZones`).
const MAX_NAME: usize = 120;
/// The name that an element of a list adds to that of the list.
const ITEM: &str = "Item";
/// The name that a value of a map adds to that of the map.
const VALUE: &str = "Value";

/// Makes an object with these fields a component of about that name, and those in it components
/// that are called by their place in it. Gives the reference to it.
pub(crate) fn object(
    name: &str,
    fields: &[Field],
    side: Side,
    components: &mut Components,
) -> Value {
    let name = components.reserve(name);
    let mut objects = Objects { components, side, root: name.clone(), defined: BTreeMap::new() };
    let members = objects.place(fields, &name);
    let schema = objects.members(&members);
    objects.components.define(&name, Value::Object(schema));
    reference(&name)
}

/// The schema of a value, with the structs in it written out.
pub(crate) fn inline(ty: &Type, field: &Field, side: Side) -> Value {
    of_type(ty, field, side, &mut || Value::Object(inline_members(&field.fields, side)))
}

/// A field with the names of the components that it needs.
struct Placed<'a> {
    field: &'a Field,
    /// The object that wraps the array.
    wrapper: Option<Wrapper<'a>>,
    /// The struct that the field holds.
    object: Option<String>,
    members: Vec<Placed<'a>>,
}

struct Wrapper<'a> {
    component: String,
    member: &'a str,
}

/// Names and writes the objects of one answer or body. Names come first: a struct may be referred
/// to before the field that lists its fields.
struct Objects<'c, 'a> {
    components: &'c mut Components,
    side: Side,
    /// The component around all others.
    root: String,
    /// The component of each struct that the page has a name for.
    defined: BTreeMap<&'a str, String>,
}

impl<'a> Objects<'_, 'a> {
    fn place(&mut self, fields: &'a [Field], parent: &str) -> Vec<Placed<'a>> {
        fields.iter().map(|field| self.place_field(field, parent)).collect()
    }

    fn place_field(&mut self, field: &'a Field, parent: &str) -> Placed<'a> {
        let mut path = self.path(parent, &field.name);
        let wrapper = field.wrapper.as_deref().map(|member| {
            let component = self.components.reserve(&path);
            path = self.path(&component, member);
            Wrapper { component, member }
        });
        let has_object = !field.fields.is_empty() && !holds_json(&field.ty);
        let object = has_object.then(|| {
            let name = format!("{path}{}", element_words(&field.ty));
            self.components.reserve(&name)
        });
        let mut members = Vec::new();
        if let Some(object) = &object {
            if let Some(Some(name)) = field.ty.as_struct() {
                self.defined.entry(name.as_str()).or_insert_with(|| object.clone());
            }
            members = self.place(&field.fields, object);
        }
        Placed { field, wrapper, object, members }
    }

    /// The name of what `wire` names inside of `parent`.
    fn path(&self, parent: &str, wire: &str) -> String {
        let part = part(wire);
        let is_long = parent.len() + part.len() > MAX_NAME;
        format!("{}{part}", if is_long { &self.root } else { parent })
    }

    fn members(&mut self, members: &[Placed<'a>]) -> Map<String, Value> {
        let properties =
            members.iter().map(|it| (it.field.name.clone(), self.property(it))).collect();
        object_of(properties, members.iter().map(|it| it.field))
    }

    fn property(&mut self, placed: &Placed<'a>) -> Value {
        let field = placed.field;
        let mut value = of_type(&field.ty, field, self.side, &mut || self.object(placed));
        if let Value::Object(schema) = &mut value
            && !schema.contains_key("$ref")
        {
            describe(schema, if placed.wrapper.is_none() { &field.doc } else { "" });
            add_facts(schema, field, self.side);
        }
        let Some(wrapper) = &placed.wrapper else { return value };
        let properties = Map::from_iter([(wrapper.member.to_owned(), value)]);
        let mut schema = object_of(properties, []);
        describe(&mut schema, &field.doc);
        self.components.define(&wrapper.component, Value::Object(schema));
        reference(&wrapper.component)
    }

    /// The struct in a field, which is a component: of its own, or of the field that lists the
    /// fields of the struct with that name.
    fn object(&mut self, placed: &Placed<'a>) -> Value {
        let field = placed.field;
        let Some(component) = &placed.object else {
            let name = field.ty.as_struct().flatten();
            let component = name.and_then(|name| self.defined.get(name.as_str()));
            return component.map_or_else(|| json!({ "type": "object" }), |it| reference(it));
        };
        let mut schema = self.members(&placed.members);
        if matches!(field.ty, Type::Struct(_)) {
            describe(&mut schema, &field.doc);
        }
        self.components.define(component, Value::Object(schema));
        reference(component)
    }
}

fn inline_members(fields: &[Field], side: Side) -> Map<String, Value> {
    let properties = fields.iter().map(|field| (field.name.clone(), inline_property(field, side)));
    object_of(properties.collect(), fields)
}

fn inline_property(field: &Field, side: Side) -> Value {
    let mut value = inline(&field.ty, field, side);
    if let Value::Object(schema) = &mut value {
        describe(schema, &field.doc);
        add_facts(schema, field, side);
    }
    match &field.wrapper {
        Some(wrapper) => {
            let properties = Map::from_iter([(wrapper.clone(), value)]);
            Value::Object(object_of(properties, []))
        }
        None => value,
    }
}

/// Adds what is known of a field's values to its schema; of the elements of a list, to theirs.
fn add_facts(schema: &mut Map<String, Value>, field: &Field, side: Side) {
    if let (Type::Array(inner), Some(Value::Object(items))) = (&field.ty, schema.get_mut("items"))
        && !items.contains_key("$ref")
    {
        items.extend(facts::of_value(field, inner, side));
        schema.extend(facts::default(field));
    } else if !matches!(field.ty, Type::Array(_)) {
        schema.extend(facts::of_value(field, &field.ty, side));
    }
    schema.extend(facts::of_field(field));
    schema.extend(facts::example(field, &field.ty));
}

/// An object with these properties, of which `fields` says which are required.
fn object_of<'a>(
    properties: Map<String, Value>,
    fields: impl IntoIterator<Item = &'a Field>,
) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    let required: Vec<&str> =
        fields.into_iter().filter(|it| it.required).map(|it| it.name.as_str()).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    if !properties.is_empty() {
        schema.insert("properties".to_owned(), Value::Object(properties));
    }
    schema
}

/// The schema of a type in a field; `of_struct` gives that of the struct at its core.
fn of_type(ty: &Type, field: &Field, side: Side, of_struct: &mut dyn FnMut() -> Value) -> Value {
    match ty {
        Type::String => json!({ "type": "string" }),
        Type::Int32 => json!({ "type": "integer", "format": "int32" }),
        Type::Int64 => json!({ "type": "integer", "format": "int64" }),
        Type::Float => json!({ "type": "number", "format": "float" }),
        Type::Double => json!({ "type": "number", "format": "double" }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Any => json!({}),
        Type::Binary => json!({ "type": "string", "format": "binary" }),
        Type::Struct(_) => of_struct(),
        Type::Array(inner) => {
            json!({ "type": "array", "items": of_type(inner, field, side, of_struct) })
        }
        Type::Map(inner) => {
            let values = of_type(inner, field, side, of_struct);
            json!({ "type": "object", "additionalProperties": values })
        }
        Type::Json(inner) => json_text(inner, field, side),
    }
}

/// A string that holds JSON. Tools see a string; what is in it is written out for people, since
/// no tool follows a reference there.
fn json_text(inner: &Type, field: &Field, side: Side) -> Value {
    match inner {
        Type::Any => json!({ "type": "string", "format": "json" }),
        _ => {
            json!({ "type": "string", "format": "json", "x-json-schema": inline(inner, field, side) })
        }
    }
}

pub(crate) fn describe(schema: &mut Map<String, Value>, doc: &str) {
    insert_text(schema, "description", doc);
}

/// Whether the fields of a type are those of JSON text, which is a string.
fn holds_json(ty: &Type) -> bool {
    match ty {
        Type::Json(_) => true,
        Type::Array(inner) | Type::Map(inner) => holds_json(inner),
        _ => false,
    }
}

/// What lies between a field and the struct at the core of its type, for the struct's name.
fn element_words(ty: &Type) -> String {
    match ty {
        Type::Array(inner) => format!("{ITEM}{}", element_words(inner)),
        Type::Map(inner) => format!("{VALUE}{}", element_words(inner)),
        _ => String::new(),
    }
}
