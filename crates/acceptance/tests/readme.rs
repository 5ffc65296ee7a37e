//! What the README shows is what there is.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::fs;
use std::path::Path;

use support::{Answer, KEY_ID, SECRET, Server};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// The blocks of the README that are fenced as `language`.
fn blocks(language: &str) -> Vec<String> {
    let readme = read("README.md");
    let fence = format!("```{language}\n");
    readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_rust_of_the_readme_compiles_and_calls() {
    let body = r#"{"Code":"OK","Data":{"List":[{"Number":"0101234"}]}}"#;
    let server = Server::start(Answer::Body(200, "application/json", body.to_owned())).await;
    let blocks = blocks("rust");
    assert!(!blocks.is_empty());
    let cases = trybuild::TestCases::new();
    for (index, block) in blocks.iter().enumerate() {
        let program = format!(
            "{block}
#[tokio::main(flavor = \"current_thread\")]
async fn main() {{
    let credentials = aliyun_runtime::Credentials::new({KEY_ID:?}, {SECRET:?});
    let client =
        Client::builder().endpoint({:?}).credentials(credentials).build().unwrap();
    print_numbers(&client).await.unwrap();
}}
",
            server.url
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("readme_{index}.rs"));
        fs::write(&path, program).unwrap();
        cases.pass(&path);
    }
    // The programs run when the cases are dropped.
    tokio::task::spawn_blocking(move || drop(cases)).await.unwrap();
    assert_eq!(server.requests().await.len(), blocks.len());
}

#[test]
fn each_row_of_the_readme_stands_on_the_page_and_its_rust_in_the_crate() {
    let page = read("specs/ccc/2020-07-01/ListOutboundNumbersOfUser.md");
    let code = read("generated/ccc-20200701/src/operation/list_outbound_numbers_of_user.rs");
    let readme = read("README.md");
    // The cells hold a row of the page, its bars escaped, and a line of Rust.
    let rows: Vec<(String, &str)> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `\\|")?.strip_suffix("` |"))
        .filter_map(|line| line.split_once("` | `"))
        .map(|(row, rust)| (format!("|{}", row.replace("\\|", "|")), rust))
        .collect();
    assert!(rows.len() > 5);
    for (row, rust) in rows {
        assert!(page.contains(&row), "the page has no {row}");
        assert!(code.contains(rust), "the crate has no {rust}");
    }
}
