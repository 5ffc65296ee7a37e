//! How an operation's pages are told apart, by the names and types of generated code.

use apigen_ir::{Operation, Pagination};

use crate::model::{
    Answer, FieldPath, Framing, Member, NumberPaging, Paging, Parameter, Shape, Structs,
    TokenPaging,
};

/// The answer, in which paths lead to values.
pub(super) struct Fields<'a> {
    pub(super) answer: &'a Answer,
    pub(super) structs: &'a Structs,
}

/// The ways of the operation that lead to the same items; `None` where there is none, or where a
/// name or a number in a part has a type that cannot be worked with.
pub(super) fn annotate(
    operation: &Operation,
    parameters: &[Parameter],
    fields: &Fields<'_>,
) -> Option<Paging> {
    let mut paging: Option<Paging> = None;
    for way in &operation.pagination {
        let (Pagination::Page { items, .. } | Pagination::Token { items, .. }) = way;
        let Some((items, Shape::List(item))) = fields.find(items.as_deref()) else { continue };
        let by_number = by_number(way, parameters, fields);
        let by_token = by_token(way, parameters, fields);
        if by_number.is_none() && by_token.is_none() {
            continue;
        }
        match &mut paging {
            None => paging = Some(Paging { item: *item, items, by_number, by_token }),
            Some(known) if known.items == items => {
                known.by_number = known.by_number.take().or(by_number);
                known.by_token = known.by_token.take().or(by_token);
            }
            Some(_) => {}
        }
    }
    paging
}

fn by_number(
    way: &Pagination,
    parameters: &[Parameter],
    fields: &Fields<'_>,
) -> Option<NumberPaging> {
    let Pagination::Page { number, total, .. } = way else { return None };
    let member = parameter(number, parameters)?;
    let is_number = |shape: &Shape| matches!(shape, Shape::Int32 | Shape::Int64 | Shape::String);
    is_number(&member.shape).then(|| NumberPaging {
        number: member.ident.clone(),
        shape: member.shape.clone(),
        total: fields.find(total.as_deref()).filter(|(_, shape)| is_number(shape)),
    })
}

fn by_token(
    way: &Pagination,
    parameters: &[Parameter],
    fields: &Fields<'_>,
) -> Option<TokenPaging> {
    let Pagination::Token { token, next, size, .. } = way else { return None };
    let token = parameter(token, parameters).filter(|it| it.shape == Shape::String)?;
    let (next, _) = fields.find(Some(next)).filter(|(_, shape)| *shape == Shape::String)?;
    let size = size.as_ref().and_then(|size| parameter(size, parameters));
    Some(TokenPaging { token: token.ident.clone(), size: size.map(|it| it.ident.clone()), next })
}

fn parameter<'a>(wire: &str, parameters: &'a [Parameter]) -> Option<&'a Member> {
    let is_plain = |it: &&Member| it.wire == wire && it.framing == Framing::Plain;
    parameters.iter().map(|it| &it.member).find(is_plain)
}

impl Fields<'_> {
    /// The value at a path on the wire.
    fn find(&self, path: Option<&str>) -> Option<(FieldPath, Shape)> {
        find(path?, &self.answer.members, self.structs)
    }
}

fn find(path: &str, members: &[Member], structs: &Structs) -> Option<(FieldPath, Shape)> {
    members.iter().find_map(|member| {
        let rest = path.strip_prefix(&member.wire)?;
        let rest = match &member.framing {
            Framing::Wrapped(wrapper) => rest.strip_prefix('.')?.strip_prefix(wrapper.as_str())?,
            Framing::Plain | Framing::JsonText => rest,
        };
        if rest.is_empty() {
            let here = FieldPath { structs: Vec::new(), field: member.ident.clone() };
            return Some((here, member.shape.clone()));
        }
        let Shape::Struct(id) = member.shape else { return None };
        let (mut path, shape) = find(rest.strip_prefix('.')?, &structs.get(id)?.members, structs)?;
        path.structs.insert(0, member.ident.clone());
        Some((path, shape))
    })
}
