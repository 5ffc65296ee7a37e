//! `cargo xtask openapi` as it is run.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use support::{Sandbox, page};

#[test]
fn each_version_becomes_a_document() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    let other = page("GetThing").replace("product=Demo", "product=Other");
    sandbox.write("specs/other/GetThing.md", &other);
    let run = sandbox.xtask(&["openapi", "--specs", "specs", "--out", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "2 documents with 2 operations written to out\n");
    let files = sandbox.files("out");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["out/demo-20200101.json", "out/other-20200101.json"]);
    let document: serde_json::Value =
        serde_json::from_str(&files["out/demo-20200101.json"]).unwrap();
    assert_eq!(document["paths"]["/GetThing"]["post"]["operationId"], "GetThing");
}

#[test]
fn only_the_selected_product_is_written() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let arguments = ["openapi", "--specs", "specs", "--out", "out", "--product", "other"];
    let run = sandbox.xtask(&arguments);
    assert_eq!(run.stdout, "0 documents with 0 operations written to out\n");
}

#[test]
fn a_rejected_page_is_an_error_and_the_others_are_written() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    sandbox.write("specs/Broken.md", &page("GetOther").replace("|Integer|", "|Colour|"));
    let run = sandbox.xtask(&["openapi", "--specs", "specs", "--out", "out"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout, "1 document with 1 operation written to out\n");
    assert!(run.stderr.contains("`cargo xtask codegen` says why"), "{}", run.stderr);
}
