//! One table of small descriptions for each fact.

mod advice;
mod numbers;
mod values;

use std::fmt::Display;

use apigen_ir::{Field, Type};

use super::{add_to_parameter, group};

fn field(doc: &str, ty: Type) -> Field {
    Field { doc: doc.to_owned(), ..Field::new("Size", ty) }
}

/// A parameter as its row gives it, with the facts of its description.
fn parameter(doc: &str, ty: Type, example: &str) -> Field {
    let example = (!example.is_empty()).then(|| example.to_owned());
    let mut field = Field { example, ..field(doc, ty) };
    add_to_parameter(&mut field);
    field
}

/// Compares a fact with the expected text; none is the empty text.
#[track_caller]
fn check<T: Display>(doc: &str, found: Option<T>, expected: &str) {
    assert_eq!(found.map(|it| it.to_string()).unwrap_or_default(), expected, "{doc}");
}

#[test]
fn the_group_is_the_path_below_the_locale() {
    let path = "ecs/cn.zh-CN/API/Disks/X.md";
    assert_eq!(group(path, None).as_deref(), Some("API/Disks"));
    assert_eq!(group(path, Some("cn.zh-CN/API/Disks")).as_deref(), Some("API/Disks"));
    assert_eq!(group("ecs/cn.zh-CN/X.md", Some("cn.zh-CN")), None);
}

#[test]
fn without_a_locale_the_group_is_the_path_below_the_spec() {
    assert_eq!(group("ecs/2014/disks/X.md", Some("disks")).as_deref(), Some("disks"));
    assert_eq!(group("ecs/2014/X.md", None), None);
}
