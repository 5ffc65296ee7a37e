//! The reading as clean Markdown that rustdoc shows without a warning.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::emphasis::{Emphasis, Marks};
use super::escape::{Place, first_character, push_escaped};
use super::joined;
use super::normalize::restore;

/// Where documents live that pages name by number: `~~25609~~`.
const DOCUMENT_PREFIX: &str = "https://help.aliyun.com/document_detail/";
const DOCUMENT_SUFFIX: &str = ".html";

/// The language of code whose page names none, or one that rustdoc would compile and run.
const NO_LANGUAGE: &str = "text";

/// The languages of code that stay. Rustdoc takes any code without a language for Rust.
const LANGUAGES: [&str; 12] =
    ["json", "xml", "yaml", "html", "http", "sh", "shell", "bash", "python", "java", "go", "sql"];

/// Lists and quotes nested deeper than this are shown at this depth. Without a bound the
/// indentation of a page of nothing but quotes would outgrow the page.
const DEEPEST: usize = 8;

/// Writes the parser's events as Markdown.
#[derive(Debug, Default)]
pub(super) struct DocWriter {
    out: String,
    /// What each line begins with: the indentation of items, the marks of quotes.
    line_start: String,
    /// The marks of emphasis that are open.
    marks: Marks,
    /// The length of `out` where the content of the current line begins.
    line_content: usize,
    /// For each list item and quote that is open, the length of `line_start` outside of it.
    containers: Vec<usize>,
    /// For each list that is open, the number of its next item, if items are numbered.
    lists: Vec<Option<u64>>,
    /// The links that are open. Only an address can stand in the text of another link.
    links: Vec<OpenLink>,
    /// Of code that is open, the language and the text so far.
    code: Option<(String, String)>,
    /// What divides the next block from what stands before it.
    gap: Gap,
}

#[derive(Debug)]
enum OpenLink {
    /// A link that is reduced to its text.
    Dropped,
    /// `[text](target)`, the target encoded.
    Named(String),
    /// `<target>`, whose text needs no escape.
    Bare,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing: the text goes on, or begins.
    #[default]
    None,
    Line,
    BlankLine,
}

impl DocWriter {
    /// Writes Markdown of about so many bytes.
    pub(super) fn with_room(length: usize) -> Self {
        Self { out: String::with_capacity(length), ..Self::default() }
    }

    pub(super) fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => self.code_span(&restore(&code)),
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            _ => {}
        }
    }

    /// The Markdown, without a line break at its end.
    pub(super) fn finish(self) -> String {
        joined(self.out.trim_end().lines().map(str::trim_end), '\n')
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => self.open_block(),
            Tag::BlockQuote(_) => {
                self.open_block();
                self.out.push_str("> ");
                self.open_container("> ");
            }
            Tag::CodeBlock(kind) => self.code = Some((language(&kind), String::new())),
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.start_item(),
            Tag::Emphasis => self.open_emphasis(Emphasis::Weak),
            Tag::Strong => self.open_emphasis(Emphasis::Strong),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.gap = Gap::BlankLine,
            TagEnd::BlockQuote(_) => self.close_container(Gap::BlankLine),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap = if self.lists.is_empty() { Gap::BlankLine } else { Gap::Line };
            }
            TagEnd::Item => self.close_container(Gap::Line),
            TagEnd::Emphasis => self.marks.close(Emphasis::Weak, &mut self.out),
            TagEnd::Strong => self.marks.close(Emphasis::Strong, &mut self.out),
            TagEnd::Link => match self.links.pop() {
                Some(OpenLink::Named(target)) => self.out.extend(["](", &target, ")"]),
                Some(OpenLink::Bare) => self.out.push('>'),
                Some(OpenLink::Dropped) | None => {}
            },
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = restore(text);
        if let Some((_, code)) = &mut self.code {
            code.push_str(&text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            self.line_of_text(line);
        }
    }

    fn line_of_text(&mut self, line: &str) {
        // Blanks at these places would make code of the line, or text of the marks.
        let begins_line = self.gap != Gap::None || self.out.len() == self.line_content;
        let begins = begins_line || self.marks.is_opening();
        let line = if begins { line.trim_start() } else { line };
        if line.is_empty() {
            return;
        }
        self.open_gap();
        if matches!(self.links.last(), Some(OpenLink::Bare)) {
            self.out.push_str(line);
            return;
        }
        let in_link = self.is_in_link();
        if let Some(first) = first_character(line, in_link) {
            self.marks.before_content(first, &mut self.out);
        }
        let place = Place { line_content: self.line_content, in_link };
        push_escaped(&mut self.out, line, place);
    }

    /// Breaks a line of text, before what comes next: marks that close stay on their line. A
    /// line that nothing stands on is not broken, as a blank line would end the paragraph.
    fn line_break(&mut self) {
        if self.out.len() > self.line_content && !self.marks.is_opening() {
            self.gap = Gap::Line;
        }
    }

    fn open_emphasis(&mut self, emphasis: Emphasis) {
        self.open_gap();
        self.marks.open(emphasis, &mut self.out);
    }

    fn code_span(&mut self, code: &str) {
        self.open_gap();
        // Backticks that meet would be read as one longer fence.
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        let fence = "`".repeat(longest_run(code) + 1);
        let touches = code.starts_with('`') || code.ends_with('`');
        let is_padded = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        let pad = if touches || is_padded { " " } else { "" };
        self.marks.before_content('`', &mut self.out);
        self.out.extend([&fence, pad, code, pad, &fence]);
    }

    fn start_link(&mut self, link_type: LinkType, target: &CowStr<'_>) {
        let target = web_target(&restore(target)).filter(|_| !self.is_in_link());
        let Some(target) = target else {
            self.links.push(OpenLink::Dropped);
            return;
        };
        self.open_gap();
        if link_type == LinkType::Autolink {
            self.marks.before_content('<', &mut self.out);
            self.out.push('<');
            self.links.push(OpenLink::Bare);
        } else {
            self.marks.before_content('[', &mut self.out);
            // Behind an exclamation mark the link would be an image.
            if self.out.ends_with('!') {
                self.out.pop();
                self.out.push_str("\\!");
            }
            self.out.push('[');
            self.links.push(OpenLink::Named(target));
        }
    }

    fn is_in_link(&self) -> bool {
        self.links.iter().any(|link| !matches!(link, OpenLink::Dropped))
    }

    fn start_list(&mut self, first: Option<u64>) {
        // Right below text not every number begins a list.
        if first.is_some() && self.gap == Gap::None && self.out.len() > self.line_content {
            self.gap = Gap::BlankLine;
        }
        self.lists.push(first);
    }

    fn start_item(&mut self) {
        self.open_block();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        let indentation = " ".repeat(marker.len());
        self.out.push_str(&marker);
        self.open_container(&indentation);
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        self.open_block();
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        self.out.push_str(&fence);
        self.out.push_str(&language);
        for line in code.lines() {
            self.new_line();
            self.out.push_str(line);
        }
        self.new_line();
        self.out.push_str(&fence);
        self.gap = Gap::BlankLine;
    }

    fn open_container(&mut self, line_start: &str) {
        self.line_content = self.out.len();
        self.containers.push(self.line_start.len());
        if self.containers.len() <= DEEPEST {
            self.line_start.push_str(line_start);
        }
        self.gap = Gap::None;
    }

    fn close_container(&mut self, gap: Gap) {
        self.line_start.truncate(self.containers.pop().unwrap_or_default());
        self.gap = gap;
    }

    /// Begins a block. One below the text of an item needs no blank line.
    fn open_block(&mut self) {
        if self.gap == Gap::None && self.out.len() > self.line_content {
            self.gap = Gap::Line;
        }
        self.open_gap();
    }

    /// Divides what comes from the block before it.
    fn open_gap(&mut self) {
        match std::mem::take(&mut self.gap) {
            Gap::None => {}
            Gap::Line => self.new_line(),
            Gap::BlankLine => {
                self.new_line();
                self.new_line();
            }
        }
    }

    fn new_line(&mut self) {
        self.marks.at_line_end();
        self.out.push('\n');
        self.out.push_str(&self.line_start);
        self.line_content = self.out.len();
    }
}

/// The language of code in a form that rustdoc never takes for Rust.
fn language(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else { return NO_LANGUAGE.to_owned() };
    let named = info.split([' ', '{', '}', '.', ',']).map(|word| {
        let word = word
            .strip_prefix("language-")
            .or_else(|| word.strip_prefix("lanuage-"))
            .unwrap_or(word);
        word.to_ascii_lowercase()
    });
    named
        .into_iter()
        .find(|word| LANGUAGES.contains(&word.as_str()))
        .unwrap_or(NO_LANGUAGE.to_owned())
}

/// Where a link leads on the web. Links to other files of the documentation lead nowhere.
fn web_target(target: &str) -> Option<String> {
    let number = target.strip_prefix("~~").and_then(|it| it.strip_suffix("~~"));
    // `~~25609#section~~` names a place in the document.
    if let Some(number) = number {
        let (number, anchor) = number.split_once('#').unwrap_or((number, ""));
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        return is_number
            .then(|| encode(&format!("{DOCUMENT_PREFIX}{number}{DOCUMENT_SUFFIX}{anchor}")));
    }
    let is_web = target.starts_with("http://") || target.starts_with("https://");
    is_web.then(|| encode(target))
}

/// Encodes what would end the target of a link.
fn encode(target: &str) -> String {
    let mut encoded = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            ' ' => encoded.push_str("%20"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '\\' => encoded.push_str("%5C"),
            c if c.is_control() => {}
            c => encoded.push(c),
        }
    }
    encoded
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
