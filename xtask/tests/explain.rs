//! `cargo xtask explain` as it is run.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use support::{Sandbox, page};

/// The page of [`page`], with a list and a row in doubt after it.
fn nested_page() -> String {
    let response = "|Size|Integer|10|How big. |\n";
    let rows = "|Parts|Array of Part| |The parts. |\n|Name|String|n|The name. |\n|Zone|String|z|Where. |\n";
    let sample = "## Examples\n\nSample success responses\n\n```\n{\"RequestId\": \"r\", \"Size\": 1, \"Parts\": [{\"Name\": \"n\"}]}\n```\n\n## Error codes";
    page("GetThing")
        .replace(response, &format!("{response}{rows}"))
        .replace("## Error codes", sample)
}

#[test]
fn each_row_stands_where_it_was_put_with_what_speaks_for_it() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &nested_page());
    let run = sandbox.xtask(&["explain", "GetThing", "--specs", "specs"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn the_findings_of_a_rejected_page_are_shown() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing").replace("|Integer|", "|Colour|"));
    let run = sandbox.xtask(&["explain", "GetThing", "--specs", "specs"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("GetThing.md: rejected"), "{}", run.stdout);
    assert!(run.stdout.contains("error[type-unknown]: `Colour`"), "{}", run.stdout);
}

#[test]
fn an_operation_that_no_page_documents_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let run = sandbox.xtask(&["explain", "GetOther", "--specs", "specs"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("no page below specs documents `GetOther`"), "{}", run.stderr);
}
