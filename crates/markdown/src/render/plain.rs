//! The reading as plain text on one line.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::joined;
use super::normalize::restore;

/// Collects the text of the parser's events.
#[derive(Debug, Default)]
pub(super) struct PlainText {
    text: String,
}

impl PlainText {
    /// Collects text of about so many bytes.
    pub(super) fn with_room(length: usize) -> Self {
        Self { text: String::with_capacity(length) }
    }

    pub(super) fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(piece)
            | Event::Code(piece)
            | Event::Html(piece)
            | Event::InlineHtml(piece) => self.text.push_str(piece),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => {}
            // Everything else divides: the end of a line, of an item, of a paragraph.
            _ => self.end_line(),
        }
    }

    /// Ends a line, if one has begun.
    fn end_line(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'\n')) {
            self.text.push('\n');
        }
    }

    /// The text, its lines joined by blanks.
    pub(super) fn finish(self) -> String {
        let restored = restore(&self.text);
        let lines = restored.split('\n').map(str::trim).filter(|line| !line.is_empty());
        joined(lines, ' ')
    }
}
