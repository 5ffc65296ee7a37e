//! The URLs of requests, exactly as they were signed.

use std::sync::{Mutex, PoisonError};

use reqwest::Url;

/// Makes URLs of texts. It keeps the origin that was last asked for, as almost all requests of a
/// client go to one: reading scheme, host and port takes longer than the rest.
#[derive(Default)]
pub(super) struct Urls {
    last_origin: Mutex<Option<Url>>,
}

impl Urls {
    /// The URL of a text, unless it is none, or would be sent with another path or query than the
    /// text has: a URL has no `..` in it.
    pub(super) fn exact(&self, text: &str) -> Option<Url> {
        let (origin, target) = text.split_at_checked(target_start(text)?)?;
        let mut url = self.origin(origin)?;
        let origin_end = url.as_str().strip_suffix('/')?.len();
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (target, None),
        };
        url.set_path(path);
        url.set_query(query);
        let is_unchanged = url.as_str().get(origin_end..) == Some(target);
        is_unchanged.then_some(url)
    }

    /// The URL of scheme, host and port.
    fn origin(&self, text: &str) -> Option<Url> {
        // Whoever panicked has left nothing half done.
        let mut last = self.last_origin.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(url) if url.as_str().strip_suffix('/') == Some(text) => Some(url.clone()),
            _ => Some(last.insert(Url::parse(text).ok()?).clone()),
        }
    }
}

/// Where the path begins, which the query follows.
fn target_start(text: &str) -> Option<usize> {
    let scheme_end = text.find(':')?;
    let authority = text.get(scheme_end..)?.strip_prefix("://")?;
    Some(text.len() - authority.len() + authority.find('/')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_the_text_or_none() {
        let urls = Urls::default();
        let sendable = [
            "https://h/",
            "https://h:1/a%2Fb/*?A=%20~&B=",
            "https://h:1/a?",
            "https://h:1/?A=/://?",
            "http://[::1]:1/x",
            "https://h:1//x",
        ];
        for text in sendable {
            assert_eq!(urls.exact(text).unwrap().as_str(), text);
        }
        let unsendable = [
            "https://h/a/../b",
            "https://h/%2e%2e/b",
            "https://h/a b",
            "https://h/a?b c",
            "https://h/a#b",
            "https://h?a=/",
            "https://h",
            "https:h/",
            "https:///",
            "no url",
        ];
        for text in unsendable {
            assert_eq!(urls.exact(text), None, "{text}");
        }
    }

    #[test]
    fn requests_to_several_origins_do_not_meet() {
        let urls = Urls::default();
        for text in ["http://a/1", "http://a/2?x", "http://a:1/", "https://a/", "http://b/1"] {
            assert_eq!(urls.exact(text).unwrap().as_str(), text);
        }
        assert_eq!(urls.exact("HTTP://A:80/Path").unwrap().as_str(), "http://a/Path");
    }
}
