//! What a run spares when little has changed, and that sparing changes nothing.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use support::{Run, Sandbox, page};

const CACHE: &str = "out/.codegen/cache/demo-20200101";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
    sandbox.codegen(&[]);
    sandbox
}

/// The cache may be deleted or damaged at any time: the files are the same, and so is the cache.
#[test]
fn a_run_without_a_cache_gives_the_same() {
    let sandbox = sandbox();
    let before = sandbox.files("out");
    let cache = std::fs::read_to_string(sandbox.path().join(CACHE)).unwrap();
    let half = cache.split_at(cache.len() / 2).0.to_owned();
    for damaged in [None, Some(""), Some("no cache"), Some(half.as_str())] {
        match damaged {
            Some(text) => sandbox.write(CACHE, text),
            None => sandbox.remove("out/.codegen"),
        }
        let run = sandbox.codegen(&[]);
        assert!(run.stdout.contains("; 0 files written, 0 removed;"), "{}", run.stdout);
        assert_eq!(sandbox.files("out"), before);
        assert_eq!(std::fs::read_to_string(sandbox.path().join(CACHE)).unwrap(), cache);
    }
}

/// A cache that was made for other pages, or other files, is of no use and does no harm.
#[test]
fn a_cache_of_another_time_changes_nothing() {
    let sandbox = sandbox();
    let old = std::fs::read_to_string(sandbox.path().join(CACHE)).unwrap();
    let changed = page("GetThing").replace("|Size|Integer|", "|Size|Long|");
    sandbox.write("specs/demo/GetThing.md", &changed);
    sandbox.codegen(&[]);
    let after = sandbox.files("out");
    sandbox.write(CACHE, &old);
    assert!(sandbox.codegen(&[]).stdout.contains("; 0 files written, 0 removed;"));
    assert_eq!(sandbox.files("out"), after);
    assert_eq!(sandbox.codegen(&["--check"]).code, 0);
}

/// What somebody wrote into a generated file is replaced, and `--check` sees it, cache or not.
#[test]
fn an_edited_file_is_seen_and_mended() {
    let sandbox = sandbox();
    let before = sandbox.files("out");
    for path in before.keys() {
        sandbox.write(path, "edited");
        assert_eq!(sandbox.codegen(&["--check"]).code, 1, "{path}");
        assert_eq!(sandbox.codegen(&[]).code, 0, "{path}");
        assert_eq!(sandbox.files("out"), before, "{path}");
    }
}

/// A run for one operation does not forget what is known of the others.
#[test]
fn a_run_for_one_operation_forgets_nothing() {
    let sandbox = sandbox();
    let cache = std::fs::read_to_string(sandbox.path().join(CACHE)).unwrap();
    sandbox.codegen(&["--action", "ListThings"]);
    assert_eq!(std::fs::read_to_string(sandbox.path().join(CACHE)).unwrap(), cache);
}

/// A page with tags in its answer: what a table and a sample say of them.
fn tagged(action: &str, rows: &str, sample: &str) -> String {
    let size = "|Size|Integer|10|How big. |\n";
    let sample = format!(
        "\n## Examples\n\nSample success responses\n\n`JSON` format\n\n```\n{sample}\n```\n"
    );
    page(action).replace(size, &format!("{size}{rows}")) + &sample
}

const TAGS: &str = "|Tags|Array of Tag| |The tags. |\n|Key|String|k|The key. |\n";
const TAGS_OF_NO_KIND: &str = "|Tags| | |The tags. |\n|Key|String|k|The key. |\n";
const BARE: &str = r#"{"RequestId": "r-1", "Size": 10, "Tags": [{"Key": "k"}]}"#;
const WRAPPED: &str = r#"{"RequestId": "r-1", "Size": 10, "Tags": {"Tag": [{"Key": "k"}]}}"#;
const NONE: &str = r#"{"RequestId": "r-1", "Size": 10}"#;

/// The operations whose files are not as they were, in small letters: `ir/GetThing.yaml`,
/// `src/operation/get_thing.rs`.
fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    assert!(before.keys().eq(after.keys()));
    let paths = after.iter().filter(|(path, text)| before[*path] != **text).map(|it| it.0);
    let stem = |path: &String| {
        let file = path.rsplit('/').next().unwrap();
        file.split('.').next().unwrap().replace('_', "").to_lowercase()
    };
    let operations: BTreeSet<String> = paths.map(stem).collect();
    operations.into_iter().collect()
}

/// What a run says of pages that are as they were and read otherwise: each with what changed.
fn read_otherwise(run: &Run) -> Vec<(String, Vec<String>)> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let news = lines.filter_map(|line| {
        let news = line.get("read_otherwise")?;
        let changed = news["changed"].as_array().unwrap().iter().map(text).collect();
        Some((text(&news["page"]), changed))
    });
    news.collect()
}

/// A page whose tags are shown, and one that leaves open what its tags are.
fn sandbox_of_witnesses() -> Sandbox {
    let sandbox = sandbox();
    sandbox.write("specs/demo/GetThing.md", &tagged("GetThing", TAGS, BARE));
    sandbox.write("specs/demo/GetOther.md", &tagged("GetOther", TAGS_OF_NO_KIND, NONE));
    sandbox.codegen(&[]);
    sandbox
}

/// A page that changes in a way that concerns no other writes its operation alone.
#[test]
fn a_changed_page_writes_its_operation() {
    let sandbox = sandbox_of_witnesses();
    let before = sandbox.files("out");
    let text = tagged("GetThing", TAGS, BARE).replace("How big. ", "How very big. ");
    sandbox.write("specs/demo/GetThing.md", &text);
    let run = sandbox.codegen(&["--format", "json"]);
    assert_eq!(read_otherwise(&run), []);
    assert_eq!(changed(&before, &sandbox.files("out")), ["getthing"]);
}

/// A page that changes how another one is read writes that operation too, and is named.
#[test]
fn a_page_that_changes_how_another_is_read_is_named() {
    let sandbox = sandbox_of_witnesses();
    let before = sandbox.files("out");
    sandbox.write("specs/demo/GetThing.md", &tagged("GetThing", TAGS, WRAPPED));
    let run = sandbox.codegen(&["--format", "json"]);
    let named = ("demo/GetOther.md".to_owned(), vec!["demo/GetThing.md".to_owned()]);
    assert_eq!(read_otherwise(&run), [named]);
    assert_eq!(changed(&before, &sandbox.files("out")), ["getother", "getthing"]);
    assert_eq!(read_otherwise(&sandbox.codegen(&["--format", "json"])), []);

    sandbox.write("specs/demo/GetThing.md", &tagged("GetThing", TAGS, BARE));
    let run = sandbox.codegen(&[]);
    let note = "note: specs/demo/GetOther.md: this page is as it was, but `GetOther` is read otherwise \
                than in the last run, because of `demo/GetThing.md`";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    assert_eq!(sandbox.files("out"), before);
}

/// What the last run read is a note, and no more: without it, the same is written.
#[test]
fn what_the_last_run_read_decides_nothing() {
    let sandbox = sandbox_of_witnesses();
    sandbox.write("specs/demo/GetThing.md", &tagged("GetThing", TAGS, WRAPPED));
    sandbox.remove("out/.codegen/last-run");
    let run = sandbox.codegen(&["--format", "json"]);
    assert_eq!(read_otherwise(&run), []);
    let expected = sandbox.files("out");
    sandbox.remove("out");
    sandbox.codegen(&[]);
    assert_eq!(sandbox.files("out"), expected);
}
