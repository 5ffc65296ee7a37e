//! The paths of a document: one per operation, or one for several where methods tell them apart.

use std::collections::BTreeMap;

use apigen_ir::{Operation, Style, path_placeholders};
use serde_json::{Map, Value};

/// The methods that the standard knows.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// The method of RPC requests, and of those whose own the standard does not know.
const DEFAULT_METHOD: &str = "post";

/// The path items, in the order of the operations.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    items: Map<String, Value>,
    /// Each path by its shape: of those that differ in the names of their parameters alone, the
    /// standard allows one.
    by_shape: BTreeMap<String, String>,
}

impl Paths {
    /// Puts an operation under its method and path, or under a fragment of the path where another
    /// one stands there.
    pub(crate) fn add(&mut self, operation: &Operation, written: Value) {
        let (method, mut path) = address(operation);
        let known = self.by_shape.entry(shape(&path)).or_insert_with(|| path.clone());
        let item = self.items.get(known.as_str());
        let is_taken = item.is_some_and(|item| item.get(method).is_some());
        if is_taken || *known != path {
            path = format!("{path}#{}", operation.action);
        }
        let item = self.items.entry(path).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(item) = item {
            item.insert(method.to_owned(), written);
        }
    }

    pub(crate) fn finish(self) -> Value {
        Value::Object(self.items)
    }
}

fn address(operation: &Operation) -> (&'static str, String) {
    match &operation.style {
        Style::Rpc => (DEFAULT_METHOD, format!("/{}", operation.action)),
        Style::Roa { method, path } => {
            let known = METHODS.into_iter().find(|known| known.eq_ignore_ascii_case(method));
            (known.unwrap_or(DEFAULT_METHOD), path.clone())
        }
    }
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    let names: Vec<&str> = path_placeholders(path).collect();
    names.into_iter().fold(path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), "{}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The paths of operations `A`, `B`, … of these styles, with the actions under their methods.
    fn paths(styles: &[&str]) -> Value {
        let mut paths = Paths::default();
        for (style, action) in styles.iter().zip(["A", "B", "C", "D"]) {
            let text = format!("{{action: {action}, style: {style}, source: p.md}}");
            paths.add(&apigen_ir::yaml::read_operation(&text).unwrap(), json!(action));
        }
        paths.finish()
    }

    #[test]
    fn an_rpc_operation_has_its_action_for_a_path() {
        assert_eq!(paths(&["rpc", "rpc"]), json!({"/A": {"post": "A"}, "/B": {"post": "B"}}));
    }

    #[test]
    fn methods_share_a_path() {
        let written = paths(&["'roa GET /t/{Id}'", "'roa DELETE /t/{Id}'"]);
        assert_eq!(written, json!({"/t/{Id}": {"get": "A", "delete": "B"}}));
    }

    #[test]
    fn what_the_standard_takes_for_one_path_is_kept_apart() {
        let written = paths(&[
            "'roa GET /t/{Id}'",
            "'roa GET /t/{Id}'",
            "'roa PUT /t/{Name}'",
            "'roa PUT /t/{Id}'",
        ]);
        let expected = json!({
            "/t/{Id}": {"get": "A", "put": "D"},
            "/t/{Id}#B": {"get": "B"},
            "/t/{Name}#C": {"put": "C"},
        });
        assert_eq!(written, expected);
    }

    #[test]
    fn a_method_that_the_standard_lacks_becomes_post() {
        assert_eq!(paths(&["'roa MERGE /t'"]), json!({"/t": {"post": "A"}}));
    }
}
