//! The page of an operation in another language, as a witness; and which of several pages is used.

#![allow(clippy::indexing_slicing, reason = "a test that cannot go on shall stop")]

mod support;

use apigen_extract::{Extraction, Locales, Outcome, SourcePage, Specs, extract, extract_in};

use support::{RPC, fields, operation, page, paths, rules};

const SAMPLE: &str = r#"{"Size": 1}"#;
const SIZE: &str = "|Size|Integer|1|大小。 |\n";

/// Reads a page in the language that is generated and one in another language.
fn read_both(here: &str, there: &str) -> Extraction {
    let pages = [SourcePage::new("zh/GetThing.md", here), SourcePage::new("en/GetThing.md", there)];
    extract_in(&pages, &Specs::default(), &Locales::new(["zh", "en"]))
}

#[track_caller]
fn check(here: &str, there: &str, expected: &[&str]) -> Extraction {
    let extraction = read_both(here, there);
    let differing = extraction.diagnostics.iter().filter(|it| it.rule.id() == "locales-differ");
    let messages: Vec<String> =
        differing.map(|it| it.message.replace("`en/GetThing.md`", "EN")).collect();
    assert_eq!(messages, expected);
    assert!(extraction.diagnostics.iter().all(|it| it.page == "zh/GetThing.md"));
    extraction
}

#[test]
fn pages_that_differ_in_prose_alone_are_one_operation_without_a_finding() {
    let here = page(RPC, "|Id|String|否|a|标识。 |\n", SIZE, SAMPLE);
    let there = here
        .replace("标识。", "The ID.")
        .replace("大小。", "How big.")
        .replace("Gets a thing.", "Returns a thing.")
        .replace("|a|", "|b|")
        .replace(SAMPLE, r#"{"Size": 2}"#);
    let extraction = check(&here, &there, &[]);
    assert_eq!(rules(&extraction), [""; 0]);
    assert_eq!(operation(&extraction).request[0].doc, "标识。");
    assert_eq!(extraction.outcomes[0].outcome, Outcome::Superseded);
    assert_eq!(extraction.outcomes[1].outcome, Outcome::Generated);
}

#[test]
fn what_differs_is_named_at_its_row() {
    let here = page(
        RPC,
        "|Id|String|是|a|标识。 |\n|Old|String|否|a|旧。 |\n|Tag.N.Key|String|否|k|键。 |\n",
        "|Size|Integer|1|大小。 |\n|Unit|String|m|单位。 |\n",
        r#"{"Size": 1, "Unit": "m"}"#,
    );
    let there = page(
        RPC,
        "|Id|String|否|a|标识。 |\n|New|String|否|a|新。 |\n",
        "|Unit|String|m|单位。 |\n|Size|Long|1|大小。 |\n|Data|Struct| |数据。 |\n|Name|String|n|名。 |\n",
        r#"{"Unit": "m", "Size": 1, "Data": {"Name": "n"}}"#,
    );
    let extraction = check(
        &here,
        &there,
        &[
            "EN has `request.New` (`string`), which has no row here",
            "`request.Id` is required here, and not on EN",
            "`request.Old` has no row on EN",
            "`request.Tag`, with the row below it, has no row on EN",
            "EN has `response.Data` (`struct`, with the row below it), which has no row here",
            "the type of `response.Size` is `int32` here and `int64` on EN",
            "the rows stand in another order on EN: there `Unit` before `Size` in `response`",
        ],
    );
    let row = |name: &str| here.find(&format!("{name}|")).unwrap_or_default();
    let start = |path: &str| {
        let found = extraction.diagnostics.iter().find(|it| it.path.as_deref() == Some(path));
        found.map(|it| it.span.start)
    };
    assert_eq!(start("request.Old"), Some(row("Old")));
    assert_eq!(start("request.Tag"), Some(row("Tag.N.Key")));
    assert_eq!(start("response.Size"), Some(row("Size")));
    assert_eq!(start("response.Data"), here.find("## 返回数据"));
    let order = extraction.diagnostics.iter().find(|it| it.message.contains("another order"));
    assert_eq!(order.map(|it| it.span.start), Some(row("Size")));
}

#[test]
fn error_codes_that_differ_are_one_finding() {
    let errors = |rows: &str| {
        let text = page(RPC, "", SIZE, SAMPLE);
        format!("{text}\n## 错误码\n\n|HttpCode|错误码|错误信息|描述|\n|--|--|--|--|\n{rows}")
    };
    let extraction = check(
        &errors("|400|A|a|甲。|\n|400|B|b|乙。|\n|404|C|c|丙。|\n"),
        &errors("|404|C|c|See.|\n|403|A|a|First.|\n|404|D|d|Else.|\n"),
        &["the error codes are not those of EN: no row there for `B`; no row here for `D`; \
           another status or message there for `A`; another order there, `C` before `A`"],
    );
    assert_eq!(
        extraction.diagnostics[0].help.as_deref(),
        Some("mend the page that is wrong:\nA here:  400 a\nA there: 403 a")
    );
    check(
        &errors("|400|A|a|甲。|\n|400|A|b|乙。|\n"),
        &errors("|400|A|b|Second.|\n|400|A|a|First.|\n"),
        &["the error codes are not those of EN: another order there of the rows for `A`"],
    );
}

#[test]
fn an_operation_that_the_first_language_lacks_comes_from_a_later_one() {
    let here = page(RPC, "", SIZE, SAMPLE);
    let other = here.replace("GetThing", "ListThings");
    let pages =
        [SourcePage::new("zh/GetThing.md", &here), SourcePage::new("en/ListThings.md", &other)];
    let extraction = extract_in(&pages, &Specs::default(), &Locales::new(["zh", "en"]));
    let operations = &extraction.services[0].operations;
    assert_eq!(operations[1].source, "en/ListThings.md");
    assert_eq!(rules(&extraction), [""; 0]);
}

#[test]
fn a_page_that_is_rejected_hides_none_in_another_language() {
    let good = page(RPC, "", SIZE, SAMPLE);
    let bad = good.replace("|Integer|", "|Nonsense|");
    let extraction = read_both(&bad, &good);
    assert_eq!(operation(&extraction).source, "en/GetThing.md");
    assert_eq!(rules(&extraction), ["operation-duplicate", "type-unknown"]);
    assert_eq!(
        extraction.diagnostics[0].message,
        "`zh/GetThing.md` documents the same operation and was rejected"
    );
}

/// A page that does not say whether `Total` belongs to `Things`.
fn open_page() -> String {
    page(
        RPC,
        "",
        "|Things|Array of Thing| |列表。 |\n|Id|String|z|标识。 |\n|Total|Integer|1|总数。 |\n",
        "",
    )
}

#[test]
fn what_another_language_says_without_a_doubt_settles_a_doubt() {
    let shown = open_page()
        .replace("```\n\n```", "```\n{\"Things\": [{\"Id\": \"z\", \"Total\": 1}]}\n```");
    let alone = read_both(&open_page(), &open_page());
    assert_eq!(rules(&alone), ["row-placement-ambiguous"], "two doubts settle nothing");
    assert!(alone.readings[0].in_doubt.contains("Things[].Total"));
    let extraction = check(&open_page(), &shown, &[]);
    assert_eq!(rules(&extraction), [""; 0]);
    assert!(extraction.readings[0].in_doubt.is_empty());
}

#[test]
fn what_another_language_says_otherwise_without_a_doubt_is_named() {
    let shown = open_page()
        .replace("```\n\n```", "```\n{\"Things\": [{\"Id\": \"z\"}], \"Total\": 1}\n```");
    let here = "read as `response.Things[].Total`; on EN it is `response.Total`, and in no doubt";
    let extraction = check(&open_page(), &shown, &[here]);
    assert_eq!(rules(&extraction), ["locales-differ", "row-placement-ambiguous"]);

    let here =
        "read as `response.Total`; on EN it is `response.Things[].Total`, but in doubt there";
    let extraction = check(&shown, &open_page(), &[here]);
    assert!(extraction.readings[0].in_doubt.is_empty(), "a page in doubt is no witness");
}

#[test]
fn two_languages_that_place_a_row_otherwise_put_it_in_doubt() {
    let with = |sample: &str| open_page().replace("```\n\n```", &format!("```\n{sample}\n```"));
    let here = with(r#"{"Things": [{"Id": "z"}], "Total": 1}"#);
    let there = with(r#"{"Things": [{"Id": "z", "Total": 1}]}"#);
    let message = "read as `response.Total`; on EN it is `response.Things[].Total`";
    let extraction = check(&here, &there, &[message]);
    assert_eq!(paths(&extraction), ["response.Total"]);
    assert!(extraction.readings[0].in_doubt.contains("Total"));
}

#[test]
fn two_languages_that_differ_on_a_wrapper_put_its_rows_in_doubt() {
    let rows = "|Things|Array of Thing| |列表。 |\n|Id|String|z|标识。 |\n";
    let here = page(RPC, "", rows, r#"{"Things": [{"Id": "z"}]}"#);
    let there = page(RPC, "", rows, r#"{"Things": {"Thing": [{"Id": "z"}]}}"#);
    let message = "`response.Things` is no object around a list here, and an object around the list `Thing` on EN";
    let extraction = check(&here, &there, &[message]);
    let in_doubt: Vec<&str> = extraction.readings[0].in_doubt.iter().map(String::as_str).collect();
    assert_eq!(in_doubt, ["Things", "Things[].Id"]);
}

#[test]
fn a_row_that_has_another_path_there_is_not_said_to_be_in_no_doubt() {
    let with = |ty: &str, sample: &str| {
        let rows = format!(
            "|Things|Array of Thing| |列表。 |\n|Id|String|z|标识。 |\n|Size|{ty}|1|大小。 |\n"
        );
        page(RPC, "", &rows, sample)
    };
    let here = with("Integer", r#"{"Things": [{"Id": "z"}]}"#);
    let there = with("Long", r#"{"Things": {"Thing": [{"Id": "z"}]}}"#);
    check(
        &here,
        &there,
        &[
            "`response.Things` is no object around a list here, and an object around the list `Thing` on EN",
            "the type of `response.Things[].Size` is `int32` here and `int64` on EN",
        ],
    );
}

#[test]
fn a_list_in_one_language_and_a_struct_in_the_other_put_the_rows_below_in_doubt() {
    let rows = |ty: &str| format!("|Things|{ty}| |物。 |\n|Id|String|z|标识。 |\n");
    let here = page(RPC, "", &rows("Array of Thing"), r#"{"Things": [{"Id": "z"}]}"#);
    let there = page(RPC, "", &rows("Struct"), r#"{"Things": {"Id": "z"}}"#);
    let message = "the type of `response.Things` is `array<Thing>` here and `struct` on EN";
    let extraction = check(&here, &there, &[message]);
    let in_doubt: Vec<&str> = extraction.readings[0].in_doubt.iter().map(String::as_str).collect();
    assert_eq!(in_doubt, ["Things[].Id"]);
}

#[test]
fn the_name_of_a_struct_that_one_page_leaves_out_is_named() {
    let with = |rows: &str| page(RPC, "", rows, r#"{"Things": {"Thing": [{"Id": "z"}]}}"#);
    let here = with("|Things| | |物。 |\n|Id|String|z|标识。 |\n");
    let there = with("|Things|Array of Thing| |物。 |\n|Thing| | | |\n|Id|String|z|标识。 |\n");
    let message = "the struct of `response.Things` has no name here and the name `Thing` on EN";
    let extraction = check(&here, &there, &[message]);
    assert!(extraction.readings[0].in_doubt.is_empty());
}

/// A page whose cells have tags, which only its sample can tell.
fn tagged(tags: &str, sample: &str) -> String {
    let rows = "|Cells|Array of Cell| |格。 |\n|Id|String|z|标识。 |\n";
    page(RPC, "", &format!("{rows}{tags}|Key|String|k|键。 |\n"), sample)
}

#[test]
fn a_doubt_is_settled_for_a_list_with_an_object_around_it_too() {
    let tags = "|Tags|Array of Tag| |标签。 |\n|Tag| | | |\n";
    let open = tagged(tags, "");
    let shown = tagged(tags, r#"{"Cells": [{"Id": "z", "Tags": {"Tag": [{"Key": "k"}]}}]}"#);
    let doubts = ["container-kind-unknown", "row-placement-ambiguous", "row-placement-ambiguous"];
    assert_eq!(rules(&read_both(&open, &open)), doubts);
    assert_eq!(rules(&check(&open, &shown, &[])), [""; 0]);
}

#[test]
fn a_doubt_about_the_place_of_a_row_is_none_about_the_name_of_its_struct() {
    let shown = r#"{"Cells": [{"Id": "z", "Tags": [{"Key": "k"}]}]}"#;
    let here = tagged("|Tags|Array of Tag| |标签。 |\n", shown);
    let there = tagged("|Tags|Array| |标签。 |\n", "");
    check(
        &here,
        &there,
        &["the struct of `response.Cells[].Tags` has the name `Tag` here and no name on EN"],
    );
}

#[test]
fn a_difference_that_both_pages_leave_open_says_so() {
    let rows = "|Cells|Array of Cell| |格。 |\n|Id|String|z|标识。 |\n|Zone|String|z|可用区。 |\n";
    let open = page(RPC, "", rows, "").replace("GetThing", "ListCells");
    let shown = page(RPC, "", "|Zone|String|z|可用区。 |\n", r#"{"Zone": "z"}"#);
    // Only pages of one language tell that `Zone` stands at the top elsewhere.
    let pages = [
        SourcePage::new("en/GetThing.md", &shown),
        SourcePage::new("en/ListThings.md", &shown.replace("GetThing", "ListThings")),
        SourcePage::new("en/ListCells.md", &open),
        SourcePage::new("zh/ListCells.md", &open),
    ];
    let extraction = extract_in(&pages, &Specs::default(), &Locales::new(["zh", "en"]));
    let message = "read as `response.Cells[].Zone`; on `en/ListCells.md` it is `response.Zone`, and in \
                   doubt on both pages";
    let differing = extraction.diagnostics.iter().find(|it| it.page == "zh/ListCells.md");
    assert_eq!(differing.map(|it| it.message.as_str()), Some(message));
    assert!(rules(&extraction).contains(&"row-placement-ambiguous"));
}

#[test]
fn a_second_language_makes_no_second_witness_of_a_page() {
    let shows = page(
        RPC,
        "",
        "|Tags|Array of Tag| |标签。 |\n|Tag| | | |\n|Key|String|k|键。 |\n",
        r#"{"Tags": {"Tag": [{"Key": "k"}]}}"#,
    )
    .replace("GetThing", "ListTags");
    let asks = page(RPC, "", "|Tags| | |标签。 |\n|Key|String|k|键。 |\n", "")
        .replace("GetThing", "ListCells");
    let mut pages =
        vec![SourcePage::new("zh/ListCells.md", &asks), SourcePage::new("zh/ListTags.md", &shows)];
    let locales = Locales::new(["zh", "en"]);
    let one = extract_in(&pages, &Specs::default(), &locales);
    pages.push(SourcePage::new("en/ListTags.md", &shows));
    let two = extract_in(&pages, &Specs::default(), &locales);
    assert_eq!(rules(&one), ["container-kind-unknown"]);
    assert_eq!(one.diagnostics, two.diagnostics);
}

/// Reads two pages of one operation in one language.
fn read_rivals(first: &str, second: &str) -> Extraction {
    let pages = [SourcePage::new("a/GetThing.md", first), SourcePage::new("b/GetThing.md", second)];
    extract(&pages, &Specs::default())
}

#[track_caller]
fn check_rivals(first: &str, second: &str, used: &str, reason: &str) {
    let extraction = read_rivals(first, second);
    assert_eq!(operation(&extraction).source, format!("{used}/GetThing.md"));
    let other = if used == "a" { "b" } else { "a" };
    let expected =
        format!("`{other}/GetThing.md` documents the same operation and is not used: {reason}");
    let duplicate = extraction.diagnostics.iter().find(|it| it.rule.id() == "operation-duplicate");
    assert_eq!(duplicate.map(|it| it.message.as_str()), Some(expected.as_str()));
    assert_eq!(duplicate.map(|it| it.page.as_str()), Some(format!("{used}/GetThing.md").as_str()));
}

#[test]
fn of_two_pages_the_better_one_is_used_and_both_are_named() {
    let good = page(RPC, "|Id|String|否|a|标识。 |\n", SIZE, SAMPLE);
    let with_findings = good.replace("|否|", "|或许|").replace("{\"Size\"", "{\"Size\": {");
    check_rivals(&good, &good, "b", "its folder is the older one by name");
    check_rivals(&good, &with_findings, "a", "there are more findings about it");
    // A doubt weighs more than findings, and an identity that was inferred more than a doubt.
    let stated =
        "|Things|Array of Thing| |列表。 |\n|Id|String|z|标识。 |\n|Total|Integer|1|总数。 |\n";
    let clear = page(
        RPC,
        "|Id|String|或许|a|标识。 |\n",
        stated,
        r#"{"Things": [{"Id": "z"}], "Total": 1}"#,
    );
    check_rivals(&clear, &open_page(), "a", "more of its rows are in doubt");
    // So does the form of newer pages.
    let older = clear.replace("## 请求参数\n", "## 请求参数 {#parameters .section}\n");
    check_rivals(&open_page(), &older, "a", "its headings have the form of older pages");
    let inferred = clear.replace(RPC, "");
    check_rivals(&open_page(), &inferred, "a", "it does not say its version");
}

#[test]
fn a_rejected_page_hides_no_rival() {
    let good = page(RPC, "", SIZE, SAMPLE);
    let extraction = read_rivals(&good, &good.replace("|Integer|", "|Nonsense|"));
    assert_eq!(fields(&extraction), ["Size int32"]);
    assert_eq!(operation(&extraction).source, "a/GetThing.md");
    assert!(matches!(extraction.outcomes[1].outcome, Outcome::Rejected { .. }));
}
