//! Findings as a SARIF 2.1.0 log, which editors and code hosts show beside the lines.

use std::path::Path;

use apigen_extract::{Level, Rule, Severity};
use apigen_markdown::{LineIndex, Span};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::Finding;
use crate::texts::Texts;

/// Where the schema of the format lies; it is its identity, and nothing is fetched.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What must be escaped in the path of a URI, beside all that is not ASCII.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The log of one run, with all rules. A finding that is hidden is suppressed there.
pub(super) fn log(findings: &[Finding<'_>], texts: &Texts, specs: &Path) -> Value {
    let results: Vec<Value> = findings.iter().map(|it| result(it, texts, specs)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "apigen",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: Rule) -> Value {
    let level = match rule.severity() {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
    };
    json!({
        "id": rule.id(),
        "shortDescription": {"text": rule.summary()},
        "help": {"text": rule.explanation(), "markdown": rule.explanation()},
        "defaultConfiguration": {"level": level_word(level)},
    })
}

fn result(finding: &Finding<'_>, texts: &Texts, specs: &Path) -> Value {
    let diagnostic = finding.diagnostic;
    let text = texts.get(&diagnostic.page).map_or("", String::as_str);
    let index = LineIndex::new(text);
    let uri = uri(&texts.path(&diagnostic.page, specs));
    let place = |span: Span| {
        let (line, column) = index.line_column(span.start);
        let (end_line, end_column) = index.line_column(span.end.max(span.start));
        json!({
            "artifactLocation": {"uri": uri},
            "region": {
                "startLine": line, "startColumn": column,
                "endLine": end_line, "endColumn": end_column,
            },
        })
    };
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let mut location = json!({"physicalLocation": place(diagnostic.span)});
    if let Some(path) = &diagnostic.path {
        // The field's wire path.
        set(&mut location, "logicalLocations", json!([{"fullyQualifiedName": path}]));
    }
    let mut result = json!({
        "ruleId": diagnostic.rule.id(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == diagnostic.rule),
        "level": level_word(finding.level),
        "message": {"text": format!("{}{help}", diagnostic.message)},
        "locations": [location],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic
            .related
            .iter()
            .map(|it| json!({"physicalLocation": place(it.span), "message": {"text": it.message}}));
        set(&mut result, "relatedLocations", related.collect());
    }
    if finding.level == Level::Hidden {
        let reason = finding.reason.unwrap_or_default();
        let suppression = json!({"kind": "external", "justification": reason});
        set(&mut result, "suppressions", json!([suppression]));
    } else if let Some(reason) = finding.reason {
        set(&mut result, "properties", json!({"reason": reason}));
    }
    result
}

/// Sets a key that only some objects have.
fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

/// A path with `/` as a reference of a URI, relative where the path is.
fn uri(path: &str) -> String {
    let escaped = utf8_percent_encode(path, NOT_IN_PATHS).to_string();
    if path.starts_with('/') { format!("file://{escaped}") } else { escaped }
}

/// A level in the words of the format.
fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hidden => "note",
    }
}
