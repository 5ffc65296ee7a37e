//! What a page says in terms of the API, without its prose.

use apigen_extract::Extraction;
use apigen_ir::Operation;
use apigen_ir::compare::{Change, ChangeKind, compare};

/// What was understood of a page, if anything.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    operation: Option<Operation>,
    product: String,
    version: String,
}

/// A difference between two meanings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) path: String,
    pub(crate) effect: Effect,
    pub(crate) text: String,
}

/// What a difference does to what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It is gone; of an error code, a row of it is.
    Removal,
    /// A struct is a value of which nothing is known.
    Emptied,
    /// No object stands around a list any more.
    Unwrapped,
    /// All else.
    Change,
}

impl Effect {
    fn of(change: &Change) -> Self {
        match change.kind {
            ChangeKind::FieldRemoved
            | ChangeKind::ParameterRemoved
            | ChangeKind::ErrorRemoved
            | ChangeKind::ErrorChanged => Self::Removal,
            ChangeKind::Retyped if change.new.as_deref().is_some_and(holds_any) => Self::Emptied,
            ChangeKind::WrapperChanged if change.new.is_none() => Self::Unwrapped,
            _ => Self::Change,
        }
    }
}

/// Whether a type is a value of which nothing is known, or a list or a map of such.
fn holds_any(ty: &str) -> bool {
    ty.trim_start_matches("array<").trim_start_matches("map<").trim_end_matches('>') == "any"
}

impl Meaning {
    pub(crate) fn of(extraction: &Extraction) -> Self {
        let reading = extraction.readings.first();
        let operation = reading.map(|it| it.operation.clone());
        Self {
            operation: operation.map(without_messages),
            product: reading.map(|it| it.product.clone()).unwrap_or_default(),
            version: reading.map(|it| it.version.clone()).unwrap_or_default(),
        }
    }

    /// Where another meaning differs from this one.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Difference> {
        let whole = |text: &str| Difference {
            path: String::new(),
            effect: Effect::Change,
            text: text.to_owned(),
        };
        let (old, new) = match (&self.operation, &other.operation) {
            (Some(old), Some(new)) => (old, new),
            (None, None) => return Vec::new(),
            (Some(_), None) => return vec![whole("operation-removed")],
            (None, Some(_)) => return vec![whole("operation-added")],
        };
        // Fields, setters and variants go by names, so that their order says nothing.
        let tells = |kind: ChangeKind| !kind.is_prose() && kind != ChangeKind::Reordered;
        let changes = compare(&old.without_unlisted(), &new.without_unlisted())
            .into_iter()
            .filter(|it| tells(it.kind));
        let mut differences: Vec<Difference> = changes
            .map(|it| Difference {
                effect: Effect::of(&it),
                text: format!("{} {} {:?} → {:?}", it.kind.id(), it.path, it.old, it.new),
                path: it.path,
            })
            .collect();
        if self.product != other.product || self.version != other.version {
            differences.push(whole("service-changed"));
        }
        differences
    }
}

/// Messages of errors are prose; their codes and statuses are not.
fn without_messages(mut operation: Operation) -> Operation {
    for error in &mut operation.errors {
        error.message.clear();
        error.doc.clear();
    }
    operation
}
