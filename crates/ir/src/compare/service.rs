//! Services: what is known of them as a whole, and their operations by action.

use std::collections::BTreeMap;

use super::pairing::{Pairing, note_order, pair};
use super::{Change, ChangeKind, Changes, compare, text};
use crate::{Endpoints, FailureRule, Operation, Service};

/// Everything in which `new` differs from `old`; nothing if and only if they are equal.
pub fn compare_services(old: &Service, new: &Service) -> Vec<Change> {
    // Taken apart in full, so that what the model gains cannot be forgotten here.
    let Service {
        product,
        version,
        crate_name,
        endpoints,
        failure_in_200,
        example,
        groups,
        operations,
    } = new;
    let mut changes = Changes::of("");
    changes.note("product", ChangeKind::ProductChanged, &old.product, product, text);
    changes.note("version", ChangeKind::VersionChanged, &old.version, version, text);
    changes.note("crate", ChangeKind::CrateRenamed, &old.crate_name, crate_name, text);
    compare_endpoints(&old.endpoints, endpoints, &mut changes);
    let kind = ChangeKind::FailureRuleChanged;
    changes.note("failure_in_200", kind, &old.failure_in_200, failure_in_200, |rule| {
        rule.as_ref().map(show_rule)
    });
    changes.note("example", ChangeKind::ShownOperationChanged, &old.example, example, Clone::clone);
    compare_groups(&old.groups, groups, &mut changes);
    compare_operations(&old.operations, operations, &mut changes);
    changes.found
}

fn compare_operations(old: &[Operation], new: &[Operation], changes: &mut Changes) {
    let Pairing { pairs, removed, added } = pair(old, new);
    for operation in removed {
        let mut change = Changes::of(&operation.action);
        change.add("", ChangeKind::OperationRemoved, Some(operation.style.to_string()), None);
        changes.found.append(&mut change.found);
    }
    for operation in added {
        let mut change = Changes::of(&operation.action);
        change.add("", ChangeKind::OperationAdded, None, Some(operation.style.to_string()));
        changes.found.append(&mut change.found);
    }
    for (old, new) in pairs {
        changes.found.extend(compare(old, new));
    }
    note_order("operations", old, new, changes);
}

fn compare_endpoints(old: &Endpoints, new: &Endpoints, changes: &mut Changes) {
    let (old, new) = (hosts(old), hosts(new));
    for (path, host) in &old {
        match new.get(path) {
            Some(now) => changes.note(path, ChangeKind::EndpointChanged, host, now, text),
            None => changes.add(path, ChangeKind::EndpointRemoved, Some(host.clone()), None),
        }
    }
    for (path, host) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
        changes.add(path, ChangeKind::EndpointAdded, None, Some(host.clone()));
    }
}

/// The features by their names, and the actions that each brings.
fn compare_groups(old: &Groups, new: &Groups, changes: &mut Changes) {
    let path = |feature: &str| format!("groups.{feature}");
    let show = |actions: &[String]| Some(actions.join(", "));
    for (feature, actions) in old {
        let Some(now) = new.get(feature) else {
            changes.add(&path(feature), ChangeKind::FeatureRemoved, show(actions), None);
            continue;
        };
        let is_more = actions.iter().all(|action| now.contains(action));
        let kind = if is_more { ChangeKind::FeatureExtended } else { ChangeKind::FeatureChanged };
        changes.note(&path(feature), kind, actions, now, |it| show(it));
    }
    for (feature, actions) in new.iter().filter(|(feature, _)| !old.contains_key(*feature)) {
        changes.add(&path(feature), ChangeKind::FeatureAdded, None, show(actions));
    }
}

type Groups = BTreeMap<String, Vec<String>>;

/// Every host, and the rule for hosts that are not listed, by its path in the YAML.
fn hosts(endpoints: &Endpoints) -> BTreeMap<String, String> {
    // Taken apart in full, so that what the model gains cannot be forgotten here.
    let Endpoints { global, central, regions, vpc } = endpoints;
    let global = global.iter().map(|host| ("endpoints.global".to_owned(), host.clone()));
    let central = central.then(|| ("endpoints.central".to_owned(), central.to_string()));
    let list = |name: &'static str, hosts: &BTreeMap<String, String>| -> Vec<(String, String)> {
        let path = |region: &String| format!("endpoints.{name}.{region}");
        hosts.iter().map(|(region, host)| (path(region), host.clone())).collect()
    };
    global.chain(central).chain(list("regions", regions)).chain(list("vpc", vpc)).collect()
}

fn show_rule(rule: &FailureRule) -> String {
    let FailureRule { code, status, success } = rule;
    let code = code.as_ref().map(|it| format!("code {} ({})", it.field, it.success.join(", ")));
    let status = status.as_ref().map(|field| format!("status {field}"));
    let success = success.as_ref().map(|field| format!("success {field}"));
    [code, status, success].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
