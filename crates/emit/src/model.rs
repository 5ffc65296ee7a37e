//! What is printed: all names, types and docs of an operation's module, decided.
//!
//! Made from the IR by [`annotate`](crate::annotate); printing decides nothing any more.

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
    /// The folders in which the vendor groups its pages, outer ones first, in words.
    pub(crate) group: Vec<String>,
    /// The features of the crate that bring the operation; none where it is always there.
    pub(crate) features: Vec<String>,
    pub(crate) module_docs: Docs,
    /// What the client's method says, but for the links to required setters.
    pub(crate) method_docs: Docs,
    /// What the page says where it advises against the operation.
    pub(crate) deprecated: Option<String>,
    pub(crate) types: OwnTypes,
    /// HTTP method and path; `None` for RPC operations, whose are the runtime's defaults.
    pub(crate) address: Option<Address>,
    /// Whether the operation changes nothing.
    pub(crate) is_read: bool,
    pub(crate) parameters: Vec<Parameter>,
    /// Where parameters go that only the caller knows.
    pub(crate) place_of_others: Place,
    pub(crate) request_structs: Structs,
    pub(crate) answer: Answer,
    pub(crate) response_structs: Structs,
    /// The enumerations of both sides.
    pub(crate) enumerations: Enumerations,
    pub(crate) paging: Option<Paging>,
    pub(crate) errors: Vec<ErrorVariant>,
    /// The answer that the page shows, if that is JSON.
    pub(crate) sample: Option<Sample>,
}

impl OperationModel {
    /// The parameters that a call cannot be made without, each with its flag.
    pub(crate) fn required(&self) -> impl Iterator<Item = (&Parameter, &Flag)> {
        self.parameters.iter().filter_map(|it| it.flag.as_ref().map(|flag| (it, flag)))
    }

    /// What the request has: its parameters, and the fields of the structs in it.
    pub(crate) fn requested(&self) -> impl Iterator<Item = &Member> {
        let nested = self.request_structs.0.iter().flat_map(|it| &it.members);
        self.parameters.iter().map(|it| &it.member).chain(nested)
    }

    /// What the answer has: its fields, and those of the structs in it.
    pub(crate) fn answered(&self) -> impl Iterator<Item = &Member> {
        let nested = self.response_structs.0.iter().flat_map(|it| &it.members);
        self.answer.members.iter().chain(nested)
    }

    pub(crate) fn request_types(&self) -> Types<'_> {
        Types { structs: &self.request_structs, enumerations: &self.enumerations }
    }

    pub(crate) fn response_types(&self) -> Types<'_> {
        Types { structs: &self.response_structs, enumerations: &self.enumerations }
    }

    /// Whether anything of it is advised against, of which the compiler warns where it is used.
    pub(crate) fn has_deprecated(&self) -> bool {
        self.deprecated.is_some()
            || self.requested().chain(self.answered()).any(|it| it.deprecated.is_some())
    }

    /// Whether the compiler warns of the plainest call.
    pub(crate) fn calls_deprecated(&self) -> bool {
        self.deprecated.is_some() || self.required().any(|(it, _)| it.member.deprecated.is_some())
    }

    /// Whether a name is not in ASCII, of which the compiler may warn.
    pub(crate) fn has_wide_names(&self) -> bool {
        let members = self.requested().chain(self.answered()).map(|it| &it.ident);
        let errors = self.errors.iter().map(|it| &it.ident);
        let values = self.enumerations.0.iter().flat_map(|it| &it.values).map(|it| &it.ident);
        members.chain(errors).chain(values).any(Name::is_wide)
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
    pub(crate) place: Place,
    pub(crate) need: Need,
    /// How the builder's type tells that a required parameter is set.
    pub(crate) flag: Option<Flag>,
    /// The value that the page shows.
    pub(crate) example: Option<String>,
}

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Query,
    Form,
    /// A member of the JSON object in the body.
    Body,
    /// The body as a whole, without the parameter's name.
    WholeBody,
    Path,
    Header,
    Host,
}

/// What becomes of a parameter that is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It is left out.
    Optional,
    /// The call cannot be made.
    Required,
    /// The client's region is taken.
    Region,
    /// A token is made, by which the service knows a request that is sent again.
    Token,
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
    /// What the page says where it advises against the field.
    pub(crate) deprecated: Option<String>,
    /// Whether debug output must not show the value.
    pub(crate) is_secret: bool,
    /// For a struct in an answer, the method that tells whether it is there.
    pub(crate) presence: Option<Name>,
    /// For a list in a request whose setter takes one item, the setter that takes all of them.
    pub(crate) whole_setter: Option<Name>,
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
    /// The bytes of a file.
    Bytes,
    /// Any JSON value.
    Value,
    Enumeration(EnumerationId),
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

/// An enumeration, by its place in [`Enumerations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EnumerationId(pub(crate) usize);

/// The enumerations of an operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Enumerations(pub(crate) Vec<EnumerationModel>);

/// Texts of which the page lists all that there are, as far as it knows.
#[derive(Clone, Debug)]
pub(crate) struct EnumerationModel {
    pub(crate) ident: Name,
    pub(crate) docs: Docs,
    pub(crate) values: Vec<ValueVariant>,
}

/// A listed value.
#[derive(Clone, Debug)]
pub(crate) struct ValueVariant {
    /// The text on the wire.
    pub(crate) wire: String,
    pub(crate) ident: Name,
    pub(crate) docs: Docs,
}

/// What the types of one side are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Types<'a> {
    structs: &'a Structs,
    enumerations: &'a Enumerations,
}

impl<'a> Types<'a> {
    pub(crate) fn of_struct(self, id: StructId) -> Option<&'a Name> {
        self.structs.get(id).map(|it| &it.ident)
    }

    pub(crate) fn of_enumeration(self, id: EnumerationId) -> Option<&'a Name> {
        self.enumerations.0.get(id.0).map(|it| &it.ident)
    }
}

/// How an operation gives a long list in parts: by numbered pages, by tokens, or by either.
#[derive(Clone, Debug)]
pub(crate) struct Paging {
    pub(crate) item: Shape,
    pub(crate) items: FieldPath,
    pub(crate) by_number: Option<NumberPaging>,
    pub(crate) by_token: Option<TokenPaging>,
}

/// The number of the page is a parameter.
#[derive(Clone, Debug)]
pub(crate) struct NumberPaging {
    pub(crate) number: Name,
    pub(crate) shape: Shape,
    /// The field that counts all items, and its shape.
    pub(crate) total: Option<(FieldPath, Shape)>,
}

/// Each part says how to ask for the next one.
#[derive(Clone, Debug)]
pub(crate) struct TokenPaging {
    pub(crate) token: Name,
    /// The parameter for the number of items, which asks for tokens where there are pages too.
    pub(crate) size: Option<Name>,
    pub(crate) next: FieldPath,
}

/// The fields of an answer that lead to a value: structs, then the value's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldPath {
    pub(crate) structs: Vec<Name>,
    pub(crate) field: Name,
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

/// The answer that a page shows.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) text: String,
    /// Where the page's rows say otherwise, so that something of the sample is lost.
    pub(crate) misfit: Option<String>,
}

/// A documented error code.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) ident: Name,
    /// The code as the page writes it.
    pub(crate) documented: String,
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
