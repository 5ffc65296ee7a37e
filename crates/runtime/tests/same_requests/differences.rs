//! In what the requests of the vendor's SDK and those of this runtime differ, and why.

use aliyun_runtime::Value;

use crate::cases::Case;
use crate::sent::Sent;

/// One difference.
pub(crate) struct Difference {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    /// Checks what holds of the difference in two requests of a case, theirs and ours, and takes it
    /// out of both. Says whether it was there.
    pub(crate) settle: fn(&Case, &mut Sent, &mut Sent) -> bool,
}

/// All differences. What is signed is checked first, while it is still there.
pub(crate) const DIFFERENCES: [Difference; 9] = [
    Difference {
        name: "`authorization`",
        reason: "the SDK for Python signs all headers, and this runtime those of the manual; both \
                 signatures are valid",
        settle: authorization,
    },
    Difference {
        name: "the signature of a name that needs encoding",
        reason: "the SDK for Python signs it as it is, and the manual has it encoded",
        settle: encoded_names,
    },
    Difference { name: "`x-acs-signature-nonce`", reason: "it is never the same", settle: nonce },
    Difference { name: "`x-acs-date`", reason: "it is the time", settle: date },
    Difference { name: "`user-agent`", reason: "each names itself", settle: user_agent },
    Difference {
        name: "`x-acs-credentials-provider`",
        reason: "it tells the service where the credentials are from, which it need not know",
        settle: credentials_provider,
    },
    Difference {
        name: "`True` and `False`",
        reason: "the SDK for Python writes booleans as Python does, and that for Go as this runtime",
        settle: booleans,
    },
    Difference {
        name: "`2.0`",
        reason: "the SDK for Python writes whole floating-point numbers as Python does, and that for \
                 Go as this runtime",
        settle: whole_numbers,
    },
    Difference {
        name: "spaces in the query",
        reason: "`+` of the SDK for Python means a space in forms alone, and `%20`, which both sign, \
                 everywhere",
        settle: spaces,
    },
];

fn authorization(case: &Case, theirs: &mut Sent, ours: &mut Sent) -> bool {
    if let Some(secret) = case.secret() {
        let is_valid = theirs.is_signed_with(secret);
        assert_eq!(is_valid, !has_encoded_names(theirs), "{}: {theirs:?}", case.name());
        assert!(ours.is_signed_with(secret), "{}: {ours:?}", case.name());
    }
    let (theirs, ours) = (theirs.take_header("authorization"), ours.take_header("authorization"));
    assert_eq!(theirs.is_some(), case.secret().is_some(), "{}", case.name());
    assert_eq!(ours.is_some(), case.secret().is_some(), "{}", case.name());
    theirs != ours
}

/// That the SDK's signature is none by the manual is checked with the other signatures.
fn encoded_names(_: &Case, theirs: &mut Sent, _: &mut Sent) -> bool {
    has_encoded_names(theirs)
}

fn has_encoded_names(sent: &Sent) -> bool {
    sent.query.iter().any(|(name, _)| name.contains(['%', '+']))
}

fn nonce(case: &Case, theirs: &mut Sent, ours: &mut Sent) -> bool {
    let [theirs, ours] = [theirs, ours].map(|it| it.take_header("x-acs-signature-nonce").unwrap());
    for nonce in [&theirs, &ours] {
        let is_hex = nonce.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(nonce.len() == 32 && is_hex, "{}: {nonce}", case.name());
    }
    theirs != ours
}

fn date(case: &Case, theirs: &mut Sent, ours: &mut Sent) -> bool {
    for sent in [theirs, ours] {
        let date = sent.take_header("x-acs-date").unwrap();
        let shape: String =
            date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00T00:00:00Z", "{}", case.name());
    }
    true
}

fn user_agent(case: &Case, theirs: &mut Sent, ours: &mut Sent) -> bool {
    for sent in [theirs, ours] {
        let agent = sent.take_header("user-agent").unwrap();
        assert!(agent.starts_with("AlibabaCloud ("), "{}: {agent}", case.name());
    }
    true
}

fn credentials_provider(_: &Case, theirs: &mut Sent, _: &mut Sent) -> bool {
    theirs.take_header("x-acs-credentials-provider").is_some()
}

fn booleans(case: &Case, theirs: &mut Sent, _: &mut Sent) -> bool {
    let is_boolean = |value: &Value| value.is_boolean();
    rewrite(case, theirs, is_boolean, |text| match text {
        "True" => Some("true".to_owned()),
        "False" => Some("false".to_owned()),
        _ => None,
    })
}

fn whole_numbers(case: &Case, theirs: &mut Sent, _: &mut Sent) -> bool {
    let is_whole = |value: &Value| value.as_f64().is_some_and(|it| it.fract() == 0.0);
    rewrite(case, theirs, is_whole, |text| text.strip_suffix(".0").map(str::to_owned))
}

fn spaces(_: &Case, theirs: &mut Sent, _: &mut Sent) -> bool {
    let mut is_there = false;
    for (name, value) in &mut theirs.query {
        is_there |= name.contains('+') || value.contains('+');
        *name = name.replace('+', "%20");
        *value = value.replace('+', "%20");
    }
    is_there
}

/// Rewrites values of the query and of the form, but only those of which the case has such a value.
fn rewrite(
    case: &Case,
    theirs: &mut Sent,
    is_meant: fn(&Value) -> bool,
    rewritten: fn(&str) -> Option<String>,
) -> bool {
    let mut is_there = false;
    let mut settle = |name: &str, value: &str| {
        let new = rewritten(value).filter(|_| case.value(name).is_some_and(is_meant));
        is_there |= new.is_some();
        new.unwrap_or_else(|| value.to_owned())
    };
    for (name, value) in &mut theirs.query {
        *value = settle(name, value);
    }
    if theirs.header("content-type") == Some("application/x-www-form-urlencoded") {
        let pairs = theirs.body.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> =
            pairs.map(|(name, value)| format!("{name}={}", settle(name, value))).collect();
        let body = pairs.join("&");
        if body != theirs.body {
            theirs.replace_body(body, case.algorithm());
        }
    }
    is_there
}
