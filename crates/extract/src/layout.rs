//! What is wrong with a page as text, whatever it says: rows that stand in no table, code without
//! an end, characters that nobody sees.
//!
//! A slip of the hand there takes whole rows or samples out of what is read.

use apigen_markdown::{Block, CodeBlock, Page, Paragraph, Span, Table};

use crate::diagnostic::{Findings, Rule};
use crate::identity::ExplorerLink;
use crate::vocabulary::lead_in;

/// From how many bytes on a line announces no sample.
const LONGEST_LEAD_IN: usize = 40;

/// From how many bars on a paragraph looks like a row that lost its first and its last one.
const MANY_BARS: usize = 3;

/// Reports what is wrong with the layout of an API page.
pub(crate) fn check(page: &Page, link: Option<&ExplorerLink>, findings: &mut Findings<'_>) {
    report_unseen(page, findings);
    let mut below_table = None;
    let mut is_below_table = false;
    let mut blocks = page.blocks.iter();
    while let Some(block) = blocks.next() {
        match block {
            Block::Paragraph(paragraph) => {
                below_table = below_table.or(is_below_table.then_some(paragraph.span));
                check_paragraph(paragraph, below_table, link, findings);
            }
            Block::Code(code) => {
                // ecs/CreateInstance: a cell goes on with code.
                below_table = below_table.or(is_below_table.then_some(code.span));
                check_code(code, findings);
            }
            Block::Heading(_) => below_table = None,
            Block::Table(table) => {
                below_table = None;
                let is_text = |it: &&Block| matches!(it, Block::Paragraph(_) | Block::Code(_));
                let below = blocks.clone().take_while(is_text);
                check_rows(table, below.last().map(Block::span), findings);
            }
        }
        is_below_table = matches!(block, Block::Table(_));
    }
}

/// `below_table` is the first text or code below a table, which may be the rest of its last row.
fn check_paragraph(
    paragraph: &Paragraph,
    below_table: Option<Span>,
    link: Option<&ExplorerLink>,
    findings: &mut Findings<'_>,
) {
    let Paragraph { text, span, .. } = paragraph;
    if looks_like_row(text) {
        let message = "this looks like a row, but stands in no table, so it is not read";
        let help = "write a bar before each cell and after the last one, below the other rows; \
                    escape bars that are text: `\\|`";
        findings.add(Rule::RowOutsideTable, *span, message, help);
        if let Some(first) = below_table.filter(|first| first != span) {
            findings.relate(first_line(first), "the row may begin here");
        }
    } else if looks_like_sample(text) {
        let message = "this looks like a sample, but is no code, so it is not read";
        findings.add(Rule::SampleOutsideCode, *span, message, "put it between ``` and ```");
    } else if link.is_none() && text.contains("product=") && text.contains("api=") {
        let message = "this looks like the link to the API explorer, but is none that can be read";
        let help = "write it as `[Debug](https://…/#product=…&api=…&type=RPC&version=…)`";
        findings.add(Rule::LinkBroken, *span, message, help);
    }
}

/// Reports rows that nothing closes; `below` is the last text below the table, where the last
/// row may really end.
fn check_rows(table: &Table, below: Option<Span>, findings: &mut Findings<'_>) {
    let last = table.rows.last().map(|row| row.span);
    for row in table.rows.iter().filter(|row| !row.is_closed) {
        let end = Span { start: row.span.end, end: row.span.end };
        let message = "nothing closes the last cell of this row; its end may be missing";
        findings.add(Rule::RowUnclosed, end, message, "write a bar behind the last cell");
        if let Some(below) = below.filter(|_| Some(row.span) == last) {
            findings.relate(Span { start: below.end, end: below.end }, "the row may end here");
        }
    }
}

fn check_code(code: &CodeBlock, findings: &mut Findings<'_>) {
    let help = "open and close each sample by a line of three backticks";
    let end = Span { start: code.span.end, end: code.span.end };
    if !code.is_closed {
        let message = "nothing closes this code; it ends with its section";
        findings.add(Rule::CodeUnclosed, first_line(code.span), message, help);
        findings.relate(end, "the code ends here");
    } else if let Some(line) = code.text.lines().find(|line| announces_sample(line)) {
        let at = code.text.find(line).unwrap_or_default();
        let message = "what announces a sample stands inside of code, so that a fence is missing";
        findings.add(Rule::CodeUnclosed, first_line(code.span), message, help);
        let start = (code.span.start + at).min(code.span.end);
        findings.relate(Span { start, end: start }, "this announces a sample");
    }
    if let Some(at) = surplus_comma(&code.text) {
        let start = (code.span.start + at).min(code.span.end);
        let message = "nothing follows this comma; a line of the sample may be missing";
        let help = "remove the comma, or write what follows it";
        findings.add(Rule::SampleCommaSurplus, Span { start, end: start }, message, help);
    }
}

/// Where in a sample a comma stands before a closing brace. Only on older pages, whose samples were
/// written by hand, it need not mean that a line was lost.
fn surplus_comma(text: &str) -> Option<usize> {
    let mut comma = None;
    let (mut is_text, mut is_escaped) = (false, false);
    for (at, letter) in text.char_indices() {
        if is_text {
            is_text = is_escaped || letter != '"';
            is_escaped = letter == '\\' && !is_escaped;
            continue;
        }
        match letter {
            ',' => comma = Some(at),
            '}' | ']' if comma.is_some() => return comma,
            letter if letter.is_whitespace() => {}
            letter => (comma, is_text) = (None, letter == '"'),
        }
    }
    None
}

/// Whether a line of code is one of those between samples: `` `JSON` format ``, `返回示例`.
fn announces_sample(line: &str) -> bool {
    let line = line.trim();
    let is_format = line.starts_with('`') && (line.ends_with("格式") || line.ends_with("format"));
    let is_words = line.chars().all(|c| c.is_alphabetic() || c == ' ');
    is_format || (is_words && line.len() < LONGEST_LEAD_IN && lead_in(line).is_some())
}

fn looks_like_row(text: &str) -> bool {
    let is_bar = |c: char| matches!(c, '|' | '｜');
    let text = text.trim();
    text.starts_with(is_bar) || text.ends_with(is_bar) || text.matches(is_bar).count() >= MANY_BARS
}

/// Whether a paragraph begins with the first key of an object, with an element of XML, or with the
/// first line of a request or an answer; a torn fence may stand before it.
fn looks_like_sample(text: &str) -> bool {
    let quotes = ['"', '“', '”'];
    let text = text.trim_start_matches(['`', '｀', '~', '～', ' ']);
    let key = text.trim_start_matches(['{', '｛', '[', '［', ' ']).strip_prefix(quotes);
    let rest = key.and_then(|key| key.split_once(quotes)).map(|(_, rest)| rest.trim_start());
    let is_element = text.starts_with('<') && text.contains("</");
    is_element
        || text.starts_with("HTTP/1.")
        || text.contains("?Action=")
        || rest.is_some_and(|rest| rest.starts_with([':', '：']))
}

/// One finding for the characters of each line that has any; a page full of them needs no more.
fn report_unseen(page: &Page, findings: &mut Findings<'_>) {
    const MOST: usize = 10;
    for span in page.unseen.iter().take(MOST) {
        let message = "a character that nobody sees stands here";
        findings.add(Rule::CharacterUnseen, *span, message, "remove it");
    }
}

/// The start of a span, for what is as long as a page.
fn first_line(span: Span) -> Span {
    Span { start: span.start, end: span.start }
}
