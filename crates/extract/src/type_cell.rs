//! What a type cell declares, before it is known which rows stand below it.

use apigen_ir::{Type, TypeName};

use crate::vocabulary::{ARRAYS, JSONS, LISTS, MAPS, STRUCTS, says_nothing, scalar};

/// What a type cell declares.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Declared {
    /// A scalar.
    Scalar(Type),
    /// A struct, with its name where the cell gives one.
    Struct(Option<TypeName>),
    /// A link to a struct, which is what the row is or what its list holds; only the sample says
    /// which (ecs, older pages).
    Linked(Option<TypeName>),
    /// An array whose element the cell declares.
    ArrayOf(Box<Declared>),
    /// `List`: an array that practically never holds rows, unlike `Array`.
    List,
    /// A map, with its value's type where the cell gives one.
    Map(Option<Box<Declared>>),
    /// A JSON value.
    Json,
    /// Nothing.
    Blank,
}

impl Declared {
    /// Whether rows can stand below a row of this type.
    ///
    /// `List` and `Map` practically never hold rows; that is a matter of weights, not of this rule.
    pub(crate) fn can_hold_rows(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::ArrayOf(element) => element.can_hold_rows(),
            Self::Struct(_)
            | Self::Linked(_)
            | Self::List
            | Self::Map(_)
            | Self::Json
            | Self::Blank => true,
        }
    }
}

impl Declared {
    /// The name of the struct, or of the array's element, where the cell gives one.
    pub(crate) fn struct_name(&self) -> Option<&TypeName> {
        match self {
            Self::Struct(name) | Self::Linked(name) => name.as_ref(),
            Self::ArrayOf(element) => element.struct_name(),
            _ => None,
        }
    }
}

/// Reads a type cell; `None` where no vocabulary knows its text.
///
/// `linked` says that the text is a link: then it is a struct's name, whatever its letters are
/// (`[runtime](…)` in descriptions of clusters).
pub(crate) fn read(text: &str, linked: bool) -> Option<Declared> {
    let text = text.trim().trim_end_matches(['。', '.']).trim();
    let key = text.to_lowercase();
    if says_nothing(text) {
        return Some(Declared::Blank);
    }
    if STRUCTS.contains(&key.as_str()) {
        return Some(Declared::Struct(None));
    }
    if LISTS.contains(&key.as_str()) {
        return Some(Declared::List);
    }
    if ARRAYS.contains(&key.as_str()) {
        return Some(Declared::ArrayOf(Box::new(Declared::Blank)));
    }
    if MAPS.contains(&key.as_str()) {
        return Some(Declared::Map(None));
    }
    if JSONS.contains(&key.as_str()) {
        return Some(Declared::Json);
    }
    if let Some(ty) = scalar(text) {
        return Some(Declared::Scalar(ty));
    }
    if let Some(element) = array_element(text) {
        return Some(Declared::ArrayOf(Box::new(read_element(element))));
    }
    if let Some(value) = map_value(text) {
        return Some(Declared::Map(read(value, false).map(Box::new)));
    }
    linked.then(|| Declared::Linked(type_name(text)))
}

/// Whether a cell names the struct of a list by what can be no name: `Array of Phone Number`.
pub(crate) fn damages_name(text: &str) -> bool {
    array_element(text).is_some_and(|element| {
        !element.is_empty() && read(element, false).is_none() && type_name(element).is_none()
    })
}

/// The element of `Array of X`, `List<X>`, `X[]` and `X Array`.
fn array_element(text: &str) -> Option<&str> {
    const BEFORE: &[&str] = &["array of ", "list of ", "array<", "list<", "array "];
    for prefix in BEFORE {
        if let Some(rest) = strip_prefix_ignoring_case(text, prefix) {
            return Some(rest.trim_end_matches('>').trim());
        }
    }
    text.strip_suffix("[]").or_else(|| text.strip_suffix(" Array")).map(str::trim)
}

/// The value of `Map<String, X>` and `String to X map`.
fn map_value(text: &str) -> Option<&str> {
    if let Some(value) = strip_prefix_ignoring_case(text, "string to ") {
        return value.strip_suffix(" map").map(str::trim);
    }
    let inner = strip_prefix_ignoring_case(text, "map<")?.strip_suffix('>')?;
    Some(inner.split_once(',').map_or(inner, |(_, value)| value).trim())
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..)).flatten()
}

/// An element is whatever a cell can say, or else the name of a struct.
fn read_element(text: &str) -> Declared {
    match read(text, false) {
        Some(Declared::Blank) | None => Declared::Struct(type_name(text)),
        Some(declared) => declared,
    }
}

/// The name of a struct, made to start with a capital letter as the IR wants it.
fn type_name(text: &str) -> Option<TypeName> {
    let mut letters = text.trim().chars();
    let first = letters.next()?;
    TypeName::new(&format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Declared {
        Declared::Struct(TypeName::new(name))
    }

    fn array(element: Declared) -> Declared {
        Declared::ArrayOf(Box::new(element))
    }

    #[test]
    fn every_spelling_is_read() {
        let string = || Declared::Scalar(Type::String);
        let cases = [
            ("String", string()),
            ("Integer", Declared::Scalar(Type::Int32)),
            ("Long", Declared::Scalar(Type::Int64)),
            ("boolean", Declared::Scalar(Type::Bool)),
            ("Struts", Declared::Struct(None)),
            ("Array of PhoneNumber", array(named("PhoneNumber"))),
            ("Array of String", array(string())),
            ("List<String>", array(string())),
            ("Pair[]", array(named("Pair"))),
            ("Pair Array", array(named("Pair"))),
            ("Array of Array of String", array(array(string()))),
            ("Array of event", array(named("Event"))),
            ("RepeatList", Declared::List),
            ("Array", array(Declared::Blank)),
            ("Map", Declared::Map(None)),
            ("Map<String, Long>", Declared::Map(Some(Box::new(Declared::Scalar(Type::Int64))))),
            ("String to string map", Declared::Map(Some(Box::new(string())))),
            ("-", Declared::Blank),
        ];
        for (text, declared) in cases {
            assert_eq!(read(text, false), Some(declared), "{text}");
        }
    }

    #[test]
    fn the_name_of_a_struct_has_no_blanks() {
        assert!(damages_name("Array of Phone Number"));
        for whole in ["Array of Phone", "Array", "Array of String", "List<String>", "String"] {
            assert!(!damages_name(whole), "{whole}");
        }
    }

    #[test]
    fn a_lone_name_is_a_struct_only_where_it_is_a_link() {
        assert_eq!(read("runtime", true), Some(Declared::Linked(TypeName::new("Runtime"))));
        assert_eq!(read("runtime", false), None);
    }
}
