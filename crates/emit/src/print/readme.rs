//! `README.md`.

use apigen_ir::Service;

use super::example::{library, quick_start};
use crate::model::OperationModel;
use crate::print::service_title;

pub(crate) fn print(
    header: &str,
    service: &Service,
    example: Option<&OperationModel>,
) -> Result<String, syn::Error> {
    let (name, title) = (&service.crate_name, service_title(service));
    let mut text = format!("<!-- {header} -->\n\n# {name}\n\nClient of {title}.\n");
    if let Some(example) = example {
        text.push_str(&format!(
            "\n```rust\nuse {}::Client;\n\n{}```\n",
            library(service),
            quick_start(example)?
        ));
        text.push_str(&format!(
            "\nCredentials come from `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` \
             and, for temporary ones, `ALIBABA_CLOUD_SECURITY_TOKEN`, unless they are given.\n\
             A program that calls one operation: `cargo run --example {}`.\n",
            example.ident.plain()
        ));
    }
    text.push_str(
        "\nWhat the generator understood of the service's pages is in `ir/`, one file for each operation.\n",
    );
    Ok(text)
}
