//! Reads API reference pages into the IR, with a diagnostic for every doubt.
//!
//! Each page is read by itself first: which operation it documents, its sections, the rows of its
//! tables, and the tree that the rows hide. Then the pages of one API version become one service.
//! Nothing is dropped in silence: what was not understood is named in a diagnostic.
//!
//! ```
//! use apigen_extract::{SourcePage, Specs, extract};
//!
//! let page = [
//!     "# GetThing",
//!     "[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)",
//!     "## Request parameters",
//!     "|Parameter|Type|Required|Example|Description|",
//!     "|--|--|--|--|--|",
//!     "|Action|String|Yes|GetThing|The operation. |",
//!     "|ThingId|String|Yes|t-1|The ID of the thing. |",
//!     "## Response parameters",
//!     "|Parameter|Type|Example|Description|",
//!     "|--|--|--|--|",
//!     "|Size|Integer|10|How big the thing is. |",
//! ]
//! .join("\n");
//! let pages = [SourcePage::new("demo/GetThing.md", &page)];
//! let extraction = extract(&pages, &Specs::default());
//! let service = &extraction.services[0];
//! assert_eq!(service.crate_name, "aliyun-demo-20200101");
//! assert_eq!(service.operations[0].request[0].name, "ThingId");
//! assert_eq!(extraction.diagnostics, []);
//! ```

mod action;
mod collection;
mod columns;
mod corrections;
mod diagnostic;
mod dotted_names;
mod dotted_rows;
mod doubt;
mod elsewhere;
mod error_columns;
mod errors;
mod facts;
mod field_path;
mod field_rows;
mod field_tables;
mod field_type;
mod identity;
mod layout;
mod links;
mod list_kind;
mod locales;
mod name_cell;
mod page_reading;
mod parameter_type;
mod place;
mod placed_rows;
mod reading;
mod remarks;
mod repeated_rows;
mod request;
mod request_sample;
mod request_syntax;
mod response;
mod rivals;
mod row_fates;
mod sample;
mod sample_check;
mod sections;
mod service;
mod severities;
mod spec;
mod struct_reader;
mod table_references;
mod type_cell;
mod unlisted_levels;
mod versions;
mod vocabulary;
mod witness;
mod xml_sample;

pub use collection::Collection;
pub use diagnostic::{Diagnostic, Related, Rule, Severity};
pub use identity::locale_of;
pub use locales::Locales;
pub use place::Clue;
pub use reading::{Origin, Reading};
pub use row_fates::{Fate, PageRows, RowFate};
pub use service::{
    Extraction, Outcome, PageOutcome, SourcePage, extract, extract_in, extract_owned,
};
pub use severities::{Level, Reason, Setting};
pub use spec::{Spec, Specs};
