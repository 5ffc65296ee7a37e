//! `cargo xtask openapi`: one OpenAPI document per API version.

use std::io;

use crate::cli::OpenapiArguments;
use crate::output;
use crate::pages;
use crate::summary::counted;

/// Writes the documents; the result says whether all pages could be read.
pub(crate) fn run(arguments: &OpenapiArguments) -> io::Result<bool> {
    let selection = &arguments.selection;
    let reading = pages::read(selection)?;
    let has_errors = reading.has_errors();
    let services = reading.extraction.services.into_iter();
    let mut operations = 0;
    let mut documents = 0;
    for mut service in services.filter(|service| selection.has_product(&service.product)) {
        service.operations.retain(|operation| selection.has_action(&operation.action));
        if service.operations.is_empty() {
            continue;
        }
        let document = apigen_openapi::document(&service);
        let mut text = serde_json::to_string_pretty(&document)?;
        text.push('\n');
        let path = arguments.out.join(format!("{}.json", service.folder()));
        output::replace(&path, &text)?;
        documents += 1;
        operations += service.operations.len();
    }
    println!(
        "{} with {} written to {}",
        counted(documents, "document"),
        counted(operations, "operation"),
        arguments.out.display()
    );
    if has_errors {
        eprintln!("error: some pages were rejected; `cargo xtask codegen` says why");
    }
    Ok(!has_errors)
}
