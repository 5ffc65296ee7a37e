//! Two languages, one meaning: the page of an operation in another language is a witness that costs
//! nothing.
//!
//! Both pages are read by themselves. Where both say the same, what was open about one of them may
//! be settled by the other. Where they do not, a diagnostic names what differs.

mod differences;
mod doubts;
mod report;

use crate::diagnostic::Findings;
use crate::reading::Reading;

/// The languages of the pages to read, first the one that is generated.
#[derive(Clone, Debug, Default)]
pub struct Locales(Vec<String>);

impl Locales {
    /// Takes locales such as `cn.zh-CN` in the order given.
    ///
    /// Without any, all pages are read, and no page is a witness for another.
    pub fn new<T: AsRef<str>>(locales: impl IntoIterator<Item = T>) -> Self {
        let named = locales.into_iter().map(|it| it.as_ref().trim().to_owned());
        Self(named.filter(|it| !it.is_empty()).collect())
    }

    /// Whether a page is to be read: whether a component of its path is one of the locales.
    pub fn admit(&self, path: &str) -> bool {
        self.is_empty() || self.rank(path) < self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of a page's locale in the list.
    pub(crate) fn rank(&self, path: &str) -> usize {
        let is_of = |locale: &String| path.split('/').any(|component| component == locale);
        self.0.iter().position(is_of).unwrap_or(self.0.len())
    }
}

/// Compares the reading in use with that of the page in another language.
///
/// What the two agree on is no longer in doubt; what they do not agree on is named in `findings`,
/// and if it is the place of a row, or the object around a list, the rows are in doubt. What a
/// correction decided is not compared.
pub(crate) fn compare(reading: &mut Reading, other: &Reading, findings: &mut Findings<'_>) {
    doubts::settle(reading, other);
    for difference in differences::find(&reading.operation, &other.operation) {
        if difference.is_decided(&mut reading.decisions) {
            continue;
        }
        report::report(&difference, reading, other, findings);
        doubts::raise(&difference, reading, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_the_first_locale_in_its_path() {
        let locales = Locales::new(["cn.zh-CN", " intl.en-US", ""]);
        assert_eq!(locales.rank("ecs/cn.zh-CN/A.md"), 0);
        assert_eq!(locales.rank("intl.en-US/A.md"), 1);
        assert!(!locales.admit("ecs/intl.zh-CN/A.md"));
        assert!(!locales.admit("ecs/cn.zh-CN.md"));
        assert!(Locales::default().admit("A.md"));
    }
}
