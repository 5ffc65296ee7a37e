//! Parameters and fields: paired by name in each struct, then those left over by where they went.

use super::pairing::{Pairing, note_order, pair};
use super::{ChangeKind, Changes, text, values};
use crate::{Field, Location};

/// The side of an operation that fields are on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    fn path(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

pub(super) fn compare(side: Side, old: &[Field], new: &[Field], changes: &mut Changes) {
    let mut comparison = Comparison { changes, gone: Vec::new(), fresh: Vec::new() };
    comparison.compare_lists(side.path(), side.path(), old, new);
    while let Some((gone, fresh)) = comparison.take_moved() {
        let (old_path, new_path) = (Some(gone.path.clone()), Some(fresh.path.clone()));
        comparison.changes.add(&fresh.path, ChangeKind::Moved, old_path, new_path);
        comparison.compare_pair(&gone, &fresh);
    }
    let Comparison { gone, fresh, .. } = comparison;
    for it in gone {
        let kind = match side {
            Side::Request => ChangeKind::ParameterRemoved,
            Side::Response => ChangeKind::FieldRemoved,
        };
        changes.add(&it.path, kind, Some(it.field.ty.to_string()), None);
    }
    for it in fresh {
        let kind = match side {
            Side::Request if it.must_be_set() => ChangeKind::RequiredParameterAdded,
            Side::Request => ChangeKind::ParameterAdded,
            Side::Response => ChangeKind::FieldAdded,
        };
        changes.add(&it.path, kind, None, Some(it.field.ty.to_string()));
    }
}

struct Comparison<'a, 'c> {
    changes: &'c mut Changes,
    /// The old fields without a partner, each followed by all below it.
    gone: Vec<Single<'a>>,
    /// The new fields without a partner, each followed by all below it.
    fresh: Vec<Single<'a>>,
}

/// A field that has no partner where it stands.
#[derive(Clone, Debug)]
struct Single<'a> {
    path: String,
    field: &'a Field,
    /// How many fields around it have no partner either.
    depth: usize,
}

impl Single<'_> {
    /// Whether calls that were complete lack it. A struct that is new itself asks for nothing.
    fn must_be_set(&self) -> bool {
        let is_required = self.field.required || self.field.location == Some(Location::Path);
        self.depth == 0 && is_required
    }
}

impl<'a> Comparison<'a, '_> {
    fn compare_lists(
        &mut self,
        old_parent: &str,
        new_parent: &str,
        old: &'a [Field],
        new: &'a [Field],
    ) {
        note_order(new_parent, old, new, self.changes);
        let Pairing { pairs, removed, added } = pair(old, new);
        for (old, new) in pairs {
            let old = single(old_parent, old, 0);
            let new = single(new_parent, new, 0);
            self.compare_pair(&old, &new);
        }
        for field in removed {
            flatten(single(old_parent, field, 0), &mut self.gone);
        }
        for field in added {
            flatten(single(new_parent, field, 0), &mut self.fresh);
        }
    }

    fn compare_pair(&mut self, old: &Single<'a>, new: &Single<'a>) {
        // Taken apart in full, so that what the model gains cannot be forgotten here.
        let Field {
            name: _,
            location,
            ty,
            wrapper,
            required,
            required_if,
            default,
            range,
            length,
            values,
            deprecated,
            example,
            doc,
            unlisted,
            fields,
        } = new.field;
        let (path, before) = (&new.path, old.field);
        let changes = &mut *self.changes;
        match (before.unlisted, *unlisted) {
            (true, false) => changes.add(path, ChangeKind::FieldListed, None, Some(ty.to_string())),
            (false, true) => {
                changes.add(path, ChangeKind::FieldUnlisted, Some(before.ty.to_string()), None);
            }
            _ => changes.note(path, ChangeKind::Retyped, &before.ty, ty, |it| Some(it.to_string())),
        }
        changes.note(path, ChangeKind::WrapperChanged, &before.wrapper, wrapper, Clone::clone);
        changes.note(path, ChangeKind::RequiredChanged, &before.required, required, |it| {
            Some(it.to_string())
        });
        changes.note(path, ChangeKind::PositionChanged, &before.location, location, |it| {
            it.map(|it| it.as_str().to_owned())
        });
        changes.note(path, ChangeKind::ExampleChanged, &before.example, example, Clone::clone);
        changes.note(path, ChangeKind::DocChanged, &before.doc, doc, text);
        changes.note(path, ChangeKind::DefaultChanged, &before.default, default, Clone::clone);
        changes.note(path, ChangeKind::RangeChanged, &before.range, range, |it| {
            it.as_ref().map(ToString::to_string)
        });
        changes.note(path, ChangeKind::LengthChanged, &before.length, length, |it| {
            it.as_ref().map(ToString::to_string)
        });
        values::compare(path, (ty, &before.values), values, changes);
        let kind = ChangeKind::ConditionChanged;
        changes.note(path, kind, &before.required_if, required_if, Clone::clone);
        let kind = ChangeKind::AdviceChanged;
        changes.note(path, kind, &before.deprecated, deprecated, Clone::clone);
        let (old_inner, new_inner) =
            (path_below(&old.path, before), path_below(&new.path, new.field));
        self.compare_lists(&old_inner, &new_inner, &before.fields, fields);
    }

    /// Takes out a field that went elsewhere: of its name and type there is one on each side.
    fn take_moved(&mut self) -> Option<(Single<'a>, Single<'a>)> {
        let (gone_at, fresh_at) = self.gone.iter().enumerate().find_map(|(at, gone)| {
            only(&self.gone, gone)?;
            Some((at, only(&self.fresh, gone)?))
        })?;
        Some((take(&mut self.gone, gone_at)?, take(&mut self.fresh, fresh_at)?))
    }
}

/// The place of the only field of that name and type.
fn only(singles: &[Single<'_>], like: &Single<'_>) -> Option<usize> {
    let is_like =
        |it: &Single<'_>| it.field.name == like.field.name && it.field.ty == like.field.ty;
    let mut found = singles.iter().enumerate().filter(|(_, it)| is_like(it)).map(|(at, _)| at);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Takes out a field and all below it.
fn take<'a>(singles: &mut Vec<Single<'a>>, at: usize) -> Option<Single<'a>> {
    let depth = singles.get(at)?.depth;
    let below = singles.iter().skip(at + 1).take_while(|it| it.depth > depth).count();
    singles.drain(at..=at + below).next()
}

fn flatten<'a>(outer: Single<'a>, singles: &mut Vec<Single<'a>>) {
    let (inner, field, depth) = (path_below(&outer.path, outer.field), outer.field, outer.depth);
    singles.push(outer);
    for field in &field.fields {
        flatten(single(&inner, field, depth + 1), singles);
    }
}

fn single<'a>(parent: &str, field: &'a Field, depth: usize) -> Single<'a> {
    Single { path: format!("{parent}.{}", field.name), field, depth }
}

/// The path that the fields below the field at `path` start with, as changes name it: with the
/// field's wrapper, and the marks of lists and maps.
pub fn path_below(path: &str, field: &Field) -> String {
    let wrapper = field.wrapper.as_ref().map(|it| format!(".{it}")).unwrap_or_default();
    format!("{path}{wrapper}{}", field.ty.element_marks())
}
