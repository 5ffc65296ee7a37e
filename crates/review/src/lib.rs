//! Says what a change of the pages means for the users of the generated crates.
//!
//! Two [states](State) of an API go in, such as what is committed and what the pages say now; a
//! [`Review`] comes out. Each [`Change`] in it has a rule and a class, the old value beside the new
//! one, the line of the page that caused it, and the Rust item that it concerns:
//!
//! 1. `review` pairs the services and has [`apigen_ir::compare`] list what differs;
//! 2. `items` adds what the IR alone does not show: names and types in Rust that changed because
//!    something else did;
//! 3. `places` finds the lines of the pages;
//! 4. `questions` tells pages that got worse from APIs that changed;
//! 5. `sentence` puts a change into words, `bump` says which version follows, and `changelog` writes
//!    the entry.
//!
//! ```
//! use apigen_extract::{SourcePage, Specs, extract};
//! use apigen_ir::compare::Class;
//! use apigen_review::{State, Texts, changelog, review};
//!
//! let page = |ty: &str| {
//!     [
//!         "# GetThing",
//!         "[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)",
//!         "## Request parameters",
//!         "|Parameter|Type|Required|Description|",
//!         "|--|--|--|--|",
//!         "|ThingId|String|Yes|The ID. |",
//!         "## Response parameters",
//!         "|Parameter|Type|Description|",
//!         "|--|--|--|",
//!         &format!("|Size|{ty}|How big. |"),
//!     ]
//!     .join("\n")
//! };
//! let read = |text: &str| extract(&[SourcePage::new("GetThing.md", text)], &Specs::default());
//! let (old, new) = (page("Integer"), page("Long"));
//! let (before, now) = (read(&old), read(&new));
//! let texts = |text: String| Texts::from([("GetThing.md".to_owned(), text)]);
//! let (old, new) = (texts(old), texts(new));
//! let review = review(&State::of_pages(&before, &old), &State::of_pages(&now, &new));
//!
//! let service = &review.services[0];
//! let change = &service.changes[0];
//! assert_eq!(change.class(), Class::Breaking);
//! assert_eq!(change.rule.id(), "retyped");
//! assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("int32"), Some("int64")));
//! assert_eq!(change.item.as_deref(), Some("operation::get_thing::GetThingResponse::size"));
//! let place = change.place.as_ref().unwrap();
//! assert_eq!((place.line, place.text.as_str()), (10, "|Size|Long|How big. |"));
//! assert!(changelog(service, "0.1.0").contains("field `Size` is `int64`, before `int32`"));
//! ```

mod bump;
mod change;
mod changelog;
mod items;
mod places;
mod questions;
mod review;
mod sentence;
mod state;

pub use bump::Bump;
pub use change::{Change, Place, Rule};
pub use changelog::changelog;
pub use questions::Question;
pub use review::{Fate, Review, ServiceReview, review};
pub use sentence::{brief, sentence};
pub use state::{State, Texts};
