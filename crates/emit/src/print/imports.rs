//! What an operation's module imports: exactly what its code names.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Sections;
use crate::model::{Framing, Member, OperationModel, Shape};

/// The imports from the standard library, and those from the runtime.
pub(super) fn print(operation: &OperationModel) -> Sections {
    let needs = Needs::of(operation);
    let collections = needs.map.then(|| quote! { use std::collections::BTreeMap; });
    let marker = needs.flags.then(|| quote! { use std::marker::PhantomData; });
    let flags = needs.flags.then(|| quote! { use aliyun_runtime::builder::{Set, Unset}; });
    let from_wire = needs.from_wire.then(|| quote! { FromWire, });
    let place = needs.place.then(|| quote! { Place });
    let to_wire = needs.to_wire.then(|| quote! { ToWire });
    let json_text = needs.json_text.then(|| quote! { json_text });
    let object = needs.object.then(|| quote! { object });
    let encode = [place, to_wire, json_text, object].into_iter().flatten();
    let encode = use_of(
        &quote! { aliyun_runtime::encode },
        &[quote! { Encoder }].into_iter().chain(encode).collect::<Vec<_>>(),
    );
    let value = needs.value.then(|| quote! { , Value });
    vec![
        quote! {
            #collections
            use std::error::Error as StdError;
            use std::fmt;
            #marker
        },
        quote! {
            #flags
            use aliyun_runtime::decode::{DecodeError, #from_wire Object};
            #encode
            use aliyun_runtime::{Call, Error, Operation, ResponseMetadata, ServiceError #value};
        },
    ]
}

fn use_of(path: &TokenStream, names: &[TokenStream]) -> TokenStream {
    match names {
        [name] => quote! { use #path::#name; },
        names => quote! { use #path::{#(#names),*}; },
    }
}

/// Which imports are needed, of those that not every operation needs.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
struct Needs {
    map: bool,
    value: bool,
    flags: bool,
    from_wire: bool,
    place: bool,
    to_wire: bool,
    json_text: bool,
    object: bool,
}

impl Needs {
    fn of(operation: &OperationModel) -> Self {
        let requested: Vec<&Member> = {
            let nested = operation.request_structs.0.iter().flat_map(|it| &it.members);
            operation.parameters.iter().map(|it| &it.member).chain(nested).collect()
        };
        let answered: Vec<&Member> = {
            let nested = operation.response_structs.0.iter().flat_map(|it| &it.members);
            operation.answer.members.iter().chain(nested).collect()
        };
        let has_request_structs = !operation.request_structs.0.is_empty();
        let has_response_structs = !operation.response_structs.0.is_empty();
        let holds = |wanted: fn(&Shape) -> bool| {
            requested.iter().chain(&answered).any(|member| holds(&member.shape, wanted))
        };
        let is_json = |member: &&Member| member.framing == Framing::JsonText;
        let is_wrapped = |member: &&Member| matches!(member.framing, Framing::Wrapped(_));
        Self {
            map: holds(|shape| matches!(shape, Shape::Map(_))),
            value: has_request_structs
                || has_response_structs
                || holds(|shape| matches!(shape, Shape::Value)),
            flags: operation.required().next().is_some(),
            from_wire: has_response_structs,
            place: !operation.parameters.is_empty(),
            to_wire: has_request_structs || !requested.iter().all(is_json),
            json_text: requested.iter().any(is_json),
            object: has_request_structs || requested.iter().any(is_wrapped),
        }
    }
}

/// Whether the shape, or one in it, is as wanted; structs are not looked into.
fn holds(shape: &Shape, wanted: fn(&Shape) -> bool) -> bool {
    wanted(shape)
        || match shape {
            Shape::List(inner) | Shape::Map(inner) => holds(inner, wanted),
            _ => false,
        }
}
