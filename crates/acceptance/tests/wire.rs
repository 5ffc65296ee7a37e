//! What any answer of the documented shape becomes, and what any request becomes, and back again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use aliyun_ccc_20200701::operation::list_outbound_numbers_of_user::{
    ListOutboundNumbersOfUserRequest, ListOutboundNumbersOfUserResponse,
};
use aliyun_runtime::decode::{FromWire, Object};
use aliyun_runtime::request::Request;
use aliyun_runtime::{Operation, ResponseMetadata, Value};
use proptest::prelude::*;
use serde_json::{Map, json};

/// A member of an object, which may not be there.
type Member = (&'static str, Option<Value>);

fn text() -> impl Strategy<Value = Option<Value>> {
    prop::option::of("\\PC{0,12}".prop_map(Value::from))
}

fn int32() -> impl Strategy<Value = Option<Value>> {
    prop::option::of(any::<i32>().prop_map(Value::from))
}

/// The members that are there, in any order.
fn object(members: impl Strategy<Value = Vec<Member>>) -> impl Strategy<Value = Value> {
    members.prop_shuffle().prop_map(|members| {
        let there = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(there.collect())
    })
}

fn phone_number() -> impl Strategy<Value = Value> {
    object((text(), text(), text()).prop_map(|(city, number, province)| {
        vec![("City", city), ("Number", number), ("Province", province)]
    }))
}

fn data() -> impl Strategy<Value = Value> {
    // Always there: a list that is not is the same as an empty one, and written so.
    let list = prop::collection::vec(phone_number(), 0..4).prop_map(|list| Some(list.into()));
    object((list, int32(), int32(), int32()).prop_map(|(list, number, size, total)| {
        vec![("List", list), ("PageNumber", number), ("PageSize", size), ("TotalCount", total)]
    }))
}

fn answer() -> impl Strategy<Value = Value> {
    object((text(), prop::option::of(data()), int32(), text()).prop_map(
        |(code, data, status, message)| {
            vec![("Code", code), ("Data", data), ("HttpStatusCode", status), ("Message", message)]
        },
    ))
}

fn decoded(wire: Value) -> ListOutboundNumbersOfUserResponse {
    let body = Object::from_wire(wire).unwrap();
    ListOutboundNumbersOfUserRequest::decode(body, ResponseMetadata::default()).unwrap()
}

/// The value as it came: the wire leaves out what is not there, and knows no metadata.
fn encoded(response: &ListOutboundNumbersOfUserResponse) -> Value {
    let mut wire = serde_json::to_value(response).unwrap();
    wire.as_object_mut().unwrap().remove("_metadata");
    without_nulls(wire)
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(there.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        scalar => scalar,
    }
}

/// The same answer as lenient services send it: numbers as text, nulls, and members that are new.
fn loosened(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let loosened = members.into_iter().map(|(name, value)| (name, loosened(value)));
            let new = [("New".to_owned(), json!({"a": [1]})), ("Old".to_owned(), Value::Null)];
            Value::Object(loosened.chain(new).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(loosened).collect()),
        Value::Number(number) => Value::String(number.to_string()),
        other => other,
    }
}

prop_compose! {
    fn any_request()(
        instance_id in "\\PC{0,12}",
        user_id in "\\PC{0,12}",
        page_number in any::<i32>(),
        page_size in any::<i32>(),
        skill_groups in prop::option::of(prop::collection::vec("\\PC{0,8}", 0..3)),
    ) -> ListOutboundNumbersOfUserRequest {
        let mut request = ListOutboundNumbersOfUserRequest::default();
        request.instance_id = Some(instance_id);
        request.user_id = Some(user_id);
        request.page_number = Some(page_number);
        request.page_size = Some(page_size);
        request.skill_group_id_list = skill_groups;
        request
    }
}

proptest! {
    #[test]
    fn an_answer_is_written_as_it_came(wire in answer()) {
        let response = decoded(wire.clone());
        prop_assert_eq!(encoded(&response), wire);
    }

    #[test]
    fn an_answer_that_is_written_is_read_back(wire in answer()) {
        let response = decoded(wire);
        prop_assert_eq!(decoded(encoded(&response)), response.clone());
        let stored = serde_json::to_string(&response).unwrap();
        prop_assert_eq!(serde_json::from_str::<ListOutboundNumbersOfUserResponse>(&stored).unwrap(), response);
    }

    #[test]
    fn a_lenient_spelling_is_the_same_answer(wire in answer()) {
        prop_assert_eq!(decoded(loosened(wire.clone())), decoded(wire));
    }

    #[test]
    fn a_request_says_what_its_parameters_say(request in any_request()) {
        let sent = Request::new(&request).unwrap();
        let pairs: Map<String, Value> =
            form_urlencoded::parse(sent.query().as_bytes()).map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect();
        let mut expected = json!({
            "InstanceId": request.instance_id,
            "PageNumber": request.page_number.map(|it| it.to_string()),
            "PageSize": request.page_size.map(|it| it.to_string()),
            "UserId": request.user_id,
        });
        if let Some(groups) = &request.skill_group_id_list {
            expected["SkillGroupIdList"] = serde_json::to_string(groups).unwrap().into();
        }
        prop_assert_eq!(Value::Object(pairs), expected);
        let stored = serde_json::to_string(&request).unwrap();
        prop_assert_eq!(serde_json::from_str::<ListOutboundNumbersOfUserRequest>(&stored).unwrap(), request);
    }
}
