//! `cargo xtask report`: a change of the pages as static HTML, for reviewers.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apigen_report::{Input, is_report_file, report};
use apigen_review::{State, review};
use walkdir::WalkDir;

use crate::apply;
use crate::base::Base;
use crate::cli::ReportArguments;
use crate::disk::{Disk, LocalDisk};
use crate::lock::Lock;
use crate::pages;
use crate::summary::counted;

/// Writes the report; the result says whether all pages could be read.
pub(crate) fn run(arguments: &ReportArguments) -> io::Result<bool> {
    let (selection, out) = (&arguments.comparison.selection, &arguments.out);
    let _lock = Lock::take(&LocalDisk, out)?;
    let base = Base::find(&arguments.comparison)?;
    let reading = pages::read(selection)?;
    let services = selection.select(&reading.extraction.services);
    let texts = reading.texts.by_file();
    let old = base.state();
    let new = State { services: &services, ..State::of_pages(&reading.extraction, texts) };
    let files = report(&Input {
        review: &review(&old, &new),
        old,
        new,
        rows: &reading.extraction.rows,
        diagnostics: &reading.extraction.diagnostics,
        specs: &selection.specs.display().to_string(),
        version: env!("CARGO_PKG_VERSION"),
    });
    let files = files.map_err(io::Error::other)?;
    // The index last: what it links to is there.
    let files: Vec<_> = files.into_iter().rev().map(|it| (it.path, it.text)).collect();
    apply::replace(&LocalDisk, out, &files)?;
    remove_stale(out, &files)?;
    // Beside the index, each file is the page of an operation.
    let operations = counted(files.len().saturating_sub(1), "operation");
    println!("{operations} shown by {}", out.join("index.html").display());
    if reading.has_errors() {
        eprintln!("error: some pages were rejected; the report says why");
    }
    Ok(!reading.has_errors())
}

/// Removes what an earlier report left in `out`: the pages of operations that did not change now. Other
/// files are not ours.
fn remove_stale(out: &Path, files: &[(String, String)]) -> io::Result<()> {
    let due: BTreeSet<PathBuf> = files.iter().map(|(path, _)| out.join(path)).collect();
    // The pages of operations lie in the folders of their crates, and nothing of ours lies deeper.
    for entry in WalkDir::new(out).min_depth(2).max_depth(2) {
        let path = entry.map_err(io::Error::from)?.into_path();
        let is_page = path.extension().is_some_and(|it| it == "html") && path.is_file();
        if !is_page || due.contains(&path) {
            continue;
        }
        // What is no text is none of ours.
        if fs::read_to_string(&path).is_ok_and(|text| is_report_file(&text)) {
            LocalDisk.remove_file(&path)?;
            LocalDisk.remove_if_empty(path.parent().unwrap_or(out))?;
        }
    }
    Ok(())
}
