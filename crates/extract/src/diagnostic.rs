//! What a reader of pages has to say: rules, severities, and where in which page.

use std::str::Utf8Error;

use apigen_ir::yaml::YamlError;
use apigen_markdown::Span;

use crate::row_fates::{Fate, Fates};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The page was read, but something about it wants a look.
    Warning,
    /// The page was rejected: what it says is not clear enough to build on.
    Error,
}

impl Severity {
    /// The word for this severity in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $severity:ident;)+) => {
        /// What is wrong with a page. Each rule states the problem, not the cure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Rule {
            /// All rules, in the order of this catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The rule's id, as diagnostics print it.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// What the rule finds, why that matters, an example, and how to mend it, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../rules/", $id, ".md")),)+
                }
            }

            /// How bad a finding of this rule is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

rules! {
    /// The file is not UTF-8, so nothing of it can be read.
    NotUtf8 = "not-utf8", Error;
    /// Nothing says which product, version or action the page documents.
    IdentityIncomplete = "identity-incomplete", Error;
    /// The version was taken from the pages around.
    VersionInferred = "version-inferred", Warning;
    /// Link, title and `Action` row name different actions.
    ActionDisagreement = "action-disagreement", Warning;
    /// A page links to the API explorer but has no section of an API page.
    SectionsMissing = "sections-missing", Warning;
    /// Two pages of different locales document one operation.
    LocaleConflict = "locale-conflict", Error;
    /// The page in another language says otherwise.
    LocalesDiffer = "locales-differ", Warning;
    /// Two pages of one locale document one operation; one of them is used.
    OperationDuplicate = "operation-duplicate", Warning;
    /// A link that looks like that to the API explorer, and is none.
    LinkBroken = "link-broken", Warning;
    /// A character that nobody sees: a control character, or one that turns the direction of text.
    CharacterUnseen = "character-unseen", Warning;
    /// A line looks like a row, and stands in no table.
    RowOutsideTable = "row-outside-table", Warning;
    /// Nothing closes the last cell of a row.
    RowUnclosed = "row-unclosed", Warning;
    /// Nothing closes a block of code.
    CodeUnclosed = "code-unclosed", Warning;
    /// A sample stands outside of code.
    SampleOutsideCode = "sample-outside-code", Warning;
    /// The page has no table of request parameters.
    RequestTableMissing = "request-table-missing", Error;
    /// The page has no section of request parameters.
    RequestSectionMissing = "request-section-missing", Warning;
    /// The page has no table of response fields.
    ResponseTableMissing = "response-table-missing", Warning;
    /// The line with method and path of a ROA operation is missing or cannot be read.
    RequestSyntaxMissing = "request-syntax-missing", Error;
    /// The line of method and path of a ROA operation lacks its end.
    RequestSyntaxTorn = "request-syntax-torn", Warning;
    /// A table has a column that no vocabulary knows.
    ColumnUnknown = "column-unknown", Warning;
    /// A table has no column for names, or none for types, so its rows are no fields.
    TableNotOfFields = "table-not-of-fields", Warning;
    /// What a column holds is not what its header says; what it holds counts.
    HeaderContradicted = "header-contradicted", Warning;
    /// A table outside of the sections of parameters, fields and errors.
    TableNotRead = "table-not-read", Warning;
    /// A table of fields that nothing on the page refers to.
    TableUnattached = "table-unattached", Warning;
    /// Parameters stand in lists below their names; only tables are read.
    ParametersInLists = "parameters-in-lists", Error;
    /// A row has fewer cells than its table has columns.
    TableRowWidth = "table-row-width", Error;
    /// A row has more cells than its table has columns; they were joined.
    TableRowSurplus = "table-row-surplus", Warning;
    /// The type cell holds no type that the vocabulary knows.
    TypeUnknown = "type-unknown", Error;
    /// A cell holds what belongs into another one.
    CellsSwapped = "cells-swapped", Warning;
    /// The sample shows what is in a struct, or the type names the elements of a list, and the table has
    /// no rows for it.
    StructEmpty = "struct-empty", Warning;
    /// The required cell says neither yes nor no.
    RequiredUnknown = "required-unknown", Warning;
    /// The position cell names no place of a request.
    PositionUnknown = "position-unknown", Error;
    /// The name cell holds no name, so the row is no field.
    NameInvalid = "name-invalid", Warning;
    /// The name cell holds more than a name; the rest was left out.
    NameDamaged = "name-damaged", Warning;
    /// A row says again what an earlier row says.
    FieldRepeated = "field-repeated", Warning;
    /// Two rows of one struct have the same name and contradict each other.
    FieldDuplicate = "field-duplicate", Error;
    /// The sample shows a level of the answer that the table has no row for.
    LevelUnlisted = "level-unlisted", Warning;
    /// A type is described on another page, which is not read.
    TypeElsewhere = "type-elsewhere", Warning;
    /// A struct holds itself.
    TypeRecursive = "type-recursive", Warning;
    /// Two trees explain the rows about equally well.
    RowPlacementAmbiguous = "row-placement-ambiguous", Warning;
    /// Nothing says whether a row that holds rows is a struct or a list of structs.
    ContainerKindUnknown = "container-kind-unknown", Warning;
    /// The JSON sample and the XML sample show a list in different ways.
    SamplesDisagree = "samples-disagree", Warning;
    /// An error row without a code.
    ErrorRowInvalid = "error-row-invalid", Warning;
    /// An error code that other pages, or its own row, have with more letters at its end.
    ErrorCodeTorn = "error-code-torn", Warning;
    /// A comma in a sample stands before a closing brace, where a line may be missing.
    SampleCommaSurplus = "sample-comma-surplus", Warning;
    /// The sample cannot be read as JSON.
    SampleInvalid = "sample-invalid", Warning;
    /// The sample has keys that no row is about.
    SampleKeyUnknown = "sample-key-unknown", Warning;
    /// The sample of a request has parameters that no row is about.
    SampleParameterUnknown = "sample-parameter-unknown", Warning;
    /// The sample has values that are not what their rows say.
    SampleValueUnfit = "sample-value-unfit", Warning;
    /// A `spec.yaml` cannot be read.
    SpecInvalid = "spec-invalid", Error;
    /// A correction in a `spec.yaml` does not fit the page, or no page documents its action.
    CorrectionUnmatched = "correction-unmatched", Error;
    /// A correction in a `spec.yaml` neither changes nor settles anything.
    CorrectionUnused = "correction-unused", Error;
    /// A `spec.yaml` sets the severity of a rule that finds nothing.
    LintUnused = "lint-unused", Error;
    /// What was read breaks a law of the IR.
    ModelInvalid = "model-invalid", Error;
}

impl Rule {
    /// The rule of this id.
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// What the rule finds, in one paragraph.
    pub fn summary(self) -> &'static str {
        self.explanation().split("\n\n").nth(1).unwrap_or_default()
    }
}

/// One finding about one place of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: Rule,
    /// The page, relative to the folder of pages, with `/`.
    pub page: String,
    /// Where on the page, in bytes.
    pub span: Span,
    /// The field that it is about, where it is about one: its wire path below `request` or
    /// `response`, such as `response.Data.List[].City`.
    pub path: Option<String>,
    /// What was found, and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places on the page that it is about, such as where a row is missing.
    pub related: Vec<Related>,
}

/// Another place on the page that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where on the page, in bytes.
    pub span: Span,
    /// What is there, in a few words.
    pub message: String,
}

impl Diagnostic {
    /// A finding of `rule`; an empty `help` means that there is none.
    pub(crate) fn new(
        rule: Rule,
        page: &str,
        span: Span,
        message: impl Into<String>,
        help: &str,
    ) -> Self {
        let help = (!help.is_empty()).then(|| help.to_owned());
        let (page, message, related) = (page.to_owned(), message.into(), Vec::new());
        Self { rule, page, span, path: None, message, help, related }
    }

    /// A page that is not UTF-8. The span lies in the text that replaces each sequence of bytes
    /// that is not UTF-8 by U+FFFD.
    pub fn not_utf8(page: &str, error: &Utf8Error) -> Self {
        let start = error.valid_up_to();
        let span = Span { start, end: start + char::REPLACEMENT_CHARACTER.len_utf8() };
        let message = "the file is not UTF-8 from here on";
        Self::new(Rule::NotUtf8, page, span, message, "save the file as UTF-8")
    }

    /// A `spec.yaml` that cannot be read.
    pub fn spec_invalid(file: &str, error: YamlError) -> Self {
        let start = error.offset.unwrap_or(0);
        let help = "mend the file; until then the pages below it are rejected";
        Self::new(Rule::SpecInvalid, file, Span { start, end: start }, error.message, help)
    }

    /// How bad this finding is.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

/// Collects the findings about one page, and what became of the rows of its tables.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    page: &'a str,
    found: Vec<Diagnostic>,
    fates: Fates,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(page: &'a str) -> Self {
        Self { page, found: Vec::new(), fates: Fates::default() }
    }

    pub(crate) fn add(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: &str) {
        self.found.push(Diagnostic::new(rule, self.page, span, message, help));
    }

    /// Adds a finding about the field at `path`.
    pub(crate) fn add_at(
        &mut self,
        path: &str,
        rule: Rule,
        span: Span,
        message: impl Into<String>,
        help: &str,
    ) {
        let diagnostic = Diagnostic::new(rule, self.page, span, message, help);
        self.found.push(Diagnostic { path: Some(path.to_owned()), ..diagnostic });
    }

    /// Adds another place to the last finding.
    pub(crate) fn relate(&mut self, span: Span, message: impl Into<String>) {
        if let Some(last) = self.found.last_mut() {
            last.related.push(Related { span, message: message.into() });
        }
    }

    /// Adds findings that are about another file than the page.
    pub(crate) fn extend(&mut self, diagnostics: Vec<Diagnostic>) {
        self.found.extend(diagnostics);
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|it| it.severity() == Severity::Error)
    }

    /// Notes what became of a row of a table.
    pub(crate) fn settle(&mut self, row: Span, fate: Fate) {
        self.fates.settle(row, fate);
    }

    /// What became of the rows so far.
    pub(crate) fn fates(&self) -> &Fates {
        &self.fates
    }

    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }

    /// What was found, and what became of the rows.
    pub(crate) fn into_parts(self) -> (Vec<Diagnostic>, Fates) {
        (self.found, self.fates)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own() {
        let ids: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids.len(), Rule::ALL.len());
    }
}
