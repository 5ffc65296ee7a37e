//! The page as it is, and where its parts are.

use apigen_markdown::{Block, Span, Table, parse};

/// A page, and the places where it can be damaged.
#[derive(Debug)]
pub struct Original {
    /// Where the page lies, relative to the folder of pages.
    pub path: String,
    /// The text of the page.
    pub text: String,
    /// The lines that say anything, each with its line break.
    pub(crate) lines: Vec<Span>,
    /// The tables.
    pub(crate) tables: Vec<Table>,
    /// The headings, each a line without its line break.
    pub(crate) headings: Vec<Span>,
}

impl Original {
    /// Finds the parts of a page.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (mut tables, mut headings) = (Vec::new(), Vec::new());
        for block in parse(&text).blocks {
            match block {
                Block::Table(table) => tables.push(table),
                Block::Heading(heading) => headings.push(heading.span),
                Block::Paragraph(_) | Block::Code(_) => {}
            }
        }
        let lines = lines(&text).filter(|line| !line.of(&text).trim().is_empty()).collect();
        Self { path: path.into(), text, lines, tables, headings }
    }
}

/// The lines of a text, each with its line break.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Span> {
    text.split_inclusive('\n').scan(0, |start, line| {
        let span = Span { start: *start, end: *start + line.len() };
        *start = span.end;
        Some(span)
    })
}
