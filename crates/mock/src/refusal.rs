//! The errors of the service's gateway, in its own words. This is the one table of them.

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
    }

    pub(crate) fn action_not_found() -> Self {
        let message = "Specified api is not found, please check your url and method.";
        Self::new(404, "InvalidAction.NotFound", message)
    }

    pub(crate) fn method_unsupported() -> Self {
        Self::new(400, "UnsupportedHTTPMethod", "This http method is not supported.")
    }

    /// A parameter that must be there is not. `Tag.1.Key` is named without its dots in the code.
    pub(crate) fn missing(name: &str) -> Self {
        let code = format!("Missing{}", undotted(name));
        Self::new(400, code, format!("{name} is mandatory for this action."))
    }

    /// A parameter has a value that it cannot have.
    pub(crate) fn invalid(name: &str) -> Self {
        let code = format!("Invalid{}", undotted(name));
        Self::new(400, code, format!("Specified parameter {name} is not valid."))
    }

    pub(crate) fn time_unreadable() -> Self {
        let message = "Specified time stamp or date value is not well formatted.";
        Self::new(400, "InvalidTimeStamp.Format", message)
    }

    pub(crate) fn time_expired() -> Self {
        let message = "Specified time stamp or date value is expired.";
        Self::new(400, "InvalidTimeStamp.Expired", message)
    }

    pub(crate) fn key_not_found() -> Self {
        Self::new(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
    }

    pub(crate) fn signature_unreadable() -> Self {
        let message = "The request signature does not conform to Aliyun standards.";
        Self::new(400, "IncompleteSignature", message)
    }

    pub(crate) fn signature_differs(string_to_sign: &str) -> Self {
        let message = format!(
            "Specified signature is not matched with our calculation. \
             server string to sign is:{string_to_sign}"
        );
        Self::new(403, "SignatureDoesNotMatch", message)
    }

    pub(crate) fn nonce_used() -> Self {
        let message = "Specified signature nonce was used already.";
        Self::new(400, "SignatureNonceUsed", message)
    }

    pub(crate) fn body_too_large() -> Self {
        Self::new(413, "RequestBodyTooLarge", "The request body is too large.")
    }
}

fn undotted(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).filter(|letter| *letter != '.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_its_parameter() {
        assert_eq!(Refusal::missing("InstanceId").code, "MissingInstanceId");
        assert_eq!(
            Refusal::missing("Tag.1.Key").message,
            "Tag.1.Key is mandatory for this action."
        );
        assert_eq!(Refusal::invalid("appId").code, "InvalidAppId");
        assert_eq!(Refusal::missing("Tag.1.Key").code, "MissingTag1Key");
    }
}
