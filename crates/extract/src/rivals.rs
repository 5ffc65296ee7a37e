//! Several pages that document one operation: which one is used, and what the others are good for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use apigen_markdown::Span;

use crate::corrections::report_doubts;
use crate::diagnostic::{Diagnostic, Findings, Rule};
use crate::identity::locale_of;
use crate::locales::{self, Locales};
use crate::page_reading::Identity;
use crate::reading::Reading;
use crate::service::{Extraction, Outcome};

/// A page that was read, before it is known whether another page documents the same.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) reading: Reading,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The pages of one operation.
#[derive(Debug, Default)]
pub(crate) struct Rivals {
    candidates: Vec<Candidate>,
    /// The pages that could not be read.
    rejected: Vec<String>,
}

/// Product in lower case, version and action: what makes two pages document one operation.
type Key = (String, String, String);

/// All pages by operation.
#[derive(Debug, Default)]
pub(crate) struct RivalGroups(BTreeMap<Key, Rivals>);

impl RivalGroups {
    pub(crate) fn add(&mut self, candidate: Candidate) {
        let reading = &candidate.reading;
        let key = key(&reading.product, &reading.version, &reading.operation.action);
        self.0.entry(key).or_default().candidates.push(candidate);
    }

    /// Notes a page that could not be read; no other page is hidden by it.
    pub(crate) fn note_rejected(&mut self, page: &str, identity: &Identity) {
        let Identity { product: Some(product), version: Some(version), action: Some(action) } =
            identity
        else {
            return;
        };
        let rivals = self.0.entry(key(product, version, action)).or_default();
        rivals.rejected.push(page.to_owned());
    }

    /// The groups, sorted by product, version and action.
    pub(crate) fn into_groups(self) -> impl Iterator<Item = Rivals> {
        self.0.into_values()
    }
}

fn key(product: &str, version: &str, action: &str) -> Key {
    (product.to_lowercase(), version.to_owned(), action.to_owned())
}

impl Extraction {
    /// Settles which page of an operation is used.
    pub(crate) fn choose(&mut self, rivals: Rivals, locales: &Locales) {
        let pages = rivals.candidates.iter().map(|it| locale_of(&it.reading.page));
        if locales.is_empty() && pages.collect::<BTreeSet<_>>().len() > 1 {
            self.reject_locales(rivals.candidates);
            return;
        }
        let mut by_locale: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
        for candidate in rivals.candidates {
            by_locale.entry(locales.rank(&candidate.reading.page)).or_default().push(candidate);
        }
        let mut best = by_locale.into_values().filter_map(|rivals| self.choose_best(rivals));
        let Some(mut chosen) = best.next() else { return };
        let others: Vec<Candidate> = best.collect();
        for page in &rivals.rejected {
            let message = format!("`{page}` documents the same operation and was rejected");
            let used = &chosen.reading.page;
            chosen.diagnostics.push(finding(Rule::OperationDuplicate, used, message, ""));
        }
        let page = chosen.reading.page.clone();
        let mut findings = Findings::new(&page);
        for other in others {
            locales::compare(&mut chosen.reading, &other.reading, &mut findings);
            self.settle(&other.reading.page, Outcome::Superseded, &mut Vec::new());
        }
        report_doubts(&chosen.reading, &mut findings);
        chosen.diagnostics.extend(findings.into_vec());
        let mut refused = std::mem::take(&mut chosen.reading.decisions).into_errors();
        if !refused.is_empty() {
            chosen.diagnostics.append(&mut refused);
            self.settle(&page, rejected(chosen.reading), &mut chosen.diagnostics);
            return;
        }
        let outcome = if chosen.diagnostics.is_empty() {
            Outcome::Generated
        } else {
            Outcome::GeneratedWithWarnings
        };
        self.settle(&page, outcome, &mut chosen.diagnostics);
        self.readings.push(chosen.reading);
    }

    /// Rejects pages of one operation in several locales: which one is meant is the caller's choice.
    fn reject_locales(&mut self, rivals: Vec<Candidate>) {
        let pages: Vec<String> = rivals.iter().map(|it| format!("`{}`", it.reading.page)).collect();
        for mut rival in rivals {
            let reading = rival.reading;
            let action = &reading.operation.action;
            let message =
                format!("`{action}` is documented in several locales: {}", pages.join(" and "));
            let help = "choose with `--locale`: one, or several of which the first is generated";
            rival.diagnostics.push(finding(Rule::LocaleConflict, &reading.page, message, help));
            let page = reading.page.clone();
            self.settle(&page, rejected(reading), &mut rival.diagnostics);
        }
    }

    /// Takes the best of the pages in one locale, and names the others.
    fn choose_best(&mut self, mut rivals: Vec<Candidate>) -> Option<Candidate> {
        // Pages come sorted by path, and the last of equals is taken.
        rivals.sort_by_key(Candidate::rank);
        let mut chosen = rivals.pop()?;
        for rival in &rivals {
            let (page, other) = (&chosen.reading.page, &rival.reading.page);
            let reason = chosen.reason_against(rival);
            let message =
                format!("`{other}` documents the same operation and is not used: {reason}");
            chosen.diagnostics.push(finding(Rule::OperationDuplicate, page, message, ""));
            self.settle(other, Outcome::Superseded, &mut Vec::new());
        }
        Some(chosen)
    }
}

/// How good a page is: its identity stated, in the newer form, few rows in doubt, few findings, in a
/// newer folder.
type Rank = (bool, bool, Reverse<usize>, Reverse<usize>, Vec<PathPart>);

impl Candidate {
    fn rank(&self) -> Rank {
        let Reading { states_identity, has_older_form, in_doubt, page, .. } = &self.reading;
        let (doubts, findings) = (Reverse(in_doubt.len()), Reverse(self.diagnostics.len()));
        (*states_identity, !has_older_form, doubts, findings, path_parts(page))
    }

    /// Why this page is used and `other` is not.
    fn reason_against(&self, other: &Self) -> &'static str {
        let (mine, others) = (self.rank(), other.rank());
        if mine.0 != others.0 {
            "it does not say its version"
        } else if mine.1 != others.1 {
            "its headings have the form of older pages"
        } else if mine.2 != others.2 {
            "more of its rows are in doubt"
        } else if mine.3 != others.3 {
            "there are more findings about it"
        } else {
            "its folder is the older one by name"
        }
    }
}

/// A part of a path: `v10` has the parts `v` and 10.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PathPart {
    /// The end of a folder's name; a name that goes on is the later one.
    End,
    Number(u64),
    Text(String),
}

/// The parts of a path, by which a newer folder comes after an older one.
///
/// Nothing in a page but its form says when it was written. Where folders are named after versions or dates,
/// the greater number is newer: `v10` after `v9`, `2021-07` after `2020-12`. Else the later name
/// counts as the newer one, which at least is the same choice on every run.
fn path_parts(path: &str) -> Vec<PathPart> {
    let mut parts = Vec::new();
    for component in path.split('/') {
        let mut rest = component;
        while let Some(first) = rest.chars().next() {
            let is_number = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            parts.push(match part.parse() {
                Ok(number) if is_number => PathPart::Number(number),
                _ => PathPart::Text(part.to_owned()),
            });
            rest = after;
        }
        parts.push(PathPart::End);
    }
    parts
}

fn rejected(reading: Reading) -> Outcome {
    let source = reading.operation.source.clone();
    let Identity { product, version, action } = reading.into_identity();
    Outcome::Rejected { product, version, action, source }
}

/// A finding about a page as a whole.
fn finding(rule: Rule, page: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(rule, page, Span { start: 0, end: 0 }, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_folder_has_the_greater_number_or_the_later_name() {
        for (older, newer) in [
            ("v9/A.md", "v10/A.md"),
            ("2020-12/A.md", "2021-07/A.md"),
            ("2020-12-01/A.md", "2021-07/A.md"),
            ("v2/A.md", "v2.1/A.md"),
            ("API/A.md", "API2/A.md"),
            ("API/z/A.md", "Guide/a/A.md"),
            ("x/99999999999999999999999/A.md", "x/a/A.md"),
        ] {
            assert!(path_parts(older) < path_parts(newer), "{older} {newer}");
        }
    }
}
