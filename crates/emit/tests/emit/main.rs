//! What is emitted of whole services, from their YAML in `tests/services`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod compiled;
mod files;
mod operations;
mod paging;
mod values;

use std::fs;
use std::path::Path;

use apigen_emit::{EmittedFile, Options, RuntimeDependency, emit};
use apigen_ir::{Operation, Service, yaml};

/// The service in `tests/services/<name>`.
fn service(name: &str) -> Service {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/services").join(name);
    let mut service = None;
    let mut operations = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if path.ends_with("service.yaml") {
            service = Some(yaml::read_service(&text).unwrap());
        } else {
            operations.push(yaml::read_operation(&text).unwrap());
        }
    }
    operations.sort_by(|a: &Operation, b| a.action.cmp(&b.action));
    Service { operations, ..service.unwrap() }
}

/// The operation of this YAML.
fn operation(text: &str) -> Operation {
    yaml::read_operation(text).unwrap()
}

fn emitted(service: &Service) -> Vec<EmittedFile> {
    emit(service, &Options { runtime: RuntimeDependency::Workspace }).unwrap()
}

fn text<'a>(files: &'a [EmittedFile], path: &str) -> &'a str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}")).text
}

/// The module of an operation without errors, of these parameters and fields.
fn module(request: &str, response: &str) -> String {
    let text = format!(
        "{{action: GetThing, style: rpc, source: GetThing.md, request: [{request}], \
         response: [{response}]}}"
    );
    module_of(&text)
}

fn module_of(text: &str) -> String {
    let service = Service { operations: vec![operation(text)], ..service("bare") };
    let files = emitted(&service);
    files.into_iter().find(|file| file.path.starts_with("src/operation/")).unwrap().text
}

/// The item that begins with this line, without docs and blank lines.
fn item(module: &str, start: &str) -> String {
    let from = module.find(&format!("\n{start}")).unwrap_or_else(|| panic!("no {start}"));
    let lines = module[from + 1..].lines();
    let mut item = String::new();
    for line in lines.filter(|line| !line.is_empty() && !line.trim_start().starts_with("///")) {
        item.push_str(line);
        item.push('\n');
        if line.starts_with('}') {
            break;
        }
    }
    item
}
