//! `tests/samples`: whether the answers that pages show are read as a whole.

use proc_macro2::TokenStream;
use quote::quote;

use super::example::library;
use super::features;
use crate::docs::Docs;
use crate::model::{OperationModel, Sample};
use crate::source::{inner_doc_attributes, rust_file};
use apigen_ir::Service;

/// The module that lists the operations' tests.
pub(crate) fn print_list(
    header: &str,
    operations: &[OperationModel],
) -> Result<String, syn::Error> {
    let docs = Docs::default()
        .and("The answers that the pages show: every value of them is kept by a typed field.")
        .and("Where a page contradicts itself, its test is ignored, and says what is wrong.");
    let shown = || operations.iter().filter(|it| it.sample.is_some());
    let modules = shown().map(|operation| {
        let (gate, ident) = (features::gate(operation), &operation.ident);
        quote! { #gate mod #ident; }
    });
    // Requests of operations that pages advise against.
    let allow = shown().any(|it| it.deprecated.is_some()).then(|| {
        quote! { #![allow(deprecated, reason = "answers of old operations are read, too")] }
    });
    let sections = [
        inner_doc_attributes(&docs),
        allow.unwrap_or_default(),
        quote! { mod operation { #(#modules)* } },
    ];
    rust_file(header, sections)
}

/// The test of one operation's sample.
pub(crate) fn print(
    header: &str,
    service: &Service,
    operation: &OperationModel,
    sample: &Sample,
) -> Result<String, syn::Error> {
    let (library, module, request) = (library(service), &operation.ident, &operation.types.request);
    let docs =
        Docs::default().and(&format!("The answer that the page of `{}` shows.", operation.action));
    let ignore = sample.misfit.as_ref().map(|misfit| {
        let reason = format!("the sample differs from the rows: {misfit}");
        quote! { #[ignore = #reason] }
    });
    let text = raw_string(&sample.text);
    let sections = [
        inner_doc_attributes(&docs),
        quote! {
            use #library::operation::#module::#request;
            use #library::runtime::samples::{NotKept, check};
        },
        quote! {
            #[test]
            #ignore
            fn every_value_is_kept() -> Result<(), NotKept> {
                check::<#request>(SAMPLE)
            }
        },
        quote! { const SAMPLE: &str = #text; },
    ];
    rust_file(header, sections)
}

/// A text as a literal that shows it as it is, if there is one.
fn raw_string(text: &str) -> TokenStream {
    let longest =
        text.split('"').skip(1).map(|rest| rest.chars().take_while(|c| *c == '#').count());
    let hashes = "#".repeat(longest.max().unwrap_or_default() + 1);
    // Nobody sees a character without a shape, unless it is escaped.
    let is_seen = |c: char| "\"'\\\n\t".contains(c) || c.escape_debug().len() == 1;
    let raw =
        text.chars().all(is_seen).then(|| format!("r{hashes}\"{text}\"{hashes}").parse().ok());
    raw.flatten().unwrap_or_else(|| quote! { #text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_as_it_is_if_all_of_it_can_be_seen() {
        let cases = [
            ("{\"a\": \"b\"}", "r#\"{\"a\": \"b\"}\"#"),
            ("{\n\t\"大小\": 1\n}", "r#\"{\n\t\"大小\": 1\n}\"#"),
            ("\"#", "r##\"\"#\"##"),
            ("a\u{200b}b", "\"a\\u{200b}b\""),
            ("a\u{202e}b", "\"a\\u{202e}b\""),
            ("a\r\n", "\"a\\r\\n\""),
        ];
        for (text, literal) in cases {
            assert_eq!(raw_string(text).to_string(), literal);
        }
    }
}
