//! What can be typed after `cargo xtask`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns API reference pages into Rust client crates.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read the pages and write the IR and the crates
    Codegen(CodegenArguments),
    /// List every field of every operation, flat
    Fields(FieldsArguments),
    /// Count what became of the rows of all tables
    Rows(RowsArguments),
    /// Show the rows of an operation's page, the tree they became, and why
    Explain(ExplainArguments),
    /// Write what was read as OpenAPI documents, one per API version
    Openapi(OpenapiArguments),
}

/// Which pages are read, and which operations are meant.
#[derive(Args, Debug)]
pub(crate) struct Selection {
    /// The folder of pages, at any depth
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(crate) specs: PathBuf,
    /// A tree of spec.yaml files that is laid over the folder of pages, path by path
    #[arg(long, value_name = "DIR")]
    pub(crate) overlay: Option<PathBuf>,
    /// Only operations of this product
    #[arg(long, value_name = "PRODUCT")]
    pub(crate) product: Option<String>,
    /// Only this operation
    #[arg(long = "action", id = "only-action", value_name = "ACTION")]
    pub(crate) action: Option<String>,
    /// Only pages whose path has this component, such as cn.zh-CN. Of several, separated by commas,
    /// the first is generated; the others add what it lacks, and are witnesses of what it says
    #[arg(long, value_name = "LOCALE,…", value_delimiter = ',')]
    pub(crate) locale: Vec<String>,
}

impl Selection {
    /// Whether a product is meant. Products are compared without regard to letter case.
    pub(crate) fn has_product(&self, product: &str) -> bool {
        self.product.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(product))
    }

    /// Whether an action is meant.
    pub(crate) fn has_action(&self, action: &str) -> bool {
        self.action.as_deref().is_none_or(|wanted| wanted == action)
    }
}

#[derive(Args, Debug)]
pub(crate) struct CodegenArguments {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The folder that the crates are written to
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(crate) out: PathBuf,
    /// Write nothing; fail and show a diff if anything is stale
    #[arg(long)]
    pub(crate) check: bool,
    /// How diagnostics are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct FieldsArguments {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// How the fields are printed
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// The operation, as it is written on the wire
    #[arg(value_name = "ACTION")]
    pub(crate) action: String,
    #[command(flatten)]
    pub(crate) selection: Selection,
}

#[derive(Args, Debug)]
pub(crate) struct RowsArguments {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// How the counts are printed
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Args, Debug)]
pub(crate) struct OpenapiArguments {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The folder that the documents are written to
    #[arg(long, value_name = "DIR", default_value = "target/openapi")]
    pub(crate) out: PathBuf,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the line of the page
    Human,
    /// One JSON object per line
    Json,
    /// As annotations of a GitHub workflow
    Github,
}

/// How fields or rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// One line for each, for grep
    Text,
    /// One JSON document
    Json,
}
