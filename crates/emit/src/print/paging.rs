//! How the pages of an operation are told apart, and the builder's methods that give them.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Sections;
use super::value::rust_type;
use crate::model::{FieldPath, Flag, NumberPaging, OperationModel, Paging, Shape, TokenPaging};
use crate::names::Name;

/// How the request's type tells the runtime of its pages.
pub(super) fn print(operation: &OperationModel) -> Sections {
    let Some(paging) = &operation.paging else { return Vec::new() };
    let (request, response) = (&operation.types.request, &operation.types.response);
    let item = rust_type(&paging.item, operation.response_types());
    let (ways, items) = (ways(paging, response), accessors(&paging.items));
    let into_items = into_items(&paging.items);
    vec![quote! {
        impl pages::Paginated for #request {
            type Item = #item;
            fn paging(&self) -> pages::Paging<Self> {
                #ways
            }
            fn items(response: &#response) -> &[#item] {
                response #items
            }
            fn into_items(response: #response) -> Vec<#item> {
                #into_items
            }
        }
    }]
}

/// The way to tell pages apart. Where there are two, that by tokens if the request asks for it:
/// services that number the pages of such an operation do so unless they are given a token or a
/// number of items.
fn ways(paging: &Paging, response: &Name) -> TokenStream {
    let by_number = paging.by_number.as_ref().map(|way| by_number(way, response));
    let by_token = paging.by_token.as_ref().map(|way| by_token(way, response));
    match (by_number, by_token, &paging.by_token) {
        (Some(by_number), Some(by_token), Some(TokenPaging { token, size, .. })) => {
            let sized = size.as_ref().map(|size| quote! { || self.#size.is_some() });
            quote! {
                if self.#token.is_some() #sized {
                    #by_token
                } else {
                    #by_number
                }
            }
        }
        (by_number, by_token, _) => quote! { #by_number #by_token },
    }
}

fn by_number(way: &NumberPaging, response: &Name) -> TokenStream {
    let number = &way.number;
    let (get, set) = match way.shape {
        Shape::Int64 => (
            quote! { request.#number.and_then(|number| number.try_into().ok()) },
            quote! { number.into() },
        ),
        Shape::String => (
            quote! { request.#number.as_deref().and_then(|number| number.parse().ok()) },
            quote! { number.to_string() },
        ),
        _ => (quote! { request.#number }, quote! { number }),
    };
    let total = match &way.total {
        None => quote! { |_| None },
        Some((path, shape)) => reading(path, &as_total(shape), response),
    };
    quote! {
        pages::Paging::by_number(
            |request: &Self| #get,
            |request, number| request.#number = Some(#set),
            #total,
        )
    }
}

fn as_total(shape: &Shape) -> TokenStream {
    match shape {
        Shape::Int32 => quote! { .map(i64::from) },
        Shape::String => quote! { .and_then(|total| total.parse().ok()) },
        _ => TokenStream::new(),
    }
}

fn by_token(way: &TokenPaging, response: &Name) -> TokenStream {
    let (token, next) = (&way.token, reading(&way.next, &TokenStream::new(), response));
    quote! {
        pages::Paging::by_token(
            |request: &mut Self, token| request.#token = token,
            #next,
        )
    }
}

/// A function that reads a field of the answer and converts it.
fn reading(path: &FieldPath, convert: &TokenStream, response: &Name) -> TokenStream {
    if path.structs.is_empty() && convert.is_empty() {
        let field = &path.field;
        return quote! { #response::#field };
    }
    let path = accessors(path);
    quote! { |response| response #path #convert }
}

/// The accessors that lead to a field.
fn accessors(path: &FieldPath) -> TokenStream {
    let methods = path.structs.iter().chain([&path.field]);
    quote! { #(.#methods())* }
}

/// A list moved out of its answer.
fn into_items(path: &FieldPath) -> TokenStream {
    let field = &path.field;
    let Some((first, further)) = path.structs.split_first() else {
        return quote! { response.#field };
    };
    quote! {
        response.#first #(.and_then(|it| it.#further))* .map(|it| it.#field).unwrap_or_default()
    }
}

/// The builder's methods that give pages and items.
pub(super) fn print_methods(operation: &OperationModel) -> TokenStream {
    let Some(paging) = &operation.paging else { return TokenStream::new() };
    let request = &operation.types.request;
    let bounds = bounds(operation, paging.by_number.as_ref().map(|it| &it.number));
    quote! {
        #[doc = " The pages of the answer as a stream, from the one that the request asks for."]
        pub fn pages(self) -> pages::Pages<#request> #bounds {
            self.client.pages(self.request)
        }
        #[doc = " The items of those pages as a stream, one by one."]
        pub fn items(self) -> pages::Items<#request> #bounds {
            self.client.pages(self.request).items()
        }
    }
}

/// All that a call needs, but for the number of the page, which the stream sets.
fn bounds(operation: &OperationModel, number: Option<&Name>) -> TokenStream {
    let needed = operation.required().filter(|(it, _)| Some(&it.member.ident) != number);
    let mut bounds =
        needed.map(|(_, Flag { ident, .. })| quote! { #ident: required::#ident }).peekable();
    if bounds.peek().is_none() {
        return TokenStream::new();
    }
    quote! { where #(#bounds,)* }
}
