//! `src/lib.rs`: the crate's story.

use apigen_ir::Service;
use quote::quote;

use super::example::{library, quick_start};
use crate::docs::Docs;
use crate::model::OperationModel;
use crate::print::service_title;
use crate::source::{inner_doc_attributes, rust_file};

pub(crate) fn print(
    header: &str,
    service: &Service,
    operations: &[OperationModel],
    example: Option<&OperationModel>,
) -> Result<String, syn::Error> {
    let mut docs = Docs::default().and(&format!("Client of {}.", service_title(service)));
    if let Some(example) = example {
        docs = docs.and("# Quick start").and(&format!(
            "```no_run\nuse {}::Client;\n\n# async fn call() -> Result<(), Box<dyn std::error::Error>> {{\n{}# Ok(())\n# }}\n```",
            library(service),
            quick_start(example)?
        ));
        docs = docs.and("Credentials come from the environment, unless they are given to the builder: see\n[`runtime::Credentials`].");
        docs = docs.and("# Operations").and(&table(operations));
    }
    // Of some Chinese characters the compiler knows Latin look-alikes.
    let wide = operations.iter().any(OperationModel::has_wide_names).then(|| {
        quote! { #![allow(mixed_script_confusables, reason = "names are those of the service")] }
    });
    let sections = [
        inner_doc_attributes(&docs),
        quote! {
            #![allow(
                clippy::doc_markdown,
                clippy::doc_lazy_continuation,
                clippy::doc_overindented_list_items,
                reason = "docs are in the words of the service's pages"
            )]
            #wide
        },
        quote! {
            mod client;
            pub mod operation;
        },
        quote! {
            pub use aliyun_runtime as runtime;
            pub use client::Client;
        },
    ];
    rust_file(header, sections)
}

/// One line for each operation, so that a new one is a new line.
fn table(operations: &[OperationModel]) -> String {
    let rows = operations.iter().map(|operation| {
        let ident = &operation.ident;
        format!("| [`{ident}`](Client::{}) | {} |\n", ident.plain(), operation.summary)
    });
    let head = "| method of the client | what it does |\n|---|---|\n";
    [head.to_owned()].into_iter().chain(rows).collect()
}
