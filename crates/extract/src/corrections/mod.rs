//! Corrections in `spec.yaml`: what a person knows better than a page, or than its reader.
//!
//! A correction names an action, a field by its wire path, and the reason for it. It must change
//! or settle something: once the page is mended, it is an error until somebody removes it. So
//! corrections do not outlive what they were written for.

mod change;
mod decisions;
mod entry;
mod moving;
mod settling;
mod suggestion;
mod tree;

use std::collections::BTreeMap;
use std::sync::Arc;

use apigen_ir::yaml::{self, Step};
use apigen_markdown::Span;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Rule};
use entry::{Entries, Entry};

pub(crate) use decisions::{Aspect, Decisions};
pub(crate) use settling::{correct, report_doubts};
pub(crate) use suggestion::confirmation;

/// The key of `spec.yaml` that holds corrections.
const KEY: &str = "corrections";

/// The corrections of a `spec.yaml`, by action.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "Entries")]
pub(crate) struct Corrections {
    by_action: BTreeMap<String, Vec<Correction>>,
}

/// A correction, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Correction {
    entry: Entry,
    action: String,
    /// How many corrections of the action stand before it in the file.
    index: usize,
    file: Arc<File>,
}

/// A `spec.yaml` and its text.
#[derive(Debug, Default, PartialEq)]
struct File {
    path: String,
    text: String,
}

impl From<Entries> for Corrections {
    fn from(entries: Entries) -> Self {
        let file = Arc::new(File::default());
        let correction = |action: &str, index, entry| Correction {
            entry,
            action: action.to_owned(),
            index,
            file: Arc::clone(&file),
        };
        let by_action = entries.0.into_iter().map(|(action, entries)| {
            let entries = entries.into_iter().enumerate();
            let corrections =
                entries.map(|(index, entry)| correction(&action, index, entry)).collect();
            (action, corrections)
        });
        Self { by_action: by_action.collect() }
    }
}

impl Corrections {
    /// Notes the file that they were read from.
    pub(crate) fn set_file(&mut self, path: &str, text: &str) {
        let file = Arc::new(File { path: path.to_owned(), text: text.to_owned() });
        for correction in self.by_action.values_mut().flatten() {
            correction.file = Arc::clone(&file);
        }
    }

    /// Adds those of a nearer folder, or of an overlay, which are made after these.
    #[must_use]
    pub(crate) fn followed_by(mut self, nearer: Self) -> Self {
        for (action, corrections) in nearer.by_action {
            self.by_action.entry(action).or_default().extend(corrections);
        }
        self
    }

    /// Those of an action, in the order in which they are made.
    pub(crate) fn of(&self, action: &str) -> &[Correction] {
        self.by_action.get(action).map_or(&[], Vec::as_slice)
    }

    /// The actions that are corrected, with the corrections of each.
    pub(crate) fn actions(&self) -> impl Iterator<Item = (&str, &[Correction])> {
        self.by_action.iter().map(|(action, it)| (action.as_str(), it.as_slice()))
    }
}

impl Correction {
    /// A finding about this correction, which points into its file.
    fn finding(&self, rule: Rule, message: String, help: &str) -> Diagnostic {
        let path = self.entry.change.path().to_string();
        let diagnostic = Diagnostic::new(rule, &self.file.path, self.span(), message, help);
        Diagnostic { path: Some(path), ..diagnostic }
    }

    /// The finding that no page documents the action.
    pub(crate) fn without_page(&self, action: &str) -> Diagnostic {
        let message = format!("no page below this file documents `{action}`, which is corrected");
        let help = "mend the action's name, or remove the correction";
        self.finding(Rule::CorrectionUnmatched, message, help)
    }

    /// From the start of the entry to the end of its first line.
    fn span(&self) -> Span {
        let steps = [Step::Key(KEY), Step::Key(&self.action), Step::Index(self.index)];
        let start = yaml::locate(&self.file.text, &steps).unwrap_or_default();
        let line = self.file.text.get(start..).and_then(|rest| rest.lines().next());
        Span { start, end: start + line.unwrap_or_default().trim_end().len() }
    }
}
