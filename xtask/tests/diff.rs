//! `cargo xtask diff`: each base, each format, and what is denied.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use std::process::Command;

use support::{Run, Sandbox, page};

/// The page with other rows: a field is retyped, one is new, and so is an error code.
fn changed(page: &str) -> String {
    let page = page.replace(
        "|Size|Integer|10|How big. |",
        "|Size|Long|10|How big it is. |\n|Unit|String|m|The unit. |",
    );
    let error = "|404|NotFound.Thing|";
    page.replace(error, &format!("|400|Invalid.Size|Bad.|It is bad. |\n{error}"))
}

/// A sandbox with a committed crate of `GetThing`, whose page has changed since.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    assert_eq!(sandbox.xtask(&["codegen", "--out", "generated"]).code, 0);
    sandbox.write("specs/demo/GetThing.md", &changed(&page("GetThing")));
    sandbox
}

fn diff(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let run = sandbox.xtask(&[&["diff"], arguments].concat());
    assert_eq!(run.stderr, "", "{arguments:?}");
    run
}

fn git(sandbox: &Sandbox, arguments: &[&str]) {
    let identity = ["-c", "user.name=T", "-c", "user.email=t@example.com"];
    let output = Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn pages_are_compared_with_what_is_committed() {
    let run = diff(&sandbox(), &[]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_folder_of_pages_gives_the_old_lines_too() {
    let sandbox = sandbox();
    sandbox.write("before/demo/GetThing.md", &page("GetThing"));
    insta::assert_snapshot!(diff(&sandbox, &["--base", "before"]).stdout);
}

#[test]
fn a_comment_on_a_pull_request_says_it_all() {
    let sandbox = sandbox();
    sandbox.write("before/demo/GetThing.md", &page("GetThing"));
    let run = diff(&sandbox, &["--base", "before", "--format", "markdown"]);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn programs_get_one_document() {
    let run = diff(&sandbox(), &["--format", "json"]);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_revision_is_compared_by_its_crates_and_shows_its_pages() {
    let sandbox = Sandbox::new();
    sandbox.write("work/specs/demo/GetThing.md", &page("GetThing"));
    let generate = ["codegen", "--specs", "work/specs", "--out", "work/generated"];
    assert_eq!(sandbox.xtask(&generate).code, 0);
    git(&sandbox, &["init", "--quiet"]);
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "--message", "before"]);
    sandbox.write("work/specs/demo/GetThing.md", &changed(&page("GetThing")));
    assert_eq!(sandbox.xtask(&generate).code, 0);
    let paths = ["--specs", "work/specs", "--generated", "work/generated"];
    let committed = diff(&sandbox, &paths);
    assert!(committed.stdout.contains("no change"), "{}", committed.stdout);
    let run = diff(&sandbox, &[&["--base", "HEAD"], paths.as_slice()].concat());
    let lines =
        ["        - |Size|Integer|10|How big. |", "        + |Size|Long|10|How big it is. |"];
    assert!(run.stdout.contains(&lines.join("\n")), "{}", run.stdout);
    assert!(run.stdout.contains("0.1.0 -> 0.2.0 (major)"), "{}", run.stdout);
}

#[test]
fn what_is_denied_fails() {
    let sandbox = sandbox();
    let denied = sandbox.xtask(&["diff", "--deny", "breaking"]);
    assert_eq!(denied.code, 1);
    assert_eq!(denied.stderr, "error: 1 of the changes are denied by `--deny breaking`\n");
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("How big", "So big"));
    assert_eq!(sandbox.xtask(&["diff", "--deny", "breaking"]).code, 0);
    assert_eq!(sandbox.xtask(&["diff", "--deny", "docs"]).code, 1);
}

#[test]
fn words_alone_change_no_api() {
    let sandbox = sandbox();
    let reworded = page("GetThing")
        .replace("Does a thing.", "Does another thing.")
        .replace("How big.", "Its size \\| how big.")
        .replace("|--|--|--|--|--|", "| :-- | --- | --- | --- | --- |")
        .replace("## Response parameters", "## Response parameters {#section}");
    sandbox.write("specs/other/folder/Renamed.md", &reworded);
    sandbox.remove("specs/demo");
    let run = diff(&sandbox, &[]);
    let counts = ": 3 docs; 0.1.0 -> 0.1.1 (patch)";
    assert!(run.stdout.contains(counts), "{}", run.stdout);
    let wording = "docs 1 doc-changed, 1 source-changed, 1 summary-changed";
    assert!(run.stdout.contains(wording), "{}", run.stdout);
}

#[test]
fn a_rejected_page_changes_nothing() {
    let sandbox = sandbox();
    let broken = page("GetThing").replace("|Size|Integer|", "|Size|Blob of doom|");
    sandbox.write("specs/demo/GetThing.md", &broken);
    let run = sandbox.xtask(&["diff"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("type-unknown"), "{}", run.stderr);
    assert!(run.stdout.contains("its page was rejected; it stays as it was"), "{}", run.stdout);
    assert!(!run.stdout.contains("breaking"), "{}", run.stdout);
}

#[test]
fn a_crate_that_is_not_whole_is_no_base() {
    let manifest = "generated/demo-20200101/codegen.manifest";
    let file_missing = sandbox();
    file_missing.remove("generated/demo-20200101/ir/GetThing.yaml");
    let marked = sandbox();
    let text = marked.files("generated").remove(manifest).unwrap();
    marked.write(manifest, &format!("# INCOMPLETE: a run is writing these files\n{text}"));
    for sandbox in [file_missing, marked] {
        let run = sandbox.xtask(&["diff"]);
        assert_eq!(run.code, 0);
        assert!(run.stderr.contains("generated/demo-20200101 is not whole"), "{}", run.stderr);
        assert!(run.stdout.contains("new; there is nothing to compare it with"), "{}", run.stdout);
    }
}

#[test]
fn a_base_that_is_not_there_is_named() {
    let sandbox = sandbox();
    git(&sandbox, &["init", "--quiet"]);
    let run = sandbox.xtask(&["diff", "--base", "nowhere"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr, "error: `nowhere` is neither a folder nor a git revision\n");
}
