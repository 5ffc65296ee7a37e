//! `cargo xtask explain ACTION`: the rows of a page, the tree they became, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use apigen_extract::{Diagnostic, Origin, Outcome, Reading};
use apigen_ir::{Field, Node, wire_paths};
use apigen_markdown::LineIndex;

use crate::cli::ExplainArguments;
use crate::pages;

/// Prints what became of the rows; the result says whether a page documents the operation.
pub(crate) fn run(arguments: &ExplainArguments) -> io::Result<bool> {
    let read = pages::read(&arguments.selection)?;
    let action = arguments.action.as_str();
    let readings =
        read.extraction.readings.iter().filter(|it| {
            it.operation.action == action && arguments.selection.has_product(&it.product)
        });
    let mut is_found = false;
    for reading in readings {
        let text = read.texts.get(&reading.page).map_or("", String::as_str);
        print!("{}", explain(reading, text, &read.extraction.diagnostics));
        is_found = true;
    }
    for outcome in &read.extraction.outcomes {
        let Outcome::Rejected { action: Some(rejected), .. } = &outcome.outcome else { continue };
        if rejected == action {
            let text = read.texts.get(&outcome.page).map_or("", String::as_str);
            println!("{}: rejected", outcome.page);
            print!(
                "{}",
                remarks(&outcome.page, &LineIndex::new(text), &read.extraction.diagnostics)
            );
            is_found = true;
        }
    }
    if !is_found {
        eprintln!(
            "error: no page below {} documents `{action}`; actions are written as on the wire",
            arguments.selection.specs.display()
        );
    }
    Ok(is_found)
}

/// The explanation of one operation, as text.
fn explain(reading: &Reading, text: &str, diagnostics: &[Diagnostic]) -> String {
    let lines = LineIndex::new(text);
    let operation = &reading.operation;
    let mut out = String::new();
    let title = format!("{} ({} {})", operation.action, reading.product, reading.version);
    let _ = writeln!(out, "{title}\n{}\n{}", operation.style, reading.page);
    for (side, fields) in [("request", &operation.request), ("response", &operation.response)] {
        let _ = writeln!(out, "\n{side}");
        out.push_str(&tree(side, fields, reading, &lines));
    }
    out.push_str(&remarks(&reading.page, &lines, diagnostics));
    if let Some(sample) = &operation.response_sample {
        let _ = writeln!(out, "\nsample\n{}", sample.trim_end());
    }
    out.push('\n');
    out
}

/// The fields of one side in the order of their rows, each below what holds it.
fn tree(side: &str, fields: &[Field], reading: &Reading, lines: &LineIndex<'_>) -> String {
    let mut out = String::new();
    let paths = wire_paths(fields);
    let origins: BTreeMap<&str, &Origin> = reading
        .origins
        .iter()
        .filter_map(|(path, origin)| Some((path.strip_prefix(side)?.strip_prefix('.')?, origin)))
        .collect();
    for path in &paths {
        let depth = path.path.matches('.').count();
        let name = path.path.rsplit('.').next().unwrap_or_default();
        let origin = origins.get(path.path.as_str());
        let line =
            origin.map_or_else(String::new, |it| lines.line_column(it.span.start).0.to_string());
        let kind = match path.node {
            Node::Wrapper => {
                format!("object around `{}`", path.field.wrapper.as_deref().unwrap_or(""))
            }
            Node::Value(ty) => ty.to_string(),
        };
        let required = if path.field.required { ", required" } else { "" };
        let doubt =
            if reading.in_doubt.contains(&path.path) && side == "response" { " ?" } else { "" };
        let _ = writeln!(out, "{line:>6}  {}{name}: {kind}{required}{doubt}", "  ".repeat(depth));
        for clue in origin.iter().flat_map(|it| &it.clues) {
            let sign = if clue.is_for() { '+' } else { '-' };
            let _ = writeln!(out, "        {}  {sign} {clue}", "  ".repeat(depth));
        }
    }
    if paths.is_empty() {
        out.push_str("        none\n");
    }
    out
}

/// What was found about a page, by line.
fn remarks(page: &str, lines: &LineIndex<'_>, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for found in diagnostics.iter().filter(|it| it.page == page) {
        if out.is_empty() {
            out.push_str("\nfindings\n");
        }
        let line = lines.line_column(found.span.start).0;
        let severity = found.severity().as_str();
        let _ = writeln!(out, "{line:>6}  {severity}[{}]: {}", found.rule.id(), found.message);
        for help in found.help.iter().flat_map(|it| it.lines()) {
            let _ = writeln!(out, "          {help}");
        }
    }
    out
}
