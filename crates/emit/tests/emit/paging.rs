//! How a module tells the pages of its operation apart.

use crate::{item, module_of};

/// The module of an operation that gives its answer in these ways.
fn module(ways: &str) -> String {
    module_of(&format!(
        "{{action: ListThings, style: rpc, source: a, pagination: [{ways}], request: [
            {{name: Page, in: query, type: int32, required: true}},
            {{name: PageText, in: query, type: string}}, {{name: Page64, in: query, type: int64}},
            {{name: Size, in: query, type: int32, required: true}},
            {{name: Token, in: query, type: string}}, {{name: Max, in: query, type: int32}}
        ], response: [
            {{name: Next, type: string}}, {{name: Total, type: int64}}, {{name: Names, type: 'array<string>'}},
            {{name: Things, type: 'array<Thing>', wrapper: Thing, fields: [{{name: Id, type: string}}]}},
            {{name: Data, type: struct, fields: [
                {{name: Count, type: int32}}, {{name: Text, type: string}},
                {{name: Inner, type: struct, fields: [{{name: List, type: 'array<int64>'}}]}}]}}
        ]}}"
    ))
}

/// What tells of its pages.
fn paginated(ways: &str) -> String {
    item(&module(ways), "impl pages::Paginated for ListThingsRequest {")
}

#[test]
fn pages_are_told_apart_by_number() {
    let way = "{style: page, number: Page, size: Size, total: Data.Count, items: Data.Inner.List}";
    insta::assert_snapshot!(paginated(way), @"
    impl pages::Paginated for ListThingsRequest {
        type Item = i64;
        fn paging(&self) -> pages::Paging<Self> {
            pages::Paging::by_number(
                |request: &Self| request.page,
                |request, number| request.page = Some(number),
                |response| response.data().count().map(i64::from),
            )
        }
        fn items(response: &ListThingsResponse) -> &[i64] {
            response.data().inner().list()
        }
        fn into_items(response: ListThingsResponse) -> Vec<i64> {
            response.data.and_then(|it| it.inner).map(|it| it.list).unwrap_or_default()
        }
    }
    ");
}

#[test]
fn pages_are_told_apart_by_token() {
    let way = "{style: token, token: Token, next: Next, items: Things.Thing}";
    insta::assert_snapshot!(paginated(way), @"
    impl pages::Paginated for ListThingsRequest {
        type Item = Thing;
        fn paging(&self) -> pages::Paging<Self> {
            pages::Paging::by_token(
                |request: &mut Self, token| request.token = token,
                ListThingsResponse::next,
            )
        }
        fn items(response: &ListThingsResponse) -> &[Thing] {
            response.things()
        }
        fn into_items(response: ListThingsResponse) -> Vec<Thing> {
            response.things
        }
    }
    ");
}

#[test]
fn where_there_are_both_ways_the_request_tells_which() {
    let ways = "{style: page, number: Page64, total: Total, items: Names}, \
        {style: token, token: Token, next: Data.Text, size: Max, items: Names}";
    insta::assert_snapshot!(paginated(ways), @"
    impl pages::Paginated for ListThingsRequest {
        type Item = String;
        fn paging(&self) -> pages::Paging<Self> {
            if self.token.is_some() || self.max.is_some() {
                pages::Paging::by_token(
                    |request: &mut Self, token| request.token = token,
                    |response| response.data().text(),
                )
            } else {
                pages::Paging::by_number(
                    |request: &Self| {
                        request.page64.and_then(|number| number.try_into().ok())
                    },
                    |request, number| request.page64 = Some(number.into()),
                    ListThingsResponse::total,
                )
            }
        }
        fn items(response: &ListThingsResponse) -> &[String] {
            response.names()
        }
        fn into_items(response: ListThingsResponse) -> Vec<String> {
            response.names
        }
    }
    ");
}

#[test]
fn numbers_can_be_texts() {
    let way = "{style: page, number: PageText, total: Data.Text, items: Names}";
    let paginated = paginated(way);
    for line in [
        "request.page_text.as_deref().and_then(|number| number.parse().ok())",
        "request.page_text = Some(number.to_string())",
        ".and_then(|total| total.parse().ok())",
    ] {
        assert!(paginated.contains(line), "{paginated}");
    }
}

#[test]
fn the_stream_sets_the_number_and_the_caller_all_else_that_is_required() {
    let module = module("{style: page, number: Page, items: Names}");
    let builder = item(&module, "impl<Page, Size> ListThingsBuilder<(Page, Size)> {");
    let bounds = |method: &str| {
        let method = builder.split(&format!("    pub fn {method}(self)")).nth(1).unwrap();
        method.split('{').next().unwrap().matches("required::").count()
    };
    assert_eq!((bounds("send"), bounds("pages"), bounds("items")), (2, 1, 1));
}

#[test]
fn what_cannot_be_walked_through_is_no_stream() {
    for way in [
        "{style: page, number: Page, total: Total}",
        "{style: token, token: Max, next: Next, items: Names}",
        "{style: token, token: Token, next: Total, items: Names}",
    ] {
        let module = module(way);
        assert!(!module.contains("pages"), "{module}");
    }
}
