//! The manifest of a workspace of generated crates alone.

use super::manifest::quoted;
use crate::{CRATE_VERSION, EDITION, LICENCE, RUST_VERSION, WORKSPACE_HEADER};

/// What the manifests of the crates take from their workspace.
pub(crate) fn print(runtime: &str) -> String {
    let runtime = quoted(runtime);
    format!(
        r#"{WORKSPACE_HEADER}
[workspace]
resolver = "3"
members = ["*"]
exclude = [".codegen", "target"]

[workspace.package]
version = "{CRATE_VERSION}"
edition = "{EDITION}"
rust-version = "{RUST_VERSION}"
license = "{LICENCE}"

[workspace.dependencies]
aliyun-runtime = {{ path = {runtime}, version = "{CRATE_VERSION}" }}
serde = {{ version = "1", features = ["derive"] }}
tokio = {{ version = "1", default-features = false }}
"#
    )
}
