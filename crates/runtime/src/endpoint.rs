//! To which host a request goes: given, known for the region, or made from product and region.

use std::fmt;
use std::net::IpAddr;

use crate::error::EndpointError;
use crate::service::{RegionHost, Service};

/// The domain of hosts that are made from a product's code and a region.
const DOMAIN: &str = "aliyuncs.com";
/// What the name of such a host has behind the product when it is reached from inside a VPC.
const VPC_SUFFIX: &str = "-vpc";

/// How the host is reached. Only a host that was given with `http://` is reached without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Https,
    Http,
}

impl Scheme {
    const fn name(self) -> &'static str {
        match self {
            Self::Https => "https",
            Self::Http => "http",
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Https => 443,
            Self::Http => 80,
        }
    }
}

/// Where requests are sent: scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    host: String,
    /// Host and port, as every request needs them.
    authority: String,
}

impl Endpoint {
    /// Reads `host`, `host:port`, or one of them behind `https://` or `http://`.
    ///
    /// # Errors
    ///
    /// The text is something else, such as a URL with a path or with a user's name.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let refuse = || {
            EndpointError::new(format!(
                "`{text}` is none: give a host, as in `ccc.cn-shanghai.aliyuncs.com`, or \
                 `http://host:port`"
            ))
        };
        let (scheme, rest) = match text.split_once("://") {
            None => (Scheme::Https, text),
            Some(("https", rest)) => (Scheme::Https, rest),
            Some(("http", rest)) => (Scheme::Http, rest),
            Some(_) => return Err(refuse()),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = split_port(authority).ok_or_else(refuse)?;
        if !is_host(host) {
            return Err(refuse());
        }
        let host = host.to_ascii_lowercase();
        let authority = match port.filter(|port| *port != scheme.default_port()) {
            Some(port) => format!("{host}:{port}"),
            None => host.clone(),
        };
        Ok(Self { scheme, host, authority })
    }

    /// Finds the endpoint of a service: the known host of the region, from inside a VPC that for
    /// VPCs first; else, if any region has a known host or there is no global one, the host that
    /// follows by the product's rule; else the global host.
    ///
    /// # Errors
    ///
    /// It depends on the region, and the region is empty or no region's id.
    pub fn resolve(
        service: &Service,
        region: &str,
        network: Network,
    ) -> Result<Self, EndpointError> {
        let known = service.known_endpoints();
        let of_region = match network {
            Network::Public => host_of(known.regions, region),
            // Where a region's host is known and none inside of VPCs, there is no other.
            Network::Vpc => host_of(known.vpc, region).or_else(|| host_of(known.regions, region)),
        };
        if let Some(host) = of_region {
            return Self::parse(host);
        }
        match known.global {
            Some(global) if network == Network::Public && known.regions.is_empty() => {
                Self::parse(global)
            }
            Some(global) if region.is_empty() => Self::parse(global),
            _ => Self::parse(&rule(service, region, network)?),
        }
    }

    /// Host and port as the `host` header has them: no port where it is the scheme's own.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The URL of a path, with a query unless that is empty.
    pub(crate) fn url(&self, path: &str, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        [self.scheme.name(), "://", &self.authority, path, mark, query].concat()
    }

    /// The endpoint with a further label in front of the host's name. An address has no name: it
    /// stays as it is.
    pub(crate) fn with_label(&self, label: &str) -> Self {
        match self.address() {
            Some(_) => self.clone(),
            None => Self {
                scheme: self.scheme,
                host: format!("{label}.{}", self.host),
                authority: format!("{label}.{}", self.authority),
            },
        }
    }

    /// Whether it is this very machine, which no proxy can reach.
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.address().is_some_and(|address| address.is_loopback())
    }

    fn address(&self) -> Option<IpAddr> {
        self.host.trim_start_matches('[').trim_end_matches(']').parse().ok()
    }

    /// Whether requests go over TLS.
    pub fn is_secure(&self) -> bool {
        self.scheme == Scheme::Https
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.name(), self.authority)
    }
}

/// From where the service is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Network {
    /// From anywhere.
    #[default]
    Public,
    /// From inside a VPC of the region.
    Vpc,
}

/// Whether the text can be a label of a host's name. Whatever else stood in a host's name could
/// send a signed request to somebody else.
pub(crate) fn is_label(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn host_of(hosts: &[RegionHost], region: &str) -> Option<&'static str> {
    hosts.iter().find(|(known, _)| *known == region).map(|(_, host)| *host)
}

/// The host that follows from product and region, as the official clients make it.
fn rule(service: &Service, region: &str, network: Network) -> Result<String, EndpointError> {
    let product = service.product().to_ascii_lowercase();
    let suffix = if network == Network::Vpc { VPC_SUFFIX } else { "" };
    if service.known_endpoints().is_central {
        return Ok(format!("{product}{suffix}.{DOMAIN}"));
    }
    if region.is_empty() {
        let message = "neither a region nor an endpoint is set: give the client's builder a \
                       `.region(…)`, as in `cn-shanghai`, or an `.endpoint(…)`";
        return Err(EndpointError::new(message));
    }
    if !is_label(region) {
        return Err(EndpointError::new(format!(
            "`{region}` is no region's id, as in `cn-shanghai`"
        )));
    }
    Ok(format!("{product}{suffix}.{region}.{DOMAIN}"))
}

/// Splits `host:port` and `[::1]:port`; a host may come without a port.
fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => {
            port.parse().ok().map(|port| (host, Some(port)))
        }
        _ => Some((authority, None)),
    }
}

fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => host.split('.').all(is_label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Endpoints;

    const REGIONS: &[RegionHost] = &[("cn-beijing", "ccc.aliyuncs.com")];
    const VPC: &[RegionHost] = &[("cn-beijing", "ccc-vpc.cn-beijing.aliyuncs.com")];

    fn resolve(endpoints: Endpoints, region: &str, network: Network) -> Result<String, String> {
        let service = Service::new("CCC", "2020-07-01").endpoints(endpoints);
        let found = Endpoint::resolve(&service, region, network);
        found.map(|endpoint| endpoint.authority().to_owned()).map_err(|error| error.to_string())
    }

    #[test]
    fn an_endpoint_is_a_host_with_port_and_scheme() {
        let cases = [
            ("ccc.aliyuncs.com", "https://ccc.aliyuncs.com"),
            ("CCC.Aliyuncs.com:8443", "https://ccc.aliyuncs.com:8443"),
            ("https://ccc.aliyuncs.com:443/", "https://ccc.aliyuncs.com"),
            ("http://127.0.0.1:1234", "http://127.0.0.1:1234"),
            ("http://[::1]:80", "http://[::1]"),
        ];
        for (text, expected) in cases {
            assert_eq!(Endpoint::parse(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_endpoint() {
        let cases = [
            "",
            "http://",
            "ftp://host",
            "host/path",
            "user@host",
            "a b",
            "host:port",
            "host:70000",
            "host?x",
            "a..b",
            "[::1",
            "[x]",
            "host\r\nx",
            "::1",
        ];
        for text in cases {
            assert!(Endpoint::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for (text, expected) in [
            ("localhost:1", true),
            ("127.0.0.1", true),
            ("[::1]:1", true),
            ("10.0.0.1", false),
            ("localhost.aliyuncs.com", false),
        ] {
            assert_eq!(Endpoint::parse(text).unwrap().is_loopback(), expected, "{text}");
        }
    }

    #[test]
    fn the_known_host_of_the_region_comes_first() {
        let known = Endpoints::new().global("global.aliyuncs.com").regions(REGIONS).vpc(VPC);
        assert_eq!(resolve(known, "cn-beijing", Network::Public).unwrap(), "ccc.aliyuncs.com");
        let from_vpc = resolve(known, "cn-beijing", Network::Vpc);
        assert_eq!(from_vpc.unwrap(), "ccc-vpc.cn-beijing.aliyuncs.com");
    }

    #[test]
    fn a_region_without_a_known_host_gets_one_by_the_rule() {
        let known = Endpoints::new().global("global.aliyuncs.com").regions(REGIONS);
        let expected = "ccc.cn-x.aliyuncs.com";
        assert_eq!(resolve(known, "cn-x", Network::Public).unwrap(), expected);
        assert_eq!(resolve(Endpoints::new(), "cn-x", Network::Public).unwrap(), expected);
        let from_vpc = resolve(known, "cn-x", Network::Vpc);
        assert_eq!(from_vpc.unwrap(), "ccc-vpc.cn-x.aliyuncs.com");
    }

    #[test]
    fn from_inside_a_vpc_the_only_known_host_of_the_region_serves() {
        let known = Endpoints::new().regions(REGIONS);
        let found = resolve(known, "cn-beijing", Network::Vpc);
        assert_eq!(found.unwrap(), "ccc.aliyuncs.com");
    }

    #[test]
    fn a_central_product_needs_no_region() {
        let central = Endpoints::new().central();
        assert_eq!(resolve(central, "", Network::Public).unwrap(), "ccc.aliyuncs.com");
        assert_eq!(resolve(central, "cn-x", Network::Vpc).unwrap(), "ccc-vpc.aliyuncs.com");
        let found = resolve(central.regions(REGIONS), "cn-x", Network::Public);
        assert_eq!(found.unwrap(), "ccc.aliyuncs.com");
    }

    #[test]
    fn the_global_host_serves_where_no_region_is_known_or_set() {
        let global = Endpoints::new().global("global.aliyuncs.com");
        for (endpoints, region) in [(global, ""), (global, "cn-x"), (global.regions(REGIONS), "")] {
            let found = resolve(endpoints, region, Network::Public);
            assert_eq!(found.unwrap(), "global.aliyuncs.com");
        }
    }

    #[test]
    fn without_a_region_the_error_says_what_to_do() {
        let error = resolve(Endpoints::new().regions(REGIONS), "", Network::Public).unwrap_err();
        assert!(error.contains(".region(…)") && error.contains(".endpoint(…)"), "{error}");
    }

    #[test]
    fn a_region_cannot_change_the_domain() {
        for region in ["evil.example/", "a.b", "x@y", "中"] {
            let error = resolve(Endpoints::new(), region, Network::Public).unwrap_err();
            assert!(error.contains("no region's id"), "{error}");
        }
    }
}
