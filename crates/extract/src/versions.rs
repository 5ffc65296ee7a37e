//! The version of a page whose link does not say it: what the nearest pages of its product say.

use std::collections::{BTreeMap, BTreeSet};

use crate::identity::ExplorerLink;

/// The versions that pages state, by product in lower case and the page's folder.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    by_product: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Versions {
    /// Notes what a page's link says, for the page's folder and all above it.
    pub(crate) fn note(&mut self, path: &str, link: &ExplorerLink) {
        let Some(version) = &link.version else { return };
        let folders = self.by_product.entry(link.product.to_lowercase()).or_default();
        for folder in folders_of(path) {
            folders.entry(folder.to_owned()).or_default().insert(version.clone());
        }
    }

    /// The one version that the nearest pages of a product agree on.
    ///
    /// The nearest pages are those below the innermost folder around `path` that has any.
    pub(crate) fn nearest(&self, path: &str, product: &str) -> Option<&str> {
        let folders = self.by_product.get(&product.to_lowercase())?;
        let versions = folders_of(path).find_map(|folder| folders.get(folder))?;
        let mut versions = versions.iter();
        let only = versions.next()?;
        versions.next().is_none().then_some(only.as_str())
    }
}

/// The folders around a page, from the innermost to the whole, which is `""`.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        (!path.is_empty()).then(|| path.rsplit_once('/').map_or("", |(folder, _)| folder))
    })
    .skip(1)
}

#[cfg(test)]
mod tests {
    use apigen_markdown::Span;

    use super::*;

    fn versions(pages: &[(&str, &str)]) -> Versions {
        let mut versions = Versions::default();
        for (path, version) in pages {
            let link = ExplorerLink {
                product: "Demo".to_owned(),
                action: "GetThing".to_owned(),
                version: Some((*version).to_owned()),
                is_roa: false,
                target: String::new(),
                span: Span { start: 0, end: 0 },
            };
            versions.note(path, &link);
        }
        versions
    }

    #[test]
    fn the_nearest_pages_decide() {
        let versions = versions(&[("a/v1/X.md", "1"), ("a/v1/Y.md", "1"), ("a/v2/X.md", "2")]);
        assert_eq!(versions.nearest("a/v1/more/Z.md", "demo"), Some("1"));
        assert_eq!(versions.nearest("a/v2/Z.md", "DEMO"), Some("2"));
    }

    #[test]
    fn pages_that_disagree_decide_nothing() {
        let versions = versions(&[("a/v1/X.md", "1"), ("a/v2/X.md", "2")]);
        assert_eq!(versions.nearest("a/Z.md", "demo"), None);
        assert_eq!(versions.nearest("a/v1/Z.md", "other"), None);
    }
}
