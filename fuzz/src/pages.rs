//! The law of the page reader.

use apigen_extract::{Extraction, Outcome, Severity, SourcePage, Specs, extract};
use apigen_ir::{validate, yaml};
use apigen_markdown::{Block, Cell, Page, Row, Span};

const PATH: &str = "demo/2020-01-01/Page.md";

/// A text is read without a panic into spans that lie in it; it ends as exactly one outcome, with
/// an error if it is rejected; and what is generated of it keeps the laws of the IR and stays the
/// same in YAML.
///
/// # Panics
///
/// If that does not hold.
pub fn page(text: &str) {
    let page = apigen_markdown::parse(text);
    check_spans(&page, text);
    let extraction = extract(&[SourcePage { path: PATH.to_owned(), page }], &Specs::default());
    check_extraction(&extraction, text);
}

/// The part of the law that is about what became of the pages.
pub(crate) fn check_extraction(extraction: &Extraction, text: &str) {
    let [outcome] = &extraction.outcomes[..] else {
        panic!("one page, and outcomes {:?}", extraction.outcomes)
    };
    let has_error = extraction.diagnostics.iter().any(|it| it.severity() == Severity::Error);
    match outcome.outcome {
        Outcome::Rejected { .. } => assert!(has_error, "rejected without an error"),
        Outcome::Generated => assert_eq!(extraction.diagnostics, []),
        Outcome::GeneratedWithWarnings | Outcome::Superseded | Outcome::NotApi => {
            assert!(!has_error, "an error, and yet {outcome:?}");
        }
    }
    for diagnostic in &extraction.diagnostics {
        check_span(diagnostic.span, text);
    }
    for operation in extraction.services.iter().flat_map(|service| &service.operations) {
        assert_eq!(validate(operation), []);
        let written = yaml::write_operation(operation).expect("what was read can be written");
        assert_eq!(&yaml::read_operation(&written).expect("what was written is read"), operation);
    }
}

fn check_spans(page: &Page, text: &str) {
    let mut end = 0;
    for block in &page.blocks {
        let span = block.span();
        check_span(span, text);
        assert!(end <= span.start, "blocks overlap at {}", span.start);
        end = span.end;
        if let Block::Table(table) = block {
            for row in std::iter::once(&table.header).chain(&table.rows) {
                check_row(row, text);
            }
        }
    }
}

fn check_row(row: &Row, text: &str) {
    check_span(row.span, text);
    for cell in &row.cells {
        check_span(cell.span, text);
        check_cell(cell);
    }
}

/// What is rendered of a cell is rendered on demand.
fn check_cell(cell: &Cell) {
    let _ = (cell.text(), cell.doc(), cell.raw());
}

fn check_span(span: Span, text: &str) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no part of the text");
}
