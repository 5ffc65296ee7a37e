//! Types, and the expressions that bring values to the wire and back.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::model::{Framing, Member, Shape, Types};

/// The type of a value.
pub(crate) fn rust_type(shape: &Shape, types: Types<'_>) -> TokenStream {
    match shape {
        Shape::String => quote! { String },
        Shape::Int32 => quote! { i32 },
        Shape::Int64 => quote! { i64 },
        Shape::Double => quote! { f64 },
        Shape::Bool => quote! { bool },
        Shape::Bytes => quote! { Vec<u8> },
        Shape::Value => quote! { Value },
        Shape::Enumeration(id) => types.of_enumeration(*id).to_token_stream(),
        Shape::Struct(id) => types.of_struct(*id).to_token_stream(),
        Shape::List(inner) => {
            let inner = rust_type(inner, types);
            quote! { Vec<#inner> }
        }
        Shape::Map(inner) => {
            let inner = rust_type(inner, types);
            quote! { BTreeMap<String, #inner> }
        }
    }
}

/// The type of a value that may be unset.
pub(super) fn optional_type(member: &Member, types: Types<'_>) -> TokenStream {
    let inner = rust_type(&member.shape, types);
    if member.is_boxed {
        quote! { Option<Box<#inner>> }
    } else {
        quote! { Option<#inner> }
    }
}

/// `self.<field>` as a value on the wire, or `None` if it is unset.
pub(super) fn to_wire(member: &Member) -> TokenStream {
    let ident = &member.ident;
    match (&member.framing, &member.shape) {
        (Framing::Plain, _) => quote! { self.#ident.to_wire() },
        (Framing::JsonText, Shape::Value) => quote! { any_json_text(&self.#ident) },
        (Framing::JsonText, _) => quote! { json_text(&self.#ident) },
        (Framing::Wrapped(wrapper), _) => quote! {
            self.#ident.as_ref().and_then(|items| object([(#wrapper, items.to_wire())]))
        },
    }
}

/// The value of a field, taken out of the object `from`.
pub(super) fn from_wire(member: &Member, from: &TokenStream, types: Types<'_>) -> TokenStream {
    let wire = &member.wire;
    let method = match (&member.framing, &member.shape) {
        (Framing::Wrapped(item), _) => return quote! { #from.wrapped_list(#wire, #item)? },
        (Framing::JsonText, Shape::List(_) | Shape::Map(_)) => {
            return quote! { #from.json(#wire)?.unwrap_or_default() };
        }
        (Framing::JsonText, Shape::Value) => quote! { any_json },
        (Framing::JsonText, _) => quote! { json },
        (_, Shape::Enumeration(id)) => {
            let ident = types.of_enumeration(*id);
            return quote! { #from.string(#wire)?.map(#ident::from) };
        }
        (_, Shape::String | Shape::Bytes) => quote! { string },
        (_, Shape::Int32) => quote! { int32 },
        (_, Shape::Int64) => quote! { int64 },
        (_, Shape::Double) => quote! { double },
        (_, Shape::Bool) => quote! { bool },
        (_, Shape::Value) => quote! { any },
        (_, Shape::Struct(_)) => quote! { get },
        (_, Shape::List(_)) => quote! { list },
        (_, Shape::Map(_)) => quote! { map },
    };
    quote! { #from.#method(#wire)? }
}

/// The parameter of a setter, and the expression of what is stored of it.
pub(super) fn setter_value(member: &Member, types: Types<'_>) -> (TokenStream, TokenStream) {
    match &member.shape {
        Shape::List(item) => {
            let (item, is_converted) = argument(item, types);
            let convert = is_converted.then(|| quote! { .map(Into::into) });
            (
                quote! { values: impl IntoIterator<Item = #item> },
                quote! { values.into_iter() #convert .collect() },
            )
        }
        Shape::Map(item) => {
            let (item, is_converted) = argument(item, types);
            let value = if is_converted {
                quote! { value.into() }
            } else {
                quote! { value }
            };
            (
                quote! { values: impl IntoIterator<Item = (impl Into<String>, #item)> },
                quote! { values.into_iter().map(|(key, value)| (key.into(), #value)).collect() },
            )
        }
        shape => {
            let (ty, is_converted) = argument(shape, types);
            let value = match (is_converted, member.is_boxed) {
                (true, _) => quote! { value.into() },
                (false, true) => quote! { Box::new(value) },
                (false, false) => quote! { value },
            };
            (quote! { value: #ty }, value)
        }
    }
}

/// The type that a value is given as, and whether that converts into the type it is stored as.
fn argument(shape: &Shape, types: Types<'_>) -> (TokenStream, bool) {
    let ty = rust_type(shape, types);
    match shape {
        Shape::String | Shape::Bytes | Shape::Value | Shape::Enumeration(_) => {
            (quote! { impl Into<#ty> }, true)
        }
        _ => (ty, false),
    }
}
