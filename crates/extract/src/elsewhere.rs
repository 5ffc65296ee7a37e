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
    if witness.page_with_name(name).is_none()
        && let Some(longer) = whole(name, witness.names_longer_than(name))
    {
        report_torn(Rule::NameDamaged, "name", longer, path, reading, findings);
    }
}

/// Reports a code that no other page has, where one goes on in the midst of its last word.
fn check_code(code: &str, reading: &Reading, witness: Witness<'_>, findings: &mut Findings<'_>) {
    if witness.page_with_code(code).is_none()
        && let Some(longer) = whole(code, witness.codes_longer_than(code))
    {
        let path = format!("errors.{code}");
        report_torn(Rule::ErrorCodeTorn, "code", longer, &path, reading, findings);
    }
}

/// The first of longer texts that goes on in the midst of the last word of `text`, with its page.
fn whole<'a>(
    text: &str,
    mut longer: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<(&'a str, &'a str)> {
    longer.find(|(longer, _)| longer.get(text.len()..).is_some_and(is_rest_of_word))
}

fn report_torn(
    rule: Rule,
    what: &str,
    (longer, page): (&str, &str),
    path: &str,
    reading: &Reading,
    findings: &mut Findings<'_>,
) {
    let Some(origin) = reading.origins.get(path) else { return };
    let message = format!("other pages have the {what} `{longer}` (`{page}`), and none has this");
    let help = format!("write the {what} as a whole");
    findings.add_at(path, rule, origin.span, message, &help);
}
