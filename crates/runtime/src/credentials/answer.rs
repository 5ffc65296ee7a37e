//! Reading the answer of a server that gives out temporary access keys.

use std::time::SystemTime;

use jiff::Timestamp;
use serde_json::Value;
use zeroize::Zeroizing;

use super::Credentials;
use super::secret_json::{SecretJson, text};
use crate::answer::Answer;
use crate::error::{CredentialsError, Error, one_line};
use crate::service::FailureRule;
use crate::transport::HttpResponse;

/// The member with the access key in an answer of STS.
const STS_MEMBER: &str = "Credentials";
/// What `Code` says when all is well.
const SUCCESS: &str = "Success";

/// The body of a success.
pub(super) fn body_of(response: HttpResponse) -> Result<Zeroizing<Vec<u8>>, CredentialsError> {
    if response.status() != 200 {
        return Err(refused(&response));
    }
    Ok(Zeroizing::new(response.into_body()))
}

/// The access key in the form of STS: `{"Credentials":{"AccessKeyId":…}}`.
pub(super) fn of_sts(response: HttpResponse) -> Result<Credentials, CredentialsError> {
    let json = json_of(response)?;
    let inner = json.value().get(STS_MEMBER).ok_or_else(|| lacks(STS_MEMBER))?;
    access_key(inner)
}

/// The access key in the form of the ECS metadata service: `{"Code":"Success","AccessKeyId":…}`.
pub(super) fn of_metadata(response: HttpResponse) -> Result<Credentials, CredentialsError> {
    let json = json_of(response)?;
    match text(json.value(), "Code") {
        Some(SUCCESS) => access_key(json.value()),
        Some(code) => {
            let code = one_line(code);
            Err(CredentialsError::unusable(format!("the answer has the code `{code}`")))
        }
        None => Err(lacks("Code")),
    }
}

fn json_of(response: HttpResponse) -> Result<SecretJson, CredentialsError> {
    SecretJson::parse(&body_of(response)?)
        .map_err(|error| CredentialsError::unusable(format!("the answer is no JSON: {error}")))
}

/// A temporary access key. All four members must be there.
fn access_key(json: &Value) -> Result<Credentials, CredentialsError> {
    let member = |name| text(json, name).ok_or_else(|| lacks(name));
    let credentials = Credentials::new(member("AccessKeyId")?, member("AccessKeySecret")?)
        .with_security_token(member("SecurityToken")?)
        .with_expiration(time(member("Expiration")?)?);
    Ok(credentials)
}

fn time(text: &str) -> Result<SystemTime, CredentialsError> {
    let time = text.parse::<Timestamp>().ok().and_then(|time| SystemTime::try_from(time).ok());
    time.ok_or_else(|| CredentialsError::unusable("the answer's `Expiration` is no time"))
}

fn lacks(member: &str) -> CredentialsError {
    CredentialsError::unusable(format!("the answer lacks `{member}`"))
}

/// An answer with another status. Only what is in the service's own form is shown: nobody knows
/// what else there is in a body.
fn refused(response: &HttpResponse) -> CredentialsError {
    let status = response.status();
    let read = Answer::read(response, &FailureRule::new());
    let Err(Error::Service(error)) = read else {
        return CredentialsError::unusable(format!("the answer has HTTP status {status}"));
    };
    let message =
        if error.code().is_empty() { format!("HTTP {status}") } else { error.to_string() };
    if error.is_retryable() {
        CredentialsError::unavailable(message)
    } else {
        CredentialsError::unusable(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::CredentialsErrorKind;

    fn answer(status: u16, body: &str) -> HttpResponse {
        HttpResponse::new(status, Vec::new(), body)
    }

    #[test]
    fn all_four_members_are_needed() {
        let whole = r#"{"Credentials":{"AccessKeyId":"i","AccessKeySecret":"s",
            "SecurityToken":"t","Expiration":"1970-01-01T00:00:10Z"}}"#;
        let read = of_sts(answer(200, whole)).unwrap();
        let ten = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(10);
        assert_eq!(read.expiration(), Some(ten));
        for member in ["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"] {
            let error = of_sts(answer(200, &whole.replace(member, "X"))).unwrap_err();
            assert!(error.message().contains(member), "{error}");
        }
        let error = of_sts(answer(200, &whole.replace("1970-01", "hidden"))).unwrap_err();
        assert_eq!(error.message(), "the answer's `Expiration` is no time");
    }

    #[test]
    fn a_refusal_shows_the_services_own_words_and_no_other_body() {
        let own = r#"{"Code":"NoPermission","Message":"m","RequestId":"R"}"#;
        let error = of_sts(answer(403, own)).unwrap_err();
        assert_eq!(error.message(), "NoPermission (HTTP 403): m [request id R]");
        assert_eq!(error.kind(), CredentialsErrorKind::Unusable);
        let error = of_sts(answer(502, "hidden")).unwrap_err();
        assert_eq!((error.message(), error.is_retryable()), ("HTTP 502", true));
        let error = of_sts(answer(204, "hidden")).unwrap_err();
        assert_eq!(error.message(), "the answer has HTTP status 204");
    }
}
