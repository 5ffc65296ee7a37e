//! `cargo xtask codegen` as it is run: on folders of pages, with its output and exit codes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use support::{Run, Sandbox, page};

/// What diagnostics say of a run, without the paths and excerpts around them.
fn finding<'a>(run: &'a Run, rule: &str) -> &'a str {
    let header = format!("[{rule}]");
    let at = run.stderr.find(&header).unwrap_or_else(|| panic!("no {rule} in\n{}", run.stderr));
    &run.stderr[at..]
}

#[test]
fn a_page_becomes_a_crate_and_the_second_run_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    let first = sandbox.codegen(&[]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.starts_with("1 page read, 1 generated"), "{}", first.stdout);
    let before = sandbox.files("out");
    assert!(before.contains_key("out/demo-20200101/ir/GetThing.yaml"));
    assert!(before.contains_key("out/demo-20200101/src/operation/get_thing.rs"));

    let second = sandbox.codegen(&[]);
    assert!(second.stdout.contains("; 0 files written, 0 removed;"), "{}", second.stdout);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn a_deleted_crate_comes_back_byte_for_byte() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    sandbox.remove("out/demo-20200101");
    sandbox.codegen(&[]);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn what_its_page_makes_anew_need_not_be_readable() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    sandbox.write("out/demo-20200101/ir/GetThing.yaml", "<<<<<<< HEAD\n");
    // What stays as it stands has to be read.
    let other = sandbox.codegen(&["--action", "ListThings"]);
    assert_eq!(other.code, 1);
    assert!(other.stderr.contains("GetThing.yaml: "), "{}", other.stderr);
    assert_eq!(sandbox.codegen(&[]).code, 0);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn check_writes_nothing_and_shows_what_is_stale() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    assert_eq!(sandbox.codegen(&["--check"]).code, 0);
    let before = sandbox.files("out");

    let row = "|Size|Integer|10|How big. |\n";
    let longer = page("GetThing").replace(row, &format!("{row}|Weight|Long|7|How heavy. |\n"));
    sandbox.write("specs/demo/GetThing.md", &longer);
    let check = sandbox.codegen(&["--check"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.contains("+- name: Weight\n"), "{}", check.stdout);
    assert!(check.stderr.contains("stale; run `cargo xtask codegen`"), "{}", check.stderr);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn one_row_more_changes_one_entry_of_the_ir_and_one_operation() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    let row = "|Size|Integer|10|How big. |\n";
    let longer = page("GetThing").replace(row, &format!("{row}|Weight|Long|7|How heavy. |\n"));
    sandbox.write("specs/demo/GetThing.md", &longer);
    sandbox.codegen(&[]);
    let after = sandbox.files("out");
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(*text))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        changed,
        ["out/demo-20200101/ir/GetThing.yaml", "out/demo-20200101/src/operation/get_thing.rs"]
    );
    let added: Vec<&str> = after[changed[0]]
        .lines()
        .filter(|line| !before[changed[0]].lines().any(|old| old == *line))
        .collect();
    assert_eq!(added, ["- name: Weight", "  type: int64", "  example: '7'", "  doc: How heavy."]);
}

#[test]
fn a_line_above_a_table_changes_no_byte() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    let longer = page("GetThing").replace("## Request parameters\n", "## Request parameters\n\n");
    assert_ne!(longer, page("GetThing"));
    sandbox.write("specs/demo/GetThing.md", &longer);
    sandbox.codegen(&[]);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn an_operation_that_is_gone_is_removed_and_nothing_else() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
    sandbox.codegen(&[]);
    sandbox.write("out/demo-20200101/src/mine.rs", "// not generated\n");
    sandbox.write("out/other/notes.txt", "mine\n");
    sandbox.remove("specs/demo/ListThings.md");
    let run = sandbox.codegen(&[]);
    assert!(run.stdout.contains("2 removed"), "{}", run.stdout);
    let files = sandbox.files("out");
    assert!(!files.contains_key("out/demo-20200101/src/operation/list_things.rs"));
    assert!(files.contains_key("out/demo-20200101/src/mine.rs"));
    assert!(files.contains_key("out/other/notes.txt"));

    sandbox.remove("specs/demo/GetThing.md");
    sandbox.write("specs/README.md", "# No API page\n");
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let left: Vec<String> = sandbox.files("out").into_keys().collect();
    assert_eq!(left, ["out/demo-20200101/src/mine.rs", "out/other/notes.txt"]);
}

#[test]
fn an_action_alone_is_written_and_compared_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
    sandbox.codegen(&[]);
    let full = sandbox.files("out");
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("How big.", "Its size."));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings").replace("How big.", "Its size."));
    assert_eq!(sandbox.codegen(&["--action", "ListThings"]).code, 0);
    let files = sandbox.files("out");
    let (get, list) =
        ("out/demo-20200101/ir/GetThing.yaml", "out/demo-20200101/ir/ListThings.yaml");
    assert_eq!(files[get], full[get]);
    assert!(files[list].contains("Its size."));
    assert_eq!(sandbox.codegen(&["--check", "--action", "ListThings"]).code, 0);
    assert_eq!(sandbox.codegen(&["--check", "--product", "other"]).code, 0);
    assert_eq!(sandbox.codegen(&["--check", "--product", "DEMO"]).code, 1);
}

#[test]
fn bad_pages_are_named_with_line_and_column_and_lose_nothing() {
    let good = page("GetThing");
    let cases = [
        ("request-table-missing", good.replace("## Request parameters", "## Something else"), ""),
        ("type-unknown", good.replace("|Size|Integer|", "|Size|Intreger|"), ":21:7"),
        ("table-row-width", good.replace("|Size|Integer|10|How big. |", "|Size|Integer|"), ":21:"),
        (
            "field-duplicate",
            good.replace("|Size|Integer|10|How big. |", "|Size|Integer|10||\n|Size|Long|10||"),
            ":22:2",
        ),
    ];
    for (rule, bad, place) in cases {
        assert_ne!(bad, good, "{rule}");
        let sandbox = Sandbox::new();
        sandbox.write("specs/demo/GetThing.md", &good);
        sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
        sandbox.codegen(&[]);
        let before = sandbox.files("out");
        sandbox.write("specs/demo/GetThing.md", &bad);
        let new_text = page("ListThings").replace("How big.", "Its size.");
        sandbox.write("specs/demo/ListThings.md", &new_text);
        let run = sandbox.codegen(&[]);
        assert_eq!(run.code, 1, "{rule}");
        let place = format!("specs/demo/GetThing.md{place}");
        assert!(finding(&run, rule).contains(&place), "{rule}: {}", run.stderr);
        let after = sandbox.files("out");
        let thing = "out/demo-20200101/src/operation/get_thing.rs";
        assert_eq!(after[thing], before[thing], "{rule}");
        assert!(after["out/demo-20200101/ir/ListThings.yaml"].contains("Its size."), "{rule}");
        assert!(after["out/demo-20200101/src/operation.rs"].contains("get_thing"), "{rule}");
    }
}

#[test]
fn a_rejected_page_without_earlier_files_is_named_in_the_summary() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("Integer", "Intreger"));
    sandbox.write("specs/demo/ListThings.md", &page("ListThings"));
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("1 rejected"), "{}", run.stdout);
    assert!(run.stdout.contains("rejected and absent: GetThing"), "{}", run.stdout);
    assert!(sandbox.files("out").contains_key("out/demo-20200101/ir/ListThings.yaml"));
}

#[test]
fn a_page_that_is_not_utf8_is_named_and_its_files_stay() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    let mut bytes = page("GetThing").into_bytes();
    let at = page("GetThing").find("Size").unwrap();
    bytes[at] = 0xff;
    sandbox.write_bytes("specs/demo/GetThing.md", &bytes);
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 1);
    assert!(finding(&run, "not-utf8").contains("specs/demo/GetThing.md:21:2"), "{}", run.stderr);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn pages_of_two_locales_are_an_error_that_names_both() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/cn.zh-CN/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/intl.en-US/GetThing.md", &page("GetThing"));
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 1);
    let finding = finding(&run, "locale-conflict");
    assert!(finding.contains("`demo/cn.zh-CN/GetThing.md`"), "{finding}");
    assert!(finding.contains("`demo/intl.en-US/GetThing.md`"), "{finding}");
    assert_eq!(sandbox.codegen(&["--locale", "intl.en-US"]).code, 0);
}

#[test]
fn a_second_locale_is_a_witness_and_adds_what_the_first_one_lacks() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/cn.zh-CN/GetThing.md", &page("GetThing"));
    let longer = page("GetThing").replace("|Size|Integer|", "|Size|Long|");
    sandbox.write("specs/demo/intl.en-US/GetThing.md", &longer);
    sandbox.write("specs/demo/intl.en-US/ListThings.md", &page("ListThings"));
    sandbox.write("specs/demo/intl.zh-CN/DropThing.md", &page("DropThing"));
    let run = sandbox.codegen(&["--locale", "cn.zh-CN,intl.en-US"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let finding = finding(&run, "locales-differ");
    assert!(finding.contains("specs/demo/cn.zh-CN/GetThing.md"), "{finding}");
    assert!(finding.contains("is `int32` here and `int64` on `demo/intl.en-US/"), "{finding}");
    assert!(run.stdout.starts_with("3 pages read, 2 generated (1 with"), "{}", run.stdout);
}

#[test]
fn pages_that_are_no_api_pages_are_counted_and_skipped() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/a/b/c/GetThing.md", &page("GetThing"));
    sandbox.write("specs/a/Overview.md", "# Overview\n\nWords.\n");
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("2 pages read, 1 generated"), "{}", run.stdout);
    assert!(run.stdout.contains("1 skipped"), "{}", run.stdout);
}

#[test]
fn a_spec_names_what_pages_do_not_say_and_an_overlay_goes_over_it() {
    let sandbox = Sandbox::new();
    let page = page("GetThing").replace("&type=RPC&version=2020-01-01", "");
    sandbox.write("specs/demo/GetThing.md", &page);
    assert!(finding(&sandbox.codegen(&[]), "identity-incomplete").contains("version"));
    sandbox.write("specs/demo/spec.yaml", "version: 2021-01-01\ncrate: my-demo\n");
    assert_eq!(sandbox.codegen(&[]).code, 0);
    assert!(sandbox.files("out")["out/demo-20210101/Cargo.toml"].contains("name = \"my-demo\""));
    sandbox.write("over/demo/spec.yaml", "version: 2022-02-02\n");
    assert_eq!(sandbox.codegen(&["--overlay", "over"]).code, 0);
    assert!(sandbox.files("out")["out/demo-20220202/Cargo.toml"].contains("name = \"my-demo\""));
}

#[test]
fn a_broken_spec_is_named_with_its_line_and_its_pages_keep_their_files() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.write("specs/demo/spec.yaml", "product: Demo\ncrate: my-demo\n");
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    sandbox.write("specs/demo/spec.yaml", "product: Demo\ncraet: my-demo\n");
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 1);
    assert!(finding(&run, "spec-invalid").contains("specs/demo/spec.yaml:2:"), "{}", run.stderr);
    assert_eq!(sandbox.files("out"), before);
}

#[test]
fn formats_for_programs_name_rule_line_and_column() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace("Integer", "Intreger"));
    let json = sandbox.codegen(&["--format", "json"]).stdout;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["rule"], "type-unknown");
    assert_eq!((&first["line"], &first["column"]), (&21.into(), &7.into()));
    let last: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!(last["summary"]["rejected"], 1);
    let github = sandbox.codegen(&["--format", "github"]).stdout;
    assert!(
        github
            .starts_with("::error file=specs/demo/GetThing.md,line=21,col=7,title=type-unknown::"),
        "{github}"
    );
}

#[test]
fn a_finding_about_one_field_names_its_path() {
    let sandbox = Sandbox::new();
    let row = "|Size|Integer|10|How big. |\n";
    let twice = format!("{row}{}", row.replace("Integer", "Long"));
    sandbox.write("specs/demo/GetThing.md", &page("GetThing").replace(row, &twice));
    let json = sandbox.codegen(&["--format", "json"]).stdout;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["rule"], "field-duplicate");
    assert_eq!(first["path"], "response.Size");
}

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    assert_eq!(Sandbox::new().codegen(&["--no-such-option"]).code, 2);
}

#[test]
fn a_folder_that_is_not_there_is_an_error_that_names_it() {
    let run = Sandbox::new().codegen(&["--specs", "nowhere"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}

#[test]
fn a_manifest_that_leads_elsewhere_removes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    sandbox.write("precious.txt", "mine\n");
    sandbox.write("out/demo-20200101/codegen.manifest", "../../precious.txt\n");
    let run = sandbox.codegen(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("leads out of the crate"), "{}", run.stderr);
    assert!(sandbox.files(".").contains_key("./precious.txt"));
}
