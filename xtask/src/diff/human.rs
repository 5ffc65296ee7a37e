//! The changes for people at a terminal.

use std::fmt::Write as _;
use std::path::Path;

use apigen_ir::compare::Class;
use apigen_review::{Change, Fate, Review, ServiceReview, changelog, sentence};

use super::counts::{counts, wording};

/// Writes a review; `specs` is the folder that pages lie in.
pub(super) fn write(review: &Review, specs: &Path, version: &str) -> String {
    let mut out = String::new();
    for service in &review.services {
        let _ = writeln!(out, "{}: {}", service.crate_name, summary(service, version));
        write_operations(service, specs, &mut out);
        for action in &service.kept {
            let _ = writeln!(out, "\n  {action}\n    its page was rejected; it stays as it was");
        }
        let entry = changelog(service, version);
        if !entry.is_empty() {
            let _ = write!(out, "\n  changelog\n\n{}", indented(&entry, 4));
        }
        out.push('\n');
    }
    if review.services.is_empty() {
        out.push_str("no API, neither before nor now\n");
    }
    out
}

/// What changed of a crate, on one line.
pub(super) fn summary(service: &ServiceReview, version: &str) -> String {
    match service.fate {
        Fate::New => "new; there is nothing to compare it with".to_owned(),
        Fate::Gone => format!("{}; no page documents it any more", counts(&service.changes)),
        Fate::Compared if service.changes.is_empty() => "no change".to_owned(),
        Fate::Compared => {
            let bump = service.bump();
            let (word, next) = (bump.as_str(), bump.next(version));
            format!("{}; {version} -> {next} ({word})", counts(&service.changes))
        }
    }
}

fn write_operations(service: &ServiceReview, specs: &Path, out: &mut String) {
    for changes in service.changes.chunk_by(|a, b| a.operation == b.operation) {
        let name = changes.first().map(|it| it.operation.as_str()).unwrap_or_default();
        let _ = writeln!(out, "\n  {}", if name.is_empty() { "the service" } else { name });
        for change in changes.iter().filter(|it| !it.rule.is_wording()) {
            write_change(change, specs, out);
        }
        if let Some(line) = wording(changes) {
            let _ = writeln!(out, "    docs {line}");
        }
    }
}

fn write_change(change: &Change, specs: &Path, out: &mut String) {
    let (class, rule) = (change.class(), change.rule);
    let _ = writeln!(out, "    {} {}: {}", class.as_str(), rule.id(), sentence(change));
    if class == Class::Breaking {
        let _ = writeln!(out, "      {}", rule.reason());
    }
    if let Some(question) = change.question {
        let _ = writeln!(out, "      questioned[{}]: {}", question.id(), question.text());
    }
    if let Some(item) = change.item.as_ref().or(change.old_item.as_ref()) {
        let _ = writeln!(out, "      {item}");
    }
    if let Some(place) = &change.place {
        let (line, column) = (place.line, place.column);
        let _ = writeln!(out, "      {}/{}:{line}:{column}", specs.display(), place.page);
    }
    for (mark, line) in lines(change) {
        let _ = writeln!(out, "        {mark} {line}");
    }
}

/// The line of the old page and that of the present one, each with its mark.
pub(super) fn lines(change: &Change) -> Vec<(char, &str)> {
    let old = change.old_place.as_ref().filter(|_| change.old.is_some());
    let new = change.place.as_ref().filter(|_| change.new.is_some());
    match (old, new) {
        (Some(old), Some(new)) if old.text == new.text => vec![(' ', new.text.as_str())],
        (old, new) => {
            let old = old.map(|it| ('-', it.text.as_str()));
            old.into_iter().chain(new.map(|it| ('+', it.text.as_str()))).collect()
        }
    }
}

fn indented(text: &str, width: usize) -> String {
    let indent = " ".repeat(width);
    let line =
        |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") };
    text.lines().map(line).collect()
}
