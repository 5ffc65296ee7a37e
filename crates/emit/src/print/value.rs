//! Types, and the expressions that bring values to the wire and back.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Framing, Member, Shape, Structs};

/// The type of a value.
pub(super) fn rust_type(shape: &Shape, structs: &Structs) -> TokenStream {
    match shape {
        Shape::String => quote! { String },
        Shape::Int32 => quote! { i32 },
        Shape::Int64 => quote! { i64 },
        Shape::Double => quote! { f64 },
        Shape::Bool => quote! { bool },
        Shape::Value => quote! { Value },
        Shape::Struct(id) => {
            let ident = structs.get(*id).map(|it| &it.ident);
            quote! { #ident }
        }
        Shape::List(inner) => {
            let inner = rust_type(inner, structs);
            quote! { Vec<#inner> }
        }
        Shape::Map(inner) => {
            let inner = rust_type(inner, structs);
            quote! { BTreeMap<String, #inner> }
        }
    }
}

/// The type of a value that may be unset.
pub(super) fn optional_type(member: &Member, structs: &Structs) -> TokenStream {
    let inner = rust_type(&member.shape, structs);
    if member.is_boxed {
        quote! { Option<Box<#inner>> }
    } else {
        quote! { Option<#inner> }
    }
}

/// `self.<field>` as a value on the wire, or `None` if it is unset.
pub(super) fn to_wire(member: &Member) -> TokenStream {
    let ident = &member.ident;
    match &member.framing {
        Framing::Plain => quote! { self.#ident.to_wire() },
        Framing::JsonText => quote! { json_text(&self.#ident) },
        Framing::Wrapped(wrapper) => quote! {
            self.#ident.as_ref().and_then(|items| object([(#wrapper, items.to_wire())]))
        },
    }
}

/// The value of a field, taken out of the object `from`.
pub(super) fn from_wire(member: &Member, from: &TokenStream) -> TokenStream {
    let wire = &member.wire;
    let method = match (&member.framing, &member.shape) {
        (Framing::Wrapped(item), _) => return quote! { #from.wrapped_list(#wire, #item)? },
        (Framing::JsonText, Shape::List(_) | Shape::Map(_)) => {
            return quote! { #from.json(#wire)?.unwrap_or_default() };
        }
        (Framing::JsonText, _) => quote! { json },
        (_, Shape::String) => quote! { string },
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
pub(super) fn setter_value(member: &Member, structs: &Structs) -> (TokenStream, TokenStream) {
    let plain = rust_type(&member.shape, structs);
    match &member.shape {
        Shape::String | Shape::Value => {
            (quote! { value: impl Into<#plain> }, quote! { value.into() })
        }
        Shape::List(item) if **item == Shape::String => (
            quote! { values: impl IntoIterator<Item = impl Into<String>> },
            quote! { values.into_iter().map(Into::into).collect() },
        ),
        Shape::List(_) => (quote! { values: #plain }, quote! { values }),
        _ if member.is_boxed => (quote! { value: #plain }, quote! { Box::new(value) }),
        _ => (quote! { value: #plain }, quote! { value }),
    }
}
