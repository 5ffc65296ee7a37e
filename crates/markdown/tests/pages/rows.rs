//! Where rows end, and what becomes of rows that do not fit.

use apigen_markdown::{Block, RowWidth, Span, Table, parse};

use crate::outline::{check, row};

const HEAD: &str = "|Name|Type|Note|\n|--|--|--|\n";

#[track_caller]
fn check_rows(rows: &str, expected: &str) {
    check(&format!("{HEAD}{rows}"), &format!("table: Name ; Type ; Note\n{expected}"));
}

#[test]
fn a_row_goes_on_over_blank_lines_to_a_bar_at_its_end() {
    check_rows(
        "|Kind|String|种类：\n\n -   a：甲\n-   b：乙 |\n|Size|Integer|大小。\n\n 默认值：1\n\n |\n",
        "row: Kind ; String ; 种类： a：甲 b：乙
         row: Size ; Integer ; 大小。 默认值：1",
    );
}

#[test]
fn an_escaped_bar_is_text_and_a_bar_in_code_is_none() {
    check_rows(
        "|Kind|String|one \\| two|\n|Size|`a|b`|\n",
        "row: Kind ; String ; one | two
         row: Size ; `a ; b`",
    );
}

#[test]
fn a_short_row_is_padded_if_another_follows_or_the_table_ends() {
    check_rows(
        "|Size|Integer|\n|Kind|String|What.|\n|Last|\n",
        "row: Size ; Integer ;  (short: 2)
         row: Kind ; String ; What.
         row: Last ;  ;  (short: 1)",
    );
}

#[test]
fn the_next_cell_of_a_row_may_begin_on_a_later_line() {
    check_rows(
        "|Size|Integer|\nHow big.|\n|Kind|String|What.|\n",
        "row: Size ; Integer ; How big.\nrow: Kind ; String ; What.",
    );
    check_rows("|Size|\n\n Integer|How big.|\n", "row: Size ; Integer ; How big.");
}

#[test]
fn empty_cells_too_many_are_dropped() {
    check_rows(
        "|Size|Integer|How big.| |\n|Kind|String|What.|||\n",
        "row: Size ; Integer ; How big.\nrow: Kind ; String ; What.",
    );
}

#[test]
fn surplus_cells_are_folded_into_the_last_column() {
    check_rows(
        "|Kind|String|One of: a | b |c|\n|Size|Integer|How big.|\n",
        "row: Kind ; String ; One of: a | b |c (surplus: 5)
         row: Size ; Integer ; How big.",
    );
}

#[test]
fn a_late_bar_ends_a_row_that_had_too_many() {
    check_rows(
        "|Kind|String|One of: a | b |\n\n|\n|Size|Integer|How big.|\n",
        "row: Kind ; String ; One of: a | b (surplus: 4)
         row: Size ; Integer ; How big.",
    );
    // A row of the right width is complete, and a blank line ends the table.
    check_rows("|Kind|String|What.|\n\n|\n", "row: Kind ; String ; What.\ntext: |");
}

#[test]
fn a_heading_stops_an_open_row_and_the_rest_is_prose() {
    check_rows(
        "|Size|Integer|\n\nSome prose.\n\n|Kind|\n## Next\n\n|Kind\n",
        "row: Size ; Integer ; Some prose. |Kind (surplus: 4)
         h2: Next
         text: |Kind",
    );
    check_rows(
        "|Size|Integer|\n\nSome prose.\n\n## Next\n",
        "row: Size ; Integer ;  (short: 2)
         text: Some prose.
         h2: Next",
    );
    check_rows("|Size|Integer\n## Next\n", "row: Size ; Integer ;  (short: 2)\nh2: Next");
}

#[test]
fn a_row_that_nothing_closes_ends_at_the_first_gap() {
    check_rows(
        "|Size|Integer\n more\n\nSome prose.\n",
        "row: Size ; Integer more ;  (short: 2)\ntext: Some prose.",
    );
}

#[test]
fn the_next_table_stops_a_short_last_row() {
    check_rows(
        "|Size|Integer|\n\n|A|B|C|D|\n|-|-|-|-|\n|1|2|3|4|\n",
        "row: Size ; Integer ;  (short: 2)
         table: A ; B ; C ; D
         row: 1 ; 2 ; 3 ; 4",
    );
}

fn table(text: &str) -> Table {
    let page = parse(text);
    let Some(Block::Table(table)) = page.blocks.first() else { panic!("a table: {page:#?}") };
    table.clone()
}

#[test]
fn surplus_cells_can_be_folded_into_another_column() {
    let text = "|Code|Message|HTTP|Note|\n|--|--|--|--|\n|Bad.Size|One of 1|2|3.|403|大小不对。|\n";
    let surplus = &table(text).rows[0];
    assert_eq!(row(surplus), "Bad.Size ; One of 1 ; 2 ; 3.|403|大小不对。 (surplus: 6)");
    let refolded = surplus.refold(1);
    assert_eq!(row(&refolded), "Bad.Size ; One of 1|2|3. ; 403 ; 大小不对。 (surplus: 6)");
    for cell in refolded.cells.iter().chain(&surplus.cells) {
        assert_eq!(cell.span.of(text), cell.raw());
    }
    assert_eq!(
        row(&refolded.refold(0)),
        "Bad.Size|One of 1|2 ; 3. ; 403 ; 大小不对。 (surplus: 6)"
    );
    assert_eq!(&refolded.refold(3), surplus);
    assert_eq!(surplus.refold(4), *surplus, "no such column");
}

#[test]
fn a_row_that_fits_is_not_refolded() {
    let exact = &table("|A|B|\n|-|-|\n|1|2|\n").rows[0];
    assert_eq!((exact.width, exact.refold(0)), (RowWidth::Exact, exact.clone()));
}

#[test]
fn spans_point_at_what_is_written() {
    let text = "前文\n\n  |Name | Note|\n|--|--|\n|`a` |\u{a0}大小。\n\n b |\n|c|\n";
    let table = table(text.get("前文\n\n".len()..).unwrap());
    let at = |span: Span| span.of(text.get("前文\n\n".len()..).unwrap());
    assert_eq!(at(table.header.span), "|Name | Note|");
    assert_eq!(at(table.header.cells[1].span), "Note");
    assert_eq!(at(table.rows[0].span), "|`a` |\u{a0}大小。\n\n b |");
    assert_eq!(at(table.rows[0].cells[0].span), "`a`");
    assert_eq!(at(table.rows[0].cells[1].span), "大小。\n\n b");
    assert_eq!(at(table.rows[1].cells[1].span), "");
    assert_eq!(
        (table.span.start, table.span.end),
        (table.header.span.start, table.rows[1].span.end)
    );
}
