//! A text line by line, with what is new and what is gone.

use similar::{ChangeTag, TextDiff};

/// Whether a line stands in the old text, in the new one, or in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// In both, or nothing is known of the old text.
    Same,
    /// Only in the new text.
    New,
    /// Only in the old text.
    Gone,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in the text that it stands in, counted from 1; the new text's where in both.
    pub(crate) number: usize,
    pub(crate) mark: Mark,
    /// The line without its end.
    pub(crate) text: String,
    /// The fields that the line is about.
    pub(crate) fields: Vec<usize>,
}

/// Up to which number of lines two texts are compared: the time grows with the square.
const MOST_LINES: usize = 20_000;

/// The lines of `new`, with those of `old` that are gone where they stood.
///
/// Where `old` is `None`, nothing is known of it and no line is marked. Of texts that are too long to be
/// compared, all is gone and new.
pub(crate) fn marked(old: Option<&str>, new: &str) -> Vec<Line> {
    let is_same = old.is_none_or(|old| old == new);
    let (old, new) = (lines(old.unwrap_or(new)), lines(new));
    if !is_same && old.len().max(new.len()) > MOST_LINES {
        return all(&old, Mark::Gone).chain(all(&new, Mark::New)).collect();
    }
    if is_same {
        return all(&new, Mark::Same).collect();
    }
    let diff = TextDiff::from_slices(&old, &new);
    let marked = diff.iter_all_changes().map(|change| {
        let (mark, index) = match change.tag() {
            ChangeTag::Equal => (Mark::Same, change.new_index()),
            ChangeTag::Insert => (Mark::New, change.new_index()),
            ChangeTag::Delete => (Mark::Gone, change.old_index()),
        };
        Line {
            number: index.unwrap_or_default() + 1,
            mark,
            text: change.value().to_owned(),
            fields: Vec::new(),
        }
    });
    marked.collect()
}

fn all(lines: &[&str], mark: Mark) -> impl Iterator<Item = Line> {
    lines.iter().enumerate().map(move |(at, text)| Line {
        number: at + 1,
        mark,
        text: (*text).to_owned(),
        fields: Vec::new(),
    })
}

/// The lines of a text without their ends, counted as [`apigen_markdown::LineIndex`] counts them: a
/// lone carriage return ends none.
fn lines(text: &str) -> Vec<&str> {
    text.split_terminator('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect()
}

/// Notes that a line of the new text is about a field.
pub(crate) fn note(lines: &mut [Line], number: usize, field: usize) {
    let line = lines.iter_mut().find(|it| it.mark != Mark::Gone && it.number == number);
    if let Some(line) = line.filter(|it| !it.fields.contains(&field)) {
        line.fields.push(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(lines: &[Line]) -> Vec<String> {
        let sign = |mark| match mark {
            Mark::Same => ' ',
            Mark::New => '+',
            Mark::Gone => '-',
        };
        lines.iter().map(|it| format!("{}{} {}", sign(it.mark), it.number, it.text)).collect()
    }

    #[test]
    fn each_line_has_the_number_of_its_own_text() {
        let lines = marked(Some("a\nb\nc\n"), "a\nB\nb2\nc\n");
        assert_eq!(show(&lines), [" 1 a", "-2 b", "+2 B", "+3 b2", " 4 c"]);
    }

    #[test]
    fn nothing_is_marked_where_nothing_is_known() {
        assert_eq!(show(&marked(None, "a\r\nb")), [" 1 a", " 2 b"]);
        assert_eq!(show(&marked(Some(""), "a\n")), ["+1 a"]);
        assert_eq!(show(&marked(Some("a\n"), "")), ["-1 a"]);
    }

    #[test]
    fn the_ends_of_lines_are_no_change() {
        assert_eq!(show(&marked(Some("a\r\nb"), "a\nb\n")), [" 1 a", " 2 b"]);
    }

    #[test]
    fn a_lone_carriage_return_is_part_of_its_line() {
        let text = "a\rb\nc\n";
        assert_eq!(show(&marked(None, text)), [" 1 a\rb", " 2 c"]);
        let number = apigen_markdown::LineIndex::new(text).line_column(text.len() - 2).0;
        assert_eq!(number, 2);
    }

    #[test]
    fn texts_that_are_too_long_are_not_compared() {
        let long = "x\n".repeat(MOST_LINES + 1);
        let lines = marked(Some(&long), &format!("{long}y"));
        assert!(lines.iter().all(|it| it.mark != Mark::Same));
        assert_eq!(lines.len(), 2 * MOST_LINES + 3);
        assert!(marked(Some(&long), &long).iter().all(|it| it.mark == Mark::Same));
    }

    #[test]
    fn a_field_is_noted_at_the_line_of_the_new_text() {
        let mut lines = marked(Some("a\nb\n"), "a\nB\n");
        note(&mut lines, 2, 7);
        note(&mut lines, 2, 7);
        let fields: Vec<_> = lines.iter().map(|it| it.fields.clone()).collect();
        assert_eq!(fields, [vec![], vec![], vec![7]]);
    }
}
