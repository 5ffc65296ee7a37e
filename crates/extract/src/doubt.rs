//! What is open about the fields of an answer, as data.
//!
//! The reader of rows leaves doubts behind; what settles a doubt takes it away, and only what is
//! left becomes diagnostics.

use std::collections::BTreeSet;
use std::fmt;

use apigen_ir::{Field, Type, wire_paths};
use apigen_markdown::Span;

use crate::diagnostic::{Findings, Rule};

/// A row that can be read in two ways.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doubt {
    /// The name of the row.
    pub(crate) name: String,
    /// Where to point on the page.
    pub(crate) span: Span,
    /// The wire path of the row in the reading in use.
    pub(crate) path: String,
    /// The other reading.
    pub(crate) rival: Rival,
}

/// The reading of a row that is not in use.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rival {
    /// The row stands at this wire path.
    Place(String),
    /// The row is something else.
    Kind {
        /// What it is in the reading in use.
        used: FieldKind,
        /// What it is in the other one.
        other: FieldKind,
        /// Why that is in doubt.
        reason: KindReason,
    },
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
}

impl Doubt {
    /// The rule that a diagnostic of this doubt goes by.
    pub(crate) fn rule(&self) -> Rule {
        match self.rival {
            Rival::Place(_) => Rule::RowPlacementAmbiguous,
            Rival::Kind { reason: KindReason::XmlSample, .. } => Rule::SamplesDisagree,
            Rival::Kind { .. } => Rule::ContainerKindUnknown,
        }
    }
}

/// The wire paths that doubts question: the row of an unknown place, the rows below one of an
/// unknown kind.
pub(crate) fn in_doubt(doubts: &[Doubt], fields: &[Field]) -> BTreeSet<String> {
    let paths = wire_paths(fields);
    let mut found = BTreeSet::new();
    for doubt in doubts {
        match doubt.rival {
            Rival::Place(_) => {
                found.insert(doubt.path.clone());
            }
            Rival::Kind { .. } => {
                let below = paths.iter().filter(|it| is_below(&it.path, &doubt.path));
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

/// Names each doubt in a diagnostic.
pub(crate) fn report(doubts: &[Doubt], findings: &mut Findings<'_>) {
    for doubt in doubts {
        let path = response_path(&doubt.path);
        let (message, help) = match &doubt.rival {
            Rival::Place(other) => (
                format!(
                    "`{}` is read as `{path}`; `{}` would fit about as well",
                    doubt.name,
                    response_path(other)
                ),
                "a complete JSON sample on the page settles it",
            ),
            Rival::Kind { used, other, reason } => {
                let name = &doubt.name;
                let message = match reason {
                    KindReason::Unsaid => format!(
                        "nothing says whether `{name}` is {used} or {other}; read as {used}"
                    ),
                    KindReason::OtherPage(page) => format!(
                        "this page does not say what `{name}` is; read as {used}, as {page} has it"
                    ),
                    KindReason::XmlSample => format!(
                        "`{name}` is {used} in the JSON sample and {other} in the XML sample; \
                         read as {used}"
                    ),
                };
                (message, "write its type (Struct, Array of X), or show it in the JSON sample")
            }
        };
        findings.add_at(&path, doubt.rule(), doubt.span, message, help);
    }
}

/// A wire path of the answer, as diagnostics name it.
pub(crate) fn response_path(path: &str) -> String {
    format!("response.{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubt(path: &str, rival: Rival) -> Doubt {
        Doubt { name: String::new(), span: Span { start: 0, end: 0 }, path: path.to_owned(), rival }
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
        let doubts = [doubt("Tags", kind), doubt("TagsTotal", Rival::Place("X".to_owned()))];
        let found = in_doubt(&doubts, &fields);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Tags.Key", "TagsTotal"]);
    }
}
