//! A request: its struct, how it is sent, and the structs in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Sections;
use super::plain_data::PlainData;
use super::response;
use super::setter::{Setters, deprecated};
use super::value::{optional_type, to_wire};
use crate::docs::Docs;
use crate::model::{Member, Need, OperationModel, Parameter, Place, Shape, StructModel, Types};
use crate::source::doc_attributes;

/// What serde calls the field that is no parameter.
const EXTRA_PARAMETERS: &str = "_extra_parameters";

pub(super) fn print(operation: &OperationModel) -> Sections {
    let data =
        PlainData::new(&operation.types.request, operation.parameters.iter().map(|it| &it.member))
            .with(quote! { extra_parameters }, EXTRA_PARAMETERS);
    let mut sections =
        vec![request_struct(operation, &data), data.debug(), implementation(operation)];
    for nested in &operation.request_structs.0 {
        sections.extend(nested_struct(nested, operation.request_types()));
    }
    sections
}

fn request_struct(operation: &OperationModel, data: &PlainData<'_>) -> TokenStream {
    let docs = doc_attributes(&Docs::default().and(&format!(
        "The parameters of [`{}`](crate::Client::{}).",
        operation.action,
        operation.ident.plain()
    )));
    let ident = &operation.types.request;
    let members = operation.parameters.iter().map(|it| &it.member);
    let fields = members.map(|member| public_field(member, data, operation.request_types()));
    let (attributes, others) = (data.attributes(), PlainData::other_attributes(EXTRA_PARAMETERS));
    let deprecated = deprecated(operation.deprecated.as_deref());
    quote! {
        #docs
        #attributes
        #[non_exhaustive]
        #deprecated
        pub struct #ident {
            #(#fields,)*
            #[doc = " Parameters that are not known here."]
            #others
            pub extra_parameters: ExtraParameters,
        }
    }
}

fn public_field(member: &Member, data: &PlainData<'_>, types: Types<'_>) -> TokenStream {
    let (docs, attributes) = (doc_attributes(&member.docs), data.field_attributes(member));
    let deprecated = deprecated(member.deprecated.as_deref());
    let (ident, ty) = (&member.ident, optional_type(member, types));
    quote! { #docs #attributes #deprecated pub #ident: #ty }
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
    let is_read = operation.is_read.then(|| quote! { const IS_READ: bool = true; });
    let puts = operation.parameters.iter().map(put);
    let others = place(operation.place_of_others);
    let decode = response::print_decode(operation);
    quote! {
        impl Operation for #request {
            type Client = crate::Client;
            type Response = #response;
            type Error = #error;
            const ACTION: &'static str = #action;
            #address
            #is_read
            fn encode(&self, to: &mut Encoder) {
                #(#puts)*
                to.put_extra(#others, &self.extra_parameters);
            }
            #decode
        }
    }
}

fn put(parameter: &Parameter) -> TokenStream {
    let (wire, ident) = (&parameter.member.wire, &parameter.member.ident);
    if parameter.member.shape == Shape::Bytes {
        let method = if parameter.need == Need::Required {
            quote! { require_file }
        } else {
            quote! { put_file }
        };
        return quote! { to.#method(#wire, self.#ident.as_deref()); };
    }
    let method = match parameter.need {
        Need::Optional => quote! { put },
        Need::Required => quote! { require },
        Need::Region => quote! { put_region },
        Need::Token => quote! { put_token },
    };
    let (place, value) = (place(parameter.place), to_wire(&parameter.member));
    quote! { to.#method(#place, #wire, #value); }
}

fn place(place: Place) -> TokenStream {
    match place {
        Place::Query => quote! { Place::Query },
        Place::Form => quote! { Place::Form },
        Place::Body => quote! { Place::Body },
        Place::WholeBody => quote! { Place::WholeBody },
        Place::Path => quote! { Place::Path },
        Place::Header => quote! { Place::Header },
        Place::Host => quote! { Place::Host },
    }
}

fn nested_struct(nested: &StructModel, types: Types<'_>) -> Sections {
    let docs = doc_attributes(&nested.docs);
    let ident = &nested.ident;
    let data = PlainData::new(ident, &nested.members);
    let attributes = data.attributes();
    let fields = nested.members.iter().map(|member| public_field(member, &data, types));
    let setters = Setters { types, owner: quote! { self } };
    let setters = nested
        .members
        .iter()
        .map(|member| setters.print(member, &quote! { Self }, &quote! { self }));
    let values = nested.members.iter().map(|member| {
        let (wire, value) = (&member.wire, to_wire(member));
        quote! { (#wire, #value) }
    });
    vec![
        quote! {
            #docs
            #attributes
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
        data.debug(),
        quote! {
            impl ToWire for #ident {
                fn to_wire(&self) -> Option<Value> {
                    object([#(#values),*])
                }
            }
        },
    ]
}
