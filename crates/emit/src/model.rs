//! What is printed: all names, types and docs of an operation's module, decided.
//!
//! Made from the IR by [`annotate`](crate::annotate); printing decides nothing any more.

use apigen_ir::Location;

use crate::docs::Docs;
use crate::names::Name;

/// One operation: what becomes one module.
#[derive(Clone, Debug)]
pub(crate) struct OperationModel {
    /// The name on the wire.
    pub(crate) action: String,
    /// The module's name, and that of the client's method.
    pub(crate) ident: Name,
    /// The page's path, for the header.
    pub(crate) source: String,
    /// One line that says what the operation does, for tables; empty if the page has none.
    pub(crate) summary: String,
    pub(crate) module_docs: Docs,
    /// What the client's method says, but for the links to required setters.
    pub(crate) method_docs: Docs,
    pub(crate) types: OwnTypes,
    /// HTTP method and path; `None` for RPC operations, whose are the runtime's defaults.
    pub(crate) address: Option<Address>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) request_structs: Structs,
    pub(crate) answer: Answer,
    pub(crate) response_structs: Structs,
    pub(crate) errors: Vec<ErrorVariant>,
}

impl OperationModel {
    /// The parameters that a call cannot be made without, each with its flag.
    pub(crate) fn required(&self) -> impl Iterator<Item = (&Parameter, &Flag)> {
        self.parameters.iter().filter_map(|it| it.flag.as_ref().map(|flag| (it, flag)))
    }

    /// Whether a name is not in ASCII, of which the compiler may warn.
    pub(crate) fn has_wide_names(&self) -> bool {
        let members = [&self.request_structs, &self.response_structs]
            .into_iter()
            .flat_map(|structs| &structs.0)
            .flat_map(|it| &it.members)
            .chain(self.parameters.iter().map(|it| &it.member))
            .chain(&self.answer.members);
        let variants = self.errors.iter().map(|it| &it.ident);
        members.map(|it| &it.ident).chain(variants).any(Name::is_wide)
    }
}

/// The types that every operation has.
#[derive(Clone, Debug)]
pub(crate) struct OwnTypes {
    pub(crate) request: Name,
    pub(crate) builder: Name,
    pub(crate) response: Name,
    pub(crate) error: Name,
}

/// Where a ROA operation is called.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    pub(crate) method: String,
    /// With `{Name}` where the path parameter `Name` goes.
    pub(crate) path: String,
}

/// A parameter of the request.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) member: Member,
    pub(crate) place: Location,
    /// How the builder's type tells that a required parameter is set.
    pub(crate) flag: Option<Flag>,
    /// The value that the page shows.
    pub(crate) example: Option<String>,
}

/// The mark of a required parameter.
#[derive(Clone, Debug)]
pub(crate) struct Flag {
    /// The trait, and the parameter of the builder's type.
    pub(crate) ident: Name,
    /// What the compiler says where the parameter is missing, as its format strings are written.
    pub(crate) message: String,
    pub(crate) label: String,
}

/// A field of a struct, with its accessor or setter.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) ident: Name,
    pub(crate) shape: Shape,
    pub(crate) framing: Framing,
    /// Whether the struct in it contains, in the end, the struct that it is in.
    pub(crate) is_boxed: bool,
    pub(crate) docs: Docs,
    /// For a struct in an answer, the method that tells whether it is there.
    pub(crate) presence: Option<Name>,
}

/// How a value is packed on the wire, which users do not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Not at all.
    Plain,
    /// As a string that holds its JSON.
    JsonText,
    /// As the member of this name of an object.
    Wrapped(String),
}

/// The Rust type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    String,
    Int32,
    Int64,
    Double,
    Bool,
    /// Any JSON value.
    Value,
    Struct(StructId),
    List(Box<Shape>),
    Map(Box<Shape>),
}

/// A struct of one side, by its place in [`Structs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StructId(pub(crate) usize);

/// The nested structs of a request or of an answer, outer ones first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Structs(pub(crate) Vec<StructModel>);

impl Structs {
    pub(crate) fn get(&self, id: StructId) -> Option<&StructModel> {
        self.0.get(id.0)
    }
}

/// A nested struct.
#[derive(Clone, Debug)]
pub(crate) struct StructModel {
    pub(crate) ident: Name,
    pub(crate) docs: Docs,
    pub(crate) members: Vec<Member>,
    /// Whether an accessor gives an empty one where there is none.
    pub(crate) needs_empty: bool,
}

/// The answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// All fields but the request id.
    pub(crate) members: Vec<Member>,
    /// The docs of the request id, which every answer has.
    pub(crate) request_id_docs: Docs,
    /// The private field with what is known of the answer beside its body.
    pub(crate) metadata: Name,
}

/// A documented error code.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) ident: Name,
    pub(crate) code: CodePattern,
    pub(crate) docs: Docs,
}

/// Which codes on the wire a documented one stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodePattern {
    /// Itself.
    Exact(String),
    /// All that begin and end like this; pages write `Invalid%s.Format`.
    Around { start: String, end: String },
}
