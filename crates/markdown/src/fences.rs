//! Fences around code, on their own and inside the rows of tables.

use crate::lines::{Line, trim};
use crate::span::Span;

/// An opening fence whose closing one was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fence {
    /// The index of the line that closes the code, or of the line that must not be code.
    pub(crate) end_line: usize,
    /// Whether `end_line` is a closing fence.
    pub(crate) is_closed: bool,
    /// What stands behind the opening fence.
    pub(crate) info: Span,
}

/// The mark of a fence, a backtick or a tilde, and how often it stands there.
pub(crate) type Run = (char, usize);

/// Whether the second fence closes code that the first has opened.
pub(crate) fn closes(opening: Run, closing: Run) -> bool {
    opening.0 == closing.0 && opening.1 <= closing.1
}

/// Knows which fences of a page close.
///
/// A page that forgets to close a fence would lose all that comes after it. So code never
/// reaches beyond a heading of the second level, by which these pages are divided; inside
/// code such a line does not occur.
pub(crate) struct Fences<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// For each line, the longest fences that can close code before the next section.
    ahead: Vec<Closers>,
}

/// The lengths of the longest closing fences ahead, 0 for none.
#[derive(Debug, Clone, Copy, Default)]
struct Closers {
    backticks: usize,
    tildes: usize,
}

impl<'a> Fences<'a> {
    pub(crate) fn new(text: &'a str, lines: &'a [Line]) -> Self {
        let mut ahead = vec![Closers::default(); lines.len() + 1];
        let mut closers = Closers::default();
        for (line, slot) in lines.iter().zip(&mut ahead).rev() {
            if begins_section(line) {
                closers = Closers::default();
            } else if let Some((mark, length)) = closing_fence(line.content.of(text)) {
                let longest = closers.of_mut(mark);
                *longest = length.max(*longest);
            }
            *slot = closers;
        }
        Self { text, lines, ahead }
    }

    /// The fence that the line at `index` opens, outside of tables. Where nothing closes it,
    /// the code ends with the section.
    pub(crate) fn opened_by(&self, index: usize) -> Option<Fence> {
        let line = self.lines.get(index)?.content;
        let (mark, length) = opening_fence(line.of(self.text))?;
        let info = trim(self.text, Span { start: line.start + length, end: line.end });
        let closing = self.closing_line(index, (mark, length));
        let end_line = closing.unwrap_or_else(|| self.section_end(index));
        Some(Fence { end_line, is_closed: closing.is_some(), info })
    }

    /// The closing line of the fence that the line at `index` opens inside of a row.
    ///
    /// There the opening fence may also stand at the end of a line, behind the text of the
    /// cell. One that nothing closes is no fence: its bars still divide cells.
    pub(crate) fn closing_line_in_row(&self, index: usize) -> Option<usize> {
        let line = self.lines.get(index)?.content.of(self.text);
        self.closing_line(index, opening_fence(line).or_else(|| trailing_fence(line))?)
    }

    fn closing_line(&self, index: usize, opening: Run) -> Option<usize> {
        // Without this question a page of opening fences would be searched once for each.
        let ahead = self.ahead.get(index + 1)?.of(opening.0);
        if !closes(opening, (opening.0, ahead)) {
            return None;
        }
        let after = self.lines.iter().enumerate().skip(index + 1);
        let mut closings = after.filter(|(_, line)| {
            closing_fence(line.content.of(self.text)).is_some_and(|it| closes(opening, it))
        });
        closings.next().map(|(index, _)| index)
    }

    fn section_end(&self, opening: usize) -> usize {
        let after = self.lines.iter().enumerate().skip(opening + 1);
        let mut sections = after.filter(|(_, line)| begins_section(line));
        sections.next().map_or(self.lines.len(), |(index, _)| index)
    }
}

impl Closers {
    fn of(self, mark: char) -> usize {
        if mark == '`' { self.backticks } else { self.tildes }
    }

    fn of_mut(&mut self, mark: char) -> &mut usize {
        if mark == '`' { &mut self.backticks } else { &mut self.tildes }
    }
}

fn begins_section(line: &Line) -> bool {
    line.heading_level == Some(2)
}

/// The mark and the length of a fence that closes code: nothing follows but, inside of a
/// row, the row's last bar.
pub(crate) fn closing_fence(line: &str) -> Option<Run> {
    let (mark, length) = leading_run(line)?;
    matches!(line.get(length..)?.trim(), "" | "|").then_some((mark, length))
}

fn leading_run(line: &str) -> Option<Run> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3).then_some((mark, length))
}

/// The mark and the length of a fence that opens code: no code span closes on the same line.
pub(crate) fn opening_fence(line: &str) -> Option<Run> {
    let (mark, length) = leading_run(line)?;
    let is_code_span = mark == '`' && line.get(length..)?.contains('`');
    (!is_code_span).then_some((mark, length))
}

/// A run of backticks at the end of a line that closes no code span of the same line.
pub(crate) fn trailing_fence(line: &str) -> Option<Run> {
    let before = line.trim_end_matches('`');
    let length = line.len() - before.len();
    (length >= 3 && !before.contains("```")).then_some(('`', length))
}
