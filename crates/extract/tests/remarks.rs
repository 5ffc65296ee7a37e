//! What a page says of its operation in words, above its parameters.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use support::{RPC, operation, page, read};

/// The summary and the description of a page with this below its title.
fn words(below_title: &str) -> (String, String) {
    let text = page(RPC, "", "|Size|Integer|1|大小。 |", r#"{"Size": 1}"#);
    let extraction = read(&text.replace("Gets a thing.\n", below_title));
    let operation = operation(&extraction);
    (operation.summary.clone(), operation.description.clone())
}

#[test]
fn all_paragraphs_below_the_title_are_kept() {
    let (summary, description) = words(
        "Gets a [thing](~~1~~).\n\n**** \n\n**Note:** One at a time.\n\n-   a\n-   b\n\n\
         ## 接口说明\n\nMore.\n",
    );
    assert_eq!(summary, "Gets a thing.");
    assert_eq!(description, "**Note:** One at a time.\n\n- a\n- b\n\nMore.");
}

#[test]
fn a_paragraph_that_repeats_the_summary_is_no_description() {
    let (summary, description) = words("Gets a thing.\n\nGets a thing.\n");
    assert_eq!((summary.as_str(), description.as_str()), ("Gets a thing.", ""));
}

#[test]
fn words_of_other_sections_are_no_description() {
    let (_, description) = words("Gets a thing.\n\n## 调试\n\nTry it.\n");
    assert_eq!(description, "");
}

#[test]
fn a_table_that_explains_is_part_of_the_description() {
    let (_, description) = words(
        "Gets a thing.\n\nKinds:\n\n|Type\n\n|Note |\n|--|--|\n|a\\_b\n\n|One.\n\nTwo. |\n|c\\|d\n\n|`e\\|f` |\n\n\
         That is all.\n",
    );
    assert_eq!(
        description,
        "Kinds:\n\n| Type | Note |\n|---|---|\n| a_b | One. Two. |\n| c\\|d | `e\\|f` |\n\nThat is all."
    );
}

#[test]
fn a_table_of_fields_is_no_part_of_the_description() {
    let (_, description) =
        words("Gets a thing.\n\n|Name|Type|Note|\n|--|--|--|\n|Size|Integer|How big. |\n");
    assert_eq!(description, "");
}
