//! How fast pages are read, understood and written, each beside the least that it could take.
//!
//! ```console
//! $ cargo bench --package xtask --bench pages
//! ```
//!
//! The limits are measured in the same run, on the same bytes, by libraries that do only what
//! nobody could do without:
//!
//! - for reading (text → headings, tables, rows, cells) and for extracting (→ the IR, with the
//!   search for each row's place and the doubts about it), `pulldown-cmark` alone over the text,
//! - for emitting (the IR → the files of crates), `syn` and `prettyplease` alone over the Rust that
//!   came out, which has to be parsed and printed in any case,
//! - for the whole run (`cargo xtask codegen` of all pages, where all is written already), the three
//!   parts, if nothing kept any core waiting.
//!
//! The two sides take turns, and what counts is the median of how neighbouring rounds compare, so
//! that other work of the machine counts for both. All but the whole run is on one core, and its
//! time is that which the core worked, where the system tells it.
//!
//! The pages are those of the project, or those that variables of the environment name:
//! `APIGEN_PAGES` a folder of pages, `APIGEN_LOCALE` the one locale that is meant, `APIGEN_OVERLAY`
//! a tree of `spec.yaml` files laid over the folder, as for `cargo xtask codegen`.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on shall stop")]

mod folder;
mod limits;
mod rounds;
mod whole_run;

use std::hint::black_box;

use apigen_emit::{EmittedFile, Options, RuntimeDependency, emit};
use apigen_extract::{Extraction, Locales, SourcePage, extract_in};
use apigen_ir::Service;

use folder::Folder;
use rounds::compare;

/// At most so many times `pulldown-cmark` alone.
const READING_LIMIT: f64 = 6.0;
/// At most so many times `pulldown-cmark` alone.
const EXTRACTING_LIMIT: f64 = 100.0;
/// At most so many times `syn` and `prettyplease` alone.
const EMITTING_LIMIT: f64 = 1.5;
/// At most so many times the parts, divided among the cores.
const WHOLE_RUN_LIMIT: f64 = 1.2;

fn main() {
    let folder = Folder::from_environment();
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    println!("{folder}");

    one_core.install(|| {
        let markdown = || limits::parse_markdown(&folder.pages);
        let (reading, ratio) = compare(|| read(&folder), markdown);
        report("reading", &folder, reading, ratio, READING_LIMIT, "pulldown-cmark alone");

        let pages = read(&folder);
        let (extracting, ratio) = compare(|| extract(&pages, &folder), markdown);
        report("extracting", &folder, extracting, ratio, EXTRACTING_LIMIT, "pulldown-cmark alone");

        let services = extract(&pages, &folder).services;
        let files = write(&services);
        let rust = limits::Rust::of(&files);
        let (emitting, ratio) = compare(|| write(&services), || rust.parse_and_print());
        let beside = "syn and prettyplease alone";
        report("emitting", &folder, emitting, ratio, EMITTING_LIMIT, beside);
    });

    let parts = || {
        let pages = read(&folder);
        write(&extract(&pages, &folder).services)
    };
    let (time, ratio) = whole_run::compare(&folder, parts);
    let beside = "its parts, divided among the cores";
    report("whole run", &folder, time, ratio, WHOLE_RUN_LIMIT, beside);
}

fn read(folder: &Folder) -> Vec<SourcePage> {
    let pages = folder.pages.iter();
    black_box(pages.map(|(path, text)| SourcePage::new(path.as_str(), text)).collect())
}

fn extract(pages: &[SourcePage], folder: &Folder) -> Extraction {
    black_box(extract_in(pages, &folder.specs, &Locales::new(&folder.locale)))
}

fn write(services: &[Service]) -> Vec<EmittedFile> {
    let options = Options { runtime: RuntimeDependency::Workspace };
    black_box(services.iter().flat_map(|service| emit(service, &options).unwrap()).collect())
}

/// One line: how fast a part is, and how it compares.
fn report(part: &str, folder: &Folder, seconds: f64, ratio: f64, limit: f64, beside: &str) {
    let pages = f64::from(u32::try_from(folder.pages.len()).unwrap()) / seconds;
    let megabytes = folder.megabytes() / seconds;
    let verdict = if ratio <= limit { "" } else { ": too slow" };
    println!(
        "{part:<10} {pages:>8.0} pages/s {megabytes:>7.1} MB/s {ratio:>7.2} times {beside}, \
         at most {limit}{verdict}"
    );
}
