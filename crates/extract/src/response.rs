//! Response rows → fields: each row finds its place, then its type.

use std::collections::BTreeMap;

use apigen_ir::{Field, Type, TypeName};

use crate::doubt::{Doubt, FieldKind, KindReason, Move, Rival};
use crate::facts;
use crate::field_path::{FieldPath, Side, TWIN};
use crate::field_rows::FieldRow;
use crate::place::{self, Kind, Parent, Placement, RowClues, Shape};
use crate::reading::Origin;
use crate::type_cell::Declared;
use crate::witness::{Witness, WrapperWitness};

/// The fields of an answer, and what is open about them.
#[derive(Debug, Default)]
pub(crate) struct Response {
    pub(crate) fields: Vec<Field>,
    pub(crate) doubts: Vec<Doubt>,
    /// Where each field was read, by its wire path.
    pub(crate) origins: BTreeMap<String, Origin>,
}

/// Builds the fields of an answer from its rows, its sample, and what other pages witness.
pub(crate) fn build(
    rows: &[FieldRow],
    shape: Option<&Shape>,
    witness: Option<Witness<'_>>,
) -> Response {
    let clues: Vec<RowClues<'_>> = rows
        .iter()
        .map(|row| RowClues { name: &row.name, declared: &row.declared, marked: row.marked })
        .collect();
    let placements = place::place(&clues, shape, witness);
    let builder = Builder { rows, shape, witness, children: children(&placements), placements };
    let mut notes = Notes { paths: vec![None; rows.len()], doubts: Vec::new() };
    let top = builder.children.first().cloned().unwrap_or_default();
    let fields = builder.build_fields(&top, "", &mut notes);
    builder.note_rivals(&mut notes);
    let origins = builder.origins(&notes);
    Response { fields, doubts: notes.doubts, origins }
}

/// What is noted of the rows while they become fields.
struct Notes {
    /// The wire path of each row that became a field or a wrapper.
    paths: Vec<Option<RowPath>>,
    doubts: Vec<Doubt>,
}

/// Where a row stands on the wire.
#[derive(Clone)]
struct RowPath {
    own: String,
    /// What the paths of the rows below it start with.
    inside: String,
}

impl Notes {
    fn note_path(&mut self, index: usize, own: &str, inside: &str) {
        if let Some(slot) = self.paths.get_mut(index) {
            *slot = Some(RowPath { own: own.to_owned(), inside: inside.to_owned() });
        }
    }

    fn path(&self, index: usize) -> Option<&RowPath> {
        self.paths.get(index)?.as_ref()
    }
}

/// The rows below each row: at 0 those at the top, at `row + 1` those below `row`.
fn children(placements: &[Placement]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); placements.len() + 1];
    for (row, placement) in placements.iter().enumerate() {
        let slot = placement.parent.row().map_or(0, |parent| parent + 1);
        if let Some(list) = children.get_mut(slot) {
            list.push(row);
        }
    }
    children
}

struct Builder<'a> {
    rows: &'a [FieldRow],
    placements: Vec<Placement>,
    shape: Option<&'a Shape>,
    witness: Option<Witness<'a>>,
    children: Vec<Vec<usize>>,
}

impl<'a> Builder<'a> {
    fn origins(&self, notes: &Notes) -> BTreeMap<String, Origin> {
        let placed = self.rows.iter().zip(&self.placements).zip(&notes.paths);
        let origins = placed.filter_map(|((row, placement), path)| {
            let path = FieldPath::new(Side::Response, path.as_ref()?.own.as_str()).to_string();
            Some((path, Origin { span: row.span, clues: placement.clues.clone() }))
        });
        origins.collect()
    }

    fn build_fields(&self, indices: &[usize], parent: &str, notes: &mut Notes) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for &index in indices {
            let Some(row) = self.rows.get(index) else { continue };
            let twins = fields.iter().filter(|field| field.name == row.name).count();
            let mut path = format!("{parent}{}", row.name);
            if twins > 0 {
                path = format!("{path}{TWIN}{}", twins + 1);
                notes.doubts.push(doubt(row, &path, Rival::Twin));
            }
            fields.push(self.build_field(index, row, &path, notes));
        }
        fields
    }

    fn build_field(&self, index: usize, row: &FieldRow, path: &str, notes: &mut Notes) -> Field {
        let mut below = self.below(index);
        let mut element = None;
        let mut field = Field::new(row.name.clone(), Type::String);
        field.example.clone_from(&row.example);
        field.doc.clone_from(&row.doc);

        let witnessed = self.witnessed_wrapper(index, row, below);
        let mut inner_path = path.to_owned();
        if let Some((only, only_row)) = self.element_row(row, below) {
            field.wrapper = Some(only_row.name.clone());
            inner_path = format!("{path}.{}", only_row.name);
            element = Some(only);
            below = self.below(only);
        } else if let Some(hidden) =
            self.placements.get(index).and_then(|it| it.hidden_wrapper.clone())
        {
            inner_path = format!("{path}.{hidden}");
            field.wrapper = Some(hidden);
        } else if let Some(shown) = witnessed {
            inner_path = format!("{path}.{}", shown.wrapper);
            field.wrapper = Some(shown.wrapper.to_owned());
        }
        field.ty = self.field_type(element.unwrap_or(index), row, field.wrapper.is_some(), below);
        facts::add_to_field(&mut field);
        let prefix = format!("{inner_path}{}.", field.ty.element_marks());
        notes.note_path(index, path, &prefix);
        if let Some(only) = element {
            notes.note_path(only, &inner_path, &prefix);
        }
        notes.doubts.extend(self.kind_doubt(index, row, &field, path, witnessed));
        let below = below.to_vec();
        field.fields = self.build_fields(&below, &prefix, notes);
        field
    }

    /// Notes the rows that would fit elsewhere about as well.
    fn note_rivals(&self, notes: &mut Notes) {
        for (index, (row, placement)) in self.rows.iter().zip(&self.placements).enumerate() {
            let Some(rival) = &placement.rival else { continue };
            let Some(path) = notes.path(index).map(|path| path.own.clone()) else { continue };
            let Some(to) = self.path_below(index, rival.parent, notes) else { continue };
            // Beside an element row there is no other place than in the element.
            if to.wire == path {
                continue;
            }
            let moves = rival.moves.iter().filter_map(|(moved, parent)| {
                let from = FieldPath::new(Side::Response, notes.path(*moved)?.own.as_str());
                Some(Move { from, to: self.path_below(*moved, *parent, notes)? })
            });
            let rival = Rival::Place { to, moves: moves.collect() };
            notes.doubts.push(doubt(row, &path, rival));
        }
    }

    /// The path that a row would have below another one.
    fn path_below(&self, index: usize, parent: Parent, notes: &Notes) -> Option<FieldPath> {
        let row = self.rows.get(index)?;
        let path = match parent {
            Parent::Top => row.name.clone(),
            Parent::Row(parent) => {
                let path = notes.path(parent)?;
                // An element row that does not stand below its list.
                let is_element = row.declared == Declared::Blank
                    && parent + 1 == index
                    && self.below(parent).is_empty()
                    && self.rows.get(parent).is_some_and(|list| is_list(&list.declared));
                let inside = if is_element { &format!("{}.", path.own) } else { &path.inside };
                format!("{inside}{}", row.name)
            }
        };
        Some(FieldPath::new(Side::Response, path))
    }

    /// The doubt about what a row is: a struct or a list, and how the list stands on the wire.
    fn kind_doubt(
        &self,
        index: usize,
        row: &FieldRow,
        field: &Field,
        path: &str,
        witnessed: Option<WrapperWitness<'_>>,
    ) -> Option<Doubt> {
        let used = FieldKind { ty: field.ty.clone(), wrapper: field.wrapper.clone() };
        let bare = |ty| FieldKind { ty, wrapper: None };
        let (other, reason) = match (witnessed, &field.ty) {
            (Some(shown), Type::Array(element)) if !shown.is_settled => {
                let element = element.as_ref().clone();
                let other = if element.as_struct().is_some() { element } else { field.ty.clone() };
                (bare(other), KindReason::OtherPage(shown.page.to_owned()))
            }
            (None, ty) if self.is_guess(index, row, field) => {
                (bare(Type::Array(Box::new(ty.clone()))), KindReason::Unsaid)
            }
            (None, Type::Array(_)) if field.wrapper.is_none() => {
                let wrapper = self.shape?.xml_wrapper(self.placements.get(index)?.node?)?;
                let other = FieldKind { wrapper: Some(wrapper.to_owned()), ..used.clone() };
                (other, KindReason::XmlSample)
            }
            _ => return None,
        };
        Some(doubt(row, path, Rival::Kind { used, other, reason }))
    }

    /// Whether a row that holds rows has neither a type nor a place in the sample.
    fn is_guess(&self, index: usize, row: &FieldRow, field: &Field) -> bool {
        let is_shown =
            self.kind(index).is_some_and(|kind| !matches!(kind, Kind::Scalar | Kind::Element));
        let holds_rows = field.ty.as_struct().is_some();
        row.declared == Declared::Blank && field.wrapper.is_none() && holds_rows && !is_shown
    }

    /// What other pages call the object around a list of this name, where this page shows neither
    /// its type nor its sample.
    fn witnessed_wrapper(
        &self,
        index: usize,
        row: &FieldRow,
        below: &[usize],
    ) -> Option<WrapperWitness<'a>> {
        let says_nothing = match row.declared {
            Declared::Blank => !below.is_empty() && self.element_row(row, below).is_none(),
            Declared::List => below.is_empty(),
            _ => false,
        };
        let is_shown = self.kind(index).is_some_and(|kind| kind != Kind::Scalar);
        self.witness.filter(|_| says_nothing && !is_shown)?.wrapper(&row.name)
    }

    fn below(&self, index: usize) -> &[usize] {
        self.children.get(index + 1).map_or(&[], Vec::as_slice)
    }

    /// The element row of an array: its only row, of blank type, which stands for the wrapper
    /// (`Things | Array of Thing`, then `Thing |`).
    fn element_row(&self, row: &FieldRow, below: &[usize]) -> Option<(usize, &FieldRow)> {
        let [only] = below else { return None };
        let only_row = self.rows.get(*only)?;
        let is_element = only_row.declared == Declared::Blank;
        let is_array = match row.declared {
            _ if is_list(&row.declared) => true,
            Declared::Blank => {
                self.kind(*only) == Some(Kind::ObjectArray)
                    || self.placements.get(*only).is_some_and(|it| it.is_element)
            }
            _ => false,
        };
        (is_element && is_array).then_some((*only, only_row))
    }

    fn kind(&self, index: usize) -> Option<Kind> {
        let node = self.placements.get(index)?.node?;
        self.shape.map(|shape| shape.kind(node))
    }

    /// The type of a field; `index` is its row, or its element row where it has one.
    fn field_type(&self, index: usize, row: &FieldRow, wrapped: bool, below: &[usize]) -> Type {
        let array = |element| Type::Array(Box::new(element));
        match &row.declared {
            Declared::Scalar(ty) => ty.clone(),
            Declared::Struct(name) if below.is_empty() && name.is_none() => Type::Any,
            Declared::Struct(name) => struct_or_any(name.clone(), below),
            Declared::ArrayOf(element) => array(element_type(element, below)),
            Declared::List if below.is_empty() => match self.kind(index) {
                Some(Kind::ObjectArray | Kind::Object | Kind::Element) => array(Type::Any),
                _ => array(Type::String),
            },
            Declared::List => array(Type::Struct(None)),
            Declared::Map(_) if !below.is_empty() => Type::Map(Box::new(Type::Struct(None))),
            Declared::Map(value) => Type::Map(Box::new(
                value.as_deref().map_or(Type::Any, |it| element_type(it, below)),
            )),
            Declared::Json if below.is_empty() => Type::Any,
            Declared::Json => Type::Struct(None),
            Declared::Blank if wrapped => array(struct_or_any(None, below)),
            Declared::Blank => match (self.kind(index), below.is_empty()) {
                (Some(Kind::ObjectArray), _) => array(struct_or_any(None, below)),
                (Some(Kind::ScalarArray), true) => array(Type::String),
                (Some(Kind::Scalar), true) => Type::String,
                (_, true) => Type::Any,
                (_, false) => Type::Struct(None),
            },
        }
    }
}

/// Whether a type cell says that the row is a list.
fn is_list(declared: &Declared) -> bool {
    matches!(declared, Declared::ArrayOf(_) | Declared::List)
}

fn doubt(row: &FieldRow, path: &str, rival: Rival) -> Doubt {
    let path = FieldPath::new(Side::Response, path);
    Doubt { name: row.name.clone(), span: row.span, path, rival }
}

/// The type of an array's element, or a map's value, by what the type cell declares of it.
fn element_type(declared: &Declared, below: &[usize]) -> Type {
    match declared {
        Declared::Scalar(ty) => ty.clone(),
        Declared::ArrayOf(element) => Type::Array(Box::new(element_type(element, below))),
        Declared::Struct(name) => struct_or_any(name.clone(), below),
        // `Array of List` with rows below it: the struct is called so.
        Declared::List if !below.is_empty() => Type::Struct(TypeName::new("List")),
        Declared::List => Type::Array(Box::new(Type::String)),
        Declared::Map(_) if below.is_empty() => Type::Map(Box::new(Type::Any)),
        Declared::Map(_) | Declared::Json | Declared::Blank => struct_or_any(None, below),
    }
}

/// A struct of which no row is known is opaque: its users get the JSON value.
fn struct_or_any(name: Option<TypeName>, below: &[usize]) -> Type {
    if below.is_empty() { Type::Any } else { Type::Struct(name) }
}
