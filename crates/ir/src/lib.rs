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

pub mod compare;
mod model;
mod style;
mod type_text;
mod validate;
mod wire_paths;
pub mod yaml;

pub use model::{
    CodeSign, Endpoints, ErrorCode, FailureRule, Field, Location, Operation, Service, folder_name,
};
pub use style::{Style, StyleTextError};
pub use type_text::{Type, TypeName, TypeTextError};
pub use validate::{Violation, path_placeholders, validate};
pub use wire_paths::{Node, WirePath, wire_paths};
