//! Counts the calls of a day and how they ended, without async.
//!
//! The argument is the service's host, or what `cargo xtask mock` prints; the credentials stand in
//! `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`:
//!
//! ```text
//! cargo run --package aliyun-client-acceptance --example count_calls -- http://127.0.0.1:4010
//! ```

use std::collections::BTreeMap;
use std::env;
use std::error::Error;

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::list_call_detail_records::{ContactType, SortOrder};

const INSTANCE: &str = "ccc-demo";

fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::args().nth(1).ok_or("which endpoint?")?;
    let client = Client::builder().endpoint(endpoint).build()?;

    let instance = client.get_instance().instance_id(INSTANCE).send().wait()?;
    println!("{}", instance.data().name().unwrap_or(INSTANCE));

    let records = client
        .list_call_detail_records()
        .instance_id(INSTANCE)
        .contact_type(ContactType::Outbound)
        .start_time(1_623_945_600_000)
        .end_time(1_624_032_000_000)
        .sort_order(SortOrder::Asc)
        .page_size(50)
        .items()
        .wait();
    let mut ends = BTreeMap::<_, usize>::new();
    let mut waited = 0;
    for record in records {
        let record = record?;
        let end = record.contact_disposition().unwrap_or("still going on").to_owned();
        *ends.entry(end).or_default() += 1;
        waited += record.wait_time().unwrap_or(0);
    }
    for (end, count) in &ends {
        println!("{end}: {count} calls");
    }
    println!("customers waited {waited} s");
    Ok(())
}
