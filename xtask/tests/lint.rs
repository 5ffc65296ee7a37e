//! `cargo xtask lint`: findings for those who write the pages, and how bad a `spec.yaml` makes them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use serde_json::Value;
use support::{Run, Sandbox, page};

/// A page whose sample lacks nothing, and whose table has a row that is no field: a warning.
fn warned(action: &str) -> String {
    let row = "|Size|Integer|10|How big. |\n";
    page(action).replace(row, &format!("{row}|see below|String| |More. |\n"))
}

fn sandbox(spec: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &warned("GetThing"));
    sandbox.write("specs/demo/old/ListThings.md", &warned("ListThings"));
    sandbox.write("specs/demo/spec.yaml", spec);
    sandbox
}

fn lint(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.xtask(&[&["lint"], arguments].concat())
}

fn lines(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn findings_are_printed_alone_and_warnings_are_no_failure() {
    let sandbox = sandbox("");
    let run = lint(&sandbox, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("warning[name-invalid]"), "{}", run.stdout);
    assert!(run.stdout.ends_with("2 pages read; 0 errors, 2 warnings, 0 hidden\n"));
    assert!(!sandbox.path().join("out").exists());
}

#[test]
fn a_severity_is_set_for_a_folder_and_a_nearer_folder_beats_it() {
    let sandbox = sandbox("lint:\n  name-invalid: {severity: error, reason: our rule}\n");
    let run = lint(&sandbox, &["--format", "json"]);
    assert_eq!(run.code, 1);
    let found = lines(&run);
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["reason"], "our rule");
    assert_eq!(found[2]["summary"]["errors"], 2);
    assert!(lint(&sandbox, &[]).stdout.contains("by `lint` in `spec.yaml`: our rule"));
    let annotations = lint(&sandbox, &["--format", "github"]).stdout;
    assert!(annotations.starts_with("::error file=specs/demo/GetThing.md,line="), "{annotations}");

    let hidden = "lint:\n  name-invalid: {severity: hidden, reason: they will go}\n";
    sandbox.write("specs/demo/old/spec.yaml", hidden);
    let found = lines(&lint(&sandbox, &["--format", "json"]));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["page"], "demo/GetThing.md");
    assert_eq!(
        (&found[1]["summary"]["errors"], &found[1]["summary"]["hidden"]),
        (&1.into(), &1.into())
    );
}

/// What is set concerns those who judge the docs: the generator does not depend on it.
#[test]
fn a_severity_changes_nothing_that_is_generated() {
    let plain = sandbox("");
    let strict = sandbox("lint:\n  name-invalid: {severity: error, reason: our rule}\n");
    assert_eq!((plain.codegen(&[]).code, strict.codegen(&[]).code), (0, 0));
    assert_eq!(plain.files("out"), strict.files("out"));
}

#[test]
fn an_entry_that_concerns_nothing_is_an_error_at_its_line() {
    let sandbox = sandbox(
        "lint:\n  sample-invalid: {severity: hidden, reason: cut on purpose}\n  name-invalid: {severity: warning, reason: r}\n",
    );
    let run = lint(&sandbox, &["--format", "json"]);
    assert_eq!(run.code, 1);
    let unused: Vec<Value> =
        lines(&run).into_iter().filter(|it| it["rule"] == "lint-unused").collect();
    assert_eq!(unused.len(), 1);
    assert_eq!(unused[0]["page"], "demo/spec.yaml");
    assert_eq!((&unused[0]["line"], &unused[0]["column"]), (&2.into(), &19.into()));
}

#[test]
fn an_entry_that_says_nothing_good_makes_its_file_invalid() {
    for (entry, why) in [
        ("no-such-rule: {severity: error, reason: r}", "`no-such-rule` is no rule"),
        ("type-unknown: {severity: warning, reason: r}", "stays an error"),
        ("name-invalid: {severity: error}", "missing field `reason`"),
        ("name-invalid: {severity: error, reason: ' '}", "a severity needs a `reason`"),
        ("name-invalid: {severity: bad, reason: r}", "unknown variant `bad`"),
    ] {
        let run = lint(&sandbox(&format!("lint:\n  {entry}\n")), &[]);
        assert_eq!(run.code, 1, "{entry}");
        assert!(run.stdout.contains("error[spec-invalid]"), "{entry}: {}", run.stdout);
        assert!(run.stdout.contains(why), "{entry}: {}", run.stdout);
        assert!(run.stdout.contains("specs/demo/spec.yaml:2:"), "{entry}: {}", run.stdout);
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let sandbox = Sandbox::new();
    let list = lint(&sandbox, &["--rules"]).stdout;
    assert!(list.lines().any(|line| line.starts_with("error    type-unknown ")), "{list}");
    let text = lint(&sandbox, &["--explain", "type-unknown"]).stdout;
    for part in ["# `type-unknown`", "## Why it matters", "## Example", "## How to mend it"] {
        assert!(text.contains(part), "{text}");
    }
    let unknown = lint(&sandbox, &["--explain", "no-such-rule"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("there is no such rule"), "{}", unknown.stderr);
}

#[test]
fn an_operation_alone_is_judged_alone() {
    let run = lint(&sandbox(""), &["--action", "ListThings", "--format", "json"]);
    let found = lines(&run);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["page"], "demo/old/ListThings.md");
}

/// The structure that the standard requires, and what hosts show: rule, level, place, reason.
#[test]
fn a_sarif_log_has_what_the_standard_requires() {
    let sandbox = sandbox("lint:\n  name-invalid: {severity: hidden, reason: they will go}\n");
    let mistyped = page("GetThing2").replace("Integer", "Intreger");
    let unclosed = "\n## More\n\n```\n{}\n";
    sandbox.write("specs/demo/浮标/Get Thing 2.md", &(mistyped + unclosed));
    let run = lint(&sandbox, &["--format", "sarif"]);
    assert_eq!(run.code, 1);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string());
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string());
        assert!(rule["help"]["text"].is_string());
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        assert!(result["message"]["text"].is_string());
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
        let region = &place["region"];
        assert!(
            region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1)
        );
        assert!(region["endLine"].as_u64() >= region["startLine"].as_u64());
    }
    let unclosed = results.iter().find(|it| it["ruleId"] == "code-unclosed").unwrap();
    let related = &unclosed["relatedLocations"][0];
    assert!(related["message"]["text"].is_string());
    assert!(related["physicalLocation"]["region"]["startLine"].is_u64());
    let error = results.iter().find(|it| it["ruleId"] == "type-unknown").unwrap();
    assert!(error["suppressions"].is_null());
    let place = &error["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "specs/demo/%E6%B5%AE%E6%A0%87/Get%20Thing%202.md"
    );
    assert_eq!(place["region"]["startLine"], 21);
    let hidden = results.iter().find(|it| it["ruleId"] == "name-invalid").unwrap();
    assert_eq!(hidden["suppressions"][0]["kind"], "external");
    assert_eq!(hidden["suppressions"][0]["justification"], "they will go");
}
