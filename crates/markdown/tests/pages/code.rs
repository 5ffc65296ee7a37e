//! Fences on their own and inside of rows.

use crate::outline::check;

#[test]
fn code_keeps_its_lines_and_its_info() {
    check("```json\n{\n  \"a\": 1\n\n}\n```\n", "code: json {⏎  \"a\": 1⏎⏎}");
    check("``` {#json_return_success_demo}\n{}\n```", "code: {#json_return_success_demo} {}");
    check("~~~\n```\n~~~\n", "code: ```");
    check("````\n```\n````\n", "code: ```");
    check("```\n```\n", "code:");
}

#[test]
fn indented_fences_count_and_their_indentation_goes() {
    check(
        "-   so:\n\n    ```\n    {\n      1\n    ```\n\nend",
        "text: so:\ncode: {⏎  1\ntext: end",
    );
}

#[test]
fn a_code_span_of_three_backticks_opens_no_fence() {
    check("```a``` is\n\nb\n", "text: a is\ntext: b");
}

#[test]
fn headings_and_tables_in_code_are_code() {
    check("```\n# a\n|Name|Type|\n|--|--|\n```\n# b\n", "code: # a⏎|Name|Type|⏎|--|--|\nh1: b");
}

#[test]
fn code_that_nothing_closes_ends_with_the_section() {
    check("```\na\n\n## Next\n\n```\nb\n```\n", "code: a⏎\nh2: Next\ncode: b");
    check("```\na\n", "code: a");
}

#[test]
fn bars_in_the_code_of_a_row_divide_nothing() {
    check(
        "|Name|Note|\n|--|--|\n|Script|A script:\n\n```\na | b |\n\n|c|\n```\n\nend |\n|Size|大小。 |\n",
        "table: Name ; Note
         row: Script ; A script: a | b | |c| end
         row: Size ; 大小。",
    );
}

#[test]
fn the_bar_of_a_row_may_stand_behind_the_closing_fence() {
    check(
        "|Name|Note|\n|--|--|\n|Script|A script: ```\na | b\n``` |\n|Size|大小。 |\n",
        "table: Name ; Note
         row: Script ; A script: a | b
         row: Size ; 大小。",
    );
}

#[test]
fn a_fence_in_a_row_that_nothing_closes_is_none() {
    check(
        "|Name|Note|\n|--|--|\n|Script|A script: ```\na |\n|Size|大小。 |\n## Next\n```\n```\n",
        "table: Name ; Note
         row: Script ; A script: ``` a
         row: Size ; 大小。
         h2: Next
         code:",
    );
}
