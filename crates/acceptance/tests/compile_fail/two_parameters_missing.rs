use aliyun_ccc_20200701::Client;

async fn list(client: Client) {
    let _ = client
        .list_outbound_numbers_of_user()
        .instance_id("ccc-test")
        .page_number(1)
        .send()
        .await;
}

fn main() {}
