//! Where a service is reached, as the servers of a document.

use apigen_ir::{Field, Service};
use serde_json::{Map, Value, json};

/// The domain of hosts that are made from a product's code and a region.
const DOMAIN: &str = "aliyuncs.com";
/// What such a name has behind the product when it is reached from inside a VPC.
const VPC_SUFFIX: &str = "-vpc";
/// What a description says of such a server.
const INSIDE: &str = ", inside a VPC";
/// The variable for a region.
const REGION: &str = "{region}";
/// The region that stands in the document where the service names none.
const ANY_REGION: &str = "cn-hangzhou";

/// The servers in the order in which they are to be tried: known hosts of regions, then the rule
/// for the others; for a product without regions, its one host. Those inside a VPC come last.
///
/// Where an operation has a parameter in the host, it is a variable in front of each.
pub(crate) fn servers(service: &Service, label: Option<&Field>) -> Value {
    let endpoints = &service.endpoints;
    let mut hosts: Vec<(String, String)> = Vec::new();
    for (region, host) in &endpoints.regions {
        hosts.push((host.clone(), region.clone()));
    }
    let others = if endpoints.central { "All regions" } else { "A region" };
    match &endpoints.global {
        Some(global) if endpoints.regions.is_empty() => {
            hosts.push((global.clone(), "All regions".to_owned()));
        }
        _ => hosts.push((rule(service, ""), others.to_owned())),
    }
    for (region, host) in &endpoints.vpc {
        hosts.push((host.clone(), format!("{region}{INSIDE}")));
    }
    if endpoints.global.is_none() {
        hosts.push((rule(service, VPC_SUFFIX), format!("{others}{INSIDE}")));
    }
    let region = endpoints.regions.keys().next().map_or(ANY_REGION, String::as_str);
    hosts.iter().map(|(host, description)| server(host, description, region, label)).collect()
}

fn server(host: &str, description: &str, region: &str, label: Option<&Field>) -> Value {
    let mut variables = Map::new();
    let mut url = host.to_owned();
    if let Some(label) = label {
        url = format!("{{{}}}.{url}", label.name);
        let default = label.example.as_deref().unwrap_or("label");
        let variable = json!({ "default": default, "description": label.doc });
        variables.insert(label.name.clone(), variable);
    }
    if host.contains(REGION) {
        variables.insert("region".to_owned(), json!({ "default": region }));
    }
    let mut server = Map::new();
    server.insert("url".to_owned(), json!(format!("https://{url}")));
    server.insert("description".to_owned(), json!(description));
    if !variables.is_empty() {
        server.insert("variables".to_owned(), Value::Object(variables));
    }
    Value::Object(server)
}

/// The host that follows from the product, for all regions or for each.
fn rule(service: &Service, suffix: &str) -> String {
    let region = if service.endpoints.central { String::new() } else { format!(".{REGION}") };
    format!("{}{suffix}{region}.{DOMAIN}", service.product.to_ascii_lowercase())
}
