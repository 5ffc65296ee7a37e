//! `Cargo.toml`.

use apigen_ir::Service;

use super::features;
use crate::model::OperationModel;
use crate::print::service_title;
use crate::{CRATE_VERSION, EDITION, LICENCE, Options, RUST_VERSION, RuntimeDependency};

/// What the crate takes over from its workspace.
const FROM_WORKSPACE: [&str; 4] = ["version", "edition", "rust-version", "license"];
/// What it says itself where it stands alone.
const ALONE: [(&str, &str); 4] = [
    ("version", CRATE_VERSION),
    ("edition", EDITION),
    ("rust-version", RUST_VERSION),
    ("license", LICENCE),
];
const TOKIO_FEATURES: &str = r#"features = ["macros", "rt-multi-thread"]"#;
/// What a registry takes as a keyword.
const LONGEST_KEYWORD: usize = 20;

pub(crate) fn print(
    header: &str,
    service: &Service,
    operations: &[OperationModel],
    example: Option<&OperationModel>,
    options: &Options<'_>,
) -> String {
    let is_in_workspace = options.runtime == RuntimeDependency::Workspace;
    let shared: Vec<String> = if is_in_workspace {
        FROM_WORKSPACE.iter().map(|key| format!("{key}.workspace = true")).collect()
    } else {
        ALONE.iter().map(|(key, value)| format!("{key} = {}", quoted(value))).collect()
    };
    let shared = shared.join("\n");
    let runtime = match options.runtime {
        RuntimeDependency::Workspace => "aliyun-runtime.workspace = true".to_owned(),
        RuntimeDependency::Path(path) => format!("aliyun-runtime = {{ path = {} }}", quoted(path)),
        RuntimeDependency::Version(version) => format!("aliyun-runtime = {}", quoted(version)),
    };
    let runtime_for_tests = match options.runtime {
        RuntimeDependency::Workspace => {
            r#"{ workspace = true, features = ["samples"] }"#.to_owned()
        }
        RuntimeDependency::Path(path) => {
            format!("{{ path = {}, features = [\"samples\"] }}", quoted(path))
        }
        RuntimeDependency::Version(version) => {
            format!("{{ version = {}, features = [\"samples\"] }}", quoted(version))
        }
    };
    let serde = if is_in_workspace {
        "workspace = true"
    } else {
        r#"version = "1", features = ["derive"]"#
    };
    let tokio = if is_in_workspace { "workspace = true" } else { r#"version = "1""# };
    let name = quoted(&service.crate_name);
    let description = quoted(&format!("Client of {}", service_title(service)));
    let crate_name = &service.crate_name;
    let documentation = quoted(&format!("https://docs.rs/{}", service.crate_name));
    let keywords = keywords(service);
    let groups = groups(operations);
    let example = example.map(required_features).unwrap_or_default();
    format!(
        r#"# {header}

[package]
name = {name}
description = {description}
{shared}
readme = "README.md"
documentation = {documentation}
keywords = [{keywords}]
categories = ["api-bindings", "network-programming"]
exclude = ["codegen.manifest", "tests"]

[package.metadata.docs.rs]
all-features = true

[lib]
# Nothing in it is a test; those of samples stand beside it.
test = false
{example}
[features]
{groups}# Serde's traits on requests and responses: to log, store and replay them. Secrets are written as
# they are.
serde = ["dep:serde", "aliyun-runtime/serde"]
# `wait` on calls and pages, for programs without async.
blocking = ["aliyun-runtime/blocking"]

[dependencies]
{runtime}
serde = {{ {serde}, optional = true }}

[dev-dependencies]
# With what its tests of samples are about.
{crate_name} = {{ path = ".", features = ["serde"] }}
aliyun-runtime = {runtime_for_tests}
tokio = {{ {tokio}, {TOKIO_FEATURES} }}
"#
    )
}

/// The features that bring operations: all of them, unless they are switched off.
fn groups(operations: &[OperationModel]) -> String {
    let features = features::all(operations);
    if features.is_empty() {
        return String::new();
    }
    let names: Vec<String> = features.iter().map(|feature| quoted(feature)).collect();
    let lines: Vec<String> = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    format!("default = [{}]\n# Groups of operations.\n{}", names.join(", "), lines.concat())
}

/// What the example needs, of which Cargo has to be told.
fn required_features(example: &OperationModel) -> String {
    let Some(feature) = example.features.first() else { return String::new() };
    let (name, feature) = (quoted(example.ident.plain()), quoted(feature));
    format!("\n[[example]]\nname = {name}\nrequired-features = [{feature}]\n")
}

/// The keywords, the product among them if it can be one.
fn keywords(service: &Service) -> String {
    let product: String = service.product.to_lowercase().replace([' ', '.'], "-");
    let is_keyword = product.len() <= LONGEST_KEYWORD
        && product.starts_with(|c: char| c.is_ascii_alphanumeric())
        && product.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let product = is_keyword.then_some(product);
    let words = ["aliyun", "alibaba-cloud", "sdk"].map(str::to_owned).into_iter().chain(product);
    words.map(|word| quoted(&word)).collect::<Vec<_>>().join(", ")
}

/// A text as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // No name, path or version has any.
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
