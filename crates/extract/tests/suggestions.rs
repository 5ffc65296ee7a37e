//! The corrections that diagnostics print: each alternative, pasted into a `spec.yaml`, settles
//! its doubt and gives the reading that it promises.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{Diagnostic, Extraction, SourcePage, Spec, Specs, extract};

use support::{RPC, fields, page, read, rules};

/// One alternative of a help text: what its comment says, and the `spec.yaml` that it asks for.
#[derive(Debug)]
struct Alternative {
    reading: String,
    spec: String,
}

/// Takes the alternatives out of the help of a diagnostic.
fn alternatives(diagnostic: &Diagnostic) -> Vec<Alternative> {
    let help = diagnostic.help.as_deref().unwrap_or_default();
    let (_, block) = help.split_once("corrections:\n").unwrap_or_else(|| panic!("none in {help}"));
    let (action, entries) = block.split_once('\n').unwrap();
    let head = format!("corrections:\n{action}\n");
    let mut found: Vec<Alternative> = Vec::new();
    for line in entries.lines() {
        match (line.trim().strip_prefix("# "), found.last_mut()) {
            (Some(reading), _) => {
                found.push(Alternative { reading: reading.to_owned(), spec: head.clone() });
            }
            (None, Some(last)) => last.spec.extend([line, "\n"]),
            (None, None) => panic!("a line without a reading: {help}"),
        }
    }
    found
}

fn read_with(page: &str, spec: &str) -> Extraction {
    let mut specs = Specs::default();
    specs.insert("", Spec::read("spec.yaml", spec).unwrap_or_else(|it| panic!("{it}: {spec}")));
    extract(&[SourcePage::new("GetThing.md", page)], &specs)
}

/// As [`check_page`], of a page with these rows and this sample.
#[track_caller]
fn check(response: &str, sample: &str, rule: &str, expected: &[(&str, &[&str])]) {
    check_page(&page(RPC, "", response, sample), rule, expected);
}

/// Pastes each alternative of the first finding of a rule; `expected` are their readings and the fields that
/// then differ from those of the reading in use.
#[track_caller]
fn check_page(text: &str, rule: &str, expected: &[(&str, &[&str])]) {
    let used = read(text);
    let diagnostic = used.diagnostics.iter().find(|it| it.rule.id() == rule).unwrap();
    let alternatives = alternatives(diagnostic);
    let readings: Vec<&str> = alternatives.iter().map(|it| it.reading.as_str()).collect();
    assert_eq!(readings, expected.iter().map(|(reading, _)| *reading).collect::<Vec<_>>());
    for (alternative, (_, new)) in alternatives.iter().zip(expected) {
        let settled = read_with(text, &alternative.spec);
        let left = settled.diagnostics.iter().filter(|it| it.span == diagnostic.span);
        assert_eq!(left.map(|it| &it.message).collect::<Vec<_>>(), [""; 0], "{alternative:?}");
        assert!(!rules(&settled).iter().any(|it| it.starts_with("correction-")), "{settled:#?}");
        if used.readings.is_empty() {
            assert_eq!(fields(&settled), *new, "{alternative:?}");
            continue;
        }
        let before = fields(&used);
        let fields = fields(&settled);
        let changed: Vec<&String> = fields.iter().filter(|it| !before.contains(it)).collect();
        assert_eq!(changed, *new, "{alternative:?}");
        let path = diagnostic.path.as_deref().unwrap().trim_start_matches("response.");
        assert!(!settled.readings[0].in_doubt.contains(path), "{alternative:?}");
    }
}

const PLACE: &str = "row-placement-ambiguous";
const KIND: &str = "container-kind-unknown";
const AS_READ: &str = "it is right as it is read:";

#[test]
fn a_row_that_fits_two_structs() {
    check(
        "|Alpha|Struct| |甲。 |\n|Beta|String|b|乙。 |\n|Gamma|String|c|丙。 |\n",
        "",
        PLACE,
        &[(AS_READ, &[]), ("or it is `response.Gamma`:", &["Gamma string"])],
    );
}

#[test]
fn the_rows_that_the_other_reading_moves_move_along() {
    // The rows of a struct stand together, so `Hue` does not stay in it when `Gamma` leaves.
    check(
        "|Alpha|Struct| |甲。 |\n|Beta|String|b|乙。 |\n|Gamma|String|c|丙。 |\n|Hue|String|d|丁。 |\n",
        "",
        PLACE,
        &[(AS_READ, &[]), ("or it is `response.Gamma`:", &["Gamma string", "Hue string"])],
    );
}

#[test]
fn an_element_row_that_may_stand_apart() {
    // The sample shows the list empty, and a struct of the element's name elsewhere.
    check(
        "|Parts|Array of Part| |部分。 |\n|Part| | | |\n|Name|String|n|名称。 |\n",
        r#"{"Parts": [], "Part": {}, "Deep": {"Part": 1}}"#,
        PLACE,
        &[
            (AS_READ, &[]),
            ("or it is `response.Part`:", &["Parts array<any>", "Part Part", "Part.Name string"]),
        ],
    );
}

#[test]
fn a_row_apart_that_may_be_an_element_row() {
    check(
        "|Parts|Array of Part| |部分。 |\n|Quark| | | |\n|Name|String|n|名称。 |\n",
        r#"{"Parts": [], "Quark": {}, "Deep": {"Quark": 1}}"#,
        PLACE,
        &[
            (AS_READ, &[]),
            (
                "or it is `response.Parts.Quark`:",
                &["Parts array<struct>", "Parts.Quark array<struct>", "Parts.Quark[].Name string"],
            ),
        ],
    );
}

#[test]
fn a_list_whose_samples_disagree() {
    let text = page(
        RPC,
        "",
        "|Things|Array of Thing| |东西。 |\n|Name|String|n|名称。 |\n",
        r#"{"Things": [{"Name": "n"}]}"#,
    );
    let xml = "\n`XML`格式\n\n```\n<GetThingResponse><Things><Thing><Name>n</Name></Thing><Thing>\
               <Name>n</Name></Thing></Things></GetThingResponse>\n```\n";
    check_page(
        &format!("{text}{xml}"),
        "samples-disagree",
        &[
            (AS_READ, &[]),
            (
                "or it is `array<Thing>` below `Thing`:",
                &["Things.Thing array<Thing>", "Things.Thing[].Name string"],
            ),
        ],
    );
}

#[test]
fn a_container_of_an_unknown_kind() {
    check(
        "|Tags| | |标签。 |\n|└Key|String|k|键。 |\n|└Value|String|v|值。 |\n|Size|Integer|1|大小。 |",
        r#"{"Size": 1}"#,
        KIND,
        &[
            ("it is right as it is read:", &[]),
            (
                "or it is `array<struct>`:",
                &["Tags array<struct>", "Tags[].Key string", "Tags[].Value string"],
            ),
        ],
    );
}

#[test]
fn a_container_that_holds_nothing_but_another_one() {
    check(
        "|Tags| | |标签。 |\n|└Tag| | | |\n|└Key|String|k|键。 |\n|Size|Integer|1|大小。 |",
        r#"{"Size": 1}"#,
        KIND,
        &[
            (AS_READ, &[]),
            (
                "or it is `array<struct>`:",
                &["Tags array<struct>", "Tags[].Tag struct", "Tags[].Tag.Key string"],
            ),
            (
                "or it is a list, and `Tag` the object around it:",
                &["Tags array<struct>", "Tags.Tag array<struct>", "Tags.Tag[].Key string"],
            ),
        ],
    );
}

#[test]
fn a_list_that_another_page_alone_shows() {
    let wrapped = "|Tags|Array of Tag| |标签。 |\n|Tag| | | |\n|TagKey|String|k|键。 |\n";
    let other = page(RPC, "", wrapped, r#"{"Tags": {"Tag": [{"TagKey": "k"}]}}"#);
    let other = SourcePage::new("ListThings.md", &other.replace("GetThing", "ListThings"));
    let text = page(RPC, "", "|Tags| | |标签。 |\n|TagKey|String|k|键。 |\n", "");
    let pages = [SourcePage::new("GetThing.md", &text), other];
    let used = extract(&pages, &Specs::default());
    assert_eq!(rules(&used), [KIND]);
    let alternatives = alternatives(&used.diagnostics[0]);
    let readings: Vec<&str> = alternatives.iter().map(|it| it.reading.as_str()).collect();
    assert_eq!(readings, [AS_READ, "or it is `struct`:"]);
    let expected = [["Tags", "Tags.Tag", "Tags.Tag[].TagKey"].as_slice(), &["Tags", "Tags.TagKey"]];
    for (alternative, expected) in alternatives.iter().zip(expected) {
        let mut specs = Specs::default();
        specs.insert("", Spec::read("spec.yaml", &alternative.spec).unwrap());
        let settled = extract(&pages, &specs);
        assert_eq!(rules(&settled), [""; 0], "{:#?}", settled.diagnostics);
        let paths = apigen_ir::wire_paths(&settled.services[0].operations[0].response);
        assert_eq!(paths.into_iter().map(|it| it.path).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_name_that_stands_twice() {
    check(
        "|Size|Integer|1|大小。 |\n|Size|Long|1|大小。 |\n",
        r#"{"Size": 1}"#,
        "field-duplicate",
        &[
            ("the row before it is right:", &["Size int32"]),
            ("or this row is right:", &["Size int64"]),
        ],
    );
}
