//! Dotted names of parameters: `Tag.N.Key` is the field `Key` of each struct in the list `Tag`.

use apigen_ir::{Field, Type};

use crate::diagnostic::{Findings, Rule};
use crate::doubt::{Doubt, Rival};
use crate::field_path::{FieldPath, Side, TWIN};
use crate::field_rows::FieldRow;
use crate::parameter_type::repeated;
use crate::row_fates::Fate;

/// One step of a dotted name: `Tag.N.Key` has `Tag`, repeated, and `Key`.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// How many indices follow the name.
    pub(crate) indices: usize,
    /// Whether an index is a digit, so that the same step may stand in several rows.
    has_digit: bool,
}

/// The steps of a dotted name.
pub(crate) fn steps(name: &str) -> Vec<Step> {
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

/// The wire path that a dotted name means: `Tag.N.Key` is `Tag[].Key`.
pub(crate) fn wire_path(name: &str) -> String {
    let mut path = String::new();
    let mut marks = String::new();
    for step in steps(name) {
        let dot = if path.is_empty() { "" } else { "." };
        path = format!("{path}{marks}{dot}{}", step.name);
        marks = "[]".repeat(step.indices);
    }
    path
}

/// The path of the parameter that a row names, as diagnostics name it.
pub(crate) fn parameter_path(row: &FieldRow) -> String {
    FieldPath::new(Side::Request, wire_path(&row.name)).to_string()
}

/// What is said of rows while they become parameters.
pub(crate) struct Notes<'a, 'f> {
    pub(crate) doubts: &'a mut Vec<Doubt>,
    pub(crate) findings: &'a mut Findings<'f>,
}

/// Adds the `leaf` of a row below `fields`, at the end of its steps.
pub(crate) fn add(
    fields: &mut Vec<Field>,
    step: &Step,
    inner: &[Step],
    leaf: Field,
    row: &FieldRow,
    notes: &mut Notes<'_, '_>,
) -> Fate {
    let Some((next, rest)) = inner.split_first() else {
        return add_leaf(fields, step, leaf, row, notes);
    };
    let existing = fields.iter_mut().find(|field| field.name == step.name);
    let Some(container) = existing else {
        let ty = repeated(Type::Struct(None), step.indices);
        let mut container = Field::new(step.name.clone(), ty);
        let fate = add(&mut container.fields, next, rest, leaf, row, notes);
        fields.push(container);
        return fate;
    };
    if !open_struct(container, step) {
        return report_duplicate(container, row, notes.findings);
    }
    // The digits of `Filter.1.Key` and `Filter.2.Key` are one list: each says what it is good for.
    let same = container.fields.iter_mut().find(|field| field.name == next.name);
    match same.filter(|_| step.has_digit && rest.is_empty()) {
        Some(same) => add_digit(same, &leaf, row),
        None => add(&mut container.fields, next, rest, leaf, row, notes),
    }
}

fn add_leaf(
    fields: &mut Vec<Field>,
    step: &Step,
    leaf: Field,
    row: &FieldRow,
    notes: &mut Notes<'_, '_>,
) -> Fate {
    let twins = fields.iter().filter(|field| field.name == step.name).count();
    let Some(existing) = fields.iter_mut().find(|field| field.name == step.name) else {
        fields.push(leaf);
        return Fate::Field;
    };
    if step.has_digit {
        return add_digit(existing, &leaf, row);
    }
    match merge_same_name(existing, leaf, row, twins, notes) {
        Ok(fate) => fate,
        Err(leaf) => {
            fields.push(*leaf);
            Fate::Field
        }
    }
}

/// Makes a struct of a parameter that has a row of its own (`Disk | Object`, then `Disk.Size`).
fn open_struct(container: &mut Field, step: &Step) -> bool {
    let opaque = match &container.ty {
        Type::Any => true,
        // `Array` alone is read as a list of strings where nothing says more.
        Type::Array(element) => matches!(**element, Type::Any | Type::String),
        _ => false,
    };
    if opaque {
        let is_array = matches!(container.ty, Type::Array(_));
        let indices = step.indices.max(usize::from(is_array));
        container.ty = repeated(Type::Struct(None), indices);
    }
    container.ty.as_struct().is_some()
}

/// Another digit of the same list: what it says of itself is added (ecs/DescribeInstances:
/// `Filter.1.Key` and `Filter.2.Key` filter by different things).
fn add_digit(field: &mut Field, leaf: &Field, row: &FieldRow) -> Fate {
    if !leaf.doc.is_empty() && !field.doc.contains(&leaf.doc) {
        field.doc = format!("{}\n\n`{}`: {}", field.doc, row.name, leaf.doc);
    }
    Fate::Field
}

/// Takes the later of two rows of one name into the earlier one.
///
/// It adds nothing where the two agree. Of a deprecated and a current form of one parameter the
/// current one counts. Any other is given back, and a doubt: it stands beside the first until
/// somebody decides. `twins` is how many fields have the name already.
pub(crate) fn merge_same_name(
    earlier: &mut Field,
    later: Field,
    row: &FieldRow,
    twins: usize,
    notes: &mut Notes<'_, '_>,
) -> Result<Fate, Box<Field>> {
    let are_deprecated = (earlier.deprecated.is_some(), later.deprecated.is_some());
    let message = if earlier.ty == later.ty {
        format!("`{}` stands in this table twice, and says the same", row.name)
    } else if are_deprecated.0 != are_deprecated.1 {
        format!("`{}` stands in this table twice; the form that is not deprecated counts", row.name)
    } else {
        let wire = format!("{}{TWIN}{}", wire_path(&row.name), twins + 1);
        let path = FieldPath::new(Side::Request, wire);
        let (name, span) = (row.name.clone(), row.span);
        notes.doubts.push(Doubt { name, span, path, rival: Rival::Twin });
        return Err(Box::new(later));
    };
    let help = "remove one of the two rows";
    notes.findings.add_at(&parameter_path(row), Rule::FieldRepeated, row.span, message, help);
    if earlier.ty != later.ty && are_deprecated.0 {
        *earlier = Field { location: earlier.location, ..later };
    }
    Ok(Fate::Repeated)
}

fn report_duplicate(earlier: &Field, row: &FieldRow, findings: &mut Findings<'_>) -> Fate {
    let message = format!("`{}` stands in this table twice, once as `{}`", row.name, earlier.ty);
    let path = parameter_path(row);
    findings.add_at(&path, Rule::FieldDuplicate, row.span, message, "remove one of the two rows");
    Fate::Named(Rule::FieldDuplicate)
}
