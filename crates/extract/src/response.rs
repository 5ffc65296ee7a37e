//! Response rows → fields.

use std::collections::BTreeMap;

use apigen_ir::{Field, Type};

use crate::diagnostic::Findings;
use crate::doubt::Doubt;
use crate::field_path::Side;
use crate::field_tables::FieldTables;
use crate::place::{Root, Shape};
use crate::reading::Origin;
use crate::struct_reader::StructReader;
use crate::vocabulary::COMMON_FIELD;
use crate::witness::{self, Witness};

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
    tables: &FieldTables,
    shape: Option<&Shape>,
    witness: Option<Witness<'_>>,
    findings: &mut Findings<'_>,
) -> Response {
    let mut response = Response::default();
    if let Some(table) = tables.response {
        let mut reader = StructReader::new(Side::Response, tables, shape, witness, findings);
        let root = Root { node: shape.map(|_| Shape::ROOT), container: witness::TOP };
        response.fields = reader.read(table, root, "");
        (response.doubts, response.origins) = reader.into_parts();
    }
    // Older pages have no row for it, and say that it is there in words or in the sample alone.
    let is_shown = shape.is_some_and(|shape| shape.child(Shape::ROOT, COMMON_FIELD).is_some());
    if (tables.has_common_fields || is_shown)
        && !response.fields.iter().any(|it| it.name == COMMON_FIELD)
    {
        response.fields.push(Field::new(COMMON_FIELD, Type::String));
    }
    response
}
