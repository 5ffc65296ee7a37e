//! From the IR to what is printed: every name, type and doc text is decided here.

mod errors;
mod required;
mod structs;

use apigen_ir::{Field, Location, Operation, Style, Type};

use crate::docs::{self, Docs};
use crate::model::{Address, Answer, Member, OperationModel, OwnTypes, Parameter};
use crate::names::{Kind, Name, Scope};
use structs::{Side, StructRegistry};

/// The wire names under which the runtime itself finds the id of a request.
const REQUEST_ID_NAMES: [&str; 4] = ["RequestId", "requestId", "request_id", "requestid"];

/// Decides all that is printed of an operation, whose module has been named already.
pub(crate) fn annotate(operation: &Operation, module: &Name) -> OperationModel {
    let mut type_names = Scope::default();
    let types = own_types(&operation.action, &mut type_names);

    // Answers first: their types are the ones that users name.
    let mut registry = StructRegistry::new(Side::Response, operation);
    let answer = annotate_answer(&operation.response, &mut registry);
    let response_structs = registry.finish(&mut type_names);

    let mut registry = StructRegistry::new(Side::Request, operation);
    let mut parameters = annotate_parameters(&operation.request, &mut registry);
    let request_structs = registry.finish(&mut type_names);
    required::flag(&mut parameters, &operation.request, type_names);

    OperationModel {
        action: operation.action.clone(),
        ident: module.clone(),
        source: operation.source.clone(),
        summary: docs::one_line(&operation.summary),
        module_docs: Docs::of_module(operation),
        method_docs: Docs::of_method(operation),
        types,
        address: address(&operation.style),
        parameters,
        request_structs,
        answer,
        response_structs,
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

fn address(style: &Style) -> Option<Address> {
    match style {
        Style::Rpc => None,
        Style::Roa { method, path } => Some(Address { method: method.clone(), path: path.clone() }),
    }
}

fn annotate_parameters<'a>(
    fields: &'a [Field],
    registry: &mut StructRegistry<'a>,
) -> Vec<Parameter> {
    let members = registry.members(fields, &mut Scope::default(), None);
    let parameter = |(member, field): (Member, &Field)| Parameter {
        member,
        place: field.location.unwrap_or(Location::Query),
        flag: None,
        example: field.example.clone(),
    };
    members.into_iter().zip(fields).map(parameter).collect()
}

fn annotate_answer<'a>(fields: &'a [Field], registry: &mut StructRegistry<'a>) -> Answer {
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
