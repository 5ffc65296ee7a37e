//! The pages of the report, as HTML.

pub(crate) mod document;
pub(crate) mod index;
pub(crate) mod operation;
mod parts;
mod source;
mod table;
mod tree;
