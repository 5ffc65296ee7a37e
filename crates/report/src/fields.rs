//! The tree that a page became: every parameter, field and error code, with where it was read and why.

use std::collections::{BTreeMap, BTreeSet};

use apigen_extract::{Clue, Diagnostic, Reading};
use apigen_ir::compare::{ChangeKind, Class};
use apigen_ir::{ErrorCode, Field, Node, Operation, wire_paths};
use apigen_markdown::{LineIndex, Span};
use apigen_review::{Change, Rule};

/// The part of an operation that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Request,
    Response,
    Errors,
}

impl Side {
    /// All parts, in the order of a page.
    pub(crate) const ALL: [Self; 3] = [Self::Request, Self::Response, Self::Errors];

    /// The word that paths of this part begin with.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Errors => "errors",
        }
    }

    /// What the part is for a reader.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Request => "Request parameters",
            Self::Response => "Response fields",
            Self::Errors => "Error codes",
        }
    }
}

/// A parameter, a field or an error code.
#[derive(Clone, Debug)]
pub(crate) struct FieldView<'a> {
    pub(crate) side: Side,
    /// Where it stands, with the word of its side before it: `response.Data.List[].City`.
    pub(crate) path: String,
    /// How many fields are around it.
    pub(crate) depth: usize,
    /// What was read of it: its type; of an error code, status and message.
    pub(crate) kind: String,
    pub(crate) is_required: bool,
    /// Whether only the old state has it at this place.
    pub(crate) is_gone: bool,
    /// Whether a diagnostic questions its place.
    pub(crate) is_in_doubt: bool,
    /// The row of the present page that it was read from.
    pub(crate) origin: Option<Span>,
    /// The row of the old page that it was read from, where it is gone.
    pub(crate) old_origin: Option<Span>,
    /// The line of that row, in the present page.
    pub(crate) line: Option<usize>,
    /// What speaks for its place and against it.
    pub(crate) clues: &'a [Clue],
    /// The changes that concern it.
    pub(crate) changes: Vec<&'a Change>,
    /// The findings about it.
    pub(crate) findings: Vec<&'a Diagnostic>,
    /// The Rust items that it became.
    pub(crate) items: Vec<String>,
    /// The lines of the sample and of the Rust source that are about it.
    pub(crate) sample_line: Option<usize>,
    pub(crate) rust_line: Option<usize>,
}

impl FieldView<'_> {
    /// The path below the side.
    pub(crate) fn inner_path(&self) -> &str {
        self.path.split_once('.').map_or("", |(_, rest)| rest)
    }

    /// The last name of the path; of an error code, all of it.
    pub(crate) fn name(&self) -> &str {
        let path = self.inner_path();
        if self.side == Side::Errors { path } else { path.rsplit('.').next().unwrap_or(path) }
    }

    /// The worst class of the changes that concern it.
    pub(crate) fn class(&self) -> Option<Class> {
        self.changes.iter().map(|it| it.class()).max()
    }

    /// Whether a reviewer should look at it twice.
    pub(crate) fn is_doubtful(&self) -> bool {
        let is_questioned = self.changes.iter().any(|it| it.question.is_some());
        self.is_in_doubt || is_questioned || !self.findings.is_empty()
    }
}

/// What the tree is made of.
pub(crate) struct Sources<'a> {
    pub(crate) old: Option<&'a Operation>,
    pub(crate) new: Option<&'a Operation>,
    /// The reading of the present page, and its text.
    pub(crate) page: Option<(&'a Reading, &'a str)>,
    /// The same of the old page, where it is known.
    pub(crate) old_page: Option<(&'a Reading, &'a str)>,
    pub(crate) changes: &'a [&'a Change],
    pub(crate) findings: &'a [&'a Diagnostic],
}

/// All fields of an operation, side by side and in the order of the page, with those that are gone
/// where they stood.
pub(crate) fn fields<'a>(sources: &Sources<'a>) -> Vec<FieldView<'a>> {
    let mut all = Vec::new();
    for side in Side::ALL {
        let mut views = sources.new.map(|it| of_side(it, side)).unwrap_or_default();
        for view in &mut views {
            fill(view, sources);
        }
        if let Some(old) = sources.old {
            add_gone(&mut views, of_side(old, side), sources);
        }
        all.append(&mut views);
    }
    all
}

fn of_side<'a>(operation: &Operation, side: Side) -> Vec<FieldView<'a>> {
    match side {
        Side::Request => of_fields(side, &operation.request),
        Side::Response => of_fields(side, &operation.response),
        Side::Errors => operation.errors.iter().map(of_error).collect(),
    }
}

fn of_fields<'a>(side: Side, fields: &[Field]) -> Vec<FieldView<'a>> {
    let views = wire_paths(fields).into_iter().map(|it| {
        let kind = match it.node {
            Node::Wrapper => {
                format!("object around {}", it.field.wrapper.as_deref().unwrap_or_default())
            }
            Node::Value(ty) => ty.to_string(),
        };
        let depth = it.path.matches('.').count();
        let path = format!("{}.{}", side.word(), it.path);
        FieldView { is_required: it.field.required, depth, ..view(side, path, kind) }
    });
    views.collect()
}

fn of_error<'a>(error: &ErrorCode) -> FieldView<'a> {
    let status = error.http.map(|it| it.to_string()).unwrap_or_default();
    let kind = format!("{status} {}", error.message).trim().to_owned();
    view(Side::Errors, format!("errors.{}", error.code), kind)
}

fn view<'a>(side: Side, path: String, kind: String) -> FieldView<'a> {
    FieldView {
        side,
        path,
        depth: 0,
        kind,
        is_required: false,
        is_gone: false,
        is_in_doubt: false,
        origin: None,
        old_origin: None,
        line: None,
        clues: &[],
        changes: Vec::new(),
        findings: Vec::new(),
        items: Vec::new(),
        sample_line: None,
        rust_line: None,
    }
}

/// Adds what the page, the review and the findings know of a field that is there.
fn fill<'a>(view: &mut FieldView<'a>, sources: &Sources<'a>) {
    view.changes = sources.changes.iter().filter(|it| it.path == view.path).copied().collect();
    let Some((reading, text)) = sources.page else { return };
    let path = view.path.as_str();
    let is_about = |it: &&&Diagnostic| it.path.as_deref() == Some(path);
    view.findings = sources.findings.iter().filter(is_about).copied().collect();
    view.is_in_doubt = view.side == Side::Response && reading.in_doubt.contains(view.inner_path());
    if let Some(origin) = reading.origins.get(path) {
        view.clues = &origin.clues;
        view.origin = Some(origin.span);
        view.line = Some(LineIndex::new(text).line_column(origin.span.start).0);
    }
}

/// Adds the fields that are gone or went elsewhere, each after the one that stood before it; all of an
/// operation that is gone.
fn add_gone<'a>(views: &mut Vec<FieldView<'a>>, old: Vec<FieldView<'a>>, sources: &Sources<'a>) {
    let present: BTreeSet<String> = views.iter().map(|it| it.path.clone()).collect();
    let mut gone: BTreeMap<&str, &'a Change> = BTreeMap::new();
    for change in sources.changes {
        let path = match change.rule {
            Rule::Ir(
                ChangeKind::ParameterRemoved | ChangeKind::FieldRemoved | ChangeKind::ErrorRemoved,
            ) => Some(change.path.as_str()),
            Rule::Ir(ChangeKind::Moved) => change.old.as_deref(),
            _ => None,
        };
        gone.extend(path.map(|path| (path, *change)));
    }
    let origins = sources.old_page.map(|(reading, _)| &reading.origins);
    let mut next = 0;
    for view in old {
        if present.contains(&view.path) {
            let at = views.iter().position(|it| it.path == view.path);
            next = at.map_or(next, |at| at + 1);
            continue;
        }
        // With its operation everything is gone, and no change tells of each field.
        let change = gone.get(view.path.as_str()).copied();
        if change.is_some() || sources.new.is_none() {
            let old_origin = origins.and_then(|it| Some(it.get(&view.path)?.span));
            let changes = change.into_iter().collect();
            views.insert(next, FieldView { is_gone: true, changes, old_origin, ..view });
            next += 1;
        }
    }
}
