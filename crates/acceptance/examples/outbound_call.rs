//! What an agent does for one call: sign in, choose a number to call from, call a customer, watch the
//! call, hang up, and read its record.
//!
//! It needs no account. In one terminal `cargo xtask mock` answers from the samples of the pages, and
//! checks signatures as the service does; in another, this program calls it:
//!
//! ```text
//! cargo run --package aliyun-client-acceptance --example outbound_call -- http://127.0.0.1:4010
//! ```

use std::env;
use std::error::Error;
use std::time::Duration;

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::make_call::MakeCallError;
use aliyun_ccc_20200701::runtime::Credentials;
use futures_util::TryStreamExt;
use tokio::time::sleep;

const INSTANCE: &str = "ccc-demo";
const AGENT: &str = "agent-li@ccc-demo";
/// The agent's workbench; each has an identity of its own.
const DEVICE: &str = "ACC-DEMO-2.0.1-0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const CUSTOMER: &str = "136xxxx2048";
/// How often the call is looked at before the agent hangs up.
const LOOKS: usize = 3;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let endpoint = arguments.next().ok_or("which endpoint? `cargo xtask mock` prints one")?;
    let pause = arguments.next().map_or(Ok(1_000), |it| it.parse())?;
    let client = Client::builder()
        .endpoint(endpoint)
        .credentials(Credentials::new("mock-access-key-id", "mock-access-key-secret"))
        .build()?;

    sign_in(&client).await?;
    let caller = choose_number(&client).await?;
    let job = call(&client, &caller).await?;
    watch(&client, Duration::from_millis(pause)).await?;
    hang_up(&client, &job).await?;
    print_record(&client, &job).await
}

async fn sign_in(client: &Client) -> Result<()> {
    let answer = client
        .sign_in_group()
        .instance_id(INSTANCE)
        .user_id(AGENT)
        .device_id(DEVICE)
        .signed_skill_group_id_list(["skg-sales@ccc-demo"])
        .send()
        .await?;
    let agent = answer.data();
    println!("signed in at extension {}", agent.extension().unwrap_or("?"));

    let ready = client.ready_for_service().instance_id(INSTANCE).user_id(AGENT).device_id(DEVICE);
    let state = ready.send().await?;
    println!("the agent is {}", state.data().user_state().unwrap_or("?"));
    Ok(())
}

/// The numbers come in pages; the stream asks for the next one when it is needed.
async fn choose_number(client: &Client) -> Result<String> {
    let numbers: Vec<_> = client
        .list_outbound_numbers_of_user()
        .instance_id(INSTANCE)
        .user_id(AGENT)
        .page_number(1)
        .page_size(10)
        .items()
        .try_collect()
        .await?;
    for number in &numbers {
        println!(
            "may call from {}, {}",
            number.number().unwrap_or("?"),
            number.city().unwrap_or("?")
        );
    }
    let first = numbers.first().and_then(|it| it.number()).ok_or("no number to call from")?;
    Ok(first.to_owned())
}

async fn call(client: &Client, caller: &str) -> Result<String> {
    let sent = client
        .make_call()
        .instance_id(INSTANCE)
        .user_id(AGENT)
        .device_id(DEVICE)
        .caller(caller)
        .callee(CUSTOMER)
        .timeout_seconds(45)
        .send()
        .await;
    let answer = match sent {
        Ok(answer) => answer,
        Err(MakeCallError::UserBusy(error)) => {
            return Err(format!("{CUSTOMER} is busy: {error}").into());
        }
        Err(error) => return Err(error.into()),
    };
    let job = answer.data().call_context().job_id().ok_or("the call has no identity")?;
    println!("calling {CUSTOMER} from {caller}, call {job}");
    Ok(job.to_owned())
}

async fn watch(client: &Client, pause: Duration) -> Result<()> {
    for _ in 0..LOOKS {
        let poll = client.poll_user_status().instance_id(INSTANCE).user_id(AGENT).device_id(DEVICE);
        let answer = poll.send().await?;
        let agent = answer.data().user_context();
        println!("the agent is {}", agent.user_state().unwrap_or("?"));
        for channel in answer.data().call_context().channel_contexts() {
            let (to, state) = (channel.destination(), channel.channel_state());
            println!("  channel to {}: {}", to.unwrap_or("?"), state.unwrap_or("?"));
        }
        sleep(pause).await;
    }
    Ok(())
}

async fn hang_up(client: &Client, job: &str) -> Result<()> {
    let release = client.release_call().instance_id(INSTANCE).user_id(AGENT).device_id(DEVICE);
    release.job_id(job).send().await?;
    println!("hung up");
    Ok(())
}

async fn print_record(client: &Client, job: &str) -> Result<()> {
    let answer =
        client.get_call_detail_record().instance_id(INSTANCE).contact_id(job).send().await?;
    let record = answer.data();
    println!(
        "{} called {}, {} s, released by {}",
        record.calling_number().unwrap_or("?"),
        record.called_number().unwrap_or("?"),
        record.call_duration().unwrap_or(0),
        record.release_initiator().map_or("?", |it| it.as_str()),
    );
    for agent in record.agent_events() {
        println!("{}:", agent.agent_id().unwrap_or("?"));
        for event in agent.event_sequence() {
            println!("  {} at {}", event.event().unwrap_or("?"), event.event_time().unwrap_or(0));
        }
    }
    Ok(())
}
