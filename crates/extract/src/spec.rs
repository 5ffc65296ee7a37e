//! `spec.yaml`: what pages do not say of their API version.

use std::collections::{BTreeMap, BTreeSet};

use apigen_ir::yaml::{self, YamlError};
use apigen_ir::{Endpoints, FailureRule};
use serde::Deserialize;

use crate::corrections::Corrections;
use crate::diagnostic::{Diagnostic, Rule};
use crate::severities::{Setting, Severities};

/// What a `spec.yaml` says of the pages in its folder and below.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The product's code, for pages that do not say it.
    pub product: Option<String>,
    /// The API version, for pages that do not say it.
    pub version: Option<String>,
    /// The name of the crate; without it `aliyun-<product>-<version>`.
    #[serde(rename = "crate")]
    pub crate_name: Option<String>,
    /// Where the service is reached.
    pub endpoints: Option<Endpoints>,
    /// What a failure inside an answer of HTTP 200 looks like.
    pub failure_in_200: Option<FailureRule>,
    /// The action of the operation that shows best how the crate is used.
    pub example: Option<String>,
    /// The features of the crate that bring operations, and the actions of each.
    pub groups: Option<BTreeMap<String, Vec<String>>>,
    /// What pages get wrong, or their reader.
    #[serde(default)]
    pub(crate) corrections: Corrections,
    /// How bad findings are.
    #[serde(default)]
    pub(crate) lint: Severities,
}

impl Spec {
    /// Reads the text of the `spec.yaml` at `path`, which findings about it will name.
    ///
    /// # Errors
    ///
    /// Where the text is no YAML, or a key is unknown, missing or of the wrong kind.
    pub fn read(path: &str, text: &str) -> Result<Self, YamlError> {
        let mut spec: Self = yaml::read(text)?;
        spec.corrections.set_file(path, text);
        spec.lint.set_file(path, text);
        Ok(spec)
    }

    /// Lays `upper` over this one, key by key; corrections are added.
    #[must_use]
    pub fn overlaid(self, upper: Self) -> Self {
        Self {
            product: upper.product.or(self.product),
            version: upper.version.or(self.version),
            crate_name: upper.crate_name.or(self.crate_name),
            endpoints: upper.endpoints.or(self.endpoints),
            failure_in_200: upper.failure_in_200.or(self.failure_in_200),
            example: upper.example.or(self.example),
            groups: upper.groups.or(self.groups),
            corrections: self.corrections.followed_by(upper.corrections),
            lint: self.lint.overlaid(upper.lint),
        }
    }
}

/// The `spec.yaml` of each folder that has one.
///
/// Folders are relative to the folder of pages, with `/`; the folder of pages itself is `""`.
#[derive(Clone, Debug, Default)]
pub struct Specs {
    by_folder: BTreeMap<String, Spec>,
}

impl Specs {
    /// Adds the spec of a folder, over one that it may have already.
    pub fn insert(&mut self, folder: &str, spec: Spec) {
        let lower = self.by_folder.remove(folder).unwrap_or_default();
        self.by_folder.insert(folder.to_owned(), lower.overlaid(spec));
    }

    /// What the folders above `page` say of it; a nearer folder beats a farther one, key by key.
    pub(crate) fn of_page(&self, page: &str) -> Spec {
        let mut merged = self.by_folder.get("").cloned().unwrap_or_default();
        for (at, _) in page.match_indices('/') {
            if let Some(spec) = page.get(..at).and_then(|folder| self.by_folder.get(folder)) {
                merged = merged.overlaid(spec.clone());
            }
        }
        merged
    }

    /// The corrections of actions that none of the `pages` documents. Each is a path and, if it is
    /// known, an action; what an unknown one documents may be what is corrected.
    pub(crate) fn unclaimed(&self, pages: &[(&str, Option<&str>)]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (folder, spec) in &self.by_folder {
            let below = pages.iter().filter(|(page, _)| is_below(page, folder));
            let actions: BTreeSet<Option<&str>> = below.map(|(_, action)| *action).collect();
            if actions.contains(&None) {
                continue;
            }
            for (action, corrections) in spec.corrections.actions() {
                if !actions.contains(&Some(action)) {
                    found.extend(corrections.iter().map(|it| it.without_page(action)));
                }
            }
        }
        found
    }

    /// What the nearest folder above a page that speaks of a rule says of it.
    pub fn severity_of(&self, page: &str, rule: Rule) -> Option<&Setting> {
        self.speaker_of(page, rule)?.lint.of(rule)
    }

    /// The severities that concern none of the `diagnostics`.
    pub fn unused_severities(&self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let speakers = diagnostics.iter().filter_map(|it| {
            Some((std::ptr::from_ref(self.speaker_of(&it.page, it.rule)?), it.rule))
        });
        let used: BTreeSet<(*const Spec, Rule)> = speakers.collect();
        let mut unused = Vec::new();
        for spec in self.by_folder.values() {
            let rules =
                spec.lint.rules().filter(|rule| !used.contains(&(std::ptr::from_ref(spec), *rule)));
            unused.extend(rules.filter_map(|rule| spec.lint.unused(rule)));
        }
        unused
    }

    /// The nearest folder's spec above a page that speaks of a rule.
    fn speaker_of(&self, page: &str, rule: Rule) -> Option<&Spec> {
        let folders = page.match_indices('/').rev().filter_map(|(at, _)| page.get(..at));
        let specs = folders.chain([""]).filter_map(|folder| self.by_folder.get(folder));
        specs.into_iter().find(|spec| spec.lint.of(rule).is_some())
    }

    /// The folders of a page between that of its nearest spec and the page; `None` where there are
    /// none, or no spec.
    pub(crate) fn folders_below<'a>(&self, page: &'a str) -> Option<&'a str> {
        let (folder, _) = page.rsplit_once('/')?;
        let below = self.relative(page);
        if below.len() < page.len() {
            return below.rsplit_once('/').map(|(folders, _)| folders);
        }
        self.by_folder.contains_key("").then_some(folder)
    }

    /// The page's path as seen from the folder of its nearest spec.
    pub fn relative<'a>(&self, page: &'a str) -> &'a str {
        let nearest = page
            .match_indices('/')
            .rfind(|(at, _)| page.get(..*at).is_some_and(|it| self.by_folder.contains_key(it)));
        nearest.and_then(|(at, _)| page.get(at + 1..)).unwrap_or(page)
    }
}

fn is_below(page: &str, folder: &str) -> bool {
    folder.is_empty() || page.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(product: Option<&str>, version: Option<&str>) -> Spec {
        Spec {
            product: product.map(str::to_owned),
            version: version.map(str::to_owned),
            ..Spec::default()
        }
    }

    #[test]
    fn a_nearer_folder_beats_a_farther_one_key_by_key() {
        let mut specs = Specs::default();
        specs.insert("", spec(Some("A"), Some("1")));
        specs.insert("x/y", spec(None, Some("2")));
        assert_eq!(specs.of_page("x/y/z/P.md"), spec(Some("A"), Some("2")));
        assert_eq!(specs.of_page("x/P.md"), spec(Some("A"), Some("1")));
        assert_eq!(specs.relative("x/y/z/P.md"), "z/P.md");
        assert_eq!(specs.relative("x/P.md"), "x/P.md");
    }

    #[test]
    fn folders_are_counted_from_the_nearest_spec() {
        let mut specs = Specs::default();
        specs.insert("x/y", Spec::default());
        assert_eq!(specs.folders_below("x/y/z/a/P.md"), Some("z/a"));
        assert_eq!(specs.folders_below("x/y/P.md"), None);
        assert_eq!(specs.folders_below("x/P.md"), None);
        specs.insert("", Spec::default());
        assert_eq!(specs.folders_below("x/P.md"), Some("x"));
        assert_eq!(specs.folders_below("P.md"), None);
    }
}
