//! The law of the decoder of answers.

use aliyun_ccc_20200701::operation;
use aliyun_runtime::answer::Answer;
use aliyun_runtime::transport::HttpResponse;
use aliyun_runtime::{Error, FailureRule, Operation, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Any answer is a response or an error. A response is the same after serde wrote and read it, and
/// when what serde wrote is read as an answer. An error has one line that keeps the status.
///
/// The first byte chooses the operation, the second the status, the content type and the rule for
/// failures inside an HTTP 200; the others are the body.
///
/// # Panics
///
/// If that does not hold.
pub fn answer(input: &[u8]) {
    let [operation, shape, body @ ..] = input else { return };
    let answer = Shape(*shape).answer(body);
    match operation % 8 {
        0 => read::<operation::list_outbound_numbers_of_user::ListOutboundNumbersOfUserRequest>(
            &answer,
        ),
        1 => read::<operation::list_ivr_tracking_details::ListIvrTrackingDetailsRequest>(&answer),
        2 => read::<operation::make_call::MakeCallRequest>(&answer),
        3 => read::<operation::get_call_detail_record::GetCallDetailRecordRequest>(&answer),
        4 => {
            read::<operation::list_realtime_skill_group_states::ListRealtimeSkillGroupStatesRequest>(
                &answer,
            )
        }
        5 => read::<operation::get_historical_instance_report::GetHistoricalInstanceReportRequest>(
            &answer,
        ),
        6 => read::<operation::poll_user_status::PollUserStatusRequest>(&answer),
        _ => read::<operation::list_users::ListUsersRequest>(&answer),
    }
}

/// What of the second byte stands for what.
struct Shape(u8);

impl Shape {
    const STATUSES: [u16; 4] = [200, 204, 403, 503];
    const KINDS: [&str; 4] =
        ["application/json;charset=utf-8", "text/xml", "text/html", "application/octet-stream"];

    fn answer(&self, body: &[u8]) -> Result<Answer, Error> {
        let Self(shape) = *self;
        let pick = |shift: u8| usize::from((shape >> shift) & 3);
        let kind = Self::KINDS[pick(2)];
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        let response = HttpResponse::new(Self::STATUSES[pick(0)], headers, body);
        let rule = match pick(4) {
            0 => FailureRule::new(),
            1 => FailureRule::new().code("Code", &["OK"]).status("HttpStatusCode"),
            _ => FailureRule::new().code("Code", &["200"]).success("Success"),
        };
        Answer::read(&response, &rule)
    }
}

fn read<O>(answer: &Result<Answer, Error>)
where
    O: Operation,
    O::Response: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    match answer {
        Ok(answer) => match answer.clone().decode::<O>() {
            Ok(response) => check_response::<O>(&response),
            Err(error) => check_error(&error),
        },
        Err(error) => check_error(error),
    }
}

fn check_response<O>(response: &O::Response)
where
    O: Operation,
    O::Response: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let value = serde_json::to_value(response).expect("a response can be written");
    let again: O::Response = serde_json::from_value(value.clone()).expect("and read");
    assert_eq!(&again, response);

    let body = serde_json::to_vec(&value).expect("a value can be written");
    let wire = HttpResponse::new(200, Vec::new(), body);
    let answer = Answer::read(&wire, &FailureRule::new()).expect("it is an answer");
    let again = answer.decode::<O>().expect("of the same type");
    let again = serde_json::to_value(&again).expect("a response can be written");
    assert_eq!(without_metadata(again), without_metadata(value));
}

/// What came beside the body is no part of it.
fn without_metadata(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.remove("_metadata");
    }
    value
}

fn check_error(error: &Error) {
    let line = error.to_string();
    assert!(!line.is_empty() && !line.contains('\n'), "{line:?}");
    assert!(error.http_status().is_some(), "{error:?}");
}
