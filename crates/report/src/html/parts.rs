//! Small parts that several pages of the report have: badges, changes, findings.

use apigen_extract::{Diagnostic, Severity};
use apigen_ir::compare::{ChangeKind, Class};
use apigen_review::{Change, Rule, brief};
use maud::{Markup, html};

use crate::lines::Mark;
use crate::operation::OperationView;
use crate::words::marked_words;

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
    with_code(&brief(change))
}

/// What stood there and what stands there: words of a text, or else lines of the page.
pub(super) fn change_texts(change: &Change, view: &OperationView<'_>) -> Markup {
    if is_of_text(change.rule) {
        let (old, new) = (change.old.as_deref(), change.new.as_deref());
        return words(old.unwrap_or_default(), new.unwrap_or_default());
    }
    let old = change.old_place.as_ref().filter(|_| change.old.is_some());
    let new = change.place.as_ref().filter(|_| change.new.is_some());
    let is_same = old.map(|it| &it.text) == new.map(|it| &it.text);
    html! {
        @if !is_same {
            div.was {
                @if let Some(old) = old { del { (old.text) } }
                @if let Some(new) = new {
                    // A value may be new where the row's first line is not, and of old pages that
                    // are not known nobody can say.
                    @if view.is_new_line(new.line) { ins { (new.text) } } @else { code { (new.text) } }
                }
            }
        }
    }
}

/// Whether a change is one of prose, whose words say more than the lines around them.
fn is_of_text(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::Ir(
            ChangeKind::SummaryChanged
                | ChangeKind::DescriptionChanged
                | ChangeKind::DocChanged
                | ChangeKind::ExampleChanged
        )
    )
}

fn words(old: &str, new: &str) -> Markup {
    html! {
        p.words {
            @for (mark, text) in marked_words(old, new) {
                @match mark {
                    Mark::Same => (text),
                    Mark::New => ins { (text) },
                    Mark::Gone => del { (text) },
                }
            }
        }
    }
}

/// Why a change may be none of the API.
pub(super) fn question(change: &Change) -> Markup {
    html! {
        @if let Some(question) = change.question {
            p.question { (doubt_badge()) " " code { (question.id()) } ": " (question.text()) }
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
