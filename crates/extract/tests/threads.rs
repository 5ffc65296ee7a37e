//! What is read does not depend on how many threads read it, nor on the order of the pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use apigen_extract::{Extraction, Locales, SourcePage, Specs, extract_in};

use support::{RPC, page};

/// Pages of 24 operations in two languages: witnesses for each other, in doubt about their rows, and
/// some that are rejected.
fn pages() -> Vec<SourcePage> {
    let mut pages = Vec::new();
    for number in 0..24 {
        let rows = match number % 4 {
            0 => "|Things|Array of Thing| |T. |\n|Name|String|n|N. |\n|Total|Integer|1|T. |",
            1 => "|Cells| | |C. |\n|Id|String|z|I. |\n|Total|Integer|1|T. |",
            2 => "|Size|Integer|1|S. |\n|Size|String|1|S. |",
            _ => "|Things|Array of Thing| |T. |\n|Thing| | | |\n|Name|String|n|N. |",
        };
        let text = page(RPC, "", rows, "").replace("GetThing", &format!("GetThing{number}"));
        for locale in ["cn.zh-CN", "intl.en-US"] {
            let path = format!("demo/{locale}/GetThing{number}.md");
            pages.push(SourcePage::new(
                path,
                &text.replace("Total", locale.split_once('.').unwrap().0),
            ));
        }
    }
    pages
}

fn read(pages: &[SourcePage], threads: usize) -> Extraction {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let locales = Locales::new(["cn.zh-CN", "intl.en-US"]);
    pool.install(|| extract_in(pages, &Specs::default(), &locales))
}

#[test]
fn neither_threads_nor_the_order_of_pages_change_what_is_read() {
    let mut pages = pages();
    let one = read(&pages, 1);
    assert!(!one.services.is_empty() && one.diagnostics.len() > 24, "{:#?}", one.diagnostics);
    for threads in [2, 3, 7] {
        pages.rotate_left(5);
        let several = read(&pages, threads);
        assert_eq!(one.services, several.services);
        assert_eq!(one.diagnostics, several.diagnostics);
        assert_eq!(one.outcomes, several.outcomes);
        assert_eq!(one.rows, several.rows);
    }
}
