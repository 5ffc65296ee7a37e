//! Names that generated code cannot have, or had better not have.

/// The keywords of Rust, edition 2024, with those that are reserved.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers either.
pub(super) const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self"];

/// Methods that builders have beside the setters of parameters, and the requests' own field.
pub(super) const BUILDER_METHODS: &[&str] = &[
    "extra_parameter",
    "extra_parameters",
    "into_request",
    "items",
    "pages",
    "send",
    "with_state",
];

/// Methods that structs in requests have beside their setters.
pub(super) const STRUCT_METHODS: &[&str] = &["new"];

/// Methods that answers have beside the accessors of their fields, but for the request id, which
/// pages have too.
pub(super) const ANSWER_METHODS: &[&str] = &["raw_body"];

/// Setters and accessors that would be mistaken for operators, or for methods of the standard
/// library's traits and containers, which the linter warns of.
pub(super) const MISTAKABLE: &[&str] = &[
    "add", "as_ref", "bitand", "bitor", "bitxor", "borrow", "clone", "deref", "div", "is_empty",
    "len", "mul", "rem", "shl", "shr", "sub",
];

/// Methods that the client has beside those of the operations.
pub(super) const CLIENT_METHODS: &[&str] = &["builder", "call", "clone", "pages", "send"];

/// Variants that every error has.
pub(super) const VARIANTS: &[&str] = &["Other"];

/// Variants that every enumeration has.
pub(super) const VALUES: &[&str] = &["Unknown"];

/// The parameter of a builder's type that all flags are in.
pub(super) const BUILDER_STATE: &[&str] = &["State"];

/// What the modules of operations import.
pub(super) const IMPORTS: &[&str] = &[
    "BTreeMap",
    "Call",
    "DecodeError",
    "Encoder",
    "Error",
    "ExtraParameters",
    "FromWire",
    "Object",
    "Operation",
    "PhantomData",
    "Place",
    "ResponseMetadata",
    "ServiceError",
    "Set",
    "StdError",
    "ToWire",
    "Unset",
    "Value",
];

/// The types, traits and variants that Rust code knows without an import, and derived traits.
pub(super) const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];
