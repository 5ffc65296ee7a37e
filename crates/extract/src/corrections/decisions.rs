//! What somebody decided about the fields of a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::field_path::FieldPath;

/// What of a field is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    /// Where it stands and what it is.
    Reading,
    /// What it is, and so what its inside looks like.
    Kind,
    /// Whether it is required.
    Required,
    /// Everything.
    All,
}

/// What came of the corrections of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decisions {
    /// The fields that are decided, by their paths before and after all corrections.
    fields: BTreeSet<(String, Aspect)>,
    /// The findings that corrections do not fit.
    refused: Vec<Diagnostic>,
    /// The findings that nothing is in doubt where a field is confirmed: the page of another
    /// language may still contradict it.
    idle: BTreeMap<String, Diagnostic>,
}

impl Decisions {
    pub(super) fn note(&mut self, path: &FieldPath, aspect: Aspect) {
        self.fields.insert((path.to_string(), aspect));
    }

    pub(super) fn note_idle(&mut self, path: &FieldPath, unused: Diagnostic) {
        self.idle.insert(path.to_string(), unused);
    }

    pub(super) fn refuse(&mut self, finding: Diagnostic) {
        self.refused.push(finding);
    }

    /// Whether it is decided what another page contradicts; if so, a confirmation of it is not idle.
    pub(crate) fn settle(&mut self, path: &str, aspect: Aspect) -> bool {
        let is_settled = self.is_decided(path, aspect);
        if is_settled {
            self.idle.remove(path);
        }
        is_settled
    }

    /// Whether somebody decided it.
    pub(crate) fn is_decided(&self, path: &str, aspect: Aspect) -> bool {
        let decided = |aspect| self.fields.contains(&(path.to_owned(), aspect));
        match aspect {
            Aspect::Kind | Aspect::All => decided(aspect),
            Aspect::Required => decided(aspect) || decided(Aspect::All),
            Aspect::Reading => decided(aspect) || decided(Aspect::Kind) || decided(Aspect::All),
        }
    }

    /// The findings about corrections, which are errors if the page is used.
    pub(crate) fn into_errors(self) -> Vec<Diagnostic> {
        self.refused.into_iter().chain(self.idle.into_values()).collect()
    }
}
