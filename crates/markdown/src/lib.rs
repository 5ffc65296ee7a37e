//! Reads pages of API documentation into headings, paragraphs, tables and code, each with its
//! place in the text.
//!
//! The pages call themselves Markdown, but half of their tables are none: rows run over many
//! lines and blank lines, each cell stands on a line of its own, the delimiter row is missing,
//! bars stand bare in descriptions. A parser of standard Markdown cuts such tables silently.
//! So the work is divided:
//!
//! 1. A scanner of lines finds headings, code, tables, rows and cells: [`parse`]. It counts
//!    bars and knows how these pages break their tables.
//! 2. A parser of `CommonMark` reads what is inside: cells, headings, paragraphs and lists,
//!    each twice, as plain text and as clean Markdown for rustdoc.
//!
//! What a column means, or what a page is about, is not known here.
//!
//! ```
//! use apigen_markdown::{Block, LineIndex, RowWidth, parse};
//!
//! let text = "## Request parameters {#parameters .section}
//!
//! |Name|Type|Description|
//! |----|----|-----------|
//! |Thing\\_Id|String|The thing. See [Things](~~12345~~).
//!
//!  -   `a`: small
//! -   `b`: large |
//! |Size|Integer|
//! ";
//! let page = parse(text);
//! let [Block::Heading(heading), Block::Table(table)] = &page.blocks[..] else {
//!     panic!("a heading and a table")
//! };
//! assert_eq!((heading.level, &heading.text[..]), (2, "Request parameters"));
//!
//! let [thing, size] = &table.rows[..] else { panic!("two rows") };
//! assert_eq!(thing.cells[0].text(), "Thing_Id");
//! assert_eq!(
//!     thing.cells[2].doc(),
//!     "The thing. See [Things](https://help.aliyun.com/document_detail/12345.html).\n\
//!      \n\
//!      - `a`: small\n\
//!      - `b`: large",
//! );
//!
//! assert_eq!(size.width, RowWidth::Short { found: 2 });
//! assert_eq!(size.cells[2].text(), "");
//! assert_eq!(LineIndex::new(text).line_column(size.span.start), (9, 1));
//! ```

mod bars;
mod candidates;
mod fences;
mod lines;
mod page;
mod prose;
mod render;
mod rows;
mod scan;
mod span;
mod table;
mod table_starts;
mod unseen;

pub use page::{Block, CodeBlock, Heading, Link, Page, Paragraph};
pub use scan::parse;
pub use span::{LineIndex, Span};
pub use table::{Cell, Row, RowWidth, Table};
