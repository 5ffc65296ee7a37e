//! What a run spares when little has changed, and that sparing changes nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use support::{Sandbox, page};

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
