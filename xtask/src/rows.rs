//! `cargo xtask rows`: what became of each row of the tables of each API page, counted.

use std::collections::BTreeMap;
use std::io::{self, Write};

use apigen_extract::{Extraction, Fate, Outcome, PageRows};
use apigen_markdown::LineIndex;
use serde::Serialize;

use crate::cli::{ListFormat, RowsArguments};
use crate::pages;
use crate::texts::Texts;

/// Counts of rows by their fates.
type Counts = BTreeMap<&'static str, usize>;

/// The rows of all pages.
#[derive(Debug, Default, Serialize)]
struct Report {
    rows: usize,
    fates: Counts,
    /// Rows that became no field and no error, and that no diagnostic names: there must be none.
    unnamed: usize,
    pages: Vec<PageReport>,
}

/// The rows of one page.
#[derive(Debug, Serialize)]
struct PageReport {
    page: String,
    outcome: &'static str,
    rows: usize,
    fates: Counts,
    /// The rows that became no field and no error, and are not blank.
    named: Vec<NamedRow>,
}

/// A row that a diagnostic names.
#[derive(Debug, Serialize)]
struct NamedRow {
    line: usize,
    name: String,
    rule: &'static str,
}

/// Prints the counts; the result says whether every row is a field, an error, or named.
pub(crate) fn run(arguments: &RowsArguments) -> io::Result<bool> {
    let read = pages::read(&arguments.selection)?;
    let report = report(&read.extraction, &read.texts);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &report)?;
            writeln!(out)?;
        }
        ListFormat::Text => print_text(&report, &mut out)?,
    }
    out.flush()?;
    Ok(report.unnamed == 0)
}

fn report(extraction: &Extraction, texts: &Texts) -> Report {
    let outcomes: BTreeMap<&str, &Outcome> =
        extraction.outcomes.iter().map(|it| (it.page.as_str(), &it.outcome)).collect();
    let mut report = Report::default();
    for page in &extraction.rows {
        let outcome = outcomes.get(page.page.as_str()).copied();
        let text = texts.get(&page.page).map_or("", String::as_str);
        report.unnamed += unnamed(page, outcome, extraction);
        let of_page = page_report(page, outcome, text);
        report.rows += of_page.rows;
        for (fate, count) in &of_page.fates {
            *report.fates.entry(fate).or_default() += count;
        }
        report.pages.push(of_page);
    }
    report
}

fn page_report(page: &PageRows, outcome: Option<&Outcome>, text: &str) -> PageReport {
    let lines = LineIndex::new(text);
    let mut fates = Counts::new();
    let mut named = Vec::new();
    for row in &page.rows {
        *fates.entry(row.fate.id()).or_default() += 1;
        if let Fate::Named(rule) = row.fate {
            let (line, _) = lines.line_column(row.span.start);
            named.push(NamedRow { line, name: row.name.clone(), rule: rule.id() });
        }
    }
    let outcome = outcome.map_or("unknown", outcome_word);
    PageReport { page: page.page.clone(), outcome, rows: page.rows.len(), fates, named }
}

/// How many rows are said to be named by a rule that has found nothing on the page.
///
/// The findings about a page that is not used are not reported; the page itself is named.
fn unnamed(page: &PageRows, outcome: Option<&Outcome>, extraction: &Extraction) -> usize {
    if outcome == Some(&Outcome::Superseded) {
        return 0;
    }
    let is_named = |fate: Fate| {
        let Fate::Named(rule) = fate else { return true };
        extraction.diagnostics.iter().any(|it| it.rule == rule && it.page == page.page)
    };
    page.rows.iter().filter(|row| !is_named(row.fate)).count()
}

fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Generated => "generated",
        Outcome::GeneratedWithWarnings => "generated-with-warnings",
        Outcome::Rejected { .. } => "rejected",
        Outcome::Superseded => "superseded",
        Outcome::NotApi => "not-api",
    }
}

fn print_text(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for page in &report.pages {
        writeln!(out, "{}: {}: {}", page.page, page.outcome, counted(page.rows, &page.fates))?;
        for row in &page.named {
            writeln!(out, "  line {}: `{}` [{}]", row.line, row.name, row.rule)?;
        }
    }
    writeln!(out, "{}; {} unnamed", counted(report.rows, &report.fates), report.unnamed)
}

fn counted(rows: usize, fates: &Counts) -> String {
    let fates: Vec<String> = fates.iter().map(|(fate, count)| format!("{count} {fate}")).collect();
    format!("{rows} {}: {}", if rows == 1 { "row" } else { "rows" }, fates.join(", "))
}
