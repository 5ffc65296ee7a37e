//! Lists the users of a call center, who come in pages, and the skills of those who have some.
//!
//! The argument is the service's host, or what `cargo xtask mock` prints; the credentials stand in
//! `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`:
//!
//! ```text
//! cargo run --package aliyun-client-acceptance --example list_users -- http://127.0.0.1:4010
//! ```

use std::env;
use std::error::Error;
use std::future::ready;

use aliyun_ccc_20200701::Client;
use futures_util::TryStreamExt;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::args().nth(1).ok_or("which endpoint?")?;
    let client = Client::builder().endpoint(endpoint).build()?;
    let list = client.list_users().instance_id("ccc-demo").page_size(20);

    // Page after page, for what stands beside the users.
    let mut pages = list.clone().pages();
    while let Some(page) = pages.next().await {
        let page = page?;
        let (number, users) = (page.data().page_number().unwrap_or(0), page.data().list());
        println!("page {number} has {} users", users.len());
    }

    // All users as one stream, which asks for the next page when it is needed.
    let skilled: Vec<_> = list
        .items()
        .try_filter(|user| ready(!user.skill_level_list().is_empty()))
        .try_collect()
        .await?;
    println!("{} users have skills, the first of them", skilled.len());
    if let Some(user) = skilled.first() {
        println!("{}, {}", user.user_id().unwrap_or("?"), user.display_name().unwrap_or("?"));
        for skill in user.skill_level_list() {
            let group = skill.skill_group_name().unwrap_or("?");
            println!("  {group}: level {}", skill.skill_level().unwrap_or(0));
        }
    }
    Ok(())
}
