//! `cargo xtask codegen`: from the pages to the crates.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Instant;

use apigen_emit::{Options, RuntimeDependency, emit};
use apigen_extract::{Diagnostic, Extraction, Outcome};
use apigen_ir::{Operation, Service, yaml};
use serde_json::json;

use crate::cli::{CodegenArguments, Format, Selection};
use crate::output::{self, Change, Content, CrateFiles};
use crate::pages::{self, Reading};
use crate::render::render;
use crate::summary::Summary;
use crate::workspace;

/// The file beside a crate's sources that holds what is known of the service as a whole.
const SERVICE_FILE: &str = "service.yaml";
/// The folder of the operations' files.
const IR_FOLDER: &str = "ir/";

/// Runs the generator; the result says whether all is well: no errors, and nothing stale.
pub(crate) fn run(arguments: &CodegenArguments) -> io::Result<bool> {
    let start = Instant::now();
    let reading = pages::read(&arguments.selection)?;
    print_diagnostics(&reading, arguments);
    let mut summary = Summary::count(&reading.extraction);
    let plans = plan(&reading.extraction, arguments, &mut summary)?;
    let mut stale = false;
    if plans.iter().any(|plan| !plan.files.is_empty())
        && let Some(change) = workspace::change(&arguments.out, arguments.runtime.as_deref())?
    {
        if arguments.check {
            stale = true;
            print_stale(&[change], arguments);
        } else {
            output::apply_one(&arguments.out, &change)?;
            summary.written += 1;
        }
    }
    for plan in &plans {
        let changes = output::changes(&arguments.out, &plan.folder, &plan.files)?;
        if arguments.check {
            stale |= !changes.is_empty();
            print_stale(&changes, arguments);
            continue;
        }
        output::apply(&arguments.out, &plan.folder, &changes)?;
        summary.removed += changes.iter().filter(|it| it.is_removal()).count();
        summary.written += changes.iter().filter(|it| !it.is_removal()).count();
    }
    summary.time = start.elapsed();
    print_summary(&summary, arguments.format);
    if stale && arguments.format == Format::Human {
        eprintln!("error: {} is stale; run `cargo xtask codegen`", arguments.out.display());
    }
    Ok(!stale && !reading.has_errors())
}

/// The files that one crate shall have.
struct CratePlan {
    folder: String,
    files: CrateFiles,
}

fn plan(
    extraction: &Extraction,
    arguments: &CodegenArguments,
    summary: &mut Summary,
) -> io::Result<Vec<CratePlan>> {
    let mut services: Vec<Service> = extraction.services.clone();
    let known: BTreeSet<String> = services.iter().map(Service::folder).collect();
    for folder in output::crates(&arguments.out)? {
        if !known.contains(&folder) {
            services.push(committed_service(&arguments.out, &folder)?);
        }
    }
    services.retain(|service| arguments.selection.has_product(&service.product));
    services.sort_by_key(Service::folder);
    let mut kept_actions = BTreeSet::new();
    let mut plans = Vec::new();
    for service in services {
        plans.push(plan_crate(service, extraction, arguments, &mut kept_actions)?);
    }
    summary.absent = absent(extraction, &arguments.selection, &kept_actions);
    Ok(plans)
}

/// Plans one crate: the selected operations anew, the others as they stand.
fn plan_crate(
    mut service: Service,
    extraction: &Extraction,
    arguments: &CodegenArguments,
    kept_actions: &mut BTreeSet<String>,
) -> io::Result<CratePlan> {
    let folder = service.folder();
    let committed = committed_operations(&arguments.out.join(&folder))?;
    let selection = &arguments.selection;
    service.operations.retain(|operation| selection.has_action(&operation.action));
    let mut kept = BTreeSet::new();
    for operation in committed {
        let is_fresh = service.operations.iter().any(|it| it.action == operation.action);
        let stays = !selection.has_action(&operation.action)
            || is_rejected(&operation, &service, extraction);
        if !is_fresh && stays {
            kept.insert(operation.action.clone());
            service.operations.push(operation);
        }
    }
    service.operations.sort_by(|a, b| a.action.cmp(&b.action));
    let mut files = CrateFiles::new();
    if !service.operations.is_empty() {
        let options = Options { runtime: RuntimeDependency::Workspace };
        let emitted = emit(&service, &options).map_err(io::Error::other)?;
        for file in emitted {
            let is_kept = file.action.as_ref().is_some_and(|action| kept.contains(action));
            let content = if is_kept { Content::KeptOr } else { Content::Text };
            files.insert(file.path, content(file.text));
        }
    }
    kept_actions.extend(kept);
    Ok(CratePlan { folder, files })
}

/// Whether the page of a committed operation was rejected in this run.
fn is_rejected(operation: &Operation, service: &Service, extraction: &Extraction) -> bool {
    let outcomes = &extraction.outcomes;
    outcomes.iter().any(|it| it.rejects(&service.product, &service.version, operation))
}

/// What rejected pages document that is now nowhere: their actions, or their paths.
fn absent(extraction: &Extraction, selection: &Selection, kept: &BTreeSet<String>) -> Vec<String> {
    let present = |action: &str| {
        kept.contains(action) || extraction.readings.iter().any(|it| it.operation.action == action)
    };
    let mut absent = BTreeSet::new();
    for outcome in &extraction.outcomes {
        let Outcome::Rejected { product, action, .. } = &outcome.outcome else { continue };
        if product.as_ref().is_some_and(|product| !selection.has_product(product)) {
            continue;
        }
        match action {
            Some(action) if present(action) || !selection.has_action(action) => {}
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

/// What a crate that no page belongs to any more says of its service.
fn committed_service(out: &Path, folder: &str) -> io::Result<Service> {
    let path = out.join(folder).join(SERVICE_FILE);
    let text = output::read_if_there(&path)?.unwrap_or_default();
    yaml::read_service(&text).map_err(|error| {
        let message = format!("{}: {error}; restore the file, or remove the crate", path.display());
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

/// The operations of a crate as they were last written.
fn committed_operations(folder: &Path) -> io::Result<Vec<Operation>> {
    let mut operations = Vec::new();
    for file in output::read_manifest(folder)?.iter().filter(|it| it.starts_with(IR_FOLDER)) {
        let path = folder.join(file);
        // A file that is gone was removed by hand, or by a run that was cut short.
        let Some(text) = output::read_if_there(&path)? else { continue };
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
    for diagnostic in &reading.extraction.diagnostics {
        print_diagnostic(diagnostic, reading, arguments, is_terminal);
    }
}

/// People read diagnostics on standard error; programs read them on standard output.
fn print_diagnostic(
    diagnostic: &Diagnostic,
    reading: &Reading,
    arguments: &CodegenArguments,
    is_terminal: bool,
) {
    let specs = &arguments.selection.specs;
    let text = render(diagnostic, &reading.texts, specs, arguments.format, is_terminal);
    match arguments.format {
        Format::Human => eprintln!("{text}\n"),
        Format::Json | Format::Github => println!("{text}"),
    }
}

fn print_stale(changes: &[Change], arguments: &CodegenArguments) {
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
