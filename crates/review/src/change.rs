//! One change, with all that a reviewer wants to know of it.

use apigen_ir::compare::{ChangeKind, Class};
use apigen_markdown::Span;

use crate::questions::Question;

/// What has changed, by the rule that says what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Something that the IR says.
    Ir(ChangeKind),
    /// A type that is the same in Rust, but perhaps for the name of a struct: pages that call a struct
    /// otherwise, or name one that had no name. What it is called in Rust is compared by itself.
    RetypedAlike,
    /// The Rust name of something that is what it was: something else took its name, or gave one up.
    ItemRenamed,
    /// The Rust type of something that is what it was: the struct that it holds has another name, or
    /// has fields where it had none.
    ItemRetyped,
    /// A Rust item of something that is what it was.
    ItemRemoved,
}

impl Rule {
    /// The rule's id, as reports print it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ir(kind) => kind.id(),
            Self::RetypedAlike => "retyped-alike",
            Self::ItemRenamed => "item-renamed",
            Self::ItemRetyped => "item-retyped",
            Self::ItemRemoved => "item-removed",
        }
    }

    /// What a change by this rule means for the users of the crate.
    pub fn class(self) -> Class {
        match self {
            Self::Ir(kind) => kind.class(),
            Self::RetypedAlike => Class::Docs,
            Self::ItemRenamed | Self::ItemRetyped | Self::ItemRemoved => Class::Breaking,
        }
    }

    /// Why it means that.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Ir(kind) => kind.reason(),
            Self::RetypedAlike => "the type in Rust is the same, or has a rule of its own",
            Self::ItemRenamed => "users write the name",
            Self::ItemRetyped => "its setter takes, or its accessor gives, another type",
            Self::ItemRemoved => "users may call it",
        }
    }

    /// Whether this is a matter of wording alone: texts, samples, and where they stand.
    pub fn is_wording(self) -> bool {
        matches!(
            self,
            Self::Ir(
                ChangeKind::SummaryChanged
                    | ChangeKind::DescriptionChanged
                    | ChangeKind::DocChanged
                    | ChangeKind::ExampleChanged
                    | ChangeKind::SampleChanged
                    | ChangeKind::GroupChanged
                    | ChangeKind::LinkChanged
                    | ChangeKind::SourceChanged
                    | ChangeKind::Reordered
            )
        )
    }
}

/// One difference between two states of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What has changed.
    pub rule: Rule,
    /// The operation's action; empty where the service as a whole has changed.
    pub operation: String,
    /// Where in the operation, as [changes of the IR](apigen_ir::compare::Change) name it.
    pub path: String,
    /// What was there.
    pub old: Option<String>,
    /// What is there now.
    pub new: Option<String>,
    /// The Rust item as it was, below the crate's root, where there was one.
    pub old_item: Option<String>,
    /// The Rust item as it is, below the crate's root, where there is one.
    pub item: Option<String>,
    /// Where the old page said so; only where the old page is known.
    pub old_place: Option<Place>,
    /// Where the present page says so. For what is gone, where it would have to stand.
    pub place: Option<Place>,
    /// Why it may be no change of the API at all.
    pub question: Option<Question>,
}

impl Change {
    /// What the change means for the users of the crate.
    pub fn class(&self) -> Class {
        self.rule.class()
    }
}

/// A place in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page, as its state names it.
    pub page: String,
    /// The stretch of the page.
    pub span: Span,
    /// The line that it begins in, counted from 1.
    pub line: usize,
    /// The column that it begins at, counted from 1.
    pub column: usize,
    /// The text of the line.
    pub text: String,
}
