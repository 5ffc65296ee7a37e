//! Gathers what is known of each changed operation.

use std::collections::{BTreeMap, BTreeSet};

use apigen_emit::{EmitError, OperationItems, Options, RuntimeDependency, emit, items};
use apigen_ir::Service;
use apigen_review::{Fate, ServiceReview, State};

use crate::Input;
use crate::operation::{OperationState, Subject};

/// A service and its changed operations.
#[derive(Debug)]
pub(crate) struct ServiceSubjects<'a> {
    pub(crate) review: &'a ServiceReview,
    pub(crate) subjects: Vec<FileSubject<'a>>,
}

/// A changed operation and the file that shows it.
#[derive(Debug)]
pub(crate) struct FileSubject<'a> {
    pub(crate) file: String,
    pub(crate) known: Subject<'a>,
}

/// What is written of the two states of a service.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Nothing where the old state cannot be written, which no reviewer can mend.
    old: Sources,
    new: Sources,
}

impl Written {
    /// Writes the states of a service that changed.
    pub(crate) fn of(review: &ServiceReview, input: &Input<'_>) -> Result<Self, EmitError> {
        if review.changes.is_empty() && review.fate != Fate::New {
            return Ok(Self::default());
        }
        let service = |state: &State<'_>| service(state, review).map(Sources::of).transpose();
        let new = service(&input.new)?.unwrap_or_default();
        Ok(Self { old: service(&input.old).unwrap_or_default().unwrap_or_default(), new })
    }
}

/// The Rust of a service.
#[derive(Debug, Default)]
struct Sources {
    /// The source of each operation's module, by action.
    modules: BTreeMap<String, String>,
    items: Vec<OperationItems>,
}

impl Sources {
    fn of(service: &Service) -> Result<Self, EmitError> {
        // Of a part of a service, the operation that it shows may be left out.
        let service = Service { example: None, ..service.clone() };
        let files = emit(&service, &Options { runtime: RuntimeDependency::Workspace })?;
        let modules = files.into_iter().filter(|it| it.path.starts_with("src/operation/"));
        let modules = modules.filter_map(|it| Some((it.action?, it.text))).collect();
        Ok(Self { modules, items: items(&service) })
    }
}

/// The changed operations of a service, sorted by action; all of a service that is new.
pub(crate) fn subjects<'a>(
    review: &'a ServiceReview,
    written: &'a Written,
    input: &Input<'a>,
) -> ServiceSubjects<'a> {
    let changed = review.changes.iter().map(|it| it.operation.as_str());
    let mut actions: BTreeSet<&str> = changed.filter(|it| !it.is_empty()).collect();
    if review.fate == Fate::New {
        let operations = service(&input.new, review).into_iter().flat_map(|it| &it.operations);
        actions.extend(operations.map(|it| it.action.as_str()));
    }
    let mut taken = BTreeSet::new();
    let subjects = actions.into_iter().map(|action| FileSubject {
        file: format!("{}/{}.html", review.folder, file_name(action, &mut taken)),
        known: subject(action, review, written, input),
    });
    ServiceSubjects { review, subjects: subjects.collect() }
}

fn subject<'a>(
    action: &'a str,
    review: &'a ServiceReview,
    written: &'a Written,
    input: &Input<'a>,
) -> Subject<'a> {
    let old = operation_state(&input.old, review, action, &written.old);
    let new = operation_state(&input.new, review, action, &written.new);
    let page = new.page.map_or("", |(reading, _)| reading.page.as_str());
    let items = written.new.items.iter().find(|it| it.action == action);
    Subject {
        action,
        crate_name: &review.crate_name,
        old,
        new,
        changes: review.changes.iter().filter(|it| it.operation == action).collect(),
        findings: input.diagnostics.iter().filter(|it| it.page == page).collect(),
        rows: input.rows.iter().find(|it| it.page == page),
        items: items.map_or(&[], |it| it.items.as_slice()),
    }
}

fn operation_state<'a>(
    state: &State<'a>,
    review: &ServiceReview,
    action: &str,
    sources: &'a Sources,
) -> OperationState<'a> {
    let Some(service) = service(state, review) else { return OperationState::default() };
    let reading = state.reading(service, action);
    OperationState {
        operation: service.operations.iter().find(|it| it.action == action),
        page: reading.and_then(|it| Some((it, state.texts.get(&it.page)?.as_str()))),
        rust: sources.modules.get(action).map(String::as_str),
    }
}

fn service<'a>(state: &State<'a>, review: &ServiceReview) -> Option<&'a Service> {
    state.services.iter().find(|it| it.folder() == review.folder)
}

/// The name of an action's file: the action, without what a path could not have, and with a number
/// where a file system that ignores letter case would take it for another.
fn file_name(action: &str, taken: &mut BTreeSet<String>) -> String {
    let name: String =
        action.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(120).collect();
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let is_free = |it: &String| !it.is_empty() && taken.insert(it.to_lowercase());
    names.find(is_free).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_file_of_its_own_in_the_folder() {
        let mut taken = BTreeSet::new();
        let names = ["GetThing", "getTHING", "../../etc/x", "", "大"];
        let names: Vec<String> = names.iter().map(|it| file_name(it, &mut taken)).collect();
        assert_eq!(names, ["GetThing", "getTHING-2", "etcx", "-2", "-3"]);
    }
}
