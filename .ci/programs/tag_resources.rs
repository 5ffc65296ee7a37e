//! Tags applications, by a request whose body is JSON, and lists the tags.

use std::env;
use std::error::Error;

use aliyun_sae_20190506::Client;
use aliyun_sae_20190506::runtime::json;

const APPLICATIONS: [&str; 2] =
    ["d42921c4-5433-4abd-8075-0e536f8b0001", "d42921c4-5433-4abd-8075-0e536f8b0002"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::args().nth(1).ok_or("which endpoint?")?;
    let client = Client::builder().region("cn-beijing").endpoint(endpoint).build()?;

    let tagged = client
        .tag_resources()
        .region_id("cn-beijing")
        .resource_type("application")
        .resource_ids(APPLICATIONS)
        .tags(json!([{"key": "team", "value": "shop"}, {"key": "stage", "value": "test"}]))
        .send()
        .await?;
    println!("tagged: {}", tagged.success().unwrap_or(false));

    let mut tags =
        client.list_tag_resources().resource_type("application").resource_ids(APPLICATIONS).items();
    while let Some(tag) = tags.next().await {
        let tag = tag?;
        println!(
            "{}: {}={}",
            tag.resource_id().unwrap_or("?"),
            tag.tag_key().unwrap_or("?"),
            tag.tag_value().unwrap_or(""),
        );
    }
    Ok(())
}
