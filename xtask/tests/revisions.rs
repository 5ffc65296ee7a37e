//! Revisions of one page, as docs updates have them: what each means.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use support::{Sandbox, page};

/// The revisions of the page, each with what was done to the one before.
fn revisions() -> Vec<(&'static str, String)> {
    let first = page("GetThing");
    let unit = "|Size|Integer|10|How big. |\n|Unit|String|m|The unit. |";
    let steps: [(&str, &str, &str); 9] = [
        ("prose", "How big.", "How big it is."),
        ("escaping", "it is. |", "it is\\. |"),
        ("headings", "## Response parameters", "## Response parameters {#section_1 .section}"),
        ("a field is new", "|Size|", "|Unit|String|m|The unit. |\n|Size|"),
        ("order of rows", "|Unit|String|m|The unit. |\n", ""),
        ("a field is retyped", "|Size|Integer|", "|Size|Long|"),
        ("a parameter is optional", "|ThingId|String|Yes|", "|ThingId|String|No|"),
        (
            "a code is new",
            "|404|NotFound.Thing|",
            "|400|Invalid|It is.|It is. |\n|404|NotFound.Thing|",
        ),
        ("the answer is lost", "## Response parameters {#section_1 .section}", "## Remarks"),
    ];
    let mut revisions = vec![("first", first)];
    for (what, from, to) in steps {
        let text = &revisions.last().unwrap().1;
        assert!(text.contains(from), "{what}");
        let mut text = text.replacen(from, to, 1);
        if what == "order of rows" {
            text = text.replace(
                "|Size|Integer|10|How big it is\\. |",
                &unit.replace("big.", "big it is\\."),
            );
        }
        revisions.push((what, text));
    }
    revisions
}

#[test]
fn each_revision_means_what_it_changed() {
    let mut table = Vec::new();
    for pair in revisions().windows(2) {
        let [(_, old), (what, new)] = pair else { continue };
        let sandbox = Sandbox::new();
        sandbox.write("before/GetThing.md", old);
        sandbox.write("specs/GetThing.md", new);
        let run = sandbox.xtask(&["diff", "--base", "before"]);
        assert_eq!(run.code, 0, "{what}: {}", run.stderr);
        let verdict = run.stdout.lines().next().unwrap_or_default();
        table.push(format!("{what}: {verdict}"));
    }
    insta::assert_snapshot!(table.join("\n"));
}
