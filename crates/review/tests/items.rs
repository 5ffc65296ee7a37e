//! What changes in Rust although the IR says that it stayed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use apigen_ir::{Service, yaml};
use apigen_review::{Bump, ServiceReview, State, review};

fn service(operation: &str) -> Service {
    let head = "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}";
    let mut service = yaml::read_service(head).unwrap();
    let head = "action: GetThing\nstyle: rpc\nsource: GetThing.md\n";
    service.operations.push(yaml::read_operation(&format!("{head}{operation}")).unwrap());
    service
}

fn compared(old: &str, new: &str) -> ServiceReview {
    let (old, new) = ([service(old)], [service(new)]);
    let review = review(&State::of_ir(&old), &State::of_ir(&new));
    let [service] = review.services.try_into().unwrap();
    service
}

/// The changes as `class rule path: old -> new (item)` lines.
fn lines(service: &ServiceReview) -> Vec<String> {
    let show = |value: &Option<String>| value.clone().unwrap_or_default();
    let lines = service.changes.iter().map(|it| {
        let (class, rule) = (it.class().as_str(), it.rule.id());
        let (old, new, item) = (show(&it.old), show(&it.new), show(&it.item));
        format!("{class} {rule} {}: {old} -> {new} ({item})", it.path)
    });
    lines.collect()
}

#[test]
fn a_new_struct_that_takes_the_name_of_another_breaks() {
    let request = "request: [{name: Tag, in: query, type: array<Tag>, fields: [{name: Key, type: string}]}]\n";
    let response = "response: [{name: Tag, type: Tag, fields: [{name: Value, type: string}]}]\n";
    let service = compared(request, &format!("{request}{response}"));
    assert_eq!(
        lines(&service),
        [
            "breaking item-retyped request.Tag: Vec<Tag> -> Vec<RequestTag> (operation::get_thing::GetThingBuilder::tag)",
            "addition field-added response.Tag:  -> Tag (operation::get_thing::GetThingResponse::tag)",
            "addition field-added response.Tag.Value:  -> string (operation::get_thing::Tag::value)",
        ]
    );
    assert_eq!(service.bump(), Bump::Major);
}

#[test]
fn a_new_field_that_takes_the_name_of_another_breaks() {
    let service = compared(
        "response: [{name: SIZE, type: int32}]\n",
        "response: [{name: SIZE, type: int32}, {name: Size, type: int32}]\n",
    );
    assert_eq!(
        lines(&service),
        [
            "breaking item-renamed response.SIZE: operation::get_thing::GetThingResponse::size -> operation::get_thing::GetThingResponse::size_2 (operation::get_thing::GetThingResponse::size_2)",
            "addition field-added response.Size:  -> int32 (operation::get_thing::GetThingResponse::size)",
        ]
    );
}

#[test]
fn a_struct_that_had_no_fields_was_another_type() {
    let service = compared(
        "response: [{name: Data, type: struct}]\n",
        "response: [{name: Data, type: struct, fields: [{name: Size, type: int32}]}]\n",
    );
    assert_eq!(
        lines(&service),
        [
            "breaking item-retyped response.Data: Value -> Data (operation::get_thing::GetThingResponse::data)",
            "addition field-added response.Data.Size:  -> int32 (operation::get_thing::Data::size)",
        ]
    );
}

#[test]
fn what_the_ir_tells_is_not_told_again() {
    let service = compared(
        "request: [{name: Kind, in: query, type: string, values: [{value: a}, {value: b}]}]
response:
- {name: Data, type: Data, fields: [{name: Size, type: int32}, {name: Unit, type: string}]}
errors: [{code: Gone}]
",
        "request: [{name: Kind, in: query, type: string, values: [{value: a}]}]
response: [{name: Data, type: Thing, fields: [{name: Size, type: int32}]}]
",
    );
    assert_eq!(
        lines(&service),
        [
            "breaking value-removed request.Kind: b ->  ()",
            "breaking field-removed response.Data.Unit: string ->  ()",
            "breaking error-removed errors.Gone:  ->  ()",
            "breaking item-retyped response.Data: Data -> Thing (operation::get_thing::GetThingResponse::data)",
            "docs retyped-alike response.Data: Data -> Thing (operation::get_thing::GetThingResponse::data)",
        ]
    );
    let removed = service.changes.first().unwrap();
    assert_eq!(removed.old_item.as_deref(), Some("operation::get_thing::Kind::B"));
}

#[test]
fn a_struct_that_pages_name_otherwise_matters_where_rust_names_it() {
    let list = |ty: &str, wrapper: &str| {
        format!(
            "response: [{{name: List, type: {ty}{wrapper}, fields: [{{name: Size, type: int32}}]}}]\n"
        )
    };
    let wrapped = compared(
        &list("array<struct>", ", wrapper: Thing"),
        &list("array<Thing>", ", wrapper: Thing"),
    );
    assert_eq!(
        lines(&wrapped),
        [
            "docs retyped-alike response.List: array<struct> -> array<Thing> (operation::get_thing::GetThingResponse::list)"
        ]
    );
    let bare = compared(&list("array<struct>", ""), &list("array<Thing>", ""));
    assert_eq!(
        lines(&bare),
        [
            "breaking item-retyped response.List: Vec<List> -> Vec<Thing> (operation::get_thing::GetThingResponse::list)",
            "docs retyped-alike response.List: array<struct> -> array<Thing> (operation::get_thing::GetThingResponse::list)",
        ]
    );
}

#[test]
fn only_what_is_compared_asks_for_a_version() {
    let [old, new] = ["response: [{name: A, type: string}]\n", ""].map(|it| [service(it)]);
    let none = review(&State::of_ir(&[]), &State::of_ir(&new));
    assert_eq!(none.services[0].bump(), Bump::None);
    let gone = review(&State::of_ir(&old), &State::of_ir(&[]));
    assert_eq!(lines(&gone.services[0]), ["breaking operation-removed : rpc ->  ()"]);
    assert_eq!(gone.services[0].bump(), Bump::Major);
}
