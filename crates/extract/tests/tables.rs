//! Tables as pages really have them: with wrong headers, torn rows, damaged names, in request bodies.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{SourcePage, Spec, Specs, extract};
use support::{RPC, fields, operation, page, paths, read, rules};

const SIZE: &str = "|Size|Integer|1|大小。 |";
const SAMPLE: &str = r#"{"Size": 1}"#;

/// A ROA page with this request syntax and these sections of the request.
fn roa(syntax: &str, request: &str, request_sample: &str) -> String {
    let text = page("&type=ROA&version=2020-01-01", "", SIZE, SAMPLE);
    let (head, rest) = text.split_once("## 请求参数").unwrap();
    let (_, tail) = rest.split_once("## 返回数据").unwrap();
    let tail =
        tail.replace("## 示例\n", &format!("## 示例\n\n请求示例\n\n```\n{request_sample}\n```\n"));
    format!("{head}## 请求语法\n\n```\n{syntax}\n```\n\n{request}\n## 返回数据{tail}")
}

/// The parameters as `name place type` lines, and those inside of structs with their paths.
fn places(text: &str) -> Vec<String> {
    let extraction = read(text);
    assert_eq!(rules(&extraction), [""; 0], "{:#?}", extraction.diagnostics);
    let request = &operation(&extraction).request;
    let parameters =
        request.iter().map(|it| format!("{} {:?} {}", it.name, it.location.unwrap(), it.ty));
    let inner = apigen_ir::wire_paths(request).into_iter().filter(|it| it.path.contains('.'));
    parameters.chain(inner.map(|it| format!("{} {}", it.path, it.field.ty))).collect()
}

#[test]
fn what_stands_in_a_column_beats_its_header() {
    let request = page(RPC, "|ThingId|String|是|t|标识。 |\n", SIZE, SAMPLE).replace(
        "|名称|类型|是否必选|示例值|描述|",
        "|Parameters|Parameters|Required|Example|Description|",
    );
    let extraction = read(&request);
    assert_eq!(fields(&extraction), ["ThingId string", "Size int32"]);
    assert!(operation(&extraction).request[0].required);
    assert_eq!(rules(&extraction), ["header-contradicted"]);

    let swapped = page(RPC, "", "|Integer|Size|1|大小。 |\n|Long|Weight|2|重量。 |", "{}");
    let extraction = read(&swapped);
    assert_eq!(fields(&extraction), ["Size int32", "Weight int64"]);
    assert_eq!(rules(&extraction), ["header-contradicted"; 2]);

    let answer = page(RPC, "", SIZE, SAMPLE)
        .replace("|名称|类型|示例值|描述|", "|Name|Parameters|Required|Description|");
    let extraction = read(&answer);
    assert_eq!(operation(&extraction).response[0].example.as_deref(), Some("1"));
    assert_eq!(rules(&extraction), ["header-contradicted"; 2]);
}

#[test]
fn surplus_cells_go_where_the_rest_of_the_row_stays_readable() {
    let text = page(RPC, "|Kind|String|否|a|种类：a|b|c。 |\n", SIZE, SAMPLE)
        + "\n## 错误码\n\n|错误代码|错误信息|HTTP 状态码|说明|\n|--|--|--|--|\n\
           |BadMode|Only 1|2|3.|400|模式。|\n|BadKind|Only a.|400|种类：a|b。|\n";
    let extraction = read(&text);
    assert_eq!(operation(&extraction).request[0].doc, "种类：a|b|c。");
    let codes: Vec<_> = operation(&extraction)
        .errors
        .iter()
        .map(|it| (it.http, it.message.as_str(), it.doc.as_str()))
        .collect();
    let expected = [(Some(400), "Only 1|2|3.", "模式。"), (Some(400), "Only a.", "种类：a|b。")];
    assert_eq!(codes, expected);
    assert_eq!(rules(&extraction), ["table-row-surplus"; 3]);

    let text = page(RPC, "", SIZE, SAMPLE).replace(
        "|名称|类型|示例值|描述|\n|--|--|--|--|\n|Size|Integer|1|大小。 |",
        "|名称|描述|类型|\n|--|--|--|\n|Size|大小：a|b|Integer|",
    );
    let extraction = read(&text);
    assert_eq!(fields(&extraction), ["Size int32"]);
    assert_eq!(operation(&extraction).response[0].doc, "大小：a|b");
}

#[test]
fn a_damaged_name_is_mended_and_named() {
    let text = page(
        RPC,
        "|\"ThingId\"|String|否|t|标识。 |\n",
        "|Status. Code|Integer|1|代码。 |\n|Size:|Integer|1|大小。 |",
        r#"{"Status": {"Code": 1}, "Size": 1}"#,
    );
    let extraction = read(&text);
    assert_eq!(
        fields(&extraction),
        ["ThingId string", "Status struct", "Status.Code int32", "Size int32"]
    );
    assert_eq!(rules(&extraction), ["name-damaged"; 3]);
}

#[test]
fn a_later_row_of_the_same_name_and_type_adds_nothing() {
    let text = page(
        RPC,
        "|ThingId|String|否|t|标识。 |\n|Kind|String|否|k|种类。 |\n|ThingId|String|否|t|东西的标识。 |\n",
        "|Data|Struct| |数据。 |\n|Size|Integer|1|大小。 |\n|Weight|Long|2|重量。 |\n|Size|Integer|1|多大。 |",
        r#"{"Data": {"Size": 1, "Weight": 2}}"#,
    );
    let extraction = read(&text);
    assert_eq!(rules(&extraction)[0], "field-repeated");
    assert_eq!(paths(&extraction)[0], "request.ThingId");
    let names: Vec<_> = operation(&extraction).request.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["ThingId", "Kind"]);
}

#[test]
fn of_a_deprecated_and_a_current_form_the_current_one_counts() {
    let old = "|ThingId|String|否|t|标识。已废弃。 |\n";
    let new = "|ThingId.N|RepeatList|否|t|标识。 |\n";
    for rows in [format!("{old}{new}"), format!("{new}{old}")] {
        let extraction = read(&page(RPC, &rows, SIZE, SAMPLE));
        assert_eq!(fields(&extraction), ["ThingId array<string>", "Size int32"]);
        assert_eq!(rules(&extraction), ["field-repeated"]);
    }
    let both = format!("{}{new}", old.replace("已废弃。", ""));
    assert_eq!(rules(&read(&page(RPC, &both, SIZE, SAMPLE))), ["field-duplicate"]);
}

#[test]
fn names_that_differ_in_case_alone_are_two() {
    let rows = "|Tag.N.Key|String|否|k|键。 |\n|Tag.N.key|String|否|k|键。已废弃。 |\n";
    let extraction = read(&page(RPC, rows, SIZE, SAMPLE));
    assert_eq!(
        fields(&extraction),
        ["Tag array<struct>", "Tag[].Key string", "Tag[].key string", "Size int32"]
    );
    assert_eq!(rules(&extraction), [""; 0]);
}

#[test]
fn a_parameter_with_a_row_of_its_own_takes_dotted_rows() {
    let rows = "|Disk|Object|否| |磁盘。 |\n|Disk.Size|Integer|否|1|大小。 |\n\
                |Tag|Array|否| |标签。 |\n|Tag.N.Key|String|否|k|键。 |\n";
    let extraction = read(&page(RPC, rows, SIZE, SAMPLE));
    assert_eq!(
        fields(&extraction),
        ["Disk struct", "Disk.Size int32", "Tag array<struct>", "Tag[].Key string", "Size int32"]
    );
}

#[test]
fn rows_of_a_json_body_find_their_places_by_its_sample() {
    let request = "## 请求参数\n\n|参数名称|类型|是否必选|示例|说明|\n|--|--|--|--|--|\n|ClusterId|String|是|c|标识。|\n\n\
        |参数名称|类型|是否必选|示例|说明|\n|--|--|--|--|--|\n\
        |tags|Array of tag|否| |标签。|\n|key|String|是|k|键。|\n|name|String|是|n|名称。|\n";
    let sample = "POST /clusters/c HTTP/1.1\nContent-Type: application/json\n\n\
                  {\"tags\": [{\"key\": \"k\"}], \"name\": \"n\"}";
    assert_eq!(
        places(&roa("POST /clusters/[ClusterId] HTTP/1.1", request, sample)),
        ["ClusterId Path string", "tags Body array<Tag>", "name Body string", "tags[].key string",]
    );
}

#[test]
fn a_list_of_the_body_is_no_segment_of_the_path() {
    let request = "## 请求参数\n\n|参数名称|类型|是否必选|示例|说明|\n|--|--|--|--|--|\n|ClusterId|String|是|c|标识。|\n\n\
        |参数名称|类型|是否必选|示例|说明|\n|--|--|--|--|--|\n\
        |nodes|Array of node|否| |节点。|\n|name|String|是|n|名称。|\n";
    let sample = "POST /clusters/c/nodes HTTP/1.1\n\n{\"nodes\": [{\"name\": \"n\"}]}";
    assert_eq!(
        places(&roa("POST /clusters/ClusterId/nodes HTTP/1.1", request, sample)),
        ["ClusterId Path string", "nodes Body array<Node>", "nodes[].name string"]
    );
}

#[test]
fn marked_rows_of_a_request_body_stand_below_others() {
    let request = "## 请求参数\n\n|名称|类型|位置|是否必选|示例值|描述|\n|--|--|--|--|--|--|\n\
        |Id|String|Path|是|i|标识。 |\n|Action|String|Query|否|a|动作。 |\n\n\
        ## RequestBody\n\n|名称|类型|是否必选|示例值|描述|\n|--|--|--|--|--|\n\
        |paymentInfo|Object|否| |付费。 |\n|└duration|Integer|是|1|时长。 |\n|└isAuto|Boolean|否|true|自动。 |\n\
        |name|String|否|n|名称。 |\n";
    assert_eq!(
        places(&roa("PATCH|POST /things/[Id] HTTP/1.1", request, "")),
        [
            "Id Path string",
            "Action Query string",
            "paymentInfo Body struct",
            "name Body string",
            "paymentInfo.duration int32",
            "paymentInfo.isAuto bool",
        ]
    );
}

#[test]
fn a_table_of_request_headers_holds_headers() {
    let request = "## 请求头\n\n|名称|类型|是否必选|示例值|描述|\n|--|--|--|--|--|\n|x-acs-token|String|否|t|令牌。 |\n\n\
        ## 请求参数\n\n无请求参数。\n";
    assert_eq!(places(&roa("GET /things HTTP/1.1", request, "")), ["x-acs-token Header string"]);
}

/// A page without a link to the explorer, as the oldest ones are.
fn legacy(title: &str, request: &str, response: &str) -> String {
    format!(
        "# {title} {{#GetThing .reference}}\n\n拿一个东西。\n\n## 请求参数 {{#RequestParameter .section}}\n\n{request}\n\
         ## 返回参数 {{#ResponseParameter .section}}\n\n{response}\n"
    )
}

fn read_legacy(text: &str) -> apigen_extract::Extraction {
    let mut specs = Specs::default();
    let mut spec = Spec::default();
    spec.product = Some("Demo".to_owned());
    spec.version = Some("2020-01-01".to_owned());
    specs.insert("", spec);
    extract(&[SourcePage::new("GetThing.md", text)], &specs)
}

#[test]
fn an_older_page_says_its_action_in_a_description() {
    let request = "|名称|类型|是否必需|描述|\n|Action|String|是|系统规定参数。取值：GetThing|\n|ThingId|String|是|标识|\n";
    let text = legacy("查询东西", request, "|名称|类型|描述|\n|Size|Integer|大小|\n");
    let extraction = read_legacy(&text);
    assert_eq!(operation(&extraction).action, "GetThing");
    assert_eq!(fields(&extraction), ["ThingId string", "Size int32"]);
    assert_eq!(rules(&extraction), [""; 0]);

    let small = text.replace("GetThing|", "getthing|").replace("# 查询东西", "# GetThing");
    let extraction = read_legacy(&small);
    assert_eq!(operation(&extraction).action, "GetThing");
    assert_eq!(rules(&extraction), ["action-disagreement"]);
}

#[test]
fn an_older_page_of_lists_is_rejected_with_the_reason() {
    let request =
        "**Action**\n\n-   类型：String\n-   必须：是\n\n**ThingId**\n\n-   类型：String\n";
    let text = legacy("GetThing", request, "**Size**\n\n-   类型：Integer\n");
    let extraction = read_legacy(&text);
    assert_eq!(extraction.services, []);
    assert_eq!(rules(&extraction), ["parameters-in-lists", "response-table-missing"]);
}

#[test]
fn an_older_page_needs_two_signs_of_an_operation() {
    let request = "## 请求参数\n\n|名称|类型|是否必需|描述|\n|--|--|--|--|\n|Action|String|是|取值：GetThing|\n|Id|String|是|标识|\n";
    let errors =
        "\n## 错误码\n\n|错误代码|错误信息|HTTP 状态码|说明|\n|--|--|--|--|\n|Bad|Bad.|400|坏。|\n";
    for text in [
        format!("# 东西\n\n{request}"),
        format!("# GetThing\n\n{}{errors}", request.replace("Action", "Other")),
    ] {
        let extraction = read_legacy(&text);
        assert_eq!(operation(&extraction).action, "GetThing", "{text}");
        assert_eq!(rules(&extraction), ["response-table-missing"]);
    }
    let guide = format!("# 东西\n\n{}", request.replace("Action", "Other"));
    assert!(
        read_legacy(&guide).outcomes.iter().all(|it| it.outcome == apigen_extract::Outcome::NotApi)
    );
}

#[test]
fn a_page_without_a_section_of_parameters_has_none() {
    let text = page(RPC, "", SIZE, SAMPLE);
    let (head, rest) = text.split_once("## 请求参数").unwrap();
    let (_, tail) = rest.split_once("## 返回数据").unwrap();
    let extraction = read(&format!("{head}## 返回数据{tail}"));
    assert_eq!(fields(&extraction), ["Size int32"]);
    assert_eq!(rules(&extraction), ["request-section-missing"]);
}

#[test]
fn a_name_that_lost_its_capitals_is_that_of_the_sample() {
    let response = "|Name|Type|Description|\n|Instancestatus|String|The status.|\n|Arn|String|The name.|\n|RequestId|String|The ID.|\n\n\
        ## Examples\n\n**Response example**\n\n```\n{\"InstanceStatus\": \"a\", \"arn\": \"a\", \"Requestid\": \"r\"}\n```\n";
    let request = "|Name|Type|Required|Description|\n|Action|String|Yes|Value: GetThing|\n";
    let text = legacy("GetThing", request, response)
        .replace("请求参数", "Request parameters")
        .replace("返回参数", "Response parameters");
    let extraction = read_legacy(&text);
    assert_eq!(fields(&extraction), ["InstanceStatus string", "Arn string", "RequestId string"]);
    assert!(rules(&extraction).contains(&"name-damaged"));
}

#[test]
fn an_example_tells_whether_a_row_of_blank_type_holds_rows() {
    let read_with = |example: &str| {
        let rows = format!("|Kinds| |{example}|种类。 |\n|Size|Integer|1|大小。 |");
        fields(&read(&page(RPC, "", &rows, "")))
    };
    for value in ["c5", r#"\["c5", "c6"\]"#] {
        assert_eq!(read_with(value), ["Kinds any", "Size int32"], "{value}");
    }
    for no_value in ["", "N/A", r#"\{"Size": 1\}"#] {
        assert_eq!(read_with(no_value), ["Kinds struct", "Kinds.Size int32"], "{no_value}");
    }
}

#[test]
fn the_sample_tells_what_a_wrapped_list_of_blank_type_holds() {
    let rows = "|Kinds| |c5|种类。 |";
    let extraction = read(&page(RPC, "", rows, r#"{"Kinds": {"Kind": ["c5"]}}"#));
    assert_eq!(fields(&extraction), ["Kinds array<string>", "Kinds.Kind array<string>"]);
}
