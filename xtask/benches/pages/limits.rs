//! The least that each part could take: what nobody could do without, by well-known libraries.

use std::hint::black_box;
use std::path::Path;

use apigen_emit::EmittedFile;

/// Parses pages as standard Markdown, and looks at each event.
pub(crate) fn parse_markdown(pages: &[(String, String)]) {
    for (_, text) in pages {
        pulldown_cmark::Parser::new(text).for_each(|event| drop(black_box(event)));
    }
}

/// The Rust files that came out.
pub(crate) struct Rust<'a>(Vec<&'a str>);

impl<'a> Rust<'a> {
    pub(crate) fn of(files: &'a [EmittedFile]) -> Self {
        let is_rust =
            |file: &&EmittedFile| Path::new(&file.path).extension().is_some_and(|it| it == "rs");
        Self(files.iter().filter(is_rust).map(|it| &*it.text).collect())
    }

    /// Parses each file and prints it.
    pub(crate) fn parse_and_print(&self) {
        for text in &self.0 {
            black_box(prettyplease::unparse(&syn::parse_file(text).unwrap()));
        }
    }
}
