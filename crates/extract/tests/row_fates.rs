//! What became of each row: a field, an error code, or named in a diagnostic.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{Extraction, Fate};
use support::{RPC, page, read};

/// `name: fate` of each row, in the order of the page.
fn fates(extraction: &Extraction) -> Vec<String> {
    let rows = extraction.rows.iter().flat_map(|page| &page.rows);
    rows.map(|row| format!("{}: {}", row.name, row.fate.id())).collect()
}

/// Every row that is said to be named is named: its finding points into it, or at its table and
/// quotes it.
#[track_caller]
fn check_named(extraction: &Extraction) {
    for row in extraction.rows.iter().flat_map(|page| &page.rows) {
        let Fate::Named(rule) = row.fate else { continue };
        let names = |it: &&apigen_extract::Diagnostic| {
            let points = row.span.start <= it.span.start && it.span.start < row.span.end;
            it.rule == rule && (points || it.message.contains(&format!("`{}`", row.name)))
        };
        assert!(extraction.diagnostics.iter().any(|it| names(&it)), "{row:?}");
    }
}

#[test]
fn every_row_of_every_table_has_a_fate() {
    let text = page(
        RPC,
        "|Tag.1.Key|String|否|k|键。 |\n|Tag.2.Key|String|否|k|另一个键。 |\n|对称密钥| | | | |\n| | | | | |\n",
        "|Things|Array of Thing| |列表。 |\n|Thing| | | |\n|Name|String|n|名称。 |\n|Name|String|n|名称。 |\n\
         |公共返回参数| | | |\n\n**Other**\n\n|名称|类型|示例值|描述|\n|--|--|--|--|\n|Lost|String|l|无主。 |\n",
        r#"{"Things": {"Thing": [{"Name": "n"}]}}"#,
    ) + "\n## 错误码\n\n|HttpCode|错误码|错误信息|描述|\n|--|--|--|--|\n|404|NotFound|Not found.|没有。|\n\
         | | |No code.|没有代码。|\n\n\
         ## 使用说明\n\n|算法|长度|\n|--|--|\n|RSA|2048|\n|EC|256|\n";
    let extraction = read(&text);
    check_named(&extraction);
    assert_eq!(
        fates(&extraction),
        [
            "Action: action",
            "Tag.1.Key: field",
            "Tag.2.Key: field",
            "对称密钥: name-invalid",
            ": blank",
            "Things: field",
            "Thing: field",
            "Name: field",
            "Name: repeated",
            "公共返回参数: field",
            "Lost: table-unattached",
            "404: error-code",
            "No code.: error-row-invalid",
            "RSA: table-not-read",
            "EC: table-not-read",
        ]
    );
}

#[test]
fn the_digits_of_a_list_say_what_each_is_good_for() {
    let text = page(
        RPC,
        "|Filter.1.Key|String|否|a|第一个。 |\n|Filter.2.Key|String|否|b|第二个。 |\n\
         |Filter.3.Key|String|否|b|第二个。 |\n",
        "|Size|Integer|1|大小。 |",
        r#"{"Size": 1}"#,
    );
    let extraction = read(&text);
    let filter = &support::operation(&extraction).request[0];
    assert_eq!(filter.fields[0].doc, "第一个。\n\n`Filter.2.Key`: 第二个。");
}

#[test]
fn words_for_the_common_fields_add_the_id_of_the_request() {
    let words = page(RPC, "", "全是公共返回参数。", "{}")
        .replace("|名称|类型|示例值|描述|\n|--|--|--|--|\n", "");
    let extraction = read(&words);
    assert_eq!(support::fields(&extraction), ["RequestId string"]);
    assert_eq!(extraction.diagnostics, []);
    let shown = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1, "RequestId": "r"}"#);
    assert_eq!(support::fields(&read(&shown)), ["Size int32", "RequestId string"]);
    let row = page(RPC, "", "|RequestId|String|r|请求ID。 |\n|公共返回参数| | | |\n", "{}");
    assert_eq!(support::fields(&read(&row)), ["RequestId string"]);
}

#[test]
fn the_rows_of_a_page_that_does_not_say_what_it_documents_are_named_with_it() {
    let text = page("", "", "|Size|Integer|1|大小。 |", "{}");
    let extraction = read(&text);
    assert_eq!(fates(&extraction).last().unwrap(), "Size: identity-incomplete");
}

#[test]
fn a_page_that_is_no_api_has_no_rows() {
    let extraction = read("# Guide\n\n|名称|类型|\n|--|--|\n|a|String|\n");
    assert!(extraction.rows.is_empty());
}
