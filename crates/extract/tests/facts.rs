//! What a whole page states beside its rows: facts of fields on both sides, and roles.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{SourcePage, Specs, extract};
use apigen_ir::{Field, Pagination, validate, yaml};

use support::{RPC, operation, page};

const REQUEST: &str = "|PageNumber|Integer|否|1|页码。起始值：1 默认值：1 |\n\
    |PageSize|Integer|否|10|每页行数。取值范围：1~100。默认值：10 |\n\
    |Kind|String|否|a|种类。取值：\n\n -   a（默认）：甲\n-   b：乙 |\n\
    |ClientToken|String|否|t|保证幂等。不能超过64个字符。 |\n\
    |Tag.N.Key|String|否|k|键。当Kind为a时，该参数必填。 |\n";

const RESPONSE: &str = "|TotalCount|Integer|2|总数。 |\n\
    |Things|Array of Thing| |列表。 |\n\
    |State|String|On|状态。可能值：\n\n -   On\n-   Off |\n\
    |Old|String|x|该参数即将被弃用，请使用State。 |\n";

const SAMPLE: &str = r#"{"TotalCount": 2, "Things": [{"Old": "x", "State": "On"}]}"#;

fn text() -> String {
    page(RPC, REQUEST, RESPONSE, SAMPLE)
        .replace("Gets a thing.", "Gets a thing.\n\n**说明：** 该接口已不推荐使用，请使用B。")
        .replace("正常返回", "请求示例\n\n```\nhttps://x.y/?Action=GetThing\n```\n\n正常返回")
        + "\n## 错误码\n\n访问[错误中心](https://error-center.aliyun.com/status/product/Demo)查看更多错误码。\n"
}

/// The facts of a field, as YAML on one line.
fn facts(field: &Field) -> String {
    let bare = Field {
        location: None,
        example: None,
        doc: String::new(),
        fields: Vec::new(),
        ..field.clone()
    };
    let lines = yaml::write(&bare).unwrap();
    lines.lines().skip(2).map(str::trim).collect::<Vec<_>>().join(", ")
}

#[test]
fn fields_of_both_sides_carry_what_their_descriptions_state() {
    let extraction = extract(&[SourcePage::new("GetThing.md", &text())], &Specs::default());
    let operation = operation(&extraction);
    let request: Vec<String> = operation.request.iter().map(facts).collect();
    assert_eq!(
        request,
        [
            "default: '1', range: 1..",
            "default: '10', range: 1..=100",
            "default: a, values:, - value: a, doc: 甲, - value: b, doc: 乙",
            "length: ..=64",
            "",
        ]
    );
    assert_eq!(facts(&operation.request[4].fields[0]), "required_if: 当Kind为a时");
    let inner: Vec<String> = operation.response[1].fields.iter().map(facts).collect();
    assert_eq!(
        inner,
        ["values:, - value: On, - value: Off", "deprecated: 该参数即将被弃用，请使用State。"]
    );
    assert_eq!(validate(operation), []);
}

#[test]
fn an_operation_carries_its_roles_and_remarks() {
    let path = "demo/cn.zh-CN/API/Things/GetThing.md";
    let extraction = extract(&[SourcePage::new(path, &text())], &Specs::default());
    let operation = operation(&extraction);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(operation.group, some("API/Things"));
    assert_eq!(operation.summary, "Gets a thing.");
    assert_eq!(operation.deprecated, some("该接口已不推荐使用，请使用B。"));
    assert_eq!(operation.idempotency_token, some("ClientToken"));
    assert_eq!(operation.request_sample, some("https://x.y/?Action=GetThing"));
    assert_eq!(operation.error_link, some("https://error-center.aliyun.com/status/product/Demo"));
    let page = Pagination::Page {
        number: "PageNumber".to_owned(),
        size: some("PageSize"),
        total: some("TotalCount"),
        items: some("Things"),
    };
    assert_eq!(operation.pagination, [page]);
}

#[test]
fn a_page_that_states_nothing_carries_nothing() {
    let text =
        page(RPC, "|Size|Integer|否|1|大小。 |", "|Size|Integer|1|大小。 |", "{\"Size\": 1}");
    let extraction = extract(&[SourcePage::new("GetThing.md", &text)], &Specs::default());
    let operation = operation(&extraction);
    assert_eq!(facts(&operation.request[0]), "");
    let lines = yaml::write(operation).unwrap();
    let keys: Vec<&str> = lines
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(
        keys,
        ["action", "style", "summary", "source", "link", "request", "response", "response_sample"]
    );
}
