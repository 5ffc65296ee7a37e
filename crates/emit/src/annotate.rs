//! From the IR to what is printed: every name, type and doc text is decided here.

mod enumerations;
mod errors;
mod paging;
mod reads;
mod required;
mod sample;
mod secrets;
mod structs;

use std::collections::BTreeMap;

use apigen_ir::{Field, Location, Operation, Style, Type};

use crate::docs::{self, Docs};
use crate::model::{Address, Answer, Member, OperationModel, OwnTypes, Parameter, Place};
use crate::names::{Kind, Name, Scope};
use enumerations::EnumerationRegistry;
use structs::{Side, StructRegistry};

/// The wire names under which the runtime itself finds the id of a request.
const REQUEST_ID_NAMES: [&str; 4] = ["RequestId", "requestId", "request_id", "requestid"];

/// Decides all that is printed of an operation, whose module has been named already.
pub(crate) fn annotate(
    operation: &Operation,
    module: &Name,
    groups: &BTreeMap<String, Vec<String>>,
) -> OperationModel {
    let features = features(&operation.action, groups);
    let mut type_names = Scope::default();
    let types = own_types(&operation.action, &mut type_names);

    let mut enumerations = EnumerationRegistry::default();

    // Answers first: their types are the ones that users name.
    let mut registry = StructRegistry::new(Side::Response, operation, &mut enumerations);
    let answer = annotate_answer(&operation.response, &mut registry);
    let response_structs = registry.finish(&mut type_names);

    let mut registry = StructRegistry::new(Side::Request, operation, &mut enumerations);
    let mut parameters = annotate_parameters(operation, &mut registry);
    let request_structs = registry.finish(&mut type_names);
    let enumerations = enumerations.finish(&mut type_names, &request_structs, &response_structs);
    required::flag(&mut parameters, type_names);
    let fields = paging::Fields { answer: &answer, structs: &response_structs };

    OperationModel {
        action: operation.action.clone(),
        ident: module.clone(),
        source: operation.source.clone(),
        summary: docs::one_line(&operation.summary),
        group: group(operation.group.as_deref()),
        module_docs: Docs::of_module(operation),
        method_docs: Docs::of_method(operation).and(&docs::features(&features)),
        features,
        deprecated: operation.deprecated.as_deref().map(docs::one_line),
        types,
        address: address(&operation.style),
        is_read: reads::is_read(&operation.action, &operation.style),
        place_of_others: place_of_others(&operation.request),
        paging: paging::annotate(operation, &parameters, &fields),
        parameters,
        request_structs,
        sample: sample::annotate(
            operation.response_sample.as_deref(),
            &answer.members,
            &response_structs,
        ),
        answer,
        response_structs,
        enumerations,
        errors: errors::annotate(&operation.errors),
    }
}

/// Names the modules of all operations, in their order.
pub(crate) fn modules(operations: &[Operation]) -> Vec<Name> {
    let actions = operations.iter().map(|operation| operation.action.as_str());
    Scope::default().take_all(Kind::Operation, actions)
}

fn own_types(action: &str, scope: &mut Scope) -> OwnTypes {
    const SUFFIXES: [&str; 4] = ["Request", "Builder", "Response", "Error"];
    // An operation called `Decode` must not call its error as the runtime calls one of its own.
    let evades = SUFFIXES.iter().any(|suffix| Kind::Type.evades(&format!("{action}.{suffix}")));
    let base = if evades { format!("{action}.Operation") } else { action.to_owned() };
    let [request, builder, response, error] = SUFFIXES.map(|suffix| {
        scope.take_numbered(Kind::Type, &Kind::Type.name(&format!("{base}.{suffix}")))
    });
    OwnTypes { request, builder, response, error }
}

/// The features that bring an action.
fn features(action: &str, groups: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let brings = |actions: &Vec<String>| actions.iter().any(|it| it == action);
    groups.iter().filter(|(_, it)| brings(it)).map(|(feature, _)| feature.clone()).collect()
}

/// The folders of a group, as words that can stand in Markdown.
fn group(folders: Option<&str>) -> Vec<String> {
    let words = folders.unwrap_or_default().split('/').map(docs::one_line);
    words.filter(|it| !it.is_empty()).collect()
}

fn address(style: &Style) -> Option<Address> {
    match style {
        Style::Rpc => None,
        Style::Roa { method, path } => Some(Address { method: method.clone(), path: path.clone() }),
    }
}

fn annotate_parameters<'a>(
    operation: &'a Operation,
    registry: &mut StructRegistry<'a, '_>,
) -> Vec<Parameter> {
    let fields = &operation.request;
    let members = registry.members(fields, &mut Scope::default(), None);
    let parameter = |(member, field): (Member, &Field)| {
        let need = required::need(field, operation);
        Parameter {
            member: Member { docs: Docs::of_parameter(field, need), ..member },
            place: place(field, fields),
            need,
            flag: None,
            example: field.example.clone(),
        }
    };
    members.into_iter().zip(fields).map(parameter).collect()
}

fn place(field: &Field, all: &[Field]) -> Place {
    match field.location {
        Some(Location::Body) if is_whole_body(field, all) => Place::WholeBody,
        Some(Location::Body) => Place::Body,
        Some(Location::Form) => Place::Form,
        Some(Location::Path) => Place::Path,
        Some(Location::Header) => Place::Header,
        Some(Location::Host) => Place::Host,
        Some(Location::Query) | None => Place::Query,
    }
}

/// A file fills the body; and what pages call by this name is all of it.
fn is_whole_body(field: &Field, all: &[Field]) -> bool {
    let is_alone = || all.iter().filter(|it| it.location == Some(Location::Body)).count() == 1;
    field.ty == Type::Binary || (field.name.eq_ignore_ascii_case("body") && is_alone())
}

/// The form if all of the operation's own parameters that could stand in the query stand there.
fn place_of_others(fields: &[Field]) -> Place {
    let has = |location| fields.iter().any(|it| it.location == Some(location));
    if has(Location::Form) && !has(Location::Query) { Place::Form } else { Place::Query }
}

fn annotate_answer<'a>(fields: &'a [Field], registry: &mut StructRegistry<'a, '_>) -> Answer {
    let documented = REQUEST_ID_NAMES.iter().find_map(|name| {
        fields.iter().find(|field| field.name == *name && field.ty == Type::String)
    });
    let is_other = |field: &&Field| documented.is_none_or(|it| it.name != field.name);
    let mut scope = Scope::with(["request_id"]);
    let members = registry.members(fields.iter().filter(is_other), &mut scope, None);
    let metadata = scope.take_numbered(Kind::Member, "metadata");
    let request_id_docs = documented.map_or_else(Docs::of_request_id, Docs::of_field);
    Answer { members, request_id_docs, metadata }
}
