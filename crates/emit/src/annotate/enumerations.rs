//! The enumerations of an operation: found, merged and named.

use std::collections::BTreeSet;

use apigen_ir::{Field, ListedValue};

use super::structs::Side;
use crate::docs::Docs;
use crate::model::{
    EnumerationId, EnumerationModel, Enumerations, StructId, Structs, ValueVariant,
};
use crate::names::{Kind, Name, Scope};

/// Gathers the enumerations while the fields of both sides are annotated.
#[derive(Debug, Default)]
pub(super) struct EnumerationRegistry<'a> {
    found: Vec<Found<'a>>,
}

#[derive(Debug)]
struct Found<'a> {
    field: &'a Field,
    side: Side,
    parent: Option<StructId>,
}

impl<'a> EnumerationRegistry<'a> {
    /// The enumeration of the values that `field` lists; the same one for fields that are equal in
    /// name and values, be they of a request or of an answer.
    pub(super) fn enter(
        &mut self,
        field: &'a Field,
        side: Side,
        parent: Option<StructId>,
    ) -> EnumerationId {
        let texts = texts(&field.values);
        let is_same =
            |it: &Found<'_>| it.field.name == field.name && self::texts(&it.field.values) == texts;
        let at = self.found.iter().position(is_same).unwrap_or_else(|| {
            self.found.push(Found { field, side, parent });
            self.found.len() - 1
        });
        EnumerationId(at)
    }

    /// All that were found, named apart from the types of `names`: by the field; where that is
    /// taken, with the name of the struct around it in front; then with a number.
    pub(super) fn finish(
        self,
        names: &mut Scope,
        request: &Structs,
        response: &Structs,
    ) -> Enumerations {
        let models = self.found.into_iter().map(|Found { field, side, parent }| {
            let structs = match side {
                Side::Request => request,
                Side::Response => response,
            };
            let parent = parent.and_then(|id| structs.get(id)).map(|it| it.ident.plain());
            let ident = name(&field.name, parent.unwrap_or(side.name()), names);
            EnumerationModel {
                ident,
                docs: Docs::of_enumeration(&field.name),
                values: variants(&field.values),
            }
        });
        Enumerations(models.collect())
    }
}

fn name(wire: &str, parent: &str, names: &mut Scope) -> Name {
    let plain = (!Kind::Type.evades(wire)).then(|| Kind::Type.name(wire));
    plain.and_then(|plain| names.take(&plain)).unwrap_or_else(|| {
        names.take_numbered(Kind::Type, &Kind::Type.name(&format!("{parent}.{wire}")))
    })
}

fn texts(values: &[ListedValue]) -> BTreeSet<&str> {
    values.iter().map(|it| it.value.as_str()).collect()
}

fn variants(values: &[ListedValue]) -> Vec<ValueVariant> {
    let wires = values.iter().map(|it| it.value.as_str());
    let idents = Scope::default().take_all(Kind::Value, wires);
    let variants = values.iter().zip(idents).map(|(listed, ident)| ValueVariant {
        wire: listed.value.clone(),
        ident,
        docs: Docs::of_value(listed),
    });
    variants.collect()
}
