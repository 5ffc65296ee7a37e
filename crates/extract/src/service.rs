//! All pages → the services that they document.

use std::borrow::Borrow;
use std::sync::{Mutex, PoisonError};

use apigen_ir::{Operation, Service, folder_name};
use apigen_markdown::Page;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Findings, Rule};
use crate::identity::explorer_link;
use crate::locales::Locales;
use crate::page_reading::{Context, Draft, Identity, PageResult, draft};
use crate::reading::Reading;
use crate::rivals::{Candidate, RivalGroups, Rivals};
use crate::row_fates::{self, PageRows, PageTables};
use crate::spec::{Spec, Specs};
use crate::versions::Versions;
use crate::witness::{Witnesses, WitnessesByLocale};

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
    /// What became of each row of the tables of each API page, sorted by path.
    pub rows: Vec<PageRows>,
    /// The findings, sorted by page and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Corrections of actions that none of the pages documents. They are errors, unless pages were
    /// left out on purpose, which only the caller knows.
    pub unclaimed: Vec<Diagnostic>,
}

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOutcome {
    /// The page, relative to the folder of pages, with `/`.
    pub page: String,
    /// Its fate.
    pub outcome: Outcome,
}

impl PageOutcome {
    /// Whether this page was rejected and documents, as far as is known, this operation.
    pub fn rejects(&self, product: &str, version: &str, operation: &Operation) -> bool {
        let Outcome::Rejected { product: of_product, version: of_version, action, source } =
            &self.outcome
        else {
            return false;
        };
        let fits = |known: &Option<String>, actual: &str| {
            known.as_deref().is_none_or(|known| known.eq_ignore_ascii_case(actual))
        };
        fits(of_product, product)
            && fits(of_version, version)
            && (action.as_ref() == Some(&operation.action) || *source == operation.source)
    }
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

/// Reads all pages, on all cores.
///
/// The result does not depend on the order of `pages`, nor on the number of cores.
pub fn extract(pages: &[SourcePage], specs: &Specs) -> Extraction {
    extract_in(pages, specs, &Locales::default())
}

/// Reads all pages, in several languages: `locales` says which page of an operation is generated,
/// and which are its witnesses.
pub fn extract_in(pages: &[SourcePage], specs: &Specs, locales: &Locales) -> Extraction {
    extract_sorted(sorted(pages), specs, locales)
}

/// The same as [`extract_in`], of pages that nobody needs any more: each goes once it is read, so
/// that many pages take less memory.
pub fn extract_owned(mut pages: Vec<SourcePage>, specs: &Specs, locales: &Locales) -> Extraction {
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    extract_sorted(pages, specs, locales)
}

fn extract_sorted<P>(pages: Vec<P>, specs: &Specs, locales: &Locales) -> Extraction
where
    P: Borrow<SourcePage> + Send + Sync,
{
    let versions = versions(pages.iter().map(Borrow::borrow));
    let paths: Vec<String> = pages.iter().map(|it| it.borrow().path.clone()).collect();
    let drafts: Vec<DraftedPage<'_>> = pages
        .into_par_iter()
        .zip(&paths)
        .map(|(page, path)| draft_page(path, &page.borrow().page, specs, &versions))
        .collect();
    let witnesses = witnesses(&drafts, locales);
    conclude(drafts, &witnesses, specs, locales)
}

/// A page of which everything is read that needs no other page.
#[derive(Debug)]
pub(crate) struct DraftedPage<'a> {
    path: &'a str,
    draft: Draft,
    /// What was found about it.
    findings: Findings<'a>,
    tables: PageTables,
}

/// The pages by their paths.
pub(crate) fn sorted(pages: &[SourcePage]) -> Vec<&SourcePage> {
    let mut pages: Vec<&SourcePage> = pages.iter().collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The versions that pages state.
pub(crate) fn versions<'a>(pages: impl Iterator<Item = &'a SourcePage>) -> Versions {
    let mut versions = Versions::default();
    for page in pages {
        if let Some(link) = explorer_link(&page.page) {
            versions.note(&page.path, &link);
        }
    }
    versions
}

/// Reads of a page what needs no other page.
pub(crate) fn draft_page<'a>(
    path: &'a str,
    page: &Page,
    specs: &Specs,
    versions: &Versions,
) -> DraftedPage<'a> {
    let mut findings = Findings::new(path);
    let context = Context {
        source: specs.relative(path),
        folders: specs.folders_below(path),
        spec: specs.of_page(path),
        versions,
    };
    let draft = draft(path, page, &context, &mut findings);
    DraftedPage { path, draft, findings, tables: PageTables::of(page) }
}

/// Reads each response by itself, as a witness for the others.
///
/// Pages of one language are witnesses for each other: a witness in two languages is still one, and
/// would seem to be two.
pub(crate) fn witnesses(drafts: &[DraftedPage<'_>], locales: &Locales) -> WitnessesByLocale {
    let read_alone = |page: &DraftedPage<'_>| {
        let Draft::Api(draft) = &page.draft else { return None };
        match draft.read(None, &mut Findings::new(page.path)) {
            PageResult::Read(reading) => Some((locales.rank(page.path), reading)),
            PageResult::NotApi | PageResult::Rejected(_) => None,
        }
    };
    let witnesses = Mutex::new(WitnessesByLocale::new());
    // Each reading goes once it is noted, as all of them at once would take much memory.
    drafts.par_iter().enumerate().for_each(|(id, page)| {
        if let Some((rank, reading)) = read_alone(page) {
            let mut witnesses = witnesses.lock().unwrap_or_else(PoisonError::into_inner);
            witnesses.entry(rank).or_default().note(id, &reading);
        }
    });
    witnesses.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Reads each response with what all of its language witness, and settles the fate of each page.
pub(crate) fn conclude(
    drafts: Vec<DraftedPage<'_>>,
    witnesses: &WitnessesByLocale,
    specs: &Specs,
    locales: &Locales,
) -> Extraction {
    let mut extraction =
        Extraction { unclaimed: unclaimed(&drafts, specs), ..Extraction::default() };
    let read: Vec<PageRead<'_>> = drafts
        .into_par_iter()
        .map(|page| {
            let witnesses = witnesses.get(&locales.rank(page.path));
            PageRead::new(page, witnesses)
        })
        .collect();
    let mut rivals = RivalGroups::default();
    for PageRead { path, result, mut diagnostics, rows } in read {
        extraction.rows.extend(rows);
        match result {
            PageResult::Read(reading) => {
                rivals.add(Candidate { reading: *reading, diagnostics });
            }
            PageResult::NotApi => extraction.settle(path, Outcome::NotApi, &mut diagnostics),
            PageResult::Rejected(identity) => {
                rivals.note_rejected(path, &identity);
                let Identity { product, version, action } = identity;
                let source = specs.relative(path).to_owned();
                let outcome = Outcome::Rejected { product, version, action, source };
                extraction.settle(path, outcome, &mut diagnostics);
            }
        }
    }
    let groups: Vec<_> = rivals.into_groups().collect();
    let chosen: Vec<Extraction> =
        groups.into_par_iter().map(|rivals| Extraction::of_rivals(rivals, locales)).collect();
    for chosen in chosen {
        extraction.readings.extend(chosen.readings);
        extraction.outcomes.extend(chosen.outcomes);
        extraction.diagnostics.extend(chosen.diagnostics);
    }
    extraction.outcomes.sort_by(|a, b| a.page.cmp(&b.page));
    extraction
        .diagnostics
        .sort_by(|a, b| (&a.page, a.span, a.rule).cmp(&(&b.page, b.span, b.rule)));
    // A table that several rows refer to is read several times, and found wrong as often.
    extraction.diagnostics.dedup();
    extraction.services = services(&extraction.readings, specs);
    extraction
}

/// A page that was read as a whole, before it is known whether another page documents the same.
struct PageRead<'a> {
    path: &'a str,
    result: PageResult,
    diagnostics: Vec<Diagnostic>,
    /// The rows of a page that documents an operation.
    rows: Option<PageRows>,
}

impl<'a> PageRead<'a> {
    /// Reads a page with what others witness.
    fn new(page: DraftedPage<'a>, witnesses: Option<&Witnesses>) -> Self {
        let DraftedPage { path, draft, mut findings, tables } = page;
        let result = match draft {
            Draft::NotApi => PageResult::NotApi,
            Draft::Unidentified(identity) => PageResult::Rejected(identity),
            Draft::Api(draft) => {
                let result = draft.read(witnesses, &mut findings);
                row_fates::name_unread(&tables, &mut findings);
                result
            }
        };
        let (diagnostics, fates) = findings.into_parts();
        let is_api = !matches!(result, PageResult::NotApi);
        // Of a page that does not say what it documents, the tables are not looked at.
        let rows = is_api.then(|| fates.of_page(path, tables, Rule::IdentityIncomplete));
        Self { path, result, diagnostics, rows }
    }
}

/// The corrections of actions that no page documents.
fn unclaimed(drafts: &[DraftedPage<'_>], specs: &Specs) -> Vec<Diagnostic> {
    let documented = drafts.iter().filter_map(|page| match &page.draft {
        Draft::NotApi => None,
        Draft::Unidentified(identity) => Some((page.path, identity.action.as_deref())),
        Draft::Api(draft) => Some((page.path, Some(draft.action()))),
    });
    specs.unclaimed(&documented.collect::<Vec<_>>())
}

impl Extraction {
    /// What the pages of one operation say.
    fn of_rivals(rivals: Rivals, locales: &Locales) -> Self {
        let mut extraction = Self::default();
        extraction.choose(rivals, locales);
        extraction
    }

    /// Notes the fate of a page and what was found about it.
    pub(crate) fn settle(
        &mut self,
        page: &str,
        outcome: Outcome,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        self.outcomes.push(PageOutcome { page: page.to_owned(), outcome });
        self.diagnostics.append(diagnostics);
    }
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
        example: spec.example,
        groups: spec.groups.unwrap_or_default(),
        operations: Vec::new(),
    }
}
