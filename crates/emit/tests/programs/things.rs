//! The crate of `services/things` as its users see it.

use aliyun_runtime::decode::{FromWire, Object};
use aliyun_runtime::request::Request;
use aliyun_runtime::{Operation, ResponseMetadata, Value};
use aliyun_things_20200101::Client;
use aliyun_things_20200101::operation::create_thing::{
    Config, CreateThingRequest, CreateThingResponse, Kind, Sub, Tag,
};

fn client() -> Client {
    let credentials = aliyun_runtime::Credentials::new("id", "secret");
    Client::builder().region("cn-a").credentials(credentials).build().unwrap()
}

/// The decoded query of a request, without the token that is made for it.
fn query(mut request: CreateThingRequest) -> Vec<String> {
    request.region_id = Some("cn-b".to_owned());
    request.client_token = Some("t".to_owned());
    let request = Request::new(&request).unwrap();
    let mut pairs = request.query().split('&').map(decoded).collect::<Vec<_>>();
    pairs.retain(|pair| !pair.starts_with("RegionId") && !pair.starts_with("ClientToken"));
    pairs
}

fn decoded(text: &str) -> String {
    let (mut plain, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let code = std::str::from_utf8(&after[..2]).unwrap();
            plain.push(u8::from_str_radix(code, 16).unwrap());
            rest = &after[2..];
        } else {
            plain.push(*first);
            rest = after;
        }
    }
    String::from_utf8(plain).unwrap()
}

fn response(json: &str) -> CreateThingResponse {
    let value: Value = json.parse().unwrap();
    let body = Object::from_wire(value).unwrap();
    CreateThingRequest::decode(body, ResponseMetadata::default()).unwrap()
}

#[test]
fn nested_parameters_are_sent_by_their_exact_names() {
    let request = client()
        .create_thing()
        .kind("small_one")
        .kinds(["a", "new"])
        .tag(Tag::new().key("k").sub_(Sub::new().x([1, 2])))
        .tag(Tag::new().key("l"))
        .labels([("a", "1"), ("b-c", "2")])
        .ids(["x"])
        .config(Config::new().a_b(true).field_1st(5))
        .free(r#"{"any":[]}"#)
        .extra_parameter("New", 1)
        .into_request();
    let expected = [
        r#"Config={"a.b":true,"1st":5}"#,
        r#"Free={"any":[]}"#,
        "Ids.Id.1=x",
        "Kind=small_one",
        r#"Kinds=["a","new"]"#,
        "Labels.a=1",
        "Labels.b-c=2",
        "New=1",
        "Tag.1.Key=k",
        "Tag.1.Sub.1.X.1=1",
        "Tag.1.Sub.1.X.2=2",
        "Tag.2.Key=l",
    ];
    assert_eq!(query(request), expected);
}

#[test]
fn a_whole_list_replaces_the_items_before() {
    let tags = [Tag::new().key("x"), Tag::new().key("y")];
    let builder = client().create_thing().kind(Kind::Large).tag(Tag::new().key("a")).set_tag(tags);
    assert_eq!(query(builder.into_request()), ["Kind=LARGE", "Tag.1.Key=x", "Tag.2.Key=y"]);
}

#[test]
#[allow(deprecated)]
fn of_two_names_that_differ_in_case_each_goes_its_own_way() {
    let builder = client().create_thing().kind("").tag(Tag::new().key("new").key_2("old"));
    assert_eq!(query(builder.into_request()), ["Kind=", "Tag.1.Key=new", "Tag.1.key=old"]);
}

#[test]
fn enumerations_are_open() {
    let answer = response(r#"{"Kind": "LARGE"}"#);
    assert_eq!(answer.kind(), Some(&Kind::Large));
    assert!(answer.kind().is_some_and(|kind| kind == "LARGE"));
    let answer = response(r#"{"Kind": "large"}"#);
    assert_eq!(answer.kind(), Some(&Kind::Unknown("large".to_owned())));
    assert_eq!(answer.kind().unwrap().to_string(), "large");
    assert_eq!("small_one".parse(), Ok(Kind::SmallOne));
}

#[test]
fn secrets_are_shown_as_stars() {
    let builder = client().create_thing().kind("LARGE").password("hidden");
    let answer = response(r#"{"Things": {"Thing": [{"Secret": "hidden", "Id": "shown"}]}}"#);
    for shown in [format!("{builder:?}"), format!("{answer:?}")] {
        assert!(!shown.contains("hidden") && shown.contains("***"), "{shown}");
    }
    assert!(format!("{answer:?}").contains("shown"));
    assert_eq!(answer.things()[0].secret(), Some("hidden"));
}

#[test]
fn json_of_unknown_shape_is_read_as_json_or_as_the_text_that_it_is() {
    assert_eq!(response(r#"{"Config": "{\"a\": 1}"}"#).config().unwrap()["a"], 1);
    assert_eq!(response(r#"{"Config": "plain"}"#).config().unwrap(), "plain");
}
