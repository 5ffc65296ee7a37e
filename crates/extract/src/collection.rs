//! A collection of pages that was read once, and of which single pages are read anew.
//!
//! What the pages around a page say (their versions, the structs that they witness) takes most of
//! the time to find out, and does not change with the page itself.

use crate::identity::explorer_link;
use crate::locales::Locales;
use crate::service::{Extraction, SourcePage, conclude, draft_page, sorted, versions, witnesses};
use crate::spec::Specs;
use crate::versions::Versions;
use crate::witness::WitnessesByLocale;

/// What the pages of a collection say about each other.
///
/// ```
/// use apigen_extract::{Collection, Locales, SourcePage, Specs};
///
/// let page = [
///     "[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)",
///     "## Request parameters",
///     "|Parameter|Type|Required|Example|Description|",
///     "|--|--|--|--|--|",
///     "|ThingId|String|Yes|t-1|The ID of the thing. |",
///     "## Response parameters",
///     "|Parameter|Type|Example|Description|",
///     "|--|--|--|--|",
///     "|Size|Integer|10|How big the thing is. |",
/// ]
/// .join("\n");
/// let pages = [SourcePage::new("GetThing.md", &page)];
/// let (specs, locales) = (Specs::default(), Locales::default());
/// let collection = Collection::new(&pages, &specs, &locales);
/// let changed = page.replace("|ThingId|String|", "|ThingId|Strin|");
/// let anew = collection.read_anew(&SourcePage::new("GetThing.md", &changed));
/// assert_eq!(anew.diagnostics[0].rule.id(), "type-unknown");
/// ```
#[derive(Debug)]
pub struct Collection<'a> {
    pages: Vec<&'a SourcePage>,
    specs: &'a Specs,
    locales: &'a Locales,
    versions: Versions,
    witnesses: WitnessesByLocale,
}

impl<'a> Collection<'a> {
    /// Reads what the pages say about each other.
    pub fn new(pages: &'a [SourcePage], specs: &'a Specs, locales: &'a Locales) -> Self {
        let pages = sorted(pages);
        let versions = versions(pages.iter().copied());
        let drafts: Vec<_> =
            pages.iter().map(|page| draft_page(&page.path, &page.page, specs, &versions)).collect();
        let witnesses = witnesses(&drafts, locales);
        Self { pages, specs, locales, versions, witnesses }
    }

    /// Reads a page as if it stood in the place of the page of its path, and were the only one of
    /// its operation.
    ///
    /// The other pages of the collection are its witnesses, as they were read.
    pub fn read_anew(&self, page: &SourcePage) -> Extraction {
        let states_version = |page: &SourcePage| {
            explorer_link(&page.page).is_some_and(|link| link.version.is_some())
        };
        // What the page said of its version itself is no news from the pages around it.
        let had_version = self.pages.iter().any(|it| it.path == page.path && states_version(it));
        let draft = if had_version && !states_version(page) {
            let others = self.pages.iter().filter(|it| it.path != page.path);
            draft_page(&page.path, &page.page, self.specs, &versions(others.copied()))
        } else {
            draft_page(&page.path, &page.page, self.specs, &self.versions)
        };
        conclude(vec![draft], &self.witnesses, self.specs, self.locales)
    }
}
