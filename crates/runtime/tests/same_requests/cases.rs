//! The cases, and how this runtime sends them.

use aliyun_runtime::decode::{DecodeError, Object};
use aliyun_runtime::encode::{Encoder, Place, Separator, flat_keys, joined, json_text};
use aliyun_runtime::sign::Algorithm;
use aliyun_runtime::{Client, Credentials, Error, Operation, ResponseMetadata, Value};

use crate::support::client::TestClient;
use crate::support::vectors::text;

/// The arguments of one request.
pub(crate) struct Case(Value);

impl Case {
    pub(crate) fn all() -> Vec<Self> {
        let cases: Value = include_str!("cases.json").parse().unwrap();
        cases.as_array().unwrap().iter().cloned().map(Self).collect()
    }

    pub(crate) fn name(&self) -> &str {
        self.0["name"].as_str().unwrap()
    }

    /// The secret of the access key, if the request is signed.
    pub(crate) fn secret(&self) -> Option<&str> {
        self.0["credentials"]["access_key_secret"].as_str()
    }

    /// The value behind a name that the query or the form has, if it is one of the case.
    pub(crate) fn value(&self, flat_name: &str) -> Option<&Value> {
        self.parameters().iter().find_map(|parameter| {
            let rest = flat_name.strip_prefix(parameter["name"].as_str()?)?;
            let mut steps = rest.split('.').skip(1);
            steps.try_fold(&parameter["value"], |value, step| match value {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?.checked_sub(1)?),
                other => other.get(step),
            })
        })
    }

    pub(crate) async fn send(&self, url: &str) {
        let client = TestClient::builder().endpoint(url).credentials(self.credentials());
        let client = client.signature_algorithm(self.algorithm()).build().unwrap().runtime;
        match self.parameters() {
            [file] if file["in"] == "file" => self.send_file(&client, &file["value"]).await,
            parameters => self.send_parameters(&client, parameters).await,
        }
        .unwrap();
    }

    async fn send_parameters(&self, client: &Client, parameters: &[Value]) -> Result<(), Error> {
        let mut call = client
            .action(text(&self.0["action"]))
            .version(text(&self.0["version"]))
            .at(text(&self.0["method"]), text(&self.0["path"]));
        for parameter in parameters {
            call = call.parameter(place(parameter), &text(&parameter["name"]), styled(parameter));
        }
        call.await.map(|_| ())
    }

    async fn send_file(&self, client: &Client, bytes: &Value) -> Result<(), Error> {
        let bytes = hex::decode(text(bytes)).unwrap();
        if self.0["path"] == PutFile::PATH {
            client.call(&PutFile(bytes)).await
        } else {
            client.call(&PutFileAt(bytes)).await
        }
    }

    fn parameters(&self) -> &[Value] {
        self.0["parameters"].as_array().unwrap()
    }

    fn credentials(&self) -> Credentials {
        let part = |name: &str| self.0["credentials"][name].as_str();
        let key = part("access_key_id").zip(part("access_key_secret"));
        match (key, part("security_token"), part("bearer_token")) {
            (Some((id, secret)), Some(token), None) => {
                Credentials::new(id, secret).with_security_token(token)
            }
            (Some((id, secret)), None, None) => Credentials::new(id, secret),
            (None, None, Some(token)) => Credentials::bearer_token(token),
            (None, None, None) => Credentials::anonymous(),
            _ => panic!("{}", self.name()),
        }
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        let name = self.0["algorithm"].as_str();
        let named = |name| Algorithm::ALL.into_iter().find(|it| it.name() == name).unwrap();
        name.map(named).unwrap_or_default()
    }
}

fn place(parameter: &Value) -> Place {
    match parameter["in"].as_str().unwrap() {
        "query" => Place::Query,
        "form" => Place::Form,
        "body" => Place::Body,
        "whole_body" => Place::WholeBody,
        "path" => Place::Path,
        "header" => Place::Header,
        other => panic!("{other}"),
    }
}

/// The value in the form that generated code gives it; null stands for an absent one.
fn styled(parameter: &Value) -> Option<Value> {
    let value = Some(&parameter["value"]).filter(|value| !value.is_null())?;
    match parameter["style"].as_str() {
        None => Some(value.clone()),
        Some("json") => json_text(value),
        Some("flat_keys") => flat_keys(value),
        Some("simple") => joined(value, Separator::Comma),
        Some("spaceDelimited") => joined(value, Separator::Space),
        Some("pipeDelimited") => joined(value, Separator::Pipe),
        Some(other) => panic!("{other}"),
    }
}

/// Operations that take a file, which no call by name can.
macro_rules! put_file {
    ($name:ident, $method:literal, $path:literal) => {
        struct $name(Vec<u8>);

        impl Operation for $name {
            type Client = TestClient;
            type Response = ();
            type Error = Error;
            const ACTION: &'static str = "PutFile";
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;

            fn encode(&self, to: &mut Encoder) {
                to.require_file("File", Some(&self.0));
            }

            fn decode(_: Object, _: ResponseMetadata) -> Result<(), DecodeError> {
                Ok(())
            }
        }
    };
}

put_file!(PutFile, "POST", "/");
put_file!(PutFileAt, "PUT", "/file");
