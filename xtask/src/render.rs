//! Diagnostics as people, programs and GitHub read them.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use apigen_extract::{Diagnostic, Severity};
use apigen_markdown::LineIndex;
use serde_json::json;

use crate::cli::Format;
use crate::pages::line_column;
use crate::texts::Texts;

/// How bad a finding is, and why, if somebody has said so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgement<'a> {
    pub(crate) severity: Severity,
    pub(crate) reason: Option<&'a str>,
}

/// Renders one diagnostic. `specs` is the folder that its page's path starts from.
pub(crate) fn render(
    diagnostic: &Diagnostic,
    texts: &Texts,
    specs: &Path,
    format: Format,
    is_terminal: bool,
) -> String {
    let judgement = Judgement { severity: diagnostic.severity(), reason: None };
    render_as(diagnostic, judgement, texts, specs, format, is_terminal)
}

/// Renders one diagnostic that is as bad as somebody judged.
pub(crate) fn render_as(
    diagnostic: &Diagnostic,
    judgement: Judgement<'_>,
    texts: &Texts,
    specs: &Path,
    format: Format,
    is_terminal: bool,
) -> String {
    match format {
        Format::Human => human(diagnostic, judgement, texts, specs, is_terminal),
        Format::Json => as_json(diagnostic, judgement, texts),
        Format::Github => github(diagnostic, judgement, texts, specs),
    }
}

fn human(
    diagnostic: &Diagnostic,
    judgement: Judgement<'_>,
    texts: &Texts,
    specs: &Path,
    is_terminal: bool,
) -> String {
    let level = match judgement.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let path = texts.path(&diagnostic.page, specs);
    let text = texts.get(&diagnostic.page).map_or("", String::as_str);
    let (line, first, range) = excerpt(text, diagnostic.span.start, diagnostic.span.end);
    let snippet = Snippet::source(line)
        .line_start(first)
        .path(path.clone())
        .annotation(AnnotationKind::Primary.span(range));
    let title = level.primary_title(diagnostic.message.clone()).id(diagnostic.rule.id());
    let mut group = title.element(snippet);
    for related in &diagnostic.related {
        let (line, first, range) = excerpt(text, related.span.start, related.span.end);
        let place = AnnotationKind::Context.span(range).label(related.message.clone());
        let snippet = Snippet::source(line).line_start(first).path(path.clone());
        group = group.element(snippet.annotation(place));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.clone()));
    }
    if let Some(reason) = judgement.reason {
        let note = format!("by `lint` in `spec.yaml`: {reason}");
        group = group.element(Level::NOTE.message(note));
    }
    let renderer = if is_terminal { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The line that a span starts on, its number, and the span in it, cut at the line's end.
///
/// One line is enough to find the place, and a row may be as long as a page.
fn excerpt(text: &str, start: usize, end: usize) -> (&str, usize, std::ops::Range<usize>) {
    let start = text.floor_char_boundary(start);
    let before = text.get(..start).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(line_start..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("").trim_end_matches('\r');
    let from = (start - line_start).min(line.len());
    let to = line.floor_char_boundary(end.saturating_sub(line_start)).max(from);
    (line, before.matches('\n').count() + 1, from..to)
}

fn as_json(diagnostic: &Diagnostic, judgement: Judgement<'_>, texts: &Texts) -> String {
    let (line, column) = line_column(texts, diagnostic);
    let related: Vec<_> = related_places(diagnostic, texts)
        .map(
            |((line, column), message)| json!({"line": line, "column": column, "message": message}),
        )
        .collect();
    let mut object = json!({
        "rule": diagnostic.rule.id(),
        "severity": judgement.severity.as_str(),
        "page": diagnostic.page,
        "line": line,
        "column": column,
        "path": diagnostic.path,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "related": related,
    });
    if let (Some(reason), Some(object)) = (judgement.reason, object.as_object_mut()) {
        object.insert("reason".to_owned(), reason.into());
    }
    object.to_string()
}

fn github(
    diagnostic: &Diagnostic,
    judgement: Judgement<'_>,
    texts: &Texts,
    specs: &Path,
) -> String {
    let (line, column) = line_column(texts, diagnostic);
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let related: Vec<String> = related_places(diagnostic, texts)
        .map(|((line, _), message)| format!("\nline {line}: {message}"))
        .collect();
    let related = related.concat();
    format!(
        "::{} file={},line={line},col={column},title={}::{}",
        judgement.severity.as_str(),
        escape_property(&texts.path(&diagnostic.page, specs)),
        diagnostic.rule.id(),
        escape_data(&format!("{}{related}{help}", diagnostic.message))
    )
}

/// An annotation of a page as a whole.
pub(crate) fn github_notice(path: &str, title: &str, message: &str) -> String {
    format!("::notice file={},title={title}::{}", escape_property(path), escape_data(message))
}

/// Lines and columns of the other places that a diagnostic is about, and what is there.
fn related_places<'a>(
    diagnostic: &'a Diagnostic,
    texts: &'a Texts,
) -> impl Iterator<Item = ((usize, usize), &'a str)> {
    let index = texts.get(&diagnostic.page).map(|text| LineIndex::new(text));
    diagnostic.related.iter().map(move |related| {
        let place = index.as_ref().map_or((1, 1), |it| it.line_column(related.span.start));
        (place, related.message.as_str())
    })
}

/// Escapes as the workflow commands of GitHub want it.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
