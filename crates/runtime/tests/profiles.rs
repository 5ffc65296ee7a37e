//! Profiles that lead to a server: what of their fields is sent, and to whom.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use aliyun_runtime::CredentialsChain;
use aliyun_runtime::transport::{HttpRequest, HttpResponse};
use support::surroundings::{Machine, Script, surroundings};

fn answer(id: &str) -> HttpResponse {
    let key = format!(
        r#"{{"AccessKeyId":"{id}","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2099-01-01T00:00:00Z"}}"#
    );
    HttpResponse::new(200, Vec::new(), format!(r#"{{"Credentials":{key}}}"#))
}

/// The id that the standard chain finds on a machine, and what it sent for it.
async fn find(
    machine: Machine,
    answers: impl IntoIterator<Item = HttpResponse>,
) -> (String, Vec<HttpRequest>) {
    let script = Script::new(answers.into_iter().map(Some));
    let chain = CredentialsChain::standard(&surroundings(machine, script.clone())).unwrap();
    let found = aliyun_runtime::ProvideCredentials::provide(&chain).await.unwrap();
    (found.access_key_id().to_owned(), script.requests())
}

fn cli(profiles: &str) -> Machine {
    let file = format!(r#"{{"current":"a","profiles":{profiles}}}"#);
    Machine::default().with_file("~/.aliyun/config.json", file)
}

fn shared(lines: &str) -> Machine {
    Machine::default().with_file("~/.alibabacloud/credentials", format!("[default]\n{lines}"))
}

const QUERY: &str = "DurationSeconds=1800&ExternalId=e&Policy=%7B%7D&RoleArn=r&RoleSessionName=s";

#[tokio::test]
async fn the_command_lines_role_by_an_access_key() {
    let (id, sent) = find(
        cli(r#"[{"name":"a","mode":"RamRoleArn","access_key_id":"i","access_key_secret":"s",
            "ram_role_arn":"r","ram_session_name":"s","expired_seconds":1800,"policy":"{}",
            "external_id":"e","sts_region":"cn-x","enable_vpc":true}]"#),
        [answer("found")],
    )
    .await;
    assert_eq!(id, "found");
    let [sent] = sent.try_into().unwrap();
    assert_eq!(sent.url, format!("https://sts-vpc.cn-x.aliyuncs.com/?{QUERY}"));
    assert!(sent.header("authorization").unwrap().contains("Credential=i,"));
}

#[tokio::test]
async fn the_command_lines_role_by_another_profile() {
    let (id, sent) = find(
        cli(
            r#"[{"name":"a","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"second"},
            {"name":"b","mode":"RamRoleArn","access_key_id":"i","access_key_secret":"s",
            "ram_role_arn":"first"}]"#,
        ),
        [answer("of-first"), answer("of-second")],
    )
    .await;
    assert_eq!(id, "of-second");
    let [first, second] = sent.try_into().unwrap();
    assert!(first.url.contains("RoleArn=first&") && second.url.contains("RoleArn=second&"));
    assert!(second.header("authorization").unwrap().contains("Credential=of-first,"));
    assert_eq!(second.header("x-acs-security-token"), Some("t"));
}

#[tokio::test]
async fn roles_by_oidc() {
    let role = r#"[{"name":"a","mode":"OIDC","oidc_provider_arn":"p","oidc_token_file":"/token",
        "ram_role_arn":"r","ram_session_name":"s"}]"#;
    let variables = Machine::default()
        .with_variable("ALIBABA_CLOUD_ROLE_ARN", "r")
        .with_variable("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p")
        .with_variable("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/token")
        .with_variable("ALIBABA_CLOUD_ROLE_SESSION_NAME", "s");
    let section = "type=oidc_role_arn\noidc_provider_arn=p\noidc_token_file_path=/token\n\
                   role_arn=r\nrole_session_name=s";
    for machine in [cli(role), variables, shared(section)] {
        let (id, sent) = find(machine.with_file("/token", "token\n"), [answer("found")]).await;
        assert_eq!(id, "found");
        let [sent] = sent.try_into().unwrap();
        let body = String::from_utf8(sent.body).unwrap();
        let expected = "RoleArn=r&RoleSessionName=s&DurationSeconds=3600&OIDCProviderArn=p&\
                        OIDCToken=token";
        let sorted = |text: &str| {
            let mut pairs: Vec<_> = text.split('&').map(str::to_owned).collect();
            pairs.sort();
            pairs
        };
        assert_eq!(sorted(&body), sorted(expected));
    }
}

#[tokio::test]
async fn the_shared_files_role_by_an_access_key() {
    let section = "type=ram_role_arn\naccess_key_id=i\naccess_key_secret=s\nrole_arn=r\n\
                   role_session_name=s\npolicy={}";
    let (id, sent) = find(shared(section), [answer("found")]).await;
    assert_eq!(id, "found");
    let [sent] = sent.try_into().unwrap();
    let query = "DurationSeconds=3600&Policy=%7B%7D&RoleArn=r&RoleSessionName=s";
    assert_eq!(sent.url, format!("https://sts.aliyuncs.com/?{query}"));
}

#[tokio::test]
async fn the_role_of_the_instance() {
    let metadata = || {
        let key = r#"{"Code":"Success","AccessKeyId":"found","AccessKeySecret":"s",
            "SecurityToken":"t","Expiration":"2099-01-01T00:00:00Z"}"#;
        HttpResponse::new(200, Vec::new(), key)
    };
    let token = || HttpResponse::new(200, Vec::new(), "token");
    for machine in [
        cli(r#"[{"name":"a","mode":"EcsRamRole","ram_role_name":"r"}]"#),
        shared("type=ecs_ram_role\nrole_name=r"),
        Machine::default().with_variable("ALIBABA_CLOUD_ECS_METADATA", "r"),
    ] {
        let (id, sent) = find(machine, [token(), metadata()]).await;
        assert_eq!(id, "found");
        assert!(sent.last().unwrap().url.ends_with("/ram/security-credentials/r"));
    }
}

/// Somebody has asked for the role, so that nobody else is to act if there is none.
#[tokio::test]
async fn a_profile_of_the_instances_role_that_is_not_there_ends_the_chain() {
    let machine = cli(r#"[{"name":"a","mode":"EcsRamRole"}]"#)
        .with_variable("ALIBABA_CLOUD_CREDENTIALS_URI", "http://localhost/");
    let script = Script::default();
    let chain = CredentialsChain::standard(&surroundings(machine, script.clone())).unwrap();
    let error = aliyun_runtime::ProvideCredentials::provide(&chain).await.unwrap_err();
    assert_eq!(error.tried().last().unwrap().name(), "CLI profile");
    assert!(script.requests().iter().all(|sent| sent.url.starts_with("http://100.100.100.200/")));
}
