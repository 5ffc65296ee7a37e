//! What the reader makes of a damaged page, compared with what it makes of the page as it was.

use std::ops::RangeInclusive;

use apigen_extract::{Collection, Diagnostic, Extraction, SourcePage};
use apigen_markdown::{LineIndex, Span};

use crate::kinds::Kind;
use crate::meaning::{Difference, Effect, Meaning};
use crate::mutation::Mutation;
use crate::original::Original;
use crate::traces::{is_shown, whole_rows};

/// How many lines away from the damage a diagnostic may point.
const NEAR: usize = 3;

/// What the reader makes of a damaged page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It understands the same.
    Same,
    /// It understands something else, and a diagnostic that the page did not have points at the
    /// damage. The rule's id.
    Named(&'static str),
    /// It understands something else, and so would a person: nothing is left of what was cut.
    Plain,
    /// It understands something else, and nothing points at the damage: what differs.
    Silent(Vec<String>),
}

/// Judges damaged pages by what was understood of the page as it was.
#[derive(Debug)]
pub struct Judge<'a> {
    collection: &'a Collection<'a>,
    original: &'a Original,
    meaning: Meaning,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Judge<'a> {
    /// Reads the page as it is.
    pub fn new(collection: &'a Collection<'a>, original: &'a Original) -> Self {
        let page = SourcePage::new(original.path.clone(), &original.text);
        let extraction = collection.read_anew(&page);
        let meaning = Meaning::of(&extraction);
        Self { collection, original, meaning, diagnostics: extraction.diagnostics }
    }

    /// Reads a damaged page.
    pub fn judge(&self, mutation: &Mutation) -> Verdict {
        let text = match std::str::from_utf8(&mutation.bytes) {
            Ok(text) => text,
            Err(error) => {
                let diagnostic = Diagnostic::not_utf8(&self.original.path, &error);
                let text = String::from_utf8_lossy(&mutation.bytes);
                let lines = lines_of(diagnostic.span, &LineIndex::new(&text));
                let is_near = is_near(&lines, &mutation.lines);
                let far = || Verdict::Silent(vec!["not-utf8 far from the damage".to_owned()]);
                return if is_near { Verdict::Named(diagnostic.rule.id()) } else { far() };
            }
        };
        let page = SourcePage::new(self.original.path.clone(), text);
        let extraction = self.collection.read_anew(&page);
        let differences = self.meaning.differences(&Meaning::of(&extraction));
        if differences.is_empty() {
            return Verdict::Same;
        }
        if let Some(diagnostic) = self.new_diagnostic_near(&extraction, mutation, text) {
            return Verdict::Named(diagnostic.rule.id());
        }
        if self.is_plain(mutation, &differences, text) {
            return Verdict::Plain;
        }
        Verdict::Silent(differences.into_iter().map(|it| it.text).collect())
    }

    fn new_diagnostic_near<'b>(
        &self,
        extraction: &'b Extraction,
        mutation: &Mutation,
        text: &str,
    ) -> Option<&'b Diagnostic> {
        let index = LineIndex::new(text);
        let mut known: Vec<(&str, &str)> =
            self.diagnostics.iter().map(|it| (it.rule.id(), it.message.as_str())).collect();
        extraction.diagnostics.iter().find(|it| {
            let key = (it.rule.id(), it.message.as_str());
            if let Some(at) = known.iter().position(|it| *it == key) {
                known.swap_remove(at);
                return false;
            }
            let related = it.related.iter().map(|related| related.span);
            std::iter::once(it.span)
                .chain(related)
                .any(|span| is_near(&lines_of(span, &index), &mutation.lines))
        })
    }

    /// Whether only whole rows were cut, the fields of these rows are all that is gone, and no
    /// sample shows them.
    fn is_plain(&self, mutation: &Mutation, differences: &[Difference], text: &str) -> bool {
        let cuts = self.cuts(mutation);
        let Some(names) = cuts.and_then(|cuts| whole_rows(self.original, &cuts)) else {
            return false;
        };
        let is_cut = |it: &Difference| {
            let names = names.iter().map(|name| name.trim_start_matches('└'));
            it.effect == Effect::Removal
                && names.into_iter().any(|name| is_of(&it.path, name) || is_around(&it.path, name))
        };
        let (emptied, removed): (Vec<_>, Vec<_>) = differences
            .iter()
            .partition(|it| matches!(it.effect, Effect::Emptied | Effect::Unwrapped));
        // A struct whose last row is gone holds nothing that is known; nor is the object around a
        // list, which only its element row named.
        let is_emptied = |it: &&Difference| {
            let is_inside = |inner: &&Difference| {
                inner
                    .path
                    .strip_prefix(&it.path)
                    .is_some_and(|rest| rest.starts_with(['.', '[', '{']))
            };
            removed.iter().any(is_inside)
        };
        emptied.iter().all(is_emptied)
            && removed.iter().all(|it| is_cut(it) && !is_shown(text, &it.path))
    }

    /// What was cut, where the damage cuts. Of a line that was torn, no more than a pipe is left:
    /// the end of a row, to whoever reads on.
    fn cuts(&self, mutation: &Mutation) -> Option<Vec<Span>> {
        match mutation.kind {
            Kind::LineCut | Kind::TableCut => Some(mutation.replaced.clone()),
            Kind::LineTorn => {
                let [torn] = *mutation.replaced else { return None };
                let is_around = |line: &&Span| line.start <= torn.start && torn.end <= line.end;
                let line = *self.original.lines.iter().find(is_around)?;
                // A line is torn up to its end.
                let left = Span { end: torn.start, ..line }.of(&self.original.text);
                matches!(left.trim(), "" | "|").then(|| vec![line])
            }
            _ => None,
        }
    }
}

/// Whether a path names something that a row of this name stands for.
fn is_of(path: &str, name: &str) -> bool {
    if let Some(code) = path.strip_prefix("errors.") {
        return code == name;
    }
    path.replace("[]", "").ends_with(&without_numbers(name).replace("[]", ""))
}

/// Whether a path names what only stands around something that a dotted row is for: `Tag` around
/// `Tag.N.Key`.
fn is_around(path: &str, name: &str) -> bool {
    let path = path.split_once('.').map_or(path, |(_, inside)| inside).replace("[]", "");
    without_numbers(name).strip_prefix(&path).is_some_and(|rest| rest.starts_with('.'))
}

/// A dotted name without what counts in it: `Tag.Key` of `Tag.N.Key` and of `Tag.1.Key`.
fn without_numbers(name: &str) -> String {
    let is_number = |part: &str| part == "N" || part.chars().all(|c| c.is_ascii_digit());
    let mut parts = name.split('.');
    let first = parts.next().unwrap_or_default();
    parts
        .filter(|part| !is_number(part))
        .fold(first.to_owned(), |name, part| format!("{name}.{part}"))
}

fn lines_of(span: Span, index: &LineIndex<'_>) -> RangeInclusive<usize> {
    let (start, _) = index.line_column(span.start);
    let (end, _) = index.line_column(span.end);
    start..=end.max(start)
}

fn is_near(one: &RangeInclusive<usize>, other: &RangeInclusive<usize>) -> bool {
    *one.start() <= other.end() + NEAR && *other.start() <= one.end() + NEAR
}
