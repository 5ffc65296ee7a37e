//! What all structs of plain data have: traits that are derived, secrets that are not shown, and
//! serde's traits as a feature.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Member;
use crate::names::Name;

/// How serde makes the name on the wire of a field's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Pascal,
    Camel,
}

/// A struct of plain data.
pub(super) struct PlainData<'a> {
    ident: &'a Name,
    members: Vec<&'a Member>,
    /// Fields beside the members: their names in Rust and in serde's form.
    others: Vec<(TokenStream, &'static str)>,
    case: Option<Case>,
}

impl<'a> PlainData<'a> {
    pub(super) fn new(ident: &'a Name, members: impl IntoIterator<Item = &'a Member>) -> Self {
        let members: Vec<&Member> = members.into_iter().collect();
        let case = case(&members);
        Self { ident, members, others: Vec::new(), case }
    }

    /// The same with a field that is no member, called `serde_name` in serde's form.
    pub(super) fn with(mut self, field: TokenStream, serde_name: &'static str) -> Self {
        self.others.push((field, serde_name));
        self
    }

    /// The attributes of the struct.
    pub(super) fn attributes(&self) -> TokenStream {
        let debug = (!self.has_secrets()).then(|| quote! { Debug, });
        let rename = self.case.map(|case| match case {
            Case::Pascal => quote! { , rename_all = "PascalCase" },
            Case::Camel => quote! { , rename_all = "camelCase" },
        });
        quote! {
            #[derive(Clone, #debug Default, PartialEq)]
            #[cfg_attr(
                feature = "serde",
                derive(serde::Serialize, serde::Deserialize),
                serde(default #rename)
            )]
        }
    }

    /// The attributes of a member's field.
    pub(super) fn field_attributes(&self, member: &Member) -> TokenStream {
        let name = self.case.map_or(member.ident.plain().to_owned(), |it| it.apply(&member.ident));
        if name == member.wire {
            return TokenStream::new();
        }
        renamed(&member.wire)
    }

    /// The attributes of a field that is no member.
    pub(super) fn other_attributes(serde_name: &str) -> TokenStream {
        renamed(serde_name)
    }

    /// Debug output without the secrets, where there are any.
    pub(super) fn debug(&self) -> TokenStream {
        if !self.has_secrets() {
            return TokenStream::new();
        }
        let (ident, name) = (self.ident, self.ident.plain());
        let members = self.members.iter().map(|member| {
            let (field, name) = (&member.ident, member.ident.plain());
            if member.is_secret {
                quote! { .field(#name, &redacted(&self.#field)) }
            } else {
                quote! { .field(#name, &self.#field) }
            }
        });
        let others = self.others.iter().map(|(field, _)| {
            let name = field.to_string();
            quote! { .field(#name, &self.#field) }
        });
        quote! {
            #[doc = " Secrets are shown as `***`."]
            impl fmt::Debug for #ident {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(#name) #(#members)* #(#others)* .finish()
                }
            }
        }
    }

    fn has_secrets(&self) -> bool {
        self.members.iter().any(|it| it.is_secret)
    }
}

fn renamed(name: &str) -> TokenStream {
    quote! { #[cfg_attr(feature = "serde", serde(rename = #name))] }
}

/// The case that most names are in; none where that says nothing.
fn case(members: &[&Member]) -> Option<Case> {
    // Serde cuts the first byte off a name to put it in this case.
    let is_ascii = members.iter().all(|it| !it.ident.is_wide());
    let cases = [(Case::Pascal, true), (Case::Camel, is_ascii)];
    let possible = cases.into_iter().filter(|(_, is_possible)| *is_possible);
    let fits = possible.map(|(case, _)| {
        (case, members.iter().filter(|it| case.apply(&it.ident) == it.wire).count())
    });
    fits.filter(|(_, fits)| *fits > 0).rev().max_by_key(|(_, fits)| *fits).map(|(case, _)| case)
}

impl Case {
    /// What serde makes of a field's name.
    fn apply(self, ident: &Name) -> String {
        let mut name = String::new();
        let mut begins_word = self == Self::Pascal;
        for letter in ident.plain().chars() {
            if letter == '_' {
                begins_word = true;
            } else if begins_word {
                name.push(letter.to_ascii_uppercase());
                begins_word = false;
            } else {
                name.push(letter);
            }
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Kind, Scope};

    #[test]
    fn cases_are_those_of_serde() {
        let mut scope = Scope::default();
        let name = scope.take_numbered(Kind::Member, "http_status_code");
        assert_eq!(Case::Pascal.apply(&name), "HttpStatusCode");
        assert_eq!(Case::Camel.apply(&name), "httpStatusCode");
    }
}
