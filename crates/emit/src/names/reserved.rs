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

/// Methods of the structs themselves, and those that would be mistaken for a method of a trait
/// of the standard library (the compiler's linter warns of them).
pub(super) const METHODS: &[&str] = &[
    "into_request",
    "new",
    "send",
    "with_state", // Ours.
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "div",
    "mul",
    "rem",
    "shl",
    "shr",
    "sub", // Of setters.
    "as_ref",
    "borrow",
    "clone",
    "deref",
    "is_empty",
    "len", // Of accessors.
];

/// Methods of the client.
pub(super) const CLIENT_METHODS: &[&str] = &["builder", "clone", "send"];

/// Variants that every error has.
pub(super) const VARIANTS: &[&str] = &["Other"];

/// Types, traits and variants that an operation's module relies on by their short names: what it
/// imports, and the prelude.
pub(super) const TYPES: &[&str] = &[
    // Imports.
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
    // The prelude.
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
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
    // Derived beside the prelude.
    "Debug",
    "Hash",
];
