//! Parameters as queries and forms have them: structs and lists taken apart, down to scalars.

use apigen_ir::{Field, Type};
use serde_json::{Map, Value, json};

use crate::facts::{self, Side};
use crate::schema;

/// What stands in a name for the number of a value in a list, as on the pages.
const NUMBER: &str = "N";

/// One name of a query or a form, and the values that it takes.
#[derive(Clone, Debug)]
pub(crate) struct FlatParameter<'a> {
    /// The name on the wire, with `N` for a number.
    pub(crate) name: String,
    /// The field that tells of the values.
    pub(crate) field: &'a Field,
    pub(crate) is_required: bool,
    /// Whether it stands for several parameters, each with its number in its name.
    pub(crate) is_numbered: bool,
    /// The type of one value.
    ty: &'a Type,
    /// Spellings of the name that differ in case.
    pub(crate) aliases: Vec<String>,
}

/// Takes parameters apart. Each name is there once, whatever its case.
pub(crate) fn flatten<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<FlatParameter<'a>> {
    let mut flat: Vec<FlatParameter<'a>> = Vec::new();
    for field in fields {
        let outer = Outer { prefix: String::new(), is_required: true, is_numbered: false };
        for parameter in members(field, &outer) {
            let same = flat.iter_mut().find(|it| it.name.eq_ignore_ascii_case(&parameter.name));
            match same {
                None => flat.push(parameter),
                Some(same) if same.name != parameter.name => same.aliases.push(parameter.name),
                Some(_) => {}
            }
        }
    }
    flat
}

/// What is around a field.
struct Outer {
    prefix: String,
    is_required: bool,
    is_numbered: bool,
}

fn members<'a>(field: &'a Field, outer: &Outer) -> Vec<FlatParameter<'a>> {
    let mut name = format!("{}{}", outer.prefix, field.name);
    if let Some(wrapper) = &field.wrapper {
        name = format!("{name}.{wrapper}");
    }
    let mut is_numbered = outer.is_numbered;
    let mut ty = &field.ty;
    if let Type::Array(inner) = ty
        && !is_numbered
    {
        (is_numbered, ty) = (true, inner);
        name = format!("{name}.{NUMBER}");
    }
    let is_required = outer.is_required && field.required;
    if matches!(ty, Type::Struct(_)) && !field.fields.is_empty() {
        let outer = Outer { prefix: format!("{name}."), is_required, is_numbered };
        return field.fields.iter().flat_map(|member| members(member, &outer)).collect();
    }
    vec![FlatParameter { name, field, is_required, is_numbered, ty, aliases: Vec::new() }]
}

impl FlatParameter<'_> {
    /// Whether its values have names of their own behind that of the parameter.
    pub(crate) fn is_map(&self) -> bool {
        matches!(self.ty, Type::Map(_)) && !self.is_numbered
    }

    /// The schema of the value, or of the list of values.
    pub(crate) fn schema(&self) -> Map<String, Value> {
        let (ty, field) = (self.ty, self.field);
        let schema = match ty {
            // A list, and a struct of which no member is known, cannot be taken apart any further.
            Type::Array(_) | Type::Struct(_) => open(ty, field),
            Type::Map(_) if self.is_numbered => open(ty, field),
            // The bytes of a file travel as text here.
            Type::Binary => json!({ "type": "string" }),
            _ => schema::inline(ty, field, Side::Request),
        };
        let mut schema = object(schema);
        schema.extend(facts::of_value(field, ty, Side::Request));
        if !self.is_numbered {
            schema.extend(facts::example(field, ty));
            return schema;
        }
        let list = Type::Array(Box::new(ty.clone()));
        let mut schema = object(json!({ "type": "array", "items": schema }));
        if list == field.ty {
            schema.extend(facts::default(field));
        }
        schema.extend(facts::example(field, &list));
        schema
    }
}

fn open(ty: &Type, field: &Field) -> Value {
    json!({ "x-items": schema::inline(ty, field, Side::Request) })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
