//! Setters, of builders and of the structs in requests: what they take, and what they store.
//!
//! A setter takes the value; one of a list or of a map takes all items at once. Only of a list of
//! structs it takes one item, which joins those before: `.tag(Tag::new()…).tag(…)`. Such a list has
//! a second setter, `set_tag`, for all items.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::value::{rust_type, setter_value};
use crate::model::{Member, Shape, Types};
use crate::names::Name;
use crate::source::doc_attributes;

/// What is the same for the setters of one struct or builder.
pub(super) struct Setters<'a> {
    pub(super) types: Types<'a>,
    /// What the fields stand in.
    pub(super) owner: TokenStream,
}

impl Setters<'_> {
    /// The setters of one field, which give a `result` by the expression `end`.
    pub(super) fn print(
        &self,
        member: &Member,
        result: &TokenStream,
        end: &TokenStream,
    ) -> TokenStream {
        let (owner, ident) = (&self.owner, &member.ident);
        let deprecated = deprecated(member.deprecated.as_deref());
        let docs = doc_attributes(&member.docs);
        let (argument, stored) = setter_value(member, self.types);
        let set = |name: &Name| {
            quote! {
                #deprecated
                pub fn #name(mut self, #argument) -> #result {
                    #owner.#ident = Some(#stored);
                    #end
                }
            }
        };
        let Some(whole) = &member.whole_setter else {
            let setter = set(ident);
            return quote! { #docs #setter };
        };
        let item = match &member.shape {
            Shape::List(item) => rust_type(item, self.types),
            _ => TokenStream::new(),
        };
        let whole_docs = format!(" Sets all of [`{ident}`](Self::{}) at once.", ident.plain());
        let one_docs =
            format!(" Adds one to those before; [`{whole}`](Self::{}) sets all.", whole.plain());
        let whole = set(whole);
        quote! {
            #docs
            #[doc = ""]
            #[doc = #one_docs]
            #deprecated
            pub fn #ident(mut self, value: #item) -> #result {
                #owner.#ident.get_or_insert_default().push(value);
                #end
            }
            #[doc = #whole_docs]
            #whole
        }
    }
}

/// The attribute by which the compiler warns of what the page advises against.
pub(super) fn deprecated(note: Option<&str>) -> TokenStream {
    note.map(|note| quote! { #[deprecated(note = #note)] }).to_token_stream()
}
