//! One small page for each dialect of `tests/dialects`, pinned as a whole: what was read, and
//! what is said about it.
//!
//! An entry of that folder is a page, or a folder of pages with the `spec.yaml` that they need. Its
//! snapshot stands below `snapshots` under its name.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use apigen_extract::{
    Diagnostic, Extraction, Locales, Severity, SourcePage, Spec, Specs, extract_in,
};
use apigen_ir::yaml;

/// The languages that pages are read in, first the one that counts.
const LOCALES: [&str; 2] = ["cn.zh-CN", "intl.en-US"];
/// The one folder that is no dialect.
const SNAPSHOTS: &str = "snapshots";

#[test]
fn every_dialect_is_read_as_its_snapshot_says() {
    let dialects = dialects();
    assert!(!dialects.is_empty());
    // Not at the first difference: all of them are to be reviewed at once.
    let unlike: Vec<&str> = dialects
        .iter()
        .filter(|(name, path)| catch_unwind(|| check(name, path)).is_err())
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(unlike.is_empty(), "not as their snapshots say: {}", unlike.join(", "));
}

#[test]
fn every_snapshot_has_its_dialect() {
    let dialects = dialects();
    let snapshots = entries(&folder().join(SNAPSHOTS)).unwrap();
    let is_snapshot = |path: &&PathBuf| path.extension().is_some_and(|it| it == "snap");
    for name in snapshots.iter().filter(is_snapshot).map(|path| stem(path)) {
        assert!(dialects.contains_key(&name), "a snapshot without a page: {name}");
    }
}

fn check(name: &str, path: &Path) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join(SNAPSHOTS));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, Texts::read(path).report()));
}

/// The files of one dialect by their paths below the folder of dialects, with `/`.
struct Texts(BTreeMap<String, String>);

impl Texts {
    fn read(path: &Path) -> Self {
        let files = if path.is_dir() { files_below(path) } else { vec![path.to_owned()] };
        let text = |file: PathBuf| {
            let name = file.strip_prefix(folder()).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(file).unwrap())
        };
        Self(files.into_iter().map(text).collect())
    }

    /// What is read of the pages: the service, its operations, and what is found wrong.
    fn report(&self) -> String {
        let Extraction { services, diagnostics, .. } = self.extract();
        let mut parts = Vec::new();
        for service in &services {
            parts.push(yaml::write_service(service).unwrap());
            parts.extend(service.operations.iter().map(|it| yaml::write_operation(it).unwrap()));
        }
        if services.is_empty() {
            parts.push("no operation\n".to_owned());
        }
        parts.extend(diagnostics.iter().map(|it| self.render(it) + "\n"));
        parts.join("\n")
    }

    fn extract(&self) -> Extraction {
        let mut specs = Specs::default();
        let mut pages = Vec::new();
        for (path, text) in &self.0 {
            if let Some(folder) = path.strip_suffix("/spec.yaml") {
                specs.insert(folder, Spec::read(path, text).unwrap());
            } else {
                pages.push(SourcePage::new(path, text));
            }
        }
        extract_in(&pages, &specs, &Locales::new(LOCALES))
    }

    /// The finding with its line of the page, as the command line shows it.
    fn render(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let text = &self.0[&diagnostic.page];
        let (start, end) = (diagnostic.span.start, diagnostic.span.end);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let snippet = Snippet::source(text)
            .path(&diagnostic.page)
            .annotation(AnnotationKind::Primary.span(start..end.min(line_end)));
        let title = level.primary_title(&diagnostic.message).id(diagnostic.rule.id());
        let help = diagnostic.help.iter().map(|help| Level::HELP.message(help));
        let group = help.fold(title.element(snippet), Group::element);
        Renderer::plain().render(&[group])
    }
}

/// The page or the folder of each dialect, by the dialect's name.
fn dialects() -> BTreeMap<String, PathBuf> {
    let entries = entries(&folder()).unwrap().into_iter();
    let dialects = entries.filter(|path| path.file_name().is_some_and(|it| it != SNAPSHOTS));
    dialects.map(|path| (stem(&path), path)).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects")
}

fn files_below(path: &Path) -> Vec<PathBuf> {
    let entries = entries(path).unwrap().into_iter();
    entries.flat_map(|it| if it.is_dir() { files_below(&it) } else { vec![it] }).collect()
}

fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}
