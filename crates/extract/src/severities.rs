//! `lint:` in `spec.yaml`: how bad the findings of a rule are on the pages below, and why.
//!
//! A page is rejected for what cannot be built on, whatever is set here: only findings that are
//! warnings by themselves can be made errors, or be hidden, for whoever judges the docs.

use std::collections::BTreeMap;
use std::sync::Arc;

use apigen_ir::yaml::{self, Step};
use apigen_markdown::Span;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The key of `spec.yaml` that holds severities.
const KEY: &str = "lint";

/// How bad findings are for those who judge the docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// They must be mended.
    Error,
    /// They want a look.
    Warning,
    /// They are known, and not shown.
    Hidden,
}

/// What a `spec.yaml` says of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// How bad findings of the rule are.
    #[serde(rename = "severity")]
    pub level: Level,
    /// Why.
    pub reason: Reason,
}

/// A reason that the next reader can check; never blank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Reason(String);

impl Reason {
    /// The reason in words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Reason {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() { Err("a severity needs a `reason`") } else { Ok(Self(text)) }
    }
}

/// A rule whose severity can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct SettableRule(Rule);

impl TryFrom<String> for SettableRule {
    type Error = String;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        let Some(rule) = Rule::by_id(&id) else {
            return Err(format!("`{id}` is no rule; `cargo xtask lint --rules` lists all"));
        };
        match rule.severity() {
            Severity::Warning => Ok(Self(rule)),
            Severity::Error => Err(format!("`{id}` rejects what it finds, and stays an error")),
        }
    }
}

/// The severities that a `spec.yaml` sets, by rule.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "BTreeMap<SettableRule, Setting>")]
pub(crate) struct Severities {
    by_rule: BTreeMap<Rule, (Setting, Arc<File>)>,
}

/// A `spec.yaml` and its text.
#[derive(Debug, Default, PartialEq)]
struct File {
    path: String,
    text: String,
}

impl From<BTreeMap<SettableRule, Setting>> for Severities {
    fn from(settings: BTreeMap<SettableRule, Setting>) -> Self {
        let file = Arc::new(File::default());
        let by_rule = settings
            .into_iter()
            .map(|(SettableRule(rule), setting)| (rule, (setting, Arc::clone(&file))));
        Self { by_rule: by_rule.collect() }
    }
}

impl Severities {
    /// Notes the file that they were read from.
    pub(crate) fn set_file(&mut self, path: &str, text: &str) {
        let file = Arc::new(File { path: path.to_owned(), text: text.to_owned() });
        for (_, of) in self.by_rule.values_mut() {
            *of = Arc::clone(&file);
        }
    }

    /// Lays `upper` over these, rule by rule.
    #[must_use]
    pub(crate) fn overlaid(mut self, upper: Self) -> Self {
        self.by_rule.extend(upper.by_rule);
        self
    }

    /// What is said of a rule.
    pub(crate) fn of(&self, rule: Rule) -> Option<&Setting> {
        self.by_rule.get(&rule).map(|(setting, _)| setting)
    }

    /// The rules of which something is said.
    pub(crate) fn rules(&self) -> impl Iterator<Item = Rule> {
        self.by_rule.keys().copied()
    }

    /// The finding that what is said of a rule concerns no finding.
    pub(crate) fn unused(&self, rule: Rule) -> Option<Diagnostic> {
        let (_, file) = self.by_rule.get(&rule)?;
        let steps = [Step::Key(KEY), Step::Key(rule.id())];
        let start = yaml::locate(&file.text, &steps).unwrap_or_default();
        let line = file.text.get(start..).and_then(|rest| rest.lines().next());
        let span = Span { start, end: start + line.unwrap_or_default().trim_end().len() };
        let message = format!("`{}` finds nothing below this file that this concerns", rule.id());
        Some(Diagnostic::new(Rule::LintUnused, &file.path, span, message, "remove the entry"))
    }
}
