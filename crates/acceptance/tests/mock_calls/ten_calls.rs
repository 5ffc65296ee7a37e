//! The ten calls of `ten_calls.json`, written as a user of the crate writes them.

use std::pin::Pin;

use aliyun_ccc_20200701::Client;
use aliyun_runtime::Operation;
use aliyun_runtime::encode::Place;
use apigen_mock::TEST_KEY_SECRET;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::start;
use crate::typed::client;
use crate::untyped::Untyped;

/// One call before it is sent.
pub(crate) struct TypedCall {
    pub action: &'static str,
    /// Its arguments by their wire names.
    pub arguments: Value,
    /// Sends it; the answer as JSON, made of the typed fields alone.
    pub answer: Pin<Box<dyn Future<Output = Value>>>,
}

pub(crate) fn typed_calls(client: &Client) -> Vec<TypedCall> {
    let mut calls = calls_of_an_agent(client);
    calls.extend(calls_of_a_manager(client));
    calls
}

fn calls_of_an_agent(client: &Client) -> Vec<TypedCall> {
    let (instance, agent, device) = ("ccc-test", "agent@ccc-test", "device-1");
    vec![
        typed(
            client,
            &client
                .sign_in_group()
                .instance_id(instance)
                .user_id(agent)
                .device_id(device)
                .signed_skill_group_id_list(["skg-default@ccc-test"])
                .into_request(),
        ),
        typed(
            client,
            &client
                .list_outbound_numbers_of_user()
                .instance_id(instance)
                .user_id(agent)
                .page_number(2)
                .page_size(1)
                .into_request(),
        ),
        typed(
            client,
            &client
                .make_call()
                .instance_id(instance)
                .user_id(agent)
                .device_id(device)
                .caller("0830019****")
                .callee("1332315****")
                .timeout_seconds(60)
                .into_request(),
        ),
        typed(
            client,
            &client
                .poll_user_status()
                .instance_id(instance)
                .user_id(agent)
                .device_id(device)
                .into_request(),
        ),
        typed(
            client,
            &client
                .release_call()
                .instance_id(instance)
                .user_id(agent)
                .device_id(device)
                .job_id("job-1")
                .channel_id("ch:user:1332315****->8032****:1609138902226:job-1")
                .into_request(),
        ),
        typed(
            client,
            &client
                .get_call_detail_record()
                .instance_id(instance)
                .contact_id("job-1")
                .into_request(),
        ),
    ]
}

fn calls_of_a_manager(client: &Client) -> Vec<TypedCall> {
    let instance = "ccc-test";
    vec![
        typed(
            client,
            &client
                .list_recent_call_detail_records()
                .instance_id(instance)
                .start_time(1_639_929_600_000)
                .end_time(1_639_933_200_000)
                .page_number(1)
                .page_size(10)
                .into_request(),
        ),
        typed(
            client,
            &client
                .list_users()
                .instance_id(instance)
                .search_pattern("张 三 *~+&=")
                .page_number(1)
                .page_size(10)
                .into_request(),
        ),
        typed(
            client,
            &client
                .list_skill_groups()
                .instance_id(instance)
                .page_number(1)
                .page_size(10)
                .into_request(),
        ),
        typed(
            client,
            &client
                .add_users_to_skill_group()
                .instance_id(instance)
                .skill_group_id("skg-default@ccc-test")
                .user_skill_level_list(r#"[{"userId":"agent@ccc-test","skillLevel":10}]"#)
                .into_request(),
        ),
    ]
}

fn typed<O>(client: &Client, request: &O) -> TypedCall
where
    O: Operation<Client = Client, Response: Serialize> + Serialize + 'static,
    O::Error: std::fmt::Debug,
{
    let call = client.send(request);
    TypedCall {
        action: O::ACTION,
        arguments: serde_json::to_value(request).unwrap(),
        answer: Box::pin(async move { serde_json::to_value(call.await.unwrap()).unwrap() }),
    }
}

/// The ten calls as data: the same for the vendor's SDK.
pub(crate) fn listed_calls() -> Vec<Value> {
    serde_json::from_str(include_str!("ten_calls.json")).unwrap()
}

#[test]
fn the_typed_calls_are_the_listed_ones() {
    let client = client("http://127.0.0.1:1", TEST_KEY_SECRET);
    let (typed, listed) = (typed_calls(&client), listed_calls());
    assert_eq!((typed.len(), listed.len()), (10, 10));
    for (typed, listed) in typed.iter().zip(&listed) {
        assert_eq!(typed.action, listed["action"]);
        let form = listed.get("form").and_then(Value::as_object).into_iter().flatten();
        let listed: Map<_, _> =
            listed["query"].as_object().unwrap().iter().chain(form).map(argument).collect();
        let typed: Map<_, _> = typed.arguments.as_object().unwrap().iter().map(argument).collect();
        let given = typed.into_iter().filter(|(_, value)| !is_nothing(value)).collect();
        assert_eq!(Value::Object(given), Value::Object(listed));
    }
}

/// A list that is sent as the text of a JSON array is a list.
fn argument((name, value): (&String, &Value)) -> (String, Value) {
    let list = value.as_str().filter(|text| text.starts_with('[')).map(serde_json::from_str);
    (name.clone(), list.map_or(value.clone(), Result::unwrap))
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty)
}

#[tokio::test]
async fn the_typed_answers_hold_all_that_came() {
    let url = start().await;
    let untyped = Untyped::of(&url);
    for (typed, listed) in
        typed_calls(&client(&url, TEST_KEY_SECRET)).into_iter().zip(listed_calls())
    {
        let call = untyped.0.action(typed.action);
        let call = call.parameters(Place::Query, listed["query"].clone());
        let form = listed.get("form").cloned().unwrap_or_default();
        let came: Value = call.parameters(Place::Form, form).await.unwrap();
        let compared = compare(&came, &typed.answer.await, typed.action);
        assert!(compared > 0, "{}", typed.action);
    }
}

/// Compares every value of the first answer with the other's, and counts them.
///
/// The id of the request differs. The vendor's SDK leaves out fields that it does not know, so the
/// other answer may hold more.
pub(crate) fn compare(one: &Value, other: &Value, path: &str) -> usize {
    match one {
        Value::Object(members) => {
            let members = members.iter().filter(|(name, _)| *name != "RequestId");
            let compared = members.map(|(name, value)| {
                compare(value, &other[name.as_str()], &format!("{path}.{name}"))
            });
            compared.sum()
        }
        Value::Array(elements) => {
            assert_eq!(elements.len(), other.as_array().map_or(0, Vec::len), "{path}");
            let elements = elements.iter().enumerate();
            elements.map(|(i, it)| compare(it, &other[i], &format!("{path}[{i}]"))).sum()
        }
        scalar => {
            assert_eq!(scalar, other, "{path}");
            1
        }
    }
}
