//! The type of a field, by what its row declares, what the sample shows and what stands below it.

use apigen_ir::{Type, TypeName};

use crate::place::Kind;
use crate::type_cell::Declared;

/// The type of a field; `kind` is what the sample shows of it, or of its element row where it has
/// one.
pub(crate) fn field_type(
    declared: &Declared,
    kind: Option<Kind>,
    wrapped: bool,
    has_rows: bool,
) -> Type {
    let array = |element| Type::Array(Box::new(element));
    match declared {
        Declared::Scalar(ty) => ty.clone(),
        Declared::Struct(name) if !has_rows && name.is_none() => Type::Any,
        Declared::Linked(name) if wrapped || kind == Some(Kind::ObjectArray) => {
            array(struct_or_any(name.clone(), has_rows))
        }
        Declared::Struct(name) | Declared::Linked(name) => struct_or_any(name.clone(), has_rows),
        // The type cell says no more than that, or the element row of an array does.
        Declared::ArrayOf(element)
            if **element == Declared::Blank && kind == Some(Kind::ScalarArray) && !has_rows =>
        {
            array(Type::String)
        }
        Declared::ArrayOf(element) => array(element_type(element, has_rows)),
        Declared::List if !has_rows => match kind {
            Some(Kind::ObjectArray | Kind::Object | Kind::Element) => array(Type::Any),
            _ => array(Type::String),
        },
        Declared::List => array(Type::Struct(None)),
        Declared::Map(_) if has_rows => Type::Map(Box::new(Type::Struct(None))),
        Declared::Map(value) => {
            Type::Map(Box::new(value.as_deref().map_or(Type::Any, |it| element_type(it, has_rows))))
        }
        Declared::Json if !has_rows => Type::Any,
        Declared::Json => Type::Struct(None),
        Declared::Blank if wrapped && kind == Some(Kind::ScalarArray) && !has_rows => {
            array(Type::String)
        }
        Declared::Blank if wrapped => array(struct_or_any(None, has_rows)),
        Declared::Blank => match (kind, has_rows) {
            (Some(Kind::ObjectArray), _) => array(struct_or_any(None, has_rows)),
            (Some(Kind::ScalarArray), false) => array(Type::String),
            (Some(Kind::Scalar), false) => Type::String,
            (_, false) => Type::Any,
            (_, true) => Type::Struct(None),
        },
    }
}

/// The type of an array's element, or a map's value, by what the type cell declares of it.
fn element_type(declared: &Declared, has_rows: bool) -> Type {
    match declared {
        Declared::Scalar(ty) => ty.clone(),
        Declared::ArrayOf(element) => Type::Array(Box::new(element_type(element, has_rows))),
        Declared::Struct(name) | Declared::Linked(name) => struct_or_any(name.clone(), has_rows),
        // `Array of List` with rows below it: the struct is called so.
        Declared::List if has_rows => Type::Struct(TypeName::new("List")),
        Declared::List => Type::Array(Box::new(Type::String)),
        Declared::Map(_) if !has_rows => Type::Map(Box::new(Type::Any)),
        Declared::Map(_) | Declared::Json | Declared::Blank => struct_or_any(None, has_rows),
    }
}

/// A struct of which no row is known is opaque: its users get the JSON value.
fn struct_or_any(name: Option<TypeName>, has_rows: bool) -> Type {
    if has_rows { Type::Struct(name) } else { Type::Any }
}
