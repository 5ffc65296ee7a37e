//! Which operations change nothing, so that they may be sent again whatever happened to the request
//! before.

use apigen_ir::Style;

use crate::names::words;

/// What the names of operations begin with that only look.
const READING_VERBS: &[&str] = &[
    "check", "count", "describe", "estimate", "exist", "exists", "find", "get", "has", "inquire",
    "is", "list", "lookup", "preview", "query", "read", "search", "show", "view",
];

/// What may stand before the verb.
const BEFORE_VERB: &[&str] = &["batch", "multi"];

/// HTTP methods that change nothing.
const READING_METHODS: &[&str] = &["GET", "HEAD", "OPTIONS"];
/// The HTTP method that says nothing of it.
const OPEN_METHOD: &str = "POST";

/// Whether the operation changes nothing, by its HTTP method, else by its verb.
pub(super) fn is_read(action: &str, style: &Style) -> bool {
    match style {
        Style::Rpc => has_reading_verb(action),
        Style::Roa { method, .. } if method == OPEN_METHOD => has_reading_verb(action),
        Style::Roa { method, .. } => READING_METHODS.contains(&method.as_str()),
    }
}

fn has_reading_verb(action: &str) -> bool {
    let words = words(action);
    let mut words = words.iter().map(String::as_str).skip_while(|word| BEFORE_VERB.contains(word));
    words.next().is_some_and(|verb| READING_VERBS.contains(&verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_tell_reads_of_rpc() {
        for action in ["DescribeInstances", "ListUsers", "GetUser", "BatchGetUsers", "listUsers"] {
            assert!(is_read(action, &Style::Rpc), "{action}");
        }
        for action in ["CreateUser", "Listen", "GeneratePassword", "BatchDeleteUsers", "Batch"] {
            assert!(!is_read(action, &Style::Rpc), "{action}");
        }
    }

    #[test]
    fn methods_tell_reads_of_roa() {
        let roa = |text: &str| text.parse::<Style>().unwrap();
        assert!(is_read("Anything", &roa("roa GET /things")));
        assert!(is_read("ListThings", &roa("roa POST /things")));
        assert!(!is_read("CreateThing", &roa("roa POST /things")));
        assert!(!is_read("ListThings", &roa("roa DELETE /things")));
    }
}
