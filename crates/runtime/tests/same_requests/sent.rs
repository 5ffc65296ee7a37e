//! A request as the server has seen it, in parts that can be compared.

use aliyun_runtime::sign::{Algorithm, Authorization, ReceivedRequest};
use percent_encoding::percent_decode_str;

use crate::support::server::Received;

/// A request. Nothing of it is decoded; headers are in the order of their names, and these in lower
/// case, as no server may tell them apart by order and case.
#[derive(Debug, PartialEq)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Names and values as they came.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Sent {
    pub(crate) fn of(received: &Received) -> Self {
        let (first, rest) = received.head.split_once("\r\n").unwrap();
        let [method, target, "HTTP/1.1"] = first.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{first}")
        };
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, pairs(query)),
            None => (target, Vec::new()),
        };
        let headers = rest.lines().filter(|line| !line.is_empty()).map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        });
        let mut headers: Vec<_> = headers.collect();
        headers.sort();
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query,
            headers,
            // One character for each byte, so that nothing is lost.
            body: received.body.iter().map(|byte| char::from(*byte)).collect(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Takes a header out.
    pub(crate) fn take_header(&mut self, name: &str) -> Option<String> {
        let at = self.headers.iter().position(|(known, _)| known == name)?;
        Some(self.headers.remove(at).1)
    }

    /// Replaces the body, and the headers that follow from it if they fitted the old one.
    pub(crate) fn replace_body(&mut self, body: String, algorithm: Algorithm) {
        for (name, of) in [
            (
                "content-length",
                (|_, body: &str| body.len().to_string()) as fn(Algorithm, &str) -> _,
            ),
            ("x-acs-content-sha256", |algorithm, body| algorithm.hash(body.as_bytes())),
        ] {
            let header = self.headers.iter_mut().find(|(known, _)| known == name).unwrap();
            assert_eq!(header.1, of(algorithm, &self.body), "{name}");
            header.1 = of(algorithm, &body);
        }
        self.body = body;
    }

    /// Whether the request was signed with the secret, in the way that it says itself.
    pub(crate) fn is_signed_with(&self, secret: &str) -> bool {
        let authorization = Authorization::read(self.header("authorization").unwrap()).unwrap();
        let decoded = |(name, value): &(String, String)| (decode(name), decode(value));
        let query: Vec<_> = self.query.iter().map(decoded).collect();
        let body: Vec<u8> = self.body.chars().map(|byte| u8::try_from(byte).unwrap()).collect();
        let request = ReceivedRequest {
            method: &self.method,
            path: &self.path,
            query: &query,
            headers: &self.headers,
            body: &body,
        };
        request.is_signed_with(&authorization, secret)
    }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    };
    query.split('&').map(pair).collect()
}

fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8().unwrap().into_owned()
}
