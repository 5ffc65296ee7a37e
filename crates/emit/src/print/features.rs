//! Features: code that is there only with one of them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::OperationModel;

/// What every crate has beside the groups of its operations, which must be called otherwise.
pub(crate) const RESERVED: [&str; 3] = ["blocking", "default", "serde"];

/// The attribute of an operation's module.
pub(super) fn gate(operation: &OperationModel) -> TokenStream {
    match operation.features.as_slice() {
        [] => TokenStream::new(),
        [feature] => quote! { #[cfg(feature = #feature)] },
        features => quote! { #[cfg(any(#(feature = #features),*))] },
    }
}

/// All features that bring operations, sorted.
pub(super) fn all(operations: &[OperationModel]) -> Vec<&str> {
    let mut all: Vec<&str> =
        operations.iter().flat_map(|it| &it.features).map(String::as_str).collect();
    all.sort_unstable();
    all.dedup();
    all
}
