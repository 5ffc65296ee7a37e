//! Every field of an operation by its path on the wire: `Data.List[].City`.

use crate::{Field, Type};

/// A field and its path, from [`wire_paths`].
#[derive(Clone, Debug)]
pub struct WirePath<'a> {
    /// Wire names joined by dots, `[]` after an array for its element, `{}` after a map for its
    /// value; objects that only wrap an array are included.
    pub path: String,
    /// What stands at the path.
    pub node: Node<'a>,
    /// The field of the model that this path belongs to.
    pub field: &'a Field,
}

/// What stands at a path on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// The object around a wrapped array, which users do not see.
    Wrapper,
    /// A field of this type.
    Value(&'a Type),
}

/// Lists every field of `fields`, outer fields before inner ones, in the order of the page.
///
/// ```
/// use apigen_ir::{Field, Type, wire_paths};
///
/// let mut instances = Field::new("Instances", "array<Instance>".parse()?);
/// instances.wrapper = Some("Instance".to_owned());
/// instances.fields = vec![Field::new("InstanceId", Type::String)];
/// let paths: Vec<String> = wire_paths(&[instances]).into_iter().map(|it| it.path).collect();
/// assert_eq!(paths, ["Instances", "Instances.Instance", "Instances.Instance[].InstanceId"]);
/// # Ok::<(), apigen_ir::TypeTextError>(())
/// ```
pub fn wire_paths(fields: &[Field]) -> Vec<WirePath<'_>> {
    let mut paths = Vec::new();
    collect(fields, "", &mut paths);
    paths
}

fn collect<'a>(fields: &'a [Field], parent: &str, paths: &mut Vec<WirePath<'a>>) {
    for field in fields {
        let mut path = format!("{parent}{}", field.name);
        if let Some(wrapper) = &field.wrapper {
            paths.push(WirePath { path: path.clone(), node: Node::Wrapper, field });
            path = format!("{path}.{wrapper}");
        }
        paths.push(WirePath { path: path.clone(), node: Node::Value(&field.ty), field });
        if !field.fields.is_empty() {
            collect(&field.fields, &format!("{path}{}.", field.ty.element_marks()), paths);
        }
    }
}
