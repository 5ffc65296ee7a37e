//! Corrections in `spec.yaml` as the command line takes them: where it points, and what stays.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use support::{Run, Sandbox, page};

const IR: &str = "out/demo-20200101/ir/GetThing.yaml";

/// What diagnostics say of a run, from the header of the first finding of a rule.
fn finding<'a>(run: &'a Run, rule: &str) -> &'a str {
    let header = format!("[{rule}]");
    let at = run.stderr.find(&header).unwrap_or_else(|| panic!("no {rule} in\n{}", run.stderr));
    &run.stderr[at..]
}

#[test]
fn a_correction_reaches_the_ir() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write(
        "specs/demo/spec.yaml",
        "corrections:\n  GetThing:\n  - type: response.Size\n    from: int32\n    to: int64\n    \
         reason: Things are larger than that.\n",
    );
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.files("out")[IR].contains("- name: Size\n  type: int64\n"));
}

#[test]
fn a_correction_that_does_not_fit_is_shown_where_it_stands_in_any_style() {
    let texts = [
        ("corrections:\n  GetThing:\n    - drop: response.Age\n      reason: r\n", "3:7"),
        ("corrections:\n  GetThing:\n  # 注释\n  - {drop: response.Age, reason: r}\n", "4:5"),
        ("corrections: {GetThing: [{drop: response.Age, reason: r}]}\n", "1:26"),
        (
            "corrections: {GetThing: [{rename: response.Size, to: Maß, reason: 大小}, {drop: response.Age, reason: r}]}\n",
            "1:72",
        ),
    ];
    for (text, place) in texts {
        let sandbox = Sandbox::new();
        sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
        sandbox.codegen(&[]);
        let before = sandbox.files("out");
        sandbox.write("specs/demo/spec.yaml", text);
        let run = sandbox.codegen(&[]);
        assert_eq!(run.code, 1);
        let finding = finding(&run, "correction-unmatched");
        assert!(finding.contains(&format!("specs/demo/spec.yaml:{place}\n")), "{finding}");
        assert!(finding.contains("there is no `response.Age`"), "{finding}");
        assert!(run.stdout.contains("1 rejected"), "{}", run.stdout);
        assert_eq!(sandbox.files("out"), before);
    }
}

#[test]
fn a_correction_without_reason_makes_its_file_invalid() {
    for reason in ["", ", reason: ''"] {
        let sandbox = Sandbox::new();
        sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
        sandbox.write(
            "specs/demo/spec.yaml",
            &format!("corrections:\n  GetThing:\n  - {{drop: response.Size{reason}}}\n"),
        );
        let run = sandbox.codegen(&[]);
        assert_eq!(run.code, 1);
        let finding = finding(&run, "spec-invalid");
        assert!(finding.contains("a correction needs a `reason`"), "{finding}");
        assert!(finding.contains("specs/demo/spec.yaml:3:5"), "{finding}");
    }
}

#[test]
fn an_overlay_adds_corrections_and_is_named_by_its_own_path() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    let spec = |correction: &str| format!("corrections: {{GetThing: [{correction}]}}\n");
    let rename = spec("{rename: response.Size, to: Weight, reason: r}");
    sandbox.write("specs/demo/spec.yaml", &rename);
    sandbox.write("over/demo/spec.yaml", &spec("{drop: response.Weight, reason: r}"));
    assert_eq!(sandbox.codegen(&["--overlay", "over"]).code, 0);
    assert!(!sandbox.files("out")[IR].contains("Weight"));
    sandbox.write("over/demo/spec.yaml", &spec("{drop: response.Size, reason: r}"));
    let run = sandbox.codegen(&["--overlay", "over"]);
    let finding = finding(&run, "correction-unmatched");
    assert!(finding.contains("--> over/demo/spec.yaml:1:26"), "{finding}");
    assert!(finding.contains("drop: response.Size"), "{finding}");
}

#[test]
fn an_action_that_no_page_documents_is_an_error_unless_its_page_was_left_out() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/cn.zh-CN/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/intl.en-US/ListThings.md", &page("ListThings"));
    let spec = "corrections:\n  ListThings:\n  - {drop: response.Size, reason: r}\n";
    sandbox.write("specs/demo/spec.yaml", spec);
    assert_eq!(sandbox.codegen(&[]).code, 0);
    assert_eq!(sandbox.codegen(&["--action", "GetThing"]).code, 0);
    // Of the other locale nothing was read.
    assert_eq!(sandbox.codegen(&["--locale", "cn.zh-CN"]).code, 0);

    sandbox.write("specs/demo/spec.yaml", &spec.replace("ListThings", "ListThing"));
    for arguments in [&[] as &[&str], &["--action", "GetThing"], &["--product", "other"]] {
        let run = sandbox.codegen(arguments);
        assert_eq!(run.code, 1, "{arguments:?}");
        let finding = finding(&run, "correction-unmatched");
        assert!(finding.contains("documents `ListThing`"), "{finding}");
        assert!(finding.contains("specs/demo/spec.yaml:3:5"), "{finding}");
    }
    assert_eq!(sandbox.codegen(&["--locale", "cn.zh-CN"]).code, 0);
    // All pages below a folder of the locale were read.
    sandbox.remove("specs/demo/spec.yaml");
    sandbox.write("specs/demo/cn.zh-CN/spec.yaml", spec);
    assert_eq!(sandbox.codegen(&["--locale", "cn.zh-CN"]).code, 1);
}

#[test]
fn a_doubt_is_printed_with_the_lines_that_settle_it() {
    let sandbox = Sandbox::new();
    let rows = "|Alpha|Struct| |A. |\n|Beta|String|b|B. |\n|Gamma|String|c|C. |\n";
    let text = page("GetThing").replace("|RequestId|String|r-1|The ID of the request. |\n", rows);
    sandbox.write("specs/demo/GetThing.md", &text.replace("|Size|Integer|10|How big. |\n", ""));
    let run = sandbox.codegen(&[]);
    let line = r#"- {place: "response.Alpha.Gamma", to: "response.Gamma", reason: "…"}"#;
    let finding = finding(&run, "row-placement-ambiguous");
    assert!(finding.contains(line), "{finding}");
    sandbox.write("specs/demo/spec.yaml", &format!("corrections:\n  GetThing:\n  {line}\n"));
    let run = sandbox.codegen(&["--format", "json"]);
    // Nothing is in doubt any more, and what changed the reading is named.
    assert!(!run.stdout.contains(r#""rule""#), "{}", run.stdout);
    assert!(run.stdout.contains(r#""changed":["demo/spec.yaml"]"#), "{}", run.stdout);
    assert!(sandbox.files("out")[IR].contains("\n- name: Gamma\n"));
}
