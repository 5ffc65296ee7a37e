//! Which operation a request is for.

use apigen_ir::{Operation, Service, Style};
use percent_encoding::percent_decode_str;

use crate::refusal::Refusal;
use crate::request::Decoded;

/// The path of all RPC operations.
const RPC_PATH: &str = "/";
const RPC_METHODS: [&str; 2] = ["GET", "POST"];

/// The operation that a request is for.
#[derive(Debug)]
pub(crate) struct Route<'a> {
    pub(crate) service: &'a Service,
    pub(crate) operation: &'a Operation,
    /// The path parameters.
    pub(crate) path: Vec<(String, String)>,
}

/// Finds the operation by version, and by action (RPC) or method and path (ROA).
///
/// Where two services of one version have the same operation, it is that of the first.
pub(crate) fn find<'a>(
    services: &'a [Service],
    received: &Decoded<'_>,
) -> Result<Route<'a>, Refusal> {
    let version = received.request.header("x-acs-version").or_else(|| received.pair("Version"));
    let version = version.ok_or_else(|| Refusal::missing("Version"))?;
    if services.iter().all(|service| service.version != version) {
        return Err(Refusal::invalid("Version"));
    }
    let operations = || {
        let services = services.iter().filter(|service| service.version == version);
        services.flat_map(|service| service.operations.iter().map(move |it| (service, it)))
    };
    if let Some(route) = by_path(operations(), received) {
        return Ok(route);
    }
    if !is_root(&received.request.path) {
        return Err(Refusal::action_not_found());
    }
    let action = received.request.header("x-acs-action").or_else(|| received.pair("Action"));
    let action = action.ok_or_else(|| Refusal::missing("Action"))?;
    let (service, operation) = operations()
        .find(|(_, it)| it.style == Style::Rpc && it.action == action)
        .ok_or_else(Refusal::action_not_found)?;
    if !RPC_METHODS.contains(&received.request.method.as_str()) {
        return Err(Refusal::method_unsupported());
    }
    Ok(Route { service, operation, path: Vec::new() })
}

fn is_root(path: &str) -> bool {
    path.is_empty() || path == RPC_PATH
}

/// The ROA operation of a method and path. Of several, the one whose path names the most.
fn by_path<'a>(
    operations: impl Iterator<Item = (&'a Service, &'a Operation)>,
    received: &Decoded<'_>,
) -> Option<Route<'a>> {
    let request = received.request;
    let fitting = operations.filter_map(|(service, operation)| {
        let Style::Roa { method, path: template } = &operation.style else { return None };
        let path = captures(template, &request.path).filter(|_| *method == request.method)?;
        Some(Route { service, operation, path })
    });
    fitting.min_by_key(|route| route.path.len())
}

/// The values of a template's `{Name}` in a path, if the path fits.
fn captures(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let segments = |path: &str| -> Vec<String> {
        let path = path.strip_suffix('/').unwrap_or(path);
        path.split('/').map(|it| percent_decode_str(it).decode_utf8_lossy().into_owned()).collect()
    };
    let (template, path) = (segments(template), segments(path));
    if template.len() != path.len() {
        return None;
    }
    let mut captures = Vec::new();
    for (expected, actual) in template.into_iter().zip(path) {
        match expected.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(_) if actual.is_empty() => return None,
            Some(name) => captures.push((name.to_owned(), actual)),
            None if expected == actual => {}
            None => return None,
        }
    }
    Some(captures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, path: &str, expected: Option<&[(&str, &str)]>) {
        let captures = captures(template, path);
        let captures: Option<Vec<_>> = captures
            .as_ref()
            .map(|it| it.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect());
        assert_eq!(captures.as_deref(), expected, "{template} {path}");
    }

    #[test]
    fn a_path_gives_the_values_of_its_template() {
        check("/", "/", Some(&[]));
        check("/things/{ThingId}", "/things/t%2F1", Some(&[("ThingId", "t/1")]));
        check("/a/{B}/c/{D}", "/a/1/c/2/", Some(&[("B", "1"), ("D", "2")]));
        check("/things/{ThingId}", "/things/", None);
        check("/things/{ThingId}", "/things/1/more", None);
        check("/things", "/Things", None);
    }
}
