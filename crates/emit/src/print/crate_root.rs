//! `src/lib.rs`: the crate's story.

use apigen_ir::Service;
use quote::quote;

use super::features;
use super::front_page::{self, Place};
use crate::model::OperationModel;
use crate::source::{inner_doc_attributes, rust_file};

pub(crate) fn print(
    header: &str,
    service: &Service,
    operations: &[OperationModel],
    example: Option<&OperationModel>,
) -> Result<String, syn::Error> {
    let docs = front_page::docs(service, operations, example, Place::Docs)?;
    // Of some Chinese characters the compiler knows Latin look-alikes.
    let wide = operations.iter().any(OperationModel::has_wide_names);
    let wide = wide.then(|| quote! { mixed_script_confusables, });
    // The front page speaks of operations that are not there without their features.
    let features = features::all(operations);
    let links = (!features.is_empty()).then(|| {
        quote! {
            #![cfg_attr(
                not(all(#(feature = #features),*)),
                allow(rustdoc::broken_intra_doc_links)
            )]
        }
    });
    let sections = [
        inner_doc_attributes(&docs),
        links.unwrap_or_default(),
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
        // The README's programs compile, too.
        quote! {
            #[cfg(doctest)]
            #[doc = include_str!("../README.md")]
            mod readme {}
        },
    ];
    rust_file(header, sections)
}
