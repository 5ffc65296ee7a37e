use apigen_ir::yaml;

use super::*;
use crate::Request;

const OPERATION: &str = "
action: A
style: rpc
source: A.md
request:
- {name: Id, in: query, type: string, required: true}
- {name: Count, in: query, type: int32}
- {name: IsFast, in: query, type: bool}
- {name: Ids, in: query, type: 'json<array<string>>'}
- name: Tag
  in: query
  type: array<struct>
  fields: [{name: Key, type: string, required: true}, {name: Weight, type: int64}]
- {name: Zone, in: query, type: 'array<int32>'}
";

fn refusal_of(request: &Request) -> Option<String> {
    let operation = yaml::read_operation(OPERATION).unwrap();
    let received = request.decoded();
    let parameters = Parameters::read(&received, Vec::new());
    parameters.and_then(|it| it.check(&operation)).err().map(|it| it.code)
}

#[track_caller]
fn check(query: &str, expected: Option<&str>) {
    let request = Request { query: query.into(), ..Request::default() };
    assert_eq!(refusal_of(&request).as_deref(), expected, "{query}");
}

#[test]
fn what_is_required_must_be_there() {
    check("Id=1", None);
    check("", Some("MissingId"));
    check("Id=", Some("MissingId"));
    check("id=1", Some("MissingId"));
    check("Id.1=1", None);
}

#[test]
fn values_fit_their_types() {
    check("Id=1&Count=2147483647&IsFast=True&Ids=%5B%22a%22%5D", None);
    check("Id=1&Count=2147483648", Some("InvalidCount"));
    check("Id=1&Count=one", Some("InvalidCount"));
    check("Id=1&IsFast=yes", Some("InvalidIsFast"));
    check("Id=1&Ids=a,b", Some("InvalidIds"));
    check("Id=1&Unknown=x", None);
}

#[test]
fn parts_are_checked_like_wholes() {
    check("Id=1&Tag.1.Key=k&Tag.1.Weight=1&Tag.3.Key=k", None);
    check("Id=1&Tag.1.Key=k&Tag.2.Weight=1", Some("MissingTag2Key"));
    check("Id=1&Tag.1.Key=k&Tag.1.Weight=much", Some("InvalidTag1Weight"));
    check("Id=1&Zone.1=1&Zone.2=2", None);
    check("Id=1&Zone.1=1&Zone.2=b", Some("InvalidZone2"));
}

#[test]
fn a_form_and_a_json_body_hold_parameters_too() {
    let request = |kind: &str, body: &str| Request {
        headers: vec![("Content-Type".into(), kind.into())],
        body: body.into(),
        ..Request::default()
    };
    let form = |body| refusal_of(&request("application/x-www-form-urlencoded", body));
    assert_eq!(form("Id=a+b&Count=1"), None);
    assert_eq!(form("Count=1").as_deref(), Some("MissingId"));
    let json = |body| refusal_of(&request("application/json; charset=utf-8", body));
    assert_eq!(json(r#"{"Id": "1", "Count": 1, "IsFast": true, "Zone": [1]}"#), None);
    assert_eq!(json(r#"{"Id": "1", "Count": "1"}"#), None);
    assert_eq!(json(r#"{"Id": null}"#).as_deref(), Some("MissingId"));
    assert_eq!(json(r#"{"Id": "1", "Count": true}"#).as_deref(), Some("InvalidCount"));
    assert_eq!(json(r#"{"Id": "1", "Zone": "1"}"#).as_deref(), Some("InvalidZone"));
    assert_eq!(json("{").as_deref(), Some("InvalidBody"));
}

#[test]
fn a_body_that_is_no_object_is_one_parameter() {
    let text = "{action: A, style: roa PUT /a, source: A.md,
        request: [{name: File, in: body, type: binary, required: true}]}";
    let operation = yaml::read_operation(text).unwrap();
    for (body, expected) in [("bytes", None), ("", Some("MissingFile"))] {
        let request = Request { body: body.into(), ..Request::default() };
        let received = request.decoded();
        let checked = Parameters::read(&received, Vec::new()).unwrap().check(&operation);
        assert_eq!(checked.err().map(|it| it.code).as_deref(), expected);
    }
}
