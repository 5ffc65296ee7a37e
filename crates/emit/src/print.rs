//! The files of a crate, one module for each; what they say has been decided in the model.

pub(crate) mod client;
pub(crate) mod crate_root;
pub(crate) mod example;
pub(crate) mod features;
pub(crate) mod front_page;
pub(crate) mod manifest;
pub(crate) mod operation;
pub(crate) mod readme;
pub(crate) mod sample_test;
pub(crate) mod workspace;

mod builder;
mod enumeration;
mod error;
mod imports;
mod operation_table;
mod paging;
mod plain_data;
mod request;
mod response;
mod setter;
pub(crate) mod value;

use apigen_ir::Service;

/// The service in words.
fn service_title(service: &Service) -> String {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || "-_. ".contains(*c)).collect()
    };
    let (product, version) = (plain(&service.product), plain(&service.version));
    format!("the Alibaba Cloud API {product}, version {version}")
}
