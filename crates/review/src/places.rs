//! Where on a page a change comes from.

use apigen_extract::Reading;
use apigen_ir::compare::ChangeKind;
use apigen_markdown::{LineIndex, Span};

use crate::change::Place;
use crate::state::State;

/// The place of what stands at `path`, or would have to stand there.
///
/// A text of the operation as a whole is looked for by its first words, for it has no row.
pub(crate) fn place(
    state: &State<'_>,
    reading: &Reading,
    kind: Option<ChangeKind>,
    path: &str,
    value: Option<&str>,
) -> Option<Place> {
    let text = state.texts.get(&reading.page)?;
    let of_text = value.filter(|_| kind.is_some_and(is_text_of_operation));
    let span = of_text.and_then(|value| find_line(text, value));
    let span = span.unwrap_or_else(|| reading.span_of(path));
    let (line, column) = LineIndex::new(text).line_column(span.start);
    let line_text = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let line_text = line_text.trim().to_owned();
    Some(Place { page: reading.page.clone(), span, line, column, text: line_text })
}

fn is_text_of_operation(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::SummaryChanged
            | ChangeKind::DescriptionChanged
            | ChangeKind::SampleChanged
            | ChangeKind::AdviceChanged
            | ChangeKind::CallLimitChanged
            | ChangeKind::LinkChanged
    )
}

/// The first line of a page that begins as a value does, as far as Markdown leaves it as it is.
fn find_line(text: &str, value: &str) -> Option<Span> {
    const LEAST_LETTERS: usize = 4;
    const ENOUGH_LETTERS: usize = 12;
    let first = value.lines().map(str::trim).find(|it| !it.is_empty())?;
    let start: String = first.chars().take(ENOUGH_LETTERS).collect();
    if start.chars().count() < LEAST_LETTERS.min(first.chars().count()) {
        return None;
    }
    let at = text.find(&start)?;
    Some(Span { start: at, end: at + start.len() })
}
