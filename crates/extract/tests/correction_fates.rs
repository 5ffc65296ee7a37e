//! What corrections settle, how long they live, and which of them belong to a page.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{Extraction, Locales, SourcePage, Spec, Specs, extract, extract_in};

use support::{RPC, corrected, fields, operation, page, paths, rules, spec};

/// A page one row of which fits two structs.
const DOUBTFUL: &str = "|Alpha|Struct| |甲。 |\n|Beta|String|b|乙。 |\n|Gamma|String|c|丙。 |\n";

#[test]
fn confirm_lives_as_long_as_the_doubt_it_settles_and_its_reading() {
    let confirm = "{confirm: response.Alpha.Gamma, reason: seen in an answer}";
    let doubtful = page(RPC, "", DOUBTFUL, "");
    let settled = corrected(&doubtful, confirm);
    assert_eq!(rules(&settled), [""; 0], "{:#?}", settled.diagnostics);
    assert!(settled.readings[0].in_doubt.is_empty());
    // A sample settles it the same way, or the other way.
    let same = page(RPC, "", DOUBTFUL, r#"{"Alpha": {"Beta": "b", "Gamma": "c"}}"#);
    assert_eq!(rules(&corrected(&same, confirm)), ["correction-unused"]);
    let other = page(RPC, "", DOUBTFUL, r#"{"Alpha": {"Beta": "b"}, "Gamma": "c"}"#);
    assert_eq!(rules(&corrected(&other, confirm)), ["correction-unmatched"]);
}

#[test]
fn confirm_can_name_the_type_that_is_right() {
    let rows = "|Tags| | |标签。 |\n|└Key|String|k|键。 |\n|Size|Integer|1|大小。 |";
    let text = page(RPC, "", rows, r#"{"Size": 1}"#);
    let confirm = |ty: &str| format!("{{confirm: response.Tags, type: {ty}, reason: r}}");
    assert_eq!(rules(&corrected(&text, &confirm("struct"))), [""; 0]);
    let extraction = corrected(&text, &confirm("array<struct>"));
    assert_eq!(rules(&extraction), ["container-kind-unknown", "correction-unmatched"]);
}

#[test]
fn a_name_that_stands_twice_is_settled_by_dropping_one_row() {
    let rows = "|Size|Integer|1|大小。 |\n|Size|Long|1|大小。 |\n";
    let text = page(RPC, rows.replace("|1|", "|否|1|").as_str(), rows, r#"{"Size": 1}"#);
    let extraction = corrected(&text, "{drop: 'request.Size#2', reason: r}");
    assert_eq!(rules(&extraction), ["field-duplicate"]);
    assert_eq!(paths(&extraction), ["response.Size"]);
    let both = "{drop: 'request.Size#2', reason: r}\n{drop: response.Size, reason: r}";
    let extraction = corrected(&text, both);
    assert_eq!(rules(&extraction), [""; 0], "{:#?}", extraction.diagnostics);
    assert_eq!(fields(&extraction), ["Size int32", "Size int64"]);
    let renamed = "{drop: 'request.Size#2', reason: r}\n\
                   {rename: 'response.Size#2', to: Weight, reason: r}";
    assert_eq!(fields(&corrected(&text, renamed)), ["Size int32", "Size int32", "Weight int64"]);
}

#[test]
fn what_descriptions_state_is_read_again_with_the_corrected_names_and_types() {
    let request =
        "|Count|String|否|1|数量。取值范围：1~100。 |\n|Token|String|否|t|保证请求幂等性。 |\n";
    let text = page(RPC, request, "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let corrections = "{type: request.Count, from: string, to: int32, reason: r}\n\
                       {rename: request.Token, to: ClientToken, reason: r}";
    let extraction = corrected(&text, corrections);
    assert_eq!(rules(&extraction), [""; 0], "{:#?}", extraction.diagnostics);
    let operation = operation(&extraction);
    assert!(operation.request[0].range.is_some());
    assert_eq!(operation.idempotency_token.as_deref(), Some("ClientToken"));
}

#[test]
fn nearer_folders_and_overlays_add_corrections_after_those_of_farther_ones() {
    let mut specs = Specs::default();
    let read = |path: &str, correction: &str| Spec::read(path, &spec(correction)).unwrap();
    specs.insert("a", read("a/spec.yaml", "{rename: response.Two, to: Three, reason: r}"));
    specs.insert("", read("spec.yaml", "{rename: response.Size, to: One, reason: r}"));
    specs.insert("", read("over/spec.yaml", "{rename: response.One, to: Two, reason: r}"));
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let extraction = extract(&[SourcePage::new("a/GetThing.md", &text)], &specs);
    assert_eq!(rules(&extraction), [""; 0], "{:#?}", extraction.diagnostics);
    assert_eq!(fields(&extraction), ["Three int32"]);
}

#[test]
fn of_two_pages_of_one_operation_a_correction_must_fit_the_one_that_is_used() {
    let used = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let unused = page(RPC, "", "|Age|Integer|1|岁数。 |", "{\"Age\": {1");
    let pages = [SourcePage::new("a.md", &used), SourcePage::new("b.md", &unused)];
    for (name, expected) in [
        ("Size", ["operation-duplicate"].as_slice()),
        ("Age", &["operation-duplicate", "correction-unmatched"]),
    ] {
        let mut specs = Specs::default();
        let text = spec(&format!("{{rename: response.{name}, to: Weight, reason: r}}"));
        specs.insert("", Spec::read("spec.yaml", &text).unwrap());
        assert_eq!(rules(&extract(&pages, &specs)), expected, "{name}");
    }
}

/// Reads the page of one language with that of another as its witness, and corrections of both.
fn with_witness(here: &str, there: &str, corrections: &str) -> Extraction {
    let pages = [SourcePage::new("zh/GetThing.md", here), SourcePage::new("en/GetThing.md", there)];
    let mut specs = Specs::default();
    if !corrections.is_empty() {
        specs.insert("", Spec::read("spec.yaml", &spec(corrections)).unwrap());
    }
    extract_in(&pages, &specs, &Locales::new(["zh", "en"]))
}

#[test]
fn what_a_page_in_another_language_contradicts_can_be_confirmed() {
    let rows = "|Data|Struct| |数据。 |\n|Age|Integer|1|岁数。 |\n|Size|Integer|1|大小。 |";
    let here = page(RPC, "", rows, r#"{"Data": {"Age": 1, "Size": 1}}"#);
    let there = page(RPC, "", rows, r#"{"Data": {"Age": 1}, "Size": 1}"#);
    let open = with_witness(&here, &there, "");
    assert_eq!(rules(&open), ["locales-differ"]);
    assert!(open.readings[0].in_doubt.contains("Data.Size"));
    let help = open.diagnostics[0].help.as_deref().unwrap();
    let (_, printed) = help.split_once("- ").unwrap();
    let settled = with_witness(&here, &there, printed);
    assert_eq!(rules(&settled), [""; 0], "{:#?}", settled.diagnostics);
    assert!(settled.readings[0].in_doubt.is_empty());
    // Once the two pages agree, nothing is left to confirm.
    assert_eq!(rules(&with_witness(&here, &here, printed)), ["correction-unused"]);
}

#[test]
fn what_a_correction_decided_is_not_compared_with_another_page() {
    let here = page(RPC, "|Id|String|是|a|标识。 |\n", "|Size|Integer|1|大小。 |", "");
    let there = here.replace("|是|a", "|否|a").replace("|Integer|", "|Float|");
    assert_eq!(rules(&with_witness(&here, &there, "")), ["locales-differ"; 2]);
    // It does not fit the other page, which is not the one that is used.
    let size = "{type: response.Size, from: int32, to: int64, reason: r}";
    let extraction = with_witness(&here, &there, size);
    assert_eq!(rules(&extraction), ["locales-differ"]);
    assert_eq!(paths(&extraction), ["request.Id"]);
    let both = format!("{size}\n{{confirm: request.Id, reason: r}}");
    assert_eq!(rules(&with_witness(&here, &there, &both)), [""; 0]);
}

#[test]
fn a_correction_of_an_action_without_page_is_named() {
    let mut specs = Specs::default();
    specs.insert("", Spec::read("spec.yaml", &spec("{drop: response.A, reason: r}")).unwrap());
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let other = text.replace("GetThing", "ListThings");
    let extraction = extract(&[SourcePage::new("ListThings.md", &other)], &specs);
    let [unclaimed] = extraction.unclaimed.as_slice() else { panic!("one finding") };
    assert_eq!(unclaimed.rule.id(), "correction-unmatched");
    assert!(unclaimed.message.contains("documents `GetThing`"), "{}", unclaimed.message);
    let pages = [SourcePage::new("a.md", &other), SourcePage::new("b.md", &text)];
    assert_eq!(extract(&pages, &specs).unclaimed, []);
}

#[test]
fn what_the_documents_say_of_corrections_can_be_written_so() {
    let contributing = include_str!("../../../CONTRIBUTING.md");
    let rows = contributing.lines().filter_map(|line| line.strip_prefix("| `{"));
    let entries: Vec<String> = rows
        .filter_map(|row| row.split_once("}` |"))
        .map(|(entry, _)| format!("{{{}}}", entry.replace('…', "words")))
        .collect();
    assert_eq!(entries.len(), 8);
    Spec::read("spec.yaml", &spec(&entries.join("\n"))).unwrap();
    let readme = include_str!("../../../README.md");
    let (_, block) = readme.split_once("```yaml\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    Spec::read("spec.yaml", block).unwrap();
}
