//! Corrections of small pages: each kind where it fits, where it does not, and where it is idle.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{Extraction, Outcome};

use support::{RPC, corrected, fields, operation, page, rules, spec};

/// A page whose rows leave nothing open.
fn clear_page() -> String {
    page(
        RPC,
        "|ThingId|String|是|t-1|标识。 |\n\
         |Tag.N.Key|String|否|k|键。 |\n",
        "|Data|Struct| |数据。 |\n\
         |List|Array of Item| |列表。 |\n\
         |City|String|c|城市。 |\n\
         |Zip|Struct| |邮编。 |\n\
         |Code|Integer|1|编码。 |\n\
         |Size|Integer|1|大小。 |\n\
         |Things|Array of Thing| |东西。 |\n\
         |Thing| | | |\n\
         |Name|String|n|名称。 |\n",
        r#"{"Data": {"List": [{"City": "c", "Zip": {"Code": 1}}], "Size": 1},
            "Things": {"Thing": [{"Name": "n"}]}}"#,
    )
}

const CLEAR_FIELDS: [&str; 12] = [
    "ThingId string",
    "Tag array<struct>",
    "Tag[].Key string",
    "Data struct",
    "Data.List array<Item>",
    "Data.List[].City string",
    "Data.List[].Zip struct",
    "Data.List[].Zip.Code int32",
    "Data.Size int32",
    "Things array<Thing>",
    "Things.Thing array<Thing>",
    "Things.Thing[].Name string",
];

/// Compares the fields of the corrected page with those of the page: `gone` and `new` ones.
#[track_caller]
fn check(corrections: &str, gone: &[&str], new: &[&str]) -> Extraction {
    let extraction = corrected(&clear_page(), corrections);
    assert_eq!(rules(&extraction), [""; 0], "{:#?}", extraction.diagnostics);
    let fields = fields(&extraction);
    let is_new = |field: &&String| !CLEAR_FIELDS.contains(&field.as_str());
    assert_eq!(fields.iter().filter(is_new).collect::<Vec<_>>(), new);
    let is_gone = |field: &&&str| !fields.iter().any(|it| it == **field);
    assert_eq!(CLEAR_FIELDS.iter().filter(is_gone).copied().collect::<Vec<_>>(), gone);
    extraction
}

/// Expects that corrections are refused, and that nothing else of the page is touched.
#[track_caller]
fn check_refused(corrections: &str, rule: &str, message: &str) {
    let extraction = corrected(&clear_page(), corrections);
    assert_eq!(rules(&extraction), [rule], "{:#?}", extraction.diagnostics);
    let diagnostic = &extraction.diagnostics[0];
    assert!(diagnostic.message.contains(message), "{}", diagnostic.message);
    assert_eq!(diagnostic.page, "spec.yaml");
    let text = spec(corrections);
    let last = text.lines().last().unwrap().trim_start_matches("  - ");
    assert_eq!(&text[diagnostic.span.start..diagnostic.span.end], last);
    assert!(matches!(extraction.outcomes[0].outcome, Outcome::Rejected { .. }));
}

#[test]
fn the_page_alone_has_these_fields() {
    check("", &[], &[]);
}

#[test]
fn place_moves_a_field_with_all_that_is_in_it() {
    let extraction = check(
        r#"{place: "response.Data.List[].Zip", to: "response.Data.Zip", reason: r}"#,
        &["Data.List[].Zip struct", "Data.List[].Zip.Code int32"],
        &["Data.Zip struct", "Data.Zip.Code int32"],
    );
    // It stands where its row stands: after the list, before what comes after it.
    let data = &operation(&extraction).response[0];
    let names: Vec<&str> = data.fields.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["List", "Zip", "Size"]);
    let moved = &extraction.readings[0].origins["response.Data.Zip.Code"];
    assert!(clear_page()[moved.span.start..].starts_with("Code"));
}

#[test]
fn place_makes_a_struct_of_what_was_opaque_and_leaves_an_opaque_one() {
    check(
        "{place: 'response.Data.List[].Zip.Code', to: 'response.Code', reason: r}\n\
         {place: 'response.Data.Size', to: 'response.Data.List[].Zip.Size', reason: r}",
        &["Data.List[].Zip.Code int32", "Data.Size int32"],
        &["Data.List[].Zip.Size int32", "Code int32"],
    );
    check(
        "{place: 'response.Data.List[].Zip.Code', to: 'response.Code', reason: r}",
        &["Data.List[].Zip struct", "Data.List[].Zip.Code int32"],
        &["Data.List[].Zip any", "Code int32"],
    );
}

#[test]
fn place_takes_an_element_row_out_and_puts_it_back() {
    let out = "{place: response.Things.Thing, to: response.Thing, reason: r}";
    check(
        out,
        &["Things array<Thing>", "Things.Thing array<Thing>", "Things.Thing[].Name string"],
        &["Things array<any>", "Thing Thing", "Thing.Name string"],
    );
    check(
        &format!("{out}\n{{place: response.Thing, to: response.Things.Thing, reason: r}}"),
        &["Things array<Thing>", "Things.Thing array<Thing>"],
        &["Things array<struct>", "Things.Thing array<struct>"],
    );
}

#[test]
fn place_moves_parameters_too() {
    let extraction = check(
        "{place: 'request.Tag[].Key', to: request.Key, reason: r}",
        &["Tag array<struct>", "Tag[].Key string"],
        &["Tag array<any>", "Key string"],
    );
    assert_eq!(apigen_ir::validate(operation(&extraction)), []);
}

#[test]
fn place_that_does_not_fit_is_refused() {
    let unmatched = "correction-unmatched";
    check_refused(
        "{place: response.Data.City, to: response.City, reason: r}",
        unmatched,
        "there is no `response.Data.City`; its name stands at `response.Data.List[].City`",
    );
    check_refused(
        "{place: response.Data.Size, to: response.Extra.Size, reason: r}",
        unmatched,
        "there is no `response.Extra`",
    );
    check_refused(
        "{place: response.Data.Size, to: 'response.Data.List[].City.Size', reason: r}",
        unmatched,
        "`response.Data.List[].City` is `string`, which holds no fields",
    );
    check_refused(
        "{place: response.Data, to: 'response.Data.List[].Data', reason: r}",
        unmatched,
        "is inside of `response.Data`",
    );
    check_refused(
        "{rename: response.Data.Size, to: City, reason: r}\n\
         {place: response.Data.City, to: 'response.Data.List[].City', reason: r}",
        unmatched,
        "`response.Data.List[].City` is there already",
    );
    check_refused(
        "{place: response.Data.Size, to: response.Data.Size, reason: r}",
        "correction-unused",
        "stands there already",
    );
}

#[test]
fn type_changes_scalars_and_containers() {
    check(
        "{type: response.Data.Size, from: int32, to: int64, reason: r}\n\
         {type: 'response.Data.List[].Zip', from: struct, to: 'array<Zip>', reason: r}",
        &["Data.List[].Zip struct", "Data.List[].Zip.Code int32", "Data.Size int32"],
        &["Data.List[].Zip array<Zip>", "Data.List[].Zip[].Code int32", "Data.Size int64"],
    );
}

#[test]
fn type_that_does_not_fit_is_refused() {
    check_refused(
        "{type: response.Data.Size, from: string, to: int64, reason: r}",
        "correction-unmatched",
        "`response.Data.Size` is `int32`, not `string`",
    );
    check_refused(
        "{type: response.Data, from: struct, to: string, reason: r}",
        "correction-unmatched",
        "`string` holds no fields",
    );
    check_refused(
        "{type: response.Things, from: 'array<Thing>', to: Thing, reason: r}",
        "correction-unmatched",
        "correct its `wrapper`",
    );
    check_refused(
        "{type: response.Data.Size, from: int32, to: int32, reason: r}",
        "correction-unused",
        "is `int32` already",
    );
}

#[test]
fn wrapper_changes_what_is_around_a_list() {
    check(
        "{wrapper: response.Things, from: Thing, reason: r}\n\
         {wrapper: 'response.Data.List', to: Item, reason: r}",
        &[
            "Data.List[].City string",
            "Data.List[].Zip struct",
            "Data.List[].Zip.Code int32",
            "Things.Thing array<Thing>",
            "Things.Thing[].Name string",
        ],
        &[
            "Data.List.Item array<Item>",
            "Data.List.Item[].City string",
            "Data.List.Item[].Zip struct",
            "Data.List.Item[].Zip.Code int32",
            "Things[].Name string",
        ],
    );
    // A struct with one field is the object around a list, if somebody says so.
    check(
        "{rename: response.Data, to: Outer, reason: r}\n\
         {drop: response.Outer.Size, reason: r}\n\
         {wrapper: response.Outer, to: List, reason: r}",
        &[
            "Data struct",
            "Data.List array<Item>",
            "Data.List[].City string",
            "Data.List[].Zip struct",
            "Data.List[].Zip.Code int32",
            "Data.Size int32",
        ],
        &[
            "Outer array<Item>",
            "Outer.List array<Item>",
            "Outer.List[].City string",
            "Outer.List[].Zip struct",
            "Outer.List[].Zip.Code int32",
        ],
    );
}

#[test]
fn wrapper_that_does_not_fit_is_refused() {
    check_refused(
        "{wrapper: response.Things, from: Item, to: Thing, reason: r}",
        "correction-unmatched",
        "`response.Things` has `Thing`, not `Item`",
    );
    check_refused(
        "{wrapper: response.Data, to: Item, reason: r}",
        "correction-unmatched",
        "`response.Data` is `struct`, no list",
    );
    check_refused(
        "{wrapper: response.Things, from: Thing, to: Thing, reason: r}",
        "correction-unused",
        "has that wrapper already",
    );
}

#[test]
fn required_is_of_parameters() {
    let extraction = check(
        "{required: request.ThingId, from: true, to: false, reason: r}\n\
         {required: 'request.Tag[].Key', from: false, to: true, reason: r}",
        &[],
        &[],
    );
    let request = &operation(&extraction).request;
    assert!(!request[0].required);
    assert!(request[1].fields[0].required);
    check_refused(
        "{required: request.ThingId, from: false, to: true, reason: r}",
        "correction-unmatched",
        "`required` of `request.ThingId` is true, not false",
    );
    check_refused(
        "{required: request.ThingId, from: true, to: true, reason: r}",
        "correction-unused",
        "is true already",
    );
}

#[test]
fn rename_keeps_everything_else() {
    check(
        "{rename: request.ThingId, to: Id, reason: r}\n\
         {rename: response.Things.Thing, to: Item, reason: r}",
        &["ThingId string", "Things.Thing array<Thing>", "Things.Thing[].Name string"],
        &["Id string", "Things.Item array<Thing>", "Things.Item[].Name string"],
    );
    check_refused(
        "{rename: response.Data, to: Things, reason: r}",
        "correction-unmatched",
        "`response.Things` is there already",
    );
    check_refused(
        "{rename: response.Data, to: Data, reason: r}",
        "correction-unused",
        "has that name already",
    );
    check_refused(
        "{rename: response.Date, to: Data, reason: r}",
        "correction-unmatched",
        "there is no `response.Date`",
    );
}

#[test]
fn drop_takes_a_field_and_all_that_is_in_it_away() {
    check(
        "{drop: 'response.Data.List', reason: r}",
        &[
            "Data.List array<Item>",
            "Data.List[].City string",
            "Data.List[].Zip struct",
            "Data.List[].Zip.Code int32",
        ],
        &[],
    );
    check_refused(
        "{drop: response.Data.Lost, reason: r}",
        "correction-unmatched",
        "there is no `response.Data.Lost`",
    );
}

#[test]
fn add_gives_what_the_page_lacks() {
    let extraction = check(
        "{add: 'response.Data.List[].Number', type: string, doc: The number., reason: r}\n\
         {add: request.Token, type: string, in: header, required: true, reason: r}\n\
         {add: request.Limit, type: int32, reason: r}",
        &[],
        &["Token string", "Limit int32", "Data.List[].Number string"],
    );
    let operation = operation(&extraction);
    assert_eq!(apigen_ir::validate(operation), []);
    let token = &operation.request[2];
    assert_eq!(token.location, Some(apigen_ir::Location::Header));
    assert!(token.required);
    assert_eq!(operation.request[3].location, Some(apigen_ir::Location::Query));
    assert!(extraction.readings[0].stated_places.contains_key("Token"));
    assert_eq!(operation.response[0].fields[0].fields[2].doc, "The number.");
    check_refused(
        "{add: response.Data.Size, type: int32, reason: r}",
        "correction-unused",
        "is there already",
    );
    check_refused(
        "{add: response.Extra.Size, type: int32, reason: r}",
        "correction-unmatched",
        "there is no `response.Extra`",
    );
}

#[test]
fn a_correction_that_is_refused_leaves_the_others_their_effect() {
    check_refused(
        "{drop: response.Data.Size, reason: r}\n{drop: response.Data.Size, reason: again}",
        "correction-unmatched",
        "there is no `response.Data.Size`",
    );
}

#[test]
fn confirm_of_what_is_not_in_doubt_is_unused() {
    check_refused(
        "{confirm: response.Data.Size, reason: r}",
        "correction-unused",
        "nothing about `response.Data.Size` is in doubt",
    );
    check_refused(
        "{confirm: response.Data.City, reason: r}",
        "correction-unmatched",
        "there is no `response.Data.City`",
    );
}
