//! What the other pages of an API version witness: which struct holds which names.
//!
//! The same struct stands on many pages, and what one page leaves open another often shows. The
//! answer itself counts as a struct too: a name such as `TotalCount` stands at the top on most
//! pages of a product. A page is no witness for itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use apigen_ir::{Field, Operation, Type};

use crate::reading::Reading;

/// The key of the answer itself among the structs.
pub(crate) const TOP: &str = "";

/// How many pages must show a struct before a name that none of them shows in it is telling.
const PAGES_THAT_SETTLE: usize = 2;

/// A page, by its place among all pages, sorted by path.
pub(crate) type PageId = usize;

/// What the pages of each language witness, by its place among the languages chosen.
pub(crate) type WitnessesByLocale = BTreeMap<usize, Witnesses>;

/// What the pages of all API versions witness.
#[derive(Debug, Default)]
pub(crate) struct Witnesses {
    pages: BTreeMap<PageId, String>,
    by_page: HashMap<String, PageId>,
    by_service: HashMap<(String, String), ServiceWitness>,
}

/// What the pages of one API version show.
#[derive(Debug, Default)]
struct ServiceWitness {
    structs: HashMap<String, StructWitness>,
    /// Lists by their name: the name of the object's key around them, or none, and who shows it.
    lists: HashMap<String, BTreeMap<Option<String>, BTreeSet<PageId>>>,
    /// The names of fields and parameters that hold nothing named, wherever they stand.
    names: BTreeMap<String, BTreeSet<PageId>>,
    /// The error codes.
    codes: BTreeMap<String, BTreeSet<PageId>>,
}

/// Who shows a struct, and who shows which name in it.
#[derive(Debug, Default)]
struct StructWitness {
    pages: BTreeSet<PageId>,
    names: BTreeMap<String, BTreeSet<PageId>>,
}

/// What the pages of one API version witness, for one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Witness<'a> {
    all: &'a Witnesses,
    service: &'a ServiceWitness,
    /// The page that asks; none if it shows nothing itself.
    page: Option<PageId>,
}

/// What other pages call the object around a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrapperWitness<'a> {
    pub(crate) wrapper: &'a str,
    /// The first of the pages.
    pub(crate) page: &'a str,
    /// Whether several pages show it, and hardly one shows the list otherwise.
    pub(crate) is_settled: bool,
}

impl Witnesses {
    /// Notes what a page shows. Rows whose place is in doubt are no witnesses. The order in which
    /// pages are noted makes no difference.
    pub(crate) fn note(&mut self, page: PageId, reading: &Reading) {
        self.pages.insert(page, reading.page.clone());
        self.by_page.insert(reading.page.clone(), page);
        let key = (reading.product.to_lowercase(), reading.version.clone());
        let service = self.by_service.entry(key).or_default();
        service.note_fields(&reading.operation.response, TOP, "", page, reading);
        service.note_names(&reading.operation, page);
    }

    /// What the pages of an API version witness, for `page`.
    pub(crate) fn of<'a>(
        &'a self,
        product: &str,
        version: &str,
        page: &str,
    ) -> Option<Witness<'a>> {
        let key = (product.to_lowercase(), version.to_owned());
        let page = self.by_page.get(page).copied();
        self.by_service.get(&key).map(|service| Witness { all: self, service, page })
    }
}

impl<'a> Witness<'a> {
    /// Another page that has a field or a parameter of this name that holds nothing named.
    pub(crate) fn page_with_name(self, name: &str) -> Option<&'a str> {
        self.service.names.get(name).and_then(|pages| self.others(pages).next())
    }

    /// Another page that has this error code.
    pub(crate) fn page_with_code(self, code: &str) -> Option<&'a str> {
        self.service.codes.get(code).and_then(|pages| self.others(pages).next())
    }

    /// The error codes of other pages that begin with a text, and go on behind it; each with a page.
    pub(crate) fn codes_longer_than(self, text: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.longer_than(&self.service.codes, text, 1)
    }

    /// The names of several other pages that begin with a text, and go on behind it; each with a page.
    pub(crate) fn names_longer_than(self, text: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.longer_than(&self.service.names, text, PAGES_THAT_SETTLE + 1)
    }

    /// What at least so many other pages have that begins with a text, and goes on behind it.
    fn longer_than(
        self,
        known: &'a BTreeMap<String, BTreeSet<PageId>>,
        text: &str,
        least: usize,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let behind = (Bound::Excluded(text), Bound::Unbounded);
        let begin = text.to_owned();
        known
            .range::<str, _>(behind)
            .take_while(move |(longer, _)| longer.starts_with(&begin))
            .filter(move |(_, pages)| self.count_others(pages) >= least)
            .filter_map(move |(longer, pages)| Some((longer.as_str(), self.others(pages).next()?)))
    }

    /// Whether another page shows a name in a struct.
    pub(crate) fn shows(self, container: &str, name: &str) -> bool {
        self.count_that_show(container, name) > 0
    }

    /// Whether several pages show a name in a struct.
    pub(crate) fn agrees(self, container: &str, name: &str) -> bool {
        self.count_that_show(container, name) >= PAGES_THAT_SETTLE
    }

    fn count_that_show(self, container: &str, name: &str) -> usize {
        let found = self.service.structs.get(container).and_then(|it| it.names.get(name));
        found.map_or(0, |pages| self.count_others(pages))
    }

    /// Whether several pages show a struct, with much the same names, and none shows this one.
    ///
    /// Names such as `Data` or `Item`, which mean another struct on every page, never qualify: the
    /// names in them are different ones.
    pub(crate) fn excludes(self, container: &str, name: &str) -> bool {
        let Some(found) = self.service.structs.get(container) else { return false };
        let pages = self.count_others(&found.pages);
        if pages < PAGES_THAT_SETTLE {
            return false;
        }
        let counts: Vec<usize> = found
            .names
            .iter()
            .map(|(known, pages)| if known == name { 0 } else { self.count_others(pages) })
            .filter(|count| *count > 0)
            .collect();
        let is_shown = self.shows(container, name);
        !is_shown && 3 * counts.iter().sum::<usize>() >= 2 * pages * counts.len()
    }

    /// Whether other pages show a struct, and none of these names in it: it is another struct.
    pub(crate) fn holds_others(self, container: &str, names: &[&str]) -> bool {
        let is_known = |it: &StructWitness| self.count_others(&it.pages) > 0;
        !names.is_empty()
            && self.service.structs.get(container).is_some_and(is_known)
            && !names.iter().any(|name| self.shows(container, name))
    }

    /// The wrapper that a list of this name has on most other pages.
    pub(crate) fn wrapper(self, list: &str) -> Option<WrapperWitness<'a>> {
        let shown = self.service.lists.get(list)?.iter();
        let shown = shown.filter_map(|(wrapper, pages)| {
            let first = self.others(pages).next()?;
            Some((wrapper.as_deref(), first, self.count_others(pages)))
        });
        let shown: Vec<_> = shown.collect();
        let all: usize = shown.iter().map(|(.., pages)| pages).sum();
        let (wrapper, page, pages) = shown.into_iter().max_by_key(|(.., pages)| *pages)?;
        let is_usual = pages * 5 >= all * 4;
        let is_settled = pages * 10 >= all * 9 && pages >= PAGES_THAT_SETTLE;
        is_usual.then_some(WrapperWitness { wrapper: wrapper?, page, is_settled })
    }

    /// The pages of a set but for the one that asks.
    fn others(self, pages: &'a BTreeSet<PageId>) -> impl Iterator<Item = &'a str> {
        let others = pages.iter().filter(move |page| Some(**page) != self.page);
        others.filter_map(move |page| self.all.pages.get(page)).map(String::as_str)
    }

    /// How many they are. Products have thousands of pages, so they are not counted one by one.
    fn count_others(self, pages: &BTreeSet<PageId>) -> usize {
        pages.len() - usize::from(self.page.is_some_and(|page| pages.contains(&page)))
    }
}

impl ServiceWitness {
    fn note_fields(
        &mut self,
        fields: &[Field],
        container: &str,
        parent: &str,
        page: PageId,
        reading: &Reading,
    ) {
        for field in fields {
            let mut path = format!("{parent}{}", field.name);
            if !reading.in_doubt.contains(&path) {
                self.note(container, &field.name, page);
                if matches!(field.ty, Type::Array(_)) {
                    let shown = self.lists.entry(field.name.clone()).or_default();
                    shown.entry(field.wrapper.clone()).or_default().insert(page);
                }
            }
            if let Some(wrapper) = &field.wrapper {
                path = format!("{path}.{wrapper}");
            }
            let inner = format!("{path}{}.", field.ty.element_marks());
            self.note_fields(&field.fields, container_key(field), &inner, page, reading);
        }
    }

    fn note_names(&mut self, operation: &Operation, page: PageId) {
        for code in &operation.errors {
            self.codes.entry(code.code.clone()).or_default().insert(page);
        }
        for fields in [&operation.request, &operation.response] {
            let paths = apigen_ir::wire_paths(fields);
            for path in paths.iter().filter(|it| it.field.fields.is_empty()) {
                self.names.entry(path.field.name.clone()).or_default().insert(page);
            }
        }
    }

    fn note(&mut self, container: &str, name: &str, page: PageId) {
        let found = self.structs.entry(container.to_owned()).or_default();
        found.pages.insert(page);
        found.names.entry(name.to_owned()).or_default().insert(page);
    }
}

/// The name that a field's struct goes by: its type's, else its wrapper's, else the field's own.
fn container_key(field: &Field) -> &str {
    match field.ty.as_struct() {
        Some(Some(name)) => name.as_str(),
        _ => field.wrapper.as_deref().unwrap_or(&field.name),
    }
}
