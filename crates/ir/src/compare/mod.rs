//! The comparison of two IRs, as data: what has changed, where, and what that means for users.
//!
//! ```
//! use apigen_ir::compare::{ChangeKind, Class, compare};
//! use apigen_ir::yaml::read_operation;
//!
//! let old = read_operation("action: GetThing
//! style: rpc
//! source: GetThing.md
//! response: [{name: Size, type: int32}]
//! ")?;
//! let new = read_operation("action: GetThing
//! style: rpc
//! source: GetThing.md
//! response: [{name: Size, type: int64}, {name: Unit, type: string}]
//! ")?;
//! let changes = compare(&old, &new);
//! assert_eq!(changes[0].kind, ChangeKind::Retyped);
//! assert_eq!(changes[0].path, "response.Size");
//! assert_eq!(changes[1].class(), Class::Addition);
//! # Ok::<(), apigen_ir::yaml::YamlError>(())
//! ```

mod errors;
mod fields;
mod kinds;
mod pairing;
mod service;
mod values;

pub use fields::path_below;
pub use kinds::{ChangeKind, Class};
pub use service::compare_services;

use crate::{Operation, Style};

/// One difference between two IRs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The operation's action; empty where the service as a whole has changed.
    pub operation: String,
    /// Where: `request.Tag[].Key`, `response.Data.List`, `errors.NotFound`, `endpoints.regions.cn-x`;
    /// empty for the operation as a whole. A field that moved is at its new path.
    pub path: String,
    /// What has changed.
    pub kind: ChangeKind,
    /// What was there: the value, the type of what was removed, or the old path of what moved.
    pub old: Option<String>,
    /// What is there now.
    pub new: Option<String>,
}

impl Change {
    /// What the change means for the users of the generated crate.
    pub fn class(&self) -> Class {
        self.kind.class()
    }
}

/// Everything in which `new` differs from `old`; nothing if and only if they are equal.
pub fn compare(old: &Operation, new: &Operation) -> Vec<Change> {
    // Taken apart in full, so that what the model gains cannot be forgotten here.
    let Operation {
        action,
        style,
        summary,
        description,
        source,
        group,
        link,
        error_link,
        deprecated,
        call_limit,
        pagination,
        idempotency_token,
        request,
        response,
        errors,
        request_sample,
        response_sample,
    } = new;
    let mut changes = Changes::of(action);
    changes.note("", ChangeKind::ActionChanged, &old.action, action, text);
    compare_styles(&old.style, style, &mut changes);
    fields::compare(fields::Side::Request, &old.request, request, &mut changes);
    fields::compare(fields::Side::Response, &old.response, response, &mut changes);
    errors::compare(&old.errors, errors, &mut changes);
    changes.note("", ChangeKind::SummaryChanged, &old.summary, summary, text);
    changes.note("", ChangeKind::DescriptionChanged, &old.description, description, text);
    changes.note("", ChangeKind::AdviceChanged, &old.deprecated, deprecated, Clone::clone);
    changes.note("", ChangeKind::CallLimitChanged, &old.call_limit, call_limit, |it| {
        it.map(|it| it.to_string())
    });
    let kind = match (old.pagination.is_empty(), pagination.is_empty()) {
        (true, _) => ChangeKind::PaginationAdded,
        (false, true) => ChangeKind::PaginationRemoved,
        (false, false) => ChangeKind::PaginationChanged,
    };
    changes
        .note("", kind, &old.pagination, pagination, |it| list(it.iter().map(ToString::to_string)));
    let kind = ChangeKind::IdempotencyChanged;
    changes.note("", kind, &old.idempotency_token, idempotency_token, Clone::clone);
    let kind = ChangeKind::SampleChanged;
    changes.note("request_sample", kind, &old.request_sample, request_sample, Clone::clone);
    changes.note("", kind, &old.response_sample, response_sample, Clone::clone);
    changes.note("", ChangeKind::GroupChanged, &old.group, group, Clone::clone);
    changes.note("", ChangeKind::LinkChanged, &old.link, link, Clone::clone);
    let kind = ChangeKind::LinkChanged;
    changes.note("error_link", kind, &old.error_link, error_link, Clone::clone);
    changes.note("", ChangeKind::SourceChanged, &old.source, source, text);
    changes.found
}

fn compare_styles(old: &Style, new: &Style, changes: &mut Changes) {
    match (old, new) {
        (
            Style::Roa { method: old_method, path: old_path },
            Style::Roa { method: new_method, path: new_path },
        ) => {
            changes.note("", ChangeKind::MethodChanged, old_method, new_method, text);
            changes.note("", ChangeKind::PathChanged, old_path, new_path, text);
        }
        _ => changes.note("", ChangeKind::StyleChanged, old, new, |it| Some(it.to_string())),
    }
}

/// Collects the changes of one operation, or of the service as a whole.
struct Changes {
    operation: String,
    found: Vec<Change>,
}

impl Changes {
    fn of(operation: &str) -> Self {
        Self { operation: operation.to_owned(), found: Vec::new() }
    }

    /// Notes a change where two values are not equal.
    fn note<T: PartialEq + ?Sized>(
        &mut self,
        path: &str,
        kind: ChangeKind,
        old: &T,
        new: &T,
        show: impl Fn(&T) -> Option<String>,
    ) {
        if old != new {
            self.add(path, kind, show(old), show(new));
        }
    }

    fn add(&mut self, path: &str, kind: ChangeKind, old: Option<String>, new: Option<String>) {
        let operation = self.operation.clone();
        self.found.push(Change { operation, path: path.to_owned(), kind, old, new });
    }
}

/// Shows a text; an empty one is nothing.
#[expect(clippy::ptr_arg, reason = "the values that are compared are of this type")]
fn text(value: &String) -> Option<String> {
    (!value.is_empty()).then(|| value.clone())
}

/// Shows a list on one line; an empty one is nothing.
fn list(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| items.join("; "))
}
