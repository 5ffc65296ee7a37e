//! The index: what changed, crate by crate, and where to look.

use std::collections::BTreeMap;

use apigen_ir::compare::Class;
use apigen_review::{Change, Fate, ServiceReview};
use maud::{Markup, html};

use super::document::document;
use super::parts::{badge, change_sentence, counted, doubt_badge, finding, is_error};
use crate::Input;
use crate::gather::ServiceSubjects;
use crate::operation::OperationView;

/// The classes, the worst first, with what they mean.
const CLASSES: [(Class, &str); 3] = [
    (Class::Breaking, "code that used the crate may not compile any more, or behave differently"),
    (Class::Addition, "there is something new; what was there works as before"),
    (Class::Docs, "the docs read differently; the code is the same"),
];
/// How many changes of an operation the index tells.
const MOST_TOLD: usize = 4;

/// What the index says of an operation beside its changes.
pub(crate) struct Entry {
    file: String,
    summary: String,
    doubts: usize,
}

impl Entry {
    pub(crate) fn new(file: &str, view: &OperationView<'_>) -> Self {
        let operation = view.subject.new.operation.or(view.subject.old.operation);
        let summary = operation.map(|it| it.summary.clone()).unwrap_or_default();
        Self { file: file.to_owned(), summary, doubts: view.doubts() }
    }
}

/// Writes the index.
pub(crate) fn write(
    input: &Input<'_>,
    services: &[ServiceSubjects<'_>],
    entries: &[Entry],
) -> String {
    let entries: BTreeMap<&str, &Entry> = entries.iter().map(|it| (it.file.as_str(), it)).collect();
    let is_quiet =
        |it: &&ServiceSubjects<'_>| it.subjects.is_empty() && it.review.changes.is_empty();
    let content = html! {
        main id="top" {
            header {
                h1 { "What the change of the docs means" }
                (totals(input))
            }
            (rejected(input))
            @for service in services.iter().filter(|it| !is_quiet(it)) {
                (crate_section(service, &entries, input))
            }
            @if services.iter().all(|it| is_quiet(&it)) { p { "No API changed." } }
            (legend())
        }
    };
    document("What the change of the docs means", "index", &content)
}

fn totals(input: &Input<'_>) -> Markup {
    html! {
        p.totals {
            @for (class, _) in CLASSES {
                @let count = input.review.count(class);
                span.total { strong { (count) } " " (badge(class)) }
            }
        }
    }
}

/// The pages that could not be read, about which nothing can be said.
fn rejected(input: &Input<'_>) -> Markup {
    let errors: Vec<_> = input.diagnostics.iter().filter(|it| is_error(it)).collect();
    html! {
        @if !errors.is_empty() {
            section id="rejected" aria-labelledby="rejected-title" {
                h2 id="rejected-title" { "Pages that were rejected" }
                p { "Their operations stay as they were until the pages, or their corrections, are mended." }
                ul.changes {
                    @for found in errors {
                        li.breaking {
                            p.facts { code { (input.specs) "/" (found.page) } }
                            (finding(found))
                        }
                    }
                }
            }
        }
    }
}

fn crate_section(
    service: &ServiceSubjects<'_>,
    entries: &BTreeMap<&str, &Entry>,
    input: &Input<'_>,
) -> Markup {
    let review = service.review;
    let of_service: Vec<&Change> =
        review.changes.iter().filter(|it| it.operation.is_empty()).collect();
    html! {
        section.crate id=(format!("crate-{}", review.folder)) {
            h2 { (review.crate_name) }
            p.facts { (version(review, input.version)) }
            @if !of_service.is_empty() {
                ul.changes {
                    @for change in of_service {
                        li.(change.class().as_str()) {
                            p { (badge(change.class())) " " (change_sentence(change)) }
                        }
                    }
                }
            }
            @for action in &review.kept {
                p.note { code { (action) } ": its page was rejected; it stays as it was." }
            }
            ul.operations {
                @for subject in &service.subjects {
                    @let changes = &subject.known.changes;
                    @let entry = entries.get(subject.file.as_str());
                    (operation(&subject.file, subject.known.action, changes, entry.copied()))
                }
            }
        }
    }
}

fn version(review: &ServiceReview, version: &str) -> String {
    match review.fate {
        Fate::New => "A new crate: there is nothing to compare it with.".to_owned(),
        Fate::Gone => "No page documents it any more.".to_owned(),
        Fate::Compared => {
            let bump = review.bump();
            format!("Next version: {version} → {} ({})", bump.next(version), bump.as_str())
        }
    }
}

fn operation(file: &str, action: &str, changes: &[&Change], entry: Option<&Entry>) -> Markup {
    let told: Vec<&&Change> = changes.iter().filter(|it| !it.rule.is_wording()).collect();
    let wording = changes.len() - told.len();
    let worst = changes.iter().map(|it| it.class()).max();
    html! {
        li.(worst.map_or("new", |it| it.as_str())) {
            h3 {
                a href=(file) { (action) }
                @if let Some(class) = worst { " " (badge(class)) }
                @if let Some(count) = entry.map(|it| it.doubts).filter(|it| *it > 0) {
                    " " span.badge.doubt { (count) " doubtful" }
                }
            }
            @if let Some(entry) = entry { p.summary { (entry.summary) } }
            ul {
                @for change in told.iter().take(MOST_TOLD) {
                    li { (change_sentence(change))
                        @if change.question.is_some() { " " (doubt_badge()) }
                        @if Some(change.class()) != worst { " (" (change.class().as_str()) ")" } }
                }
                @if told.len() > MOST_TOLD {
                    li { "and " (counted(told.len() - MOST_TOLD, "change")) " more" }
                }
                @if wording > 0 { li.note { (counted(wording, "change")) " of wording" } }
            }
        }
    }
}

fn legend() -> Markup {
    html! {
        section.legend aria-labelledby="legend-title" {
            h2 id="legend-title" { "What the words mean" }
            dl {
                @for (class, meaning) in CLASSES { dt { (badge(class)) } dd { (meaning) } }
                dt { span.badge.doubt { "doubtful" } }
                dd { "the page can be read in two ways, contradicts itself, or has something that was not read" }
            }
        }
    }
}
