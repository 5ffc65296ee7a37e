//! Differences between two pages as diagnostics, in the words of those who write the pages.

use apigen_ir::Type;
use apigen_ir::compare::ChangeKind;

use super::differences::{ChangedCode, Difference, Errors, Order};
use super::doubts::is_same_on_wire;
use crate::corrections::confirmation;
use crate::diagnostic::{Findings, Rule};
use crate::reading::Reading;

/// Names a difference in a diagnostic on the page in use.
pub(super) fn report(
    difference: &Difference,
    reading: &Reading,
    other: &Reading,
    findings: &mut Findings<'_>,
) {
    let (path, message) = describe(difference, reading, other);
    let help = help(difference, path, &reading.operation.action);
    match difference {
        Difference::Order(orders) => {
            let row = orders.first().map(|it| format!("{}.{}", it.path, it.first));
            let span = reading.span_of(row.as_deref().unwrap_or_default());
            findings.add(Rule::LocalesDiffer, span, message, &help);
        }
        _ if path.contains('.') => {
            findings.add_at(path, Rule::LocalesDiffer, reading.span_of(path), message, &help);
        }
        _ => findings.add(Rule::LocalesDiffer, reading.span_of(path), message, &help),
    }
}

/// The path of what differs, and the message.
fn describe<'d>(
    difference: &'d Difference,
    reading: &Reading,
    other: &Reading,
) -> (&'d str, String) {
    let page = &other.page;
    match difference {
        Difference::Place { here, there } => {
            let message = format!("read as `{here}`; on `{page}` it is `{there}`");
            (here.as_str(), message + certainty([reading, other], [here, there]))
        }
        Difference::OnlyHere { path, below } => {
            let and = and_below(*below);
            let comma = if *below > 0 { "," } else { "" };
            (path.as_str(), format!("`{path}`{and}{comma} has no row on `{page}`"))
        }
        Difference::OnlyThere { path, ty, below } => {
            let and = and_below(*below);
            (path.as_str(), format!("`{page}` has `{path}` (`{ty}`{and}), which has no row here"))
        }
        Difference::Fact { path, kind, here, there } => {
            let certainty = match (here, there) {
                // A name is written or it is not, whatever is open about the row.
                (Some(here), Some(there)) if struct_names(here, there).is_some() => "",
                // The row has another path there, where what holds it differs too.
                _ if !other.origins.contains_key(path) => "",
                _ => certainty([reading, other], [path, path]),
            };
            (path.as_str(), describe_fact(path, *kind, [here, there], page) + certainty)
        }
        Difference::Order(orders) => {
            let orders: Vec<String> = orders
                .iter()
                .map(|it| format!("{} in `{}`", describe_order(it), it.path))
                .collect();
            let message =
                format!("the rows stand in another order on `{page}`: there {}", orders.join(", "));
            ("", message)
        }
        Difference::Errors(errors) => {
            let parts = describe_errors(errors).join("; ");
            ("errors", format!("the error codes are not those of `{page}`: {parts}"))
        }
    }
}

fn describe_fact(
    path: &str,
    kind: ChangeKind,
    [here, there]: [&Option<String>; 2],
    page: &str,
) -> String {
    let of = if path.is_empty() { String::new() } else { format!(" of `{path}`") };
    let show = |value: &Option<String>| {
        value.as_ref().map_or_else(|| "none".to_owned(), |value| format!("`{value}`"))
    };
    match (kind, here, there) {
        (ChangeKind::RequiredChanged, Some(here), _) if here == "true" => {
            format!("`{path}` is required here, and not on `{page}`")
        }
        (ChangeKind::RequiredChanged, ..) => {
            format!("`{path}` is required on `{page}`, and not here")
        }
        (ChangeKind::WrapperChanged, ..) => {
            let show = |wrapper: &Option<String>| match wrapper {
                Some(name) => format!("an object around the list `{name}`"),
                None => "no object around a list".to_owned(),
            };
            format!("`{path}` is {} here, and {} on `{page}`", show(here), show(there))
        }
        (ChangeKind::Retyped, Some(here), Some(there)) => match struct_names(here, there) {
            Some((here, there)) => {
                format!("the struct{of} has {} here and {} on `{page}`", named(here), named(there))
            }
            None => format!("the type{of} is `{here}` here and `{there}` on `{page}`"),
        },
        _ => {
            let what = kind.id().trim_end_matches("-changed");
            format!("the {what}{of} is {} here and {} on `{page}`", show(here), show(there))
        }
    }
}

fn named(name: Option<String>) -> String {
    name.map_or_else(|| "no name".to_owned(), |name| format!("the name `{name}`"))
}

/// The names of the structs in two types that differ in nothing else.
fn struct_names(here: &str, there: &str) -> Option<(Option<String>, Option<String>)> {
    let (here, there): (Type, Type) = (here.parse().ok()?, there.parse().ok()?);
    let name = |ty: &Type| Some(ty.as_struct()?.as_ref().map(ToString::to_string));
    is_same_on_wire(&here, &there).then_some((name(&here)?, name(&there)?))
}

/// Which of two things comes first there.
fn describe_order(Order { first, second, .. }: &Order) -> String {
    format!("`{second}` before `{first}`")
}

fn describe_errors(errors: &Errors) -> Vec<String> {
    let Errors { only_here, only_there, changed, order, reordered } = errors;
    let changed: Vec<String> = changed.iter().map(|it| it.code.clone()).collect();
    let parts = [
        (only_here, "no row there for"),
        (only_there, "no row here for"),
        (&changed, "another status or message there for"),
        (reordered, "another order there of the rows for"),
    ];
    let parts = parts.into_iter().filter(|(codes, _)| !codes.is_empty());
    let parts = parts.map(|(codes, what)| format!("{what} {}", list(codes)));
    let order = order.as_ref().map(|it| format!("another order there, {}", describe_order(it)));
    parts.chain(order).collect()
}

fn help(difference: &Difference, path: &str, action: &str) -> String {
    let confirm = match difference {
        Difference::Place { .. } | Difference::Fact { .. } | Difference::OnlyHere { .. } => {
            confirmation(action, path)
        }
        _ => None,
    };
    let mend = "mend the page that is wrong";
    match (difference, confirm) {
        (_, Some(confirm)) => {
            format!("{mend}, or say in `spec.yaml` that this one is right:\n{confirm}")
        }
        (Difference::Errors(Errors { changed, .. }), None) if !changed.is_empty() => {
            let codes: Vec<String> = changed.iter().map(describe_code).collect();
            format!("{mend}:\n{}", codes.join("\n"))
        }
        _ => mend.to_owned(),
    }
}

/// What the rows of a code say on both pages.
fn describe_code(ChangedCode { code, here, there }: &ChangedCode) -> String {
    format!("{code} here:  {here}\n{code} there: {there}")
}

/// Which of the two pages leaves a row open.
fn certainty([here, there]: [&Reading; 2], [path, other_path]: [&str; 2]) -> &'static str {
    match (here.is_in_doubt(path), there.is_in_doubt(other_path)) {
        (true, false) => ", and in no doubt",
        (false, true) => ", but in doubt there",
        // The rows and samples may be the same on both
        // (ecs/DescribeReservedInstances: other pages of one language know more of `Platform`).
        (true, true) => ", and in doubt on both pages",
        (false, false) => "",
    }
}

fn and_below(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", with the row below it".to_owned(),
        _ => format!(", with the {count} rows below it"),
    }
}

fn list(names: &[String]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}
