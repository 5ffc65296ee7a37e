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
