//! What can be typed after `cargo xtask`.

use std::net::IpAddr;
use std::path::PathBuf;

use apigen_extract::Rule;
use apigen_ir::compare::Class;
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
    /// Say what changed of the API, what that means for users, and which line of a page caused it
    Diff(DiffArguments),
    /// Write what changed as static HTML for reviewers, one page per operation and an index
    Report(ReportArguments),
    /// Say what is to be said about the pages, for those who write them
    Lint(LintArguments),
    /// List every field of every operation, flat
    Fields(FieldsArguments),
    /// Count what became of the rows of all tables
    Rows(RowsArguments),
    /// Show the rows of an operation's page, the tree they became, and why
    Explain(ExplainArguments),
    /// Write what was read as OpenAPI documents, one per API version
    Openapi(OpenapiArguments),
    /// Serve the pages as a local service, to develop without an account
    Mock(MockArguments),
}

/// Which pages are read, and which operations are meant.
#[derive(Args, Clone, Debug)]
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
    /// The runtime's folder, for crates that are written outside of any workspace, and so get one of
    /// their own; by default that of this checkout
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime: Option<PathBuf>,
    /// Write nothing; fail and show a diff if anything is stale
    #[arg(long)]
    pub(crate) check: bool,
    /// How diagnostics are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

/// Which pages are compared, and with what.
#[derive(Args, Debug)]
pub(crate) struct Comparison {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// What the pages are compared with: a folder of crates or of pages, or else a git revision; by
    /// default the crates that are there
    #[arg(long, value_name = "REV|DIR")]
    pub(crate) base: Option<String>,
    /// The folder of the crates
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(crate) generated: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArguments {
    #[command(flatten)]
    pub(crate) comparison: Comparison,
    /// Fail if there is a change of this class, or of a worse one
    #[arg(long, value_enum, value_name = "CLASS")]
    pub(crate) deny: Option<DeniedClass>,
    /// How the changes are printed
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub(crate) format: DiffFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) comparison: Comparison,
    /// The folder that the report is written to
    #[arg(long, value_name = "DIR", default_value = "target/report")]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct LintArguments {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// How the findings are printed
    #[arg(long, value_enum, default_value_t = LintFormat::Human)]
    pub(crate) format: LintFormat,
    /// Say what a rule finds, why that matters, and how to mend it
    #[arg(long, value_name = "RULE", value_parser = rule)]
    pub(crate) explain: Option<Rule>,
    /// List all rules
    #[arg(long, conflicts_with = "explain")]
    pub(crate) rules: bool,
}

/// Finds a rule by its id.
fn rule(id: &str) -> Result<Rule, String> {
    Rule::by_id(id)
        .ok_or_else(|| "there is no such rule; `cargo xtask lint --rules` lists all".to_owned())
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

#[derive(Args, Debug)]
pub(crate) struct MockArguments {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The address to listen at
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,
    /// The port to listen at; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 4010)]
    pub(crate) port: u16,
    /// The id of the access key that requests must be signed with; the server prints that for tests
    #[arg(long, value_name = "ID", env = "APIGEN_MOCK_ACCESS_KEY_ID")]
    pub(crate) access_key_id: Option<String>,
    /// Its secret
    #[arg(long, value_name = "SECRET", hide_env_values = true)]
    #[arg(env = "APIGEN_MOCK_ACCESS_KEY_SECRET")]
    pub(crate) access_key_secret: Option<String>,
    /// How many elements lists have that come in pages; by default as many as the page's sample, and
    /// one more than asked for if that is no longer
    #[arg(long, value_name = "N")]
    pub(crate) list_length: Option<usize>,
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

/// How findings for those who write the pages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// For people, with the line of the page
    Human,
    /// One JSON object per line
    Json,
    /// As annotations of a GitHub workflow
    Github,
    /// As a SARIF 2.1.0 log, for editors and code hosts
    Sarif,
}

/// How fields or rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// One line for each, for grep
    Text,
    /// One JSON document
    Json,
}

/// How changes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people at a terminal
    Human,
    /// As the body of a comment on a pull request
    Markdown,
    /// One JSON document
    Json,
}

/// The least class of changes that must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeniedClass {
    /// What may break users
    Breaking,
    /// What is new
    Addition,
    /// What reads differently
    Docs,
}

impl DeniedClass {
    /// The class of changes.
    pub(crate) fn class(self) -> Class {
        match self {
            Self::Breaking => Class::Breaking,
            Self::Addition => Class::Addition,
            Self::Docs => Class::Docs,
        }
    }
}
