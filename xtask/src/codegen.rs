//! `cargo xtask codegen`: from the pages to the crates.

#[cfg(test)]
mod fault_tests;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Instant;

use apigen_extract::{Extraction, Outcome, PageOutcome};
use apigen_ir::{Operation, Service, yaml};
use rayon::prelude::*;
use serde_json::json;

use crate::apply;
use crate::cache::Cache;
use crate::cli::{CodegenArguments, Format, Selection};
use crate::disk::{Disk, LocalDisk, read_if_there};
use crate::emission::{Emission, emit_crate};
use crate::last_run::LastRun;
use crate::lock::Lock;
use crate::manifest::{self, Manifest};
use crate::output::{self, Change, CrateChanges};
use crate::pages::{self, Reading};
use crate::render::{github_notice, render};
use crate::summary::Summary;
use crate::workspace;

/// The file beside a crate's sources that holds what is known of the service as a whole.
const SERVICE_FILE: &str = "service.yaml";
/// The folder of the operations' files.
const IR_FOLDER: &str = "ir/";

/// Runs the generator; the result says whether all is well: no errors, and nothing stale.
pub(crate) fn run(arguments: &CodegenArguments) -> io::Result<bool> {
    run_on(&LocalDisk, arguments)
}

/// Runs the generator on a disk that a test may have prepared.
///
/// The lock is taken before the pages are read: of two runs, the one that writes last has also
/// read last.
fn run_on(disk: &dyn Disk, arguments: &CodegenArguments) -> io::Result<bool> {
    let start = Instant::now();
    let out = &arguments.out;
    let lock = if arguments.check { Lock::share(out) } else { Lock::take(disk, out) };
    let reading = pages::read(&arguments.selection)?;
    print_diagnostics(&reading, arguments);
    // Who checks trusts nothing that an earlier run has noted.
    let this_run =
        if arguments.check { None } else { say_what_is_read_otherwise(&reading, arguments)? };
    let has_errors = reading.has_errors();
    let mut summary = Summary::count(&reading.extraction);
    let plans = plan(reading.into_extraction(), arguments, &mut summary)?;
    let workspace = workspace_change(&plans, arguments)?;
    let (crates, caches) = crate_changes(out, plans)?;
    let changes: Vec<&Change> =
        workspace.iter().chain(crates.iter().flat_map(|it| &it.changes)).collect();
    let is_stale = arguments.check && !changes.is_empty();
    if arguments.check {
        print_stale(&changes, arguments);
    } else {
        match lock {
            Ok(_lock) => {
                apply::apply(disk, out, workspace.as_ref(), &crates)?;
                note_for_the_next_run(disk, out, &caches, this_run.as_ref());
            }
            // Who has nothing to write needs no lock, and gets none where nothing can be written.
            Err(_) if changes.is_empty() => {}
            Err(error) => return Err(error),
        }
        summary.removed = changes.iter().filter(|it| it.is_removal()).count();
        summary.written = changes.len() - summary.removed;
    }
    summary.time = start.elapsed();
    print_summary(&summary, arguments.format);
    if is_stale && arguments.format == Format::Human {
        eprintln!("error: {} is stale; run `cargo xtask codegen`", out.display());
    }
    Ok(!is_stale && !has_errors)
}

/// What has to change for the crates to have a workspace around them.
fn workspace_change(
    plans: &[CratePlan],
    arguments: &CodegenArguments,
) -> io::Result<Option<Change>> {
    if plans.iter().all(|plan| plan.emission.files.is_empty()) {
        return Ok(None);
    }
    workspace::change(&arguments.out, arguments.runtime.as_deref())
}

/// What is known of the files of crates, with the folder of each.
type Caches = Vec<(String, Cache)>;

/// What differs between all crates and what they shall be, and what is known of each crate's folder.
fn crate_changes(out: &Path, plans: Vec<CratePlan>) -> io::Result<(Vec<CrateChanges>, Caches)> {
    // Of several errors, the one of the first crate is named.
    let compared: Vec<_> = plans
        .into_par_iter()
        .map(|CratePlan { folder, emission: Emission { files, cache } }| {
            output::compare(out, &folder, files).map(|changes| (changes, (folder, cache)))
        })
        .collect();
    compared.into_iter().collect()
}

/// Names the pages that are as they were in the last run, and are read otherwise all the same. Gives
/// what is to be noted of this run then: nothing if the last one noted the same, or if this one is
/// about some operations only.
fn say_what_is_read_otherwise(
    reading: &Reading,
    arguments: &CodegenArguments,
) -> io::Result<Option<LastRun>> {
    let selection = &arguments.selection;
    if selection.product.is_some() || selection.action.is_some() {
        return Ok(None);
    }
    let last_run = LastRun::read(&arguments.out);
    let this_run = LastRun::of(selection, reading)?;
    for news in last_run.read_otherwise(&this_run) {
        let page = reading.texts.path(&news.page, &selection.specs);
        match arguments.format {
            Format::Human => eprintln!("note: {page}: {}\n", news.message()),
            Format::Json => println!("{}", json!({ "read_otherwise": news })),
            Format::Github => {
                println!("{}", github_notice(&page, "read-otherwise", &news.message()));
            }
        }
    }
    Ok((this_run != last_run).then_some(this_run))
}

/// Notes for the next run what was read and emitted. It knows less where that fails, and is as right.
fn note_for_the_next_run(
    disk: &dyn Disk,
    out: &Path,
    caches: &[(String, Cache)],
    this_run: Option<&LastRun>,
) {
    let mut written = caches.iter().try_for_each(|(folder, cache)| cache.write(disk, out, folder));
    if let Some(this_run) = this_run {
        written = written.and_then(|()| this_run.write(disk, out));
    }
    if let Err(error) = written {
        eprintln!("warning: {error}; the next run will know less of this one, and take longer");
    }
}

/// What one crate shall be.
struct CratePlan {
    folder: String,
    emission: Emission,
}

fn plan(
    extraction: Extraction,
    arguments: &CodegenArguments,
    summary: &mut Summary,
) -> io::Result<Vec<CratePlan>> {
    let Extraction { mut services, readings, outcomes, .. } = extraction;
    let mut present: BTreeSet<String> =
        readings.into_iter().map(|it| it.operation.action).collect();
    let known: BTreeSet<String> = services.iter().map(Service::folder).collect();
    let mut plans = Vec::new();
    for folder in manifest::crates(&arguments.out)? {
        if known.contains(&folder) {
            continue;
        }
        match committed_service(&arguments.out, &folder)? {
            Some(service) => services.push(service),
            // Whose it was is not known any more, so it goes with a run that is about all crates.
            None if arguments.selection.product.is_none() => {
                plans.push(CratePlan { folder, emission: Emission::default() });
            }
            None => {}
        }
    }
    services.retain(|service| arguments.selection.has_product(&service.product));
    services.sort_by_key(Service::folder);
    for service in services {
        plans.push(plan_crate(service, &outcomes, arguments, &mut present)?);
    }
    summary.absent = absent(&outcomes, &arguments.selection, &present);
    Ok(plans)
}

/// Plans one crate: the selected operations anew, the others as they stand, which are `present`, too.
fn plan_crate(
    mut service: Service,
    outcomes: &[PageOutcome],
    arguments: &CodegenArguments,
    present: &mut BTreeSet<String>,
) -> io::Result<CratePlan> {
    let folder = service.folder();
    let root = arguments.out.join(&folder);
    let manifest = Manifest::read(&root)?;
    // The files of an incomplete crate need not fit each other, so that none can stay as it is.
    let is_incomplete = manifest.is_incomplete;
    if is_incomplete {
        eprintln!("warning: {} is incomplete; all of it is made anew", root.display());
    }
    let has_action = |action: &str| is_incomplete || arguments.selection.has_action(action);
    service.operations.retain(|operation| has_action(&operation.action));
    let fresh: BTreeSet<String> =
        service.operations.iter().map(|operation| operation.action.clone()).collect();
    let mut kept = BTreeSet::new();
    for operation in committed_operations(&root, &manifest, &fresh)? {
        let is_fresh = fresh.contains(&operation.action);
        let stays = !has_action(&operation.action) || is_rejected(&operation, &service, outcomes);
        if !is_fresh && stays {
            kept.insert(operation.action.clone());
            service.operations.push(operation);
        }
    }
    service.operations.sort_by(|a, b| a.action.cmp(&b.action));
    let mut emission = Emission::default();
    if !service.operations.is_empty() {
        let (mut known, mut staying) = (Cache::default(), BTreeSet::new());
        if !is_incomplete {
            staying.clone_from(&kept);
        }
        // Who checks trusts nothing.
        if !is_incomplete && !arguments.check {
            known = Cache::read(&arguments.out, &folder);
        }
        emission = emit_crate(&service, &staying, &root, &known)?;
    }
    present.extend(kept);
    Ok(CratePlan { folder, emission })
}

/// Whether the page of a committed operation was rejected in this run.
fn is_rejected(operation: &Operation, service: &Service, outcomes: &[PageOutcome]) -> bool {
    outcomes.iter().any(|it| it.rejects(&service.product, &service.version, operation))
}

/// What rejected pages document that is now nowhere: their actions, or their paths.
fn absent(
    outcomes: &[PageOutcome],
    selection: &Selection,
    present: &BTreeSet<String>,
) -> Vec<String> {
    let mut absent = BTreeSet::new();
    for outcome in outcomes {
        let Outcome::Rejected { product, action, .. } = &outcome.outcome else { continue };
        if product.as_ref().is_some_and(|product| !selection.has_product(product)) {
            continue;
        }
        match action {
            Some(action) if present.contains(action) || !selection.has_action(action) => {}
            Some(action) => {
                absent.insert(action.clone());
            }
            None => {
                absent.insert(outcome.page.clone());
            }
        }
    }
    absent.into_iter().collect()
}

/// What a crate that no page belongs to any more says of its service; `None` where a run was cut
/// short while it wrote or removed the crate, and nothing says so any more.
fn committed_service(out: &Path, folder: &str) -> io::Result<Option<Service>> {
    let root = out.join(folder);
    let path = root.join(SERVICE_FILE);
    let text = read_if_there(&path)?;
    if text.is_none() && Manifest::read(&root)?.is_incomplete {
        return Ok(None);
    }
    yaml::read_service(&text.unwrap_or_default()).map(Some).map_err(|error| {
        let message = format!("{}: {error}; restore the file, or remove the crate", path.display());
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

/// The operations of a crate as they were last written, but for those that are read anew.
fn committed_operations(
    root: &Path,
    manifest: &Manifest,
    fresh: &BTreeSet<String>,
) -> io::Result<Vec<Operation>> {
    let mut operations = Vec::new();
    for file in &manifest.files {
        let action = file.strip_prefix(IR_FOLDER).and_then(|it| it.strip_suffix(".yaml"));
        if action.is_none_or(|action| fresh.contains(action)) {
            continue;
        }
        let path = root.join(file);
        // A file that is gone was removed by hand, or by a run that was cut short.
        let Some(text) = read_if_there(&path)? else { continue };
        let operation = yaml::read_operation(&text).map_err(|error| {
            let message = format!("{}: {error}; restore or remove the file", path.display());
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        operations.push(operation);
    }
    Ok(operations)
}

fn print_diagnostics(reading: &Reading, arguments: &CodegenArguments) {
    let is_terminal = io::stderr().is_terminal();
    let CodegenArguments { selection, format, .. } = arguments;
    let diagnostics = reading.extraction.diagnostics.par_iter();
    let texts: Vec<String> = diagnostics
        .map(|it| render(it, &reading.texts, &selection.specs, *format, is_terminal))
        .collect();
    // People read diagnostics on standard error; programs read them on standard output.
    for text in texts {
        match format {
            Format::Human => eprintln!("{text}\n"),
            Format::Json | Format::Github => println!("{text}"),
        }
    }
}

fn print_stale(changes: &[&Change], arguments: &CodegenArguments) {
    for change in changes {
        match arguments.format {
            Format::Human => print!("{}", change.diff()),
            Format::Json => {
                println!("{}", json!({"stale": change.path, "diff": change.diff()}));
            }
            Format::Github => {
                let path = arguments.out.join(&change.path);
                println!("::error file={}::stale; run `cargo xtask codegen`", path.display());
            }
        }
    }
}

fn print_summary(summary: &Summary, format: Format) {
    match format {
        Format::Human => println!("{summary}"),
        Format::Json => println!("{}", json!({ "summary": summary })),
        Format::Github => println!("::notice title=codegen::{summary}"),
    }
}
