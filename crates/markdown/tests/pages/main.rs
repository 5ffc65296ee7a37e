//! Pages in, outlines out: one small page for each thing that the pages do to Markdown.

mod cells;
mod code;
mod laws;
mod outline;
mod prose;
mod rows;
mod tables;
