//! Reads the Markdown inside one cell or paragraph.

/// The two readings of a piece of Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Rendered {
    /// Plain text on one line.
    pub(crate) text: String,
    /// Clean Markdown.
    pub(crate) doc: String,
}

pub(crate) fn render(raw: &str) -> Rendered {
    Rendered { text: raw.to_owned(), doc: raw.to_owned() }
}
