//! All pages → the services that they document.

use std::collections::{BTreeMap, BTreeSet};

use apigen_ir::{Service, folder_name};
use apigen_markdown::{Page, Span};

use crate::diagnostic::{Diagnostic, Findings, Rule};
use crate::identity::{explorer_link, locale_of};
use crate::page_reading::{Context, Draft, Identity, PageResult, Reading, draft};
use crate::spec::{Spec, Specs};
use crate::versions::Versions;
use crate::witness::Witnesses;

/// A page to read.
#[derive(Debug)]
pub struct SourcePage {
    /// Where the page lies, relative to the folder of pages, with `/`.
    pub path: String,
    /// The page's text, parsed.
    pub page: Page,
}

impl SourcePage {
    /// Parses the text of a page.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        Self { path: path.into(), page: apigen_markdown::parse(text) }
    }
}

/// What all pages together say.
#[derive(Debug, Default)]
pub struct Extraction {
    /// The services, sorted by product and version, each with its operations sorted by action.
    pub services: Vec<Service>,
    /// The pages that the operations were read from, in the order of the services' operations.
    pub readings: Vec<Reading>,
    /// What became of each page, sorted by path.
    pub outcomes: Vec<PageOutcome>,
    /// The findings, sorted by page and place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOutcome {
    /// The page, relative to the folder of pages, with `/`.
    pub page: String,
    /// Its fate.
    pub outcome: Outcome,
}

/// The fate of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its operation is in a service, and nothing about it was in doubt.
    Generated,
    /// Its operation is in a service, with warnings.
    GeneratedWithWarnings,
    /// Its operation is in no service, because of errors. What the page documents, as far as that
    /// is known.
    Rejected {
        /// The product's code.
        product: Option<String>,
        /// The API version.
        version: Option<String>,
        /// The action.
        action: Option<String>,
        /// The page's path as the IR would name it.
        source: String,
    },
    /// Another page of the same operation was used.
    Superseded,
    /// The page documents no operation.
    NotApi,
}

/// Reads all pages.
///
/// The result does not depend on the order of `pages`.
pub fn extract(pages: &[SourcePage], specs: &Specs) -> Extraction {
    let mut pages: Vec<&SourcePage> = pages.iter().collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let mut versions = Versions::default();
    for page in &pages {
        if let Some(link) = explorer_link(&page.page) {
            versions.note(&page.path, &link);
        }
    }
    let drafts: Vec<(&str, Draft, Vec<Diagnostic>)> = pages
        .iter()
        .map(|page| {
            let mut findings = Findings::new(&page.path);
            let source = specs.relative(&page.path);
            let context = Context { source, spec: specs.of_page(&page.path), versions: &versions };
            let draft = draft(&page.path, &page.page, &context, &mut findings);
            (page.path.as_str(), draft, findings.into_vec())
        })
        .collect();
    // Each response is read by itself first, then with what all of them witness.
    let mut witnesses = Witnesses::default();
    for (path, draft, _) in &drafts {
        if let Draft::Api(draft) = draft
            && let PageResult::Read(reading) = draft.read(None, &mut Findings::new(path))
        {
            witnesses.note(&reading);
        }
    }
    let mut extraction = Extraction::default();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (path, draft, mut diagnostics) in drafts {
        let mut findings = Findings::new(path);
        let result = match draft {
            Draft::NotApi => PageResult::NotApi,
            Draft::Unidentified(identity) => PageResult::Rejected(identity),
            Draft::Api(draft) => draft.read(Some(&witnesses), &mut findings),
        };
        diagnostics.extend(findings.into_vec());
        match result {
            PageResult::Read(reading) => {
                candidates.push(Candidate { reading: *reading, diagnostics });
            }
            PageResult::NotApi => extraction.settle(path, Outcome::NotApi, &mut diagnostics),
            PageResult::Rejected(Identity { product, version, action }) => {
                let source = specs.relative(path).to_owned();
                let outcome = Outcome::Rejected { product, version, action, source };
                extraction.settle(path, outcome, &mut diagnostics);
            }
        }
    }
    for rivals in group(candidates).into_values() {
        extraction.choose(rivals);
    }
    extraction.outcomes.sort_by(|a, b| a.page.cmp(&b.page));
    extraction
        .diagnostics
        .sort_by(|a, b| (&a.page, a.span, a.rule).cmp(&(&b.page, b.span, b.rule)));
    extraction.services = services(&extraction.readings, specs);
    extraction
}

/// A page that was read, before it is known whether another page documents the same.
struct Candidate {
    reading: Reading,
    diagnostics: Vec<Diagnostic>,
}

/// Product in lower case, version and action: what makes two pages document one operation.
type Key = (String, String, String);

fn group(candidates: Vec<Candidate>) -> BTreeMap<Key, Vec<Candidate>> {
    let mut groups: BTreeMap<Key, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let reading = &candidate.reading;
        let key = (
            reading.product.to_lowercase(),
            reading.version.clone(),
            reading.operation.action.clone(),
        );
        groups.entry(key).or_default().push(candidate);
    }
    groups
}

impl Extraction {
    fn settle(&mut self, page: &str, outcome: Outcome, diagnostics: &mut Vec<Diagnostic>) {
        self.outcomes.push(PageOutcome { page: page.to_owned(), outcome });
        self.diagnostics.append(diagnostics);
    }

    /// Settles which page of an operation is used.
    fn choose(&mut self, rivals: Vec<Candidate>) {
        let locales: BTreeSet<_> = rivals.iter().map(|it| locale_of(&it.reading.page)).collect();
        if locales.len() > 1 {
            self.reject_locales(rivals);
        } else {
            self.choose_best(rivals);
        }
    }

    /// Rejects pages of one operation in several locales: which one is meant is the caller's choice.
    fn reject_locales(&mut self, rivals: Vec<Candidate>) {
        let pages: Vec<String> = rivals.iter().map(|it| format!("`{}`", it.reading.page)).collect();
        for mut rival in rivals {
            let reading = rival.reading;
            let action = &reading.operation.action;
            let message =
                format!("`{action}` is documented in several locales: {}", pages.join(" and "));
            let help = "choose one with `--locale`";
            rival.diagnostics.push(finding(Rule::LocaleConflict, &reading.page, message, help));
            let outcome = Outcome::Rejected {
                product: Some(reading.product),
                version: Some(reading.version),
                action: Some(reading.operation.action),
                source: reading.operation.source,
            };
            self.settle(&reading.page, outcome, &mut rival.diagnostics);
        }
    }

    /// Takes the page with the fewest findings.
    fn choose_best(&mut self, mut rivals: Vec<Candidate>) {
        // Pages come sorted by path; of equals the last one stands in the newer folder.
        rivals.sort_by_key(|it| std::cmp::Reverse(it.diagnostics.len()));
        let Some(mut chosen) = rivals.pop() else { return };
        for rival in &rivals {
            let (page, other) = (&chosen.reading.page, &rival.reading.page);
            let message = format!("`{other}` documents the same operation and is not used");
            chosen.diagnostics.push(finding(Rule::OperationDuplicate, page, message, ""));
            self.settle(other, Outcome::Superseded, &mut Vec::new());
        }
        let outcome = if chosen.diagnostics.is_empty() {
            Outcome::Generated
        } else {
            Outcome::GeneratedWithWarnings
        };
        self.settle(&chosen.reading.page, outcome, &mut chosen.diagnostics);
        self.readings.push(chosen.reading);
    }
}

/// A finding about a page as a whole.
fn finding(rule: Rule, page: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(rule, page, Span { start: 0, end: 0 }, message, help)
}

/// Gathers readings, which are sorted by product, version and action, into services.
fn services(readings: &[Reading], specs: &Specs) -> Vec<Service> {
    let mut services: Vec<Service> = Vec::new();
    for reading in readings {
        let is_last = services.last().is_some_and(|it| reading.is_of(&it.product, &it.version));
        if !is_last {
            services.push(new_service(reading, specs));
        }
        if let Some(service) = services.last_mut() {
            service.operations.push(reading.operation.clone());
        }
    }
    services
}

/// A service without operations; what its pages do not say comes from the spec of the first one.
fn new_service(reading: &Reading, specs: &Specs) -> Service {
    let spec = specs.of_page(&reading.page);
    let product = spec.product.as_deref().unwrap_or(&reading.product);
    let version = spec.version.as_deref().unwrap_or(&reading.version);
    let spec = if reading.is_of(product, version) { spec } else { Spec::default() };
    Service {
        product: reading.product.clone(),
        version: reading.version.clone(),
        crate_name: spec.crate_name.unwrap_or_else(|| {
            format!("aliyun-{}", folder_name(&reading.product, &reading.version))
        }),
        endpoints: spec.endpoints.unwrap_or_default(),
        failure_in_200: spec.failure_in_200,
        operations: Vec::new(),
    }
}
