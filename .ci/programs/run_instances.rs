//! Starts instances with disks and tags, and shows what became of them.

use std::env;
use std::error::Error;

use aliyun_ecs_20140526::Client;
use aliyun_ecs_20140526::operation::run_instances::{
    Category, DataDisk, InternetChargeType, SystemDisk, Tag,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::args().nth(1).ok_or("which endpoint?")?;
    let client = Client::builder().region("cn-hangzhou").endpoint(endpoint).build()?;

    let data = DataDisk::new().category(Category::CloudEssd).size(200).delete_with_instance(true);
    let started = client
        .run_instances()
        .image_id("ubuntu_20_04_x64_20G_alibase_20210623.vhd")
        .instance_type("ecs.g6.large")
        .instance_name("shop-[1,2]")
        .amount(3)
        .v_switch_id("vsw-bp1s5fnvk4gn2tws0")
        .security_group_id("sg-bp15ed6xe1yxeycg7")
        .internet_charge_type(InternetChargeType::PayByTraffic)
        .internet_max_bandwidth_out(10)
        .system_disk(SystemDisk::new().category(Category::CloudEssd).size("40"))
        .data_disk(data.clone().disk_name("orders"))
        .data_disk(data.disk_name("pictures"))
        .tag(Tag::new().key("team").value("shop"))
        .tag(Tag::new().key("stage").value("test"))
        .send()
        .await?;
    let ids = started.instance_id_sets();
    println!("started {}", ids.join(", "));

    let mut instances = client.describe_instances().instance_ids(ids).items();
    while let Some(instance) = instances.next().await {
        let instance = instance?;
        let address = instance.vpc_attributes().private_ip_address().first();
        println!(
            "{} at {} is {}",
            instance.instance_id().unwrap_or("?"),
            address.map_or("no address yet", String::as_str),
            instance.status().unwrap_or("?"),
        );
        for tag in instance.tags() {
            println!("  {}={}", tag.tag_key().unwrap_or("?"), tag.tag_value().unwrap_or(""));
        }
    }
    Ok(())
}
