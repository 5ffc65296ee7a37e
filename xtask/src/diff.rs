//! `cargo xtask diff`: what changed of the API, in its own terms.

mod counts;
mod human;
mod json;
mod markdown;

use std::io::{self, IsTerminal, Write};

use apigen_extract::Severity;
use apigen_review::{Review, State, review};

use crate::base::Base;
use crate::cli::{DiffArguments, DiffFormat, Format};
use crate::pages::{self, Reading};
use crate::render::render;

/// The version that all crates have.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Prints the changes; the result says whether all is well: no errors, and nothing that is denied.
pub(crate) fn run(arguments: &DiffArguments) -> io::Result<bool> {
    let selection = &arguments.comparison.selection;
    let base = Base::find(&arguments.comparison)?;
    let reading = pages::read(selection)?;
    print_errors(&reading, arguments);
    let services = selection.select(&reading.extraction.services);
    let texts = reading.texts.by_file();
    let present = State { services: &services, ..State::of_pages(&reading.extraction, texts) };
    let review = review(&base.state(), &present);
    let text = match arguments.format {
        DiffFormat::Human => human::write(&review, &selection.specs, VERSION),
        DiffFormat::Markdown => markdown::write(&review, &selection.specs, VERSION),
        DiffFormat::Json => json::write(&review, VERSION),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(!reading.has_errors() && !is_denied(&review, arguments))
}

fn is_denied(review: &Review, arguments: &DiffArguments) -> bool {
    let Some(denied) = arguments.deny else { return false };
    let count = review.changes().filter(|it| it.class() >= denied.class()).count();
    if count > 0 {
        let word = denied.class().as_str();
        eprintln!("error: {count} of the changes are denied by `--deny {word}`");
    }
    count > 0
}

/// The findings by which pages are rejected, of whose changes nothing can be said.
fn print_errors(reading: &Reading, arguments: &DiffArguments) {
    let is_terminal = io::stderr().is_terminal();
    let found = reading.extraction.diagnostics.iter();
    for diagnostic in found.filter(|it| it.severity() == Severity::Error) {
        let specs = &arguments.comparison.selection.specs;
        let text = render(diagnostic, &reading.texts, specs, Format::Human, is_terminal);
        eprintln!("{text}\n");
    }
}
