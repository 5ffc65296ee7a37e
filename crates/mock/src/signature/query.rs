//! Signature version 1.0 of RPC: HMAC-SHA1 over query and form, in the query itself.

use std::time::SystemTime;

use aliyun_runtime::encode::percent_encode;
use aliyun_runtime::sign::canonical_query;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::{check_key, check_time};
use crate::access_key::AccessKey;
use crate::refusal::Refusal;
use crate::request::Decoded;

const METHOD: &str = "HMAC-SHA1";
const VERSION: &str = "1.0";
/// The one parameter that is not signed.
const SIGNATURE: &str = "Signature";

pub(super) fn check<'a>(
    received: &'a Decoded<'_>,
    key: &AccessKey,
    now: SystemTime,
) -> Result<&'a str, Refusal> {
    let pair = |name| received.pair(name).ok_or_else(|| Refusal::missing(name));
    let id = pair("AccessKeyId")?;
    let signature = pair(SIGNATURE)?;
    for (name, expected) in [("SignatureMethod", METHOD), ("SignatureVersion", VERSION)] {
        if pair(name)? != expected {
            return Err(Refusal::invalid(name));
        }
    }
    check_time(pair("Timestamp")?, now)?;
    let nonce = pair("SignatureNonce")?;
    check_key(id, key)?;
    let string_to_sign = string_to_sign(received);
    if sign(key.secret(), &string_to_sign) != signature {
        return Err(Refusal::signature_differs(&string_to_sign));
    }
    Ok(nonce)
}

fn string_to_sign(received: &Decoded<'_>) -> String {
    let pairs = received.query.iter().chain(&received.form);
    let signed = pairs.filter(|(name, _)| name != SIGNATURE);
    let query = canonical_query(signed.map(|(name, value)| (name.as_str(), value.as_str())));
    format!("{}&%2F&{}", received.request.method, percent_encode(&query))
}

#[expect(clippy::expect_used, reason = "HMAC is defined for keys of any length")]
fn sign(secret: &str, text: &str) -> String {
    let key = format!("{secret}&");
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("a key of any length");
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;

    /// The two examples of the vendor's manual.
    const PUBLISHED: [(&str, &str); 2] = [
        (
            "Timestamp=2016-02-23T12:46:24Z&Format=XML&AccessKeyId=testid&Action=DescribeRegions\
             &SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf\
             &Version=2014-05-26&SignatureVersion=1.0&Signature=x",
            "OLeaidS1JvxuMvnyHOwuJ+uX5qY=",
        ),
        (
            "AccessKeyId=testid&Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing\
             &SignatureMethod=HMAC-SHA1&SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb\
             &SignatureVersion=1.0&Timestamp=2023-03-13T08%3A34%3A30Z&Version=2014-05-26",
            "9NaGiOspFP5UPcwX8Iwt2YJXXuk=",
        ),
    ];

    #[test]
    fn the_published_examples_have_the_published_signatures() {
        for (query, signature) in PUBLISHED {
            let request =
                Request { method: "GET".into(), query: query.into(), ..Request::default() };
            assert_eq!(sign("testsecret", &string_to_sign(&request.decoded())), signature);
        }
    }
}
