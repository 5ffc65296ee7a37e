//! `cargo xtask lint`: what is to be said about the pages, for those who write them.
//!
//! A `spec.yaml` may set how bad the findings of a rule are. That concerns those who judge the docs
//! alone: what the generator makes of a page does not depend on it.

mod sarif;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use apigen_extract::{Diagnostic, Level, Outcome, Rule, Severity};
use serde_json::json;

use crate::cli::{Format, LintArguments, LintFormat};
use crate::pages::{self, Reading};
use crate::render::{Judgement, render_as};
use crate::summary::counted;

/// A finding, and how bad it is here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finding<'a> {
    diagnostic: &'a Diagnostic,
    level: Level,
    /// Why it is as bad as that, if a `spec.yaml` says so.
    reason: Option<&'a str>,
}

/// How many findings there are of each level.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    hidden: usize,
}

/// Prints the findings, or about rules; the result says whether there are no errors.
pub(crate) fn run(arguments: &LintArguments) -> io::Result<bool> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if let Some(rule) = arguments.explain {
        out.write_all(rule.explanation().as_bytes())?;
        out.flush()?;
        return Ok(true);
    }
    if arguments.rules {
        out.write_all(catalogue().as_bytes())?;
        out.flush()?;
        return Ok(true);
    }
    let reading = pages::read(&arguments.selection)?;
    let findings = findings(&reading, arguments);
    let counts = Counts::of(&findings);
    let pages = reading.extraction.outcomes.len();
    match arguments.format {
        LintFormat::Human => print(&findings, &reading, arguments, Format::Human, &mut out)?,
        LintFormat::Json => print(&findings, &reading, arguments, Format::Json, &mut out)?,
        LintFormat::Github => print(&findings, &reading, arguments, Format::Github, &mut out)?,
        LintFormat::Sarif => {
            let log = sarif::log(&findings, &reading.texts, &arguments.selection.specs);
            serde_json::to_writer_pretty(&mut out, &log)?;
            writeln!(out)?;
        }
    }
    match arguments.format {
        LintFormat::Human => writeln!(out, "{} read; {counts}", counted(pages, "page"))?,
        LintFormat::Json => {
            let Counts { errors, warnings, hidden } = counts;
            let summary = json!({
                "pages": pages, "errors": errors, "warnings": warnings, "hidden": hidden,
            });
            writeln!(out, "{}", json!({ "summary": summary }))?;
        }
        LintFormat::Github | LintFormat::Sarif => {}
    }
    out.flush()?;
    Ok(counts.errors == 0)
}

/// All rules, with what they find.
fn catalogue() -> String {
    let mut text = String::new();
    for rule in Rule::ALL {
        let summary = rule.summary().replace('\n', " ");
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{:<8} {:<24} {summary}", rule.severity().as_str(), rule.id());
    }
    text
}

/// The findings about what is selected, and about severities that concern nothing.
fn findings<'a>(reading: &'a Reading, arguments: &LintArguments) -> Vec<Finding<'a>> {
    let left_out = pages_left_out(reading, arguments);
    let found = reading.extraction.diagnostics.iter().chain(&reading.unused_severities);
    found
        .filter(|diagnostic| !left_out.contains(diagnostic.page.as_str()))
        .map(|diagnostic| {
            let setting = reading.specs.severity_of(&diagnostic.page, diagnostic.rule);
            let own = match diagnostic.severity() {
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
            };
            Finding {
                diagnostic,
                level: setting.map_or(own, |it| it.level),
                reason: setting.map(|it| it.reason.as_str()),
            }
        })
        .collect()
}

/// The pages of operations that are not meant. What is not known of a page does not leave it out.
fn pages_left_out<'a>(reading: &'a Reading, arguments: &LintArguments) -> BTreeSet<&'a str> {
    let selection = &arguments.selection;
    let is_meant = |product: Option<&str>, action: Option<&str>| {
        product.is_none_or(|it| selection.has_product(it))
            && action.is_none_or(|it| selection.has_action(it))
    };
    let rejected = reading.extraction.outcomes.iter().filter_map(|it| match &it.outcome {
        Outcome::Rejected { product, action, .. } => {
            Some((it.page.as_str(), product.as_deref(), action.as_deref()))
        }
        _ => None,
    });
    let read = reading.extraction.readings.iter().map(|it| {
        (it.page.as_str(), Some(it.product.as_str()), Some(it.operation.action.as_str()))
    });
    let all = rejected.chain(read);
    all.filter(|(_, product, action)| !is_meant(*product, *action)).map(|it| it.0).collect()
}

fn print(
    findings: &[Finding<'_>],
    reading: &Reading,
    arguments: &LintArguments,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    let is_terminal = io::stdout().is_terminal();
    let specs = &arguments.selection.specs;
    for Finding { diagnostic, level, reason } in findings {
        let severity = match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Hidden => continue,
        };
        let judgement = Judgement { severity, reason: *reason };
        let text = render_as(diagnostic, judgement, &reading.texts, specs, format, is_terminal);
        let gap = if format == Format::Human { "\n" } else { "" };
        writeln!(out, "{text}{gap}")?;
    }
    Ok(())
}

impl Counts {
    fn of(findings: &[Finding<'_>]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            *match finding.level {
                Level::Error => &mut counts.errors,
                Level::Warning => &mut counts.warnings,
                Level::Hidden => &mut counts.hidden,
            } += 1;
        }
        counts
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (errors, warnings) = (counted(self.errors, "error"), counted(self.warnings, "warning"));
        write!(f, "{errors}, {warnings}, {} hidden", self.hidden)
    }
}
