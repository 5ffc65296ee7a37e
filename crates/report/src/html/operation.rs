//! The page of a changed operation.

use apigen_ir::compare::Class;
use apigen_review::Change;
use maud::{Markup, html};

use super::document::document;
use super::parts::{badge, change_sentence, change_texts, counted, finding, is_error, question};
use super::source::{self, first_change, source};
use super::table::tables;
use super::tree::tree;
use crate::Input;
use crate::operation::OperationView;

/// Writes the page of an operation.
pub(crate) fn write(view: &OperationView<'_>, input: &Input<'_>) -> String {
    let subject = view.subject;
    let title = format!("{} · {}", subject.action, subject.crate_name);
    let content = html! {
        main id="top" {
            (head(view, input))
            (changes(view))
            (doubts(view))
            section id="tables" aria-labelledby="tables-title" {
                h2 id="tables-title" { "What the page says" }
                p.hint { "Point at a row, or reach it with Tab, to see the field it became and why. "
                    "Arrow keys go from row to row." }
                @if view.tables.is_empty() { p { "The page has no tables." } }
                (tables(view))
            }
            section id="page" aria-labelledby="page-title" {
                h2 id="page-title" { "The whole page, line by line " (first_change("page", &view.page)) }
                (source("page", &view.page))
            }
        }
        (panes(view))
    };
    document(&title, "operation", &content)
}

fn head(view: &OperationView<'_>, input: &Input<'_>) -> Markup {
    let subject = view.subject;
    let operation = subject.new.operation.or(subject.old.operation);
    let page = subject.new.page.or(subject.old.page);
    // A page may name any target; only that of the web is followed.
    let link = operation.and_then(|it| it.link.as_deref());
    let link = link.filter(|it| it.starts_with("https://"));
    html! {
        header {
            nav aria-label="Report" {
                a href="../index.html" { "← All changes" }
                a href="#changes" { "Changes" }
                a href="#tables" { "Page" }
                a href="#tree" { "Tree" }
                a href="#sample" { "Sample" }
                a href="#rust" { "Rust" }
            }
            h1 { (subject.action) }
            p.summary {
                @if let Some(operation) = operation { (operation.summary) }
            }
            p.facts {
                code { (subject.crate_name) }
                @if let Some(operation) = operation { span { (operation.style) } }
                @if let Some((reading, _)) = page { code { (input.specs) "/" (reading.page) } }
                @if let Some(link) = link { a href=(link) rel="noreferrer" { "the vendor's page" } }
            }
        }
    }
}

fn changes(view: &OperationView<'_>) -> Markup {
    let (wording, rest): (Vec<&Change>, Vec<&Change>) =
        view.subject.changes.iter().partition(|it| it.rule.is_wording());
    html! {
        section id="changes" aria-labelledby="changes-title" {
            h2 id="changes-title" { "What changed" }
            @if view.subject.changes.is_empty() {
                p { "The crate is new; there is nothing to compare the operation with." }
            }
            @if !rest.is_empty() {
                ul.changes { @for change in rest { (change_item(change, view)) } }
            }
            @if !wording.is_empty() {
                details open[!view.subject.changes.iter().any(|it| it.class() > Class::Docs)] {
                    summary { (counted(wording.len(), "change")) " of wording alone" }
                    ul.changes { @for change in wording { (change_item(change, view)) } }
                }
            }
        }
    }
}

fn change_item(change: &Change, view: &OperationView<'_>) -> Markup {
    html! {
        li.(change.class().as_str()) {
            p {
                (badge(change.class())) " " (change_sentence(change))
                @if change.class() == Class::Breaking {
                    span.reason { " — " (change.rule.reason()) }
                }
            }
            (question(change))
            (change_texts(change, view))
            p.facts {
                code { (change.rule.id()) }
                @if let Some(place) = &change.place {
                    a href=(format!("#{}", source::id("page", place.line))) { "line " (place.line) }
                }
                @if let Some(item) = change.item.as_ref().or(change.old_item.as_ref()) { code { (item) } }
            }
        }
    }
}

fn doubts(view: &OperationView<'_>) -> Markup {
    let lines = view.subject.new.page.map(|(_, text)| apigen_markdown::LineIndex::new(text));
    html! {
        @if !view.subject.findings.is_empty() {
            section id="doubts" aria-labelledby="doubts-title" {
                h2 id="doubts-title" { "What is doubtful" }
                ul.changes {
                    @for found in &view.subject.findings {
                        li.(if is_error(found) { "breaking" } else { "doubt" }) {
                            (finding(found))
                            @if let Some(lines) = &lines {
                                @let line = lines.line_column(found.span.start).0;
                                p.facts {
                                    a href=(format!("#{}", source::id("page", line))) { "line " (line) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the page became: the tree, the sample and the Rust.
fn panes(view: &OperationView<'_>) -> Markup {
    let cannot_compare = view.subject.old.operation.is_some() && view.subject.old.rust.is_none();
    html! {
        aside aria-label="What the page became" {
            div.inspector aria-hidden="true" { p { "Point at a row to see its field, and why it stands there." } }
            section.pane id="tree" tabindex="0" aria-labelledby="tree-title" {
                h2 id="tree-title" { "The tree it became" }
                (tree(&view.fields, &view.tables))
            }
            section.pane id="sample" tabindex="0" aria-labelledby="sample-title" {
                h2 id="sample-title" { "The page's sample " (first_change("sample", &view.response_sample)) }
                @if view.response_sample.is_empty() { p { "The page has no sample of an answer in JSON." } }
                (source("sample", &view.response_sample))
                @if !view.request_sample.is_empty() {
                    h3 { "Request " (first_change("request", &view.request_sample)) }
                    (source("request", &view.request_sample))
                }
            }
            section.pane id="rust" tabindex="0" aria-labelledby="rust-title" {
                h2 id="rust-title" { "The Rust " (first_change("rust", &view.rust)) }
                @if cannot_compare { p { "The Rust as it was cannot be written any more, so no line is marked." } }
                (source("rust", &view.rust))
            }
        }
    }
}
