//! What several test files need: the vectors, and a small client over a transport in memory.

#![allow(dead_code, reason = "each test file uses a part of it")]

#[cfg(feature = "http")]
pub(crate) mod client;
#[cfg(feature = "http")]
pub(crate) mod in_memory;
#[cfg(feature = "http")]
pub(crate) mod logs;
#[cfg(feature = "http")]
pub(crate) mod server;
pub(crate) mod surroundings;
pub(crate) mod vectors;
#[cfg(feature = "http")]
pub(crate) mod waits;
