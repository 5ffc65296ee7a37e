//! Where credentials come from, against what the vendor's own libraries find in the same files,
//! variables and answers.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeMap;
use std::time::Duration;

use aliyun_runtime::credentials::{
    CliProfileCredentials, EcsRoleCredentials, OidcRoleCredentials, RamRoleCredentials, Role,
    SharedFileCredentials, UriCredentials,
};
use aliyun_runtime::error::CredentialsError;
use aliyun_runtime::transport::{HttpRequest, HttpResponse};
use aliyun_runtime::{Credentials, CredentialsChain, Network, ProvideCredentials, Value};
use support::surroundings::{Machine, Script, surroundings};
use support::vectors::{Vector, lines, pairs, text};

type Found = Result<Credentials, CredentialsError>;

fn vectors(folder: &str, count: usize) -> Vec<Vector> {
    let vectors = Vector::all(&format!("credentials/{folder}"));
    assert_eq!(vectors.len(), count, "{folder}");
    vectors
}

/// The text of a file: JSON, or a list of lines.
fn file_text(value: &Value) -> String {
    match value {
        Value::Array(_) => lines(value),
        Value::String(text) => text.clone(),
        json => json.to_string(),
    }
}

fn answer(value: &Value) -> Option<HttpResponse> {
    let status = u16::try_from(value["status"].as_u64()?).unwrap();
    Some(HttpResponse::new(status, Vec::new(), file_text(&value["body"])))
}

/// The same id, secret and token; an expiration is that of the answers.
fn assert_found(vector: &Vector, found: &Found) {
    let (name, result) = (&vector.name, &vector.content["result"]);
    if result["fails"] == true {
        assert!(found.is_err(), "{name}: {found:?}");
        return;
    }
    let expected =
        Credentials::new(text(&result["access_key_id"]), text(&result["access_key_secret"]));
    let expected = match result["security_token"].as_str() {
        Some(token) => expected.with_security_token(token),
        None => expected,
    };
    let expected = match found.as_ref().ok().and_then(Credentials::expiration) {
        Some(time) => expected.with_expiration(time),
        None => expected,
    };
    assert!(found.as_ref().ok() == Some(&expected), "{name}: {found:?}");
}

fn query_of(request: &HttpRequest) -> BTreeMap<String, String> {
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    let body = std::str::from_utf8(&request.body).unwrap();
    let pairs = query.split('&').chain(body.split('&')).filter(|pair| !pair.is_empty());
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_encoding::percent_decode_str(&text).decode_utf8().unwrap().into_owned()
    };
    pairs
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

#[tokio::test]
async fn profiles_of_the_command_line() {
    for vector in vectors("cli_profile", 8) {
        let file = file_text(&vector.content["file"]);
        let machine = Machine::default().with_file("~/.aliyun/config.json", file);
        let mut profile = CliProfileCredentials::new(&surroundings(machine, Script::default()));
        if let Some(name) = vector.content["profile"].as_str() {
            profile = profile.profile(name);
        }
        assert_found(&vector, &profile.provide().await);
    }
}

#[tokio::test]
async fn profiles_of_the_shared_file() {
    for vector in vectors("shared_file", 6) {
        let file = file_text(&vector.content["file"]);
        let machine = Machine::default().with_file("~/.alibabacloud/credentials.ini", file);
        let profile = SharedFileCredentials::new(&surroundings(machine, Script::default()));
        let profile = profile.profile(text(&vector.content["profile"]));
        assert_found(&vector, &profile.provide().await);
    }
}

#[tokio::test]
async fn the_role_of_an_ecs_instance() {
    for vector in vectors("ecs_role", 7) {
        let (name, content) = (&vector.name, &vector.content);
        let exchanges = content["exchanges"].as_array().unwrap();
        let script = Script::new(exchanges.iter().map(|exchange| answer(&exchange["answer"])));
        let is_plain_allowed = content["is_plain_allowed"].as_bool().unwrap();
        let disabled = if is_plain_allowed { "" } else { "true" };
        let machine = Machine::default().with_variable("ALIBABA_CLOUD_IMDSV1_DISABLED", disabled);
        let mut role = EcsRoleCredentials::new(&surroundings(machine, script.clone()));
        if let Some(name) = content["role"].as_str() {
            role = role.role(name);
        }
        assert_found(&vector, &role.provide().await);

        let sent = script.requests();
        assert_eq!(sent.len(), exchanges.len(), "{name}");
        for (sent, exchange) in sent.iter().zip(exchanges) {
            let expected = &exchange["request"];
            let url = format!("http://100.100.100.200{}", text(&expected["path"]));
            assert_eq!((&sent.method, &sent.url), (&text(&expected["method"]), &url), "{name}");
            let mut headers = pairs(&expected["headers"]);
            for (name, _) in &mut headers {
                name.make_ascii_lowercase();
            }
            assert_eq!(sent.headers, headers, "{name}");
        }
    }
}

/// Of the vectors' roles, what is not told by their parameters.
fn role(vector: &Vector) -> Role {
    let parameters = &vector.content["parameters"];
    let seconds = text(&parameters["DurationSeconds"]).parse().unwrap();
    let mut role = Role::new(text(&parameters["RoleArn"]))
        .session_name(text(&parameters["RoleSessionName"]))
        .duration(Duration::from_secs(seconds));
    if let Some(policy) = parameters["Policy"].as_str() {
        role = role.policy(policy);
    }
    if let Some(id) = parameters["ExternalId"].as_str() {
        role = role.external_id(id);
    }
    if vector.content["host"] == "sts-vpc.cn-beijing.aliyuncs.com" {
        role = role.sts_region("cn-beijing", Network::Vpc);
    }
    role
}

/// The library puts all into the query of a GET, where logs keep the token; here, the token and the
/// role are in the body.
#[tokio::test]
async fn a_role_by_oidc() {
    for vector in vectors("oidc_role", 3) {
        let (name, content) = (&vector.name, &vector.content);
        let parameters = &content["parameters"];
        let script = Script::new([answer(&content["answer"])]);
        let machine =
            Machine::default().with_file("/token", format!("{}\n", text(&parameters["OIDCToken"])));
        let provider = text(&parameters["OIDCProviderArn"]);
        let surroundings = surroundings(machine, script.clone());
        let role = OidcRoleCredentials::new(role(&vector), provider, "/token", &surroundings);
        assert_found(&vector, &role.provide().await);

        let [sent] = script.requests().try_into().unwrap();
        let url = format!("https://{}/?Action=AssumeRoleWithOIDC&", text(&content["host"]));
        assert!(sent.url.starts_with(&url) && sent.method == "POST", "{name}: {}", sent.url);
        assert!(!sent.url.contains("OIDCToken"), "{name}");
        assert_eq!(query_of(&sent), pairs(parameters).into_iter().collect(), "{name}");
        assert_eq!(sent.header("authorization"), None, "{name}");
    }
}

/// The library signs with V1, in the query; here, it is V3, in the headers, which a policy with a
/// space does not break.
#[tokio::test]
async fn a_role_by_an_access_key() {
    for vector in vectors("ram_role", 2) {
        let (name, content) = (&vector.name, &vector.content);
        let parameters = &content["parameters"];
        let source = Credentials::new(text(&parameters["AccessKeyId"]), "secret");
        let source = match parameters["SecurityToken"].as_str() {
            Some(token) => source.with_security_token(token),
            None => source,
        };
        let script = Script::new([answer(&content["answer"])]);
        let surroundings = surroundings(Machine::default(), script.clone());
        let role = RamRoleCredentials::new(role(&vector), source, &surroundings);
        assert_found(&vector, &role.provide().await);

        let [sent] = script.requests().try_into().unwrap();
        assert!(sent.url.starts_with(&format!("https://{}/?", text(&content["host"]))), "{name}");
        let mut parameters: BTreeMap<_, _> = pairs(parameters).into_iter().collect();
        for (parameter, header) in [
            ("Action", "x-acs-action"),
            ("Version", "x-acs-version"),
            ("Timestamp", "x-acs-date"),
            ("SecurityToken", "x-acs-security-token"),
        ] {
            assert_eq!(parameters.remove(parameter).as_deref(), sent.header(header), "{name}");
        }
        let key = format!("Credential={},", parameters.remove("AccessKeyId").unwrap());
        assert!(sent.header("authorization").unwrap().contains(&key), "{name}");
        // The `accept` header asks for JSON.
        parameters.remove("Format").unwrap();
        assert_eq!(query_of(&sent), parameters, "{name}");
    }
}

#[tokio::test]
async fn a_server_of_ones_own() {
    for vector in vectors("uri", 1) {
        let url = text(&vector.content["url"]);
        let script = Script::new([answer(&vector.content["answer"])]);
        let surroundings = surroundings(Machine::default(), script.clone());
        let server = UriCredentials::new(&url, &surroundings).unwrap();
        assert_found(&vector, &server.provide().await);
        let [sent] = script.requests().try_into().unwrap();
        assert_eq!((sent.method.as_str(), sent.url), ("GET", url));
    }
}

/// What is found on purpose where the library finds something else.
const OURS: [(&str, Result<&str, &str>); 2] = [
    // Half a key in the variables is a mistake, and no reason to act as somebody else.
    ("env_half_falls_through", Err("`ALIBABA_CLOUD_ACCESS_KEY_SECRET` is not")),
    // The vendor's libraries of other languages read and write the file under this name.
    ("ini_without_extension_not_read", Ok("id-1")),
];

#[tokio::test]
async fn the_standard_chain() {
    let mut differing = Vec::new();
    for vector in vectors("chain", 9) {
        let content = &vector.content;
        let mut machine = Machine { variables: pairs(&content["variables"]), ..Machine::default() };
        for (path, file) in content["files"].as_object().unwrap() {
            machine = machine.with_file(path, file_text(file));
        }
        let found = match CredentialsChain::standard(&surroundings(machine, Script::default())) {
            Ok(chain) => chain.provide().await,
            Err(error) => Err(error),
        };
        match OURS.iter().find(|(name, _)| *name == vector.name) {
            Some((name, Ok(id))) => {
                assert_eq!(found.unwrap().access_key_id(), *id, "{name}");
                differing.push(*name);
            }
            Some((name, Err(part))) => {
                let error = found.unwrap_err();
                assert!(error.message().contains(part), "{name}: {error}");
                differing.push(*name);
            }
            None => assert_found(&vector, &found),
        }
    }
    assert_eq!(differing, OURS.map(|(name, _)| name));
}
