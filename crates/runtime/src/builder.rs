//! The marks that a generated request builder carries in its type: which required parameters it
//! has been given. They exist at compile time only and have no values.

/// A required parameter that has been given.
#[derive(Clone, Copy, Debug)]
pub enum Set {}

/// A required parameter that is still missing.
#[derive(Clone, Copy, Debug)]
pub enum Unset {}
