//! One test per clue: rows and a sample in, the tree out.

use super::{Root, RowClues, Shape, place};
use crate::witness::TOP;
use crate::{sample, type_cell};

/// The rows of the answer itself.
const ROOT: Root<'_> = Root { node: Some(Shape::ROOT), container: TOP };

/// Places rows, given as `name|type` or `name|type|example` lines, and draws the tree; `?` marks a row in doubt.
fn tree(rows: &str, sample: &str) -> String {
    let rows: Vec<_> = rows
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, rest) = line.split_once('|').unwrap();
            let (ty, example) = rest.split_once('|').unwrap_or((rest, ""));
            (
                name.trim_start_matches('└'),
                name.starts_with('└'),
                type_cell::read(ty, false).unwrap(),
                !example.is_empty(),
            )
        })
        .collect();
    let clues: Vec<_> = rows
        .iter()
        .map(|(name, marked, declared, has_value_example)| RowClues {
            name,
            declared,
            marked: *marked,
            depth: None,
            has_value_example: *has_value_example,
            own_table: None,
        })
        .collect();
    let shape = sample::read(sample).as_ref().map(Shape::of_json);
    let placements = place(&clues, shape.as_ref(), None, ROOT);
    assert_eq!(placements.len(), rows.len());
    let lines: Vec<String> = placements
        .iter()
        .zip(&rows)
        .map(|(placement, (name, ..))| {
            let ancestors =
                std::iter::successors(placement.parent.row(), |row| placements[*row].parent.row());
            let indent = "  ".repeat(ancestors.count());
            let doubt = if placement.rival.is_some() { "?" } else { "" };
            let wrapper = placement.hidden_wrapper.as_deref();
            let wrapper = wrapper.map(|it| format!(" ({it})")).unwrap_or_default();
            format!("{indent}{name}{wrapper}{doubt}")
        })
        .collect();
    lines.join("\n")
}

/// Compares the tree with `expected`, whose lines may all be indented alike.
#[track_caller]
fn check(rows: &str, sample: &str, expected: &str) {
    let lines: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = lines.first().map_or(0, |line| line.len() - line.trim_start().len());
    let expected: Vec<&str> = lines.iter().map(|line| &line[indent..]).collect();
    assert_eq!(tree(rows, sample), expected.join("\n"));
}

#[test]
fn the_sample_decides() {
    check(
        "Code|String
        Data|Struct
        List|Array of Item
        City|String
        Number|String
        PageNumber|Integer
        HttpStatusCode|Integer",
        r#"{"HttpStatusCode": "200", "Code": "OK",
            "Data": {"PageNumber": 1, "List": [{"City": "a", "Number": "1"}]}}"#,
        "
        Code
        Data
          List
            City
            Number
          PageNumber
        HttpStatusCode
        ",
    );
}

#[test]
fn a_row_that_the_sample_lacks_follows_its_neighbours() {
    check(
        "Data|Struct
        Age|Integer
        Name|String
        Size|Integer
        RequestId|String",
        r#"{"Data": {"Age": 1, "Size": 2}, "RequestId": "r"}"#,
        "
        Data
          Age
          Name
          Size
        RequestId
        ",
    );
}

#[test]
fn a_container_that_the_sample_lacks_does_not_swallow_what_comes_after() {
    check(
        "Extra|Struct
        Depth|Integer
        Name|String
        RequestId|String",
        r#"{"Name": "n", "RequestId": "r"}"#,
        "
        Extra
          Depth
        Name
        RequestId
        ",
    );
}

#[test]
fn order_breaks_a_tie() {
    check(
        "Data|Struct
        Zip|String
        Extra|String",
        "",
        "
        Data
          Zip
        Extra
        ",
    );
}

#[test]
fn a_row_that_fits_two_structs_is_in_doubt() {
    check(
        "Alpha|Struct
        Beta|String
        Gamma|String",
        "",
        "
        Alpha
          Beta
          Gamma?
        ",
    );
}

#[test]
fn no_struct_has_a_name_twice() {
    check(
        "Alpha|Struct
        Name|String
        Name|String",
        "",
        "
        Alpha
          Name
        Name
        ",
    );
}

#[test]
fn a_list_holds_no_rows_and_a_struct_does() {
    check(
        "Ids|List
        Name|String
        Zone|Struct
        Zip|String",
        "",
        "
        Ids
        Name
        Zone
          Zip
        ",
    );
}

#[test]
fn an_element_row_stands_below_its_array() {
    check(
        "Things|Array of Thing
        Thing|
        Name|String
        Total|Long",
        r#"{"Things": {"Thing": [{"Name": "n"}]}, "Total": 1}"#,
        "
        Things
          Thing
            Name
        Total
        ",
    );
}

#[test]
fn an_element_row_stands_for_its_array_where_the_sample_lacks_it() {
    check(
        "Data|Struct
        Calls|Array of Call
        Call|
        Age|Integer
        Zip|String
        Total|Long",
        r#"{"Data": {"Calls": [{"Age": 1, "Zip": "z"}], "Total": 1}}"#,
        "
        Data
          Calls
            Call
              Age
              Zip
          Total
        ",
    );
}

#[test]
fn a_wrapper_that_only_the_sample_shows_is_named() {
    check(
        "Ids|List
        Things|Array of Thing
        Name|String",
        r#"{"Ids": {"Id": ["a"]}, "Things": {"Thing": [{"Name": "n"}]}}"#,
        "
        Ids (Id)
        Things (Thing)
          Name
        ",
    );
}

#[test]
fn a_depth_mark_says_not_top_level() {
    check(
        "Alpha|Struct
        └Beta|String
        Gamma|String",
        "",
        "
        Alpha
          Beta
        Gamma
        ",
    );
}

#[test]
fn a_struct_may_have_a_field_of_its_own_name() {
    check(
        "Types|Struct
        Types|String
        Zone|String",
        r#"{"Types": {"Types": "t"}, "Zone": "z"}"#,
        "
        Types
          Types
        Zone
        ",
    );
}

#[test]
fn no_row_stands_below_a_list_of_scalars() {
    check(
        "People|
        Tag|String
        Times|
        Time|
        Zone|String",
        r#"{"People": [{"Tag": "a", "Times": ["1", "2"]}]}"#,
        "
        People
          Tag
          Times
        Time
          Zone?
        ",
    );
}

#[test]
fn an_element_row_may_name_what_the_sample_leaves_out_of_a_list_of_scalars() {
    check(
        "Kinds|Array
        Kind|
        Zone|String",
        r#"{"Kinds": ["red"], "Zone": "z"}"#,
        "
        Kinds
          Kind
        Zone
        ",
    );
}

#[test]
fn the_first_field_of_an_element_is_no_element_row() {
    check(
        "Things|
        Thing|
        Condition|
        Code|Integer
        Name|String
        Extra|
        Zone|String",
        r#"{"Things": {"Thing": [{"Condition": {"Code": 0, "Name": "n"}}]}, "Zone": "z"}"#,
        "
        Things
          Thing
            Condition
              Code
              Name
            Extra
        Zone
        ",
    );
}

#[test]
fn no_row_stands_below_a_row_of_blank_type_whose_example_is_a_value() {
    assert_eq!(tree("Kinds||\nSize|Integer", ""), "Kinds\n  Size?");
    assert_eq!(tree("Kinds||c5\nSize|Integer", ""), "Kinds\nSize");
}

#[test]
fn a_sample_says_more_of_a_row_than_its_example() {
    assert_eq!(tree("Kinds||c5\nSize|Integer", r#"{"Kinds": {}}"#), "Kinds\n  Size?");
}

#[test]
fn a_mark_that_is_indented_for_a_depth_beats_order() {
    let declared: Vec<_> = ["Struct", "String", "Struct", "String", "String"]
        .iter()
        .map(|ty| type_cell::read(ty, false).unwrap())
        .collect();
    let names = ["A", "B", "C", "D", "E"];
    let depths = [None, Some(1), Some(1), Some(2), Some(1)];
    let clues: Vec<_> = names
        .iter()
        .zip(&declared)
        .zip(depths)
        .map(|((name, declared), depth)| RowClues {
            name,
            declared,
            marked: depth.is_some(),
            depth,
            has_value_example: false,
            own_table: None,
        })
        .collect();
    let placements = place(&clues, None, None, ROOT);
    let parents: Vec<_> = placements.iter().map(|it| it.parent.row()).collect();
    assert_eq!(parents, [None, Some(0), Some(0), Some(2), Some(0)]);
}

#[test]
fn no_row_stands_below_a_row_whose_struct_has_a_table_of_its_own() {
    let declared = type_cell::read("Struct", false).unwrap();
    let scalar = type_cell::read("String", false).unwrap();
    let own = RowClues {
        name: "Data",
        declared: &declared,
        marked: false,
        depth: None,
        has_value_example: false,
        own_table: Some("City"),
    };
    let next = RowClues { name: "Name", declared: &scalar, own_table: None, ..own };
    let placements = place(&[own, next], None, None, ROOT);
    assert_eq!(placements[1].parent.row(), None);
}

#[test]
fn an_element_row_named_by_the_type_is_none_of_the_elements_fields() {
    let rows = "Things|Array of Thing
        Thing|
        Name|String
        Total|Integer";
    check(
        rows,
        r#"{"Things": {"Item": [{"Name": "n"}]}, "Total": 1}"#,
        "
        Things
          Thing
            Name
        Total
        ",
    );
    // A field of its own that the sample shows stays one.
    check(
        rows,
        r#"{"Things": {"Item": [{"Name": "n", "Thing": {}}]}, "Total": 1}"#,
        "
        Things (Item)
          Thing
          Name
        Total
        ",
    );
}
