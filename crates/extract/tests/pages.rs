//! Small pages, one for each thing that pages do; what is read of them, and what is said about them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{SourcePage, Specs, extract};

use support::{RPC, fields, operation, page, paths, read, rules};

#[track_caller]
fn check(page: &str, expected: &[&str]) {
    let extraction = read(page);
    assert_eq!(fields(&extraction), expected);
    assert_eq!(rules(&extraction), [""; 0], "{:#?}", extraction.diagnostics);
}

#[test]
fn dotted_and_repeated_names_become_structs_and_lists() {
    check(
        &page(
            RPC,
            "|Disk.Size|Integer|否|20|大小。 |\n\
             |Tag.N.Key|String|是|k|键。 |\n\
             |Tag.N.Value|String|否|v|值。 |\n\
             |RoleId.N|RepeatList|否|r|角色。 |\n\
             |Filter.1.Key|String|否|a|键。 |\n\
             |Filter.2.Key|String|否|b|键。 |\n",
            "|RequestId|String|r|请求ID。 |",
            r#"{"RequestId": "r"}"#,
        ),
        &[
            "Disk struct",
            "Disk.Size int32",
            "Tag array<struct>",
            "Tag[].Key string",
            "Tag[].Value string",
            "RoleId array<string>",
            "Filter array<struct>",
            "Filter[].Key string",
            "RequestId string",
        ],
    );
}

#[test]
fn a_string_whose_example_is_json_takes_typed_values() {
    check(
        &page(
            RPC,
            "|Ids|String|否|\\[\"a\",\"b\"\\]|标识。 |\n\
             |Rules|String|否|\\[\\{\"Key\":\"k\"\\}\\]|规则。 |\n\
             |Name|String|否|\\[a, b|名称。 |\n",
            "|RequestId|String|r|请求ID。 |",
            r#"{"RequestId": "r"}"#,
        ),
        &["Ids json<array<string>>", "Rules json<any>", "Name string", "RequestId string"],
    );
}

#[test]
fn a_list_that_leaves_elements_out_and_escaped_quotes_are_json_too() {
    check(
        &page(
            RPC,
            "|Ids|String|否|\\[\"a\", \"b\", … \"z\"\\]|标识。 |\n\
             |Keys|String|否|\\[“a”, “b”...\\]|键。 |\n\
             |Tags|String|否|\\[\\{\\\\\"Key\\\\\":\\\\\"k\\\\\"\\}\\]|标签。 |\n\
             |Range|String|否|\\[a, b, … z\\]|范围。 |\n\
             |Code|String|否|\\[\"a\", 1, … 9\\]|代码。 |\n",
            "|RequestId|String|r|请求ID。 |",
            r#"{"RequestId": "r"}"#,
        ),
        &[
            "Ids json<array<string>>",
            "Keys json<array<string>>",
            "Tags json<any>",
            "Range string",
            "Code string",
            "RequestId string",
        ],
    );
}

#[test]
fn wrappers_come_from_element_rows_and_from_the_sample() {
    check(
        &page(
            RPC,
            "",
            "|Ids|List|a|标识。 |\n\
             |Things|Array of Thing| |列表。 |\n\
             |Thing| | | |\n\
             |Name|String|n|名称。 |\n\
             |Zones|Array of Zone| |可用区。 |\n\
             |ZoneId|String|z|可用区ID。 |\n",
            r#"{"Ids": {"Id": ["a"]}, "Things": {"Thing": [{"Name": "n"}]}, "Zones": [{"ZoneId": "z"}]}"#,
        ),
        &[
            "Ids array<string>",
            "Ids.Id array<string>",
            "Things array<Thing>",
            "Things.Thing array<Thing>",
            "Things.Thing[].Name string",
            "Zones array<Zone>",
            "Zones[].ZoneId string",
        ],
    );
}

#[test]
fn a_list_is_one_of_texts_whatever_the_sample_shows_of_its_elements() {
    let extraction = read(&page(
        RPC,
        "",
        "|None|List|n|无元素。 |\n\
         |Text|List|\\[\"t\"\\]|文本。 |\n\
         |One|List|o|一个元素。 |\n\
         |Thing|Struct| |物品。 |\n\
         |Name|String|n|名称。 |\n",
        r#"{"None": {"Nothing": []}, "Text": {"Letter": "[\"t\"]"}, "One": {"Id": "o"},
            "Thing": {"Name": "n"}}"#,
    ));
    assert_eq!(
        fields(&extraction),
        [
            "None array<string>",
            "None.Nothing array<string>",
            "Text array<string>",
            "Text.Letter array<string>",
            "One array<string>",
            "One.Id array<string>",
            "Thing struct",
            "Thing.Name string",
        ]
    );
}

#[test]
fn a_struct_without_rows_is_opaque() {
    check(
        &page(RPC, "", "|Labels|Map| |标签。 |\n|Raw|Struct| |原文。 |\n", "{}"),
        &["Labels map<any>", "Raw any"],
    );
}

#[test]
fn a_roa_page_gives_method_path_and_places() {
    let request = "## 请求语法\n\n```\nPOST /v2/things/[ThingId]/parts HTTP/1.1\n```\n\n\
        ## 请求参数\n\n|名称|类型|位置|是否必选|示例值|描述|\n|--|--|--|--|--|--|\n\
        |ThingId|String|Path|是|t|标识。 |\n|Force|Boolean|Query|否|true|强制。 |\n\
        |Name|String| |否|n|名称。 |\n";
    let text =
        page("&type=ROA&version=2020-01-01", "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let (head, rest) = text.split_once("## 请求参数").unwrap();
    let (_, tail) = rest.split_once("## 返回数据").unwrap();
    let extraction = read(&format!("{head}{request}\n## 返回数据{tail}"));
    let operation = operation(&extraction);
    assert_eq!(operation.style.to_string(), "roa POST /v2/things/{ThingId}/parts");
    let places: Vec<String> =
        operation.request.iter().map(|it| format!("{} {:?}", it.name, it.location)).collect();
    assert_eq!(places, ["ThingId Some(Path)", "Force Some(Query)", "Name Some(Body)"]);
    let stated: Vec<&str> =
        extraction.readings[0].stated_places.keys().map(String::as_str).collect();
    assert_eq!(stated, ["Force", "ThingId"]);
}

#[test]
fn the_action_row_beats_a_link_that_was_copied() {
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#)
        .replace("api=GetThing", "api=CreateThing");
    let extraction = read(&text);
    assert_eq!(operation(&extraction).action, "GetThing");
    assert_eq!(rules(&extraction), ["action-disagreement"]);
}

#[test]
fn an_error_table_with_two_descriptions_has_its_message_in_the_first() {
    let errors = "\n## 错误码\n\n|错误代码|描述|HTTP 状态码|语义|\n|--|--|--|--|\n\
        |NotFound.Thing|The thing %s was not found.|404|没有这个东西。|\n|Busy|Busy.|4003|忙。|\n";
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#) + errors;
    let extraction = read(&text);
    let [first, second] = operation(&extraction).errors.as_slice() else { panic!("two errors") };
    assert_eq!(first.http, Some(404));
    assert_eq!(first.message, "The thing %s was not found.");
    assert_eq!(first.doc, "没有这个东西。");
    assert_eq!((second.http, second.code.as_str()), (None, "Busy"));
    assert_eq!(rules(&extraction), ["error-row-invalid"]);
}

#[test]
fn a_column_of_errors_that_nobody_knows_is_named() {
    let errors = "\n## 错误码\n\n|HTTP|错误码|错误信息|级别|\n|--|--|--|--|\n|404|A|No a.|高|\n";
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#) + errors;
    let extraction = read(&text);
    assert_eq!(operation(&extraction).errors[0].http, Some(404));
    assert_eq!(rules(&extraction), ["column-unknown"]);
}

#[test]
fn a_sample_that_cannot_be_read_is_named() {
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", "{\"Size\": {1");
    assert_eq!(rules(&read(&text)), ["sample-invalid"]);
}

#[test]
fn the_sample_of_a_request_is_no_answer() {
    let text = page(
        RPC,
        "",
        "|Data|Struct| |数据。 |\n|Size|Integer|1|大小。 |",
        r#"{"Data": {"Size": 1}}"#,
    )
    .replace("## 示例\n", "## 示例\n\n请求示例\n\n```\n{\"Size\": 1}\n```\n");
    assert_eq!(fields(&read(&text)), ["Data struct", "Data.Size int32"]);
}

#[test]
fn of_two_pages_of_one_operation_the_one_with_fewer_doubts_is_used() {
    let good = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let doubtful = good.replace("{\"Size\": 1}", "{\"Size\": {1");
    let pages =
        [SourcePage::new("b/GetThing.md", &doubtful), SourcePage::new("a/GetThing.md", &good)];
    let extraction = extract(&pages, &Specs::default());
    assert_eq!(operation(&extraction).source, "a/GetThing.md");
    assert_eq!(rules(&extraction), ["operation-duplicate"]);
    assert!(extraction.diagnostics[0].message.contains("`b/GetThing.md`"));
}

#[test]
fn the_order_of_pages_never_matters() {
    let one = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let two = one.replace("GetThing", "ListThings");
    let pages = |order: [usize; 2]| {
        let both = [("GetThing.md", &one), ("ListThings.md", &two)];
        order.map(|index| SourcePage::new(both[index].0, both[index].1))
    };
    let forward = extract(&pages([0, 1]), &Specs::default());
    let backward = extract(&pages([1, 0]), &Specs::default());
    assert_eq!(forward.services, backward.services);
    assert_eq!(forward.outcomes, backward.outcomes);
}

#[test]
fn a_name_of_many_parts_is_named_and_no_field() {
    let deep = "a.".repeat(40_000);
    let row = format!("|{deep}b|String|否|a|深。 |\n");
    let text = page(RPC, &row, "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    assert_eq!(rules(&read(&text)), ["name-invalid"]);
}

#[test]
fn a_version_that_the_link_lacks_comes_from_the_pages_around() {
    let stated = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let silent = stated.replace(RPC, "").replace("GetThing", "ListThings");
    let pages =
        [SourcePage::new("a/GetThing.md", &stated), SourcePage::new("a/b/ListThings.md", &silent)];
    let extraction = extract(&pages, &Specs::default());
    assert_eq!(operation(&extraction).action, "GetThing");
    assert_eq!(extraction.services[0].operations[1].action, "ListThings");
    assert_eq!(rules(&extraction), ["version-inferred"]);
}

#[test]
fn a_container_that_nothing_tells_the_kind_of_is_in_doubt() {
    let text = page(
        RPC,
        "",
        "|Tags| | |标签。 |\n|└Key|String|k|键。 |\n|Size|Integer|1|大小。 |",
        r#"{"Size": 1}"#,
    );
    let extraction = read(&text);
    assert_eq!(fields(&extraction), ["Tags struct", "Tags.Key string", "Size int32"]);
    assert_eq!(rules(&extraction), ["container-kind-unknown"]);
    assert!(extraction.readings[0].in_doubt.contains("Tags.Key"));
    assert_eq!(paths(&extraction), ["response.Tags"]);
}

#[test]
fn an_array_of_list_with_rows_is_an_array_of_structs() {
    check(
        &page(
            RPC,
            "",
            "|Results|Array of List| |结果。 |\n|Name|String|n|名称。 |\n",
            r#"{"Results": [{"Name": "n"}]}"#,
        ),
        &["Results array<List>", "Results[].Name string"],
    );
}

#[test]
fn an_xml_sample_serves_where_there_is_no_json() {
    let text = page(
        RPC,
        "",
        "|Things| | |列表。 |\n|Name|String|n|名称。 |\n|Size|Integer|1|大小。 |",
        "",
    );
    let (head, _) = text.split_once("`JSON`格式").unwrap();
    let xml = "`XML`格式\n\n```\n<GetThingResponse>\n<Things><Thing><Name>n</Name></Thing></Things>\n\
               <Size>1</Size>\n</GetThingResponse>\n```\n";
    let extraction = read(&format!("{head}{xml}"));
    assert_eq!(
        fields(&extraction),
        [
            "Things array<struct>",
            "Things.Thing array<struct>",
            "Things.Thing[].Name string",
            "Size int32"
        ]
    );
}

#[test]
fn a_name_that_stands_twice_is_named_with_its_path() {
    let text = page(
        RPC,
        "|Tag.N.Key|String|否|k|键。 |\n|Tag.N.Key|Long|否|k|键。 |\n",
        "|Size|Integer|1|大小。 |\n|Size|Long|1|大小。 |",
        r#"{"Size": 1}"#,
    );
    let extraction = read(&text);
    assert_eq!(rules(&extraction), ["field-duplicate"; 2]);
    assert_eq!(extraction.services, []);
    assert_eq!(paths(&extraction), ["request.Tag[].Key", "response.Size"]);
}

#[test]
fn a_cell_that_shows_no_value_is_no_example() {
    let rows: Vec<String> = ["", "无", "N/A", "null", "\"\"", "None", "a"]
        .iter()
        .zip('A'..)
        .map(|(example, name)| format!("|{name}|String|否|{example}|名称。 |\n"))
        .collect();
    let response = "|RequestId|String|r|请求ID。 |";
    let extraction = read(&page(RPC, &rows.concat(), response, r#"{"RequestId": "r"}"#));
    let examples: Vec<Option<&str>> =
        operation(&extraction).request.iter().map(|it| it.example.as_deref()).collect();
    assert_eq!(examples, [None, None, None, None, None, Some("None"), Some("a")]);
}

#[test]
fn what_a_page_says_around_its_tables_describes_the_operation() {
    let text = page(
        RPC,
        "|Ids|String|否|a|标识。 |\n\n**说明：** 二者不可同时指定。\n\n所有操作都有公共请求参数。\n\n\
         **返回参数**\n\nIds的样例：\n\n```\na\n```\n",
        "|Things|Array of [Thing](#Thing)| |列表。 |\n|RequestId|String|r|请求ID。 |\n\n\
         **说明：**\n\n-   有效期3000秒。\n-   请勿重试。\n\n**数据类型 Thing**\n\n\
         |名称|类型|示例值|描述|\n|--|--|--|--|\n|Name|String|n|名称。 |\n\n\
         ## Other\n\n|名称|说明|\n|--|--|\n|a|甲 |\n\n仅供参考。\n",
        r#"{"RequestId": "r", "Things": [{"Name": "n"}]}"#,
    );
    let text =
        text.replace("Gets a thing.\n", "Gets a thing.\n\n每次一个。\n\n## 使用须知\n\n先开通。\n");
    let extraction = read(&text);
    assert_eq!(operation(&extraction).summary, "Gets a thing.");
    assert_eq!(
        operation(&extraction).description,
        "每次一个。\n\n先开通。\n\n**说明：** 二者不可同时指定。\n\n**说明：**\n\n- 有效期3000秒。\n- 请勿重试。\n\n仅供参考。"
    );
}

#[test]
fn a_sample_has_no_blank_lines_around_it() {
    let text = page(RPC, "", "|RequestId|String|r|请求ID。 |", "\n  {\"RequestId\": \"r\"}\n");
    let text =
        text.replace("## 示例\n", "## 示例\n\n请求示例\n\n```\n\n\nhttps://x.y/\n&A=1\n\n```\n");
    let extraction = read(&text);
    let operation = operation(&extraction);
    assert_eq!(operation.request_sample.as_deref(), Some("https://x.y/\n&A=1"));
    assert_eq!(operation.response_sample.as_deref(), Some("  {\"RequestId\": \"r\"}"));
}
