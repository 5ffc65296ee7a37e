use serde_json::json;

use super::*;

fn object(value: Value) -> Object {
    Object::from_wire(value).unwrap()
}

#[derive(Debug, PartialEq)]
struct Named {
    name: Option<String>,
    size: Option<i32>,
}

impl FromWire for Named {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        let mut from = Object::from_wire(value)?;
        Ok(Self { name: from.string("Name")?, size: from.int32("Size")? })
    }
}

fn named(name: &str) -> Named {
    Named { name: Some(name.to_owned()), size: None }
}

#[test]
fn scalars_are_read_in_each_form_the_wire_has() {
    let mut from = object(json!({
        "a": 7, "b": "7", "c": 7.0, "d": " 7 ", "e": true, "f": "True", "g": 1, "h": "0",
        "i": 1.5, "j": "1.5", "k": 2, "l": "text", "m": 12, "n": false, "o": {"p": [1]},
    }));
    assert_eq!(from.int32("a").unwrap(), Some(7));
    assert_eq!(from.int64("b").unwrap(), Some(7));
    assert_eq!(from.int32("c").unwrap(), Some(7));
    assert_eq!(from.int32("d").unwrap(), Some(7));
    assert_eq!(from.bool("e").unwrap(), Some(true));
    assert_eq!(from.bool("f").unwrap(), Some(true));
    assert_eq!(from.bool("g").unwrap(), Some(true));
    assert_eq!(from.bool("h").unwrap(), Some(false));
    assert_eq!(from.double("i").unwrap(), Some(1.5));
    assert_eq!(from.double("j").unwrap(), Some(1.5));
    assert_eq!(from.double("k").unwrap(), Some(2.0));
    assert_eq!(from.string("l").unwrap().as_deref(), Some("text"));
    assert_eq!(from.string("m").unwrap().as_deref(), Some("12"));
    assert_eq!(from.string("n").unwrap().as_deref(), Some("false"));
    assert_eq!(from.string("o").unwrap().as_deref(), Some(r#"{"p":[1]}"#));
}

#[test]
fn null_is_absent_and_empty_text_too_where_no_text_is_meant() {
    let mut from = object(json!({
        "a": null, "b": "", "c": "", "d": "", "e": null, "f": "", "g": null, "h": "", "i": "",
    }));
    assert_eq!(from.int32("a").unwrap(), None);
    assert_eq!(from.int64("b").unwrap(), None);
    assert_eq!(from.bool("c").unwrap(), None);
    assert_eq!(from.string("d").unwrap().as_deref(), Some(""));
    assert_eq!(from.any("e").unwrap(), None);
    assert_eq!(from.get::<Named>("f").unwrap(), None);
    assert!(from.list::<Named>("g").unwrap().is_empty());
    assert!(from.list::<Named>("h").unwrap().is_empty());
    assert_eq!(from.json::<Named>("i").unwrap(), None);
    assert_eq!(from.double("never there").unwrap(), None);
}

#[test]
fn integers_out_of_range_are_no_integers() {
    let mut from = object(json!({
        "a": 2_147_483_648_i64, "b": "-2147483649", "c": 9_223_372_036_854_775_808_u64, "d": 1.5,
        "e": 1e30, "f": i64::MIN, "g": 9_007_199_254_740_993_i64,
    }));
    assert!(from.int32("a").is_err());
    assert!(from.int32("b").is_err());
    assert!(from.int64("c").is_err());
    assert!(from.int64("d").is_err());
    assert!(from.int64("e").is_err());
    assert_eq!(from.int64("f").unwrap(), Some(i64::MIN));
    assert_eq!(from.int64("g").unwrap(), Some(9_007_199_254_740_993));
}

#[test]
fn a_list_may_be_bare_single_or_wrapped() {
    let item = json!({"Name": "x"});
    let mut from = object(json!({
        "bare": [item, null], "single": item, "wrapped": {"Item": [item]},
        "unwrapped": [item], "wrapped single": {"Item": item}, "empty": {}, "texts": ["", "a"],
    }));
    assert_eq!(from.list::<Named>("bare").unwrap(), [named("x")]);
    assert_eq!(from.list::<Named>("single").unwrap(), [named("x")]);
    for name in ["wrapped", "unwrapped", "wrapped single"] {
        assert_eq!(from.wrapped_list::<Named>(name, "Item").unwrap(), [named("x")], "{name}");
    }
    assert!(from.wrapped_list::<Named>("empty", "Item").unwrap().is_empty());
    assert!(from.wrapped_list::<Named>("never there", "Item").unwrap().is_empty());
    assert_eq!(from.list::<String>("texts").unwrap(), ["", "a"]);
}

#[test]
fn maps_and_nested_lists_are_read() {
    let mut from = object(json!({"map": {"b": 1, "a": "2", "n": null}, "grid": [[1], [], ["2"]]}));
    let expected = BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 1)]);
    assert_eq!(from.map::<i32>("map").unwrap(), expected);
    assert_eq!(from.list::<Vec<i64>>("grid").unwrap(), [vec![1], vec![], vec![2]]);
}

#[test]
fn json_may_stand_in_a_string() {
    let mut from = object(json!({
        "text": "[{\"Name\":\"x\"}]", "bare": [{"Name": "x"}], "null": "null", "bad": "[{",
    }));
    assert_eq!(from.json::<Vec<Named>>("text").unwrap(), Some(vec![named("x")]));
    assert_eq!(from.json::<Vec<Named>>("bare").unwrap(), Some(vec![named("x")]));
    assert_eq!(from.json::<Vec<Named>>("null").unwrap(), None);
    let error = from.json::<Vec<Named>>("bad").unwrap_err();
    assert_eq!(error.to_string(), r#"`bad` is the text "[{", not JSON text"#);
}

#[test]
fn an_object_may_stand_in_a_string() {
    let text = "{\"Name\":\"x\"}";
    let mut from =
        object(json!({"data": text, "list": [text], "map": text, "bad": "{", "none": "无"}));
    assert_eq!(from.get::<Named>("data").unwrap(), Some(named("x")));
    assert_eq!(from.list::<Named>("list").unwrap(), [named("x")]);
    let expected = BTreeMap::from([("Name".to_owned(), "x".to_owned())]);
    assert_eq!(from.map::<String>("map").unwrap(), expected);
    assert_eq!(
        from.get::<Named>("bad").unwrap_err().to_string(),
        r#"`bad` is the text "{", not an object"#
    );
    assert!(from.map::<Value>("none").is_err());
}

#[test]
fn an_error_names_the_path_what_was_found_and_what_is_meant() {
    let body = json!({"Data": {"List": [{"Size": 1}, null, {"Size": "many"}]}});
    let mut data = object(body).get::<Object>("Data").unwrap().unwrap();
    let error = data.list::<Named>("List").unwrap_err().in_field("Data");
    assert_eq!(error.path(), "Data.List[2].Size");
    assert_eq!(error.expected(), "an integer of 32 bits");
    assert_eq!(error.found(), r#"the text "many""#);

    let mut from = object(json!({"W": {"I": [{"Size": []}]}, "M": {"k": {"Size": {}}}}));
    let error = from.wrapped_list::<Named>("W", "I").unwrap_err();
    assert_eq!(error.path(), "W.I[0].Size");
    assert_eq!(from.map::<Named>("M").unwrap_err().path(), "M.k.Size");
}

#[test]
fn what_was_found_is_shown_in_short() {
    let long = "长".repeat(1000);
    let error = Object::from_wire(json!(long)).unwrap_err();
    assert_eq!(error.found(), format!("the text \"{}…\"", "长".repeat(40)));
    let error = Object::from_wire(json!([1, 2])).unwrap_err();
    assert_eq!(error.to_string(), "the body is a list of 2, not an object");
    let error = i32::from_wire(json!({"A": 1, "B": 2})).unwrap_err();
    assert_eq!(error.found(), "an object with A, B");
}
