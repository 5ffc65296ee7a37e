//! Emitted crates as the compiler, its linter and rustdoc see them.
//!
//! These tests compile the runtime and all it depends on, so they run only when asked for:
//! `cargo test --package apigen-emit --test emit -- --ignored`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apigen_emit::{Options, RuntimeDependency, emit};
use apigen_ir::{Field, Location, Service, Type};

use crate::service;

/// Writes a service as a crate that stands alone in `folder`.
fn write(service: &Service, folder: &str) -> PathBuf {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let options = Options { runtime: RuntimeDependency::Path(runtime.to_str().unwrap()) };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder);
    for file in emit(service, &options).unwrap() {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
    // Apart from the workspace around, and with the versions that it has.
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}\n[workspace]\n")).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap()
}

fn assert_passes(folder: &Path, arguments: &[&str]) {
    let output = cargo(folder, arguments);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: cargo {arguments:?}\n{text}", folder.display());
}

/// The lints of this workspace on top of the usual ones: its own tests compile generated code.
const LINTS: [&str; 6] = [
    "-Dwarnings",
    "-Dmissing_docs",
    "-Dunreachable_pub",
    "-Drust-2018-idioms",
    "-Dclippy::pedantic",
    "-Aclippy::must_use_candidate",
];

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn every_service_compiles_without_warnings() {
    for name in ["ccc", "bare", "nasty", "things"] {
        let folder = write(&service(name), name);
        for features in ["--no-default-features", "--all-features"] {
            let clippy = ["clippy", "--all-targets", "--quiet", features, "--"];
            assert_passes(&folder, &clippy.into_iter().chain(LINTS).collect::<Vec<_>>());
        }
        assert_passes(&folder, &["doc", "--no-deps", "--quiet"]);
        assert_passes(&folder, &["test", "--doc", "--quiet"]);
    }
}

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn an_operation_of_many_fields_compiles_without_warnings() {
    let mut service = service("bare");
    let operation = &mut service.operations[0];
    for number in 0..120 {
        let mut field = Field::new(format!("PingField{number}"), Type::Int32);
        operation.response.push(field.clone());
        field.location = Some(Location::Query);
        field.required = number < 12;
        operation.request.push(field);
    }
    let folder = write(&service, "wide");
    let clippy = ["clippy", "--all-targets", "--quiet", "--"];
    assert_passes(&folder, &clippy.into_iter().chain(LINTS).collect::<Vec<_>>());
}

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn values_are_sent_and_read_as_they_should() {
    let folder = write(&service("things"), "things-used");
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/things.rs");
    fs::create_dir_all(folder.join("tests")).unwrap();
    fs::copy(program, folder.join("tests/things.rs")).unwrap();
    assert_passes(&folder, &["test", "--quiet", "--test", "things"]);
}

/// What the compiler says of a function with this body.
fn complaints(name: &str, body: &str) -> String {
    let service = service(name);
    let folder = write(&service, &format!("{name}-probe"));
    let library = service.crate_name.replace('-', "_");
    let probe = format!("pub fn probe(client: {library}::Client) {{ let _ = {body}; }}\n");
    fs::write(folder.join("examples/probe.rs"), probe + "fn main() {}\n").unwrap();
    let output = cargo(&folder, &["check", "--quiet", "--example", "probe"]);
    String::from_utf8(output.stderr).unwrap()
}

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn the_compiler_names_each_missing_parameter_once() {
    let said = complaints(
        "ccc",
        "client.list_outbound_numbers_of_user().instance_id(\"i\").page_number(1).send()",
    );
    for (wire, setter) in [("PageSize", "page_size"), ("UserId", "user_id")] {
        let message = format!("error[E0277]: required parameter `{wire}` is not set\n");
        assert_eq!(said.matches(&message).count(), 1, "{said}");
        let label = format!("call `.{setter}(…)` before `.send()`\n");
        assert_eq!(said.matches(&label).count(), 1, "{said}");
    }
    assert_eq!(said.matches("error[").count(), 2, "{said}");
}

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn a_builder_with_many_flags_has_the_traits_of_others() {
    // The flags are more than the standard library's traits for tuples know.
    let said = complaints("nasty", "|| format!(\"{:?}\", client.result().clone())");
    assert!(!said.contains("error"), "{said}");
}

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn users_are_warned_of_what_the_page_advises_against() {
    let said = complaints("nasty", "client.result().password(\"x\")");
    assert!(said.contains("use of deprecated method `aliyun_nasty_20200101::"), "{said}");
    assert!(said.contains(": a b\n"), "{said}");
}

#[test]
#[ignore = "compiles the runtime and all it depends on"]
fn messages_are_not_read_as_format_strings() {
    let said = complaints("nasty", "client.result().send()");
    assert!(said.contains("required parameter `{key}` is not set"), "{said}");
    assert_eq!(said.matches("error[E0277]").count(), 14, "{said}");
}
