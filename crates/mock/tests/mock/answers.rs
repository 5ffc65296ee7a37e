//! What the server answers: the page's sample to requests that are all right, the service's errors
//! to all others.

use std::time::Duration;

use crate::support::{Call, body, now, service};
use aliyun_runtime::Service;
use aliyun_runtime::encode::Place;
use apigen_mock::{AccessKey, Mock, Request};
use serde_json::{Value, json};

static LATER: Service = Service::new("Demo", "2021-01-01");

const GET_THING: &str = r#"
action: GetThing
style: rpc
source: GetThing.md
request:
- {name: ThingId, in: query, type: string, required: true}
- {name: Size, in: query, type: int32}
response:
- {name: RequestId, type: string}
- {name: Code, type: string}
- {name: Status, type: int32}
- {name: Success, type: bool}
- {name: Name, type: string}
response_sample: '{"RequestId": "r", "Code": "Failed", "Status": "404", "Success": false, "Name": "n"}'
"#;
const GET_PART: &str = "
action: GetPart
style: roa GET /things/{ThingId}/parts/{Part}
source: GetPart.md
request:
- {name: ThingId, in: path, type: string, required: true}
- {name: Part, in: path, type: int32, required: true}
response: [{name: Kind, type: string, example: part}]
";
const LIST_PARTS: &str = "
action: ListPartsOfAll
style: roa GET /things/all/parts/{Part}
source: ListPartsOfAll.md
response: [{name: Kind, type: string, example: all}]
";
const CREATE_PART: &str = "
action: CreatePart
style: roa POST /things/{ThingId}/parts
source: CreatePart.md
request:
- {name: ThingId, in: path, type: string, required: true}
- {name: Name, in: body, type: string, required: true}
- {name: Trace, in: header, type: string, required: true}
response: [{name: Created, type: bool, example: 'true'}]
errors: [{http: 422, code: MissingParameter.Name, message: A part needs a %s.}]
";

fn mock() -> Mock {
    let service = service(&[GET_THING, GET_PART, LIST_PARTS, CREATE_PART]);
    Mock::new(vec![service], AccessKey::test())
}

fn get_thing() -> Call {
    Call::rpc("GetThing").with(Place::Query, "ThingId", "a b*~+中")
}

fn create_part() -> Call {
    let call = Call::roa("POST", "/things/{ThingId}/parts").with(Place::Path, "ThingId", "t/1");
    call.with(Place::Body, "Name", "n").with(Place::Header, "Trace", "t")
}

/// The call is refused with this status and code; gives the message.
#[track_caller]
fn refused(call: Call, status: u16, code: &str) -> String {
    let response = call.answer(&mut mock());
    let body = body(&response);
    assert_eq!((response.status, body["Code"].as_str()), (status, Some(code)), "{body}");
    body["Message"].as_str().unwrap().to_owned()
}

#[track_caller]
fn answered(call: Call, expected: Value) {
    let response = call.answer(&mut mock());
    assert_eq!((response.status, body(&response)), (200, expected));
}

#[test]
fn a_good_request_gets_the_sample_as_a_success() {
    let expected = json!({"RequestId": "00000000-0000-4000-8000-000000000001", "Code": "OK",
        "Status": 200, "Success": true, "Name": "n"});
    answered(get_thing(), expected);
}

#[test]
fn each_answer_has_an_id_of_its_own_in_body_and_header() {
    let mut mock = mock();
    let first = get_thing().answer(&mut mock);
    let second = Call { nonce: "nonce-2", ..get_thing() }.answer(&mut mock);
    assert_ne!(first.headers, second.headers);
    for response in [first, second] {
        let header = response.headers.iter().find(|(name, _)| name == "x-acs-request-id");
        assert_eq!(body(&response)["RequestId"], json!(header.unwrap().1));
    }
}

#[test]
fn get_and_post_are_the_same_to_rpc() {
    for method in ["GET", "POST"] {
        assert_eq!(Call { method, ..get_thing() }.answer(&mut mock()).status, 200);
    }
    refused(Call { method: "PUT", ..get_thing() }, 400, "UnsupportedHTTPMethod");
}

#[test]
fn roa_operations_are_found_by_method_and_path() {
    let part = |thing, part| {
        let call = Call::roa("GET", "/things/{ThingId}/parts/{Part}");
        call.with(Place::Path, "ThingId", thing).with(Place::Path, "Part", part)
    };
    answered(part("t/1", "1"), json!({"Kind": "part"}));
    answered(part("all", "1"), json!({"Kind": "all"}));
    answered(create_part(), json!({"Created": true}));
    refused(part("t", "one"), 400, "InvalidPart");
    refused(Call { method: "DELETE", ..part("t", "1") }, 404, "InvalidAction.NotFound");
    refused(Call::roa("GET", "/things"), 404, "InvalidAction.NotFound");
}

#[test]
fn what_the_pages_do_not_have_is_not_found() {
    let message =
        refused(Call { action: "GetThings", ..get_thing() }, 404, "InvalidAction.NotFound");
    assert_eq!(message, "Specified api is not found, please check your url and method.");
    // The action of a ROA operation is not what it is found by.
    refused(Call { action: "GetPart", ..get_thing() }, 404, "InvalidAction.NotFound");
    let message = refused(Call { service: &LATER, ..get_thing() }, 400, "InvalidVersion");
    assert_eq!(message, "Specified parameter Version is not valid.");
    let nothing = mock().answer(&Request::default(), now());
    assert_eq!(body(&nothing)["Code"], json!("MissingVersion"));
}

#[test]
fn a_missing_parameter_is_named() {
    let message = refused(Call::rpc("GetThing"), 400, "MissingThingId");
    assert_eq!(message, "ThingId is mandatory for this action.");
    let mut call = create_part();
    call.parameters.retain(|(_, name, _)| *name != "Name");
    let message = refused(call.with(Place::Body, "Other", 1), 422, "MissingParameter.Name");
    assert_eq!(message, "A part needs a Name.");
    let mut call = create_part();
    call.parameters.retain(|(_, name, _)| *name != "Trace");
    refused(call, 400, "MissingTrace");
}

#[test]
fn a_value_that_does_not_fit_is_named() {
    let message = refused(get_thing().with(Place::Query, "Size", "big"), 400, "InvalidSize");
    assert_eq!(message, "Specified parameter Size is not valid.");
}

#[test]
fn an_error_has_the_form_of_the_services_gateway() {
    let response = Call::rpc("GetThing").answer(&mut mock());
    let expected = json!({
        "RequestId": "00000000-0000-4000-8000-000000000001",
        "HostId": "demo.example",
        "Code": "MissingThingId",
        "Message": "ThingId is mandatory for this action.",
        "Recommend": "https://api.aliyun.com/troubleshoot?q=MissingThingId\
            &requestId=00000000-0000-4000-8000-000000000001",
    });
    assert_eq!(body(&response), expected);
    let kind = ("content-type".to_owned(), "application/json;charset=utf-8".to_owned());
    assert!(response.headers.contains(&kind));
}

#[test]
fn a_key_that_is_not_known_is_refused() {
    let message =
        refused(Call { key: ("nobody", "s"), ..get_thing() }, 404, "InvalidAccessKeyId.NotFound");
    assert_eq!(message, "Specified access key is not found.");
}

#[test]
fn a_wrong_secret_is_refused_with_what_should_have_been_signed() {
    let call = Call { key: (apigen_mock::TEST_KEY_ID, "wrong"), ..get_thing() };
    let message = refused(call, 403, "SignatureDoesNotMatch");
    let start = "Specified signature is not matched with our calculation. \
        server string to sign is:ACS3-HMAC-SHA256\n";
    assert!(message.starts_with(start), "{message}");
}

#[test]
fn what_was_changed_on_the_way_is_refused() {
    let changes: [fn(&mut Request); 4] = [
        |it| it.query.push_str("&Size=1"),
        |it| it.body.push(b' '),
        |it| it.method = "GET".to_owned(),
        |it| it.headers.push(("x-acs-more".to_owned(), "1".to_owned())),
    ];
    for change in changes {
        let mut request = get_thing().request();
        change(&mut request);
        let response = mock().answer(&request, now());
        assert_eq!(body(&response)["Code"], json!("SignatureDoesNotMatch"));
    }
}

#[test]
fn a_key_of_ones_own_can_be_set() {
    let mut mock = Mock::new(vec![service(&[GET_THING])], AccessKey::new("id", "secret"));
    assert_eq!(Call { key: ("id", "secret"), ..get_thing() }.answer(&mut mock).status, 200);
    assert_eq!(get_thing().answer(&mut mock).status, 404);
}

#[test]
fn a_request_is_good_for_fifteen_minutes() {
    let tolerance = Duration::from_mins(15);
    for time in [now() + tolerance, now() - tolerance] {
        assert_eq!(Call { time, ..get_thing() }.answer(&mut mock()).status, 200);
    }
    let second = Duration::from_secs(1);
    for time in [now() + tolerance + second, now() - tolerance - second] {
        refused(Call { time, ..get_thing() }, 400, "InvalidTimeStamp.Expired");
    }
}

#[test]
fn a_request_is_good_once() {
    let mut mock = mock();
    assert_eq!(get_thing().answer(&mut mock).status, 200);
    let again = get_thing().answer(&mut mock);
    assert_eq!((again.status, &body(&again)["Code"]), (400, &json!("SignatureNonceUsed")));
    // A nonce is used up by a good signature alone.
    let forged = Call { nonce: "nonce-2", key: (apigen_mock::TEST_KEY_ID, "wrong"), ..get_thing() };
    assert_eq!(forged.answer(&mut mock).status, 403);
    assert_eq!(Call { nonce: "nonce-2", ..get_thing() }.answer(&mut mock).status, 200);
}

#[test]
fn a_signature_that_is_not_whole_is_refused() {
    let with_header = |name: &str, value: Option<&str>| {
        let mut request = get_thing().request();
        request.headers.retain(|(known, _)| known != name);
        request.headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        body(&mock().answer(&request, now()))["Code"].as_str().unwrap().to_owned()
    };
    assert_eq!(with_header("authorization", None), "MissingAccessKeyId");
    assert_eq!(with_header("authorization", Some("acs id:signature")), "IncompleteSignature");
    assert_eq!(with_header("x-acs-date", None), "MissingTimestamp");
    assert_eq!(with_header("x-acs-date", Some("today")), "InvalidTimeStamp.Format");
    assert_eq!(with_header("x-acs-signature-nonce", None), "MissingSignatureNonce");
}
