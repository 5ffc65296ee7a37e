//! Markdown of the page that rustdoc shows without a warning and runs no part of.
//!
//! What the reader of pages writes is safe already and stays as it is. The IR can be written by
//! hand too, so nothing is taken for granted: what rustdoc would take for HTML, for a link to an
//! item, or for a test is found with the parser that rustdoc uses, and is repaired in the text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// The languages of code that stay. Rustdoc takes code without a language for Rust, and runs it.
const LANGUAGES: [&str; 13] = [
    "json", "xml", "yaml", "html", "http", "sh", "shell", "bash", "python", "java", "go", "sql",
    "text",
];

/// A repair can show new text to repair. What is not safe after so many rounds is shown letter by
/// letter.
const ROUNDS: usize = 8;

/// The page's Markdown with everything in it repaired that is not safe.
pub(super) fn safe(markdown: &str) -> String {
    let mut text = plain_characters(markdown);
    for _ in 0..ROUNDS {
        let repairs = repairs(&text);
        if repairs.is_empty() {
            return text;
        }
        text = repaired(&text, repairs);
    }
    letter_by_letter(&text)
}

/// A text as code that stands in a line.
pub(super) fn code_span(text: &str) -> String {
    let text: Vec<&str> = text.split(char::is_whitespace).filter(|it| !it.is_empty()).collect();
    let text = plain_characters(&text.join(" "));
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The text without characters that comments cannot hold, or that would show other characters in
/// a wrong order; and without blanks at the ends of its lines.
pub(super) fn plain_characters(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = text.split('\n').map(|line| {
        let plain = line.chars().map(|c| match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        });
        plain.collect::<String>().trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// A part of the text, and what shall stand in its place.
type Repair = (Range<usize>, &'static str);

fn options() -> Options {
    // Those of rustdoc.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

fn repairs(text: &str) -> Vec<Repair> {
    let mut finder = Finder { text, repairs: Vec::new(), links: Vec::new(), is_code: false };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        finder.read(&event, range);
    }
    finder.repairs.sort_by_key(|(range, _)| (range.start, range.end));
    finder.repairs.dedup();
    finder.repairs
}

fn repaired(text: &str, repairs: Vec<Repair>) -> String {
    let mut repaired = String::new();
    let mut done = 0;
    for (range, new) in repairs {
        // Where two repairs overlap, the next round sees what is left of the second.
        let Some(kept) = text.get(done..range.start) else { continue };
        repaired.push_str(kept);
        repaired.push_str(new);
        done = range.end;
    }
    repaired.push_str(text.get(done..).unwrap_or_default());
    repaired
}

struct Finder<'a> {
    text: &'a str,
    repairs: Vec<Repair>,
    /// The links and images that are open.
    links: Vec<OpenLink>,
    is_code: bool,
}

struct OpenLink {
    /// Where its text begins, if the link shall go.
    unlinked_at: Option<usize>,
    /// Where its text ends, as far as it has been read.
    text_end: usize,
}

impl Finder<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        let end = range.end;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let leads = *link_type == LinkType::Email || is_web(dest_url);
                self.open_link((!leads).then_some(1), &range);
                return;
            }
            Event::Start(Tag::Image { .. }) => {
                self.open_link(Some(2), &range);
                return;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(&range),
            Event::Start(Tag::CodeBlock(kind)) => self.open_code(kind, &range),
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::Html(_) | Event::InlineHtml(_) => self.replace_each(&range, '<', "&lt;"),
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                self.repairs.push((range.start..range.start, "\\"));
            }
            Event::Text(_) if !self.is_code => self.read_text(&range),
            _ => {}
        }
        if let Some(link) = self.links.last_mut() {
            link.text_end = link.text_end.max(end);
        }
    }

    fn read_text(&mut self, range: &Range<usize>) {
        // Without a definition it is no link here, but rustdoc would look for an item.
        let brackets = self.find_each(range, "[");
        self.repairs.extend(brackets.into_iter().map(|at| (at..at, "\\")));
        if !self.links.is_empty() {
            return;
        }
        for scheme in ["http://", "https://"] {
            for at in self.find_each(range, scheme) {
                let length = address_length(self.text.get(at..).unwrap_or_default());
                self.repairs.extend([(at..at, "<"), (at + length..at + length, ">")]);
            }
        }
    }

    fn open_link(&mut self, marks: Option<usize>, range: &Range<usize>) {
        let unlinked_at = marks.map(|marks| range.start + marks);
        self.links.push(OpenLink { unlinked_at, text_end: unlinked_at.unwrap_or(range.start) });
    }

    fn close_link(&mut self, range: &Range<usize>) {
        if let Some(OpenLink { unlinked_at: Some(at), text_end }) = self.links.pop() {
            self.repairs.extend([(range.start..at, ""), (text_end..range.end, "")]);
        }
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        self.is_code = true;
        let block = self.text.get(range.clone()).unwrap_or_default();
        match kind {
            CodeBlockKind::Fenced(language) if LANGUAGES.contains(&&**language) => {}
            CodeBlockKind::Fenced(_) => {
                let mark = block.chars().next().unwrap_or('`');
                let fence = block.len() - block.trim_start_matches(mark).len();
                let line = block.find('\n').unwrap_or(block.len());
                self.repairs.push((range.start + fence..range.start + line, "text"));
            }
            // Code by indentation has no place for a language, so it becomes text.
            CodeBlockKind::Indented => {
                let before = self.text.get(..range.start).unwrap_or_default();
                let indented = before.len() - before.trim_end_matches(' ').len();
                self.unindent(range.start - indented, range.end);
            }
        }
    }

    fn unindent(&mut self, start: usize, end: usize) {
        let block = self.text.get(start..end).unwrap_or_default();
        let mut at = start;
        for line in block.split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            // Behind the mark of a list one blank must stay.
            let behind_mark = at > 0 && !self.text.get(..at).is_some_and(|it| it.ends_with('\n'));
            self.repairs.push((at..at + blanks, if behind_mark { " " } else { "" }));
            at += line.len();
        }
    }

    fn replace_each(&mut self, range: &Range<usize>, mark: char, new: &'static str) {
        let part = self.text.get(range.clone()).unwrap_or_default();
        let found = part
            .match_indices(mark)
            .map(|(at, mark)| range.start + at..range.start + at + mark.len());
        self.repairs.extend(found.map(|range| (range, new)));
    }

    /// Where the mark stands in a part of the text, without a backslash in front.
    fn find_each(&self, range: &Range<usize>, mark: &str) -> Vec<usize> {
        let part = self.text.get(range.clone()).unwrap_or_default();
        let found = part.match_indices(mark).map(|(at, _)| range.start + at);
        found.filter(|at| !is_escaped(self.text, *at)).collect()
    }
}

fn is_web(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// How much of the text belongs to the address that it begins with.
fn address_length(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let address = text.split(|c| !is_part(c)).next().unwrap_or_default();
    address.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '&', '*', '_', '~']).len()
}

/// The text with every mark of Markdown escaped.
fn letter_by_letter(text: &str) -> String {
    let mut escaped = String::new();
    for line in text.lines() {
        for c in line.trim_start().chars() {
            if c.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped.push('\n');
    }
    escaped.trim_end().to_owned()
}
