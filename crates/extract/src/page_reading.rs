//! One page → the operation that it documents.

use std::collections::BTreeSet;

use apigen_ir::{Location, Operation, Style};
use apigen_markdown::{Page, Span};

use crate::action::{ACTION_ROW, action};
use crate::corrections::{Correction, Decisions, correct, report_doubts};
use crate::diagnostic::{Findings, Rule, Severity};
use crate::doubt::Doubt;
use crate::field_rows::FieldRow;
use crate::field_tables::FieldTables;
use crate::identity::{self, ExplorerLink};
use crate::place::Shape;
use crate::reading::Reading;
use crate::request_sample::RequestSample;
use crate::sample_check::{self, RowPlaces, SampleBlock};
use crate::sections::{Sections, has_older_form, sections};
use crate::spec::Spec;
use crate::versions::Versions;
use crate::vocabulary::Section;
use crate::witness::Witnesses;
use crate::{elsewhere, errors, facts, layout, request, request_syntax, response};

/// What became of a page.
#[derive(Debug)]
pub(crate) enum PageResult {
    /// The page documents no operation.
    NotApi,
    /// The page documents an operation.
    Read(Box<Reading>),
    /// The page documents an operation, but its errors are named in the findings.
    Rejected(Identity),
}

/// Which operation a page documents, as far as that is known.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) product: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) action: Option<String>,
}

/// A page of which everything is read that needs no other page.
#[derive(Debug)]
pub(crate) enum Draft {
    /// The page documents no operation.
    NotApi,
    /// The page documents an operation, but does not say which.
    Unidentified(Identity),
    /// The page documents this operation.
    Api(Box<PageDraft>),
}

/// An operation whose response rows have no places yet.
#[derive(Debug)]
pub(crate) struct PageDraft {
    /// The reading, but for the response.
    reading: Reading,
    tables: FieldTables,
    /// The names of the page's sample.
    shape: Option<Shape>,
    json_sample: Option<SampleBlock>,
    request_sample: Option<RequestSample>,
    /// The ends of the last tables of the request and of the answer.
    table_ends: [Option<Span>; 2],
    /// What is open about the request.
    doubts: Vec<Doubt>,
    /// What the `spec.yaml` files above the page correct of it.
    corrections: Vec<Correction>,
    has_errors: bool,
}

/// What stands around a page.
pub(crate) struct Context<'a> {
    /// The page's path as the IR shall name it.
    pub(crate) source: &'a str,
    /// The folders between that of the nearest `spec.yaml` and the page.
    pub(crate) folders: Option<&'a str>,
    /// What the `spec.yaml` files above the page say.
    pub(crate) spec: Spec,
    /// The versions that the other pages state.
    pub(crate) versions: &'a Versions,
}

/// Reads of a page what needs no other page.
pub(crate) fn draft(
    path: &str,
    page: &Page,
    context: &Context<'_>,
    findings: &mut Findings<'_>,
) -> Draft {
    let link = identity::explorer_link(page);
    let mut sections = sections(page);
    if !is_api_page(link.as_ref(), &sections) {
        if let Some(link) = link {
            let message = "the page links to the API explorer, but has no section of an API page";
            findings.add(Rule::SectionsMissing, link.span, message, "");
        }
        return Draft::NotApi;
    }
    layout::check(page, link.as_ref(), findings);
    let mut tables = FieldTables::read(&sections, findings);
    report_missing_tables(&sections, &tables, findings);
    let has_row = |name: &str| tables.response_rows().any(|row| row.name == name);
    let json = sections.json_sample.as_ref().map(|(_, it)| it.without_envelope(has_row));
    let json = json.map(Shape::of_json);
    let shape = match (json, &sections.xml_sample) {
        (Some(json), Some(xml)) => Some(json.with_xml(xml)),
        (json, xml) => json.or_else(|| xml.as_ref().map(Shape::of_xml)),
    };
    if let Some(shape) = shape.as_ref().filter(|_| link.is_none()) {
        tables.mend_capitals(shape, findings);
    }
    tables.add_structs(shape.as_ref(), findings);
    // Method and path tell the operations of ROA, so a parameter may have that name.
    let is_roa = link.as_ref().is_some_and(|it| it.is_roa);
    let action_row = tables.parameter_rows().find(|row| row.name == ACTION_ROW).filter(|_| !is_roa);
    let action = action(page, link.as_ref(), action_row, findings);
    let product = link.as_ref().map(|it| it.product.clone());
    let product = product.or_else(|| context.spec.product.clone());
    let version = version(path, link.as_ref(), context, findings);
    let style = style(link.as_ref(), &sections, &tables, findings);
    let identity = Identity { product, version, action };
    let Identity { product: Some(product), version: Some(version), action: Some(action) } =
        identity.clone()
    else {
        report_identity(&sections, link.as_ref(), &identity, findings);
        return Draft::Unidentified(identity);
    };
    let body = sections.request_body.as_ref().map(Shape::of_json);
    let request = request::build(&tables, &style, body.as_ref(), findings);
    let json_sample = sections.json_sample.take().map(SampleBlock::new);
    let table_ends = [Section::Request, Section::Response].map(|it| sections.table_end(it));
    let request_sample = sections.request_sample.map(RequestSample::new);
    let heading = sections.heading_span();
    let response_heading = sections.response_heading;
    let error_table = sections.error_tables.first().map(|it| it.header.span);
    let states_identity = link.as_ref().is_some_and(|it| it.version.is_some());
    let errors = errors::build(&sections.error_tables, findings);
    let mut operation = Operation {
        errors: errors.codes,
        response_sample: json_sample.as_ref().map(|it| without_blank_lines(&it.text)),
        summary: sections.summary,
        description: sections.description,
        group: facts::group(path, context.folders),
        link: link.map(|it| it.target),
        error_link: sections.error_link,
        request: request.parameters,
        request_sample: sections.request_sample.map(|code| without_blank_lines(&code.text)),
        ..Operation::new(action, style, context.source)
    };
    facts::add_to_operation(&mut operation, &sections.remarks);
    let reading = Reading {
        product,
        version,
        page: path.to_owned(),
        operation,
        stated_places: request.stated_places,
        origins: request.origins.into_iter().chain(errors.origins).collect(),
        in_doubt: BTreeSet::new(),
        doubts: Vec::new(),
        decisions: Decisions::default(),
        states_identity,
        has_older_form: has_older_form(page),
        heading,
        response_heading,
        error_table,
    };
    let has_errors = findings.has_errors();
    let corrections = context.spec.corrections.of(&reading.operation.action).to_vec();
    let doubts = request.doubts;
    Draft::Api(Box::new(PageDraft {
        reading,
        tables,
        shape,
        json_sample,
        request_sample,
        table_ends,
        doubts,
        corrections,
        has_errors,
    }))
}

impl PageDraft {
    /// The action that the page documents.
    pub(crate) fn action(&self) -> &str {
        &self.reading.operation.action
    }

    /// Finds the places of the response rows, with what other pages witness if they have been read.
    pub(crate) fn read(
        &self,
        witnesses: Option<&Witnesses>,
        findings: &mut Findings<'_>,
    ) -> PageResult {
        let mut reading = self.reading.clone();
        let witness = witnesses.and_then(|all| {
            all.of(&self.reading.product, &self.reading.version, &self.reading.page)
        });
        let response = response::build(&self.tables, self.shape.as_ref(), witness, findings);
        reading.operation.response = response.fields;
        reading.origins.extend(response.origins);
        reading.doubts = self.doubts.iter().cloned().chain(response.doubts).collect();
        correct(&mut reading, &self.corrections);
        facts::add_roles(&mut reading.operation);
        // Findings of a first reading are dropped.
        if witnesses.is_some() {
            self.check_samples(&mut reading, findings);
        }
        if let Some(witness) = witness {
            elsewhere::check(&reading, witness, findings);
        }
        // A name that stands twice breaks a law too, which needs no second finding.
        let has_twins = reading.doubts.iter().any(|it| it.rule().severity() == Severity::Error);
        if !has_twins {
            check_model(&reading.operation, reading.heading, findings);
        }
        if has_twins || self.has_errors || findings.has_errors() {
            report_doubts(&reading, findings);
            findings.extend(std::mem::take(&mut reading.decisions).into_errors());
            return PageResult::Rejected(reading.into_identity());
        }
        PageResult::Read(Box::new(reading))
    }

    /// Compares the page's own samples with what was read.
    fn check_samples(&self, reading: &mut Reading, findings: &mut Findings<'_>) {
        let rows = self.tables.row_spans();
        let [end_of_request, end_of_answer] = self.table_ends;
        if let Some(sample) = &self.json_sample {
            let places = RowPlaces::new("response", &reading.origins, &rows, end_of_answer);
            let fields = &mut reading.operation.response;
            sample_check::check(fields, sample, &reading.decisions, &places, findings);
        }
        if let Some(sample) = &self.request_sample {
            let places = RowPlaces::new("request", &reading.origins, &rows, end_of_request);
            sample.check(&reading.operation.request, &places, findings);
        }
    }
}

/// A page with a link to the API explorer needs one section of an API page; without, both, or one
/// and another sign of an operation.
fn is_api_page(link: Option<&ExplorerLink>, sections: &Sections<'_>) -> bool {
    let has_any = sections.has_request() || sections.has_response();
    let has_both = sections.has_request() && sections.has_response();
    let states_action = || {
        let cells = sections.field_tables.iter().flat_map(|it| &it.table.rows);
        cells.filter_map(|row| row.cells.first()).any(|cell| cell.text() == ACTION_ROW)
    };
    match link {
        Some(_) => has_any,
        None => {
            has_both
                || (sections.has_request() && !sections.error_tables.is_empty())
                || (has_any && states_action())
        }
    }
}

fn report_missing_tables(
    sections: &Sections<'_>,
    tables: &FieldTables,
    findings: &mut Findings<'_>,
) {
    let span = sections.heading_span();
    if !sections.has_table(&[Section::Request, Section::RequestBody, Section::RequestHeaders]) {
        report_missing_parameters(sections, tables, span, findings);
    }
    if !sections.has_table(&[Section::Response]) && !tables.has_common_fields {
        let message = "the page has no table of response fields";
        let span = sections.response_heading.unwrap_or(span);
        findings.add(Rule::ResponseTableMissing, span, message, "");
    }
    if let Some(code) = sections.broken_sample.filter(|_| sections.json_sample.is_none()) {
        let message = "the sample of the answer cannot be read as JSON";
        findings.add(Rule::SampleInvalid, code.span, message, "mend its quotes, commas and braces");
    }
}

fn report_missing_parameters(
    sections: &Sections<'_>,
    tables: &FieldTables,
    span: Span,
    findings: &mut Findings<'_>,
) {
    let help = "write the section 请求参数 or Request parameters with a table whose columns are \
                name, type, required, example, description";
    if sections.has_parameter_lists {
        let message = "the parameters stand in lists below their names; only tables are read";
        findings.add(Rule::ParametersInLists, span, message, help);
    } else if !sections.has_request() && !tables.has_stray_parameters {
        let message = "the page has no section of request parameters; read as an operation without";
        findings.add(Rule::RequestSectionMissing, span, message, help);
    } else if !sections.has_no_parameters {
        let message = "the page has no table of request parameters";
        findings.add(Rule::RequestTableMissing, span, message, help);
    }
}

/// The version by the link, else by `spec.yaml`, else by the nearest pages of the product.
fn version(
    path: &str,
    link: Option<&ExplorerLink>,
    context: &Context<'_>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let stated = link.and_then(|it| it.version.clone()).or_else(|| context.spec.version.clone());
    if stated.is_some() {
        return stated;
    }
    let link = link?;
    let version = context.versions.nearest(path, &link.product)?;
    let message = format!("the link says no version; the pages around this one say `{version}`");
    let help = "state it in a spec.yaml in the page's folder or above: `version: …`";
    findings.add(Rule::VersionInferred, link.span, message, help);
    Some(version.to_owned())
}

fn style(
    link: Option<&ExplorerLink>,
    sections: &Sections<'_>,
    tables: &FieldTables,
    findings: &mut Findings<'_>,
) -> Style {
    if !link.is_some_and(|link| link.is_roa) {
        return Style::Rpc;
    }
    let in_path = tables.parameter_rows().filter(|row| can_stand_in_path(row));
    let names: Vec<&str> = in_path.map(|row| row.name.as_str()).collect();
    let style = sections.request_syntax.and_then(|code| request_syntax::read(&code.text, &names));
    let torn = sections.request_syntax.filter(|code| !request_syntax::is_whole(&code.text));
    if let (Some(Style::Roa { path, .. }), Some(code)) = (&style, torn) {
        let message =
            format!("the line ends without a protocol, so that the path `{path}` may be cut short");
        let help = "write the line as a whole: `GET /things/[ThingId] HTTP/1.1`";
        findings.add(Rule::RequestSyntaxTorn, code.span, message, help);
    }
    style.unwrap_or_else(|| {
        let span = sections.request_syntax.map_or(sections.heading_span(), |code| code.span);
        let message = "no line gives method and path of this operation";
        let help =
            "write them as the first line of 请求语法 or Request syntax: `GET /things/[ThingId]`";
        findings.add(Rule::RequestSyntaxMissing, span, message, help);
        Style::Rpc
    })
}

/// Whether a segment of a path can be the value of a row: of `/clusters/ClusterId/nodes` the last
/// one cannot where the row `nodes` is a list of the body.
fn can_stand_in_path(row: &FieldRow) -> bool {
    !row.declared.can_hold_rows() && row.position.is_none_or(|it| it == Location::Path)
}

fn report_identity(
    sections: &Sections<'_>,
    link: Option<&ExplorerLink>,
    identity: &Identity,
    findings: &mut Findings<'_>,
) {
    let facts = [
        ("product", &identity.product),
        ("version", &identity.version),
        ("action", &identity.action),
    ];
    let missing: Vec<&str> =
        facts.into_iter().filter_map(|(name, value)| value.is_none().then_some(name)).collect();
    let message = format!("nothing says the {} of this page", missing.join(" and the "));
    let help = "state it in a spec.yaml in the page's folder or above: `product: …`, `version: …`";
    let span = link.map(|it| it.span).or(sections.debug_heading);
    let span = span.unwrap_or_else(|| sections.heading_span());
    findings.add(Rule::IdentityIncomplete, span, message, help);
}

/// A sample without the blank lines around it, which older pages have; `ram/UpdateUser`.
fn without_blank_lines(sample: &str) -> String {
    let sample = sample.trim_end();
    let before = sample.len() - sample.trim_start().len();
    let first_line = sample.get(..before).and_then(|it| it.rfind('\n')).map_or(0, |at| at + 1);
    sample.get(first_line..).unwrap_or_default().to_owned()
}

/// Reports what breaks a law of the IR, so that nothing unlawful reaches the emitter.
fn check_model(operation: &Operation, span: Span, findings: &mut Findings<'_>) {
    for violation in apigen_ir::validate(operation) {
        findings.add(Rule::ModelInvalid, span, violation.to_string(), "");
    }
}

impl Sections<'_> {
    fn has_table(&self, sections: &[Section]) -> bool {
        self.field_tables.iter().any(|it| it.section.is_some_and(|it| sections.contains(&it)))
    }

    /// The end of the last table of a section.
    fn table_end(&self, section: Section) -> Option<Span> {
        let table = self.field_tables.iter().rev().find(|it| it.section == Some(section))?;
        let end = table.table.span.end;
        Some(Span { start: end, end })
    }

    /// Where to point for what the page lacks as a whole.
    fn heading_span(&self) -> Span {
        self.request_heading.or(self.response_heading).unwrap_or(Span { start: 0, end: 0 })
    }
}
