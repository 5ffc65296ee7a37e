//! A request: its struct, how it is sent, and the structs in it.

use apigen_ir::Location;
use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Sections;
use super::response;
use super::value::{optional_type, setter_value, to_wire};
use crate::docs::Docs;
use crate::model::{Member, OperationModel, Parameter, StructModel, Structs};
use crate::source::doc_attributes;

pub(super) fn print(operation: &OperationModel) -> Sections {
    let mut sections = vec![request_struct(operation), implementation(operation)];
    for nested in &operation.request_structs.0 {
        sections.extend(nested_struct(nested, &operation.request_structs));
    }
    sections
}

fn request_struct(operation: &OperationModel) -> TokenStream {
    let docs = doc_attributes(&Docs::default().and(&format!(
        "The parameters of [`{}`](crate::Client::{}).",
        operation.action,
        operation.ident.plain()
    )));
    let ident = &operation.types.request;
    let members = operation.parameters.iter().map(|it| &it.member);
    let fields = members.map(|member| public_field(member, &operation.request_structs));
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }
    }
}

fn public_field(member: &Member, structs: &Structs) -> TokenStream {
    let docs = doc_attributes(&member.docs);
    let (ident, ty) = (&member.ident, optional_type(member, structs));
    quote! { #docs pub #ident: #ty }
}

fn implementation(operation: &OperationModel) -> TokenStream {
    let types = &operation.types;
    let (request, response, error) = (&types.request, &types.response, &types.error);
    let action = &operation.action;
    let address = operation.address.as_ref().map(|address| {
        let (method, path) = (&address.method, &address.path);
        quote! {
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
        }
    });
    let encoder = if operation.parameters.is_empty() {
        quote! { _ }
    } else {
        quote! { to }
    };
    let puts = operation.parameters.iter().map(put);
    let decode = response::print_decode(operation);
    quote! {
        impl Operation for #request {
            type Client = crate::Client;
            type Response = #response;
            type Error = #error;
            const ACTION: &'static str = #action;
            #address
            fn encode(&self, #encoder: &mut Encoder) {
                #(#puts)*
            }
            #decode
        }
    }
}

fn put(parameter: &Parameter) -> TokenStream {
    let method = if parameter.flag.is_some() {
        quote! { require }
    } else {
        quote! { put }
    };
    let place = match parameter.place {
        Location::Query => quote! { Query },
        Location::Form => quote! { Form },
        Location::Body => quote! { Body },
        Location::Path => quote! { Path },
        Location::Header => quote! { Header },
        Location::Host => quote! { Host },
    };
    let (wire, value) = (&parameter.member.wire, to_wire(&parameter.member));
    quote! { to.#method(Place::#place, #wire, #value); }
}

fn nested_struct(nested: &StructModel, structs: &Structs) -> Sections {
    let docs = doc_attributes(&nested.docs);
    let ident = &nested.ident;
    let fields = nested.members.iter().map(|member| public_field(member, structs));
    let setters = nested.members.iter().map(|member| setter(member, structs));
    let values = nested.members.iter().map(|member| {
        let (wire, value) = (&member.wire, to_wire(member));
        quote! { (#wire, #value) }
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            #[must_use]
            pub struct #ident { #(#fields),* }
        },
        quote! {
            impl #ident {
                #[doc = " One of which nothing is set."]
                pub fn new() -> Self {
                    Self::default()
                }
                #(#setters)*
            }
        },
        quote! {
            impl ToWire for #ident {
                fn to_wire(&self) -> Option<Value> {
                    object([#(#values),*])
                }
            }
        },
    ]
}

fn setter(member: &Member, structs: &Structs) -> TokenStream {
    let docs = doc_attributes(&member.docs);
    let ident = &member.ident;
    let (parameter, stored) = setter_value(member, structs);
    quote! {
        #docs
        pub fn #ident(mut self, #parameter) -> Self {
            self.#ident = Some(#stored);
            self
        }
    }
}
