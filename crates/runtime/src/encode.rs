//! From the values of a request to what stands where on the wire.
//!
//! Generated code hands each parameter to an [`Encoder`] together with its [`Place`]. Values come
//! as JSON values, made by [`ToWire`]; in queries and forms they are flattened to text. A list or
//! a struct that travels as one text is made so by [`json_text`] or [`joined`] before.

mod encoder;
mod extra;
mod flatten;
mod list_text;
mod percent;
mod to_wire;

pub use encoder::Encoder;
pub(crate) use encoder::WholeBody;
pub use extra::ExtraParameters;
pub use flatten::flatten;
pub(crate) use flatten::text_of;
pub use list_text::{Separator, flat_keys, joined};
pub(crate) use percent::form_encode;
pub use percent::percent_encode;
pub use to_wire::{ToWire, any_json_text, json_text, object};

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The URL's query, flattened.
    Query,
    /// The form in the body, flattened.
    Form,
    /// The JSON object in the body, as a member.
    Body,
    /// The JSON in the body, as a whole: the parameter's name is not sent.
    WholeBody,
    /// The URL's path, in the place that the operation's path names.
    Path,
    /// An HTTP header of the parameter's name.
    Header,
    /// A label in front of the endpoint's host, as the project in `my-project.cn-x.log.aliyuncs.com`.
    /// An endpoint that is an address, as a test server's, stays as it is.
    Host,
}
