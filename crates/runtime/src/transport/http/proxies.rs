//! The proxies that the environment names.

use reqwest::{NoProxy, Proxy};

use crate::environment::{Environment, variable};
use crate::error::ConfigurationError;

/// The variables of each kind, in the order in which they are looked for.
const HTTPS: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const HTTP: [&str; 2] = ["HTTP_PROXY", "http_proxy"];
const NONE: [&str; 2] = ["NO_PROXY", "no_proxy"];
/// What a web server sets for the CGI programs it runs, together with `HTTP_PROXY` for whatever a
/// client has sent as the header `Proxy`.
const CGI: &str = "REQUEST_METHOD";

/// The proxies for endpoints with and without TLS, and the hosts that are reached without one.
pub(super) fn of_environment(
    environment: &dyn Environment,
) -> Result<Vec<Proxy>, ConfigurationError> {
    let for_none = first(environment, &NONE).and_then(|(_, hosts)| NoProxy::from_string(&hosts));
    let is_cgi = variable(environment, CGI).is_some();
    let http = if is_cgi { HTTP.get(1..).unwrap_or_default() } else { &HTTP };
    let https = first(environment, &HTTPS).map(|found| (found, Proxy::https::<String> as Make));
    let http = first(environment, http).map(|found| (found, Proxy::http::<String> as Make));
    [https, http]
        .into_iter()
        .flatten()
        .map(|((name, url), make)| match make(url) {
            Ok(proxy) => Ok(proxy.no_proxy(for_none.clone())),
            // The value can hold a password.
            Err(_) => Err(ConfigurationError::new(format!("`{name}` is no URL of a proxy"))),
        })
        .collect()
}

type Make = fn(String) -> reqwest::Result<Proxy>;

/// The first of the variables that is set, and its value.
fn first<'a>(environment: &dyn Environment, names: &[&'a str]) -> Option<(&'a str, String)> {
    names.iter().find_map(|name| Some((*name, variable(environment, name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::memory::Memory;

    fn proxies(variables: &[(&str, &str)]) -> Result<Vec<Proxy>, ConfigurationError> {
        of_environment(&Memory::new(variables))
    }

    #[test]
    fn a_program_that_serves_the_web_is_told_no_proxy_by_its_visitors() {
        let visited = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil.example")];
        assert!(proxies(&visited).unwrap().is_empty());
        assert_eq!(proxies(&visited[1..]).unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_url_is_named_and_not_shown() {
        let error = proxies(&[("https_proxy", "http://user:hidden@:x")]).unwrap_err().to_string();
        assert!(error.contains("`https_proxy` is no URL of a proxy"), "{error}");
        assert!(!error.contains("hidden"), "{error}");
    }
}
