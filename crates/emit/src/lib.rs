//! Writes a service of the API model as the files of a Rust client crate.
//!
//! The way through this crate:
//!
//! 1. the laws of the IR are checked: what keeps them can be written;
//! 2. `annotate` decides, operation by operation, every Rust name (`names`), type and doc text
//!    (`docs`), and puts them into a small model;
//! 3. `print` writes the model down as tokens and decides nothing;
//! 4. `source` makes text of the tokens.
//!
//! The same service always gives the same bytes. A change of one operation changes its own files,
//! and nothing else unless its name, summary or required parameters change.
//!
//! ```
//! use apigen_emit::{Options, RuntimeDependency, emit};
//! use apigen_ir::{Service, yaml};
//!
//! let mut service = yaml::read_service(
//!     "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}",
//! )?;
//! service.operations.push(yaml::read_operation(
//!     "action: GetThing
//! style: rpc
//! source: GetThing.md
//! request:
//! - {name: ThingId, in: query, type: string, required: true}
//! response:
//! - {name: Size, type: int32}
//! ",
//! )?);
//! let files = emit(&service, &Options { runtime: RuntimeDependency::Workspace })?;
//! let file = files.iter().find(|file| file.path == "src/operation/get_thing.rs");
//! let text = file.map(|file| file.text.as_str()).unwrap_or_default();
//! assert!(text.contains("pub fn thing_id(mut self, value: impl Into<String>)"));
//! assert!(text.contains("pub fn size(&self) -> Option<i32> {"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotate;
mod docs;
mod items;
mod model;
mod names;
mod print;
mod source;

use std::collections::BTreeSet;
use std::num::NonZero;
use std::thread;

use apigen_ir::{Operation, Service, Violation, yaml};

pub use items::{OperationItems, RustItem, items};

use model::OperationModel;
use names::Name;
use print::{client, crate_root, example, manifest, operation, readme};

/// The command that the header of each file names.
const COMMAND: &str = "cargo xtask codegen";

/// A file of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmittedFile {
    /// Where it lies, relative to the crate's folder, with `/`.
    pub path: String,
    /// What it holds; lines end in `\n`, the last one too.
    pub text: String,
    /// The action of the operation that it belongs to; `None` for files of the whole crate.
    pub action: Option<String>,
}

/// What the crate depends on beside the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options<'a> {
    /// Where the crate finds the runtime.
    pub runtime: RuntimeDependency<'a>,
}

/// Where a generated crate finds the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeDependency<'a> {
    /// In the workspace that the crate is a member of, with version, edition and licence.
    Workspace,
    /// In this folder. The crate stands alone.
    Path(&'a str),
    /// In the registry, of this version. The crate stands alone.
    Version(&'a str),
}

/// Why a service cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmitError {
    /// The name of the crate is none that Cargo takes.
    #[error("`{0}` is no name for a crate; expected ASCII letters, digits, `-` and `_`")]
    CrateName(String),
    /// Two operations have the same action, and so the same files.
    #[error("the operation `{0}` is there twice")]
    DuplicateAction(String),
    /// The operation that shall be shown is none of the service.
    #[error("the service's example, `{0}`, is none of its operations")]
    UnknownExample(String),
    /// An operation breaks a law of the IR.
    #[error("the operation `{action}` breaks the laws of the IR; first, {violation}")]
    Invalid {
        /// The operation.
        action: String,
        /// The first law that it breaks.
        violation: Violation,
    },
    /// The IR could not be written.
    #[error("the IR of `{action}` could not be written")]
    Yaml {
        /// The operation, or the crate's name for what is known of the service.
        action: String,
        /// What the writer says.
        source: yaml::YamlError,
    },
    /// What was generated is no Rust, which is a fault of this crate.
    #[error("`{path}` came out as something that is no Rust")]
    Syntax {
        /// The file.
        path: String,
        /// What the parser says.
        source: syn::Error,
    },
}

/// Writes a service as the files of a crate, sorted by path.
///
/// # Errors
///
/// The crate's name is none, or an operation is there twice or breaks a law of the IR.
pub fn emit(service: &Service, options: &Options<'_>) -> Result<Vec<EmittedFile>, EmitError> {
    check(service)?;
    let modules = annotate::modules(&service.operations);
    let mut models = Vec::new();
    let mut files = Vec::new();
    for emitted in emit_operations(&service.operations, &modules) {
        let (model, of_operation) = emitted?;
        models.push(model);
        files.extend(of_operation);
    }
    files.extend(emit_crate(service, &models, options)?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn check(service: &Service) -> Result<(), EmitError> {
    let name = &service.crate_name;
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if !starts_well || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Err(EmitError::CrateName(name.clone()));
    }
    let is_example = |action: &String| service.operations.iter().any(|it| it.action == *action);
    if let Some(example) = service.example.as_ref().filter(|action| !is_example(action)) {
        return Err(EmitError::UnknownExample(example.clone()));
    }
    let mut seen = BTreeSet::new();
    for operation in &service.operations {
        let action = &operation.action;
        if let Some(violation) = apigen_ir::validate(operation).into_iter().next() {
            return Err(EmitError::Invalid { action: action.clone(), violation });
        }
        if !seen.insert(action) {
            return Err(EmitError::DuplicateAction(action.clone()));
        }
    }
    Ok(())
}

/// What is written of an operation, and the model for what is written of all of them.
type EmittedOperation = Result<(OperationModel, Vec<EmittedFile>), EmitError>;

/// Writes each operation, several at a time: parsing the tokens is the slowest part of it all.
fn emit_operations(operations: &[Operation], modules: &[Name]) -> Vec<EmittedOperation> {
    let tasks: Vec<(&Operation, &Name)> = operations.iter().zip(modules).collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let chunk = tasks.len().div_ceil(threads).max(1);
    let run = |tasks: &[(&Operation, &Name)]| -> Vec<EmittedOperation> {
        tasks.iter().map(|(operation, module)| emit_operation(operation, module)).collect()
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            tasks.chunks(chunk).map(|tasks| scope.spawn(move || run(tasks))).collect();
        let results = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        results.flatten().collect()
    })
}

fn emit_operation(operation: &Operation, module: &Name) -> EmittedOperation {
    let model = annotate::annotate(operation, module);
    let action = &operation.action;
    let header = header(Some(&operation.source));
    let code_path = format!("src/operation/{}.rs", module.plain());
    let code = rust(&code_path, operation::print(&header, &model))?;
    let ir = yaml::write_operation(operation)
        .map_err(|source| EmitError::Yaml { action: action.clone(), source })?;
    let file = |path, text| EmittedFile { path, text, action: Some(action.clone()) };
    let files =
        vec![file(code_path, code), file(format!("ir/{action}.yaml"), format!("# {header}\n{ir}"))];
    Ok((model, files))
}

/// Writes what belongs to no single operation, and the example.
fn emit_crate(
    service: &Service,
    operations: &[OperationModel],
    options: &Options<'_>,
) -> Result<Vec<EmittedFile>, EmitError> {
    let header = header(None);
    let example = example::choose(service.example.as_deref(), operations);
    let file = |path: &str, text| EmittedFile { path: path.to_owned(), text, action: None };
    let rust_file = |path: &str, text| Ok(file(path, rust(path, text)?));
    let service_yaml = yaml::write_service(service)
        .map_err(|source| EmitError::Yaml { action: service.crate_name.clone(), source })?;
    let mut files = vec![
        file("Cargo.toml", manifest::print(&header, service, options)),
        file("README.md", rust("README.md", readme::print(&header, service, example))?),
        file("service.yaml", format!("# {header}\n{service_yaml}")),
        rust_file("src/client.rs", client::print(&header, service))?,
        rust_file("src/lib.rs", crate_root::print(&header, service, operations, example))?,
        rust_file("src/operation.rs", operation::print_list(&header, operations))?,
    ];
    if let Some(operation) = example {
        let path = format!("examples/{}.rs", operation.ident.plain());
        let header = self::header(Some(&operation.source));
        let text = rust(&path, example::print(&header, service, operation))?;
        files.push(EmittedFile { path, text, action: Some(operation.action.clone()) });
    }
    Ok(files)
}

/// The first line of a file, without the mark of comments.
fn header(source: Option<&str>) -> String {
    let from = source.map_or_else(String::new, |source| {
        let plain: String = source.chars().filter(|c| !c.is_control()).collect();
        format!(" from {plain}")
    });
    format!("Generated by `{COMMAND}`{from}; do not edit.")
}

fn rust(path: &str, text: Result<String, syn::Error>) -> Result<String, EmitError> {
    text.map_err(|source| EmitError::Syntax { path: path.to_owned(), source })
}
