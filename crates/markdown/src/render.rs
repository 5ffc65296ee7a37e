//! Reads the Markdown inside one cell or paragraph: once, for two readings of it.

mod bold;
mod doc;
mod emphasis;
mod escape;
mod literal;
mod normalize;
mod plain;

use pulldown_cmark::{CowStr, Event, Parser, TextMergeStream};

/// The two readings of a piece of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// Plain text on one line.
    pub(crate) text: String,
    /// Clean Markdown.
    pub(crate) doc: String,
}

/// What a piece of Markdown is a piece of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A cell or a heading. On one line it is rather a value than a list or a quote, such as
    /// `-1`, `>0`, `# ` or `1.`.
    Cell,
    /// A paragraph, a list or a quote that the parser found to be one.
    Block,
}

/// Reads a piece of Markdown as these pages write it; `None` where it reads as it is written.
///
/// The piece has no blanks around it.
pub(crate) fn render_marked(raw: &str, piece: Piece) -> Option<Rendered> {
    if literal::is_literal(raw) {
        return None;
    }
    Some(literal::read_escaped(raw).unwrap_or_else(|| render(raw, piece)))
}

/// Reads a piece of Markdown as these pages write it.
pub(crate) fn render(raw: &str, piece: Piece) -> Rendered {
    let normalized = normalize::normalize(raw, piece);
    let mut text = plain::PlainText::with_room(normalized.len());
    let mut doc = doc::DocWriter::with_room(normalized.len());
    for event in TextMergeStream::new(Parser::new(&normalized)) {
        let event = match event {
            Event::Code(code) => Event::Code(without_escaped_bars(code)),
            event => event,
        };
        text.read(&event);
        doc.read(event);
    }
    Rendered { text: text.finish(), doc: doc.finish() }
}

/// Lines in one text, which takes no more room than it needs: pages have many such texts.
fn joined<'a>(mut lines: impl Iterator<Item = &'a str>, divider: char) -> String {
    // Most often there is but one.
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        text.push(divider);
        text.push_str(line);
    }
    text.shrink_to_fit();
    text
}

/// Inside of a table, a bar in code needs a backslash that is not part of the code.
fn without_escaped_bars(code: CowStr<'_>) -> CowStr<'_> {
    if code.contains("\\|") { code.replace("\\|", "|").into() } else { code }
}
