//! Streams over pages and items: where they end, in both styles.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::pin::Pin;

use aliyun_runtime::decode::{DecodeError, Object};
use aliyun_runtime::encode::{Encoder, Place, ToWire};
use aliyun_runtime::pages::{Pages, Paginated, Paging};
use aliyun_runtime::{Error, Operation, ResponseMetadata, RetryPolicy};
use futures_core::Stream;
use support::client::TestClient;
use support::in_memory::{InMemory, answer};

#[derive(Clone, Debug, Default)]
struct Numbered {
    page_number: Option<i32>,
}

#[derive(Clone, Debug, Default)]
struct WithToken {
    next_token: Option<String>,
}

#[derive(Debug)]
struct Page {
    list: Vec<i64>,
    total: Option<i64>,
    next_token: Option<String>,
}

fn decode(mut body: Object) -> Result<Page, DecodeError> {
    let (total, next_token) = (body.int64("TotalCount")?, body.string("NextToken")?);
    Ok(Page { list: body.list("List")?, total, next_token })
}

impl Operation for Numbered {
    type Client = TestClient;
    type Response = Page;
    type Error = Error;
    const ACTION: &'static str = "ListNumbered";

    fn encode(&self, to: &mut Encoder) {
        to.put(Place::Query, "PageNumber", self.page_number.to_wire());
    }

    fn decode(body: Object, _: ResponseMetadata) -> Result<Page, DecodeError> {
        decode(body)
    }
}

impl Paginated for Numbered {
    type Item = i64;

    fn paging(&self) -> Paging<Self> {
        Paging::by_number(
            |request: &Self| request.page_number,
            |request, number| request.page_number = Some(number),
            |response| response.total,
        )
    }

    fn items(response: &Page) -> &[i64] {
        &response.list
    }

    fn into_items(response: Page) -> Vec<i64> {
        response.list
    }
}

impl Operation for WithToken {
    type Client = TestClient;
    type Response = Page;
    type Error = Error;
    const ACTION: &'static str = "ListWithToken";

    fn encode(&self, to: &mut Encoder) {
        to.put(Place::Query, "NextToken", self.next_token.to_wire());
    }

    fn decode(body: Object, _: ResponseMetadata) -> Result<Page, DecodeError> {
        decode(body)
    }
}

impl Paginated for WithToken {
    type Item = i64;

    fn paging(&self) -> Paging<Self> {
        Paging::by_token(
            |request: &mut Self, token| request.next_token = token,
            |response| response.next_token.as_deref(),
        )
    }

    fn items(response: &Page) -> &[i64] {
        &response.list
    }

    fn into_items(response: Page) -> Vec<i64> {
        response.list
    }
}

fn answering(bodies: &[&str]) -> InMemory {
    InMemory::new(bodies.iter().map(|body| answer(200, body)))
}

fn pages<O: Paginated>(transport: &InMemory, request: O) -> Pages<O> {
    let builder = TestClient::builder().transport(transport.clone()).retry(RetryPolicy::off());
    builder.build().unwrap().runtime.pages(request)
}

/// The lists of all pages, and the queries that were sent for them.
async fn lists<O: Paginated<Response = Page, Error = Error>>(
    transport: &InMemory,
    mut pages: Pages<O>,
) -> (Vec<Vec<i64>>, Vec<String>) {
    let mut lists = Vec::new();
    while let Some(page) = pages.next().await {
        lists.push(page.unwrap().list);
    }
    let query = |url: &str| url.split_once('?').map(|(_, query)| query.to_owned());
    let requests = transport.requests();
    (lists, requests.iter().map(|it| query(&it.url).unwrap_or_default()).collect())
}

#[tokio::test]
async fn numbered_pages_end_with_the_last_item_that_is_counted() {
    let transport = answering(&[
        r#"{"List":[1,2],"TotalCount":3}"#,
        r#"{"List":[3],"TotalCount":"3"}"#,
        r#"{"List":[4],"TotalCount":3}"#,
    ]);
    let (lists, queries) = lists(&transport, pages(&transport, Numbered::default())).await;
    assert_eq!(lists, [vec![1, 2], vec![3]]);
    assert_eq!(queries, ["PageNumber=1", "PageNumber=2"]);
}

#[tokio::test]
async fn they_begin_where_the_request_stands() {
    let transport = answering(&[r#"{"List":[5,6],"TotalCount":7}"#, r#"{"List":[7]}"#]);
    let request = Numbered { page_number: Some(3) };
    let (lists, queries) = lists(&transport, pages(&transport, request).max_pages(2)).await;
    assert_eq!(lists, [[5, 6].as_slice(), &[7]]);
    assert_eq!(queries, ["PageNumber=3", "PageNumber=4"]);
}

#[tokio::test]
async fn without_a_count_they_end_before_an_empty_page() {
    for end in ["{}", r#"{"List":[]}"#, r#"{"List":null}"#] {
        let transport = answering(&[r#"{"List":[1],"TotalCount":0}"#, r#"{"List":[2]}"#, end]);
        let (lists, queries) = lists(&transport, pages(&transport, Numbered::default())).await;
        assert_eq!(lists, [[1], [2]]);
        assert_eq!(queries.len(), 3);
    }
}

#[tokio::test]
async fn they_end_before_a_page_that_comes_again() {
    let transport = answering(&[r#"{"List":[1,2],"TotalCount":100}"#]);
    let (lists, queries) = lists(&transport, pages(&transport, Numbered::default())).await;
    assert_eq!(lists, [[1, 2]]);
    assert_eq!(queries.len(), 2);
}

#[tokio::test]
async fn the_first_page_comes_even_if_it_is_empty() {
    let transport = answering(&[r#"{"List":[],"TotalCount":0}"#]);
    let numbered = lists(&transport, pages(&transport, Numbered::default())).await;
    assert_eq!(numbered.0, [Vec::<i64>::new()]);
    let with_token = lists(&transport, pages(&transport, WithToken::default())).await;
    assert_eq!(with_token.0, [Vec::<i64>::new()]);
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test]
async fn pages_with_tokens_end_without_a_further_one() {
    for end in ["", r#","NextToken":"""#, r#","NextToken":null"#] {
        let last = format!(r#"{{"List":[3]{end}}}"#);
        let transport = answering(&[r#"{"List":[1,2],"NextToken":"a"}"#, &last, "{}"]);
        let (lists, queries) = lists(&transport, pages(&transport, WithToken::default())).await;
        assert_eq!(lists, [vec![1, 2], vec![3]]);
        assert_eq!(queries, ["", "NextToken=a"]);
    }
}

#[tokio::test]
async fn they_end_before_a_token_that_comes_again() {
    let transport = answering(&[
        r#"{"List":[1],"NextToken":"a"}"#,
        r#"{"List":[2],"NextToken":"b"}"#,
        r#"{"List":[3],"NextToken":"a"}"#,
        r#"{"List":[4],"NextToken":"c"}"#,
    ]);
    let (lists, _) = lists(&transport, pages(&transport, WithToken::default())).await;
    assert_eq!(lists, [[1], [2], [3]]);
}

#[tokio::test]
async fn they_end_before_an_empty_or_a_repeated_page_whatever_its_token() {
    for end in [r#"{"List":[],"NextToken":"b"}"#, r#"{"List":[1],"NextToken":"b"}"#] {
        let transport = answering(&[r#"{"List":[1],"NextToken":"a"}"#, end]);
        let (lists, queries) = lists(&transport, pages(&transport, WithToken::default())).await;
        assert_eq!(lists, [[1]]);
        assert_eq!(queries.len(), 2);
    }
}

#[tokio::test]
async fn they_are_bounded() {
    let endless: Vec<_> = (0..10).map(|number| format!(r#"{{"List":[{number}]}}"#)).collect();
    let endless: Vec<_> = endless.iter().map(String::as_str).collect();
    for limit in [0, 1, 3] {
        let transport = answering(&endless);
        let pages = pages(&transport, Numbered::default()).max_pages(limit);
        assert_eq!(lists(&transport, pages).await.0.len(), limit);
        assert_eq!(transport.requests().len(), limit);
    }
}

#[tokio::test]
async fn items_come_one_by_one() {
    let transport =
        answering(&[r#"{"List":[1,2],"TotalCount":3}"#, r#"{"List":[3],"TotalCount":3}"#]);
    let mut items = pages(&transport, Numbered::default()).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.unwrap());
        // A page is asked for when the one before is used up.
        assert_eq!(transport.requests().len(), if found.len() < 3 { 1 } else { 2 });
    }
    assert_eq!(found, [1, 2, 3]);
}

#[tokio::test]
async fn an_error_is_the_end() {
    let transport = InMemory::new([answer(200, r#"{"List":[1]}"#), answer(404, "")]);
    let mut items = pages(&transport, Numbered::default()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap_err().http_status(), Some(404));
    assert!(items.next().await.is_none());
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test]
async fn further_parameters_go_with_each_page() {
    let transport = answering(&[r#"{"List":[1]}"#, r#"{"List":[2]}"#, "{}"]);
    let pages = pages(&transport, Numbered::default()).parameter(Place::Query, "New", "x");
    let (_, queries) = lists(&transport, pages).await;
    assert_eq!(queries, ["New=x&PageNumber=1", "New=x&PageNumber=2", "New=x&PageNumber=3"]);
}

fn assert_crosses_threads<T: Send + 'static>(_: &T) {}

#[tokio::test]
async fn they_are_streams() {
    let transport = answering(&[r#"{"List":[1],"TotalCount":1}"#]);
    let mut pages = pages(&transport, Numbered::default());
    assert_eq!(format!("{pages:?}"), r#"Pages { action: "ListNumbered", pages: 0, .. }"#);
    let next = std::future::poll_fn(|context| Pin::new(&mut pages).poll_next(context));
    assert_eq!(next.await.unwrap().unwrap().list, [1]);
    assert_crosses_threads(&pages);
    assert_crosses_threads(&pages.items());
}
