//! Damages API reference pages at random places, and finds what the reader misreads in silence.
//!
//! People edit pages by hand, and tools convert them; what either does to a page is the same few
//! things: a bar is lost, a line stands there twice, two columns are swapped. Whoever runs the
//! generator after such a change must see it: either nothing changes in what was understood, or a
//! diagnostic points at the place. What is neither is silent, and worse than an error.
//!
//! 1. [`Original`] knows where the lines, tables and headings of a page are.
//! 2. [`mutate`] damages it in one way, chosen by a [`Kind`] and a seeded source of random numbers.
//! 3. [`Judge`] reads both pages and gives a [`Verdict`].
//! 4. [`Tally`] counts verdicts by kind.
//!
//! ```
//! use apigen_extract::{Collection, Locales, SourcePage, Specs};
//! use apigen_mutations::{Judge, Kind, Original, Verdict, mutate};
//!
//! let text = [
//!     "[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)",
//!     "## Request parameters",
//!     "|Parameter|Type|Required|Example|Description|",
//!     "|--|--|--|--|--|",
//!     "|ThingId|String|Yes|t-1|The ID of the thing. |",
//!     "## Response parameters",
//!     "|Parameter|Type|Example|Description|",
//!     "|--|--|--|--|",
//!     "|Size|Integer|10|How big the thing is. |",
//! ]
//! .join("\n");
//! let pages = [SourcePage::new("GetThing.md", &text)];
//! let (specs, locales) = (Specs::default(), Locales::default());
//! let collection = Collection::new(&pages, &specs, &locales);
//! let original = Original::new("GetThing.md", text);
//! let judge = Judge::new(&collection, &original);
//!
//! let mut random = fastrand::Rng::with_seed(1);
//! let mutation = mutate(&original, Kind::Nul, &mut random).expect("a page has a place for a NUL");
//! assert!(!matches!(judge.judge(&mutation), Verdict::Silent(_)));
//! ```

mod judge;
mod kinds;
mod meaning;
mod mutation;
mod original;
mod tally;
mod traces;

pub use judge::{Judge, Verdict};
pub use kinds::{Kind, mutate};
pub use mutation::Mutation;
pub use original::Original;
pub use tally::{Example, Tally};
