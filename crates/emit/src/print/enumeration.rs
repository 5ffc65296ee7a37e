//! Enumerations: a variant for each listed value, and one for all else.

use quote::quote;

use super::operation::Sections;
use crate::model::{EnumerationModel, OperationModel};
use crate::source::doc_attributes;

pub(super) fn print(operation: &OperationModel) -> Sections {
    operation.enumerations.0.iter().flat_map(enumeration).collect()
}

fn enumeration(model: &EnumerationModel) -> Sections {
    let docs = doc_attributes(&model.docs);
    let ident = &model.ident;
    let variants = model.values.iter().map(|value| {
        let (ident, docs) = (&value.ident, doc_attributes(&value.docs));
        quote! { #docs #ident, }
    });
    let to_text = model.values.iter().map(|value| {
        let (ident, wire) = (&value.ident, &value.wire);
        quote! { Self::#ident => #wire, }
    });
    let from_text = model.values.iter().map(|value| {
        let (ident, wire) = (&value.ident, &value.wire);
        quote! { #wire => Self::#ident, }
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[cfg_attr(
                feature = "serde",
                derive(serde::Serialize, serde::Deserialize),
                serde(from = "String", into = "String")
            )]
            #[non_exhaustive]
            pub enum #ident {
                #(#variants)*
                #[doc = " Any other text."]
                Unknown(String),
            }
        },
        quote! {
            impl #ident {
                #[doc = " The text on the wire."]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(#to_text)*
                        Self::Unknown(text) => text,
                    }
                }
                fn listed(text: &str) -> Option<Self> {
                    Some(match text {
                        #(#from_text)*
                        _ => return None,
                    })
                }
            }
        },
        quote! { aliyun_runtime::text_enumeration!(#ident); },
    ]
}
