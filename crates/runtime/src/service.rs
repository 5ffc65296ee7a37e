//! What an API version tells the runtime about itself: names, hosts, and how it reports failures.
//!
//! Generated crates state these facts in one `static`; all functions here are `const` for that.

#[cfg(feature = "http")]
use crate::Client;

/// A region's id and the host that serves it.
pub type RegionHost = (&'static str, &'static str);

/// The facts about one version of one product's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    product: &'static str,
    version: &'static str,
    endpoints: Endpoints,
    failure_in_200: FailureRule,
}

impl Service {
    /// The API `version` (`2020-07-01`) of the product with this code (`CCC`), with no known
    /// hosts and no failures in HTTP 200.
    pub const fn new(product: &'static str, version: &'static str) -> Self {
        let (endpoints, failure_in_200) = (Endpoints::new(), FailureRule::new());
        Self { product, version, endpoints, failure_in_200 }
    }

    /// The hosts that are known to serve it.
    #[must_use]
    pub const fn endpoints(mut self, endpoints: Endpoints) -> Self {
        self.endpoints = endpoints;
        self
    }

    /// What makes an answer with HTTP 200 a failure.
    #[must_use]
    pub const fn failure_in_200(mut self, rule: FailureRule) -> Self {
        self.failure_in_200 = rule;
        self
    }

    /// The product's code, as in `CCC`.
    pub const fn product(&self) -> &'static str {
        self.product
    }

    /// The API version, as in `2020-07-01`; sent as `x-acs-version`.
    pub const fn version(&self) -> &'static str {
        self.version
    }

    pub(crate) const fn known_endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// The rule that finds failures in answers with HTTP 200.
    pub const fn failure_rule(&self) -> &FailureRule {
        &self.failure_in_200
    }
}

/// The hosts of a product. All may be unknown: then the host follows from the product's code and
/// the region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    pub(crate) global: Option<&'static str>,
    pub(crate) regions: &'static [RegionHost],
    pub(crate) vpc: &'static [RegionHost],
    pub(crate) is_central: bool,
}

impl Endpoints {
    /// No known hosts.
    pub const fn new() -> Self {
        Self { global: None, regions: &[], vpc: &[], is_central: false }
    }

    /// The one host that serves all regions.
    #[must_use]
    pub const fn global(mut self, host: &'static str) -> Self {
        self.global = Some(host);
        self
    }

    /// Hosts that follow from the product's code alone, as in `ram.aliyuncs.com`, are not one for
    /// each region.
    #[must_use]
    pub const fn central(mut self) -> Self {
        self.is_central = true;
        self
    }

    /// The hosts of single regions, reached over the public network.
    #[must_use]
    pub const fn regions(mut self, hosts: &'static [RegionHost]) -> Self {
        self.regions = hosts;
        self
    }

    /// The hosts of single regions, reached from inside a VPC of the region.
    #[must_use]
    pub const fn vpc(mut self, hosts: &'static [RegionHost]) -> Self {
        self.vpc = hosts;
        self
    }
}

/// Which fields of an HTTP 200 body say that the call failed. Without any, none does.
///
/// Products differ in this, and a field called `Code` is plain data in some: so the rule is stated
/// for each API version and never guessed. One field that says so is enough for a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FailureRule {
    pub(crate) code: Option<CodeField>,
    pub(crate) status: Option<&'static str>,
    pub(crate) success: Option<&'static str>,
}

/// A field that holds a code, and the codes that mean success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeField {
    pub(crate) name: &'static str,
    pub(crate) success_values: &'static [&'static str],
}

impl FailureRule {
    /// The rule that finds no failure.
    pub const fn new() -> Self {
        Self { code: None, status: None, success: None }
    }

    /// The field `name` says failure when it is there, not empty, and none of `success_values`
    /// (compared as text, so that `"200"` also is the number 200).
    #[must_use]
    pub const fn code(
        mut self,
        name: &'static str,
        success_values: &'static [&'static str],
    ) -> Self {
        self.code = Some(CodeField { name, success_values });
        self
    }

    /// The field `name` says failure when it holds 400 or more, as a number or as text.
    #[must_use]
    pub const fn status(mut self, name: &'static str) -> Self {
        self.status = Some(name);
        self
    }

    /// The field `name` says failure when it is false, as a boolean or as text.
    #[must_use]
    pub const fn success(mut self, name: &'static str) -> Self {
        self.success = Some(name);
        self
    }
}

/// A generated client: a thin, typed face of [`Client`].
#[cfg(feature = "http")]
pub trait ServiceClient: Sized {
    /// The API version that the client is for.
    fn service() -> &'static Service;

    /// Wraps the client that does the work.
    fn from_runtime(runtime: Client) -> Self;
}
