//! `cargo xtask report`: the files that it writes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use support::{Sandbox, page};

#[test]
fn a_changed_operation_has_a_page_and_others_have_none() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/KeepThing.md", &page("KeepThing"));
    assert_eq!(sandbox.xtask(&["codegen", "--out", "generated"]).code, 0);
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("|Integer|", "|Long|"));
    let run = sandbox.xtask(&["report", "--out", "shown"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "1 operation shown by shown/index.html\n");
    let files = sandbox.files("shown");
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["shown/demo-20200101/GetThing.html", "shown/index.html"]);
    assert!(files["shown/index.html"].contains("href=\"demo-20200101/GetThing.html\""));
    assert!(files["shown/demo-20200101/GetThing.html"].contains("specs/demo/GetThing.md"));
}

#[test]
fn a_rejected_page_is_told_and_fails() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    assert_eq!(sandbox.xtask(&["codegen", "--out", "generated"]).code, 0);
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("|Integer|", "|Doom|"));
    let run = sandbox.xtask(&["report", "--out", "shown"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr, "error: some pages were rejected; the report says why\n");
    let index = &sandbox.files("shown")["shown/index.html"];
    assert!(index.contains("type-unknown") && index.contains("specs/demo/GetThing.md"), "{index}");
}

#[test]
fn a_later_report_removes_what_an_earlier_one_left_and_nothing_else() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    let other = page("GetOther").replace("product=Demo", "product=Other");
    sandbox.write("specs/other/GetOther.md", &other);
    assert_eq!(sandbox.xtask(&["codegen", "--out", "generated"]).code, 0);
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("|Integer|", "|Long|"));
    sandbox.write("specs/other/GetOther.md", &other.replace("|Integer|", "|Long|"));
    let run = sandbox.xtask(&["report", "--out", "shown"]);
    assert_eq!(run.stdout, "2 operations shown by shown/index.html\n", "{}", run.stderr);
    for (file, text) in [("notes.html", "<!DOCTYPE html>mine"), ("raw.txt", "mine")] {
        sandbox.write(&format!("shown/demo-20200101/{file}"), text);
    }
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/other/GetOther.md", &other);
    let run = sandbox.xtask(&["report", "--out", "shown"]);
    assert_eq!(run.stdout, "0 operations shown by shown/index.html\n", "{}", run.stderr);
    let files = sandbox.files("shown");
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    let mine = ["shown/demo-20200101/notes.html", "shown/demo-20200101/raw.txt"];
    assert_eq!(paths, [mine[0], mine[1], "shown/index.html"]);
    assert!(files["shown/index.html"].contains("No API changed."));
    assert!(!sandbox.path().join("shown/other-20200101").exists());
}
