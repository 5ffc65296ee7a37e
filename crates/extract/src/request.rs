//! Request rows → parameters: dotted and repeated names become structs and lists.

use std::collections::{BTreeMap, VecDeque};

use apigen_ir::{Field, Location, Style, Type, path_placeholders};

use crate::action::ACTION_ROW;
use crate::diagnostic::{Findings, Rule};
use crate::dotted_names::{Notes, Step, add, merge_same_name, parameter_path, steps, wire_path};
use crate::doubt::Doubt;
use crate::facts;
use crate::field_path::Side;
use crate::field_rows::FieldRow;
use crate::field_tables::{FieldTables, TableId};
use crate::parameter_type::{leaf_type, repeated, struct_type};
use crate::place::{Root, Shape};
use crate::reading::Origin;
use crate::row_fates::Fate;
use crate::sample::{self, Sample};
use crate::struct_reader::StructReader;
use crate::type_cell::Declared;
use crate::vocabulary::Section;

/// How many parts a dotted name can have; the longest seen has 5.
const MAX_DEPTH: usize = 20;

/// The parameters of a request, and what only the page knows of them.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) parameters: Vec<Field>,
    /// The places that the page states, by parameter.
    pub(crate) stated_places: BTreeMap<String, Location>,
    /// What is open about the parameters.
    pub(crate) doubts: Vec<Doubt>,
    /// Where each parameter was read, by its wire path.
    pub(crate) origins: BTreeMap<String, Origin>,
}

/// Builds the parameters from their rows, in the order of the page.
///
/// `body` is the shape of the body in the sample of a request.
pub(crate) fn build(
    tables: &FieldTables,
    style: &Style,
    body: Option<&Shape>,
    findings: &mut Findings<'_>,
) -> Request {
    let mut builder = Builder { tables, style, request: Request::default(), findings };
    for id in &tables.request {
        builder.add_table(*id, body);
    }
    builder.request
}

struct Builder<'a, 'f, 'p> {
    tables: &'a FieldTables,
    style: &'a Style,
    request: Request,
    findings: &'f mut Findings<'p>,
}

impl Builder<'_, '_, '_> {
    fn add_table(&mut self, id: TableId, body: Option<&Shape>) {
        let section = self.tables.section(id);
        let rows = self.tables.rows(id);
        let nested: Vec<bool> = self.nested(rows, section);
        let mut fields = self.read_nested(rows, &nested, body);
        for (row, is_nested) in rows.iter().zip(nested) {
            if is_action(row, self.style) {
                self.settle(row, Fate::Action);
            } else if !is_nested {
                self.add_row(row, section);
            } else if fields.front().is_some_and(|field| field.name == row.name)
                && let Some(field) = fields.pop_front()
            {
                self.add_nested(field, row, section);
            }
        }
    }

    /// Which rows find their places among each other: those of a table with depth marks, and those
    /// of a JSON body that has structs (descriptions of clusters and of applications).
    fn nested(&self, rows: &[FieldRow], section: Option<Section>) -> Vec<bool> {
        let has_marks = rows.iter().any(|row| row.marked);
        let in_body = |row: &FieldRow| self.place_of(row, section) == Location::Body;
        let has_structs = rows.iter().any(|row| in_body(row) && is_struct(&row.declared));
        let takes_part = |row: &FieldRow| {
            let is_plain = row.name.contains('.') || is_action(row, self.style);
            !is_plain && (has_marks || (has_structs && in_body(row)))
        };
        rows.iter().map(takes_part).collect()
    }

    fn read_nested(
        &mut self,
        rows: &[FieldRow],
        nested: &[bool],
        body: Option<&Shape>,
    ) -> VecDeque<Field> {
        let rows: Vec<FieldRow> =
            rows.iter().zip(nested).filter(|(_, it)| **it).map(|(row, _)| row.clone()).collect();
        if rows.is_empty() {
            return VecDeque::new();
        }
        let mut reader = StructReader::new(Side::Request, self.tables, body, None, self.findings);
        let root = Root { node: body.map(|_| Shape::ROOT), container: "" };
        let fields = reader.read_rows(&rows, root, "");
        let parts = reader.into_parts();
        self.finish(parts);
        fields.into()
    }

    /// Takes what is known of rows that were read as the fields of structs.
    fn finish(&mut self, (doubts, origins): (Vec<Doubt>, BTreeMap<String, Origin>)) {
        self.request.doubts.extend(doubts);
        for (path, origin) in origins {
            self.request.origins.entry(path).or_insert(origin);
        }
    }

    fn add_nested(&mut self, mut field: Field, row: &FieldRow, section: Option<Section>) {
        field.location = Some(self.place_of(row, section));
        self.note_place(&field.name, row);
        let is_same = |it: &Field| it.name == field.name;
        let twins = self.request.parameters.iter().filter(|it| is_same(it)).count();
        let earlier = self.request.parameters.iter_mut().find(|it| is_same(it));
        let Some(earlier) = earlier else {
            self.request.parameters.push(field);
            return;
        };
        let mut notes = Notes { doubts: &mut self.request.doubts, findings: self.findings };
        match merge_same_name(earlier, field, row, twins, &mut notes) {
            Ok(fate) => self.settle(row, fate),
            Err(field) => self.request.parameters.push(*field),
        }
    }

    fn add_row(&mut self, row: &FieldRow, section: Option<Section>) {
        let steps = steps(&row.name);
        if steps.len() > MAX_DEPTH {
            let message = format!("the name has {} parts, more than {MAX_DEPTH}", steps.len());
            self.findings.add(Rule::NameInvalid, row.span, message, "");
            self.settle(row, Fate::Named(Rule::NameInvalid));
            return;
        }
        let Some((top, inner)) = steps.split_first() else { return };
        let location = self.place_of(row, section);
        self.note_place(&top.name, row);
        let origin = Origin { span: row.span, clues: Vec::new() };
        let path = parameter_path(row);
        self.request.origins.entry(path).or_insert(origin);
        let leaf = self.leaf(steps.last().unwrap_or(top), row);
        let mut notes = Notes { doubts: &mut self.request.doubts, findings: self.findings };
        let fate = add(&mut self.request.parameters, top, inner, leaf, row, &mut notes);
        let named = self.request.parameters.iter_mut().filter(|it| it.name == top.name);
        for parameter in named {
            parameter.location.get_or_insert(location);
        }
        self.settle(row, fate);
    }

    fn leaf(&mut self, step: &Step, row: &FieldRow) -> Field {
        let mut field = Field::new(step.name.clone(), leaf_type(step.indices, row));
        field.required = row.required;
        field.example.clone_from(&row.example);
        field.doc.clone_from(&row.doc);
        facts::add_to_parameter(&mut field);
        if let Some(table) = row.own_table {
            let example = row.example.as_deref().and_then(sample::read);
            let shape = example.as_ref().map(Shape::of_json);
            let mut reader =
                StructReader::new(Side::Request, self.tables, shape.as_ref(), None, self.findings);
            let root = Root { node: shape.as_ref().map(|_| Shape::ROOT), container: "" };
            field.ty = repeated(struct_type(row, example.as_ref()), step.indices);
            let prefix = format!("{}{}.", wire_path(&row.name), field.ty.element_marks());
            field.fields = reader.read(table, root, &prefix);
            let parts = reader.into_parts();
            self.finish(parts);
            if matches!(field.ty, Type::Json(_)) && !shows_kind(example.as_ref()) {
                let message = format!(
                    "nothing says whether `{}` is the JSON of a struct or of a list; read as `{}`",
                    row.name, field.ty
                );
                let help = "write the JSON as the example";
                let path = parameter_path(row);
                self.findings.add_at(&path, Rule::ContainerKindUnknown, row.span, message, help);
            }
        }
        field
    }

    fn settle(&mut self, row: &FieldRow, fate: Fate) {
        if let Some(span) = row.row_span {
            self.findings.settle(span, fate);
        }
    }

    fn note_place(&mut self, name: &str, row: &FieldRow) {
        if let Some(position) = row.position {
            self.request.stated_places.insert(name.to_owned(), position);
        }
    }

    /// Where a parameter travels: as its row says, or as is usual for its section and style.
    fn place_of(&self, row: &FieldRow, section: Option<Section>) -> Location {
        let by_section = match section {
            Some(Section::RequestHeaders) => Some(Location::Header),
            Some(Section::RequestBody) => Some(Location::Body),
            _ => None,
        };
        let name = row.name.split('.').next().unwrap_or(&row.name);
        row.position.or(by_section).unwrap_or_else(|| default_place(name, self.style))
    }
}

/// Whether an example tells a struct from a list of structs.
fn shows_kind(example: Option<&Sample>) -> bool {
    matches!(example, Some(Sample::Object(_) | Sample::Array(_)))
}

/// Whether a row states the action: ROA operations are told by method and path alone.
fn is_action(row: &FieldRow, style: &Style) -> bool {
    row.name == ACTION_ROW && *style == Style::Rpc
}

fn is_struct(declared: &Declared) -> bool {
    match declared {
        Declared::Struct(_) | Declared::Linked(_) => true,
        Declared::ArrayOf(element) => is_struct(element) || **element == Declared::Blank,
        _ => false,
    }
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
