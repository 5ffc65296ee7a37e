//! What becomes of parameters that are not set, and how the builder's type tells which required
//! ones are.

use apigen_ir::{Field, Location, Operation, Type};

use crate::model::{Flag, Need, Parameter};
use crate::names::{Kind, Scope};

/// The parameter that the client knows a value for.
const REGION: &str = "RegionId";

/// What becomes of a parameter that is not set.
pub(super) fn need(field: &Field, operation: &Operation) -> Need {
    let is_text = field.ty == Type::String;
    let is_flat = matches!(field.location, Some(Location::Query | Location::Form));
    if is_text && operation.idempotency_token.as_ref() == Some(&field.name) {
        Need::Token
    } else if !is_required(field) {
        Need::Optional
    } else if is_text && is_flat && field.name.eq_ignore_ascii_case(REGION) {
        Need::Region
    } else {
        Need::Required
    }
}

/// A path with a hole leads nowhere, whatever the page says of its parameter.
fn is_required(field: &Field) -> bool {
    field.required || field.location == Some(Location::Path)
}

/// Gives each required parameter its flag, named apart from the operation's types.
pub(super) fn flag(parameters: &mut [Parameter], mut names: Scope) {
    let required: Vec<&mut Parameter> =
        parameters.iter_mut().filter(|it| it.need == Need::Required).collect();
    let wires: Vec<String> = required.iter().map(|it| it.member.wire.clone()).collect();
    let idents = names.take_all(Kind::Flag, wires.iter().map(String::as_str));
    for (parameter, ident) in required.into_iter().zip(idents) {
        let (wire, setter) = (&parameter.member.wire, &parameter.member.ident);
        let message = format!("required parameter `{}` is not set", format_literal(wire));
        let label = format!("call `.{setter}(…)` before `.send()`");
        parameter.flag = Some(Flag { ident, message, label });
    }
}

/// The compiler reads its messages as format strings.
fn format_literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
