//! What the present pages are compared with: committed crates, a folder, or a git revision.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apigen_ir::{Operation, Service, yaml};
use apigen_review::{State, Texts};

use crate::cli::{Comparison, Selection};
use crate::disk::{at, read_if_there};
use crate::lock::Lock;
use crate::manifest::Manifest;
use crate::pages::{self, Reading};
use crate::revision::Checkout;

/// The file beside a crate's sources that holds what is known of the service as a whole.
const SERVICE_FILE: &str = "service.yaml";
/// The folder of the operations' files.
const IR_FOLDER: &str = "ir";

/// One side of a comparison.
#[derive(Debug)]
pub(crate) struct Base {
    services: Vec<Service>,
    /// The pages, where they are known.
    reading: Option<Reading>,
    no_texts: Texts,
}

impl Base {
    /// Finds the base that `--base` names: a folder of crates or of pages, or a git revision. Without
    /// it, the base is what is committed in the folder of crates.
    pub(crate) fn find(comparison: &Comparison) -> io::Result<Self> {
        let Comparison { selection, base, generated } = comparison;
        let Some(base) = base else {
            // No run may write what is being read.
            let _lock = Lock::share(generated)?;
            return Ok(Self::of_crates(&read_crates(generated)?, None, selection));
        };
        let folder = Path::new(base);
        if folder.is_dir() {
            if holds_crates(folder)? {
                return Ok(Self::of_crates(&read_crates(folder)?, None, selection));
            }
            return Ok(Self::of_pages(pages::read(&selection.with_specs(folder))?, selection));
        }
        Self::of_revision(base, generated, selection)
    }

    /// What a revision had: its crates, whose users a change concerns, and its pages for their lines.
    /// Where it had no crates, its pages say all.
    fn of_revision(revision: &str, generated: &Path, selection: &Selection) -> io::Result<Self> {
        let overlay = selection.overlay.as_deref();
        let mut paths = vec![generated, &selection.specs];
        paths.extend(overlay);
        let checkout = Checkout::of(revision, &paths)?;
        let there = |path: &Path| Some(checkout.path(path)).filter(|it| it.is_dir());
        let old = Selection {
            overlay: overlay.and_then(|it| there(it).or_else(|| Some(it.to_owned()))),
            ..selection.with_specs(Path::new(""))
        };
        let reading = there(&selection.specs).map(|specs| pages::read(&old.with_specs(&specs)));
        let reading = reading.transpose()?;
        let services = there(generated).map(|it| read_crates(&it)).transpose()?.unwrap_or_default();
        match (services.is_empty(), reading) {
            (true, None) => {
                let message = format!(
                    "`{revision}` has neither {} nor {}; choose another revision or a folder",
                    generated.display(),
                    selection.specs.display()
                );
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
            (true, Some(reading)) => Ok(Self::of_pages(reading, selection)),
            (false, reading) => Ok(Self::of_crates(&services, reading, selection)),
        }
    }

    fn of_crates(services: &[Service], reading: Option<Reading>, selection: &Selection) -> Self {
        Self { services: selection.select(services), reading, no_texts: Texts::new() }
    }

    fn of_pages(reading: Reading, selection: &Selection) -> Self {
        let services = selection.select(&reading.extraction.services);
        Self { services, reading: Some(reading), no_texts: Texts::new() }
    }

    /// The state that the base describes.
    pub(crate) fn state(&self) -> State<'_> {
        let extraction = self.reading.as_ref().map(|it| &it.extraction);
        State {
            services: &self.services,
            readings: extraction.map_or(&[], |it| it.readings.as_slice()),
            outcomes: extraction.map_or(&[], |it| it.outcomes.as_slice()),
            texts: self.reading.as_ref().map_or(&self.no_texts, |it| it.texts.by_file()),
        }
    }
}

impl Selection {
    /// The services and operations that are meant.
    pub(crate) fn select(&self, services: &[Service]) -> Vec<Service> {
        let services = services.iter().filter(|it| self.has_product(&it.product));
        services
            .map(|service| {
                let operations = service.operations.iter();
                let operations = operations.filter(|it| self.has_action(&it.action)).cloned();
                Service { operations: operations.collect(), ..service.clone() }
            })
            .collect()
    }

    /// The same selection of another folder of pages.
    fn with_specs(&self, specs: &Path) -> Self {
        Self { specs: specs.to_owned(), ..self.clone() }
    }
}

/// Whether a folder is a crate, or has one in it.
fn holds_crates(folder: &Path) -> io::Result<bool> {
    let inner = crate_folders(folder)?;
    Ok(!inner.is_empty())
}

/// The folder itself if it is a crate, else the crates in it, sorted.
fn crate_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if folder.join(SERVICE_FILE).is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(folder, &error)),
    };
    let mut folders = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.join(SERVICE_FILE).is_file() && path.join(IR_FOLDER).is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// The services of the crates in a folder. A crate that is not whole is none: what a run that was cut
/// short has not written is not gone.
fn read_crates(folder: &Path) -> io::Result<Vec<Service>> {
    let mut services = Vec::new();
    for folder in crate_folders(folder)? {
        match read_crate(&folder)? {
            Some(service) => services.push(service),
            None => eprintln!(
                "warning: {} is not whole, and is not compared; run `cargo xtask codegen`",
                folder.display()
            ),
        }
    }
    Ok(services)
}

fn read_crate(folder: &Path) -> io::Result<Option<Service>> {
    let Some(text) = read_if_there(&folder.join(SERVICE_FILE))? else { return Ok(None) };
    let path = folder.join(SERVICE_FILE);
    let mut service = yaml::read_service(&text).map_err(|error| unreadable(&path, &error))?;
    let files = ir_files(folder)?;
    let manifest = Manifest::read(folder)?;
    let is_missing = |file: &String| file.starts_with("ir/") && !files.contains(file);
    if manifest.is_incomplete || manifest.files.iter().any(is_missing) {
        return Ok(None);
    }
    for file in files {
        let path = folder.join(&file);
        let Some(text) = read_if_there(&path)? else { return Ok(None) };
        let operation: Operation =
            yaml::read_operation(&text).map_err(|error| unreadable(&path, &error))?;
        service.operations.push(operation);
    }
    service.operations.sort_by(|a, b| a.action.cmp(&b.action));
    Ok(Some(service))
}

/// The files of the operations, as `ir/GetThing.yaml`.
fn ir_files(folder: &Path) -> io::Result<BTreeSet<String>> {
    let ir = folder.join(IR_FOLDER);
    let entries = fs::read_dir(&ir).map_err(|error| at(&ir, &error))?;
    let mut files = BTreeSet::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_yaml = Path::new(&name).extension().is_some_and(|it| it == "yaml");
        if is_yaml && !name.starts_with('.') {
            files.insert(format!("{IR_FOLDER}/{name}"));
        }
    }
    Ok(files)
}

fn unreadable(path: &Path, error: &yaml::YamlError) -> io::Error {
    let message = format!("{}: {error}; restore the file, or name another base", path.display());
    io::Error::new(io::ErrorKind::InvalidData, message)
}
