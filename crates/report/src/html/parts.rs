//! Small parts that several pages of the report have: badges, changes, findings.

use apigen_extract::{Diagnostic, Severity};
use apigen_ir::compare::Class;
use apigen_review::{Change, sentence};
use maud::{Markup, html};

/// The word for a class, marked by colour and form.
pub(super) fn badge(class: Class) -> Markup {
    html! { span.badge.(class.as_str()) { (class.as_str()) } }
}

/// The sign for what wants a second look.
pub(super) fn doubt_badge() -> Markup {
    html! { span.badge.doubt { "doubtful" } }
}

/// A text with backquotes, whose quoted parts are shown as code.
pub(super) fn with_code(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// A change in words.
pub(super) fn change_sentence(change: &Change) -> Markup {
    with_code(&sentence(change))
}

/// The line of the old page above that of the present one, where they differ.
pub(super) fn change_lines(change: &Change) -> Markup {
    let old = change.old_place.as_ref().filter(|_| change.old.is_some());
    let new = change.place.as_ref().filter(|_| change.new.is_some());
    let is_same = old.map(|it| &it.text) == new.map(|it| &it.text);
    html! {
        @if !is_same {
            div.was {
                @if let Some(old) = old { del { (old.text) } }
                @if let Some(new) = new { ins { (new.text) } }
            }
        }
    }
}

/// A finding: how bad, by which rule, what, and what to do about it.
pub(super) fn finding(found: &Diagnostic) -> Markup {
    html! {
        div.finding.(found.severity().as_str()) {
            p {
                strong { (found.severity().as_str()) " " }
                code { (found.rule.id()) }
                ": " (with_code(&found.message))
            }
            @if let Some(help) = &found.help { pre { (help) } }
        }
    }
}

/// Whether a finding means that its page was rejected.
pub(super) fn is_error(found: &Diagnostic) -> bool {
    found.severity() == Severity::Error
}

/// A number with its word.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
