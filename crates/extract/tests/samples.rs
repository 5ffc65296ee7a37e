//! The page's own JSON sample, read through what its rows became.

#![allow(clippy::indexing_slicing, reason = "a test that cannot go on shall stop")]

mod support;

use apigen_extract::Extraction;

use support::{RPC, corrected, fields, page, paths, read, rules};

const ROWS: &str = "|RequestId|String|r|请求ID。 |\n|Things|Array of Thing| |列表。 |\n\
                    |Name|String|n|名称。 |\n|Size|Integer|1|大小。 |\n";

fn read_sample(rows: &str, sample: &str) -> Extraction {
    read(&page(RPC, "", rows, sample))
}

#[track_caller]
fn check(rows: &str, sample: &str, expected: &[&str]) -> Extraction {
    let extraction = read_sample(rows, sample);
    let messages: Vec<&str> = extraction.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, expected);
    extraction
}

#[test]
fn a_sample_that_the_rows_explain_is_not_mentioned() {
    for sample in [
        r#"{"RequestId": "r", "Things": [{"Name": "n", "Size": "1"}, {"Name": null}]}"#,
        // Left out, or shown without the list around the one element.
        r#"{"RequestId": "", "Things": []}"#,
        r#"{"RequestId": "r", "Things": {"Name": "n", "Size": 1}}"#,
        // Inside of an envelope, or of a list.
        r#"{"GetThingResponse": {"RequestId": "r", "Things": []}}"#,
        r#"[{"RequestId": "r", "Things": []}]"#,
    ] {
        check(ROWS, sample, &[]);
    }
}

#[test]
fn keys_without_a_row_are_one_finding_for_each_object() {
    let sample = "{\n\"RequestId\": \"Name\",\n\"Things\": [\n{\"Name\": \"n\", \"Size\": 1},\n\
                  {\"Name\": \"n\", \"Unit\": {\"Name\": 1}},\n{\"Unit\": {}, \"Colour\": \"red\"}\n],\n\
                  \"Total\": 1,\n\"Unit\": \"m\"\n}";
    let extraction = check(
        ROWS,
        sample,
        &[
            "in `response.Things[]`, the sample shows `Unit`, `Colour`, without a row",
            "in the answer, the sample shows `Total`, `Unit`, without a row",
        ],
    );
    assert_eq!(rules(&extraction), ["sample-key-unknown"; 2]);
    assert_eq!(paths(&extraction), ["response.Things[]"]);
    let text = page(RPC, "", ROWS, sample);
    let pointed: Vec<Option<&str>> = extraction
        .diagnostics
        .iter()
        .map(|it| text.get(it.span.start..it.span.start + 13))
        .collect();
    assert_eq!(pointed, [Some("Unit\": {\"Name"), Some("Total\": 1,\n\"U")]);
    assert!(extraction.readings[0].in_doubt.is_empty());
}

#[test]
fn keys_without_a_row_become_fields_of_which_only_the_name_is_known() {
    let sample = r#"{"RequestId": "r", "Things": [{"Name": "n"}, {"Size": 1, "Unit": {"Name": 1}}],
                     "Total": 1, "total-2": [], "3rd": 1, "...": "", "合计": 1}"#;
    let extraction = read_sample(ROWS, sample);
    let fields = [
        "RequestId string",
        "Things array<Thing>",
        "Things[].Name string",
        "Things[].Size int32",
        "Things[].Unit any",
        "Total any",
        "total-2 any",
    ];
    assert_eq!(support::fields(&extraction), fields);
    let unlisted = |it: &apigen_ir::Field| it.unlisted;
    let response = &support::operation(&extraction).response;
    assert_eq!(response.iter().map(unlisted).collect::<Vec<_>>(), [false, false, true, true]);
    assert_eq!(rules(&extraction), ["sample-key-unknown"; 2]);
}

#[test]
fn a_text_of_json_that_the_sample_shows_as_json_is_json() {
    let rows = "|Rule|String|\\{\"Size\":1\\}|规则。 |\n|Names|String|a,b|名称。 |\n\
                |RequestId|String|r|请求ID。 |\n";
    let shown = r#"{"Rule": {"Size": 1}, "Names": ["a", "b"], "RequestId": "r"}"#;
    let extraction = read_sample(rows, shown);
    // An example that is no JSON says that it is a text.
    let expected = ["Rule json<any>", "Names string", "RequestId string"];
    assert_eq!(fields(&extraction), expected);
    assert_eq!(rules(&extraction), ["sample-value-unfit"]);
    let extraction =
        read_sample(rows, r#"{"Rule": "{\"Size\":1}", "Names": "a,b", "RequestId": "r"}"#);
    assert_eq!(fields(&extraction), ["Rule string", "Names string", "RequestId string"]);
    assert_eq!(rules(&extraction), [""; 0]);
}

#[test]
fn a_correction_says_what_a_key_without_a_row_is() {
    let text = page(RPC, "", ROWS, r#"{"RequestId": "r", "Things": [], "Total": 1}"#);
    let added = corrected(&text, "{add: response.Total, type: int64, reason: seen}");
    assert!(fields(&added).contains(&"Total int64".to_owned()));
    assert_eq!(rules(&added), [""; 0]);
}

#[test]
fn keys_inside_of_a_list_that_lacks_its_object_are_seen() {
    let rows = "|Things|Array of Thing| |列表。 |\n|Thing| | | |\n|Name|String|n|名称。 |\n";
    let bare =
        "in the answer, the sample differs from the rows: `Things` is a list without `Thing`";
    let unknown = "in `response.Things.Thing[]`, the sample shows `Unit`, without a row";
    check(rows, r#"{"Things": [{"Name": "n", "Unit": "m"}]}"#, &[bare, unknown]);
    // An object that holds nothing but the list is no element of it.
    check(rows, r#"{"Things": [{"Thing": [{"Name": "n"}]}]}"#, &[bare]);
}

#[test]
fn blanks_around_a_key_are_named_and_left_out() {
    let sample = r#"{"RequestId": "r", " Things": [{"Name ": "n", "Size": 1}, {"Name ": "m"}]}"#;
    let message = "in the sample, blanks stand around the names of `Things`, `Name`";
    let extraction = check(ROWS, sample, &[message]);
    assert_eq!(rules(&extraction), ["sample-key-unknown"]);
}

#[test]
fn the_second_key_of_a_name_is_found_where_lines_end_in_two_characters() {
    let sample = "{\n\"RequestId\": \"r\",\n\"Things\": [\n{\"Name\": \"n\", \"Size\": 1}\n],\n\"Name\": 2\n}";
    let text = page(RPC, "", ROWS, sample).replace('\n', "\r\n");
    let extraction = read(&text);
    assert_eq!(rules(&extraction), ["sample-key-unknown"]);
    let span = extraction.diagnostics[0].span;
    assert_eq!(text.get(span.start..span.end + 4), Some("Name\": 2"));
}

#[test]
fn a_key_that_another_row_may_mean_is_named_with_it() {
    let sample =
        r#"{"requestId": "r", "Things": [{"Name": "n", "Size": 1}, {"Name": "n"}], "Name": 2}"#;
    let message = "in the answer, the sample shows `Name` (there is `response.Things[].Name`), \
                   without a row; and `requestId`, in other letter case than the rows";
    check(ROWS, sample, &[message]);
}

#[test]
fn a_key_that_is_repeated_outside_of_its_object_lacks_no_row() {
    let rows = "|Data|Struct| |数据。 |\n|Count|Integer|1|总数。 |\n|Name|String|n|名称。 |\n";
    check(rows, r#"{"Count": 1, "Data": {"Count": 1, "Name": "n"}}"#, &[]);
    let other = r#"{"Count": 2, "Data": {"Count": 1, "Name": "n"}}"#;
    let message =
        "in the answer, the sample shows `Count` (there is `response.Data.Count`), without a row";
    check(rows, other, &[message]);
}

#[test]
fn values_that_are_not_what_the_rows_say_are_one_finding_for_each_object() {
    let extraction = check(
        ROWS,
        r#"{"RequestId": {"A": 1}, "Things": [{"Name": ["n"], "Size": 2147483648}, {"Size": "x"}]}"#,
        &[
            "in the answer, the sample differs from the rows: \
             `RequestId` is an object, where the row says `string`",
            "in `response.Things[]`, the sample differs from the rows: \
             `Name` is a list, where the row says `string`; \
             `Size` is `2147483648`, where the row says `int32`",
        ],
    );
    assert_eq!(rules(&extraction), ["sample-value-unfit"; 2]);
}

#[test]
fn the_object_around_a_list_is_part_of_its_shape() {
    let rows = "|Things|Array of Thing| |列表。 |\n|Thing| | | |\n|Name|String|n|名称。 |\n";
    check(rows, r#"{"Things": {"Thing": [{"Name": "n"}]}}"#, &[]);
    check(rows, r#"{"Things": {}}"#, &[]);
    let bare =
        "in the answer, the sample differs from the rows: `Things` is a list without `Thing`";
    check(rows, r#"{"Things": [{"Name": "n"}]}"#, &[bare]);
    let beside = "in `response.Things`, the sample shows `Total`, without a row";
    check(rows, r#"{"Things": {"Thing": [{"Name": "n"}], "Total": 1}}"#, &[beside]);
}

#[test]
fn the_values_of_a_map_are_looked_at_and_its_keys_are_not() {
    let rows = "|Names|Map| |名称。 |\n|Size|Integer|1|大小。 |\n";
    check(rows, r#"{"Names": {"a": "x", "b": {"c": 1}}, "Size": 1}"#, &[]);
    check(
        rows,
        r#"{"Names": "a", "Size": 1}"#,
        &[
            "in the answer, the sample differs from the rows: `Names` is `\"a\"`, where the row says `map<any>`",
        ],
    );
}

#[test]
fn an_envelope_around_the_sample_hides_no_clue() {
    let rows = "|Things|Array of Thing| |列表。 |\n|Thing| | | |\n|Name|String|n|名称。 |\n\
                |Data|Struct| |数据。 |\n|Size|Integer|1|大小。 |\n|Kind|String|k|种类。 |\n\
                |RequestId|String|r|请求ID。 |\n";
    let answer = r#"{"RequestId": "r", "Things": {"Thing": [{"Name": "n"}]}, "Kind": "k",
                     "Data": {"Size": 1}}"#;
    let enveloped = format!("{{\"GetThingResponse\": {answer}}}");
    let plain = check(rows, answer, &[]);
    let read = check(rows, &enveloped, &[]);
    assert_eq!(fields(&read), fields(&plain));
    assert!(fields(&read).contains(&"Kind string".to_owned()));
    // What a row stands for is no envelope.
    let rows =
        "|Data|Struct| |数据。 |\n|RequestId|String|r|请求ID。 |\n|Size|Integer|1|大小。 |\n";
    let read = check(rows, r#"{"Data": {"RequestId": "r", "Size": 1}}"#, &[]);
    assert_eq!(fields(&read), ["Data struct", "Data.RequestId string", "Data.Size int32"]);
}
