use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use super::*;
use crate::encode::Place;

static SERVICE: Service = Service::new("CCC", "2020-07-01");

fn request(path: &str, parameters: &[(Place, &str, Value)]) -> Result<Request, Error> {
    let mut encoder = Encoder::new();
    for (place, name, value) in parameters {
        encoder.put(*place, name, Some(value.clone()));
    }
    Request::from_parts("TestAction", "POST", path, encoder)
}

fn signed(path: &str, parameters: &[(Place, &str, Value)]) -> HttpRequest {
    let endpoint = Endpoint::parse("ccc.cn-shanghai.aliyuncs.com").unwrap();
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
    let stamp = Stamp::new(UNIX_EPOCH, "nonce");
    request(path, parameters)
        .unwrap()
        .signed(to, &Credentials::new("id", "secret"), &stamp)
        .unwrap()
}

fn refused(path: &str, parameters: &[(Place, &str, Value)]) -> String {
    request(path, parameters).unwrap_err().to_string()
}

#[test]
fn path_parameters_stand_encoded_in_their_places() {
    let parameters =
        [(Place::Path, "Id", json!("app-1/a b*~+中")), (Place::Path, "Number", json!(7))];
    let request = request("/v2/{Id}/x/{Number}", &parameters).unwrap();
    assert_eq!(request.path(), "/v2/app-1%2Fa%20b%2A~%2B%E4%B8%AD/x/7");
}

#[test]
fn a_path_parameter_without_a_value_is_missing() {
    for parameters in [&[][..], &[(Place::Path, "Id", json!(""))]] {
        assert_eq!(refused("/v2/{Id}", parameters), "required parameter `Id` is not set");
    }
}

#[test]
fn all_that_is_missing_is_named_once() {
    let mut encoder = Encoder::new();
    encoder.require(Place::Path, "Id", None);
    encoder.require(Place::Query, "B", Some(json!("")));
    encoder.require(Place::Query, "A", None);
    let error = Request::from_parts("TestAction", "POST", "/{Id}", encoder).unwrap_err();
    assert_eq!(error.to_string(), "required parameters `Id`, `A` are not set");
}

#[test]
fn a_path_parameter_cannot_climb_to_another_operation() {
    for dots in [".", ".."] {
        let error = refused("/v2/{Id}", &[(Place::Path, "Id", json!(dots))]);
        assert_eq!(error, "parameter `Id` cannot be `.` or `..`");
    }
}

#[test]
fn a_header_parameter_cannot_take_the_place_of_the_clients_own() {
    for name in ["Authorization", "x-acs-date", "X-Acs-Signature-Nonce", "Host"] {
        let error = refused("/", &[(Place::Header, name, json!("x"))]);
        assert!(error.contains(name) && error.contains("sets itself"), "{error}");
    }
}

#[test]
fn a_header_parameter_cannot_break_out_of_its_line() {
    let error = refused("/", &[(Place::Header, "x-acs-a", json!("hidden\r\nx: y"))]);
    assert!(error.contains("`x-acs-a`") && !error.contains("hidden"), "{error}");
}

#[test]
fn a_header_parameter_replaces_what_is_only_a_default() {
    let request = signed("/", &[(Place::Header, "Accept", json!("text/plain"))]);
    assert_eq!(request.header("accept"), Some("text/plain"));
    assert_eq!(signed("/", &[]).header("accept"), Some("application/json"));
}

#[test]
fn a_host_parameter_is_one_label_in_front_of_the_host() {
    let request = signed("/", &[(Place::Host, "Project", json!("my-project"))]);
    assert_eq!(request.url, "https://my-project.ccc.cn-shanghai.aliyuncs.com/");
    assert_eq!(request.header("host"), Some("my-project.ccc.cn-shanghai.aliyuncs.com"));
    for value in ["evil.example/", "a.b", "", "x@y"] {
        let error = refused("/", &[(Place::Host, "Project", json!(value))]);
        assert!(error.contains("`Project` is sent as part of the host"), "{error}");
    }
}

#[test]
fn an_endpoint_that_is_an_address_takes_no_label() {
    let mut encoder = Encoder::new();
    encoder.put(Place::Host, "Project", Some(json!("my-project")));
    let request = Request::from_parts("TestAction", "POST", "/", encoder).unwrap();
    let endpoint = Endpoint::parse("http://127.0.0.1:80").unwrap();
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
    let stamp = Stamp::new(UNIX_EPOCH, "nonce");
    let signed = request.signed(to, &Credentials::new("id", "secret"), &stamp).unwrap();
    assert_eq!(signed.url, "http://127.0.0.1/");
}

#[test]
fn one_parameter_can_be_the_whole_body() {
    for (value, expected) in [(json!([{"a": 1}, "b"]), r#"[{"a":1},"b"]"#), (json!("x"), "\"x\"")] {
        let request = signed("/", &[(Place::WholeBody, "body", value)]);
        assert_eq!(request.body, expected.as_bytes());
        assert_eq!(request.header("content-type"), Some("application/json; charset=utf-8"));
    }
    let mut encoder = Encoder::new();
    encoder.put(Place::WholeBody, "body", None);
    let request = Request::from_parts("TestAction", "POST", "/", encoder).unwrap();
    assert_eq!((request.content_type, request.body), (None, Vec::new()));
}

#[test]
fn a_file_is_the_body_as_it_is() {
    let request = |file: Option<&[u8]>| {
        let mut encoder = Encoder::new();
        encoder.require_file("File", file);
        Request::from_parts("TestAction", "POST", "/", encoder)
    };
    let made = request(Some(&[0, 255])).unwrap();
    assert_eq!(made.body, [0, 255]);
    assert_eq!(made.content_type, Some("application/octet-stream"));
    let error = request(None).unwrap_err();
    assert_eq!(error.to_string(), "required parameter `File` is not set");
}

#[test]
fn a_request_has_one_body() {
    let (form, body) = ((Place::Form, "F", json!(1)), (Place::Body, "B", json!(2)));
    let whole = (Place::WholeBody, "W", json!(3));
    for (parameters, second) in
        [([form.clone(), body.clone()], "F"), ([body, whole.clone()], "B"), ([whole, form], "F")]
    {
        let error = refused("/", &parameters);
        assert!(error.contains(&format!("`{second}` is of another kind of body")), "{error}");
    }
    let mut encoder = Encoder::new();
    encoder.put(Place::Body, "B", None);
    encoder.put(Place::Form, "F", Some(json!(1)));
    let request = Request::from_parts("TestAction", "POST", "/", encoder).unwrap();
    assert_eq!(request.body, b"F=1");
}

#[test]
fn another_version_can_be_asked_for() {
    let endpoint = Endpoint::parse("host").unwrap();
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
    let request = request("/", &[]).unwrap().with_version("2017-07-05");
    let stamp = Stamp::new(UNIX_EPOCH, "nonce");
    let signed = request.signed(to, &Credentials::new("id", "secret"), &stamp).unwrap();
    assert_eq!(signed.header("x-acs-version"), Some("2017-07-05"));
}

#[test]
fn a_json_body_has_its_members_in_the_order_given() {
    let body = json!({"z": [1.5, null, true], "a": "中"});
    let request = signed("/", &[(Place::Body, "b", body), (Place::Body, "a", json!(1))]);
    assert_eq!(request.body, r#"{"b":{"z":[1.5,null,true],"a":"中"},"a":1}"#.as_bytes());
    assert_eq!(request.header("content-type"), Some("application/json; charset=utf-8"));
}

#[test]
fn a_body_whose_parameters_are_all_unset_is_empty_in_its_way() {
    let body = |place| {
        let mut encoder = Encoder::new();
        encoder.put(place, "A", None);
        let request = Request::from_parts("TestAction", "POST", "/", encoder).unwrap();
        (request.content_type.unwrap(), String::from_utf8(request.body).unwrap())
    };
    assert_eq!(body(Place::Body), ("application/json; charset=utf-8", "{}".to_owned()));
    assert_eq!(body(Place::Form), ("application/x-www-form-urlencoded", String::new()));
    assert_eq!(signed("/", &[]).header("content-type"), None);
}

#[test]
fn debug_shows_no_secret() {
    let credentials = Credentials::new("id", "hidden-1").with_security_token("hidden-2");
    let endpoint = Endpoint::parse("host").unwrap();
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
    let request = request("/", &[]).unwrap();
    let signed = request.signed(to, &credentials, &Stamp::new(UNIX_EPOCH, "nonce")).unwrap();
    assert_eq!(signed.header("x-acs-security-token"), Some("hidden-2"));
    assert!(!format!("{signed:?}").contains("hidden"));
}
