//! Shows a change of the pages to reviewers: an index, and a page for each changed operation with
//! the page's tables, the tree they became, the sample and the Rust side by side.
//!
//! A [`Review`] says what changed; this crate gathers what else is known of the operations it names,
//! and writes static HTML:
//!
//! 1. `fields` lists the tree that a page became, with the clues that placed each row, and `tables`
//!    the rows as the page has them;
//! 2. `lines` and `words` mark what is new and what is gone of a text, and `sample_keys` and `rust_items` find
//!    the lines of a sample and of a source that a field is about;
//! 3. `operation` puts this together, and `html` writes it down and decides nothing.
//!
//! Each file stands alone: no other file, no network, and nothing lost without script. What stands on
//! a page, whoever wrote it, is shown as text and never taken for HTML.
//!
//! ```
//! use apigen_extract::{SourcePage, Specs, extract};
//! use apigen_report::{Input, report};
//! use apigen_review::{State, Texts, review};
//!
//! let page = |ty: &str| {
//!     [
//!         "# GetThing",
//!         "[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)",
//!         "## Request parameters",
//!         "|Parameter|Type|Required|Description|",
//!         "|--|--|--|--|",
//!         "|ThingId|String|Yes|The ID. |",
//!         "## Response parameters",
//!         "|Parameter|Type|Description|",
//!         "|--|--|--|",
//!         &format!("|Size|{ty}|How big. |"),
//!     ]
//!     .join("\n")
//! };
//! let read = |text: &str| extract(&[SourcePage::new("GetThing.md", text)], &Specs::default());
//! let (old, new) = (page("Integer"), page("Long"));
//! let (before, now) = (read(&old), read(&new));
//! let texts = |text: String| Texts::from([("GetThing.md".to_owned(), text)]);
//! let (old, new) = (texts(old), texts(new));
//! let (old, new) = (State::of_pages(&before, &old), State::of_pages(&now, &new));
//! let files = report(&Input {
//!     review: &review(&old, &new),
//!     old,
//!     new,
//!     rows: &now.rows,
//!     diagnostics: &now.diagnostics,
//!     specs: "specs",
//!     version: "0.1.0",
//! })?;
//! assert_eq!(files[0].path, "index.html");
//! assert_eq!(files[1].path, "demo-20200101/GetThing.html");
//! assert!(files[1].text.contains("<td data-column=\"Type\">Long</td>"));
//! # Ok::<(), apigen_emit::EmitError>(())
//! ```

mod fields;
mod gather;
mod html;
mod lines;
mod operation;
mod rust_items;
mod sample_keys;
mod tables;
mod words;

use apigen_emit::EmitError;
use apigen_extract::{Diagnostic, PageRows};
use apigen_review::{Review, State};

use gather::{Written, subjects};

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What changed from the old state to the new one.
    pub review: &'a Review,
    /// The old state.
    pub old: State<'a>,
    /// The new state.
    pub new: State<'a>,
    /// What became of the rows of the present pages.
    pub rows: &'a [PageRows],
    /// The findings about the present pages.
    pub diagnostics: &'a [Diagnostic],
    /// The folder of pages, as paths that are shown begin with it.
    pub specs: &'a str,
    /// The version that the crates have.
    pub version: &'a str,
}

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// Where it lies, relative to the folder of the report, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Whether a file was written as part of a report, by how its text begins.
pub fn is_report_file(text: &str) -> bool {
    text.starts_with(html::document::MARK)
}

/// Writes a report: the index first, then a page for each changed operation.
///
/// # Errors
///
/// An operation of the new state cannot be written as Rust.
pub fn report(input: &Input<'_>) -> Result<Vec<ReportFile>, EmitError> {
    let reviews = &input.review.services;
    let written: Result<Vec<_>, _> = reviews.iter().map(|it| Written::of(it, input)).collect();
    let written = written?;
    let pairs = reviews.iter().zip(&written);
    let services: Vec<_> = pairs.map(|(it, written)| subjects(it, written, input)).collect();
    let mut entries = Vec::new();
    let mut files = Vec::new();
    for service in &services {
        for subject in &service.subjects {
            let view = operation::OperationView::new(&subject.known);
            let text = html::operation::write(&view, input);
            files.push(ReportFile { path: subject.file.clone(), text });
            entries.push(html::index::Entry::new(&subject.file, &view));
        }
    }
    let index = html::index::write(input, &services, &entries);
    files.insert(0, ReportFile { path: "index.html".to_owned(), text: index });
    Ok(files)
}
