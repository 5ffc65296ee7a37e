//! `src/operation.rs`, and `src/operation/<name>.rs` with all of one operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::{builder, enumeration, error, features, imports, paging, request, response};
use crate::docs::Docs;
use crate::model::OperationModel;
use crate::source::{inner_doc_attributes, rust_file};

/// Parts of a file that a blank line stands between.
pub(super) type Sections = Vec<TokenStream>;

/// The module that lists the operations' modules.
pub(crate) fn print_list(
    header: &str,
    operations: &[OperationModel],
) -> Result<String, syn::Error> {
    let docs = Docs::default()
        .and("The operations, each in a module of its own with its request, response and error.");
    let modules = operations.iter().map(|operation| {
        let (gate, ident) = (features::gate(operation), &operation.ident);
        quote! { #gate pub mod #ident; }
    });
    rust_file(header, [inner_doc_attributes(&docs), quote! { #(#modules)* }])
}

/// The module of one operation.
pub(crate) fn print(header: &str, operation: &OperationModel) -> Result<String, syn::Error> {
    // The compiler shall warn users of what the page advises against, not this module.
    let allow = operation.has_deprecated().then(|| {
        quote! { #![allow(deprecated, reason = "what the page advises against is sent and read all the same")] }
    });
    let mut sections = vec![inner_doc_attributes(&operation.module_docs)];
    sections.extend(allow);
    sections.extend(imports::print(operation));
    sections.extend(builder::print_client_method(operation));
    sections.extend(request::print(operation));
    sections.extend(builder::print(operation));
    sections.extend(response::print(operation));
    sections.extend(enumeration::print(operation));
    sections.extend(paging::print(operation));
    sections.extend(error::print(operation));
    rust_file(header, sections)
}
