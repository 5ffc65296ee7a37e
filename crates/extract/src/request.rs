//! Request rows → parameters: dotted and repeated names become structs and lists.

use std::collections::BTreeMap;

use apigen_ir::{Field, Location, Style, Type, path_placeholders};

use crate::diagnostic::{Findings, Rule};
use crate::doubt::{Doubt, Rival};
use crate::facts;
use crate::field_path::{FieldPath, Side, TWIN};
use crate::field_rows::FieldRow;
use crate::reading::Origin;
use crate::type_cell::Declared;

/// How many parts a dotted name can have; the longest seen has 5.
const MAX_DEPTH: usize = 20;

/// The parameters of a request, and what only the page knows of them.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) parameters: Vec<Field>,
    /// The places that the page states, by parameter.
    pub(crate) stated_places: BTreeMap<String, Location>,
    /// Rows whose name stands in their struct twice.
    pub(crate) doubts: Vec<Doubt>,
    /// Where each parameter was read, by its wire path.
    pub(crate) origins: BTreeMap<String, Origin>,
}

/// Builds the parameters from their rows, in the order of the page.
pub(crate) fn build(rows: &[FieldRow], style: &Style, findings: &mut Findings<'_>) -> Request {
    let mut request = Request::default();
    for row in rows {
        let steps = steps(&row.name);
        if steps.len() > MAX_DEPTH {
            let message = format!("the name has {} parts, more than {MAX_DEPTH}", steps.len());
            findings.add(Rule::NameInvalid, row.span, message, "");
            continue;
        }
        let Some((top, inner)) = steps.split_first() else { continue };
        let location = row.position.unwrap_or_else(|| default_place(&top.name, style));
        if let Some(position) = row.position {
            request.stated_places.insert(top.name.clone(), position);
        }
        let origin = Origin { span: row.span, clues: Vec::new() };
        let path = format!("request.{}", wire_path(&steps));
        request.origins.entry(path).or_insert(origin);
        let mut notes = Notes { doubts: &mut request.doubts, findings };
        let parameter = add(&mut request.parameters, top, inner, row, &mut notes);
        if let Some(parameter) = parameter {
            parameter.location.get_or_insert(location);
        }
    }
    request
}

/// One step of a dotted name: `Tag.N.Key` has `Tag`, repeated, and `Key`.
#[derive(Debug)]
struct Step {
    name: String,
    /// How many indices follow the name.
    indices: usize,
    /// Whether an index is a digit, so that the same step may stand in several rows.
    has_digit: bool,
}

fn steps(name: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for part in name.split('.').filter(|part| !part.is_empty()) {
        let is_digit = part.chars().all(|c| c.is_ascii_digit());
        let is_index = is_digit || matches!(part, "N" | "n" | "M" | "m");
        match steps.last_mut() {
            Some(step) if is_index => {
                step.indices += 1;
                step.has_digit |= is_digit;
            }
            _ => steps.push(Step { name: part.to_owned(), indices: 0, has_digit: false }),
        }
    }
    steps
}

/// The wire path that the steps of a name lead to.
fn wire_path(steps: &[Step]) -> String {
    let mut path = String::new();
    for (index, step) in steps.iter().enumerate() {
        path.push_str(&step.name);
        if index + 1 < steps.len() {
            path.push_str(&"[]".repeat(step.indices));
            path.push('.');
        }
    }
    path
}

/// What is said of rows while they become parameters.
struct Notes<'a, 'f> {
    doubts: &'a mut Vec<Doubt>,
    findings: &'a mut Findings<'f>,
}

/// Adds a row below `fields`, and gives the field of its first step.
fn add<'a>(
    fields: &'a mut Vec<Field>,
    step: &Step,
    inner: &[Step],
    row: &FieldRow,
    notes: &mut Notes<'_, '_>,
) -> Option<&'a mut Field> {
    let existing = fields.iter().position(|field| field.name == step.name);
    let Some((next, rest)) = inner.split_first() else {
        let twins = fields.iter().filter(|field| field.name == step.name).count();
        if twins > 0 {
            if step.has_digit {
                return None;
            }
            notes.doubts.push(twin(row, twins + 1));
        }
        fields.push(leaf(step, row));
        return fields.last_mut();
    };
    let at = existing.unwrap_or_else(|| {
        let ty = repeated(Type::Struct(None), step.indices);
        fields.push(Field::new(step.name.clone(), ty));
        fields.len() - 1
    });
    let container = fields.get_mut(at)?;
    if container.ty.as_struct().is_none() {
        report_duplicate(row, notes.findings);
        return None;
    }
    // The digits of `Filter.1.Key` and `Filter.2.Key` are one list: the second row adds nothing.
    let stands_already = step.has_digit
        && rest.is_empty()
        && container.fields.iter().any(|field| field.name == next.name);
    if !stands_already {
        add(&mut container.fields, next, rest, row, notes);
    }
    Some(container)
}

/// The doubt about a row whose name stands in its struct before it.
fn twin(row: &FieldRow, number: usize) -> Doubt {
    let wire = format!("{}{TWIN}{number}", wire_path(&steps(&row.name)));
    let path = FieldPath::new(Side::Request, wire);
    Doubt { name: row.name.clone(), span: row.span, path, rival: Rival::Twin }
}

fn report_duplicate(row: &FieldRow, findings: &mut Findings<'_>) {
    let message = format!("`{}` stands in this table twice", row.name);
    let help = "remove one of the two rows";
    let path = format!("request.{}", wire_path(&steps(&row.name)));
    findings.add_at(&path, Rule::FieldDuplicate, row.span, message, help);
}

fn leaf(step: &Step, row: &FieldRow) -> Field {
    let mut field = Field::new(step.name.clone(), leaf_type(step, row));
    field.required = row.required;
    field.example.clone_from(&row.example);
    field.doc.clone_from(&row.doc);
    facts::add_to_parameter(&mut field);
    field
}

fn leaf_type(step: &Step, row: &FieldRow) -> Type {
    let element = parameter_type(&row.declared);
    if step.indices > 0 {
        // `RepeatList` and `Array of String` on `RoleId.N` both mean that `RoleId` is the list.
        return match element {
            Type::Array(inner) => repeated(*inner, step.indices),
            other => repeated(other, step.indices),
        };
    }
    match (&row.declared, &row.example) {
        (Declared::Scalar(Type::String), Some(example)) => json_text(example).unwrap_or(element),
        _ => element,
    }
}

fn parameter_type(declared: &Declared) -> Type {
    match declared {
        Declared::Scalar(ty) => ty.clone(),
        Declared::ArrayOf(element) => Type::Array(Box::new(parameter_type(element))),
        Declared::List => Type::Array(Box::new(Type::String)),
        Declared::Map(value) => {
            Type::Map(Box::new(value.as_deref().map_or(Type::Any, parameter_type)))
        }
        Declared::Struct(_) => Type::Any,
        Declared::Json => Type::Json(Box::new(Type::Any)),
        Declared::Blank => Type::String,
    }
}

/// The type of a string whose example is the JSON text of a list or an object.
fn json_text(example: &str) -> Option<Type> {
    match serde_json::from_str(example).ok()? {
        serde_json::Value::Array(elements)
            if !elements.is_empty() && elements.iter().all(serde_json::Value::is_string) =>
        {
            Some(Type::Json(Box::new(Type::Array(Box::new(Type::String)))))
        }
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            Some(Type::Json(Box::new(Type::Any)))
        }
        _ => None,
    }
}

fn repeated(element: Type, times: usize) -> Type {
    (0..times).fold(element, |inner, _| Type::Array(Box::new(inner)))
}

/// Where a parameter travels whose row does not say.
pub(crate) fn default_place(name: &str, style: &Style) -> Location {
    match style {
        Style::Roa { path, .. } if path_placeholders(path).any(|it| it == name) => Location::Path,
        Style::Roa { method, .. } if matches!(method.as_str(), "POST" | "PUT" | "PATCH") => {
            Location::Body
        }
        Style::Rpc | Style::Roa { .. } => Location::Query,
    }
}
