//! Response rows → fields: each row finds its place, then its type.

use std::collections::BTreeSet;

use apigen_ir::{Field, Type, TypeName, wire_paths};

use crate::diagnostic::{Findings, Rule};
use crate::field_rows::FieldRow;
use crate::place::{self, Kind, Parent, Placement, RowClues, Shape};
use crate::type_cell::Declared;
use crate::witness::{Witness, WrapperWitness};

/// The fields of an answer, and the rows whose place is in doubt.
#[derive(Debug, Default)]
pub(crate) struct Response {
    pub(crate) fields: Vec<Field>,
    /// Wire paths of the rows that a diagnostic questions.
    pub(crate) in_doubt: BTreeSet<String>,
}

/// Builds the fields of an answer from its rows, its sample, and what other pages witness.
pub(crate) fn build(
    rows: &[FieldRow],
    shape: Option<&Shape>,
    witness: Option<Witness<'_>>,
    findings: &mut Findings<'_>,
) -> Response {
    let clues: Vec<RowClues<'_>> = rows
        .iter()
        .map(|row| RowClues { name: &row.name, declared: &row.declared, marked: row.marked })
        .collect();
    let placements = place::place(&clues, shape, witness);
    report_doubts(rows, &placements, findings);
    let builder = Builder { rows, shape, witness, children: children(&placements), placements };
    let mut in_doubt = BTreeSet::new();
    let top = builder.children.first().cloned().unwrap_or_default();
    let fields = builder.build_fields(&top, "", &mut in_doubt, findings);
    Response { fields, in_doubt }
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

fn report_doubts(rows: &[FieldRow], placements: &[Placement], findings: &mut Findings<'_>) {
    let describe = |parent: Parent| match parent.row().and_then(|parent| rows.get(parent)) {
        Some(row) => format!("below `{}`", row.name),
        None => "at the top level".to_owned(),
    };
    for (row, placement) in rows.iter().zip(placements) {
        if let Some(rival) = placement.rival {
            let message = format!(
                "`{}` is read {}; {} would fit about as well",
                row.name,
                describe(placement.parent),
                describe(rival)
            );
            let help = "a complete JSON sample on the page settles it";
            findings.add(Rule::RowPlacementAmbiguous, row.span, message, help);
        }
    }
}

fn report_guess(row: &FieldRow, shown: Option<WrapperWitness<'_>>, findings: &mut Findings<'_>) {
    let name = &row.name;
    let message = match shown {
        Some(WrapperWitness { wrapper, page, .. }) => format!(
            "this page does not say what `{name}` is; read as a list of `{wrapper}`, as {page} has it"
        ),
        None => format!("nothing says whether `{name}` is a struct or a list; read as a struct"),
    };
    let help = "write its type (Struct, Array of X), or show it in the JSON sample";
    findings.add(Rule::ContainerKindUnknown, row.span, message, help);
}

struct Builder<'a> {
    rows: &'a [FieldRow],
    placements: Vec<Placement>,
    shape: Option<&'a Shape>,
    witness: Option<Witness<'a>>,
    children: Vec<Vec<usize>>,
}

impl<'a> Builder<'a> {
    fn build_fields(
        &self,
        indices: &[usize],
        parent: &str,
        in_doubt: &mut BTreeSet<String>,
        findings: &mut Findings<'_>,
    ) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for &index in indices {
            let Some(row) = self.rows.get(index) else { continue };
            if fields.iter().any(|field| field.name == row.name) {
                let message = format!("`{}` stands in one struct twice", row.name);
                let help = "remove one of the two rows";
                findings.add(Rule::FieldDuplicate, row.span, message, help);
                continue;
            }
            fields.push(self.build_field(index, row, parent, in_doubt, findings));
        }
        fields
    }

    fn build_field(
        &self,
        index: usize,
        row: &FieldRow,
        parent: &str,
        in_doubt: &mut BTreeSet<String>,
        findings: &mut Findings<'_>,
    ) -> Field {
        let path = format!("{parent}{}", row.name);
        let mut below = self.below(index);
        let mut element = None;
        let mut field = Field::new(row.name.clone(), Type::String);
        field.example.clone_from(&row.example);
        field.doc.clone_from(&row.doc);
        self.note_doubt(index, &path, in_doubt);

        let witnessed = self.witnessed_wrapper(index, row, below);
        let mut inner_path = path.clone();
        if let Some((only, only_row)) = self.element_row(row, below) {
            field.wrapper = Some(only_row.name.clone());
            inner_path = format!("{path}.{}", only_row.name);
            self.note_doubt(only, &inner_path, in_doubt);
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
        let prefix = format!("{inner_path}{}.", field.ty.element_marks());
        let is_guess = match witnessed {
            Some(shown) => !shown.is_settled,
            None => self.is_guess(index, row, &field, below),
        };
        let below = below.to_vec();
        field.fields = self.build_fields(&below, &prefix, in_doubt, findings);
        if is_guess {
            report_guess(row, witnessed, findings);
            let paths = wire_paths(&field.fields).into_iter();
            in_doubt.extend(paths.map(|it| format!("{prefix}{}", it.path)));
        }
        field
    }

    /// Whether a row that holds rows has neither a type nor a place in the sample.
    fn is_guess(&self, index: usize, row: &FieldRow, field: &Field, below: &[usize]) -> bool {
        let is_shown =
            self.kind(index).is_some_and(|kind| !matches!(kind, Kind::Scalar | Kind::Element));
        row.declared == Declared::Blank && field.wrapper.is_none() && !below.is_empty() && !is_shown
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

    fn note_doubt(&self, index: usize, path: &str, in_doubt: &mut BTreeSet<String>) {
        if self.placements.get(index).is_some_and(|placement| placement.rival.is_some()) {
            in_doubt.insert(path.to_owned());
        }
    }

    /// The element row of an array: its only row, of blank type, which stands for the wrapper
    /// (`Things | Array of Thing`, then `Thing |`).
    fn element_row(&self, row: &FieldRow, below: &[usize]) -> Option<(usize, &FieldRow)> {
        let [only] = below else { return None };
        let only_row = self.rows.get(*only)?;
        let is_element = only_row.declared == Declared::Blank;
        let is_array = match row.declared {
            Declared::ArrayOf(_) | Declared::List => true,
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
