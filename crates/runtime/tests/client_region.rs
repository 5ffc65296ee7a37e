//! The region that a request needs and the client knows.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use aliyun_runtime::decode::{DecodeError, Object};
use aliyun_runtime::encode::{Encoder, Place, ToWire};
use aliyun_runtime::{ClientBuilder, Error, Operation, ResponseMetadata};
use support::client::TestClient;
use support::in_memory::InMemory;

#[derive(Default)]
struct ListZones {
    region_id: Option<String>,
}

impl Operation for ListZones {
    type Client = TestClient;
    type Response = ResponseMetadata;
    type Error = Error;
    const ACTION: &'static str = "ListZones";

    fn encode(&self, to: &mut Encoder) {
        to.put_region(Place::Query, "RegionId", self.region_id.to_wire());
    }

    fn decode(_: Object, metadata: ResponseMetadata) -> Result<ResponseMetadata, DecodeError> {
        Ok(metadata)
    }
}

/// What comes of a call by a client that was built so: the query, or why there was none.
async fn query(
    builder: ClientBuilder<TestClient>,
    region_id: Option<&str>,
) -> Result<String, String> {
    let transport = InMemory::answering(200, "{}");
    let client = builder.transport(transport.clone()).build().unwrap();
    let request = ListZones { region_id: region_id.map(str::to_owned) };
    client.runtime.call(&request).await.map_err(|error| error.to_string())?;
    let sent = transport.requests().remove(0);
    Ok(sent.url.split_once('?').unwrap().1.to_owned())
}

#[tokio::test]
async fn it_is_taken_where_the_request_has_none() {
    let sent = query(TestClient::builder(), None).await;
    assert_eq!(sent.as_deref(), Ok("RegionId=cn-shanghai"));
}

#[tokio::test]
async fn that_of_the_request_comes_first() {
    let sent = query(TestClient::builder(), Some("cn-beijing")).await;
    assert_eq!(sent.as_deref(), Ok("RegionId=cn-beijing"));
}

#[tokio::test]
async fn it_is_missing_where_nobody_knows_it() {
    let builder = TestClient::builder().region("").endpoint("ccc.aliyuncs.com");
    let error = query(builder, None).await;
    assert_eq!(error, Err("required parameter `RegionId` is not set".to_owned()));
}
