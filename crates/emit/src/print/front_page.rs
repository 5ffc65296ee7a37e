//! What the README and the front page of the crate's docs say, in the words of both.
//!
//! Each has to stand by itself: one is read at the registry, the other beside the items. They differ
//! in where their links lead, and in nothing else.

use apigen_ir::Service;

use super::example::{self, library};
use super::{features, operation_table};
use crate::docs::Docs;
use crate::model::OperationModel;
use crate::print::service_title;
use crate::{CRATE_VERSION, RUST_VERSION};

/// Where the text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the README, where links lead to the docs of the crate that was published.
    Readme,
    /// In the docs, where links lead to the items beside.
    Docs,
}

/// What all links of a text are made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Links<'a> {
    service: &'a Service,
    place: Place,
}

impl<'a> Links<'a> {
    pub(crate) fn new(service: &'a Service, place: Place) -> Self {
        Self { service, place }
    }

    /// The target of a link to the client's method of that plain name.
    pub(crate) fn method(self, name: &str) -> String {
        match self.place {
            Place::Docs => format!("Client::{name}"),
            Place::Readme => self.published(&format!("struct.Client.html#method.{name}")),
        }
    }

    /// The target of a link to a module, by the names on the way to it.
    fn module(self, path: &[&str]) -> String {
        match self.place {
            Place::Docs => path.join("::"),
            Place::Readme => self.published(&format!("{}/index.html", path.join("/"))),
        }
    }

    fn published(self, page: &str) -> String {
        let (name, library) = (&self.service.crate_name, library(self.service));
        format!("https://docs.rs/{name}/latest/{}/{page}", library.plain())
    }
}

/// The text below the title.
pub(crate) fn docs(
    service: &Service,
    operations: &[OperationModel],
    example: Option<&OperationModel>,
    place: Place,
) -> Result<Docs, syn::Error> {
    let links = Links::new(service, place);
    let mut docs = Docs::default().and(&introduction(service)).and(&install(service, operations));
    if let Some(example) = example {
        docs = docs.and("# Quick start").and(&code(&example::quick_start(service, example)?));
        docs = docs.and(&credentials(service, links)).and(&calls(links));
        if let Some(paged) = example::choose_paged(example, operations) {
            docs = docs.and(PAGES).and(&code(&example::pages(service, paged)?));
        }
        docs = docs.and(ERRORS).and(&code(&example::errors(service, example)?));
        docs = docs.and(BLOCKING).and(SERDE);
        docs = docs.and("# Operations").and(&operation_table::print(operations, links));
    }
    Ok(docs)
}

fn introduction(service: &Service) -> String {
    format!(
        "Client of {}, with typed parameters, answers and errors for each operation that the vendor's reference pages document.\n\
         It was generated from these pages, and its docs say what they say.",
        service_title(service)
    )
}

fn install(service: &Service, operations: &[OperationModel]) -> String {
    let name = &service.crate_name;
    let groups = features::all(operations);
    let rows = groups.iter().map(|it| format!("| `{it}` | a group of operations |"));
    let rows: Vec<String> = rows.chain([String::new()]).collect();
    let rows = rows.join("\n");
    let defaults = if groups.is_empty() {
        "None is on by default."
    } else {
        "All groups of operations are on by default; a program that needs few of them compiles faster with `default-features = false` and the features of those.\nOperations in no group are always there, and the others name their features."
    };
    format!(
        "# Install

```toml
[dependencies]
{name} = \"{}\"
tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}
```

| feature | what it adds |
|---|---|
| `blocking` | `wait` on calls and pages, for programs without async |
| `serde` | serde's traits on requests and answers |
{rows}
{defaults}
The crate needs Rust {RUST_VERSION}.",
        requirement()
    )
}

/// The versions that a program asks for which begins with this one.
fn requirement() -> String {
    let numbers: Vec<&str> = CRATE_VERSION.split('.').take(2).collect();
    numbers.join(".")
}

fn credentials(service: &Service, links: Links<'_>) -> String {
    let (library, module) = (library(service), links.module(&["runtime", "credentials"]));
    format!(
        "# Credentials

Unless they are given, they are looked for on the machine, in the places where the vendor's own libraries look: in `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, in the role of the pod, in the files of the vendor's command line and libraries, and in the role of the ECS instance.
The module of [credentials]({module}) has each of them, and a trait for places of your own.

```rust,no_run
use {library}::Client;
use {library}::runtime::{{Credentials, Error}};

fn client(id: &str, secret: &str) -> Result<Client, Error> {{
    Client::builder()
        .region(\"cn-shanghai\")
        .credentials(Credentials::new(id, secret))
        .build()
}}
```"
    )
}

fn calls(links: Links<'_>) -> String {
    let (builder, call) = (links.method("builder"), links.method("call"));
    format!(
        "# Calls

A call that lacks a required parameter does not compile, and the compiler names the parameter.
[`Client::builder`]({builder}) sets region or endpoint, timeouts, retries and proxies; throttling and failures that pass are retried where that does no harm.
What this crate does not know can be sent all the same: each call takes `.extra_parameter(name, value)`, and [`Client::call`]({call}) takes an operation by its name."
    )
}

const PAGES: &str = "# Pages

`.items()` instead of `.send()` gives the items of all pages as a stream, `.pages()` the pages.";

const ERRORS: &str = "# Errors

Each operation has an error of its own, with a variant for each code that its page documents.
All tell `code()`, `request_id()`, `is_throttling()` and `is_retryable()`.";

const BLOCKING: &str = "# Without async

With the feature `blocking`, `.send().wait()?` does what `.send().await?` does, and `.items().wait()` is an iterator.";

const SERDE: &str = "# Serde

With the feature `serde`, requests and answers are written and read under the names that they have on the wire, to log, store and replay them.
Debug output shows no passwords, keys and tokens; serde writes them as they are.";

/// Rust that is compiled and not run.
fn code(text: &str) -> String {
    format!("```rust,no_run\n{text}```")
}
