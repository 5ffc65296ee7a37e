//! The parts of a page by what they are about.

use apigen_markdown::{Block, CodeBlock, Heading, Link, Page, Paragraph, Span, Table};

use crate::error_columns::heads_errors;
use crate::remarks;
use crate::request_syntax;
use crate::sample::{self, Sample};
use crate::vocabulary::{
    ERROR_CATALOGUE, SampleOf, Section, describes_parameter, lead_in, says_common_parameters,
    says_no_parameters, section,
};
use crate::xml_sample;

/// The parts of an API page.
#[derive(Debug, Default)]
pub(crate) struct Sections<'a> {
    /// The first paragraph below the title.
    pub(crate) summary: String,
    /// What the page says of the operation below its summary, in the section that describes it and
    /// in notes below its tables, as Markdown.
    pub(crate) description: String,
    /// All that the page says in words above its request parameters, as Markdown.
    pub(crate) remarks: String,
    pub(crate) request_heading: Option<Span>,
    /// Whether the page says in words that the operation has no parameters.
    pub(crate) has_no_parameters: bool,
    /// Whether the page describes parameters in lists and not in a table.
    pub(crate) has_parameter_lists: bool,
    pub(crate) response_heading: Option<Span>,
    /// The heading above the link to the API explorer.
    pub(crate) debug_heading: Option<Span>,
    /// Whether the page says in words that an answer has the fields that all answers have.
    pub(crate) has_common_fields: bool,
    /// The tables that can be tables of fields, in the order of the page.
    pub(crate) field_tables: Vec<SectionTable<'a>>,
    pub(crate) error_tables: Vec<&'a Table>,
    /// The block with method and path of a ROA operation.
    pub(crate) request_syntax: Option<&'a CodeBlock>,
    /// The vendor's page with more error codes.
    pub(crate) error_link: Option<String>,
    /// The first sample of a request.
    pub(crate) request_sample: Option<&'a CodeBlock>,
    /// The body in it, where it is JSON.
    pub(crate) request_body: Option<Sample>,
    /// The first sample of an answer that is JSON, and what it says.
    pub(crate) json_sample: Option<(&'a CodeBlock, Sample)>,
    /// The first sample of an answer that is XML. It says less than JSON, so it is the second choice.
    pub(crate) xml_sample: Option<Sample>,
    /// Code that may be the sample of an answer, though nothing announces it.
    unannounced: Vec<&'a CodeBlock>,
    /// A sample that is meant to be JSON and cannot be read.
    pub(crate) broken_sample: Option<&'a CodeBlock>,
}

/// A table and what stands above it.
#[derive(Debug)]
pub(crate) struct SectionTable<'a> {
    pub(crate) table: &'a Table,
    /// The section; `None` below a heading of the page's own, such as `KeyMetadata`.
    pub(crate) section: Option<Section>,
    /// The heading of the page's own, and the paragraph right above the table.
    pub(crate) caption: String,
    /// The name by which links lead to the heading.
    pub(crate) anchor: Option<&'a str>,
}

/// What stands above the next table.
#[derive(Debug, Default)]
struct Caption<'a> {
    heading: Option<&'a Heading>,
    paragraph: &'a str,
}

impl<'a> Caption<'a> {
    fn of(&self, table: &'a Table, section: Option<Section>) -> SectionTable<'a> {
        let own_heading = self.heading.filter(|_| section.is_none());
        let heading = own_heading.map_or("", |it| it.text.as_str());
        let caption = format!("{heading} {}", self.paragraph).trim().to_owned();
        SectionTable {
            table,
            section,
            caption,
            anchor: own_heading.and_then(|it| it.id.as_deref()),
        }
    }
}

/// From how many letters on a paragraph announces no sample.
const LONGEST_LEAD_IN: usize = 40;

/// Whether the headings of a page's sections carry names for links, as those of older pages do.
pub(crate) fn has_older_form(page: &Page) -> bool {
    page.blocks.iter().any(|block| match block {
        Block::Heading(it) => it.level > 1 && it.id.is_some() && section(&it.text).is_some(),
        _ => false,
    })
}

/// Sorts the blocks of a page by the headings above them.
pub(crate) fn sections(page: &Page) -> Sections<'_> {
    let mut sections = Sections::default();
    let mut current = None;
    let mut sample_of = None;
    let mut caption = Caption::default();
    let mut is_below_table = false;
    let mut stray_syntax = None;
    // Where the heading is gone or has another text, what announces samples still tells them.
    let has_examples = page.blocks.iter().any(|block| match block {
        Block::Heading(it) => it.level > 1 && section(&it.text) == Some(Section::Examples),
        _ => false,
    });
    let mut blocks = page.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Heading(heading) if heading.level > 1 => {
                current = section(&heading.text);
                is_below_table = false;
                caption = Caption { heading: Some(heading), paragraph: "" };
                // A heading may announce the sample itself.
                sample_of = lead_in(&heading.text).filter(|_| current == Some(Section::Examples));
                match current {
                    Some(Section::Request) => {
                        sections.request_heading.get_or_insert(heading.span);
                    }
                    Some(Section::Response) => {
                        sections.response_heading.get_or_insert(heading.span);
                    }
                    Some(Section::Debug) => {
                        sections.debug_heading.get_or_insert(heading.span);
                    }
                    _ => {}
                }
            }
            Block::Heading(_) => {}
            Block::Paragraph(paragraph) => {
                caption.paragraph = &paragraph.text;
                sections.add_paragraph(paragraph, current, &mut sample_of);
                if !has_examples && paragraph.text.chars().count() < LONGEST_LEAD_IN {
                    sample_of = lead_in(&paragraph.text).or(sample_of);
                }
                let is_announcement =
                    matches!(blocks.peek(), Some(Block::Table(_) | Block::Code(_)));
                if is_below_table && !is_announcement {
                    sections.add_note(paragraph, current);
                }
            }
            Block::Table(table) => {
                is_below_table = true;
                sections.add_explanation(table, current);
                match current {
                    Some(Section::Errors) => sections.error_tables.push(table),
                    // The heading may have another text.
                    _ if heads_errors(table) => sections.error_tables.push(table),
                    None
                    | Some(
                        Section::Request
                        | Section::RequestBody
                        | Section::RequestHeaders
                        | Section::Response,
                    ) => sections.field_tables.push(caption.of(table, current)),
                    _ => {}
                }
                caption.paragraph = "";
            }
            Block::Code(code) => match current {
                Some(Section::RequestSyntax) if sections.request_syntax.is_none() => {
                    sections.request_syntax = Some(code);
                }
                Some(Section::Examples) => sections.add_example(code, sample_of),
                Some(Section::ResponseSyntax | Section::SdkSamples) => {}
                _ if !has_examples && sample_of.is_some() => sections.add_example(code, sample_of),
                // The heading of the syntax may have another text.
                _ if !sections.has_request() && request_syntax::read(&code.text, &[]).is_some() => {
                    stray_syntax.get_or_insert(code);
                }
                _ => {}
            },
        }
    }
    sections.request_syntax = sections.request_syntax.or(stray_syntax);
    sections.read_unannounced();
    sections
}

impl<'a> Sections<'a> {
    pub(crate) fn has_request(&self) -> bool {
        self.request_heading.is_some()
    }

    pub(crate) fn has_response(&self) -> bool {
        self.response_heading.is_some()
    }

    fn add_paragraph(
        &mut self,
        paragraph: &Paragraph,
        section: Option<Section>,
        sample_of: &mut Option<SampleOf>,
    ) {
        match section {
            None if self.request_heading.is_none() => {
                if self.summary.is_empty() {
                    self.summary.clone_from(&paragraph.text);
                } else if self.summary != paragraph.text {
                    // Some pages say the first paragraph twice (ccc/ListTrunksOfSkillGroup).
                    remarks::push(&mut self.description, &paragraph.doc);
                }
                remarks::push(&mut self.remarks, &paragraph.doc);
            }
            Some(Section::Description) => {
                remarks::push(&mut self.description, &paragraph.doc);
                remarks::push(&mut self.remarks, &paragraph.doc);
            }
            Some(Section::Errors) if self.error_link.is_none() => {
                self.error_link = error_link(&paragraph.links);
            }
            Some(Section::Request) => {
                self.has_no_parameters |=
                    says_no_parameters(&paragraph.text) || says_common_parameters(&paragraph.text);
                self.has_parameter_lists |= describes_parameter(&paragraph.text);
            }
            Some(Section::Response) => {
                self.has_common_fields |= says_common_parameters(&paragraph.text);
            }
            Some(Section::Examples) => {
                if let Some(announced) = lead_in(&paragraph.text) {
                    *sample_of = Some(announced);
                }
            }
            _ => {}
        }
    }

    /// Adds what stands below a table of fields (vod/CreateUploadVideo: for how long the answer is
    /// valid). That there are common parameters, too, is no news, and bold words may be a heading.
    fn add_note(&mut self, paragraph: &Paragraph, current: Option<Section>) {
        let is_of_fields = matches!(
            current,
            // Below a heading of the page's own stands the table of a struct (vod/UploadMediaByURL).
            None | Some(Section::Request | Section::RequestBody | Section::Response)
        ) && self.has_request();
        let text = &paragraph.text;
        // A note begins with the word that heads a description, too.
        let is_heading = section(text).is_some_and(|it| it != Section::Description);
        if is_of_fields && !is_heading && !says_common_parameters(text) {
            remarks::push(&mut self.description, &paragraph.doc);
        }
    }

    fn add_explanation(&mut self, table: &Table, section: Option<Section>) {
        let explains = match section {
            None => self.request_heading.is_none(),
            Some(section) => section == Section::Description,
        };
        if let Some(table) = explains.then(|| remarks::explanation(table)).flatten() {
            remarks::push(&mut self.description, &table);
        }
    }

    fn add_request_body(&mut self, code: &CodeBlock) {
        // Head and header lines end where a line begins with a brace: paths may hold brackets.
        let is_body = |line: &&str| line.trim_start().starts_with(['{', '[']);
        let Some(first) = code.text.lines().find(is_body) else { return };
        let body = code.text.find(first).and_then(|at| code.text.get(at..)).unwrap_or_default();
        if self.request_body.is_none() {
            self.request_body = sample::read(body);
        }
    }

    fn add_example(&mut self, code: &'a CodeBlock, sample_of: Option<SampleOf>) {
        let is_answer = code.text.trim_start().starts_with(['{', '<']);
        match sample_of {
            Some(SampleOf::Answer) => self.add_sample(code),
            // What announces the answer may be gone, or have another text.
            Some(SampleOf::Request) if is_answer && self.request_sample.is_some() => {
                self.unannounced.push(code);
            }
            None if is_answer => self.unannounced.push(code),
            Some(SampleOf::Request) => {
                self.request_sample.get_or_insert(code);
                self.add_request_body(code);
            }
            None | Some(SampleOf::Failure) => {}
        }
    }

    /// Takes code that nothing announces for samples of the answer where there are no others.
    fn read_unannounced(&mut self) {
        let unannounced = std::mem::take(&mut self.unannounced);
        if self.json_sample.is_none() && self.xml_sample.is_none() && self.broken_sample.is_none() {
            for code in unannounced {
                self.add_sample(code);
            }
        }
    }

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
