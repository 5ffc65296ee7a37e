//! The same ten calls as the vendor's own SDK makes, with the same results.
//!
//! `vendor_sdk.py` makes them by the SDK. `.ci/vendor-sdk` installs it, starts the server, and runs both
//! halves.

use std::fs;

use apigen_mock::TEST_KEY_SECRET;
use serde_json::Value;

use crate::ten_calls::{compare, typed_calls};
use crate::typed::client;

/// The address of the mock server.
const URL_VARIABLE: &str = "MOCK_URL";
/// The file that `vendor_sdk.py` wrote.
const RESULTS_VARIABLE: &str = "VENDOR_SDK_RESULTS";

#[tokio::test]
#[ignore = "needs a server and the results of the vendor's SDK; `.ci/vendor-sdk` runs it"]
async fn the_vendors_sdk_and_our_crate_get_the_same() {
    let calls = typed_calls(&client(&std::env::var(URL_VARIABLE).unwrap(), TEST_KEY_SECRET));
    let results = fs::read(std::env::var(RESULTS_VARIABLE).unwrap()).unwrap();
    let results: Vec<Value> = serde_json::from_slice(&results).unwrap();
    assert_eq!((calls.len(), results.len()), (10, 10));
    let mut compared = 0;
    for (call, result) in calls.into_iter().zip(&results) {
        assert_eq!(result["action"], call.action);
        let values = compare(&result["body"], &call.answer.await, call.action);
        assert!(values > 0, "the SDK read nothing of {}", call.action);
        compared += values;
    }
    println!("10 calls, {compared} values, all the same");
}
