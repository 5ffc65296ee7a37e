//! `README.md`.

use apigen_ir::Service;

use super::front_page::{self, Place};
use crate::model::OperationModel;

pub(crate) fn print(
    header: &str,
    service: &Service,
    operations: &[OperationModel],
    example: Option<&OperationModel>,
) -> Result<String, syn::Error> {
    let name = &service.crate_name;
    let mut text = format!("<!-- {header} -->\n\n# {name}\n\n");
    let docs = front_page::docs(service, operations, example, Place::Readme)?;
    let mut is_code = false;
    for line in docs.lines() {
        is_code ^= line.starts_with("```");
        // Below the title.
        if line.starts_with('#') && !is_code {
            text.push('#');
        }
        text.push_str(line);
        text.push('\n');
    }
    if let Some(example) = example {
        text.push_str(&further_files(example));
    }
    text.push_str(LICENCE);
    Ok(text)
}

fn further_files(example: &OperationModel) -> String {
    let name = example.ident.plain();
    format!(
        "
## Further files

`cargo run --example {name}` is a program that calls one operation.
What the generator understood of the service's pages is in `ir/`, one file for each operation.
"
    )
}

const LICENCE: &str = "
## Licence

[MIT](LICENSE-MIT) or [Apache-2.0](LICENSE-APACHE), at your option.
";
