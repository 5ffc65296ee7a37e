//! What an operation's module imports: exactly what its code names.

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
    let any_json_text = needs.any_json_text.then(|| quote! { , any_json_text });
    let json_text = needs.json_text.then(|| quote! { , json_text });
    let object = needs.object.then(|| quote! { , object });
    let value = needs.value.then(|| quote! { , Value });
    let pages = operation.paging.as_ref().map(|_| quote! { , pages });
    let redacted = needs.redacted.then(|| quote! { , redacted });
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
            use aliyun_runtime::encode::{
                Encoder, ExtraParameters, Place, ToWire #any_json_text #json_text #object
            };
            use aliyun_runtime::{
                Call, Error, Operation, ResponseMetadata, ServiceError #value #pages #redacted
            };
        },
    ]
}

/// Which imports are needed, of those that not every operation needs.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
struct Needs {
    map: bool,
    value: bool,
    flags: bool,
    from_wire: bool,
    any_json_text: bool,
    json_text: bool,
    object: bool,
    redacted: bool,
}

impl Needs {
    fn of(operation: &OperationModel) -> Self {
        let requested: Vec<&Member> = operation.requested().collect();
        let answered: Vec<&Member> = operation.answered().collect();
        let has_request_structs = !operation.request_structs.0.is_empty();
        let has_response_structs = !operation.response_structs.0.is_empty();
        let holds = |wanted: fn(&Shape) -> bool| {
            requested.iter().chain(&answered).any(|member| holds(&member.shape, wanted))
        };
        let is_json = |member: &&Member| member.framing == Framing::JsonText;
        let is_any = |member: &Member| member.shape == Shape::Value;
        let is_wrapped = |member: &&Member| matches!(member.framing, Framing::Wrapped(_));
        Self {
            map: holds(|shape| matches!(shape, Shape::Map(_))),
            value: has_request_structs
                || has_response_structs
                || holds(|shape| matches!(shape, Shape::Value)),
            flags: operation.required().next().is_some(),
            from_wire: has_response_structs,
            any_json_text: requested.iter().copied().filter(is_json).any(is_any),
            json_text: requested.iter().copied().filter(is_json).any(|it| !is_any(it)),
            object: has_request_structs || requested.iter().any(is_wrapped),
            redacted: requested.iter().chain(&answered).any(|it| it.is_secret),
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
