//! A client of three operations, as the generator would write it.

use std::time::{Duration, UNIX_EPOCH};

use aliyun_runtime::decode::{DecodeError, FromWire, Object};
use aliyun_runtime::encode::{Encoder, Place, ToWire, json_text};
use aliyun_runtime::{
    ClientBuilder, Credentials, Endpoints, Error, FailureRule, Operation, ResponseMetadata,
    Service, ServiceClient, Stamp, Value,
};

pub(crate) const SECRET: &str = "hidden-secret";
pub(crate) const TOKEN: &str = "hidden-token";
pub(crate) const NONCE: &str = "c0ffee0123456789c0ffee0123456789";

static SERVICE: Service = Service::new("CCC", "2020-07-01")
    .endpoints(Endpoints::new().regions(&[("cn-shanghai", "ccc.cn-shanghai.aliyuncs.com")]))
    .failure_in_200(FailureRule::new().code("Code", &["OK"]).status("HttpStatusCode"));

#[derive(Clone, Debug)]
pub(crate) struct TestClient {
    pub(crate) runtime: aliyun_runtime::Client,
}

impl ServiceClient for TestClient {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_runtime(runtime: aliyun_runtime::Client) -> Self {
        Self { runtime }
    }
}

impl TestClient {
    pub(crate) fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new().region("cn-shanghai").credentials(Credentials::new("test-id", SECRET))
    }
}

/// The time of the stamp is 2026-01-02T03:04:05Z.
pub(crate) fn fixed_stamp() -> Stamp {
    Stamp::new(UNIX_EPOCH + Duration::from_secs(1_767_323_045), NONCE)
}

/// An RPC operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListNumbers {
    pub(crate) instance_id: Option<String>,
    pub(crate) user_id: Option<String>,
    pub(crate) page_size: Option<i32>,
    pub(crate) skill_groups: Option<Vec<String>>,
}

impl ListNumbers {
    pub(crate) fn complete() -> Self {
        let text = |text: &str| Some(text.to_owned());
        Self { instance_id: text("ccc-test"), user_id: text("user@ccc-test"), ..Self::default() }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) list: Vec<Number>,
    pub(crate) total: Option<i64>,
    pub(crate) metadata: ResponseMetadata,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) number: Option<String>,
}

impl FromWire for Number {
    fn from_wire(value: Value) -> Result<Self, DecodeError> {
        let mut from = Object::from_wire(value)?;
        Ok(Self { number: from.string("Number")? })
    }
}

impl Operation for ListNumbers {
    type Client = TestClient;
    type Response = Numbers;
    type Error = Error;
    const ACTION: &'static str = "ListNumbers";
    const IS_READ: bool = true;

    fn encode(&self, to: &mut Encoder) {
        to.require(Place::Query, "InstanceId", self.instance_id.to_wire());
        to.require(Place::Query, "UserId", self.user_id.to_wire());
        to.put(Place::Query, "PageSize", self.page_size.to_wire());
        to.put(Place::Query, "SkillGroupIdList", json_text(&self.skill_groups));
    }

    fn decode(mut body: Object, metadata: ResponseMetadata) -> Result<Numbers, DecodeError> {
        let total = body.int64("TotalCount")?;
        Ok(Numbers { list: body.wrapped_list("List", "Number")?, total, metadata })
    }
}

/// A ROA operation, which changes something.
#[derive(Clone, Debug)]
pub(crate) struct UpdateThing {
    pub(crate) thing_id: Option<String>,
    pub(crate) force: Option<bool>,
    pub(crate) labels: Option<Vec<String>>,
}

impl Operation for UpdateThing {
    type Client = TestClient;
    type Response = ResponseMetadata;
    type Error = Error;
    const ACTION: &'static str = "UpdateThing";
    const METHOD: &'static str = "PUT";
    const PATH: &'static str = "/v2/things/{ThingId}/labels";

    fn encode(&self, to: &mut Encoder) {
        to.require(Place::Path, "ThingId", self.thing_id.to_wire());
        to.put(Place::Query, "Force", self.force.to_wire());
        to.put(Place::Body, "Labels", self.labels.to_wire());
    }

    fn decode(_: Object, metadata: ResponseMetadata) -> Result<ResponseMetadata, DecodeError> {
        Ok(metadata)
    }
}

/// An operation with an idempotency token.
#[derive(Clone, Debug, Default)]
pub(crate) struct CreateThing {
    pub(crate) client_token: Option<String>,
}

impl Operation for CreateThing {
    type Client = TestClient;
    type Response = ResponseMetadata;
    type Error = Error;
    const ACTION: &'static str = "CreateThing";

    fn encode(&self, to: &mut Encoder) {
        to.put_token(Place::Query, "ClientToken", self.client_token.to_wire());
    }

    fn decode(_: Object, metadata: ResponseMetadata) -> Result<ResponseMetadata, DecodeError> {
        Ok(metadata)
    }
}
