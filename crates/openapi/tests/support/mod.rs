//! Small services, and what holds of every document.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeSet;

use apigen_ir::{Service, yaml};
use serde_json::Value;

/// A service with these operations, each as YAML.
pub(crate) fn service(operations: &[&str]) -> Service {
    let text = "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}";
    let mut service = yaml::read_service(text).unwrap();
    let read = |text: &&str| yaml::read_operation(text).unwrap();
    service.operations = operations.iter().map(read).collect();
    service
}

/// The document of such a service, after a check of what holds of every document.
pub(crate) fn document(operations: &[&str]) -> Value {
    let document = apigen_openapi::document(&service(operations));
    check(&document);
    document
}

/// Fails unless all references lead somewhere, all components are used, all names are ones that
/// the standard allows, and an independent reader takes the document.
pub(crate) fn check(document: &Value) {
    let mut targets = BTreeSet::new();
    collect_references(document, &mut targets);
    for target in &targets {
        let pointer = target.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{target} leads nowhere");
    }
    for name in members(&document["components"]["schemas"]) {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        assert!(name.bytes().all(is_allowed), "{name}");
        assert!(name.len() <= 160, "{name}");
        assert!(targets.contains(&format!("#/components/schemas/{name}")), "{name} is unused");
    }
    let read: openapiv3::OpenAPI = serde_json::from_value(document.clone()).unwrap();
    let mut ids = BTreeSet::new();
    for (path, method, operation) in read.operations() {
        let id = operation.operation_id.clone().unwrap();
        assert!(ids.insert(id.to_lowercase()), "{id} is there twice");
        check_parameters(path, &document["paths"][path][method]["parameters"]);
    }
}

/// Path parameters are those of the path's template, and no parameter is there twice.
fn check_parameters(path: &str, parameters: &Value) {
    let mut names = BTreeSet::new();
    let mut of_path = BTreeSet::new();
    for parameter in parameters.as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        let place = parameter["in"].as_str().unwrap();
        let plain = if place == "path" { name.to_owned() } else { name.to_lowercase() };
        assert!(names.insert((place, plain)), "{path}: {name} is there twice");
        if place == "path" {
            assert_eq!(parameter["required"], true);
            of_path.insert(name);
        }
    }
    let template: BTreeSet<&str> = apigen_ir::path_placeholders(path).collect();
    assert_eq!(of_path, template, "{path}");
}

fn collect_references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(target) if key == "$ref" => {
                        found.insert(target.clone());
                    }
                    value => collect_references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

/// The names of an object's members, in their order.
pub(crate) fn members(value: &Value) -> Vec<&str> {
    value.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

/// The written operation of a document that has one.
pub(crate) fn only_operation(document: &Value) -> &Value {
    let item = document["paths"].as_object().unwrap().values().next().unwrap();
    item.as_object().unwrap().values().next().unwrap()
}
