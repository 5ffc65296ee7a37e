//! Bars that divide cells, and the row of dashes that divides a header from its rows.

use memchr::memchr2_iter;

/// The byte offsets of the bars that divide cells in `text`.
///
/// A bar behind an odd number of backslashes is text. Code spans protect no bar: pages that
/// want one in code escape it, as GitHub's tables ask for.
pub(crate) fn positions(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut escaped = None;
    memchr2_iter(b'|', b'\\', bytes).filter(move |at| {
        let is_escaped = escaped == Some(*at);
        let is_bar = bytes.get(*at) == Some(&b'|');
        escaped = (!is_bar && !is_escaped).then_some(at + 1);
        is_bar && !is_escaped
    })
}

/// The number of columns that a delimiter row such as `|---|:--|` announces.
pub(crate) fn delimiter_columns(line: &str) -> Option<usize> {
    let cells = line.strip_prefix('|')?.strip_suffix('|')?;
    // Most rows are none, which one look tells.
    if cells.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    cells.split('|').all(is_delimiter_cell).then(|| cells.split('|').count())
}

fn is_delimiter_cell(cell: &str) -> bool {
    let cell = cell.trim();
    let cell = cell.strip_prefix(':').unwrap_or(cell);
    let cell = cell.strip_suffix(':').unwrap_or(cell);
    !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_behind_an_odd_number_of_backslashes_is_text() {
        let check = |text, expected: &[usize]| {
            assert_eq!(positions(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("|a|", &[0, 2]);
        check(r"a\|b", &[]);
        check(r"a\\|b", &[3]);
        check(r"a\\\|b|", &[6]);
        check(r"\a|", &[2]);
        check("`a|b`", &[2]);
    }

    #[test]
    fn a_delimiter_row_is_bars_dashes_and_colons() {
        assert_eq!(delimiter_columns("|---|:--|--:|:-:|"), Some(4));
        assert_eq!(delimiter_columns("| - |\t-- |"), Some(2));
        for other in ["|", "||", "|--|:|", "|--|-x|", "--|--", "|--|--", "|- -|", "|::-|"] {
            assert_eq!(delimiter_columns(other), None, "{other}");
        }
    }
}
