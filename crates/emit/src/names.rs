//! Every name in generated code is decided here, from a name on the wire.
//!
//! A name is split into [words], and the words are put together as Rust writes that kind of name.
//! What cannot stand in Rust is repaired: keywords become raw identifiers, names that begin with a
//! digit get a word in front. Where several names of one scope become the same, one of them has it,
//! whatever the order on the page is, and the others get a number that no name of the page has.

mod reserved;
mod words;

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

pub(crate) use words::words;

/// A name in generated code, as it will be written. Unlike an identifier of tokens it can pass
/// from thread to thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// The name by which code knows the crate of this name, which must be one that Cargo takes.
    pub(crate) fn of_library(crate_name: &str) -> Self {
        Self(crate_name.replace('-', "_"))
    }

    /// The name without the mark of raw identifiers, as files and examples are called.
    pub(crate) fn plain(&self) -> &str {
        &self.0
    }

    fn is_keyword(&self) -> bool {
        reserved::KEYWORDS.contains(&self.plain())
    }

    /// Whether the name has letters beyond ASCII.
    pub(crate) fn is_wide(&self) -> bool {
        !self.0.is_ascii()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.is_keyword() { "r#" } else { "" };
        write!(f, "{mark}{}", self.0)
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let new = if self.is_keyword() { Ident::new_raw } else { Ident::new };
        new(self.plain(), Span::call_site()).to_tokens(tokens);
    }
}

/// What a name is for; it decides case and what the name must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A field of an answer, or of a struct in it, with the accessor of the same name.
    Member,
    /// A parameter of a request, with the builder's method of the same name.
    Parameter,
    /// A field of a struct in a request, with the setter of the same name.
    Setter,
    /// An operation: its module, and the client's method.
    Operation,
    /// A type of an operation's module.
    Type,
    /// A variant of an operation's error.
    Variant,
    /// A value of an enumeration.
    Value,
    /// A required parameter: its trait, and the flag in the builder's type.
    Flag,
}

impl Kind {
    /// The name that a wire name becomes if nothing else claims it. It is a valid identifier, but
    /// may be a keyword.
    pub(crate) fn name(self, wire: &str) -> String {
        let name = self.plain_name(wire);
        match (self.is_reserved(&name), self.is_snake()) {
            (false, _) => name,
            (true, true) => format!("{name}_"),
            (true, false) => format!("{}{name}", self.word()),
        }
    }

    /// Whether the wire name would become one that it must not have, and has become another.
    pub(crate) fn evades(self, wire: &str) -> bool {
        self.is_reserved(&self.plain_name(wire))
    }

    fn plain_name(self, wire: &str) -> String {
        let words = words(wire);
        let name = if self.is_snake() { words.join("_") } else { pascal(&words) };
        let starts_well = name.starts_with(|c: char| !c.is_ascii_digit());
        match (starts_well, self.is_snake()) {
            (true, _) => name,
            (false, true) => format!("{}_{name}", self.word()).trim_end_matches('_').to_owned(),
            (false, false) => format!("{}{name}", self.word()),
        }
    }

    /// The word in front of what is no name of its own, as `123` or nothing.
    fn word(self) -> &'static str {
        match self {
            Self::Member | Self::Parameter | Self::Setter => "field",
            Self::Operation => "operation",
            Self::Type => "Type",
            Self::Variant => "Code",
            Self::Value => "Value",
            Self::Flag => "Parameter",
        }
    }

    fn is_snake(self) -> bool {
        matches!(self, Self::Member | Self::Parameter | Self::Setter | Self::Operation)
    }

    fn is_reserved(self, name: &str) -> bool {
        let reserved: &[&[&str]] = match self {
            Self::Member => &[reserved::MISTAKABLE, reserved::ANSWER_METHODS],
            Self::Parameter => &[reserved::MISTAKABLE, reserved::BUILDER_METHODS],
            Self::Setter => &[reserved::MISTAKABLE, reserved::STRUCT_METHODS],
            Self::Operation => &[reserved::CLIENT_METHODS],
            Self::Type => &[reserved::IMPORTS, reserved::PRELUDE],
            Self::Flag => &[reserved::IMPORTS, reserved::PRELUDE, reserved::BUILDER_STATE],
            Self::Variant => &[reserved::VARIANTS],
            Self::Value => &[reserved::VALUES],
        };
        reserved.iter().chain([&reserved::NEVER_RAW]).any(|names| names.contains(&name))
    }

    fn numbered(self, name: &str, number: usize) -> String {
        let name = name.trim_end_matches('_');
        if self.is_snake() { format!("{name}_{number}") } else { format!("{name}{number}") }
    }
}

/// The names of one scope that are given away.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which these names are taken already.
    pub(crate) fn with(taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { taken: taken.into_iter().map(Into::into).collect() }
    }

    /// Takes the name if it is free.
    ///
    /// `name` must be one of [`Kind::name`]: then it is a valid identifier.
    pub(crate) fn take(&mut self, name: &str) -> Option<Name> {
        self.taken.insert(name.to_owned()).then(|| Name(name.to_owned()))
    }

    /// Takes the name, or the first free one of it with a number, from 2.
    pub(crate) fn take_numbered(&mut self, kind: Kind, name: &str) -> Name {
        if let Some(name) = self.take(name) {
            return name;
        }
        let mut number = 2;
        loop {
            if let Some(name) = self.take(&kind.numbered(name, number)) {
                return name;
            }
            number += 1;
        }
    }

    /// Names all of `wires`; the names are in their order.
    ///
    /// Of those that would have the same name, the one that is written as the API writes names has
    /// it (`Value`, not `value`), or else the first in byte order: pages reorder their rows, and no
    /// name of users' code may become another parameter's by that (ecs/DescribeDisks:
    /// `Tag.N.value` beside `Tag.N.Value`). A name that belongs to one of them as it is never goes
    /// to another with a number, so that a new pair of names that differ in case renames nothing
    /// else.
    pub(crate) fn take_all<'a>(
        &mut self,
        kind: Kind,
        wires: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Name> {
        let wires: Vec<&str> = wires.into_iter().collect();
        let mut ranked: Vec<(usize, &str)> = wires.iter().copied().enumerate().collect();
        ranked.sort_by_cached_key(|(_, wire)| (pascal(&words(wire)) != *wire, *wire));
        let own: Vec<Option<Name>> =
            ranked.iter().map(|(_, wire)| self.take(&kind.name(wire))).collect();
        let named = ranked.into_iter().zip(own).map(|((place, wire), own)| {
            (place, own.unwrap_or_else(|| self.take_numbered(kind, &kind.name(wire))))
        });
        let mut named: Vec<(usize, Name)> = named.collect();
        named.sort_by_key(|(place, _)| *place);
        named.into_iter().map(|(_, name)| name).collect()
    }
}

/// The words in the case of types. Acronyms are words like others: `HttpStatusCode`. Numbers stay
/// apart: `V1_0`.
fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        if name.ends_with(is_digit) && word.starts_with(is_digit) {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests;
