//! Pages that a slip of the hand has damaged: what is read of them all the same, and what is said.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use apigen_extract::{Extraction, SourcePage, Specs, extract};
use apigen_markdown::LineIndex;
use support::{RPC, fields, operation, page, read, rules};

const SIZE: &str = "|Size|Integer|1|大小。 |";
const SAMPLE: &str = r#"{"Size": 1}"#;

/// The page that the tests damage.
fn whole() -> String {
    let errors = "\n## 错误码\n\n|HttpCode|错误码|错误信息|描述|\n|--|--|--|--|\n\
                  |404|NotFound.Thing|The thing was not found.|没有这个东西。 |\n\
                  |400|Busy|The thing is busy.|请稍后重试。 |\n";
    page(
        RPC,
        "|ThingId|String|是|t-1|东西的标识。 |\n|Force|Boolean|否|true|是否强制。 |\n",
        "|Data|Struct| |数据。 |\n|Color|String|red|颜色。 |\n|Size|Integer|1|大小。 |\n|Total|Long|2|总数。 |",
        r#"{"Data": {"Color": "red", "Size": 1}, "Total": 2}"#,
    )
    .replace("## 示例\n", "## 示例\n\n请求示例\n\n```\nhttps://x.y/?Action=GetThing\n&ThingId=t-1\n```\n")
        + errors
}

/// The page with something else in one place.
#[track_caller]
fn damaged(from: &str, to: &str) -> String {
    let whole = whole();
    assert_eq!(whole.matches(from).count(), 1, "{from}");
    whole.replace(from, to)
}

/// The lines of a page that the findings of a rule are about.
fn lines(extraction: &Extraction, text: &str, rule: &str) -> Vec<usize> {
    let index = LineIndex::new(text);
    let found = extraction.diagnostics.iter().filter(|it| it.rule.id() == rule);
    let spans = found.flat_map(|it| {
        std::iter::once(it.span).chain(it.related.iter().map(|related| related.span))
    });
    spans.map(|span| index.line_column(span.start).0).collect()
}

/// The line of a page that holds a text.
#[track_caller]
fn line_of(text: &str, what: &str) -> usize {
    text.lines().position(|line| line.contains(what)).unwrap() + 1
}

/// Checks that a damaged page is read as the whole one is, with these findings.
#[track_caller]
fn check_same(text: &str, expected: &[&str]) {
    let (extraction, whole) = (read(text), read(&whole()));
    assert_eq!(rules(&extraction), expected, "{:#?}", extraction.diagnostics);
    assert_eq!(fields(&extraction), fields(&whole));
    let codes = |it: &Extraction| -> Vec<(Option<u16>, String)> {
        operation(it).errors.iter().map(|it| (it.http, it.code.clone())).collect()
    };
    assert_eq!(codes(&extraction), codes(&whole));
    let required = |it: &Extraction| -> Vec<bool> {
        operation(it).request.iter().map(|it| it.required).collect()
    };
    assert_eq!(required(&extraction), required(&whole));
}

/// Checks that a finding of a rule points at a line.
#[track_caller]
fn check_named(text: &str, rule: &str, line: usize) {
    let extraction = read(text);
    let lines = lines(&extraction, text, rule);
    assert!(lines.contains(&line), "{rule} at {lines:?}: {:#?}", extraction.diagnostics);
}

#[test]
fn the_whole_page_is_read_without_a_finding() {
    check_same(&whole(), &[]);
}

#[test]
fn a_row_without_its_first_bar_is_named() {
    for bar in ["", "｜"] {
        let text = damaged("|ThingId|String", &format!("{bar}ThingId|String"));
        check_named(&text, "row-outside-table", line_of(&text, "ThingId|String"));
    }
}

#[test]
fn what_stands_below_a_row_that_has_ended_may_be_its_rest() {
    let text =
        damaged("|Force|Boolean|否|true|是否强制。 |", "\n-   true：强制。\n-   false：不强制。 |");
    let extraction = read(&text);
    assert!(rules(&extraction).contains(&"row-outside-table"));
}

/// `ecs/CreateInstance`: a cell holds code between blank lines.
#[test]
fn rows_below_code_may_begin_above_it() {
    let cell = "|Force|Boolean|否|true|是否强制。\n\n```\n( ) ~\n```\n\n-   true：强制。 |";
    check_same(&damaged("|Force|Boolean|否|true|是否强制。 |", cell), &[]);
    let rest = "\n```\n( ) ~\n```\n\n-   true：强制。 |";
    let text = damaged("|Force|Boolean|否|true|是否强制。 |", rest);
    check_named(&text, "row-outside-table", line_of(&text, "( ) ~"));
}

#[test]
fn a_row_without_its_last_bar_does_not_swallow_the_next_one() {
    check_same(&damaged("|t-1|东西的标识。 |", "|t-1|东西的标识。"), &["row-unclosed"]);
    let text = damaged("|Data|Struct| |数据。 |", "|Data|Str");
    check_named(&text, "table-row-width", line_of(&text, "|Data|Str"));
}

#[test]
fn a_table_that_ends_in_the_middle_of_a_row_is_named() {
    let rest = "|Force|Boolean|否|true|是否强制。\n\n -   true：强制。\n-   false：不强制。";
    let text = damaged("|Force|Boolean|否|true|是否强制。 |", rest);
    check_named(&text, "row-unclosed", line_of(&text, "false：不强制。"));
}

#[test]
fn headings_by_other_keyboards_are_headings() {
    check_same(&damaged("## 返回数据", "＃＃ 返回数据"), &[]);
    check_same(&damaged("## 返回数据", "\u{feff}## 返回数据"), &[]);
}

#[test]
fn samples_are_known_by_the_words_above_them() {
    check_same(&damaged("## 示例\n", "## 更多\n"), &[]);
    check_same(&damaged("## 示例\n", ""), &[]);
    check_same(&damaged("正常返回示例", "正常返回"), &[]);
}

#[test]
fn fences_that_are_missing_are_named() {
    let fence = "`JSON`格式\n\n```\n{\"Data\"";
    let text = damaged(fence, "`JSON`格式\n\n{\"Data\"");
    check_named(&text, "sample-outside-code", line_of(&text, "{\"Data\""));
    assert!(rules(&read(&text)).contains(&"code-unclosed"));
    let text = damaged("&ThingId=t-1\n```\n", "&ThingId=t-1\n");
    check_named(&text, "code-unclosed", line_of(&text, "正常返回示例"));
}

#[test]
fn a_character_that_nobody_sees_is_named() {
    for character in ["\0", "\u{202e}", "\u{2066}", "\u{7f}"] {
        let text = damaged("|颜色。 |", &format!("|颜{character}色。 |"));
        check_same(&text, &["character-unseen"]);
        check_named(&text, "character-unseen", line_of(&text, "|Color|"));
        let read = format!("{:?}", operation(&read(&text)));
        assert!(!read.contains(&character.escape_debug().to_string()), "{read}");
    }
}

#[test]
fn headers_in_the_wrong_place_are_corrected_by_what_stands_below() {
    let request = "|名称|类型|是否必选|示例值|描述|";
    for wrong in [
        "|名称|类型|示例值|是否必选|描述|",
        "|名称|类型|描述|示例值|是否必选|",
        "|是否必选|类型|名称|示例值|描述|",
        "|名称|类型|是否必选|描述|示例值|",
    ] {
        check_same(&damaged(request, wrong), &["header-contradicted"; 2]);
    }
    let errors = "|HttpCode|错误码|错误信息|描述|";
    for wrong in ["|错误码|HttpCode|错误信息|描述|", "|HttpCode|错误信息|错误码|描述|"]
    {
        check_same(&damaged(errors, wrong), &["header-contradicted"; 2]);
    }
}

#[test]
fn a_name_in_the_wrong_cell_is_named() {
    let text = damaged("|Action|String|是|GetThing|", "|GetThing|String|是|Action|");
    check_named(&text, "header-contradicted", line_of(&text, "|GetThing|String"));
}

#[test]
fn cells_that_changed_places_are_named() {
    for (from, to, rule) in [
        ("|Force|Boolean|否|true|", "|Force|Boolean|true|否|", "required-unknown"),
        ("|ThingId|String|是|t-1|", "|ThingId|String|t-1|是|", "required-unknown"),
        ("|Total|Long|2|总数。 |", "|Total|Long|总数。| |", "cells-swapped"),
        ("|404|NotFound.Thing|", "|NotFound.Thing|404|", "error-row-invalid"),
        (
            "|Busy|The thing is busy.|请稍后重试。 |",
            "|请稍后重试。|The thing is busy.|Busy |",
            "error-row-invalid",
        ),
    ] {
        let text = damaged(from, to);
        check_named(&text, rule, line_of(&text, to));
    }
}

/// Reads a page beside another one that is whole.
fn read_beside_whole(text: &str) -> Extraction {
    let other = whole().replace("GetThing", "ListThings");
    let pages = [SourcePage::new("GetThing.md", text), SourcePage::new("ListThings.md", &other)];
    extract(&pages, &Specs::default())
}

#[test]
fn a_name_that_other_pages_have_is_no_example() {
    assert_eq!(rules(&read_beside_whole(&whole())), Vec::<&str>::new());
    for (from, to, name) in [
        ("|Force|Boolean|否|true|", "|Forced|Boolean|否|Force|", "Forced"),
        ("|Total|Long|2|", "|Sum|Long|Total|", "Sum"),
    ] {
        let text = damaged(from, to);
        let found = read_beside_whole(&text);
        let at = lines(&found, &text, "cells-swapped");
        assert!(at.contains(&line_of(&text, &format!("|{name}|"))), "{:#?}", found.diagnostics);
        // What other pages have, too, is a name.
        let alone = read(&text);
        assert!(!rules(&alone).contains(&"cells-swapped"), "{:#?}", alone.diagnostics);
    }
}

#[test]
fn an_error_code_that_other_pages_have_with_more_letters_is_named() {
    let torn = damaged("|404|NotFound.Thing|", "|404|NotFound.Thi|");
    let found = read_beside_whole(&torn);
    assert_eq!(rules(&found), ["error-code-torn"]);
    assert_eq!(lines(&found, &torn, "error-code-torn"), [line_of(&torn, "NotFound.Thi|")]);
    // A code that is about one thing, or about all of them, is another code.
    let other = whole().replace("GetThing", "ListThings").replace("|Busy|", "|Busys|");
    for code in ["Busy", "NotFound"] {
        let text = damaged("|400|Busy|", &format!("|400|{code}|"));
        let pages =
            [SourcePage::new("GetThing.md", &text), SourcePage::new("ListThings.md", &other)];
        assert_eq!(rules(&extract(&pages, &Specs::default())), Vec::<&str>::new(), "{code}");
    }
}

#[test]
fn a_comma_that_nothing_follows_is_named() {
    let text = damaged("\"Size\": 1}", "\"Size\": 1,}");
    check_same(&text, &["sample-comma-surplus"]);
    check_same(&damaged("\"Color\": \"red\"", "\"Color\": \"a,]\\\",}\""), &[]);
}

#[test]
fn a_column_without_a_header_that_holds_something_is_named() {
    let text = damaged("|HttpCode|错误码|错误信息|描述|", "| |错误码|错误信息|描述|");
    check_named(&text, "column-unknown", line_of(&text, "| |错误码|"));
}

#[test]
fn a_row_that_is_missing_is_named_by_the_sample_and_where_it_would_stand() {
    let text = damaged("|Size|Integer|1|大小。 |\n", "");
    check_named(&text, "sample-key-unknown", line_of(&text, "|Color|"));
    let text = damaged("|Data|Struct| |数据。 |\n", "");
    let extraction = read(&text);
    let found = extraction.diagnostics.iter().any(|it| it.rule.id().starts_with("sample-key"));
    assert!(found || rules(&extraction).contains(&"level-unlisted"), "{:?}", rules(&extraction));
    let text = damaged("|ThingId|String|是|t-1|东西的标识。 |\n", "");
    check_named(&text, "sample-parameter-unknown", line_of(&text, "|Force|"));
}

#[test]
fn a_table_that_ends_too_early_is_named_at_its_end() {
    let text = whole()
        .replace(
            "|Color|String|red|颜色。 |\n|Size|Integer|1|大小。 |\n",
            "|Color|String|red|颜色。 |\n",
        )
        .replace("\"Size\": 1", "\"Unit\": \"m\", \"Size\": 1, \"Age\": 1");
    check_named(&text, "sample-key-unknown", line_of(&text, "|Color|"));
}

#[test]
fn a_row_that_is_missing_among_sorted_ones_is_named_where_it_would_stand() {
    let rows = ["Age", "Color", "Form", "Hue", "Name", "Size", "Unit"];
    let table = |without: &str| -> String {
        let rows = rows.iter().filter(|it| **it != without);
        let rows: Vec<String> = rows.map(|name| format!("|{name}|String|a|描述。 |")).collect();
        rows.join("\n")
    };
    let shown: Vec<String> = rows.iter().rev().map(|name| format!("\"{name}\": \"a\"")).collect();
    let sample = format!("{{{}}}", shown.join(", "));
    for (missing, before) in [("Hue", "|Form|"), ("Unit", "|Size|"), ("Age", "|Color|")] {
        let text = page(RPC, "", &table(missing), &sample);
        assert_eq!(lines(&read(&text), &text, "sample-key-unknown")[1..], [line_of(&text, before)]);
    }
}

#[test]
fn a_table_without_rows_is_named() {
    let text = page(RPC, "", "", SAMPLE);
    let found = read(&text);
    let header = text.lines().position(|line| line == "|名称|类型|示例值|描述|").unwrap() + 1;
    assert_eq!(lines(&found, &text, "table-not-of-fields"), [header]);
}

#[test]
fn a_list_without_the_element_row_that_others_have_is_named() {
    let rows = |element: &str| {
        format!(
            "|Parts|Array of Part| |部分。 |\n|Part| | | |\n|Name|String|a|名称。 |\n\
             |Tags|Array of Tag| |标签。 |\n{element}|TagKey|String|k|标签键。 |"
        )
    };
    let sample = r#"{"Parts": {"Part": [{"Name": "a"}]}}"#;
    let found = |element: &str| {
        let text = page(RPC, "", &rows(element), sample);
        let found = read(&text);
        found.diagnostics.iter().any(|it| it.message.contains("`Tags` has none"))
    };
    assert!(!found("|Tag| | | |\n"));
    assert!(found(""));
}

#[test]
fn a_named_list_that_lost_its_rows_is_named_without_a_sample_too() {
    let list = |ty: &str| {
        page(RPC, "", &format!("|Size|Integer|1|大小。 |\n|Parts|{ty}| |部分。 |"), SAMPLE)
    };
    let named = list("Array of Part");
    check_named(&named, "struct-empty", line_of(&named, "|Parts|"));
    assert_eq!(rules(&read(&list("Array"))), [""; 0]);
}

#[test]
fn a_name_that_several_pages_have_with_more_letters_is_named() {
    let torn =
        damaged("|ThingId|String|是|", "|ThingI|String|是|").replace("&ThingId=", "&ThingI=");
    let others: Vec<String> = ["ListThings", "PutThing", "CutThing"]
        .iter()
        .map(|it| whole().replace("GetThing", it))
        .collect();
    let found = |others: &[String]| {
        let other = |(index, text): (usize, &String)| SourcePage::new(format!("{index}.md"), text);
        let mut pages: Vec<SourcePage> = others.iter().enumerate().map(other).collect();
        pages.push(SourcePage::new("GetThing.md", &torn));
        lines(&extract(&pages, &Specs::default()), &torn, "name-damaged")
    };
    assert_eq!(found(&others), [line_of(&torn, "|ThingI|")]);
    // Two may have a name of their own.
    assert_eq!(found(&others[..2]), [0; 0]);
}

#[test]
fn a_struct_that_lost_its_rows_is_named() {
    let text = damaged("|Color|String|red|颜色。 |\n|Size|Integer|1|大小。 |\n", "");
    check_named(&text, "struct-empty", line_of(&text, "|Data|"));
}

#[test]
fn rows_that_stand_there_twice_are_one() {
    for row in [
        "|404|NotFound.Thing|The thing was not found.|没有这个东西。 |\n",
        "|Data|Struct| |数据。 |\n",
        "|Color|String|red|颜色。 |\n",
        "|ThingId|String|是|t-1|东西的标识。 |\n",
    ] {
        check_same(&damaged(row, &format!("{row}{row}")), &["field-repeated"]);
    }
    check_same(
        &damaged(
            "|Color|String|red|颜色。 |",
            "|Color|String|red|颜色\n|Color|String|red|颜色。 |",
        ),
        &["row-unclosed", "field-repeated"],
    );
}

#[test]
fn errors_are_known_by_their_columns_whatever_the_heading_says() {
    check_same(&damaged("## 错误码", "## 附录"), &[]);
    check_same(&damaged("## 错误码\n", ""), &[]);
}

#[test]
fn a_link_that_cannot_be_read_is_named() {
    let text = damaged("2020-01-01)", "2020-01-01");
    check_named(&text, "link-broken", line_of(&text, "api=GetThing"));
    let text = damaged("version=2020-01-01", "version=2020－01-01");
    check_named(&text, "identity-incomplete", line_of(&text, "api=GetThing"));
}

#[test]
fn json_by_other_keyboards_is_json() {
    for example in ["［\"a\", \"b\"］", "\\[“a\", \"b\"\\]", "\\[\"a\"，\"b\"\\]"] {
        let text = page(RPC, &format!("|Ids|String|否|{example}|标识。 |\n"), SIZE, SAMPLE);
        assert_eq!(fields(&read(&text))[0], "Ids json<array<string>>", "{example}");
    }
    check_same(
        &damaged("{\"Data\": {\"Color\"", "｛\"Data\": ｛\"Color\"").replace("1}, \"T", "1｝, \"T"),
        &[],
    );
}

#[test]
fn a_request_syntax_without_its_heading_is_read() {
    let roa = page("&type=ROA&version=2020-01-01", "", SIZE, SAMPLE)
        .replace("## 请求参数", "## 请求语法\n\n```\nGET /things HTTP/1.1\n```\n\n## 请求参数");
    for text in [roa.replace("## 请求语法\n", ""), roa.replace("请求语法", "语法")] {
        assert_eq!(operation(&read(&text)).style.to_string(), "roa GET /things");
    }
    let text = roa.replace("GET /things", "GET ／things");
    let extraction = read(&text);
    assert_eq!(rules(&extraction), ["request-syntax-missing"]);
    assert_eq!(lines(&extraction, &text, "request-syntax-missing"), [line_of(&text, "／things")]);
}
