//! The table of all operations, as the vendor groups their pages.

use super::front_page::Links;
use crate::model::OperationModel;

const HEAD: &str = "| method of the client | what it does |\n|---|---|\n";
/// What operations are called that stand in none of the groups.
const OTHERS: &str = "Others";

/// A table for each group, with one line for each operation, so that a new one is a new line.
pub(super) fn print(operations: &[OperationModel], links: Links<'_>) -> String {
    let mut tables: Vec<String> = Vec::new();
    for (group, members) in groups(operations) {
        let rows = members.iter().map(|operation| row(operation, links));
        let rows: String = rows.collect();
        let heading = if group.is_empty() { String::new() } else { format!("## {group}\n\n") };
        tables.push(format!("{heading}{HEAD}{rows}"));
    }
    tables.join("\n")
}

fn row(operation: &OperationModel, links: Links<'_>) -> String {
    let ident = &operation.ident;
    format!("| [`{ident}`]({}) | {} |\n", links.method(ident.plain()), operation.summary)
}

/// A group's heading, and its operations.
type Group<'a> = (String, Vec<&'a OperationModel>);

/// The groups by their names, and behind them the operations without one. The folders that all
/// groups lie in say nothing, so they are left out.
fn groups(operations: &[OperationModel]) -> Vec<Group<'_>> {
    let shared = shared_folders(operations);
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut others = Vec::new();
    for operation in operations {
        let name = operation.group.get(shared..).unwrap_or_default().join(" / ");
        if name.is_empty() {
            others.push(operation);
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(operation),
            None => groups.push((name, vec![operation])),
        }
    }
    groups.sort_by(|(a, _), (b, _)| a.cmp(b));
    if !others.is_empty() {
        let name = if groups.is_empty() { "" } else { OTHERS };
        groups.push((name.to_owned(), others));
    }
    groups
}

/// How many folders all groups have in common.
fn shared_folders(operations: &[OperationModel]) -> usize {
    let mut grouped = operations.iter().map(|it| &it.group).filter(|it| !it.is_empty());
    let Some(first) = grouped.next() else { return 0 };
    grouped.fold(first.len(), |shared, group| {
        let same = first.iter().zip(group).take_while(|(a, b)| a == b).count();
        shared.min(same)
    })
}
