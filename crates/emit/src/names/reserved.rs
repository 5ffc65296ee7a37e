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

/// Methods that builders and nested structs have beside their setters.
pub(super) const OWN_METHODS: &[&str] = &["into_request", "new", "send", "with_state"];

/// Setters that would be mistaken for operators, which the linter warns of.
pub(super) const TRAIT_SETTERS: &[&str] =
    &["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];

/// Accessors that would be mistaken for methods of the standard library's traits and containers,
/// which the linter warns of.
pub(super) const TRAIT_ACCESSORS: &[&str] =
    &["as_ref", "borrow", "clone", "deref", "is_empty", "len"];

/// Methods that the client has beside those of the operations.
pub(super) const CLIENT_METHODS: &[&str] = &["builder", "clone", "send"];

/// Variants that every error has.
pub(super) const VARIANTS: &[&str] = &["Other"];

/// The parameter of a builder's type that all flags are in.
pub(super) const BUILDER_STATE: &[&str] = &["State"];

/// What the modules of operations import.
pub(super) const IMPORTS: &[&str] = &[
    "BTreeMap",
    "Call",
    "DecodeError",
    "Encoder",
    "Error",
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
