//! Headings, paragraphs, lists and links outside of tables.

use apigen_markdown::{Block, Paragraph, parse};

use crate::outline::check;

#[test]
fn headings_lose_their_attribute_and_marks() {
    check("# GetThing", "h1: GetThing");
    check("## 请求参数 {#RequestParameter .section}", "h2: 请求参数");
    check(
        "## 示例 { .section}\n##\u{a0}Two ##\n## C#\n###### a\\_b `c`",
        "h2: 示例\nh2: Two\nh2: C#\nh6: a_b c",
    );
    check("## Get {Id}\n", "h2: Get {Id}");
    check("#no\n\n####### no\n\n    # no", "text: #no\ntext: ####### no\ncode: # no");
}

#[test]
fn underlined_headings_are_headings() {
    check(
        "GetThing {#title}\n=====\n\n调试 {#api-explorer}\n---\n\ntext\n",
        "h1: GetThing\nh2: 调试\ntext: text",
    );
}

#[test]
fn paragraphs_are_plain_text_with_their_links() {
    check(
        "调用[**GetThing**](https://example.com/#product=A&api=GetThing)\n查询 `a|b`。\n\n[您可以](~~12345~~)\n",
        "text: 调用GetThing 查询 a|b。
         link: GetThing -> https://example.com/#product=A&api=GetThing
         text: 您可以
         link: 您可以 -> ~~12345~~",
    );
}

#[test]
fn a_line_that_only_divides_says_nothing() {
    check("a\n\n---\n\n****\n\nb", "text: a\ntext: b");
}

#[track_caller]
fn paragraph(text: &str) -> Paragraph {
    let page = parse(text);
    let [Block::Paragraph(paragraph)] = &page.blocks[..] else { panic!("{page:#?}") };
    paragraph.clone()
}

#[test]
fn lists_and_quotes_stay_in_the_doc() {
    assert_eq!(paragraph("- a").doc, "- a");
    assert_eq!(
        paragraph("-   a\n-   b\n    1.  c\n\n        more\n").doc,
        "- a\n- b\n\n  1. c\n\n     more"
    );
    assert_eq!(paragraph("> a\n> b\n").doc, "> a\n> b");
}

#[test]
fn spans_of_links_point_at_the_link() {
    let text = "见 [甲](x) 与 <https://example.com>。";
    let links = paragraph(text).links;
    let written: Vec<&str> = links.iter().map(|link| link.span.of(text)).collect();
    assert_eq!(written, ["[甲](x)", "<https://example.com>"]);
}

#[test]
fn html_is_text() {
    assert_eq!(paragraph("<div>a</div>").text, "<div>a</div>");
    assert_eq!(paragraph("<div>a</div>").doc, "\\<div>a\\</div>");
}

#[test]
fn a_heading_has_the_id_that_links_on_its_page_use() {
    let ids: Vec<Option<String>> = parse(
        "## A {#first .section}\n\n## B { .section}\n\n## C\n\nD {#fourth}\n---\n\n## E {#}\n",
    )
    .blocks
    .into_iter()
    .map(|block| match block {
        Block::Heading(heading) => heading.id,
        other => panic!("a heading: {other:#?}"),
    })
    .collect();
    let expected = [Some("first"), None, None, Some("fourth"), None];
    assert_eq!(ids, expected.map(|id| id.map(str::to_owned)));
}
