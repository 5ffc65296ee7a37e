//! How the builder's type tells which required parameters are set.

use apigen_ir::{Field, Location};

use crate::model::{Flag, Parameter};
use crate::names::{Kind, Scope};

/// Gives each required parameter its flag, named apart from the operation's types.
///
/// `fields` are those that the parameters were made of, in the same order.
pub(super) fn flag(parameters: &mut [Parameter], fields: &[Field], mut names: Scope) {
    let (required, fields): (Vec<_>, Vec<_>) =
        parameters.iter_mut().zip(fields).filter(|(_, field)| is_required(field)).unzip();
    let wires = fields.iter().map(|field| field.name.as_str());
    let idents = names.take_all(Kind::Flag, wires);
    for (parameter, ident) in required.into_iter().zip(idents) {
        let (wire, setter) = (&parameter.member.wire, &parameter.member.ident);
        let message = format!("required parameter `{}` is not set", format_literal(wire));
        let label = format!("call `.{setter}(…)` before `.send()`");
        parameter.flag = Some(Flag { ident, message, label });
    }
}

/// A path with a hole leads nowhere, whatever the page says of its parameter.
pub(super) fn is_required(field: &Field) -> bool {
    field.required || field.location == Some(Location::Path)
}

/// The compiler reads its messages as format strings.
fn format_literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
