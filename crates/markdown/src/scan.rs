//! The main path: from the text, line by line, to the blocks.

use crate::fences::{Fence, Fences};
use crate::lines::{self, Line};
use crate::page::{Block, CodeBlock, Page};
use crate::prose;
use crate::rows::Rows;
use crate::span::Span;
use crate::table_starts::TableStarts;
use crate::unseen::{unseen, without};

/// Reads a page.
///
/// Whatever the text holds, it is read: what is neither a heading nor code nor a table is
/// prose. The time is linear to the length of the text.
///
/// ```
/// use apigen_markdown::{Block, parse};
///
/// let page = parse("|名称|类型|描述|\n|--|--|--|\n|Kind|String|种类：\n\n -   a\n-   b |\n");
/// let [Block::Table(table)] = &page.blocks[..] else { panic!("one table") };
/// assert_eq!(table.rows[0].cells[2].doc(), "种类：\n\n- a\n- b");
/// ```
pub fn parse(text: &str) -> Page {
    let unseen = unseen(text);
    let seen = (!unseen.is_empty()).then(|| without(text, &unseen));
    let text = seen.as_deref().unwrap_or(text);
    let lines = lines::lines(text);
    let fences = Fences::new(text, &lines);
    let starts = TableStarts::new(text, &lines);
    let rows = Rows { text, lines: &lines, fences: &fences, starts: &starts };
    let mut page = PageBuilder { text, lines: &lines, blocks: Vec::new(), prose_from: 0 };
    let mut index = 0;
    let mut prose_until = 0;
    while let Some(line) = lines.get(index) {
        if let Some(level) = line.heading_level {
            page.end_prose(index);
            page.blocks.push(Block::Heading(prose::heading(text, line.content, level)));
            index += 1;
        } else if let Some(fence) = fences.opened_by(index) {
            page.end_prose(index);
            page.blocks.push(Block::Code(code(text, &lines, index, &fence)));
            index = fence.end_line + usize::from(fence.is_closed);
        } else if let Some(start) = starts.at(index).filter(|_| index >= prose_until) {
            page.end_prose(index);
            let scanned = rows.read_table(&start);
            page.blocks.push(Block::Table(scanned.table));
            index = scanned.next_line;
            prose_until = scanned.prose_until;
        } else {
            index += 1;
            continue;
        }
        page.prose_from = index;
    }
    page.end_prose(index);
    Page { blocks: page.blocks, unseen }
}

/// The blocks so far, and the lines behind them that are none of the scanner's own.
struct PageBuilder<'a> {
    text: &'a str,
    lines: &'a [Line],
    blocks: Vec<Block>,
    prose_from: usize,
}

impl PageBuilder<'_> {
    /// Reads the lines since the last block, up to the line `end`, as prose.
    fn end_prose(&mut self, end: usize) {
        let lines = self.lines.get(self.prose_from..end).unwrap_or_default();
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            prose::read(
                self.text,
                Span { start: first.start, end: last.content.end },
                &mut self.blocks,
            );
        }
    }
}

/// The code between the fence that opens at the line `opening` and its end, moved left by
/// the indentation of the fence.
fn code(text: &str, lines: &[Line], opening: usize, fence: &Fence) -> CodeBlock {
    let indentation = lines.get(opening).map_or(0, |line| line.content.start - line.start);
    let content = lines.get(opening + 1..fence.end_line).unwrap_or_default();
    let start = content.first().map_or(fence.info.end, |line| line.start);
    let end = lines.get(opening + content.len()).map_or(start, |line| line_end(text, line));
    let span = Span { start, end: end.max(start) };
    let written = if content.is_empty() { "" } else { span.of(text) };
    let code = if indentation == 0 && !written.contains('\r') {
        written.to_owned()
    } else {
        moved_left(written, indentation)
    };
    let info = fence.info.of(text).to_owned();
    CodeBlock { info, text: code, span, is_closed: fence.is_closed }
}

/// The lines of code without so many blanks before each, and joined by `\n` alone.
fn moved_left(code: &str, indentation: usize) -> String {
    let lines = code.split('\n').map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(indentation.min(blanks)..).unwrap_or_default()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The end of a line with its trailing blanks, before its break.
fn line_end(text: &str, line: &Line) -> usize {
    let rest = text.get(line.start..).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    let written = rest.get(..length).unwrap_or_default();
    line.start + written.strip_suffix('\r').unwrap_or(written).len()
}
