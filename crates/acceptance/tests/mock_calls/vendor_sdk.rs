//! The same ten calls as the vendor's own SDK makes, with the same results.
//!
//! The calls are those of `ten_calls.json`; `vendor_sdk.py` makes them by the SDK. `.ci/vendor-sdk`
//! installs it, starts the server, and runs both halves.

use std::fs;

use aliyun_runtime::encode::Place;
use serde_json::Value;

use crate::untyped::Untyped;

/// The address of the mock server.
const URL_VARIABLE: &str = "MOCK_URL";
/// The file that `vendor_sdk.py` wrote.
const RESULTS_VARIABLE: &str = "VENDOR_SDK_RESULTS";

const CALLS: &str = include_str!("ten_calls.json");

#[tokio::test]
#[ignore = "needs a server and the results of the vendor's SDK; `.ci/vendor-sdk` runs it"]
async fn the_vendors_sdk_and_our_crate_get_the_same() {
    let client = Untyped::of(&std::env::var(URL_VARIABLE).unwrap());
    let results = fs::read(std::env::var(RESULTS_VARIABLE).unwrap()).unwrap();
    let results: Vec<Value> = serde_json::from_slice(&results).unwrap();
    let calls: Vec<Value> = serde_json::from_str(CALLS).unwrap();
    assert_eq!((calls.len(), results.len()), (10, 10));
    let mut compared = 0;
    for (call, result) in calls.iter().zip(&results) {
        let ours = answer(&client, call).await;
        assert_eq!(result["action"], call["action"]);
        let before = compared;
        compare(&result["body"], &ours, &call["action"].to_string(), &mut compared);
        assert!(compared > before, "the SDK read nothing of {}", call["action"]);
    }
    println!("{} calls, {compared} values, all the same", calls.len());
}

async fn answer(client: &Untyped, call: &Value) -> Value {
    let action = call["action"].as_str().unwrap();
    let call = client
        .0
        .action(action)
        .parameters(Place::Query, call["query"].clone())
        .parameters(Place::Form, call.get("form").cloned().unwrap_or_default());
    call.await.unwrap()
}

/// Compares every scalar that the SDK read with ours.
///
/// The SDK leaves out fields that it does not know, and adds empty lists that did not come.
fn compare(theirs: &Value, ours: &Value, path: &str, compared: &mut usize) {
    match theirs {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| *name != "RequestId") {
                compare(value, &ours[name.as_str()], &format!("{path}.{name}"), compared);
            }
        }
        Value::Array(elements) => {
            let length = ours.as_array().map_or(0, Vec::len);
            assert_eq!(elements.len(), length, "{path}");
            for (index, value) in elements.iter().enumerate() {
                compare(value, &ours[index], &format!("{path}[{index}]"), compared);
            }
        }
        scalar => {
            assert_eq!(scalar, ours, "{path}");
            *compared += 1;
        }
    }
}
