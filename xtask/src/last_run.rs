//! What the last run read, so that this one can say which page changed how another one is read.
//!
//! Pages are witnesses for each other, so that the operation of an unchanged page may be read
//! otherwise than before. Whoever looks at what was written wants to know whose doing that is. The
//! note lies beside the cache, decides nothing, and may be deleted at any time: then nothing is said.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use apigen_emit::modules;
use apigen_extract::Extraction;
use rayon::prelude::*;
use serde::Serialize;

use crate::cache::{Hash, hash};
use crate::cli::Selection;
use crate::disk::{Disk, read_if_there};
use crate::lock::WORK_FOLDER;
use crate::pages::Reading;

/// The first words of the first line; the identity of the generator follows.
const HEADER: &str = "what codegen read, by generator";
/// The last line. Without it, writing was cut short.
const END: &str = "end";
/// How many pages are named to people.
const MOST_NAMED: usize = 5;

/// What a run read of which files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LastRun {
    /// What was asked for; who asks for other pages gets other readings.
    selection: String,
    /// Files by their names, with the hash of their text.
    texts: BTreeMap<String, Hash>,
    /// Operations by the page that they were read from.
    operations: BTreeMap<String, ReadOperation>,
}

/// An operation as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ReadOperation {
    action: String,
    /// The hash of all that the page says, and of the name of its module.
    reading: Hash,
}

/// An operation that is read otherwise than before, although its page is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ReadOtherwise {
    /// The page that the operation is read from.
    pub(crate) page: String,
    pub(crate) action: String,
    /// The files that changed, came or went; one of them is why.
    pub(crate) changed: Vec<String>,
}

impl LastRun {
    /// What is read in this run.
    pub(crate) fn of(selection: &Selection, reading: &Reading) -> io::Result<Self> {
        let Selection { specs, overlay, locale, .. } = selection;
        let overlay = overlay.as_deref().map(|it| it.display().to_string());
        let selection = format!("{} {overlay:?} {locale:?}", specs.display()).replace('\n', " ");
        let texts = reading.texts.by_file().par_iter();
        let texts = texts.map(|(file, text)| (file.clone(), hash(text.as_bytes()))).collect();
        let mut run = Self { selection, texts, operations: BTreeMap::new() };
        let Extraction { services, readings, .. } = &reading.extraction;
        let operations = services
            .iter()
            .flat_map(|service| service.operations.iter().zip(modules(&service.operations)));
        // The readings have the order of the services' operations.
        let of_pages: Vec<_> = readings.iter().zip(operations).collect();
        let read: serde_json::Result<Vec<_>> = of_pages
            .into_par_iter()
            .map(|(reading, operation)| {
                Ok((&reading.page, &operation.0.action, hash(&serde_json::to_vec(&operation)?)))
            })
            .collect();
        for (page, action, read) in read? {
            run.note(page, action, read);
        }
        Ok(run)
    }

    /// Notes an operation, the page that it was read from, and the hash of what was understood.
    fn note(&mut self, page: &str, action: &str, reading: Hash) {
        let operation = ReadOperation { action: action.to_owned(), reading };
        self.operations.insert(page.to_owned(), operation);
    }

    /// What `this` run reads otherwise, although the page is as it was.
    pub(crate) fn read_otherwise(&self, this: &Self) -> Vec<ReadOtherwise> {
        if self.selection != this.selection {
            return Vec::new();
        }
        let here = this.texts.iter().filter(|(file, text)| self.texts.get(*file) != Some(text));
        let gone = self.texts.keys().filter(|file| !this.texts.contains_key(*file));
        let mut changed: Vec<String> = here.map(|(file, _)| file).chain(gone).cloned().collect();
        changed.sort();
        let pages = this.operations.keys().filter(|page| changed.binary_search(page).is_err());
        let otherwise = pages.filter_map(|page| {
            let (before, now) = (self.operations.get(page)?, this.operations.get(page)?);
            (before.reading != now.reading).then(|| ReadOtherwise {
                page: page.clone(),
                action: now.action.clone(),
                changed: changed.clone(),
            })
        });
        otherwise.collect()
    }

    /// Reads the note in a folder of output; nothing where it is not there, not whole, or by
    /// another generator.
    pub(crate) fn read(out: &Path) -> Self {
        let text = read_if_there(&path(out)).ok().flatten();
        text.and_then(|text| Self::parse(&text)).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let body = text.strip_prefix(&header())?.strip_suffix(END)?;
        let mut lines = body.lines();
        let mut run = Self { selection: lines.next()?.to_owned(), ..Self::default() };
        for line in lines {
            let (kind, rest) = line.split_once(' ')?;
            let (hash, rest) = rest.split_once(' ')?;
            match kind {
                "text" => {
                    run.texts.insert(rest.to_owned(), hash.to_owned());
                }
                "operation" => {
                    let (action, page) = rest.split_once(' ')?;
                    run.note(page, action, hash.to_owned());
                }
                _ => return None,
            }
        }
        Some(run)
    }

    /// Writes the note for the next run.
    pub(crate) fn write(&self, disk: &dyn Disk, out: &Path) -> io::Result<()> {
        let mut text = header();
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{}", self.selection);
        for (file, hash) in &self.texts {
            let _ = writeln!(text, "text {hash} {file}");
        }
        for (page, ReadOperation { action, reading }) in &self.operations {
            let _ = writeln!(text, "operation {reading} {action} {page}");
        }
        text.push_str(END);
        // Half of it counts as none.
        disk.write(&path(out), &text)
    }
}

impl ReadOtherwise {
    /// Why that may be, in words.
    pub(crate) fn message(&self) -> String {
        let named: Vec<String> =
            self.changed.iter().take(MOST_NAMED).map(|file| format!("`{file}`")).collect();
        let more = match self.changed.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let which = if self.changed.len() == 1 { "" } else { "one of " };
        format!(
            "this page is as it was, but `{}` is read otherwise than in the last run, because of {which}{}{more}",
            self.action,
            named.join(", ")
        )
    }
}

fn header() -> String {
    format!("{HEADER} {}\n", apigen_emit::IDENTITY)
}

fn path(out: &Path) -> PathBuf {
    out.join(WORK_FOLDER).join("last-run")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(texts: &[(&str, &str)], operations: &[(&str, &str)]) -> LastRun {
        let mut run = LastRun { selection: "specs".to_owned(), ..LastRun::default() };
        for (file, text) in texts {
            run.texts.insert((*file).to_owned(), hash(text.as_bytes()));
        }
        for (page, reading) in operations {
            run.note(page, "GetThing", hash(reading.as_bytes()));
        }
        run
    }

    #[test]
    fn an_unchanged_page_that_is_read_otherwise_is_named_with_what_changed() {
        let before = run(
            &[("a.md", "1"), ("b.md", "1"), ("gone.md", "1"), ("same.md", "1")],
            &[("a.md", "1"), ("b.md", "1"), ("same.md", "1")],
        );
        let now = run(
            &[("a.md", "2"), ("b.md", "1"), ("new.md", "1"), ("same.md", "1")],
            &[("a.md", "2"), ("b.md", "2"), ("new.md", "1"), ("same.md", "1")],
        );
        let found = before.read_otherwise(&now);
        let pages: Vec<&str> = found.iter().map(|it| it.page.as_str()).collect();
        assert_eq!(pages, ["b.md"]);
        assert_eq!(
            found[0].message(),
            "this page is as it was, but `GetThing` is read otherwise than in the last run, because \
             of one of `a.md`, `gone.md`, `new.md`"
        );
        let other = LastRun { selection: "others".to_owned(), ..now };
        assert_eq!(before.read_otherwise(&other), []);
    }

    #[test]
    fn half_a_note_and_that_of_another_generator_count_as_none() {
        let run = run(&[("a b/c.md", "1")], &[("a b/c.md", "1")]);
        let out = tempfile::tempdir().unwrap();
        std::fs::create_dir(out.path().join(WORK_FOLDER)).unwrap();
        run.write(&crate::disk::LocalDisk, out.path()).unwrap();
        assert_eq!(LastRun::read(out.path()), run);
        let text = std::fs::read_to_string(path(out.path())).unwrap();
        for cut in 0..text.len() {
            assert_eq!(LastRun::parse(&text[..cut]), None, "{cut}");
        }
        assert_eq!(LastRun::parse(&text.replace(apigen_emit::IDENTITY, "another")), None);
    }
}
