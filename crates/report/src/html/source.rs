//! Texts line by line, with numbers and marks.

use maud::{Markup, html};

use crate::lines::{Line, Mark};

/// A text as numbered lines; ids and links begin with `name`.
pub(super) fn source(name: &str, lines: &[Line]) -> Markup {
    html! {
        ol.source {
            @for line in lines {
                li id=(line_id(name, line)) class=[class(line.mark)] data-fields=[fields(line)] {
                    span.number { (line.number) }
                    span.sign { (sign(line.mark)) }
                    code { (line.text) }
                }
            }
        }
    }
}

/// The id of a line of the new text.
pub(super) fn id(name: &str, number: usize) -> String {
    format!("{name}-{number}")
}

/// A link to where the first change begins; nothing where nothing changed.
pub(super) fn first_change(name: &str, lines: &[Line]) -> Markup {
    let changed = || lines.iter().filter(|it| it.mark != Mark::Same);
    html! {
        @if let Some(line) = changed().next() {
            a href=(format!("#{}", line_id(name, line))) { (changed().count()) " changed lines" }
        }
    }
}

fn line_id(name: &str, line: &Line) -> String {
    match line.mark {
        Mark::Gone => id(&format!("old-{name}"), line.number),
        Mark::Same | Mark::New => id(name, line.number),
    }
}

fn class(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Same => None,
        Mark::New => Some("new"),
        Mark::Gone => Some("gone"),
    }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => " ",
        Mark::New => "+",
        Mark::Gone => "−",
    }
}

fn fields(line: &Line) -> Option<String> {
    let numbers: Vec<String> = line.fields.iter().map(ToString::to_string).collect();
    (!numbers.is_empty()).then(|| numbers.join(" "))
}
