//! Where tables begin and end.

use crate::outline::check;

#[test]
fn a_row_on_each_line() {
    check(
        "## 返回数据\n\n|名称|类型|描述|\n|--|:--|---|\n|Size|Integer|大小。 |\n|Kind|String| |\n\n后文",
        "h2: 返回数据
         table: 名称 ; 类型 ; 描述
         row: Size ; Integer ; 大小。
         row: Kind ; String ;
         text: 后文",
    );
}

#[test]
fn a_cell_on_each_line_header_too() {
    check(
        "|Name\n\n|Type\n\n|Note |\n|----|----|----|\n|Size\n\n|Integer\n\n|How big. |\n\
         |Kind\n\n| |What it is. |\n",
        "table: Name ; Type ; Note
         row: Size ; Integer ; How big.
         row: Kind ;  ; What it is.",
    );
}

#[test]
fn a_table_without_delimiter_row_needs_a_known_first_word() {
    check(
        "|参数|类型|描述|\n|Size|Integer|大小。|\n",
        "table without delimiter: 参数 ; 类型 ; 描述
         row: Size ; Integer ; 大小。",
    );
    check(
        "| **Parameter** |Type|\n|Size|Integer|",
        "table without delimiter: Parameter ; Type\nrow: Size ; Integer",
    );
    check("|甲|乙|丙|\n|Size|Integer|大小。|\n", "text: |甲|乙|丙| |Size|Integer|大小。|");
}

#[test]
fn a_table_without_delimiter_row_does_not_reach_for_that_of_the_next() {
    check(
        "|参数|类型|描述|\n|Size|Integer|大小。|\n\n|名称|类型|\n|--|--|\n|Kind|String|\n",
        "table without delimiter: 参数 ; 类型 ; 描述
         row: Size ; Integer ; 大小。
         table: 名称 ; 类型
         row: Kind ; String",
    );
}

#[test]
fn lines_above_a_header_are_no_part_of_it() {
    check(
        "|see below|\n\n|Name|Type|\n|--|--|\n|Size|Integer|\n",
        "text: |see below|
         table: Name ; Type
         row: Size ; Integer",
    );
}

#[test]
fn a_header_on_one_line_counts_whatever_its_width() {
    check(
        "|A|B||\n|--|--|\n|1|2|\n\n|A|B|C|\n|--|--|\n\n|A|\n|--|--|\n",
        "table: A ; B
         row: 1 ; 2
         table: A ; B|C (surplus: 3)
         table: A ;  (short: 1)",
    );
}

#[test]
fn an_indented_table_is_no_code() {
    check(
        "    |Name|Type|\n    |--|--|\n    |Size|Integer|\n",
        "table: Name ; Type\nrow: Size ; Integer",
    );
}

#[test]
fn a_line_without_a_bar_ends_the_table() {
    check(
        "|Name|Type|\n|--|--|\n|Size|Integer|\ntext\n|Kind|String|\n",
        "table: Name ; Type
         row: Size ; Integer
         text: text |Kind|String|",
    );
}

#[test]
fn a_delimiter_row_alone_is_text() {
    check("|--|--|\n|a|b|\n", "text: |--|--| |a|b|");
}

#[test]
fn more_columns_than_a_page_can_have_make_no_table() {
    let text = format!("{}|\n{}|\n|x|\n", "|a".repeat(25), "|-".repeat(25));
    let page = apigen_markdown::parse(&text);
    assert!(matches!(page.blocks[..], [apigen_markdown::Block::Paragraph(_)]), "{page:#?}");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let unix =
        "## 参数\n\n|Name|Note|\n|--|--|\n|Size|大小：\n\n -   a\n-   b\n\n |\n\n```\nx\ny\n```\n";
    let expected = "h2: 参数
         table: Name ; Note
         row: Size ; 大小： a b
         code: x⏎y";
    check(unix, expected);
    check(&format!("\u{feff}{}", unix.replace('\n', "\r\n")), expected);
}

#[test]
fn a_row_that_lost_its_last_bar_ends_where_the_next_one_begins() {
    check(
        "|Name|Type|Note|\n|--|--|--|\n|Size|Integer|How big.\n|Kind|String|What.\n|Age|Lo\n|Color|String|Which. |\n",
        "table: Name ; Type ; Note
         row: Size ; Integer ; How big.
         row: Kind ; String ; What. |Age|Lo (surplus: 5)
         row: Color ; String ; Which.",
    );
}
