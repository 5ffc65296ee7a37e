//! What an API is: a service of operations, each with parameters, fields and errors.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Bounds, CallLimit, Length, ListedValue, Pagination, Style, Type};

/// One API version of one product: what becomes one crate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The product's code as its pages write it, such as `CCC`.
    pub product: String,
    /// The API version, such as `2020-07-01`.
    pub version: String,
    /// The name of the crate, such as `aliyun-ccc-20200701`.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// Where the service is reached.
    #[serde(default, skip_serializing_if = "Endpoints::is_empty")]
    pub endpoints: Endpoints,
    /// What a failure inside an answer of HTTP 200 looks like, where there are such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_in_200: Option<FailureRule>,
    /// The action of the operation that shows best how the crate is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The features of the crate that bring operations, and the actions of each. An action that is
    /// in none of them is always there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<String, Vec<String>>,
    /// The operations, sorted by action. Each is a YAML file of its own.
    #[serde(skip)]
    pub operations: Vec<Operation>,
}

impl Service {
    /// The folder of the service's crate, such as `ccc-20200701`.
    pub fn folder(&self) -> String {
        folder_name(&self.product, &self.version)
    }
}

/// The folder of a service's crate, such as `ccc-20200701`.
///
/// Letters that no package name can have are left out, so that no page can name a folder elsewhere.
pub fn folder_name(product: &str, version: &str) -> String {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let product = product.to_lowercase();
    let words = product.split(['-', ' ', '.']).map(plain).filter(|word| !word.is_empty());
    words.chain([plain(version)]).collect::<Vec<_>>().join("-")
}

/// Where a service is reached: facts by region, and a host for the regions that have none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// The one host of a product that has no regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub global: Option<String>,
    /// Whether a host that is not listed follows the rule `<product>.aliyuncs.com`, the same for all
    /// regions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub central: bool,
    /// Host by region. Regions that are not listed follow the rule `<product>.<region>.aliyuncs.com`,
    /// unless the product is central.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub regions: BTreeMap<String, String>,
    /// Host by region inside a virtual private cloud.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vpc: BTreeMap<String, String>,
}

impl Endpoints {
    /// Whether nothing is known, so that every host follows the rule for regions.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How an answer of HTTP 200 says that the call failed. Any of the signs is enough.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailureRule {
    /// A field that holds a code, and the codes that mean success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeSign>,
    /// A field that holds an HTTP status; 400 and above mean failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// A field that holds true or false; false means failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<String>,
}

/// The field of an answer that holds a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSign {
    /// The field's wire name.
    pub field: String,
    /// The codes that mean success; any other that is present and not empty means failure.
    pub success: Vec<String>,
}

/// One operation: what one page documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The operation's name on the wire, such as `ListOutboundNumbersOfUser`.
    pub action: String,
    /// How requests are addressed.
    pub style: Style,
    /// One line that says what the operation does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// What more the page says of the operation, as Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The page, relative to the folder of its `spec.yaml`, with `/`.
    pub source: String,
    /// The folders that the page lies in below its locale, with `/`: the vendor's own grouping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The vendor's page for trying the operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The vendor's page with more error codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_link: Option<String>,
    /// What the page says where it advises against the operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// How often an account may call the operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_limit: Option<CallLimit>,
    /// The ways in which the operation gives a long list in parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pagination: Vec<Pagination>,
    /// The parameter whose value makes a repeated request count once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency_token: Option<String>,
    /// The parameters, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub request: Vec<Field>,
    /// The fields of the answer, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub response: Vec<Field>,
    /// The documented errors, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorCode>,
    /// The page's own request, as the page shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_sample: Option<String>,
    /// The page's own JSON answer, as the page shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_sample: Option<String>,
}

impl Operation {
    /// The operation without the fields that samples alone show: what the rows of its page say.
    #[must_use]
    pub fn without_unlisted(&self) -> Self {
        let mut rows = self.clone();
        remove_unlisted(&mut rows.response);
        rows
    }

    /// An operation of that name, style and page, of which nothing else is known.
    pub fn new(action: impl Into<String>, style: Style, source: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            style,
            summary: String::new(),
            description: String::new(),
            source: source.into(),
            group: None,
            link: None,
            error_link: None,
            deprecated: None,
            call_limit: None,
            pagination: Vec::new(),
            idempotency_token: None,
            request: Vec::new(),
            response: Vec::new(),
            errors: Vec::new(),
            request_sample: None,
            response_sample: None,
        }
    }
}

fn remove_unlisted(fields: &mut Vec<Field>) {
    fields.retain(|field| !field.unlisted);
    for field in fields {
        remove_unlisted(&mut field.fields);
    }
}

/// A parameter of a request or a field of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// Where a parameter of a request travels. Absent below a parameter, and in answers.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The type of the value that a user sees.
    #[serde(rename = "type")]
    pub ty: Type,
    /// The name of the object that holds an array on the wire:
    /// `{"Instances": {"Instance": […]}}` is field `Instances` with wrapper `Instance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrapper: Option<String>,
    /// Whether a request must have this parameter.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// When a request must have a parameter that is not always required, in the page's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_if: Option<String>,
    /// The value that counts where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The least and the greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Bounds>,
    /// How long the text may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// The values that the field can have, or each element of an array; none where the page does
    /// not list them all for certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ListedValue>,
    /// What the page says where it advises against the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The value that the page shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// What the page says of the field, as Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// Whether no row of the page is about the field: its sample shows it, and nothing but the name
    /// is known.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unlisted: bool,
    /// The fields of the struct that `ty` holds, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

impl Field {
    /// A field of that name and type, of which nothing else is known.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            location: None,
            ty,
            wrapper: None,
            required: false,
            required_if: None,
            default: None,
            range: None,
            length: None,
            values: Vec::new(),
            deprecated: None,
            example: None,
            doc: String::new(),
            unlisted: false,
            fields: Vec::new(),
        }
    }

    /// A field of which a page's sample shows the name, and no row says more.
    pub fn unlisted(name: impl Into<String>) -> Self {
        Self { unlisted: true, ..Self::new(name, Type::Any) }
    }
}

/// Where a parameter travels in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the query of the URL.
    Query,
    /// In a body of content type `application/x-www-form-urlencoded`.
    Form,
    /// In a JSON body.
    Body,
    /// In the path of the URL.
    Path,
    /// In a header.
    Header,
    /// In the host name.
    Host,
}

impl Location {
    /// The word for this place in the YAML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Form => "form",
            Self::Body => "body",
            Self::Path => "path",
            Self::Header => "header",
            Self::Host => "host",
        }
    }
}

/// A documented error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The HTTP status, where the page gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// The code on the wire, such as `NotExists.InstanceId`.
    pub code: String,
    /// The message, with the page's placeholders.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What the page says of the error.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
