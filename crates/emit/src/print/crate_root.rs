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
        docs = docs.and("Credentials are looked for on the machine, unless they are given to the builder: see\n[`runtime::credentials`].");
        docs = docs.and("# Operations").and(&table(operations));
    }
    // Of some Chinese characters the compiler knows Latin look-alikes.
    let wide = operations.iter().any(OperationModel::has_wide_names);
    let wide = wide.then(|| quote! { mixed_script_confusables, });
    let sections = [
        inner_doc_attributes(&docs),
        quote! {
            #![allow(
                #wide
                clippy::doc_lazy_continuation,
                clippy::doc_markdown,
                clippy::doc_overindented_list_items,
                clippy::struct_field_names,
                clippy::too_many_lines,
                reason = "words, names and sizes are those of the service's pages"
            )]
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
