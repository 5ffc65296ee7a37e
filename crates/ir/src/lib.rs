//! The intermediate representation (IR): an API as its pages were understood.
//!
//! The IR stands between reading and writing. The reader of pages makes it, the emitter of Rust
//! takes it, and neither knows the other. Its YAML form is committed beside the generated code,
//! in the order of the page, so that a one-row change of a page is a one-entry change here.
//!
//! ```
//! use apigen_ir::{Operation, yaml};
//!
//! let operation: Operation = yaml::read_operation(
//!     "action: GetThing
//! style: rpc
//! source: GetThing.md
//! request:
//! - {name: ThingId, in: query, type: string, required: true}
//! response:
//! - name: Things
//!   type: array<Thing>
//!   fields: [{name: Size, type: int32}]
//! ",
//! )?;
//! assert_eq!(apigen_ir::validate(&operation), []);
//! assert_eq!(operation.response[0].ty.to_string(), "array<Thing>");
//! # Ok::<(), apigen_ir::yaml::YamlError>(())
//! ```
//!
//! # Facts
//!
//! Beside name, type and place, a field says what its description states in a regular form. Each
//! key is there only where the page is certain, and [`validate`](fn@validate) holds them to each other:
//!
//! | key | what it says | form |
//! |---|---|---|
//! | `default` | the value that counts where there is none | text of a value of the field's type |
//! | `range` | the least and the greatest number, both inclusive | `1..=100`, `1..`, `..=0.99` |
//! | `length` | how long a text may be | `2..=128`, `..=64 bytes` |
//! | `values` | all values, of an array those of each element | list of `value` and `doc` |
//! | `required_if` | when a parameter is required that is not always | the page's words |
//! | `deprecated` | that the page advises against the field, and why | the page's words |
//!
//! An operation says of its use:
//!
//! | key | what it says |
//! |---|---|
//! | `group` | the folders that its page lies in below the locale |
//! | `error_link` | the vendor's catalogue of error codes |
//! | `deprecated` | that the page advises against the operation, and why |
//! | `call_limit` | how often an account may call it: `calls`, `per` |
//! | `pagination` | each way to get a long list in parts, of `style: page` or `style: token` |
//! | `idempotency_token` | the parameter whose value makes a repeated request count once |
//! | `request_sample`, `response_sample` | the page's own request and JSON answer |
//!
//! Roles name parameters by their wire names, and fields of the answer by their [wire
//! paths](fn@wire_paths):
//!
//! ```
//! use apigen_ir::{Operation, Pagination, yaml};
//!
//! let operation: Operation = yaml::read_operation(
//!     "action: ListThings
//! style: rpc
//! source: ListThings.md
//! pagination:
//! - {style: page, number: PageNumber, size: PageSize, total: Data.TotalCount, items: Data.List}
//! request:
//! - {name: PageNumber, in: query, type: int32, default: '1', range: 1..}
//! - {name: PageSize, in: query, type: int32, default: '10', range: 1..=100}
//! - name: Kind
//!   in: query
//!   type: string
//!   values: [{value: small, doc: Up to ten.}, {value: large}]
//! response:
//! - name: Data
//!   type: struct
//!   fields:
//!   - {name: TotalCount, type: int32}
//!   - {name: List, type: array<string>}
//! ",
//! )?;
//! assert_eq!(apigen_ir::validate(&operation), []);
//! let size = &operation.request[1];
//! assert_eq!(size.range.as_ref().unwrap().to_string(), "1..=100");
//! assert!(matches!(&operation.pagination[0], Pagination::Page { number, .. } if number == "PageNumber"));
//! # Ok::<(), apigen_ir::yaml::YamlError>(())
//! ```

mod bounds;
pub mod compare;
mod facts_law;
mod model;
mod roles;
mod style;
mod type_text;
mod validate;
mod wire_paths;
pub mod yaml;

pub use bounds::{Bounds, BoundsTextError, Decimal, Length, LengthUnit};
pub use model::{
    CodeSign, Endpoints, ErrorCode, FailureRule, Field, Location, Operation, Service, folder_name,
};
pub use roles::{CallLimit, ListedValue, Pagination, Period};
pub use style::{Style, StyleTextError};
pub use type_text::{Type, TypeName, TypeTextError};
pub use validate::{Violation, path_placeholders, validate};
pub use wire_paths::{Node, WirePath, wire_paths};
