//! The readings of a cell.

use crate::outline::cell;

#[track_caller]
fn check_text(raw: &str, expected: &str) {
    assert_eq!(cell(raw).text(), expected, "{raw:?}");
}

#[track_caller]
fn check_doc(raw: &str, expected: &str) {
    assert_eq!(cell(raw).doc(), expected, "{raw:?}");
}

#[test]
fn text_is_unescaped() {
    check_text(r"error\_message", "error_message");
    check_text(r"i-abc\*\*\*\*", "i-abc****");
    check_text(r#"\{"a":\["b\|c"\]\} \(d\)"#, r#"{"a":["b|c"]} (d)"#);
    check_text(r"\<Size\> &lt;x&gt;", "<Size> <x>");
}

#[test]
fn text_has_no_marks() {
    check_text("**说明：** `a` *b* [c](~~1~~) ![d](e)", "说明： a b c d");
    check_text("取值：\n\n -   a：甲\n-   b：乙\n\n默认值：a", "取值： a：甲 b：乙 默认值：a");
}

#[test]
fn blanks_that_do_not_look_like_any_are_blanks() {
    check_text("\u{feff}\u{200b}a\u{a0}b\u{200b}c\u{a0}\u{200b}", "a bc");
    assert_eq!(cell("\u{a0}\u{200b}a\u{a0}").raw(), "a");
    check_doc("取值：\n\n\u{a0}-\u{a0} \u{a0}a\n- \u{a0} b", "取值：\n\n- a\n- b");
}

#[test]
fn a_value_on_one_line_begins_no_list_quote_or_heading() {
    for value in
        ["-1", "- 1", ">0", "> 0", "# a", "1.", "2. b", "+ c", "===", "---", "~~~", "[a]: b"]
    {
        check_text(value, value);
    }
    check_text("-", "-");
    check_text("-   one item", "one item");
    for (value, doc) in
        [("> 0", "\\> 0"), ("- 1", "\\- 1"), ("# a", "\\# a"), ("1.", "1\\."), ("2. b", "2\\. b")]
    {
        check_doc(value, doc);
    }
}

#[test]
fn raw_tags_are_text() {
    check_text("<Thing>\n<br>", "<Thing> <br>");
    check_doc("名称`<Thing>`为<Thing>\n\n<Size>", "名称`<Thing>`为\\<Thing>\n\n\\<Size>");
    check_doc("a <!-- b\n\nc", "a \\<!-- b\n\nc");
    check_doc(r"a \<Thing\>", r"a \<Thing>");
}

#[test]
fn document_numbers_become_links_and_relative_links_text() {
    check_doc(
        "见[甲](~~25609~~)。",
        "见[甲](https://help.aliyun.com/document_detail/25609.html)。",
    );
    check_doc(
        "见[甲](~~25609#section-x~~)。",
        "见[甲](https://help.aliyun.com/document_detail/25609.html#section-x)。",
    );
    check_doc("见[甲](../b/c.md#)、[乙](#d)。", "见甲、乙。");
    check_doc("See [A](API Reference/Get Thing.md#), [B](../x \\(new\\).md).", "See A, B.");
    check_text("See [A](API Reference/Get Thing.md#).", "See A.");
    check_doc("Look\\![A](~~1~~)", "Look\\![A](https://help.aliyun.com/document_detail/1.html)");
    check_doc("[a b](https://example.com/x%20y?(z))", "[a b](https://example.com/x%20y?%28z%29)");
}

#[test]
fn brackets_that_are_no_link_are_escaped() {
    check_doc("取值范围：\\[1, 9\\]、[a]、[b][c]", "取值范围：\\[1, 9\\]、\\[a\\]、\\[b\\]\\[c\\]");
}

#[test]
fn bare_addresses_become_links() {
    check_doc("见http://example.com/a_b。", "见<http://example.com/a_b>。");
    check_doc("at https://example.com, or", "at <https://example.com>, or");
    check_doc("不能以http://和https://开头", "不能以http://和https://开头");
    check_doc(
        "[http://example.com](https://example.com)",
        "[http://example.com](https://example.com)",
    );
    check_doc("<https://example.com/?a=b&c*>", "<https://example.com/?a=b&c*>");
    check_doc(
        "[<https://a.b>](~~1~~)",
        "[https://a.b](https://help.aliyun.com/document_detail/1.html)",
    );
    check_doc("[http://example.com](../a.md)", "<http://example.com>");
}

#[test]
fn marks_stay_text_where_they_were_text() {
    check_doc(r"a\*b \_c\_ d\_e 1 \& 2 &amp;amp;", r"a\*b \_c\_ d_e 1 & 2 \&amp;");
    check_doc("a\n\\- b\n\\+ c\n\\# d\n1\\. e", "a\n\\- b\n\\+ c\n\\# d\n1\\. e");
    check_doc("a \\~\\~b\\~\\~", "a \\~\\~b\\~\\~");
    check_doc("a\n\\|--\\|", "a\n\\|--|");
}

#[test]
fn lists_lose_their_odd_indentation() {
    check_doc(
        "种类：\n\n -   a：\n    -   c\n    -   d\n-   b：乙\n\n默认值：a",
        "种类：\n\n- a：\n  - c\n  - d\n- b：乙\n\n默认值：a",
    );
}

#[test]
fn a_list_glued_to_a_sentence_is_divided_from_it() {
    check_doc("取值：-   a：甲\n-   b：乙", "取值：\n\n- a：甲\n- b：乙");
    check_text("取值：-   a：甲\n-   b：乙", "取值： a：甲 b：乙");
    // Nothing follows that makes it a list.
    check_doc("从1-   9", "从1-   9");
}

#[test]
fn notes_stay_bold() {
    check_doc("大小。\n\n **说明：** 见`a`。", "大小。\n\n**说明：** 见`a`。");
    check_doc("大小。\n\n**Note:** See *b*.", "大小。\n\n**Note:** See *b*.");
}

#[test]
fn emphasis_stays_emphasis_beside_other_marks() {
    check_doc("见[**（甲）**](../a.md)了", "见 **（甲）** 了");
    check_doc("[**a**](../a.md)[*b*](../b.md)c", "**a** *b*c");
    check_doc("***a** b* *c **d***", "***a** b* *c **d***");
    check_doc("取值：**1**~**50**，**（x）**。", "取值：**1**~**50**，**（x）**。");
    check_doc("见**http://a.b**了", "见 **<http://a.b>** 了");
    check_doc("a **![](b)** c", "a  c");
}

#[test]
fn code_in_a_cell_is_never_taken_for_rust() {
    check_doc("例：\n\n```\na | b\n```\n\n完", "例：\n\n```text\na | b\n```\n\n完");
    check_doc("例：```\na\n```\n完", "例：\n\n```text\na\n```\n\n完");
    check_doc("```rust\nfn a() {}\n```", "```text\nfn a() {}\n```");
    check_doc("a\n\n``` {#codeblock_a .language-json}\n{}\n```", "a\n\n```json\n{}\n```");
    check_doc("a\n\n        b c", "a\n\n```text\n    b c\n```");
}

#[test]
fn code_spans_keep_their_backticks_and_bars() {
    check_doc("`` a`b ``", "``a`b``");
    check_doc("`` `a ``", "`` `a ``");
    check_doc("`a\\|b`", "`a|b`");
    check_text("`a\\|b`", "a|b");
}

#[test]
fn em_spaces_before_the_content_are_counted() {
    assert_eq!(cell("\u{2003}\u{2003}└Name").indent(), 2);
    assert_eq!(cell(" \u{2003} \u{2003}\u{a0}Name ").indent(), 2);
    assert_eq!(cell("  Name\u{2003}").indent(), 0);
    assert_eq!(cell("\u{2003}\u{2003}└Name").text(), "└Name");
}
