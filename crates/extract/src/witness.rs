//! What the other pages of an API version witness: which struct holds which names.
//!
//! The same struct stands on many pages, and what one page leaves open another often shows. The
//! answer itself counts as a struct too: a name such as `TotalCount` stands at the top on most
//! pages of a product.

use std::collections::HashMap;

use apigen_ir::Field;

use crate::page_reading::Reading;

/// The key of the answer itself among the structs.
pub(crate) const TOP: &str = "";

/// The names that structs hold, by API version.
#[derive(Debug, Default)]
pub(crate) struct Witnesses {
    by_service: HashMap<(String, String), Names>,
}

/// Struct and name → how many pages show the one in the other.
type Names = HashMap<(String, String), u32>;

/// What the pages of one API version witness, for one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Witness<'a> {
    names: &'a Names,
}

impl Witnesses {
    /// Notes what a page shows. Rows whose place is in doubt are no witnesses.
    pub(crate) fn note(&mut self, reading: &Reading) {
        let key = (reading.product.to_lowercase(), reading.version.clone());
        let names = self.by_service.entry(key).or_default();
        note_fields(&reading.operation.response, TOP, "", reading, names);
    }

    /// What the pages of an API version witness.
    pub(crate) fn of(&self, product: &str, version: &str) -> Option<Witness<'_>> {
        let key = (product.to_lowercase(), version.to_owned());
        self.by_service.get(&key).map(|names| Witness { names })
    }
}

impl Witness<'_> {
    /// Whether several pages show a name in a struct. One page may be the one that asks.
    pub(crate) fn shows(self, container: &str, name: &str) -> bool {
        let key = (container.to_owned(), name.to_owned());
        self.names.get(&key).is_some_and(|pages| *pages > 1)
    }
}

fn note_fields(
    fields: &[Field],
    container: &str,
    parent: &str,
    reading: &Reading,
    names: &mut Names,
) {
    for field in fields {
        let mut path = format!("{parent}{}", field.name);
        if !reading.in_doubt.contains(&path) {
            *names.entry((container.to_owned(), field.name.clone())).or_default() += 1;
        }
        if let Some(wrapper) = &field.wrapper {
            path = format!("{path}.{wrapper}");
        }
        let inner = format!("{path}{}.", field.ty.element_marks());
        note_fields(&field.fields, container_key(field), &inner, reading, names);
    }
}

/// The name that a field's struct goes by: its type's, else its wrapper's, else the field's own.
fn container_key(field: &Field) -> &str {
    match field.ty.as_struct() {
        Some(Some(name)) => name.as_str(),
        _ => field.wrapper.as_deref().unwrap_or(&field.name),
    }
}
