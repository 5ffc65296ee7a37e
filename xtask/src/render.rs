//! Diagnostics as people, programs and GitHub read them.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use apigen_extract::{Diagnostic, Severity};
use apigen_markdown::LineIndex;
use serde_json::json;

use crate::cli::Format;
use crate::pages::line_column;
use crate::texts::Texts;

/// Renders one diagnostic. `specs` is the folder that its page's path starts from.
pub(crate) fn render(
    diagnostic: &Diagnostic,
    texts: &Texts,
    specs: &Path,
    format: Format,
    is_terminal: bool,
) -> String {
    match format {
        Format::Human => human(diagnostic, texts, specs, is_terminal),
        Format::Json => as_json(diagnostic, texts),
        Format::Github => github(diagnostic, texts, specs),
    }
}

fn human(diagnostic: &Diagnostic, texts: &Texts, specs: &Path, is_terminal: bool) -> String {
    let level = match diagnostic.severity() {
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

fn as_json(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let (line, column) = line_column(texts, diagnostic);
    let related: Vec<_> = related_places(diagnostic, texts)
        .map(
            |((line, column), message)| json!({"line": line, "column": column, "message": message}),
        )
        .collect();
    json!({
        "rule": diagnostic.rule.id(),
        "severity": diagnostic.severity().as_str(),
        "page": diagnostic.page,
        "line": line,
        "column": column,
        "path": diagnostic.path,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "related": related,
    })
    .to_string()
}

fn github(diagnostic: &Diagnostic, texts: &Texts, specs: &Path) -> String {
    let (line, column) = line_column(texts, diagnostic);
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let related: Vec<String> = related_places(diagnostic, texts)
        .map(|((line, _), message)| format!("\nline {line}: {message}"))
        .collect();
    let related = related.concat();
    format!(
        "::{} file={},line={line},col={column},title={}::{}",
        diagnostic.severity().as_str(),
        escape_property(&texts.path(&diagnostic.page, specs)),
        diagnostic.rule.id(),
        escape_data(&format!("{}{related}{help}", diagnostic.message))
    )
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
