//! What is open about the fields of an operation, as data.
//!
//! The reader of rows leaves doubts behind; what settles a doubt takes it away, and only what is
//! left becomes diagnostics.

use std::collections::BTreeSet;
use std::fmt;

use apigen_ir::{Field, Type, wire_paths};
use apigen_markdown::Span;

use crate::diagnostic::{Findings, Rule};
use crate::field_path::{FieldPath, Side};

/// A row that can be read in two ways.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doubt {
    /// The name of the row.
    pub(crate) name: String,
    /// Where to point on the page.
    pub(crate) span: Span,
    /// The wire path of the row in the reading in use.
    pub(crate) path: FieldPath,
    /// The other reading.
    pub(crate) rival: Rival,
}

/// The reading of a row that is not in use.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rival {
    /// The row stands elsewhere.
    Place {
        /// Its wire path in the other reading.
        to: FieldPath,
        /// All rows that stand elsewhere in the other reading, in the order of the page.
        moves: Vec<Move>,
    },
    /// The row is something else.
    Kind {
        /// What it is in the reading in use.
        used: FieldKind,
        /// What it is in the other one.
        other: FieldKind,
        /// Why that is in doubt.
        reason: KindReason,
    },
    /// The row is none, or the one of its name before it is none.
    Twin,
}

/// A row that stands elsewhere in another reading. Both paths are those of the reading in use.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Move {
    pub(crate) from: FieldPath,
    pub(crate) to: FieldPath,
}

/// What a row is on the wire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldKind {
    pub(crate) ty: Type,
    /// The name of the object's key around a list.
    pub(crate) wrapper: Option<String>,
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.wrapper {
            None => write!(f, "`{}`", self.ty),
            Some(wrapper) => write!(f, "`{}` below `{wrapper}`", self.ty),
        }
    }
}

/// Why it is in doubt what a row is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KindReason {
    /// Neither the row nor a sample says it.
    Unsaid,
    /// Another page alone says it.
    OtherPage(String),
    /// The XML sample shows it otherwise than the JSON sample.
    XmlSample,
    /// Other lists of the table have an element row, and this one has none.
    OtherRows,
}

impl Doubt {
    /// The rule that a diagnostic of this doubt goes by.
    pub(crate) fn rule(&self) -> Rule {
        match self.rival {
            Rival::Place { .. } => Rule::RowPlacementAmbiguous,
            Rival::Twin => Rule::FieldDuplicate,
            Rival::Kind { reason: KindReason::XmlSample, .. } => Rule::SamplesDisagree,
            Rival::Kind { .. } => Rule::ContainerKindUnknown,
        }
    }
}

/// The wire paths of the answer that doubts question: the row of an unknown place, the rows below
/// one of an unknown kind.
pub(crate) fn in_doubt(doubts: &[Doubt], response: &[Field]) -> BTreeSet<String> {
    let paths = wire_paths(response);
    let mut found = BTreeSet::new();
    for doubt in doubts.iter().filter(|doubt| doubt.path.side == Side::Response) {
        let path = &doubt.path.wire;
        match doubt.rival {
            Rival::Place { .. } | Rival::Twin => {
                found.insert(path.clone());
            }
            Rival::Kind { .. } => {
                let below = paths.iter().filter(|it| is_below(&it.path, path));
                found.extend(below.map(|it| it.path.clone()));
            }
        }
    }
    found
}

/// Whether a wire path leads to something inside what stands at `container`.
fn is_below(path: &str, container: &str) -> bool {
    path.strip_prefix(container).is_some_and(|rest| rest.starts_with(['.', '[', '{']))
}

/// Names a doubt in a diagnostic; `corrections` are those that would settle it.
pub(crate) fn report(doubt: &Doubt, corrections: &str, findings: &mut Findings<'_>) {
    let Doubt { name, path, .. } = doubt;
    let (message, cure) = match &doubt.rival {
        Rival::Place { to, .. } => (
            format!("`{name}` is read as `{path}`; `{to}` would fit about as well"),
            "show it in a complete JSON sample",
        ),
        Rival::Kind { used, other, reason } => {
            let message = match reason {
                KindReason::Unsaid => {
                    format!("nothing says whether `{name}` is {used} or {other}; read as {used}")
                }
                KindReason::OtherPage(page) => format!(
                    "this page does not say what `{name}` is; read as {used}, as {page} has it"
                ),
                KindReason::OtherRows => format!(
                    "other lists of the table have an element row, and `{name}` has none; read as \
                     {used}, not as {other}"
                ),
                KindReason::XmlSample => format!(
                    "`{name}` is {used} in the JSON sample and {other} in the XML sample; read as \
                     {used}"
                ),
            };
            (message, "write its type (Struct, Array of X), or show it in the JSON sample")
        }
        Rival::Twin => {
            (format!("`{name}` stands in one struct twice"), "remove one of the two rows")
        }
    };
    let help = format!("{cure}, or say in `spec.yaml` which reading is right:\n{corrections}");
    let wire_path = if path.is_twin() { path.first_twin() } else { path.clone() };
    findings.add_at(&wire_path.to_string(), doubt.rule(), doubt.span, message, &help);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubt(path: &str, rival: Rival) -> Doubt {
        let path = FieldPath::new(Side::Response, path);
        Doubt { name: String::new(), span: Span { start: 0, end: 0 }, path, rival }
    }

    #[test]
    fn a_place_questions_its_row_and_a_kind_the_rows_below() {
        let mut tags = Field::new("Tags", Type::Struct(None));
        tags.fields = vec![Field::new("Key", Type::String)];
        let fields = [tags, Field::new("TagsTotal", Type::Int32)];
        let kind = |ty| FieldKind { ty, wrapper: None };
        let kind = Rival::Kind {
            used: kind(Type::Struct(None)),
            other: kind(Type::Any),
            reason: KindReason::Unsaid,
        };
        let place = Rival::Place { to: FieldPath::new(Side::Response, "X"), moves: Vec::new() };
        let doubts = [doubt("Tags", kind), doubt("TagsTotal", place)];
        let found = in_doubt(&doubts, &fields);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Tags.Key", "TagsTotal"]);
    }
}
