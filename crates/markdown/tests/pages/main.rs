//! Pages in, outlines out: one small page for each thing that the pages do to Markdown.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cells;
mod code;
mod laws;
mod outline;
mod prose;
mod rows;
mod tables;
