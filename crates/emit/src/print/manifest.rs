//! `Cargo.toml`.

use apigen_ir::Service;

use crate::print::service_title;
use crate::{Options, RuntimeDependency};

/// What the crate takes over from its workspace.
const FROM_WORKSPACE: [&str; 4] = ["version", "edition", "rust-version", "license"];
/// What it says itself where it stands alone; the version is the first that it has.
const ALONE: [(&str, &str); 4] = [
    ("version", "0.1.0"),
    ("edition", "2024"),
    ("rust-version", "1.95"),
    ("license", "MIT OR Apache-2.0"),
];
const TOKIO_FEATURES: &str = r#"features = ["macros", "rt"]"#;

pub(crate) fn print(header: &str, service: &Service, options: &Options<'_>) -> String {
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
    let serde = if is_in_workspace {
        "workspace = true"
    } else {
        r#"version = "1", features = ["derive"]"#
    };
    let tokio = if is_in_workspace { "workspace = true" } else { r#"version = "1""# };
    let name = quoted(&service.crate_name);
    let description = quoted(&format!("Client of {}", service_title(service)));
    format!(
        r#"# {header}

[package]
name = {name}
description = {description}
{shared}
readme = "README.md"
keywords = ["aliyun", "alibaba-cloud", "sdk"]
categories = ["api-bindings"]

[features]
# Serde's traits on requests and responses: to log, store and replay them. Secrets are written as
# they are.
serde = ["dep:serde", "aliyun-runtime/serde"]
# `wait` on calls and pages, for programs without async.
blocking = ["aliyun-runtime/blocking"]

[dependencies]
{runtime}
serde = {{ {serde}, optional = true }}

[dev-dependencies]
tokio = {{ {tokio}, {TOKIO_FEATURES} }}
"#
    )
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
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
