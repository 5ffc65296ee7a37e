//! An answer: its struct, how it is read, and the structs in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Sections;
use super::plain_data::PlainData;
use super::setter::deprecated;
use super::value::{from_wire, optional_type, rust_type};
use crate::docs::Docs;
use crate::model::{Member, OperationModel, Shape, StructModel, Types};
use crate::source::doc_attributes;

/// What serde calls the field that is no field of the answer.
const METADATA: &str = "_metadata";

pub(super) fn print(operation: &OperationModel) -> Sections {
    let metadata = &operation.answer.metadata;
    let data = PlainData::new(&operation.types.response, &operation.answer.members)
        .with(quote! { #metadata }, METADATA);
    let mut sections =
        vec![response_struct(operation, &data), response_accessors(operation), data.debug()];
    for nested in &operation.response_structs.0 {
        sections.extend(nested_struct(nested, operation.response_types()));
    }
    sections
}

fn response_struct(operation: &OperationModel, data: &PlainData<'_>) -> TokenStream {
    let docs = doc_attributes(&Docs::default().and(&format!(
        "The answer of [`{}`](crate::Client::{}).",
        operation.action,
        operation.ident.plain()
    )));
    let (ident, metadata) = (&operation.types.response, &operation.answer.metadata);
    let members = &operation.answer.members;
    let fields = members.iter().map(|it| private_field(it, data, operation.response_types()));
    let (attributes, others) = (data.attributes(), PlainData::other_attributes(METADATA));
    quote! {
        #docs
        #attributes
        pub struct #ident {
            #(#fields,)*
            #others
            #metadata: ResponseMetadata,
        }
    }
}

fn private_field(member: &Member, data: &PlainData<'_>, types: Types<'_>) -> TokenStream {
    let (ident, attributes) = (&member.ident, data.field_attributes(member));
    let ty = match &member.shape {
        Shape::List(_) | Shape::Map(_) => rust_type(&member.shape, types),
        _ => optional_type(member, types),
    };
    quote! { #attributes #ident: #ty }
}

/// `Operation::decode`, which stands in the request's implementation of `Operation`.
pub(super) fn print_decode(operation: &OperationModel) -> TokenStream {
    let (response, members) = (&operation.types.response, &operation.answer.members);
    let types = operation.response_types();
    let metadata = &operation.answer.metadata;
    let body = if members.is_empty() {
        quote! { _ }
    } else {
        quote! { mut body }
    };
    let fields = members.iter().map(|member| {
        let (ident, value) = (&member.ident, from_wire(member, &quote! { body }, types));
        quote! { #ident: #value, }
    });
    let store = if metadata.plain() == "metadata" {
        quote! { metadata }
    } else {
        quote! { #metadata: metadata }
    };
    quote! {
        fn decode(#body: Object, metadata: ResponseMetadata) -> Result<#response, DecodeError> {
            Ok(#response { #(#fields)* #store })
        }
    }
}

fn response_accessors(operation: &OperationModel) -> TokenStream {
    let ident = &operation.types.response;
    let members = &operation.answer.members;
    let accessors = members.iter().map(|member| accessor(member, operation.response_types()));
    let docs = doc_attributes(&operation.answer.request_id_docs);
    let metadata = &operation.answer.metadata;
    quote! {
        impl #ident {
            #(#accessors)*
            #docs
            pub fn request_id(&self) -> Option<&str> {
                self.#metadata.request_id()
            }
            #[doc = " The body as it came, if the call was told to [keep it](Call::keep_body)."]
            pub fn raw_body(&self) -> Option<&[u8]> {
                self.#metadata.body()
            }
        }
    }
}

fn accessor(member: &Member, types: Types<'_>) -> TokenStream {
    let docs = doc_attributes(&member.docs);
    let ident = &member.ident;
    let ty = rust_type(&member.shape, types);
    let (result, value) = match &member.shape {
        Shape::String => (quote! { Option<&str> }, quote! { self.#ident.as_deref() }),
        Shape::Bytes => (quote! { Option<&[u8]> }, quote! { self.#ident.as_deref() }),
        Shape::Int32 | Shape::Int64 | Shape::Double | Shape::Bool => {
            (quote! { Option<#ty> }, quote! { self.#ident })
        }
        Shape::Value | Shape::Enumeration(_) => {
            (quote! { Option<&#ty> }, quote! { self.#ident.as_ref() })
        }
        Shape::List(item) => {
            let item = rust_type(item, types);
            (quote! { &[#item] }, quote! { &self.#ident })
        }
        Shape::Map(_) => (quote! { &#ty }, quote! { &self.#ident }),
        Shape::Struct(_) => {
            let inner = if member.is_boxed {
                quote! { as_deref }
            } else {
                quote! { as_ref }
            };
            (quote! { &#ty }, quote! { self.#ident.#inner().unwrap_or(const { &#ty::EMPTY }) })
        }
    };
    let deprecated = deprecated(member.deprecated.as_deref());
    let presence = member.presence.as_ref().map(|presence| {
        let docs = doc_attributes(&Docs::of_presence(&member.wire));
        quote! {
            #docs
            #deprecated
            pub fn #presence(&self) -> bool {
                self.#ident.is_some()
            }
        }
    });
    quote! {
        #docs
        #deprecated
        pub fn #ident(&self) -> #result {
            #value
        }
        #presence
    }
}

fn nested_struct(nested: &StructModel, types: Types<'_>) -> Sections {
    let docs = doc_attributes(&nested.docs);
    let ident = &nested.ident;
    let data = PlainData::new(ident, &nested.members);
    let attributes = data.attributes();
    let fields = nested.members.iter().map(|member| private_field(member, &data, types));
    let empty = nested.needs_empty.then(|| empty(nested));
    let accessors = nested.members.iter().map(|member| accessor(member, types));
    let values = nested.members.iter().map(|member| {
        let (ident, value) = (&member.ident, from_wire(member, &quote! { from }, types));
        quote! { #ident: #value }
    });
    vec![
        quote! {
            #docs
            #attributes
            pub struct #ident { #(#fields),* }
        },
        quote! { impl #ident { #empty #(#accessors)* } },
        data.debug(),
        quote! {
            impl FromWire for #ident {
                fn from_wire(value: Value) -> Result<Self, DecodeError> {
                    let mut from = Object::from_wire(value)?;
                    Ok(Self { #(#values),* })
                }
            }
        },
    ]
}

/// What an accessor gives where there is none. A constant, for `Default` makes none at compile
/// time.
fn empty(nested: &StructModel) -> TokenStream {
    let fields = nested.members.iter().map(|member| {
        let ident = &member.ident;
        let value = match &member.shape {
            Shape::List(_) => quote! { Vec::new() },
            Shape::Map(_) => quote! { BTreeMap::new() },
            _ => quote! { None },
        };
        quote! { #ident: #value }
    });
    quote! { const EMPTY: Self = Self { #(#fields),* }; }
}
