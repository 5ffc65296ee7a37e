//! Slips that show only beside other pages: a name in the cell of the example, an error code that was
//! torn.
//!
//! What stands on one page only is seldom wrong. It is where other pages have just the word that it
//! seems to be a slip of.

use apigen_ir::{Field, Node, WirePath};

use crate::diagnostic::{Findings, Rule};
use crate::errors::is_rest_of_word;
use crate::reading::Reading;
use crate::witness::Witness;

/// Reports what looks wrong beside the other pages of an API version.
pub(crate) fn check(reading: &Reading, witness: Witness<'_>, findings: &mut Findings<'_>) {
    let operation = &reading.operation;
    for (side, fields) in [("request", &operation.request), ("response", &operation.response)] {
        let paths = apigen_ir::wire_paths(fields);
        // A key of the sample without a row is a field, too, and may be just the name that is missing.
        let has_row = |path: &str| reading.origins.contains_key(&format!("{side}.{path}"));
        let has = |name: &str| paths.iter().any(|it| it.field.name == name && has_row(&it.path));
        for WirePath { path, field, .. } in paths.iter().filter(|it| it.node != Node::Wrapper) {
            let path = format!("{side}.{path}");
            check_name(field, &path, has, reading, witness, findings);
            check_torn_name(&field.name, &path, reading, witness, findings);
        }
    }
    for code in &operation.errors {
        check_code(&code.code, reading, witness, findings);
    }
}

/// Reports a name that no other page has, beside an example that is a name on other pages.
fn check_name(
    field: &Field,
    path: &str,
    has: impl Fn(&str) -> bool,
    reading: &Reading,
    witness: Witness<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(example) = field.example.as_deref().filter(|it| *it != field.name && !has(it)) else {
        return;
    };
    let (Some(origin), Some(page)) = (reading.origins.get(path), witness.page_with_name(example))
    else {
        return;
    };
    if witness.page_with_name(&field.name).is_none() {
        let name = &field.name;
        let message = format!(
            "the example `{example}` is a name on other pages (`{page}`), and `{name}` on none"
        );
        let help = "put each cell into its column";
        findings.add_at(path, Rule::CellsSwapped, origin.span, message, help);
    }
}

/// Reports a name that no other page has, where several have one that goes on in the midst of its
/// last word.
fn check_torn_name(
    name: &str,
    path: &str,
    reading: &Reading,
    witness: Witness<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(origin) = reading.origins.get(path) else { return };
    let goes_on = |longer: &str| longer.get(name.len()..).is_some_and(is_rest_of_word);
    let mut longer = witness.names_longer_than(name).filter(|(longer, _)| goes_on(longer));
    if let Some((longer, page)) = longer.next()
        && witness.page_with_name(name).is_none()
    {
        let message = format!("other pages have the name `{longer}` (`{page}`), and none has this");
        let help = "write the name as a whole";
        findings.add_at(path, Rule::NameDamaged, origin.span, message, help);
    }
}

/// Reports a code that no other page has, where one goes on in the midst of its last word.
fn check_code(code: &str, reading: &Reading, witness: Witness<'_>, findings: &mut Findings<'_>) {
    let path = format!("errors.{code}");
    let Some(origin) = reading.origins.get(&path) else { return };
    if witness.page_with_code(code).is_some() {
        return;
    }
    let goes_on = |longer: &str| longer.get(code.len()..).is_some_and(is_rest_of_word);
    let longer = witness.codes_longer_than(code).find(|(longer, _)| goes_on(longer));
    if let Some((longer, page)) = longer {
        let message = format!("other pages have the code `{longer}` (`{page}`), and none has this");
        let help = "write the code as a whole";
        findings.add_at(&path, Rule::ErrorCodeTorn, origin.span, message, help);
    }
}
