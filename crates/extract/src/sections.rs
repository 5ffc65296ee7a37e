//! The parts of a page by what they are about.

use apigen_markdown::{Block, CodeBlock, Link, Page, Span, Table};

use crate::sample::{self, Sample};
use crate::vocabulary::{ERROR_CATALOGUE, SampleOf, Section, lead_in, says_no_parameters, section};
use crate::xml_sample;

/// The parts of an API page.
#[derive(Debug, Default)]
pub(crate) struct Sections<'a> {
    pub(crate) has_request: bool,
    pub(crate) has_response: bool,
    /// The first paragraph below the title.
    pub(crate) summary: String,
    /// The section that describes the operation, as Markdown.
    pub(crate) description: String,
    /// All that the page says in words above its request parameters, as Markdown.
    pub(crate) remarks: String,
    pub(crate) request_heading: Option<Span>,
    /// Whether the page says in words that the operation has no parameters.
    pub(crate) has_no_parameters: bool,
    pub(crate) response_heading: Option<Span>,
    pub(crate) request_tables: Vec<&'a Table>,
    pub(crate) response_tables: Vec<&'a Table>,
    pub(crate) error_tables: Vec<&'a Table>,
    /// The block with method and path of a ROA operation.
    pub(crate) request_syntax: Option<&'a CodeBlock>,
    /// The vendor's page with more error codes.
    pub(crate) error_link: Option<String>,
    /// The first sample of a request.
    pub(crate) request_sample: Option<&'a CodeBlock>,
    /// The first sample of an answer that is JSON, and what it says.
    pub(crate) json_sample: Option<(&'a CodeBlock, Sample)>,
    /// The first sample of an answer that is XML. It says less than JSON, so it is the second choice.
    pub(crate) xml_sample: Option<Sample>,
    /// A sample that is meant to be JSON and cannot be read.
    pub(crate) broken_sample: Option<&'a CodeBlock>,
}

/// Sorts the blocks of a page by the headings above them.
pub(crate) fn sections(page: &Page) -> Sections<'_> {
    let mut sections = Sections::default();
    let mut current = None;
    let mut sample_of = None;
    for block in &page.blocks {
        match block {
            Block::Heading(heading) if heading.level > 1 => {
                current = section(&heading.text);
                sample_of = None;
                match current {
                    Some(Section::Request) => {
                        sections.has_request = true;
                        sections.request_heading.get_or_insert(heading.span);
                    }
                    Some(Section::Response) => {
                        sections.has_response = true;
                        sections.response_heading.get_or_insert(heading.span);
                    }
                    _ => {}
                }
            }
            Block::Heading(_) => {}
            Block::Paragraph(paragraph) => match current {
                None if sections.request_heading.is_none() => {
                    if sections.summary.is_empty() {
                        sections.summary.clone_from(&paragraph.text);
                    }
                    push_paragraph(&mut sections.remarks, &paragraph.doc);
                }
                Some(Section::Description) => {
                    push_paragraph(&mut sections.description, &paragraph.doc);
                    push_paragraph(&mut sections.remarks, &paragraph.doc);
                }
                Some(Section::Errors) if sections.error_link.is_none() => {
                    sections.error_link = error_link(&paragraph.links);
                }
                Some(Section::Request) => {
                    sections.has_no_parameters |= says_no_parameters(&paragraph.text);
                }
                Some(Section::Examples) => {
                    if let Some(announced) = lead_in(&paragraph.text) {
                        sample_of = Some(announced);
                    }
                }
                _ => {}
            },
            Block::Table(table) => match current {
                Some(Section::Request | Section::RequestBody) => {
                    sections.request_tables.push(table);
                }
                Some(Section::Response) => sections.response_tables.push(table),
                Some(Section::Errors) => sections.error_tables.push(table),
                _ => {}
            },
            Block::Code(code) => match current {
                Some(Section::RequestSyntax) if sections.request_syntax.is_none() => {
                    sections.request_syntax = Some(code);
                }
                Some(Section::Examples) if sample_of == Some(SampleOf::Answer) => {
                    sections.add_sample(code);
                }
                Some(Section::Examples) if sample_of == Some(SampleOf::Request) => {
                    sections.request_sample.get_or_insert(code);
                }
                _ => {}
            },
        }
    }
    sections
}

impl<'a> Sections<'a> {
    fn add_sample(&mut self, code: &'a CodeBlock) {
        let body = code.text.trim_start();
        // Header lines may stand before either kind.
        let first = body.find(['<', '{', '[']).and_then(|at| body.get(at..));
        if first.is_some_and(|it| it.starts_with('<')) {
            if self.xml_sample.is_none() {
                self.xml_sample = xml_sample::read(body);
            }
            return;
        }
        if self.json_sample.is_some() {
            return;
        }
        match sample::read(body) {
            Some(value @ (Sample::Object(_) | Sample::Array(_))) => {
                self.json_sample = Some((code, value));
            }
            _ if body.contains('{') => {
                self.broken_sample.get_or_insert(code);
            }
            _ => {}
        }
    }
}

/// The address of the vendor's catalogue of error codes.
fn error_link(links: &[Link]) -> Option<String> {
    let is_catalogue = |link: &&Link| {
        let host = link.target.strip_prefix("https://").and_then(|it| it.split('/').next());
        host.is_some_and(|host| host.starts_with(ERROR_CATALOGUE))
    };
    links.iter().find(is_catalogue).map(|link| link.target.clone())
}

fn push_paragraph(text: &mut String, paragraph: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(paragraph);
}
