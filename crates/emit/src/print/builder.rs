//! The builder of a request, whose type tells which required parameters are set, and the method
//! of the client that gives one.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Sections;
use super::paging;
use super::setter::{Setters, deprecated};
use crate::docs::Docs;
use crate::model::{Flag, OperationModel, Parameter};
use crate::source::doc_attributes;

/// With more flags than this, the builder's type is one that the linter calls complex.
const FEW_FLAGS: usize = 6;

/// The client's method.
pub(super) fn print_client_method(operation: &OperationModel) -> Sections {
    let builder = &operation.types.builder;
    let links = operation.required().map(|(parameter, _)| {
        let setter = &parameter.member.ident;
        format!("\n- [`{setter}`]({builder}::{})", setter.plain())
    });
    let links: String = links.collect();
    let required = match links.as_str() {
        "" => String::new(),
        links => format!("To be set before sending:\n{links}"),
    };
    let docs = doc_attributes(&operation.method_docs.clone().and(&required));
    let (ident, request) = (&operation.ident, &operation.types.request);
    let state = has_flags(operation).then(|| quote! { , state: PhantomData });
    let deprecated = deprecated(operation.deprecated.as_deref());
    vec![quote! {
        impl crate::Client {
            #docs
            #deprecated
            pub fn #ident(&self) -> #builder {
                #builder { client: self.clone(), request: #request::default() #state }
            }
        }
    }]
}

pub(super) fn print(operation: &OperationModel) -> Sections {
    let (definition, implementation) = if has_flags(operation) {
        (flagged_struct(operation), flagged_implementation(operation))
    } else {
        (plain_struct(operation), plain_implementation(operation))
    };
    let mut sections = vec![definition, implementation];
    sections.extend(traits(operation));
    sections.push(flag_traits(operation));
    sections
}

/// The traits of a builder with flags. Derived, they would ask the same of the flags, and tuples
/// of more than 12 have them not.
fn traits(operation: &OperationModel) -> Sections {
    if !has_flags(operation) {
        return Vec::new();
    }
    let (builder, name) = (&operation.types.builder, operation.types.builder.plain());
    let clone = quote! {
        impl<State> Clone for #builder<State> {
            fn clone(&self) -> Self {
                let (client, request) = (self.client.clone(), self.request.clone());
                Self { client, request, state: PhantomData }
            }
        }
    };
    let debug = quote! {
        impl<State> fmt::Debug for #builder<State> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#name)
                    .field("client", &self.client)
                    .field("request", &self.request)
                    .finish_non_exhaustive()
            }
        }
    };
    vec![clone, debug]
}

/// What there is beside the setters.
fn methods(operation: &OperationModel) -> TokenStream {
    let (pages, send) = (paging::print_methods(operation), send(operation));
    let into_request = into_request(operation);
    quote! {
        #[doc = " Adds a parameter that is not known here, or replaces one that is."]
        pub fn extra_parameter(mut self, name: impl Into<String>, value: impl ToWire) -> Self {
            self.request.extra_parameters.insert(name, value);
            self
        }
        #send
        #pages
        #into_request
    }
}

fn has_flags(operation: &OperationModel) -> bool {
    operation.required().next().is_some()
}

fn flags(operation: &OperationModel) -> Vec<&Flag> {
    operation.required().map(|(_, flag)| flag).collect()
}

fn struct_docs(operation: &OperationModel) -> TokenStream {
    doc_attributes(&Docs::default().and(&format!(
        "Builds a request of [`{}`](crate::Client::{}) and sends it.",
        operation.action,
        operation.ident.plain()
    )))
}

fn plain_struct(operation: &OperationModel) -> TokenStream {
    let docs = struct_docs(operation);
    let (builder, request) = (&operation.types.builder, &operation.types.request);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct #builder {
            client: crate::Client,
            request: #request,
        }
    }
}

fn flagged_struct(operation: &OperationModel) -> TokenStream {
    let docs = struct_docs(operation);
    let (builder, request) = (&operation.types.builder, &operation.types.request);
    let unset = flags(operation).into_iter().map(|_| quote! { Unset });
    quote! {
        #docs
        #[doc = ""]
        #[doc = " `State` tells for each required parameter whether it is set."]
        #[must_use]
        pub struct #builder<State = (#(#unset,)*)> {
            client: crate::Client,
            request: #request,
            state: PhantomData<State>,
        }
    }
}

fn plain_implementation(operation: &OperationModel) -> TokenStream {
    let builder = &operation.types.builder;
    let setters = operation.parameters.iter().map(|it| setter(it, operation));
    let methods = methods(operation);
    quote! {
        impl #builder { #(#setters)* #methods }
    }
}

fn flagged_implementation(operation: &OperationModel) -> TokenStream {
    let builder = &operation.types.builder;
    let flags: Vec<_> = flags(operation).into_iter().map(|flag| &flag.ident).collect();
    let setters = operation.parameters.iter().map(|it| setter(it, operation));
    let methods = methods(operation);
    let allow = (flags.len() > FEW_FLAGS).then(|| {
        quote! {
            #[allow(clippy::type_complexity, reason = "one flag for each required parameter")]
        }
    });
    quote! {
        #allow
        impl<#(#flags),*> #builder<(#(#flags,)*)> {
            #(#setters)*
            #methods
            fn with_state<State>(self) -> #builder<State> {
                #builder { client: self.client, request: self.request, state: PhantomData }
            }
        }
    }
}

fn setter(parameter: &Parameter, operation: &OperationModel) -> TokenStream {
    let (result, end) = match &parameter.flag {
        None => (quote! { Self }, quote! { self }),
        Some(own) => {
            let builder = &operation.types.builder;
            let flags = flags(operation).into_iter().map(|flag| {
                let ident = &flag.ident;
                if flag.ident == own.ident {
                    quote! { Set }
                } else {
                    quote! { #ident }
                }
            });
            (quote! { #builder<(#(#flags,)*)> }, quote! { self.with_state() })
        }
    };
    let setters = Setters { types: operation.request_types(), owner: quote! { self.request } };
    setters.print(&parameter.member, &result, &end)
}

fn send(operation: &OperationModel) -> TokenStream {
    let request = &operation.types.request;
    let docs = if has_flags(operation) {
        " Sends the request. It compiles once all required parameters are set."
    } else {
        " Sends the request."
    };
    let bounds =
        flags(operation).into_iter().map(|Flag { ident, .. }| quote! { #ident: required::#ident });
    let bounds = has_flags(operation).then(|| quote! { where #(#bounds,)* });
    quote! {
        #[doc = #docs]
        pub fn send(self) -> Call<#request> #bounds {
            self.client.send(&self.request)
        }
    }
}

fn into_request(operation: &OperationModel) -> TokenStream {
    let request = &operation.types.request;
    quote! {
        #[doc = " The request as a plain value, to be kept or sent by [`Client::send`](crate::Client::send)."]
        pub fn into_request(self) -> #request {
            self.request
        }
    }
}

fn flag_traits(operation: &OperationModel) -> TokenStream {
    if !has_flags(operation) {
        return TokenStream::new();
    }
    let traits = operation.required().map(|(parameter, flag)| {
        let docs = doc_attributes(&Docs::of_flag(&parameter.member.wire));
        let Flag { ident, message, label } = flag;
        quote! {
            #docs
            #[diagnostic::on_unimplemented(message = #message, label = #label)]
            pub trait #ident {}
            #[diagnostic::do_not_recommend]
            impl #ident for Set {}
        }
    });
    quote! {
        #[doc = " What the compiler says of required parameters that are not set."]
        pub mod required {
            use aliyun_runtime::builder::Set;
            #(#traits)*
        }
    }
}
