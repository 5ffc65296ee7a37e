//! What two pages of one operation do not agree on, but for prose.

use apigen_ir::Operation;
use apigen_ir::compare::{Change, ChangeKind, compare};

use crate::corrections::{Aspect, Decisions, confirmation};
use crate::diagnostic::{Findings, Rule};
use crate::reading::Reading;

/// One thing that two pages do not agree on: "here" is the page in use, "there" the other one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Difference {
    /// A row stands elsewhere there.
    Place { here: String, there: String },
    /// A field that has no row there, and how many below it.
    OnlyHere { path: String, below: usize },
    /// A field that has no row here, and how many below it.
    OnlyThere { path: String, ty: String, below: usize },
    /// Something else about one field, or about the operation.
    Fact { path: String, kind: ChangeKind, here: Option<String>, there: Option<String> },
    /// The structs whose rows stand in another order there.
    Order(Vec<String>),
    /// Error codes, by what is the matter with them.
    Errors { only_here: Vec<String>, only_there: Vec<String>, changed: Vec<String>, order: bool },
}

impl Difference {
    /// Whether a correction says which of the two pages is right.
    pub(super) fn is_decided(&self, decisions: &mut Decisions) -> bool {
        match self {
            Self::Fact { path, kind: ChangeKind::RequiredChanged, .. } => {
                decisions.settle(path, Aspect::Required)
            }
            Self::Place { here: path, .. }
            | Self::Fact { path, .. }
            | Self::OnlyHere { path, .. }
            | Self::OnlyThere { path, .. } => decisions.settle(path, Aspect::Reading),
            Self::Order(_) | Self::Errors { .. } => false,
        }
    }
}

/// Lists what two pages do not agree on.
pub(super) fn find(here: &Operation, there: &Operation) -> Vec<Difference> {
    // The page in use is the new one, so that changes name the paths that its rows have.
    let changes = compare(there, here);
    let (errors, changes): (Vec<_>, Vec<_>) =
        changes.into_iter().filter(|it| !it.kind.is_prose()).partition(is_of_errors);
    let (orders, changes): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|it| it.kind == ChangeKind::Reordered);
    let mut differences = of_fields(changes);
    let orders: Vec<String> = orders.into_iter().map(|it| it.path).collect();
    differences.extend((!orders.is_empty()).then_some(Difference::Order(orders)));
    differences.extend(of_errors(&errors));
    differences
}

fn is_of_errors(change: &Change) -> bool {
    change.path.split('.').next() == Some("errors")
}

fn of_fields(changes: Vec<Change>) -> Vec<Difference> {
    let (mut only_there, rest): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|it| matches!(it.kind, ChangeKind::ParameterRemoved | ChangeKind::FieldRemoved));
    let mut differences: Vec<Difference> = Vec::new();
    for Change { path, kind, old, new, .. } in rest {
        match kind {
            ChangeKind::Moved => {
                differences.push(Difference::Place { here: path, there: old.unwrap_or_default() });
            }
            ChangeKind::ParameterAdded
            | ChangeKind::RequiredParameterAdded
            | ChangeKind::FieldAdded => {
                // A row that has another type there is still the same row.
                match take_namesake(&path, &mut only_there) {
                    Some(there) => differences.push(Difference::Place { here: path, there }),
                    None => fold(path, None, &mut differences),
                }
            }
            _ => differences.push(Difference::Fact { path, kind, here: new, there: old }),
        }
    }
    for change in only_there {
        fold(change.path, change.old, &mut differences);
    }
    differences
}

/// Takes out the path of the one row of the same name.
fn take_namesake(path: &str, others: &mut Vec<Change>) -> Option<String> {
    let is_namesake = |it: &Change| name(&it.path) == name(path);
    let at = others.iter().position(is_namesake)?;
    let is_only = others.iter().skip(at + 1).all(|it| !is_namesake(it));
    is_only.then(|| others.remove(at).path)
}

fn name(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, name)| name)
}

/// Adds a field that one page lacks; below a field that it lacks anyway, only the count grows.
fn fold(path: String, there: Option<String>, differences: &mut Vec<Difference>) {
    for known in differences.iter_mut().rev() {
        match (known, &there) {
            (Difference::OnlyHere { path: outer, below }, None)
            | (Difference::OnlyThere { path: outer, below, .. }, Some(_))
                if is_below(&path, outer) =>
            {
                *below += 1;
                return;
            }
            _ => {}
        }
    }
    differences.push(match there {
        None => Difference::OnlyHere { path, below: 0 },
        Some(ty) => Difference::OnlyThere { path, ty, below: 0 },
    });
}

/// Whether a path leads to something inside what stands at `container`.
pub(super) fn is_below(path: &str, container: &str) -> bool {
    path.strip_prefix(container).is_some_and(|rest| rest.starts_with(['.', '[', '{']))
}

fn of_errors(changes: &[Change]) -> Option<Difference> {
    let codes = |kind| -> Vec<String> {
        let of_kind = changes.iter().filter(|it| it.kind == kind);
        of_kind.filter_map(|it| it.path.split_once('.')).map(|(_, code)| code.to_owned()).collect()
    };
    (!changes.is_empty()).then(|| Difference::Errors {
        only_here: codes(ChangeKind::ErrorAdded),
        only_there: codes(ChangeKind::ErrorRemoved),
        changed: codes(ChangeKind::ErrorChanged),
        order: changes.iter().any(|it| it.kind == ChangeKind::Reordered),
    })
}

/// Names a difference in a diagnostic on the page in use.
pub(super) fn report(
    difference: &Difference,
    reading: &Reading,
    other: &Reading,
    findings: &mut Findings<'_>,
) {
    let page = &other.page;
    let (path, message) = match difference {
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
            let message = describe_fact(path, *kind, [here, there], page);
            (path.as_str(), message + certainty([reading, other], [path, path]))
        }
        Difference::Order(paths) => {
            let message = format!("the rows of {} have another order on `{page}`", list(paths));
            (paths.first().map_or("", String::as_str), message)
        }
        Difference::Errors { only_here, only_there, changed, order } => {
            let parts = [
                (only_here, "no row there for"),
                (only_there, "no row here for"),
                (changed, "another status or message there for"),
            ];
            let parts = parts.into_iter().filter(|(codes, _)| !codes.is_empty());
            let mut parts: Vec<String> =
                parts.map(|(codes, what)| format!("{what} {}", list(codes))).collect();
            parts.extend(order.then(|| "another order there".to_owned()));
            ("errors", format!("the error codes are not those of `{page}`: {}", parts.join("; ")))
        }
    };
    let confirm = match difference {
        Difference::Place { .. } | Difference::Fact { .. } | Difference::OnlyHere { .. } => {
            confirmation(&reading.operation.action, path)
        }
        _ => None,
    };
    let help = match confirm {
        Some(confirm) => &format!(
            "mend the page that is wrong, or say in `spec.yaml` that this one is right:\n{confirm}"
        ),
        None => "mend the page that is wrong",
    };
    let span = reading.span_of(path);
    let is_one_field = path.contains('.') && !matches!(difference, Difference::Order(_));
    if is_one_field {
        findings.add_at(path, Rule::LocalesDiffer, span, message, help);
    } else {
        findings.add(Rule::LocalesDiffer, span, message, help);
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
    match kind {
        ChangeKind::RequiredChanged if here.as_deref() == Some("true") => {
            format!("`{path}` is required here, and not on `{page}`")
        }
        ChangeKind::RequiredChanged => format!("`{path}` is required on `{page}`, and not here"),
        _ => {
            let what = if kind == ChangeKind::Retyped { "type" } else { kind.id() };
            let what = what.trim_end_matches("-changed");
            format!("the {what}{of} is {} here and {} on `{page}`", show(here), show(there))
        }
    }
}

/// Which of the two pages leaves a row open, where it is one of them alone.
fn certainty([here, there]: [&Reading; 2], [path, other_path]: [&str; 2]) -> &'static str {
    match (here.is_in_doubt(path), there.is_in_doubt(other_path)) {
        (true, false) => ", and in no doubt",
        (false, true) => ", but in doubt there",
        _ => "",
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
