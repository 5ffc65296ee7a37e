//! What was read of a page that documents an operation.

use std::collections::{BTreeMap, BTreeSet};

use apigen_ir::{Location, Operation};
use apigen_markdown::Span;

use crate::corrections::Decisions;
use crate::doubt::Doubt;
use crate::page_reading::Identity;
use crate::place::Clue;

/// An operation as one page was read, with what only the page knows of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The product's code, as the page or its `spec.yaml` writes it.
    pub product: String,
    /// The API version.
    pub version: String,
    /// The page, relative to the folder of pages, with `/`.
    pub page: String,
    /// What was understood.
    pub operation: Operation,
    /// The places that the page states, by the parameter's name; others follow a rule.
    pub stated_places: BTreeMap<String, Location>,
    /// Where each field was read, by its wire path with `request.` or `response.` before it, and
    /// where each error code was, by the code with `errors.` before it.
    pub origins: BTreeMap<String, Origin>,
    /// Wire paths of the response rows whose place a diagnostic questions.
    pub in_doubt: BTreeSet<String>,
    /// What is open about the fields of the answer, to be settled by other pages or reported.
    pub(crate) doubts: Vec<Doubt>,
    /// What the `spec.yaml` files above the page decide of it.
    pub(crate) decisions: Decisions,
    /// Whether the page itself says its product, version and action; else something was inferred.
    pub(crate) states_identity: bool,
    /// Whether the page has the form of older pages.
    pub(crate) has_older_form: bool,
    /// Where to point for what concerns the page as a whole.
    pub(crate) heading: Span,
    /// Where to point for what concerns the answer as a whole.
    pub(crate) response_heading: Option<Span>,
    /// Where to point for what concerns all error codes.
    pub(crate) error_table: Option<Span>,
}

/// Where a field was read, and why it stands where it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The name cell of its row; of an error code, its first row.
    pub span: Span,
    /// What speaks for its place and against it. The place of a parameter is in its name.
    pub clues: Vec<Clue>,
}

impl Reading {
    /// Which operation it is, where the reading itself is not used.
    pub(crate) fn into_identity(self) -> Identity {
        Identity {
            product: Some(self.product),
            version: Some(self.version),
            action: Some(self.operation.action),
        }
    }

    /// Whether the page documents this API version. Products are compared without regard to case.
    pub fn is_of(&self, product: &str, version: &str) -> bool {
        self.product.eq_ignore_ascii_case(product) && self.version == version
    }

    /// Where on the page the field or the error code at a path was read: its row, a row below it, or
    /// what holds it; for any other path, where the page's tables begin.
    pub fn span_of(&self, path: &str) -> Span {
        let below = format!("{path}[");
        let row = self.origins.get(path).or_else(|| {
            // No row stands for the `Tag` of `Tag.N.Key`.
            let inner = self.origins.iter().filter(|(it, _)| it.starts_with(&below));
            inner.map(|(_, origin)| origin).min_by_key(|it| it.span)
        });
        let section = match path.split('.').next() {
            Some("response") => self.response_heading,
            Some("errors") => self.error_table,
            _ => None,
        };
        match (row, path.rsplit_once('.')) {
            (Some(row), _) => row.span,
            (None, Some((outer, _))) => self.span_of(outer.trim_end_matches(['[', ']', '{', '}'])),
            (None, None) => section.unwrap_or(self.heading),
        }
    }
}
