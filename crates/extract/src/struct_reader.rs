//! Tables of rows → the fields of structs: each row finds its place, then its type.

use std::collections::{BTreeMap, BTreeSet};

use apigen_ir::{Field, Type, TypeName};

use crate::diagnostic::{Findings, Rule};
use crate::doubt::{Doubt, Rival};
use crate::facts;
use crate::field_path::{FieldPath, Side, TWIN};
use crate::field_rows::FieldRow;
use crate::field_tables::{FieldTables, TableId};
use crate::field_type::field_type;
use crate::list_kind::Below;
use crate::name_cell::is_map_key;
use crate::place::{self, Kind, NodeId, Root, RowClues, Shape};
use crate::placed_rows::{PlacedRows, RowPath};
use crate::reading::Origin;
use crate::row_fates::Fate;
use crate::type_cell::Declared;
use crate::witness::Witness;

/// How many tables can be open at once, each for a row of the one before.
const MOST_OPEN_TABLES: usize = 40;
/// How many rows a request or an answer can have, those of tables that are read again included.
const MOST_ROWS: usize = 10_000;
/// How far each level of depth marks is indented, in the tables that show real depth.
const EM_SPACES_PER_LEVEL: usize = 2;

/// Reads tables of rows into the fields of structs.
pub(crate) struct StructReader<'a, 'f, 'p> {
    pub(crate) side: Side,
    pub(crate) tables: &'a FieldTables,
    pub(crate) shape: Option<&'a Shape>,
    pub(crate) witness: Option<Witness<'a>>,
    findings: &'f mut Findings<'p>,
    doubts: Vec<Doubt>,
    /// Where each field was read, by its wire path as diagnostics name it.
    origins: BTreeMap<String, Origin>,
    /// The tables that are being read, each for a row of the one before.
    open: Vec<TableId>,
    /// How many rows may still be read. Tables that refer to each other twice grow without end.
    rows_left: usize,
}

impl<'a, 'f, 'p> StructReader<'a, 'f, 'p> {
    pub(crate) fn new(
        side: Side,
        tables: &'a FieldTables,
        shape: Option<&'a Shape>,
        witness: Option<Witness<'a>>,
        findings: &'f mut Findings<'p>,
    ) -> Self {
        Self {
            side,
            tables,
            shape,
            witness,
            findings,
            doubts: Vec::new(),
            origins: BTreeMap::new(),
            open: Vec::new(),
            rows_left: MOST_ROWS,
        }
    }

    /// What is open about the fields, and where each was read.
    pub(crate) fn into_parts(self) -> (Vec<Doubt>, BTreeMap<String, Origin>) {
        (self.doubts, self.origins)
    }

    /// Reads a table into the fields of the struct at `root`; their wire paths begin with `parent`.
    pub(crate) fn read(&mut self, table: TableId, root: Root<'_>, parent: &str) -> Vec<Field> {
        self.open.push(table);
        let fields = self.read_rows(self.tables.rows(table), root, parent);
        self.open.pop();
        fields
    }

    /// Reads rows into the fields of the struct at `root`; their wire paths begin with `parent`.
    pub(crate) fn read_rows<'b>(
        &mut self,
        rows: &'b [FieldRow],
        root: Root<'_>,
        parent: &str,
    ) -> Vec<Field>
    where
        'a: 'b,
    {
        self.rows_left = self.rows_left.saturating_sub(rows.len());
        let tables = self.tables;
        let clues = clues(rows, tables);
        let placements = place::place(&clues, self.shape, self.witness, root);
        let mut placed = PlacedRows::new(rows, placements);
        let top = placed.top().to_vec();
        let fields = self.build_fields(&mut placed, &top, parent);
        self.doubts.extend(placed.rivals(self.side, parent));
        for (path, origin) in placed.origins() {
            self.origins.entry(self.path_text(&path)).or_insert(origin);
        }
        fields
    }

    fn build_fields<'b>(
        &mut self,
        placed: &mut PlacedRows<'b>,
        indices: &[usize],
        parent: &str,
    ) -> Vec<Field>
    where
        'a: 'b,
    {
        let rows = placed.rows;
        let mut fields: Vec<Field> = Vec::new();
        for &index in indices {
            let Some(row) = rows.get(index) else { continue };
            if is_map_key(&row.name) && (indices.len() > 1 || parent.is_empty()) {
                self.report_map_key(row);
                continue;
            }
            let twins = fields.iter().filter(|field| field.name == row.name).count();
            let mut path = match parent.strip_suffix('.') {
                Some(map) if is_map_key(&row.name) => format!("{map}{{}}"),
                _ => format!("{parent}{}", row.name),
            };
            if twins > 0 {
                path = format!("{path}{TWIN}{}", twins + 1);
            }
            let field = self.build_field(placed, index, row, &path);
            let earlier = fields.iter_mut().find(|it| says_the_same(it, &field));
            let fate = if let Some(earlier) = earlier {
                self.merge(earlier, field, row, parent)
            } else {
                if twins > 0 {
                    let path = FieldPath::new(self.side, path);
                    let (name, span) = (row.name.clone(), row.span);
                    self.doubts.push(Doubt { name, span, path, rival: Rival::Twin });
                }
                fields.push(field);
                Fate::Field
            };
            self.settle(row, fate);
        }
        fields
    }

    fn build_field<'b>(
        &mut self,
        placed: &mut PlacedRows<'b>,
        index: usize,
        row: &'b FieldRow,
        path: &str,
    ) -> Field
    where
        'a: 'b,
    {
        let mut field = Field::new(row.name.clone(), Type::String);
        field.example.clone_from(&row.example);
        field.doc.clone_from(&row.doc);
        field.required = self.side == Side::Request && row.required;

        let witnessed = self.witnessed_wrapper(placed, index, row);
        let mut inside = self.inside(placed, index, row);
        if inside.wrapper.is_none() {
            inside.wrapper = witnessed.map(|shown| shown.wrapper.to_owned());
        }
        if let Below::Table(table) = inside.below
            && !self.can_enter(table, row, path)
        {
            inside.below = Below::Rows(Vec::new());
        }
        let has_rows = inside.below.has_rows();
        let kind = self.kind(inside.node).filter(|_| !self.is_empty_list(row, inside.node));
        field.wrapper.clone_from(&inside.wrapper);
        let is_list_of_scalars = kind == Some(Kind::ScalarArray) && !has_rows;
        field.ty = match inside.element.map(|(_, element)| &element.declared) {
            // The row of the object's key tells the scalars of the list.
            Some(Declared::Scalar(ty)) if is_list_of_scalars => Type::Array(Box::new(ty.clone())),
            _ => field_type(&row.declared, kind, field.wrapper.is_some(), has_rows),
        };
        match self.side {
            Side::Request => facts::add_to_parameter(&mut field),
            Side::Response => facts::add_to_field(&mut field),
        }
        let inner_path =
            field.wrapper.as_ref().map_or_else(|| path.to_owned(), |name| format!("{path}.{name}"));
        let prefix = format!("{inner_path}{}.", field.ty.element_marks());
        placed.note_path(index, RowPath { own: path.to_owned(), inside: prefix.clone() });
        if let Some((at, element)) = inside.element {
            self.settle(element, Fate::Field);
            if let Some(at) = at {
                placed.note_path(at, RowPath { own: inner_path, inside: prefix.clone() });
            } else {
                let origin = Origin { span: element.span, clues: Vec::new() };
                self.origins.entry(self.path_text(&inner_path)).or_insert(origin);
            }
        }
        let doubt = self.kind_doubt((placed, index), row, &field, path, witnessed);
        self.doubts.extend(doubt);
        field.fields = match inside.below {
            Below::Rows(rows) => self.build_fields(placed, &rows, &prefix),
            Below::Table(table) => {
                let container = row.declared.struct_name().map(TypeName::as_str);
                let container = container.or(field.wrapper.as_deref()).unwrap_or(&row.name);
                self.read(table, Root { node: inside.node, container }, &prefix)
            }
        };
        take_map(&mut field);
        if !has_rows {
            let path = self.path_text(path);
            report_elsewhere(row, &path, self.findings);
            self.report_empty(row, inside.node, &path);
        }
        field
    }

    /// Whether a table can be read for a row: not inside of itself, and not without end.
    fn can_enter(&mut self, table: TableId, row: &FieldRow, path: &str) -> bool {
        let is_open = self.open.contains(&table);
        let is_endless =
            self.rows_left < self.tables.rows(table).len() || self.open.len() >= MOST_OPEN_TABLES;
        if is_open || is_endless {
            let why = if is_open { "holds itself" } else { "holds structs without end" };
            let message = format!("the struct of `{}` {why}; users get its JSON value", row.name);
            let path = self.path_text(path);
            self.findings.add_at(&path, Rule::TypeRecursive, row.span, message, "");
        }
        !is_open && !is_endless
    }

    /// Reports a struct without rows of which the sample shows what is in it.
    fn report_empty(&mut self, row: &FieldRow, node: Option<NodeId>, path: &str) {
        let is_struct =
            |declared: &Declared| matches!(declared, Declared::Struct(_) | Declared::Blank);
        let holds_rows = match &row.declared {
            Declared::ArrayOf(element) => is_struct(element),
            declared => is_struct(declared),
        };
        let is_described_elsewhere = row.reference.page.is_some() || row.own_table.is_some();
        if self.side != Side::Response || !holds_rows || is_described_elsewhere {
            return;
        }
        let shown = self.shape.zip(node).map(|(shape, node)| {
            let node = shape.wrapped_array(node).map_or(node, |(_, inner)| inner);
            shape.keys(node).iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>()
        });
        let shown = shown.unwrap_or_default();
        // A struct may be empty. Nobody gives the elements of a list a name for nothing.
        let is_named_list =
            matches!(row.declared, Declared::ArrayOf(_)) && row.declared.struct_name().is_some();
        let shown = match shown.as_slice() {
            [] if !is_named_list => return,
            [] => String::new(),
            shown => format!(", of which the sample shows {}", shown.join(", ")),
        };
        let message = format!(
            "the table has no rows for what is in `{}`{shown}; users get its JSON value",
            row.name,
        );
        let help = "add the rows below this one";
        self.findings.add_at(path, Rule::StructEmpty, row.span, message, help);
    }

    /// Takes a second field of a name in one struct into the first, with which it agrees.
    fn merge(&mut self, earlier: &mut Field, later: Field, row: &FieldRow, parent: &str) -> Fate {
        let name = &row.name;
        let message = format!("`{name}` stands in one struct twice, and says the same");
        let path = self.path_text(&format!("{parent}{name}"));
        let help = "remove one of the two rows";
        self.findings.add_at(&path, Rule::FieldRepeated, row.span, message, help);
        let is_new = |field: &Field| !earlier.fields.iter().any(|it| it.name == field.name);
        let new: Vec<Field> = later.fields.into_iter().filter(is_new).collect();
        earlier.fields.extend(new);
        Fate::Repeated
    }

    /// A wire path as diagnostics name it.
    fn path_text(&self, wire: &str) -> String {
        FieldPath::new(self.side, wire).to_string()
    }

    /// `{key}` stands for all the keys of a map, beside which nothing else can stand.
    fn report_map_key(&mut self, row: &FieldRow) {
        let message =
            format!("`{}` names the keys of a map, but is not all that it holds", row.name);
        self.findings.add(Rule::NameInvalid, row.span, message, "write the name of a field");
        self.settle(row, Fate::Named(Rule::NameInvalid));
    }

    fn settle(&mut self, row: &FieldRow, fate: Fate) {
        if let Some(span) = row.row_span {
            self.findings.settle(span, fate);
        }
    }
}

fn says_the_same(one: &Field, other: &Field) -> bool {
    one.name == other.name && one.ty == other.ty && one.wrapper == other.wrapper
}

/// Makes a map of a struct whose only field stands for all keys.
fn take_map(field: &mut Field) {
    if !field.fields.iter().any(|only| is_map_key(&only.name)) {
        return;
    }
    let Some(value) = field.fields.pop() else { return };
    let value_type = if value.wrapper.is_some() { Type::Any } else { value.ty };
    field.fields = if value_type.as_struct().is_some() { value.fields } else { Vec::new() };
    field.ty = match &field.ty {
        Type::Array(_) => Type::Array(Box::new(Type::Map(Box::new(value_type)))),
        // What a row declares of a map's values is a struct already.
        _ => Type::Map(Box::new(value_type)),
    };
}

/// Reports a struct that is described on another page.
fn report_elsewhere(row: &FieldRow, path: &str, findings: &mut Findings<'_>) {
    if let Some(page) = &row.reference.page {
        let message = format!(
            "the struct of `{}` is described on another page, `{page}`; users get its JSON value",
            row.name
        );
        let help = "describe the struct in a table below, whose caption is its name";
        findings.add_at(path, Rule::TypeElsewhere, row.span, message, help);
    }
}

/// What the search is told of the rows of a table.
fn clues<'b>(rows: &'b [FieldRow], tables: &'b FieldTables) -> Vec<RowClues<'b>> {
    let depth = |row: &FieldRow| row.indent / EM_SPACES_PER_LEVEL;
    // One indentation for all says "not top level" and no more.
    let depths: BTreeSet<usize> = rows.iter().filter(|row| row.marked).map(depth).collect();
    // A single row can be that of the object around a list.
    let own_name = |own: TableId| match tables.rows(own) {
        [only] => only.name.as_str(),
        _ => "",
    };
    rows.iter()
        .map(|row| RowClues {
            name: &row.name,
            declared: &row.declared,
            marked: row.marked,
            depth: (row.marked && depths.len() > 1).then(|| depth(row)),
            has_value_example: row.has_value_example(),
            own_table: row.own_table.map(own_name),
        })
        .collect()
}
