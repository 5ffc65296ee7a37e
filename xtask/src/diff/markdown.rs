//! The changes as the body of a comment on a pull request.

use std::fmt::Write as _;
use std::path::Path;

use apigen_ir::compare::Class;
use apigen_review::{Change, Review, ServiceReview, changelog, sentence};

use super::counts::wording;
use super::human::{lines, summary};

/// How long a comment may be; GitHub takes 65,536 characters.
const MOST_BYTES: usize = 60_000;

/// Writes a review; `specs` is the folder that pages lie in.
pub(super) fn write(review: &Review, specs: &Path, version: &str) -> String {
    let mut out = String::from("## What the change of the docs means\n");
    let changed = review.services.iter().filter(|it| summary(it, version) != "no change");
    let mut is_empty = true;
    for service in changed {
        is_empty = false;
        write_service(service, specs, version, &mut out);
    }
    if is_empty {
        out.push_str("\nNo API changed.\n");
    }
    out
}

fn write_service(service: &ServiceReview, specs: &Path, version: &str, out: &mut String) {
    let _ = writeln!(out, "\n### `{}`\n\n{}", service.crate_name, summary(service, version));
    write_table(service, specs, out);
    if let Some(line) = wording(&service.changes) {
        let _ = writeln!(out, "\nWording: {line}.");
    }
    for action in &service.kept {
        let _ = writeln!(out, "\n`{action}`: its page was rejected; it stays as it was.");
    }
    let mut details = page_lines(service, specs);
    details.push_str(&fold("Changelog", "markdown", &changelog(service, version)));
    if out.len() + details.len() < MOST_BYTES {
        out.push_str(&details);
    } else {
        out.push_str("\nThe lines of the pages and the changelog are too long for a comment.\n");
    }
}

fn write_table(service: &ServiceReview, specs: &Path, out: &mut String) {
    let shown: Vec<&Change> = service.changes.iter().filter(|it| !it.rule.is_wording()).collect();
    if shown.is_empty() {
        return;
    }
    out.push_str("\n| class | operation | change | page | Rust |\n|---|---|---|---|---|\n");
    for (at, change) in shown.iter().enumerate() {
        let row = row(change, specs);
        if out.len() + row.len() > MOST_BYTES {
            let _ = writeln!(out, "\nAnd {} changes more.", shown.len() - at);
            break;
        }
        out.push_str(&row);
    }
}

fn row(change: &Change, specs: &Path) -> String {
    let class = match change.class() {
        Class::Breaking => "**breaking**",
        other => other.as_str(),
    };
    let operation = match change.operation.as_str() {
        "" => String::new(),
        action => format!("`{action}`"),
    };
    let place = change.place.as_ref();
    let place = place.map(|it| format!("`{}/{}:{}`", specs.display(), it.page, it.line));
    let item = change.item.as_ref().or(change.old_item.as_ref()).map(|it| format!("`{it}`"));
    let question = change.question.map(|it| format!("<br>**{}**: {}", it.id(), it.text()));
    let cells = [
        class.to_owned(),
        operation,
        format!("{}<br>`{}`{}", sentence(change), change.rule.id(), question.unwrap_or_default()),
        place.unwrap_or_default(),
        item.unwrap_or_default(),
    ];
    let cells: Vec<String> = cells.iter().map(|it| it.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// The lines of the pages, old beside new.
fn page_lines(service: &ServiceReview, specs: &Path) -> String {
    let mut text = String::new();
    for change in service.changes.iter().filter(|it| !it.rule.is_wording()) {
        let lines = lines(change);
        if let (Some(place), false) = (&change.place, lines.is_empty()) {
            let _ = writeln!(text, "@@ {}/{}:{} @@", specs.display(), place.page, place.line);
        }
        for (mark, line) in lines {
            let _ = writeln!(text, "{mark}{line}");
        }
    }
    fold("Lines of the pages", "diff", &text)
}

/// A block of text that opens with a click; nothing where there is no text.
fn fold(title: &str, language: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    // A fence is longer than any in the text.
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!(
        "\n<details><summary>{title}</summary>\n\n{fence}{language}\n{text}{fence}\n\n</details>\n"
    )
}
