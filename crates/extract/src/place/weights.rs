//! What a contradiction between a tree of rows and a clue costs.
//!
//! Only the order of magnitude matters: a strong clue must outweigh several weak ones. The table is
//! short on purpose, and not tuned to any set of pages.

/// What a tree costs; the best tree has the least.
pub(crate) type Cost = u32;

/// The name stands in the sample once, and not at this parent. As good as a proof.
pub(crate) const UNIQUE_NAME_ELSEWHERE: Cost = 60;
/// The name stands in the sample several times, but not at this parent.
pub(crate) const REPEATED_NAME_ELSEWHERE: Cost = 30;
/// The name stands at this parent, but with other letter case. An exact name beats it.
pub(crate) const NAME_DIFFERS_IN_CASE: Cost = 4;
/// A sample key of a parent that no row explains: its row was put elsewhere.
pub(crate) const KEY_WITHOUT_ROW: Cost = 12;
/// A scalar row where the sample shows an object, or a list of objects.
pub(crate) const SCALAR_IS_OBJECT: Cost = 20;
/// A struct row where the sample shows a scalar. Pages write `"Data": ""` for brevity.
pub(crate) const STRUCT_IS_SCALAR: Cost = 10;
/// A struct, or an array of structs, that no row stands below.
pub(crate) const STRUCT_WITHOUT_ROWS: Cost = 25;
/// A row below a `List` or a `Map`, which practically never hold rows.
pub(crate) const ROW_BELOW_LIST: Cost = 40;
/// The name goes back in byte order from its sibling before. Order breaks ties, no more.
pub(crate) const ORDER_GOES_BACK: Cost = 5;
/// A row of blank type right after an array, and not below it: element rows stand so.
pub(crate) const ELEMENT_ROW_APART: Cost = 15;
/// An element row of an array that the sample shows without an object around it.
pub(crate) const ELEMENT_ROW_UNSEEN: Cost = 2;
/// A second row beside an element row: the object around an array holds nothing else.
pub(crate) const ROW_BESIDE_ELEMENT: Cost = 30;
/// A row whose depth mark says "not top level" at the top, or the other way.
pub(crate) const MARK_CONTRADICTED: Cost = 30;
/// A second row of one name in one struct. Worse than any other single clue, but some pages repeat
/// a row by mistake, and the rows after it must not pay for that.
pub(crate) const NAME_TWICE: Cost = 70;

/// Other pages show the name in another struct that could take it. As weak as order: it decides
/// where order is silent, and where the two disagree the row is in doubt.
pub(crate) const WITNESSED_ELSEWHERE: Cost = 4;

/// Several pages show the struct with much the same names, and none of them this one. Stronger than
/// order, since those pages would all have to leave the name out.
pub(crate) const WITNESSES_EXCLUDE: Cost = 8;

/// Trees whose costs differ by less are both plausible: the rows between them are in doubt.
///
/// Order alone settles a place: rows of one level are sorted in most products.
pub(crate) const DOUBT_MARGIN: Cost = 5;

/// What a name costs that the whole sample lacks, at a parent that the sample has.
///
/// It follows the page's own rate of missing names: on a page whose sample is complete it is
/// telling, on one whose sample is poor it means nothing.
pub(crate) fn missing_name(missing: usize, rows: usize) -> Cost {
    match (missing * 20).checked_div(rows) {
        Some(0..=1) => 12,
        Some(2..=4) => 7,
        _ => 4,
    }
}
