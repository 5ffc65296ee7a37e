//! What a correction changes, and how.

use apigen_ir::{Field, Style, Type};

use super::moving::{Target, check_vacant, move_field, put, take};
use super::tree::{FieldId, Spot, Tree, open};
use crate::field_path::{FieldPath, Side};
use crate::request::default_place;

/// What a correction changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Nothing: the reading in use is right, and so is the type, if one is given.
    Confirm { path: FieldPath, ty: Option<Type> },
    /// The field, with all that is in it, stands elsewhere.
    Place { path: FieldPath, to: FieldPath },
    /// The field has another type.
    Type { path: FieldPath, from: Type, to: Type },
    /// The object around a list has another key, or there is none.
    Wrapper { path: FieldPath, from: Option<String>, to: Option<String> },
    /// The parameter is required, or it is not.
    Required { path: FieldPath, from: bool, to: bool },
    /// The field has another name.
    Rename { path: FieldPath, to: String },
    /// There is no such field.
    Drop { path: FieldPath },
    /// The page lacks this field.
    Add { path: FieldPath, field: Box<Field> },
}

impl Change {
    /// The field that is corrected.
    pub(crate) fn path(&self) -> &FieldPath {
        match self {
            Self::Confirm { path, .. }
            | Self::Place { path, .. }
            | Self::Type { path, .. }
            | Self::Wrapper { path, .. }
            | Self::Required { path, .. }
            | Self::Rename { path, .. }
            | Self::Drop { path }
            | Self::Add { path, .. } => path,
        }
    }
}

/// What is no longer open after a change, because somebody decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// All that was open about a field.
    All(FieldId),
    /// Where a field stands.
    Place(FieldId),
    /// What a field is.
    Kind(FieldId),
    /// What a field is called, or that there is one.
    Name(FieldId),
    /// Whether a parameter is required.
    Required(FieldId),
    /// That there is no field.
    Nothing,
}

/// Why a correction is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The page does not read as the correction says.
    Unmatched(String),
    /// Nothing would be other than it is.
    Unused(String),
}

pub(super) fn unmatched<T>(message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Unmatched(message.into()))
}

fn unused<T>(message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Unused(message.into()))
}

/// Makes a change, or leaves the tree as it is.
pub(super) fn apply(tree: &mut Tree, change: &Change, style: &Style) -> Result<Settled, Refusal> {
    match change {
        Change::Confirm { path, ty } => confirm(tree, path, ty.as_ref()),
        Change::Place { path, to } => place(tree, path, to, style),
        Change::Type { path, from, to } => set_type(tree, path, from, to),
        Change::Wrapper { path, from, to } => {
            set_wrapper(tree, path, from.as_deref(), to.as_deref())
        }
        Change::Required { path, from, to } => set_required(tree, path, *from, *to),
        Change::Rename { path, to } => rename(tree, path, to),
        Change::Drop { path } => drop_field(tree, path),
        Change::Add { path, field } => add(tree, path, field, style),
    }
}

fn confirm(tree: &Tree, path: &FieldPath, ty: Option<&Type>) -> Result<Settled, Refusal> {
    let spot = find(tree, path)?;
    let used = tree.get(&spot.address).map(|node| &node.field.ty);
    match (ty, used) {
        (Some(wanted), Some(used)) if wanted != used => {
            unmatched(format!("`{path}` is `{used}`, not `{wanted}`"))
        }
        _ => Ok(Settled::All(spot.id)),
    }
}

fn place(
    tree: &mut Tree,
    path: &FieldPath,
    to: &FieldPath,
    style: &Style,
) -> Result<Settled, Refusal> {
    let from = find(tree, path)?;
    if path == to {
        return unused(format!("`{path}` stands there already"));
    }
    let (container, name) = to.split();
    if path.side == to.side && path.split().0 == container {
        rename(tree, path, name)?;
    } else {
        move_field(tree, &from, to, style)?;
    }
    Ok(Settled::Place(from.id))
}

fn set_type(tree: &mut Tree, path: &FieldPath, from: &Type, to: &Type) -> Result<Settled, Refusal> {
    let spot = find(tree, path)?;
    let Some(node) = tree.get_mut(&spot.address) else { return unmatched("") };
    if node.field.ty != *from {
        return unmatched(format!("`{path}` is `{}`, not `{from}`", node.field.ty));
    }
    if from == to {
        return unused(format!("`{path}` is `{to}` already"));
    }
    if to.as_struct().is_none() && !node.inner.is_empty() {
        return unmatched(format!("`{to}` holds no fields, and `{path}` has some"));
    }
    if node.field.wrapper.is_some() && !matches!(to, Type::Array(_)) {
        return unmatched(format!("`{path}` is in an object of its own; correct its `wrapper`"));
    }
    node.field.ty = to.clone();
    Ok(Settled::Kind(node.id))
}

fn set_wrapper(
    tree: &mut Tree,
    path: &FieldPath,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Settled, Refusal> {
    let spot = find(tree, path)?;
    let Some(node) = tree.get_mut(&spot.address) else { return unmatched("") };
    let used = node.field.wrapper.as_deref();
    if used != from {
        let word =
            |name: Option<&str>| name.map_or("no wrapper".to_owned(), |it| format!("`{it}`"));
        return unmatched(format!("`{path}` has {}, not {}", word(used), word(from)));
    }
    if from == to {
        return unused(format!("`{path}` has that wrapper already"));
    }
    // `Tags` with nothing but `Tag` in it: that field is the list.
    if let (Some(name), [only]) = (to, node.inner.as_mut_slice())
        && only.field.name == name
    {
        node.field.ty = as_array(only.field.ty.clone());
        node.inner = std::mem::take(&mut only.inner);
    }
    if !matches!(node.field.ty, Type::Array(_)) {
        return unmatched(format!("`{path}` is `{}`, no list", node.field.ty));
    }
    node.field.wrapper = to.map(str::to_owned);
    Ok(Settled::Kind(node.id))
}

fn as_array(ty: Type) -> Type {
    match ty {
        Type::Array(_) => ty,
        element => Type::Array(Box::new(element)),
    }
}

fn set_required(
    tree: &mut Tree,
    path: &FieldPath,
    from: bool,
    to: bool,
) -> Result<Settled, Refusal> {
    let spot = find(tree, path)?;
    let Some(node) = tree.get_mut(&spot.address) else { return unmatched("") };
    if node.field.required != from {
        return unmatched(format!("`required` of `{path}` is {}, not {from}", !from));
    }
    if from == to {
        return unused(format!("`required` of `{path}` is {to} already"));
    }
    node.field.required = to;
    Ok(Settled::Required(node.id))
}

fn rename(tree: &mut Tree, path: &FieldPath, to: &str) -> Result<Settled, Refusal> {
    let spot = find(tree, path)?;
    let Some(node) = tree.get(&spot.address) else { return unmatched("") };
    let name =
        if spot.is_element { node.field.wrapper.as_deref() } else { Some(&*node.field.name) };
    if name == Some(to) {
        return unused(format!("`{path}` has that name already"));
    }
    let (parent, _) = path.split();
    let dot = if parent.is_empty() { "" } else { "." };
    if !spot.is_element {
        check_vacant(tree, &FieldPath::new(path.side, format!("{parent}{dot}{to}")))?;
    }
    if let Some(node) = tree.get_mut(&spot.address) {
        if spot.is_element {
            node.field.wrapper = Some(to.to_owned());
        } else {
            to.clone_into(&mut node.field.name);
        }
    }
    Ok(Settled::Name(spot.id))
}

fn drop_field(tree: &mut Tree, path: &FieldPath) -> Result<Settled, Refusal> {
    let spot = find(tree, path)?;
    if spot.is_element {
        return unmatched(format!("`{path}` is the inside of a wrapper; correct the `wrapper`"));
    }
    take(tree, &spot);
    Ok(Settled::Nothing)
}

fn add(
    tree: &mut Tree,
    path: &FieldPath,
    field: &Field,
    style: &Style,
) -> Result<Settled, Refusal> {
    if tree.find(path).is_some() {
        return unused(format!("`{path}` is there already"));
    }
    let target = Target::find(tree, path)?;
    let mut field = field.clone();
    match (&target, path.side) {
        (Target::Around(_), _) => {
            return unmatched(format!("no field can be added around a list, as `{path}` would be"));
        }
        (Target::Top, Side::Request) => {
            field.location.get_or_insert_with(|| default_place(&field.name, style));
        }
        _ if field.location.is_some() => {
            return unmatched(format!("only a parameter has a place (`in`), and `{path}` is none"));
        }
        _ => {}
    }
    let node = tree.node(field);
    let id = node.id;
    put(tree, node, target, path.side);
    Ok(Settled::Name(id))
}

/// What stands at a path; if nothing does, the message says where its name stands.
pub(super) fn find(tree: &Tree, path: &FieldPath) -> Result<Spot, Refusal> {
    if let Some(spot) = tree.find(path) {
        return Ok(spot);
    }
    let (_, name) = path.split();
    let spots = tree.spots();
    let same_name = spots
        .iter()
        .filter(|spot| spot.path.side == path.side && spot.path.split().1 == name)
        .map(|spot| format!("`{}`", spot.path));
    let elsewhere: Vec<String> = same_name.take(3).collect();
    if elsewhere.is_empty() {
        return unmatched(format!("there is no `{path}`"));
    }
    unmatched(format!("there is no `{path}`; its name stands at {}", elsewhere.join(" and ")))
}

/// Whether fields can be put into a value of this type.
pub(super) fn can_hold_fields(ty: &Type) -> bool {
    open(&mut ty.clone())
}
