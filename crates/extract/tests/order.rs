//! The order in which pages come never matters.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use apigen_extract::{Locales, SourcePage, Spec, Specs, extract_in};
use proptest::prelude::*;

/// Extracting everything takes long enough for these to be few.
const CASES: u32 = 8;

/// The pages of all dialects, and what is said about them, as if they were those of one project:
/// many document the same operation, so that they are rivals and witnesses of each other.
struct Dialects {
    pages: Vec<(String, String)>,
    specs: Specs,
    /// All that is read of the pages, as text, when they come sorted.
    everything: String,
}

static DIALECTS: LazyLock<Dialects> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects");
    let (mut pages, mut specs) = (Vec::new(), Specs::default());
    for path in files_below(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        if let Some(folder) = name.strip_suffix("/spec.yaml") {
            specs.insert(folder, Spec::read(&name, &text).unwrap());
        } else if path.extension().is_some_and(|it| it == "md") {
            pages.push((name, text));
        }
    }
    pages.sort();
    let everything = everything(pages.iter(), &specs);
    Dialects { pages, specs, everything }
});

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { files_below(&it) } else { vec![it] }).collect()
}

/// All that is read of the pages.
fn everything<'a>(pages: impl Iterator<Item = &'a (String, String)>, specs: &Specs) -> String {
    let pages: Vec<_> = pages.map(|(path, text)| SourcePage::new(path, text)).collect();
    let locales = Locales::new(["cn.zh-CN", "intl.en-US"]);
    format!("{:#?}", extract_in(&pages, specs, &locales))
}

/// The numbers of all pages, in any order.
fn any_order() -> impl Strategy<Value = Vec<usize>> {
    let numbers: Vec<usize> = (0..DIALECTS.pages.len()).collect();
    Just(numbers).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn shuffled_pages_give_the_same_services_and_findings(order in any_order()) {
        let pages = order.iter().map(|number| &DIALECTS.pages[*number]);
        let (expected, found) = (&DIALECTS.everything, everything(pages, &DIALECTS.specs));
        // Both as a whole in a message would be thousands of lines.
        let differ = expected.lines().zip(found.lines()).find(|(old, new)| old != new);
        prop_assert_eq!(differ, None);
        prop_assert_eq!(expected.len(), found.len());
    }
}
