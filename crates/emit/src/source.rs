//! From tokens to the text of a Rust file.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::docs::Docs;

/// The text of a Rust file: its sections one by one, a blank line between them.
///
/// Sections are formatted apart, because the formatter leaves no blank line between items.
pub(crate) fn rust_file(
    header: &str,
    sections: impl IntoIterator<Item = TokenStream>,
) -> Result<String, syn::Error> {
    let mut text = format!("// {header}\n");
    for section in sections.into_iter().filter(|section| !section.is_empty()) {
        text.push('\n');
        text.push_str(&format(section)?);
        // The formatter ends lines, but not that of an attribute that stands alone.
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    Ok(text)
}

/// The text of a program for docs: its sections, a blank line between them.
pub(crate) fn program(
    sections: impl IntoIterator<Item = TokenStream>,
) -> Result<String, syn::Error> {
    let sections: Vec<String> = sections.into_iter().map(format).collect::<Result<_, _>>()?;
    Ok(sections.join("\n"))
}

/// Docs of an item, as attributes; the formatter makes comments of them.
pub(crate) fn doc_attributes(docs: &Docs) -> TokenStream {
    let lines = docs.lines().map(comment_line);
    quote! { #(#[doc = #lines])* }
}

/// Docs of the module or crate that they stand in.
pub(crate) fn inner_doc_attributes(docs: &Docs) -> TokenStream {
    let lines = docs.lines().map(comment_line);
    quote! { #(#![doc = #lines])* }
}

fn comment_line(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

fn format(tokens: TokenStream) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens)?;
    let text = prettyplease::unparse(&file);
    let is_spaced = matches!(file.items.as_slice(), [Item::Impl(_) | Item::Mod(_)]);
    Ok(if is_spaced { space_items(&text) } else { text })
}

/// Puts blank lines between the items inside of an `impl` or a module.
fn space_items(text: &str) -> String {
    let mut spaced = String::new();
    let mut before = "";
    for line in text.lines() {
        if ends_item(before) && begins_item(line) && !(is_one_liner(before) && is_one_liner(line)) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// The text of a line that is indented as the items are.
fn at_item_level(line: &str) -> Option<&str> {
    line.strip_prefix("    ").filter(|rest| !rest.starts_with(' '))
}

fn ends_item(line: &str) -> bool {
    at_item_level(line).is_some_and(|rest| {
        !rest.starts_with("//") && (rest == "}" || rest.ends_with(';') || rest.ends_with("{}"))
    })
}

fn begins_item(line: &str) -> bool {
    at_item_level(line).is_some_and(|rest| !rest.starts_with('}'))
}

/// Items that stand close together, as they do in code that people write.
fn is_one_liner(line: &str) -> bool {
    let starts = ["const ", "type ", "use "];
    at_item_level(line).is_some_and(|rest| {
        rest.ends_with(';') && starts.iter().any(|start| rest.starts_with(start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_and_methods_have_blank_lines_between_them() {
        let text = rust_file(
            "Header.",
            [
                quote! { use a::B; use a::C; },
                quote! {
                    impl A for B {
                        const C: u8 = 1;
                        const D: u8 = 2;
                        fn e(&self) { if true { f(); } g(); }
                        #[doc = " Ends in a brace: {}"]
                        #[doc = " or in;"]
                        fn h(&self) {}
                    }
                },
            ],
        );
        let expected = "// Header.

use a::B;
use a::C;

impl A for B {
    const C: u8 = 1;
    const D: u8 = 2;

    fn e(&self) {
        if true {
            f();
        }
        g();
    }

    /// Ends in a brace: {}
    /// or in;
    fn h(&self) {}
}
";
        assert_eq!(text.unwrap(), expected);
    }

    #[test]
    fn programs_have_no_header() {
        let text = program([quote! { use a::B; }, quote! { fn c() { d(); } }]);
        assert_eq!(text.unwrap(), "use a::B;\n\nfn c() {\n    d();\n}\n");
    }
}
