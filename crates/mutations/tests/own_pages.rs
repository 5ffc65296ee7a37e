//! Damages the small pages of the reader's own tests.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use std::fs;
use std::path::Path;

use apigen_extract::{Collection, Locales, SourcePage, Specs};
use apigen_mutations::{Judge, Kind, Original, Tally, Verdict, mutate};
use fastrand::Rng;

/// How often each page is damaged in each way.
const TIMES: usize = 8;

/// The dialects of pages, each a small page of its own.
fn dialects() -> Vec<Original> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../extract/tests/dialects");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|it| it == "md"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        Original::new(name, fs::read_to_string(file).unwrap())
    };
    files.iter().map(read).collect()
}

/// Each page is a collection of its own.
fn damage(originals: &[Original], kinds: &[Kind], seed: u64) -> Tally {
    let (specs, locales) = (Specs::default(), Locales::default());
    let mut tally = Tally::default();
    for original in originals {
        let pages = [SourcePage::new(original.path.clone(), &original.text)];
        let collection = Collection::new(&pages, &specs, &locales);
        let judge = Judge::new(&collection, original);
        let mut random = Rng::with_seed(seed);
        for kind in kinds.iter().flat_map(|kind| std::iter::repeat_n(kind, TIMES)) {
            if let Some(mutation) = mutate(original, *kind, &mut random) {
                let verdict = judge.judge(&mutation);
                tally.add(&original.path, &mutation, verdict);
            }
        }
    }
    tally
}

#[test]
fn what_is_no_damage_to_a_reader_changes_nothing_and_bad_bytes_are_named() {
    let tally = damage(&dialects(), &[Kind::Crlf, Kind::InvalidUtf8], 1);
    let (all, silent) = tally.totals();
    assert!(all > 200, "{all}");
    assert_eq!(silent, 0, "{:#?}", tally.silent);
    assert!(tally.keeps_within(0));
}

#[test]
fn every_kind_of_damage_can_be_done_and_is_repeated_by_its_seed() {
    let originals = dialects();
    for kind in Kind::ALL {
        let once = || {
            let mut random = Rng::with_seed(7);
            let damaged = originals.iter().filter_map(|it| mutate(it, *kind, &mut random));
            damaged.map(|it| it.bytes).collect::<Vec<_>>()
        };
        let (first, again) = (once(), once());
        assert!(first.len() > originals.len() / 2, "{}", kind.id());
        assert_eq!(first, again, "{}", kind.id());
    }
}

const PAGE: &str = "# GetThing

[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)

## Request parameters

|Parameter|Type|Required|Example|Description|
|--|--|--|--|--|
|Action|String|Yes|GetThing|The operation. |
|ThingId|String|Yes|t-1|The ID of the thing. |

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
|RequestId|String|r|The ID of the request. |
|Color|String|red|Which color the thing has. |
|Size|Integer|10|How big the thing is. |

## Examples

Sample success responses

```
{\"RequestId\": \"r\", \"Size\": 10}
```
";

/// What the judge says of a page whose line `cut` was cut.
fn verdict_of_cut_line(cut: &str) -> Verdict {
    let original = Original::new("GetThing.md", PAGE);
    let pages = [SourcePage::new("GetThing.md", PAGE)];
    let (specs, locales) = (Specs::default(), Locales::default());
    let collection = Collection::new(&pages, &specs, &locales);
    let judge = Judge::new(&collection, &original);
    let wanted = PAGE.replacen(cut, "", 1).into_bytes();
    assert_ne!(wanted, PAGE.as_bytes());
    let mut mutations = (0..10_000).filter_map(|seed| {
        mutate(&original, Kind::LineCut, &mut Rng::with_seed(seed)).filter(|it| it.bytes == wanted)
    });
    judge.judge(&mutations.next().expect("some seed cuts the line"))
}

#[test]
fn a_row_that_is_gone_without_a_trace_is_plain() {
    let row = "|Color|String|red|Which color the thing has. |\n";
    assert_eq!(verdict_of_cut_line(row), Verdict::Plain);
    assert_eq!(verdict_of_cut_line("# GetThing\n"), Verdict::Same);
}
