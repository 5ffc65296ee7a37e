//! `cargo xtask rows` as it is run.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use serde_json::json;
use support::{Sandbox, page};

/// A page with one row that is no field, and a table of something else.
fn damaged() -> String {
    let row = "|Size|Integer|10|How big. |\n";
    let prose = "|How big it is|Integer|10|How big. |\n";
    page("GetThing").replace(row, &format!("{row}{prose}"))
        + "\n## Notes\n\n|Kind|Limit|\n|--|--|\n|small|1|\n"
}

#[test]
fn every_row_is_counted_by_what_became_of_it() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &damaged());
    let run = sandbox.xtask(&["rows", "--specs", "specs", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["rows"], 7);
    assert_eq!(report["unnamed"], 0);
    assert_eq!(
        report["fates"],
        json!({"action": 1, "error-code": 1, "field": 3, "name-invalid": 1, "table-not-read": 1})
    );
    let page = &report["pages"][0];
    assert_eq!(page["page"], "GetThing.md");
    assert_eq!(page["outcome"], "generated-with-warnings");
    assert_eq!(
        page["named"],
        json!([
            {"line": 22, "name": "How big it is", "rule": "name-invalid"},
            {"line": 34, "name": "small", "rule": "table-not-read"},
        ])
    );
}

#[test]
fn the_text_form_has_one_line_per_page_and_the_sum_below() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let run = sandbox.xtask(&["rows", "--specs", "specs"]);
    let expected = "GetThing.md: generated: 5 rows: 1 action, 1 error-code, 3 field\n\
                    5 rows: 1 action, 1 error-code, 3 field; 0 unnamed\n";
    assert_eq!(run.stdout, expected);
}
