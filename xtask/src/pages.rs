//! Finds and reads the files under the folder of pages.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use apigen_extract::{
    Diagnostic, Extraction, Locales, Outcome, PageOutcome, Severity, SourcePage, Spec, Specs,
    extract_owned,
};
use apigen_markdown::LineIndex;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::cli::Selection;
use crate::disk::at;
use crate::texts::Texts;

/// The name of the files that hold what pages do not say.
const SPEC_FILE: &str = "spec.yaml";
/// From how many pages on progress is shown.
const MANY_PAGES: usize = 500;

/// Everything that was read.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) extraction: Extraction,
    pub(crate) texts: Texts,
    pub(crate) specs: Specs,
    /// Severities that a `spec.yaml` sets and that concern no finding.
    pub(crate) unused_severities: Vec<Diagnostic>,
}

impl Reading {
    /// What was understood, without the texts of the pages, which diagnostics alone show: they go, so
    /// that what follows takes less memory.
    pub(crate) fn into_extraction(self) -> Extraction {
        self.extraction
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.extraction.diagnostics.iter().any(|it| it.severity() == Severity::Error)
    }
}

/// Reads all pages of a selection. What is selected of them is a matter of what is done next.
pub(crate) fn read(selection: &Selection) -> io::Result<Reading> {
    let mut folder = Folder::default();
    let files = find_files(&selection.specs)?;
    folder.read_specs(&selection.specs, &files, str::to_owned)?;
    if let Some(overlay) = &selection.overlay {
        // The folder of pages may have a file of the same relative path.
        let whole_path = |file: &str| format!("{}/{file}", overlay.display());
        let files = find_files(overlay)?;
        folder.read_specs(overlay, &files, whole_path)?;
        for file in &files {
            folder.texts.note_outside(&whole_path(file));
        }
    }
    let locales = Locales::new(&selection.locale);
    let is_page = |file: &&String| is_markdown(file) && locales.admit(file);
    for file in files.iter().filter(is_page) {
        folder.read_page(&selection.specs, file)?;
    }
    let mut extraction = extract_owned(parse(&folder.pages), &folder.specs, &locales);
    // What a page documents that cannot be read, or that was left out, nobody knows. Below a folder
    // of a locale that was chosen, no page was left out.
    let are_pages_known = folder.rejected.is_empty();
    extraction.outcomes.extend(folder.rejected);
    extraction.diagnostics.extend(folder.diagnostics);
    let mut unclaimed = std::mem::take(&mut extraction.unclaimed);
    unclaimed.retain(|it| are_pages_known && locales.admit(&it.page));
    extraction.diagnostics.extend(unclaimed);
    let mut unused_severities = folder.specs.unused_severities(&extraction.diagnostics);
    unused_severities.retain(|it| are_pages_known && locales.admit(&it.page));
    folder.texts.extend(folder.pages);
    let (texts, specs) = (folder.texts, folder.specs);
    Ok(Reading { extraction, texts, specs, unused_severities })
}

/// What was read of the files, before any page is understood.
#[derive(Debug, Default)]
struct Folder {
    specs: Specs,
    /// The folders whose `spec.yaml` cannot be read.
    broken: BTreeSet<String>,
    /// Path and text of each page.
    pages: Vec<(String, String)>,
    texts: Texts,
    rejected: Vec<PageOutcome>,
    diagnostics: Vec<Diagnostic>,
}

impl Folder {
    /// Reads the `spec.yaml` files below `root`, over those that were read before; `name` gives the
    /// name that findings have for a file.
    fn read_specs(
        &mut self,
        root: &Path,
        files: &[String],
        name: impl Fn(&str) -> String,
    ) -> io::Result<()> {
        for file in files {
            let Some(parent) = file.strip_suffix(SPEC_FILE) else { continue };
            if !(parent.is_empty() || parent.ends_with('/')) {
                continue;
            }
            let parent = parent.trim_end_matches('/');
            let name = name(file);
            let spec = self.read_text(&root.join(file), &name)?.and_then(|text| {
                let spec = Spec::read(&name, &text);
                let spec = spec
                    .map_err(|error| self.diagnostics.push(Diagnostic::spec_invalid(&name, error)));
                self.texts.insert(name, text);
                spec.ok()
            });
            if spec.is_none() {
                self.broken.insert(parent.to_owned());
            }
            self.specs.insert(parent, spec.unwrap_or_default());
        }
        Ok(())
    }

    /// Reads a page. What a broken `spec.yaml` would have said of it is unknown, so that a page
    /// below one is rejected.
    fn read_page(&mut self, root: &Path, file: &str) -> io::Result<()> {
        let text = self.read_text(&root.join(file), file)?;
        let is_clear = !self.broken.iter().any(|folder| is_below(file, folder));
        if let Some(text) = text.filter(|_| is_clear) {
            self.pages.push((file.to_owned(), text));
        } else {
            let source = self.specs.relative(file).to_owned();
            let outcome = Outcome::Rejected { product: None, version: None, action: None, source };
            self.rejected.push(PageOutcome { page: file.to_owned(), outcome });
        }
        Ok(())
    }

    /// Reads a file; `None`, and a diagnostic by its `name`, where it is not UTF-8.
    fn read_text(&mut self, path: &Path, name: &str) -> io::Result<Option<String>> {
        let bytes = fs::read(path).map_err(|error| at(path, &error))?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => {
                let diagnostic = not_utf8(name, &error, &mut self.texts);
                self.diagnostics.push(diagnostic);
                Ok(None)
            }
        }
    }
}

fn is_below(file: &str, folder: &str) -> bool {
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Lists the files below `folder`, relative to it, with `/`, sorted.
fn find_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let is_visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_visible) {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_file() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let components: Vec<_> =
                relative.components().map(|it| it.as_os_str().to_string_lossy()).collect();
            files.push(components.join("/"));
        }
    }
    files.sort();
    Ok(files)
}

fn is_markdown(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}

fn not_utf8(file: &str, error: &std::string::FromUtf8Error, texts: &mut Texts) -> Diagnostic {
    // The text before the first bad byte is unchanged, and the span points no further.
    texts.insert(file.to_owned(), String::from_utf8_lossy(error.as_bytes()).into_owned());
    Diagnostic::not_utf8(file, &error.utf8_error())
}

/// Parses pages on all cores; the result has the order of `pages`.
fn parse(pages: &[(String, String)]) -> Vec<SourcePage> {
    let progress = Progress::new(pages.len());
    let parse_one = |(path, text): &(String, String)| {
        progress.step();
        SourcePage::new(path.clone(), text)
    };
    pages.par_iter().map(parse_one).collect()
}

/// Progress on standard error, where it is a terminal and the work is long.
struct Progress {
    total: usize,
    done: std::sync::atomic::AtomicUsize,
    is_shown: bool,
}

impl Progress {
    fn new(total: usize) -> Self {
        let is_shown = total >= MANY_PAGES && io::stderr().is_terminal();
        Self { total, done: 0.into(), is_shown }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if self.is_shown && (done.is_multiple_of(100) || done == self.total) {
            let end = if done == self.total { "\n" } else { "" };
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\rread {done} of {} pages{end}", self.total);
        }
    }
}

/// Line and column of a diagnostic, counted from 1.
pub(crate) fn line_column(texts: &Texts, diagnostic: &Diagnostic) -> (usize, usize) {
    texts
        .get(&diagnostic.page)
        .map_or((1, 1), |text| LineIndex::new(text).line_column(diagnostic.span.start))
}
