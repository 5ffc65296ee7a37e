//! Structs that have tables of their own: which row they belong to, and what stands in them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use support::{RPC, fields, operation, page, read, rules};

const HEAD: &str = "|名称|类型|示例值|描述|\n|--|--|--|--|\n";
const REQUEST_HEAD: &str = "|名称|类型|是否必选|示例值|描述|\n|--|--|--|--|--|\n";

/// A page without parameters, with these tables of the answer.
fn answer(response: &str, sample: &str) -> String {
    page(RPC, "", response, sample)
}

#[track_caller]
fn check(page: &str, expected: &[&str]) {
    check_with(page, expected, &[]);
}

#[track_caller]
fn check_with(page: &str, expected: &[&str], found: &[&str]) {
    let extraction = read(page);
    assert_eq!(fields(&extraction), expected, "{:#?}", extraction.diagnostics);
    assert_eq!(rules(&extraction), found, "{:#?}", extraction.diagnostics);
}

#[test]
fn a_caption_names_the_type_of_the_row() {
    let tables = format!(
        "|Things|Array of [ThingType](#)| |列表。 |\n|Total|Integer|1|总数。 |\n\n\
         **数据类型 ThingType**\n\n{HEAD}|Name|String|n|名称。 |\n|Parts|PartType\\[\\]| |部件。 |\n\n\
         PartType\n\n{HEAD}|Size|Integer|1|大小。 |\n"
    );
    let sample = r#"{"Things": {"Thing": [{"Name": "n", "Parts": [{"Size": 1}]}]}, "Total": 1}"#;
    check(
        &answer(&tables, sample),
        &[
            "Things array<ThingType>",
            "Things.Thing array<ThingType>",
            "Things.Thing[].Name string",
            "Things.Thing[].Parts array<PartType>",
            "Things.Thing[].Parts[].Size int32",
            "Total int32",
        ],
    );
}

#[test]
fn a_heading_of_its_own_is_a_caption_and_an_anchor() {
    let tables = format!(
        "|Meta|[元数据](#section_1)| |元数据。 |\n|Other|Struct| |其他。 |\n\n\
         ## 数据结构 {{#section_1 .section}}\n\n{HEAD}|KeyId|String|k|标识。 |\n\n\
         ## Other的参数\n\n{HEAD}|Size|Integer|1|大小。 |\n"
    );
    check(
        &answer(&tables, r#"{"Meta": {"KeyId": "k"}, "Other": {"Size": 1}}"#),
        &["Meta struct", "Meta.KeyId string", "Other struct", "Other.Size int32"],
    );
}

#[test]
fn a_link_in_the_description_names_the_type_and_a_single_row_the_wrapper() {
    let tables = format!(
        "|Things|Array| |列表（[`ThingSetType`](#)）。 |\n\n\
         **列表类型 ThingSetType**\n\n{HEAD}|Thing|Array| |元素（[`ThingType`](#)）。 |\n\n\
         **元素类型 ThingType**\n\n{HEAD}|Name|String|n|名称。 |\n"
    );
    let expected =
        ["Things array<struct>", "Things.Thing array<struct>", "Things.Thing[].Name string"];
    check(&answer(&tables, r#"{"Things": {"Thing": [{"Name": "n"}]}}"#), &expected);
    check(&answer(&tables, "{}"), &expected);
}

#[test]
fn a_single_row_of_scalars_can_be_the_wrapper_too() {
    let tables = format!(
        "|Sizes|Array of [SizeSet](#)| |大小。 |\n\n**SizeSet**\n\n{HEAD}|Size|Integer|1|大小。 |\n"
    );
    check(
        &answer(&tables, r#"{"Sizes": {"Size": [1, 2]}}"#),
        &["Sizes array<int32>", "Sizes.Size array<int32>"],
    );
}

#[test]
fn the_sample_tells_whether_a_linked_struct_is_one_or_many() {
    let tables = format!(
        "|Thing|[ThingType](#)| |东西。 |\n\n**ThingType**\n\n{HEAD}|Name|String|n|名称。 |\n"
    );
    check(
        &answer(&tables, r#"{"Thing": {"Name": "n"}}"#),
        &["Thing ThingType", "Thing.Name string"],
    );
    check(
        &answer(&tables, r#"{"Thing": {"Item": [{"Name": "n"}]}}"#),
        &["Thing array<ThingType>", "Thing.Item array<ThingType>", "Thing.Item[].Name string"],
    );
}

#[test]
fn a_table_without_a_caption_belongs_to_the_row_above_it() {
    let tables = format!(
        "|Total|Integer|1|总数。 |\n|Things|Array of Thing| |列表。 |\n\n{HEAD}|Name|String|n|名称。 |\n"
    );
    check(
        &answer(&tables, r#"{"Total": 1, "Things": [{"Name": "n"}]}"#),
        &["Total int32", "Things array<Thing>", "Things[].Name string"],
    );
}

#[test]
fn of_two_tables_for_one_name_each_row_takes_the_next_below_it() {
    let tables = format!(
        "|Left|Struct| |左。 |\n|Right|Struct| |右。 |\n\n\
         Left\n\n{HEAD}|items|Array of items| |条目。 |\n\nitems参数说明\n\n{HEAD}|a|String|a|甲。 |\n\n\
         Right\n\n{HEAD}|items|Array of items| |条目。 |\n\nitems参数说明\n\n{HEAD}|b|String|b|乙。 |\n"
    );
    let sample = r#"{"Left": {"items": [{"a": "a"}]}, "Right": {"items": [{"b": "b"}]}}"#;
    check(
        &answer(&tables, sample),
        &[
            "Left struct",
            "Left.items array<Items>",
            "Left.items[].a string",
            "Right struct",
            "Right.items array<Items>",
            "Right.items[].b string",
        ],
    );
}

#[test]
fn a_table_that_two_rows_refer_to_is_read_for_both() {
    let tables = format!(
        "|From|[Point](#)| |起点。 |\n|To|[Point](#)| |终点。 |\n\n**Point**\n\n{HEAD}|X|Integer|1|横。 |\n"
    );
    check(
        &answer(&tables, r#"{"From": {"X": 1}, "To": {"X": 2}}"#),
        &["From Point", "From.X int32", "To Point", "To.X int32"],
    );
}

#[test]
fn a_struct_that_holds_itself_is_cut() {
    let tables = format!(
        "|Tree|[Node](#)| |树。 |\n\n**Node**\n\n{HEAD}|Name|String|n|名称。 |\n|Children|Array of [Node](#)| |子。 |\n"
    );
    check_with(
        &answer(&tables, "{}"),
        &["Tree Node", "Tree.Name string", "Tree.Children array<any>"],
        &["type-recursive"],
    );
}

#[test]
fn structs_that_refer_to_each_other_over_and_over_end() {
    let structs: Vec<String> = (0..40)
        .map(|level| {
            let next = level + 1;
            let rows = format!("|a|[T{next}](#)| |甲。 |\n|b|[T{next}](#)| |乙。 |\n");
            format!("\n**T{level}**\n\n{HEAD}{rows}")
        })
        .collect();
    let tables = format!("|T0|[T0](#)| |零。 |\n{}", structs.concat());
    let extraction = read(&answer(&tables, "{}"));
    assert!(fields(&extraction).len() < 20_000);
    assert!(rules(&extraction).contains(&"type-recursive"));
}

#[test]
fn a_type_on_another_page_is_opaque_and_named() {
    let tables = "|Things|[ThingSet](../数据类型/ThingSet.md#)| |列表。 |\n";
    check_with(
        &answer(tables, r#"{"Things": {"Thing": [{"Name": "n"}]}}"#),
        &["Things array<any>", "Things.Thing array<any>"],
        &["type-elsewhere"],
    );
}

#[test]
fn a_table_that_nothing_refers_to_is_named_with_its_rows() {
    let tables =
        format!("|Total|Integer|1|总数。 |\n\n**ThingType**\n\n{HEAD}|Name|String|n|名称。 |\n");
    let extraction = read(&answer(&tables, r#"{"Total": 1}"#));
    assert_eq!(fields(&extraction), ["Total int32"]);
    assert_eq!(rules(&extraction), ["table-unattached"]);
    assert!(extraction.diagnostics[0].message.ends_with("1 row, `Name`"));
}

#[test]
fn a_table_that_repeats_the_rows_of_a_struct_is_named_as_that() {
    let tables = format!(
        "|Things|Array of Thing| |列表。 |\n|Name|String|n|名称。 |\n|Size|Integer|1|大小。 |\n\n\
         **Thing**\n\n{HEAD}|Size|Integer|1|大小。 |\n|Name|String|n|名称。 |\n"
    );
    check_with(
        &answer(&tables, r#"{"Things": [{"Name": "n", "Size": 1}]}"#),
        &["Things array<Thing>", "Things[].Name string", "Things[].Size int32"],
        &["field-repeated"],
    );
}

#[test]
fn dotted_names_of_an_answer_are_a_struct() {
    check(
        &answer(
            "|Status.Code|Integer|1|代码。 |\n|Status.Name|String|n|名称。 |\n|Ids.N|String|i|标识。 |\n\
             |Parts.N.Size|Integer|1|大小。 |\n|a.b|String|c|原样。 |\n",
            r#"{"Status": {"Code": 1, "Name": "n"}, "Ids": ["i"], "Parts": [{"Size": 1}], "a.b": "c"}"#,
        ),
        &[
            "Status struct",
            "Status.Code int32",
            "Status.Name string",
            "Ids array<string>",
            "Parts array<struct>",
            "Parts[].Size int32",
            "a.b string",
        ],
    );
}

#[test]
fn a_level_that_only_the_sample_shows_is_added() {
    let rows = "|Name|String|n|名称。 |\n|Size|Integer|1|大小。 |\n|Total|Integer|1|总数。 |\n";
    check_with(
        &answer(rows, r#"{"Things": {"Thing": [{"Name": "n", "Size": 1}]}, "Total": 1}"#),
        &[
            "Things array<struct>",
            "Things.Thing array<struct>",
            "Things.Thing[].Name string",
            "Things.Thing[].Size int32",
            "Total int32",
        ],
        &["level-unlisted"],
    );
}

#[test]
fn the_only_row_with_a_key_in_braces_makes_a_map() {
    check(
        &answer(
            "|Phases|Struct| |阶段。 |\n|{name}|Struct| |名称。 |\n|Age|String|1d|时长。 |\n|Total|Integer|1|总数。 |\n",
            r#"{"Phases": {"hot": {"Age": "1d"}, "cold": {"Age": "2d"}}, "Total": 1}"#,
        ),
        &["Phases map<struct>", "Phases{}.Age string", "Total int32"],
    );
    check_with(&answer("|{name}|String| |名称。 |\n", "{}"), &[], &["name-invalid"]);
}

#[test]
fn a_parameter_that_is_json_takes_the_struct_of_its_table() {
    let inside = format!(
        "\n**Rules参数说明**\n\n{HEAD}|Key|String|k|键。 |\n|items|Array of items| |条目。 |\n\n\
         items参数说明\n\n{HEAD}|Name|String|n|名称。 |\n"
    );
    let text = page(
        RPC,
        &format!(
            "|Rules|String|否|\\[\\{{\"Key\":\"k\"\\}}\\]|规则。 |\n|Key|String|否|k|键。 |\n{inside}"
        ),
        "|Size|Integer|1|大小。 |",
        r#"{"Size": 1}"#,
    );
    check(
        &text,
        &[
            "Rules json<array<struct>>",
            "Rules[].Key string",
            "Rules[].items array<Items>",
            "Rules[].items[].Name string",
            "Key string",
            "Size int32",
        ],
    );
}

#[test]
fn a_heading_in_the_singular_describes_a_list_in_the_plural() {
    let inside = format!("\n## Rule\n\n{REQUEST_HEAD}|Key|String|是|k|键。 |\n");
    let rows = format!("|Rules|String|否|r|规则。 |\n{inside}");
    let text = page(RPC, &rows, "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let extraction = read(&text);
    assert_eq!(fields(&extraction), ["Rules json<struct>", "Rules.Key string", "Size int32"]);
    assert_eq!(rules(&extraction), ["container-kind-unknown"]);
    assert!(operation(&extraction).request[0].fields[0].required);
}

#[test]
fn a_repeated_parameter_takes_the_struct_of_its_type() {
    let inside =
        format!("\nThe Configuration data type:\n\n{REQUEST_HEAD}|Scope|String|是|s|范围。 |\n");
    let rows = format!("|Config.N|Configuration|是| |配置。 |\n{inside}");
    check(
        &page(RPC, &rows, "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#),
        &["Config array<Configuration>", "Config[].Scope string", "Size int32"],
    );
}

#[test]
fn a_second_table_of_parameters_is_read_too() {
    let more = format!("|Id|String|是|i|标识。 |\n\n{REQUEST_HEAD}|Name|String|否|n|名称。 |\n");
    check(
        &page(RPC, &more, "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#),
        &["Id string", "Name string", "Size int32"],
    );
}

#[test]
fn a_table_of_the_answer_describes_no_parameter_of_that_name() {
    let tables = format!(
        "|Data|Struct| |数据。 |\n\n**Data**\n\n{HEAD}|Kind|Array of Kind| |种类。 |\n\n\
         **Kind**\n\n{HEAD}|Name|String|n|名称。 |\n"
    );
    check(
        &page(
            RPC,
            "|Kind|String|否|k|种类。 |\n",
            &tables,
            r#"{"Data": {"Kind": [{"Name": "n"}]}}"#,
        ),
        &["Kind string", "Data struct", "Data.Kind array<Kind>", "Data.Kind[].Name string"],
    );
}
