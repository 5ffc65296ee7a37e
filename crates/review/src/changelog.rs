//! The entry of a crate's changelog, ready to be pasted.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use apigen_ir::compare::Class;

use crate::change::Change;
use crate::review::{Fate, ServiceReview};
use crate::sentence::sentence;

/// Writes the entry of a crate whose version is `version`, as Markdown; empty where nothing changed.
pub fn changelog(service: &ServiceReview, version: &str) -> String {
    let mut out = String::new();
    let head = |version: &str| format!("## {} {version}\n", service.crate_name);
    match service.fate {
        Fate::New => {
            let _ = write!(out, "{}\nThe first version.\n", head(version));
            return out;
        }
        Fate::Gone => {
            let _ = write!(out, "{}\nNo page documents it any more.\n", head(version));
            return out;
        }
        Fate::Compared if service.changes.is_empty() => return out,
        Fate::Compared => out.push_str(&head(&service.bump().next(version))),
    }
    for (title, class) in [("Breaking", Class::Breaking), ("Added", Class::Addition)] {
        let changes: Vec<&Change> =
            service.changes.iter().filter(|it| it.class() == class).collect();
        if changes.is_empty() {
            continue;
        }
        let _ = write!(out, "\n### {title}\n\n");
        for change in changes {
            let _ = writeln!(out, "{}", line(change));
        }
    }
    out.push_str(&documentation(service));
    out
}

fn line(change: &Change) -> String {
    let operation = match change.operation.as_str() {
        "" => String::new(),
        action => format!("`{action}`: "),
    };
    let item = change.item.as_ref().or(change.old_item.as_ref());
    let item = item.map(|it| format!(" (`{}`)", short_item(it))).unwrap_or_default();
    format!("- {operation}{}{item}", sentence(change))
}

/// The item without its module, which is named after the operation.
fn short_item(item: &str) -> &str {
    item.strip_prefix("operation::")
        .and_then(|rest| rest.split_once("::"))
        .map_or(item, |(_, inner)| inner)
}

/// One line for all that reads differently.
fn documentation(service: &ServiceReview) -> String {
    let docs = service.changes.iter().filter(|it| it.class() == Class::Docs);
    let operations: BTreeSet<&str> = docs.map(|it| it.operation.as_str()).collect();
    if operations.is_empty() {
        return String::new();
    }
    let names: Vec<String> = operations
        .into_iter()
        .map(
            |action| if action.is_empty() { "the crate".to_owned() } else { format!("`{action}`") },
        )
        .collect();
    format!("\n### Documentation\n\n- The docs changed of {}.\n", names.join(", "))
}
