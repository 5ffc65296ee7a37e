//! What is left of rows that were cut: a page plainly says that it has no such row only where its
//! samples do not show it either.

use std::collections::BTreeSet;

use apigen_markdown::{Block, Span, parse};

use crate::original::Original;

/// The names in the first cells of the rows that lie within `cut`; `None` where part of a row, or
/// anything else that says something, was cut too.
pub(crate) fn whole_rows(original: &Original, cut: &[Span]) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for cut in cut {
        let rows = original.tables.iter().flat_map(|table| &table.rows);
        let mut covered = 0;
        for row in rows.filter(|row| row.span.start < cut.end && cut.start < row.span.end) {
            if row.span.start < cut.start || row.span.end > cut.end {
                return None;
            }
            covered += row.span.of(&original.text).len();
            names.extend(
                row.cells.iter().map(|cell| cell.text().to_owned()).filter(|it| is_name(it)),
            );
        }
        let said = cut.of(&original.text);
        let blanks = said.chars().filter(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        if covered == 0 || said.len() > covered + blanks {
            return None;
        }
    }
    (!names.is_empty()).then_some(names)
}

fn is_name(text: &str) -> bool {
    text.trim_start_matches('└').starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.contains(char::is_whitespace)
}

/// Whether a sample of the page shows one of the names: as a key of JSON, an element of XML, or a
/// key of a request.
pub(crate) fn is_shown(text: &str, name: &str) -> bool {
    let page = parse(text);
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    page.blocks.iter().any(|block| {
        let Block::Code(code) = block else { return false };
        code.text.match_indices(name).any(|(at, _)| {
            let before = code.text.get(..at).unwrap_or_default();
            let after = code.text.get(at + name.len()..).unwrap_or_default();
            !before.ends_with(is_inside) && !after.starts_with(is_inside)
        })
    })
}
