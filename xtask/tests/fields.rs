//! `cargo xtask fields` as it is run.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use serde_json::json;
use support::{Sandbox, page};

#[test]
fn every_field_is_listed_once_with_its_wire_path() {
    let sandbox = Sandbox::new();
    let request = "|ThingId|String|Yes|t-1|The ID of the thing. |\n";
    let more = "|Tag.N.Key|String|No|k|A key. |\n|RoleId.N|RepeatList|No|r|Roles. |\n";
    let response = "|Size|Integer|10|How big. |\n";
    let nested =
        "|Things|Array of Thing| | |\n|Thing| | | |\n|Name|String|n| |\n|Labels|Map| | |\n";
    let text = page("GetThing")
        .replace(request, &format!("{request}{more}"))
        .replace(response, &format!("{response}{nested}"));
    sandbox.write("specs/GetThing.md", &text);
    let run = sandbox.xtask(&["fields", "--specs", "specs", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let fields: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(fields[0]["product"], "Demo");
    let operation = &fields[0]["operations"]["GetThing"];
    assert_eq!(operation["page"], "GetThing.md");
    assert_eq!(
        operation["request"],
        json!([
            {"path": "ThingId", "type": "string", "required": true},
            {"path": "Tag", "type": "array", "element": "struct", "required": false},
            {"path": "Tag[].Key", "type": "string", "required": false},
            {"path": "RoleId", "type": "array", "element": "string", "required": false},
        ])
    );
    let paths: Vec<&str> = operation["response"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["path"].as_str().unwrap())
        .collect();
    let expected = [
        "RequestId",
        "Size",
        "Things",
        "Things.Thing",
        "Things.Thing[].Name",
        "Things.Thing[].Labels",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn the_text_form_has_one_line_per_field() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let run = sandbox.xtask(&["fields", "--specs", "specs"]);
    let expected = "Demo 2020-01-01 GetThing request ThingId string required\n\
                    Demo 2020-01-01 GetThing response RequestId string\n\
                    Demo 2020-01-01 GetThing response Size int32\n";
    assert_eq!(run.stdout, expected);
}

#[test]
fn what_stands_in_the_text_of_a_json_value_is_listed_apart() {
    let sandbox = Sandbox::new();
    let request = "|ThingId|String|Yes|t-1|The ID of the thing. |\n";
    let rules = "|Rules|String|No|\\[\\{\"Key\":\"k\"\\}\\]|Rules. |\n\n**Rules**\n\n\
                 |Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n|Key|String|Yes|k|A key. |\n";
    let text = page("GetThing").replace(request, &format!("{request}{rules}"));
    sandbox.write("specs/GetThing.md", &text);
    let run = sandbox.xtask(&["fields", "--specs", "specs", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let fields: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let operation = &fields[0]["operations"]["GetThing"];
    assert_eq!(
        operation["request"],
        json!([
            {"path": "ThingId", "type": "string", "required": true},
            {"path": "Rules", "type": "string", "required": false},
        ])
    );
    assert_eq!(
        operation["inside_json"],
        json!([{"path": "Rules[].Key", "type": "string", "required": true}])
    );
}
