//! `cargo xtask openapi`: one OpenAPI document per API version.

use std::io;

use crate::apply;
use crate::cli::OpenapiArguments;
use crate::disk::LocalDisk;
use crate::lock::Lock;
use crate::pages;
use crate::summary::counted;

/// Writes the documents; the result says whether all pages could be read.
pub(crate) fn run(arguments: &OpenapiArguments) -> io::Result<bool> {
    let selection = &arguments.selection;
    let _lock = Lock::take(&LocalDisk, &arguments.out)?;
    let reading = pages::read(selection)?;
    let has_errors = reading.has_errors();
    let services = reading.extraction.services.into_iter();
    let mut operations = 0;
    let mut documents = Vec::new();
    for mut service in services.filter(|service| selection.has_product(&service.product)) {
        service.operations.retain(|operation| selection.has_action(&operation.action));
        if service.operations.is_empty() {
            continue;
        }
        let document = apigen_openapi::document(&service);
        let mut text = serde_json::to_string_pretty(&document)?;
        text.push('\n');
        documents.push((format!("{}.json", service.folder()), text));
        operations += service.operations.len();
    }
    apply::replace(&LocalDisk, &arguments.out, &documents)?;
    println!(
        "{} with {} written to {}",
        counted(documents.len(), "document"),
        counted(operations, "operation"),
        arguments.out.display()
    );
    if has_errors {
        eprintln!("error: some pages were rejected; `cargo xtask codegen` says why");
    }
    Ok(!has_errors)
}
