//! Calls of a generated client: what its users see.

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::list_outbound_numbers_of_user::{
    ListOutboundNumbersOfUserError, ListOutboundNumbersOfUserResponse,
};
use aliyun_runtime::Credentials;
use apigen_mock::{TEST_KEY_ID, TEST_KEY_SECRET};

use crate::start;

pub(crate) fn client(url: &str, secret: &str) -> Client {
    let credentials = Credentials::new(TEST_KEY_ID, secret);
    Client::builder().endpoint(url).credentials(credentials).build().unwrap()
}

async fn list_numbers(
    client: &Client,
    page: i32,
    size: i32,
) -> Result<ListOutboundNumbersOfUserResponse, ListOutboundNumbersOfUserError> {
    let call = client.list_outbound_numbers_of_user().instance_id("ccc-test").user_id("u@ccc-test");
    call.page_number(page).page_size(size).send().await
}

#[tokio::test]
async fn a_call_gets_the_sample_of_the_page() {
    let client = client(&start().await, TEST_KEY_SECRET);
    let answer = list_numbers(&client, 1, 10).await.unwrap();
    assert_eq!((answer.code(), answer.http_status_code()), (Some("OK"), Some(200)));
    assert_eq!(answer.request_id(), Some("00000000-0000-4000-8000-000000000001"));
    assert_eq!((answer.data().page_number(), answer.data().page_size()), (Some(1), Some(10)));
    assert_eq!(answer.data().total_count(), Some(1));
    let [number] = answer.data().list() else { panic!("one number") };
    assert_eq!(number.number(), Some("083xxxx0019"));
    assert_eq!(number.city(), Some("乐山"));
    let again = list_numbers(&client, 1, 10).await.unwrap();
    assert_eq!(again.request_id(), Some("00000000-0000-4000-8000-000000000002"));
}

#[tokio::test]
async fn short_pages_are_two() {
    let client = client(&start().await, TEST_KEY_SECRET);
    let mut found = Vec::new();
    for page in 1..=3 {
        let answer = list_numbers(&client, page, 1).await.unwrap();
        assert_eq!(answer.data().total_count(), Some(2));
        assert_eq!(answer.data().page_number(), Some(page));
        found.push(answer.data().list().to_vec());
    }
    assert_eq!([found[0].len(), found[1].len(), found[2].len()], [1, 1, 0]);
    assert_ne!(found[0], found[1]);
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let client = client(&start().await, "wrong");
    let error = list_numbers(&client, 1, 10).await.unwrap_err();
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_eq!(error.http_status(), Some(403));
    assert!(error.message().unwrap().contains("server string to sign is:"), "{error}");
}
