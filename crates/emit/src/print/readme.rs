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
        text.push_str(&usage(service, example)?);
    }
    text.push_str(IR);
    Ok(text)
}

/// What the rest of the crate's files are.
const IR: &str = "
What the generator understood of the service's pages is in `ir/`, one file for each operation.
";

/// How a client is made and an operation called.
fn usage(service: &Service, example: &OperationModel) -> Result<String, syn::Error> {
    let (library, call, name) = (library(service), quick_start(example)?, example.ident.plain());
    Ok(format!(
        "
```rust
use {library}::Client;

{call}```

Credentials are looked for on the machine, unless they are given: in `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, in the files of the vendor's command line and libraries, and in the role of the pod or the ECS instance.
A program that calls one operation: `cargo run --example {name}`.
"
    ))
}
