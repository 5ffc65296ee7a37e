//! What speaks for or against the place of a row, and how much.
//!
//! Only the order of magnitude of a weight matters: a strong clue must outweigh several weak ones.
//! The table is short on purpose, and not tuned to any set of pages.

use std::fmt;

/// What a tree costs; the best tree has the least.
pub(crate) type Cost = u32;

/// Trees whose costs differ by less are both plausible: the rows between them are in doubt.
///
/// Order alone settles a place: rows of one level are sorted in most products.
pub(crate) const DOUBT_MARGIN: Cost = 5;

macro_rules! clues {
    ($($(#[doc = $doc:literal])+ $name:ident = $cost:literal, $text:literal;)+) => {
        /// Something about a row and the struct that it was put into. What costs nothing speaks for
        /// the place, everything else against it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Clue {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Clue {
            /// What this clue costs; [`Clue::NameNowhere`] costs more where the page's sample is
            /// complete, see [`name_nowhere`].
            pub(crate) fn cost(self) -> Cost {
                match self { $(Self::$name => $cost,)+ }
            }

            /// Whether the clue speaks for the place.
            pub fn is_for(self) -> bool {
                self.cost() == 0
            }
        }

        impl fmt::Display for Clue {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$name => $text,)+ })
            }
        }
    };
}

clues! {
    /// The sample shows the name at this parent, and nowhere else.
    NameHere = 0, "the sample has the name here and nowhere else";
    /// The sample shows the name at this parent and at others.
    NameHereToo = 0, "the sample has the name here, and elsewhere too";
    /// Other pages show the name in this struct.
    PagesShow = 0, "other pages show the name in this struct";
    /// The name sorts after its sibling before.
    OrderHolds = 0, "the name sorts after the row before it in this struct";
    /// The depth mark fits.
    MarkHolds = 0, "the depth mark fits";
    /// The row is the element row of the array above it.
    ElementRow = 0, "it is the element row of the array above it";
    /// The name stands in the sample once, and not at this parent. As good as a proof.
    NameElsewhereOnce = 60, "the sample has the name at another place";
    /// The name stands in the sample several times, but not at this parent.
    NameElsewhere = 30, "the sample has the name at other places";
    /// The whole sample lacks the name, though it has this struct.
    NameNowhere = 4, "the sample has this struct without the name";
    /// The name stands at this parent, but with other letter case. An exact name beats it.
    NameDiffersInCase = 4, "the sample has the name here in other letter case";
    /// A scalar row where the sample shows an object, or a list of objects.
    ScalarIsObject = 20, "the type is a scalar, the sample shows an object";
    /// A struct row where the sample shows a scalar. Pages write `"Data": ""` for brevity.
    StructIsScalar = 10, "the type is a struct, the sample shows a scalar";
    /// A row below a `List` or a `Map`, which practically never hold rows.
    BelowList = 40, "the type of the row above it holds no rows";
    /// A row below a list that the sample shows full of scalars.
    BelowScalars = 30, "the sample shows scalars in the list above it";
    /// A row below one of blank type whose example is a value. Rows that hold others have none.
    BelowValue = 30, "the example of the row above it is a value";
    /// The name goes back in byte order from its sibling before. Order breaks ties, no more.
    OrderGoesBack = 5, "the name sorts before the row before it in this struct";
    /// A row of blank type right after an array, and not below it: element rows stand so.
    ElementRowApart = 15, "a row of blank type right after an array is its element row";
    /// An element row of an array that the sample shows without an object around it.
    ElementRowUnseen = 2, "the sample shows the array without the object that the element row names";
    /// A second row beside an element row: the object around an array holds nothing else.
    BesideElementRow = 30, "the object around an array holds nothing but the array";
    /// A row whose depth mark says "not top level" at the top, or the other way.
    MarkContradicted = 30, "the depth mark says otherwise";
    /// A row at another depth than its mark's indentation shows, in a table that shows several
    /// depths. Weaker than the mark itself: some tables indent one level in two ways.
    DepthContradicted = 15, "the depth mark is indented for another depth";
    /// A second row of one name in one struct. Worse than any other single clue, but some pages
    /// repeat a row by mistake, and the rows after it must not pay for that.
    NameTwice = 70, "the struct has a row of this name already";
    /// Several other pages show the name in another struct that could take it. As weak as order: it
    /// decides where order is silent, and where the two disagree the row is in doubt.
    PagesShowElsewhere = 4, "other pages show the name in another struct that is open here";
    /// Several pages show the struct with much the same names, and none of them this one. Stronger
    /// than order, since those pages would all have to leave the name out.
    PagesExclude = 8, "other pages agree on what this struct holds, and not this name";
}

/// A sample key of a parent that no row explains: its row was put elsewhere.
pub(crate) const KEY_WITHOUT_ROW: Cost = 12;
/// A struct, or an array of structs, that no row stands below.
pub(crate) const STRUCT_WITHOUT_ROWS: Cost = 25;

/// What a name costs that the whole sample lacks, at a parent that the sample has.
///
/// It follows the page's own rate of missing names: on a page whose sample is complete it is
/// telling, on one whose sample is poor it means nothing.
pub(crate) fn name_nowhere(missing: usize, rows: usize) -> Cost {
    match (missing * 20).checked_div(rows) {
        Some(0..=1) => 12,
        Some(2..=4) => 7,
        _ => Clue::NameNowhere.cost(),
    }
}
