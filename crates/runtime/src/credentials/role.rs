//! A role to assume, and the service that gives out access keys for it: STS.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::endpoint::{Endpoint, Network};
use crate::environment::{Environment, is_true, variable};
use crate::error::CredentialsError;
use crate::service::Service;

pub(super) static STS: Service = Service::new("Sts", "2015-04-01");
/// The host of STS where no region is set.
const STS_HOST: &str = "sts.aliyuncs.com";
/// The region whose STS is asked, for roles that name none.
const REGION_VARIABLE: &str = "ALIBABA_CLOUD_STS_REGION";
/// Whether STS is reached from inside a VPC, for roles that name no region.
const VPC_VARIABLE: &str = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED";
/// How long STS may take with an answer, connecting included.
pub(super) const STS_LIMIT: Duration = Duration::from_secs(15);
/// The time that a role is assumed for, and the shortest that STS allows.
const DURATION: Duration = Duration::from_hours(1);
const SHORTEST_DURATION: Duration = Duration::from_mins(15);
/// What a session is called that has been given no name, with the time behind it.
const SESSION_NAME: &str = "aliyun-rust";

/// A role to assume.
#[derive(Clone, Debug)]
pub struct Role {
    arn: String,
    session_name: Option<String>,
    duration: Duration,
    policy: Option<String>,
    external_id: Option<String>,
    region: Option<(String, Network)>,
}

impl Role {
    /// The role with this ARN, as in `acs:ram::1234567890:role/name`.
    pub fn new(arn: impl Into<String>) -> Self {
        Self {
            arn: arn.into(),
            session_name: None,
            duration: DURATION,
            policy: None,
            external_id: None,
            region: None,
        }
    }

    /// What the session is called in the records of the account. If not given, `aliyun-rust` and a
    /// number.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = Some(name.into());
        self
    }

    /// How long an access key is valid: an hour, if not given; 15 minutes at least.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }

    /// A policy, in JSON, that takes away from what the role may do.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// The id that the role's owner has agreed on with those who may assume it.
    #[must_use]
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// The region whose STS is asked, and from where. If not given, that of
    /// `ALIBABA_CLOUD_STS_REGION`, else one for all regions.
    #[must_use]
    pub fn sts_region(mut self, region: impl Into<String>, network: Network) -> Self {
        self.region = Some((region.into(), network));
        self
    }

    pub(super) fn endpoint(&self, machine: &dyn Environment) -> Result<Endpoint, CredentialsError> {
        let region = self.region.clone().or_else(|| default_region(machine));
        let endpoint = match region {
            Some((region, network)) => Endpoint::resolve(&STS, &region, network),
            None => Endpoint::parse(STS_HOST),
        };
        endpoint.map_err(|error| CredentialsError::unusable(error.to_string()))
    }

    /// What STS is told about the role.
    pub(super) fn parameters(
        &self,
        now: SystemTime,
    ) -> Result<Vec<(&'static str, String)>, CredentialsError> {
        if self.duration < SHORTEST_DURATION {
            return Err(CredentialsError::unusable("a role is assumed for 15 minutes at least"));
        }
        let session_name = self.session_name.clone().unwrap_or_else(|| session_name(now));
        let needed = [
            ("RoleArn", self.arn.clone()),
            ("RoleSessionName", session_name),
            ("DurationSeconds", self.duration.as_secs().to_string()),
        ];
        let optional = [("Policy", &self.policy), ("ExternalId", &self.external_id)];
        let optional =
            optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        Ok(needed.into_iter().chain(optional).collect())
    }
}

fn default_region(machine: &dyn Environment) -> Option<(String, Network)> {
    let network = if is_true(machine, VPC_VARIABLE) { Network::Vpc } else { Network::Public };
    Some((variable(machine, REGION_VARIABLE)?, network))
}

fn session_name(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{SESSION_NAME}-{}", since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::memory::Memory;

    fn host(role: &Role, variables: &[(&str, &str)]) -> String {
        role.endpoint(&Memory::new(variables)).unwrap().authority().to_owned()
    }

    #[test]
    fn the_region_of_sts_is_that_of_the_role_or_of_the_variables() {
        let role = Role::new("r");
        assert_eq!(host(&role, &[]), "sts.aliyuncs.com");
        let region = (REGION_VARIABLE, "cn-beijing");
        assert_eq!(host(&role, &[region]), "sts.cn-beijing.aliyuncs.com");
        let vpc = (VPC_VARIABLE, "true");
        assert_eq!(host(&role, &[vpc]), "sts.aliyuncs.com");
        assert_eq!(host(&role, &[region, vpc]), "sts-vpc.cn-beijing.aliyuncs.com");
        let role = role.sts_region("cn-x", Network::Public);
        assert_eq!(host(&role, &[region, vpc]), "sts.cn-x.aliyuncs.com");
        assert!(
            Role::new("r")
                .sts_region("evil.example/", Network::Vpc)
                .endpoint(&Memory::default())
                .is_err()
        );
    }

    #[test]
    fn a_session_has_a_name_of_its_own() {
        let parameters = Role::new("r").parameters(UNIX_EPOCH + Duration::from_secs(7)).unwrap();
        assert!(parameters.contains(&("RoleSessionName", "aliyun-rust-7".to_owned())));
    }

    #[test]
    fn a_time_that_sts_refuses_is_not_asked_for() {
        let role = Role::new("r").duration(Duration::from_secs(899));
        assert!(role.parameters(UNIX_EPOCH).unwrap_err().message().contains("15 minutes"));
    }
}
