//! An operation's error: a variant for each documented code, and one for all else.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::operation::Sections;
use crate::docs::Docs;
use crate::model::{CodePattern, ErrorVariant, OperationModel};
use crate::source::doc_attributes;

pub(super) fn print(operation: &OperationModel) -> Sections {
    vec![
        error_enum(operation),
        methods(operation),
        from_runtime(operation),
        display(operation),
        source(operation),
    ]
}

fn error_enum(operation: &OperationModel) -> TokenStream {
    let docs = doc_attributes(&Docs::default().and(&format!(
        "Why a call of [`{}`](crate::Client::{}) failed.",
        operation.action,
        operation.ident.plain()
    )));
    let ident = &operation.types.error;
    let variants = operation.errors.iter().map(|ErrorVariant { ident, docs, .. }| {
        let docs = doc_attributes(docs);
        quote! { #docs #ident(ServiceError), }
    });
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            #[doc = " Any other failure: a code that is not documented, or none because no answer came."]
            Other(Error),
        }
    }
}

/// Asks the error inside: `service` where it has a documented code, `other` else.
///
/// Both are given the name `error`.
fn ask(operation: &OperationModel, service: &TokenStream, other: &TokenStream) -> TokenStream {
    let variants: Vec<_> = operation.errors.iter().map(|it| &it.ident).collect();
    if variants.is_empty() {
        quote! { let Self::Other(error) = self; #other }
    } else {
        quote! {
            match self {
                #(Self::#variants(error))|* => #service,
                Self::Other(error) => #other,
            }
        }
    }
}

fn methods(operation: &OperationModel) -> TokenStream {
    let ident = &operation.types.error;
    let service_error = ask(operation, &quote! { Some(error) }, &quote! { error.service_error() });
    let inner = ask(operation, &quote! { error }, &quote! { error });
    let http_status = delegate(operation, "http_status", "map");
    let request_id = delegate(operation, "request_id", "and_then");
    let is_throttling = delegate(operation, "is_throttling", "is_some_and");
    let is_retryable = delegate(operation, "is_retryable", "is_some_and");
    quote! {
        impl #ident {
            #[doc = " What the service said, if it is the service that failed."]
            pub fn service_error(&self) -> Option<&ServiceError> { #service_error }
            #[doc = " The code that the service gave."]
            pub fn code(&self) -> Option<&str> {
                self.service_error().map(ServiceError::code)
            }
            #[doc = " The message that the service gave."]
            pub fn message(&self) -> Option<&str> {
                self.service_error().map(ServiceError::message)
            }
            #[doc = " The HTTP status, if there was an answer."]
            pub fn http_status(&self) -> Option<u16> { #http_status }
            #[doc = " The id by which the service finds the request again, if the answer had one."]
            pub fn request_id(&self) -> Option<&str> { #request_id }
            #[doc = " Whether the service asks to call less often."]
            pub fn is_throttling(&self) -> bool { #is_throttling }
            #[doc = " Whether the same call may succeed a little later."]
            pub fn is_retryable(&self) -> bool { #is_retryable }
            #[doc = " The error inside: it is shown as part of this one, so its source is the next."]
            fn inner(&self) -> &(dyn StdError + 'static) { #inner }
        }
    }
}

/// Asks a method of the error inside, of what the service said by way of an `Option`'s method.
fn delegate(operation: &OperationModel, method: &str, option_method: &str) -> TokenStream {
    let (method, option_method) = (format_ident!("{method}"), format_ident!("{option_method}"));
    if operation.errors.is_empty() {
        return quote! { let Self::Other(error) = self; error.#method() };
    }
    quote! {
        match self {
            Self::Other(error) => error.#method(),
            _ => self.service_error().#option_method(ServiceError::#method),
        }
    }
}

fn from_runtime(operation: &OperationModel) -> TokenStream {
    let ident = &operation.types.error;
    if operation.errors.is_empty() {
        return quote! {
            impl From<Error> for #ident {
                fn from(error: Error) -> Self {
                    Self::Other(error)
                }
            }
        };
    }
    // Codes that stand for themselves are looked at before those that stand for many.
    let (exact, around): (Vec<_>, Vec<_>) =
        operation.errors.iter().partition(|it| matches!(it.code, CodePattern::Exact(_)));
    let arms = exact.into_iter().chain(around).map(arm);
    quote! {
        impl From<Error> for #ident {
            fn from(error: Error) -> Self {
                let Error::Service(error) = error else { return Self::Other(error) };
                match error.code() {
                    #(#arms)*
                    _ => Self::Other(Error::Service(error)),
                }
            }
        }
    }
}

fn arm(variant: &ErrorVariant) -> TokenStream {
    let ident = &variant.ident;
    match &variant.code {
        CodePattern::Exact(code) => quote! { #code => Self::#ident(error), },
        CodePattern::Around { start, end } if end.is_empty() => {
            quote! { code if code.starts_with(#start) => Self::#ident(error), }
        }
        CodePattern::Around { start, end } if start.is_empty() => {
            quote! { code if code.ends_with(#end) => Self::#ident(error), }
        }
        CodePattern::Around { start, end } => quote! {
            code if code.strip_prefix(#start).is_some_and(|rest| rest.ends_with(#end)) => {
                Self::#ident(error)
            }
        },
    }
}

fn display(operation: &OperationModel) -> TokenStream {
    let ident = &operation.types.error;
    let text = format!("{} failed: {{}}", operation.action);
    quote! {
        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, #text, self.inner())
            }
        }
    }
}

fn source(operation: &OperationModel) -> TokenStream {
    let ident = &operation.types.error;
    quote! {
        impl StdError for #ident {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                self.inner().source()
            }
        }
    }
}
