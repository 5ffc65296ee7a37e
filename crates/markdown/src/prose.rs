//! Headings, and what stands between headings, tables and code.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::lines::{HEADING_MARKS, is_blank, trim};
use crate::page::{Block, CodeBlock, Heading, Link, Paragraph};
use crate::render::{Piece, Rendered, render_marked};
use crate::span::Span;

/// Reads the line `span` of `text`, which begins with `level` times `#`.
pub(crate) fn heading(text: &str, span: Span, level: u8) -> Heading {
    let written = span.of(text);
    let written = written.trim_start_matches(HEADING_MARKS);
    new_heading(level, written, span)
}

/// Reads the paragraphs, lists and quotes of a stretch of `text` and adds them to `blocks`.
pub(crate) fn read(text: &str, span: Span, blocks: &mut Vec<Block>) {
    let mut open = None;
    let mut depth = 0_usize;
    for (event, range) in Parser::new(span.of(text)).into_offset_iter() {
        let range = Span { start: span.start + range.start, end: span.start + range.end };
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    open = Some(OpenBlock::new(&tag, range));
                } else if let (Some(block), Tag::Link { dest_url, .. }) = (&mut open, tag) {
                    let target = dest_url.into_string();
                    block.links.push(Link { text: String::new(), target, span: range });
                    block.links_open += 1;
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if let (TagEnd::Link, Some(block)) = (tag, &mut open) {
                    block.links_open = block.links_open.saturating_sub(1);
                }
                if depth == 0 {
                    blocks.extend(open.take().and_then(|block| block.finish(text)));
                }
            }
            Event::Text(piece) | Event::Code(piece) | Event::Html(piece) => {
                if let Some(block) = &mut open {
                    block.add_text(&piece);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = &mut open {
                    block.add_text(" ");
                }
            }
            // A line that only divides says nothing.
            _ => {}
        }
    }
}

/// A block whose end the parser has not reported yet.
struct OpenBlock {
    kind: Kind,
    span: Span,
    links: Vec<Link>,
    links_open: usize,
    code: String,
}

enum Kind {
    Heading(HeadingLevel),
    Code,
    Prose,
}

impl OpenBlock {
    fn new(tag: &Tag<'_>, span: Span) -> Self {
        let kind = match tag {
            Tag::Heading { level, .. } => Kind::Heading(*level),
            Tag::CodeBlock(_) => Kind::Code,
            _ => Kind::Prose,
        };
        Self { kind, span, links: Vec::new(), links_open: 0, code: String::new() }
    }

    fn add_text(&mut self, piece: &str) {
        if let Some(link) = self.links.last_mut().filter(|_| self.links_open > 0) {
            link.text.push_str(piece);
        } else if matches!(self.kind, Kind::Code) {
            self.code.push_str(piece);
        }
    }

    fn finish(self, text: &str) -> Option<Block> {
        let span = trim(text, self.span);
        let written = span.of(text);
        match self.kind {
            Kind::Heading(level) => {
                // The parser takes the line of `=` or `-` below the text for part of it.
                let (title, _) = written.rsplit_once('\n').unwrap_or((written, ""));
                Some(Block::Heading(new_heading(level as u8, title, span)))
            }
            Kind::Code => {
                let text = self.code.trim_end_matches(['\n', '\r']).to_owned();
                Some(Block::Code(CodeBlock { info: String::new(), text, span, is_closed: true }))
            }
            Kind::Prose => {
                let literal = || Rendered { text: written.to_owned(), doc: written.to_owned() };
                let Rendered { text, doc } =
                    render_marked(written, Piece::Block).unwrap_or_else(literal);
                let is_empty = doc.is_empty() && self.links.is_empty();
                (!is_empty).then_some(Block::Paragraph(Paragraph {
                    text,
                    doc,
                    links: self.links,
                    span,
                }))
            }
        }
    }
}

/// A heading without closing marks; a trailing `{#id .section}` is no part of its text.
fn new_heading(level: u8, written: &str, span: Span) -> Heading {
    let written = written.trim_matches(is_blank);
    let attribute = written
        .strip_suffix('}')
        .and_then(|it| it.rsplit_once('{'))
        .filter(|(_, attribute)| attribute.trim_start().starts_with(['#', '.']));
    let without_attribute =
        attribute.map_or(written, |(title, _)| title.trim_end_matches(is_blank));
    let id = attribute
        .and_then(|(_, attribute)| attribute.split_whitespace().find_map(|it| it.strip_prefix('#')))
        .filter(|id| !id.is_empty())
        .map(str::to_owned);
    let title = without_attribute.trim_end_matches('#');
    let is_closed = title.is_empty() || title.ends_with(is_blank);
    let title = if is_closed { title.trim_matches(is_blank) } else { without_attribute };
    let text = render_marked(title, Piece::Cell).map_or_else(|| title.to_owned(), |it| it.text);
    Heading { level, text, id, span }
}
