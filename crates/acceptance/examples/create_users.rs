//! Creates users, and knows what to do about each way in which that can fail.
//!
//! The argument is the service's host, or what `cargo xtask mock` prints; the credentials stand in
//! `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`:
//!
//! ```text
//! cargo run --package aliyun-client-acceptance --example create_users -- http://127.0.0.1:4010
//! ```

use std::env;
use std::error::Error;

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::create_user::{CreateUserError, WorkMode};
use aliyun_ccc_20200701::runtime::{RetryPolicy, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::args().nth(1).ok_or("which endpoint?")?;
    let client = Client::builder().endpoint(endpoint).retry(RetryPolicy::off()).build()?;
    for (login, name) in [("agent-li", "李晓"), ("agent-wang", "王岚"), ("agent-zhao", "赵青")]
    {
        match create(&client, login, name).await {
            Ok(id) => println!("{login} is there, id {id}"),
            Err(error) if error.is_throttling() => println!("{login} has to wait: {error}"),
            Err(CreateUserError::NotExistsInstanceId(error)) => {
                return Err(format!("there is no such call center: {}", error.message()).into());
            }
            Err(error) => {
                let code = error.code().unwrap_or("no answer");
                println!("{login} failed with {code}, {}", error.request_id().unwrap_or("no id"));
            }
        }
    }
    Ok(())
}

/// Creates a user. One that is there already is as good.
async fn create(client: &Client, login: &str, name: &str) -> Result<String, CreateUserError> {
    let created = client
        .create_user()
        .instance_id("ccc-demo")
        .login_name(login)
        .display_name(name)
        .email(format!("{login}@example.com"))
        .role_id("Agent@ccc-demo")
        .work_mode(WorkMode::OnSite)
        .skill_level_list(json!([{"skillGroupId": "skg-sales@ccc-demo", "skillLevel": 6}]))
        .send()
        .await;
    match created {
        Ok(answer) => Ok(answer.data().user_id().unwrap_or(login).to_owned()),
        Err(CreateUserError::AlreadyExistsUser(_)) => Ok(format!("{login}@ccc-demo")),
        Err(error) => Err(error),
    }
}
