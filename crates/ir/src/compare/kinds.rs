//! What can change, and what each change means for the users of a generated crate.

/// What a change means for the users of a generated crate. The worst class is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Only the docs read differently.
    Docs,
    /// There is something new; what was there compiles and works as before.
    Addition,
    /// Code that used the crate may not compile any more, or may behave differently.
    Breaking,
}

impl Class {
    /// The word for this class in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $class:ident, $reason:literal;)+) => {
        /// What has changed. The class of each kind and its reason stand beside it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChangeKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl ChangeKind {
            /// All kinds, in the order of this table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The kind's id, as reports print it.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// What a change of this kind means.
            pub fn class(self) -> Class {
                match self { $(Self::$name => Class::$class,)+ }
            }

            /// Why it means that.
            pub fn reason(self) -> &'static str {
                match self { $(Self::$name => $reason,)+ }
            }
        }
    };
}

kinds! {
    /// The product's code.
    ProductChanged = "product-changed", Breaking, "requests name another product";
    /// The API version.
    VersionChanged = "version-changed", Breaking, "requests name another API version";
    /// The name of the crate.
    CrateRenamed = "crate-renamed", Breaking, "users depend on the crate by its name";
    /// A host that was not known.
    EndpointAdded = "endpoint-added", Addition, "a region that followed the rule is now known";
    /// A host that was known.
    EndpointRemoved = "endpoint-removed", Breaking, "calls that reached this host go elsewhere";
    /// Another host for the same region.
    EndpointChanged = "endpoint-changed", Breaking, "calls that reached this host go elsewhere";
    /// What a failure inside an answer of HTTP 200 looks like.
    FailureRuleChanged = "failure-rule-changed", Breaking, "an answer that was `Ok` becomes an `Err`, or the other way";
    /// A feature of the crate that brings operations.
    FeatureAdded = "feature-added", Breaking, "operations that were always there may need it";
    /// A feature of the crate that is gone.
    FeatureRemoved = "feature-removed", Breaking, "programs that name it do not compile";
    /// A feature that brings more operations than before.
    FeatureExtended = "feature-extended", Addition, "it brings what it brought, and more";
    /// A feature that brings other operations.
    FeatureChanged = "feature-changed", Breaking, "programs with this feature alone may lack operations";
    /// The operation that docs and the example show.
    ShownOperationChanged = "shown-operation-changed", Docs, "only docs and the example show another call";

    /// An operation.
    OperationAdded = "operation-added", Addition, "the client has one more method";
    /// An operation.
    OperationRemoved = "operation-removed", Breaking, "the client's method is gone";
    /// The operation's name.
    ActionChanged = "action-changed", Breaking, "method, module and types are named after the action";
    /// RPC became ROA, or the other way.
    StyleChanged = "style-changed", Breaking, "requests are addressed differently";
    /// The HTTP method of a ROA operation.
    MethodChanged = "method-changed", Breaking, "requests are addressed differently";
    /// The path of a ROA operation.
    PathChanged = "path-changed", Breaking, "requests are addressed differently";

    /// A parameter that a call may leave out.
    ParameterAdded = "parameter-added", Addition, "one more setter; the request is non-exhaustive";
    /// A parameter that a call must have.
    RequiredParameterAdded = "required-parameter-added", Breaking, "calls without it do not compile, or are refused";
    /// A parameter.
    ParameterRemoved = "parameter-removed", Breaking, "its setter is gone";
    /// A field of the answer.
    FieldAdded = "field-added", Addition, "one more accessor; answers cannot be built by users";
    /// A field of the answer.
    FieldRemoved = "field-removed", Breaking, "its accessor is gone";
    /// A row about a field that the sample alone showed.
    FieldListed = "field-listed", Breaking, "its accessor gives a value of a type, and no plain JSON any more";
    /// The row of a field that the sample still shows.
    FieldUnlisted = "field-unlisted", Breaking, "its accessor gives plain JSON, as its type is not known any more";
    /// The one field of that name and type stands elsewhere.
    Moved = "moved", Breaking, "its setter or accessor is gone from where it was";
    /// The type.
    Retyped = "retyped", Breaking, "its setter takes, or its accessor gives, another type";
    /// The object around an array.
    WrapperChanged = "wrapper-changed", Breaking, "the array is looked for, or sent, elsewhere on the wire";
    /// Whether a call must have the parameter.
    RequiredChanged = "required-changed", Breaking, "the builder's type has a flag for each required parameter";
    /// Where the parameter travels.
    PositionChanged = "position-changed", Breaking, "the parameter is sent elsewhere";

    /// A code that has no row yet.
    ErrorAdded = "error-added", Addition, "one more variant; the error is non-exhaustive";
    /// A code that has no row any more.
    ErrorRemoved = "error-removed", Breaking, "its variant is gone";
    /// Status or message of a code.
    ErrorChanged = "error-changed", Docs, "both are in the variant's docs alone; at run time the answer says them";

    /// The same things in another order.
    Reordered = "reordered", Docs, "fields, setters and variants go by names";
    /// The line that says what the operation does.
    SummaryChanged = "summary-changed", Docs, "prose";
    /// What more is said of the operation.
    DescriptionChanged = "description-changed", Docs, "prose";
    /// What is said of a parameter, a field or an error.
    DocChanged = "doc-changed", Docs, "prose";
    /// The example of a parameter or a field.
    ExampleChanged = "example-changed", Docs, "prose";
    /// The value that counts where there is none.
    DefaultChanged = "default-changed", Docs, "the service fills it in";
    /// The least and the greatest number.
    RangeChanged = "range-changed", Docs, "the service checks it";
    /// How long a text may be.
    LengthChanged = "length-changed", Docs, "the service checks it";
    /// The page lists all values of a text of which it listed none.
    ValuesListed = "values-listed", Breaking, "a text becomes an enumeration";
    /// The page lists no values any more of a text of which it listed all.
    ValuesUnlisted = "values-unlisted", Breaking, "an enumeration becomes a text";
    /// A listed value of a text.
    ValueAdded = "value-added", Addition, "one more variant; the enumeration is non-exhaustive";
    /// A listed value of a text.
    ValueRemoved = "value-removed", Breaking, "its variant is gone";
    /// The listed values of a number, or what is said of any value.
    ValuesChanged = "values-changed", Docs, "setters take, and accessors give, any value of the type";
    /// When a parameter is required that is not always.
    ConditionChanged = "condition-changed", Docs, "the service checks it";
    /// Whether, and why, the page advises against a field or the operation.
    AdviceChanged = "advice-changed", Docs, "what is advised against works as before";
    /// How often the operation may be called.
    CallLimitChanged = "call-limit-changed", Docs, "the service counts the calls";
    /// A long list can be asked for in parts.
    PaginationAdded = "pagination-added", Addition, "the builder has the methods `pages` and `items`";
    /// A long list can no longer be asked for in parts.
    PaginationRemoved = "pagination-removed", Breaking, "the builder's methods `pages` and `items` are gone";
    /// How a long list is given in parts.
    PaginationChanged = "pagination-changed", Docs, "the same methods ask for the parts in another way";
    /// The parameter whose value makes a repeated request count once.
    IdempotencyChanged = "idempotency-changed", Docs, "it follows from the parameters, whose changes stand for themselves";
    /// The vendor's own grouping.
    GroupChanged = "group-changed", Docs, "where the page lies is no part of the API";
    /// The sample of the request or of the answer.
    SampleChanged = "sample-changed", Docs, "prose";
    /// The link to the vendor's page, or to the catalogue of error codes.
    LinkChanged = "link-changed", Docs, "prose";
    /// The page that was read.
    SourceChanged = "source-changed", Docs, "where the page lies is no part of the API";
}

impl ChangeKind {
    /// Whether this is a matter of words alone, which differ between languages by nature, or
    /// follows from other changes or from words: one language may state what the other leaves out.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::SummaryChanged
                | Self::DescriptionChanged
                | Self::DocChanged
                | Self::ExampleChanged
                | Self::DefaultChanged
                | Self::RangeChanged
                | Self::LengthChanged
                | Self::ValuesListed
                | Self::ValuesUnlisted
                | Self::ValueAdded
                | Self::ValueRemoved
                | Self::ValuesChanged
                | Self::ConditionChanged
                | Self::AdviceChanged
                | Self::CallLimitChanged
                | Self::PaginationAdded
                | Self::PaginationRemoved
                | Self::PaginationChanged
                | Self::IdempotencyChanged
                | Self::GroupChanged
                | Self::SampleChanged
                | Self::LinkChanged
                | Self::SourceChanged
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_an_id_of_its_own() {
        let ids: BTreeSet<_> = ChangeKind::ALL.iter().map(|kind| kind.id()).collect();
        assert_eq!(ids.len(), ChangeKind::ALL.len());
    }

    #[test]
    fn of_prose_only_what_becomes_code_is_more_than_docs() {
        let prose = ChangeKind::ALL.iter().filter(|kind| kind.is_prose());
        let code = prose.filter(|kind| kind.class() != Class::Docs);
        let ids: Vec<_> = code.map(|kind| kind.id()).collect();
        let values = ["values-listed", "values-unlisted", "value-added", "value-removed"];
        let pagination = ["pagination-added", "pagination-removed"];
        assert_eq!(ids, [values.as_slice(), &pagination].concat());
    }
}
