//! Bold text that touches the words around it, as in `即**-1**。`

use std::borrow::Cow;

/// Stands between a word and the mark of bold text that it touches: a blank to the parser, and
/// nothing to readers. No page is in Ogham.
pub(super) const APART: char = '\u{1680}';

/// How a mark of bold text is written.
const MARK: &str = "**";

/// The line with its bold text apart from the words that it touches.
///
/// Asterisks between a letter and punctuation are text to `CommonMark`, since blanks divide words
/// there. In Chinese none do (vod/AddCategory: `为**-1**。`, sae/ListGreyTagRoute: `**==**以及`).
pub(super) fn set_apart(line: &str) -> Cow<'_, str> {
    if !line.contains('*') {
        return Cow::Borrowed(line);
    }
    let Some(marks) = marks(line).filter(|marks| !marks.is_empty()) else {
        return Cow::Borrowed(line);
    };
    let mut apart = String::with_capacity(line.len());
    let mut done = 0;
    for (index, at) in marks.into_iter().enumerate() {
        let text = line.get(done..at).unwrap_or_default();
        done = at + MARK.len();
        let before = text.chars().next_back().or_else(|| apart.chars().next_back());
        let after = line.get(done..).and_then(|it| it.chars().next());
        let opens = index % 2 == 0;
        let (outside, inside) = if opens { (before, after) } else { (after, before) };
        let touches = outside.is_some_and(is_word) && inside.is_some_and(is_punctuation);
        apart.push_str(text);
        apart.extend((touches && opens).then_some(APART));
        apart.push_str(MARK);
        apart.extend((touches && !opens).then_some(APART));
    }
    apart.push_str(line.get(done..).unwrap_or_default());
    Cow::Owned(apart)
}

/// Where the marks of bold text stand; `None` where it is not plain which belong together.
fn marks(line: &str) -> Option<Vec<usize>> {
    let mut marks = Vec::new();
    let mut is_code = false;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if !is_code => {
                letters.next();
            }
            '`' => is_code = !is_code,
            '*' if !is_code => {
                let others = std::iter::from_fn(|| letters.next_if(|(_, it)| *it == '*')).count();
                if others + 1 != MARK.len() {
                    return None;
                }
                marks.push(at);
            }
            _ => {}
        }
    }
    (!is_code && marks.len().is_multiple_of(2)).then_some(marks)
}

/// Whether a letter can touch the next word: of a language without blanks.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() && !letter.is_ascii()
}

fn is_punctuation(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::super::{Piece, render};

    #[test]
    fn bold_text_that_touches_words_is_bold() {
        for (raw, text, doc) in [
            ("即**-1**。", "即-1。", "即 **-1**。"),
            ("**==**以及**!=**。", "==以及!=。", "**==** 以及 **!=**。"),
            ("选择**甲（乙）**后", "选择甲（乙）后", "选择**甲（乙）** 后"),
            ("选择**甲**后", "选择甲后", "选择**甲**后"),
        ] {
            let rendered = render(raw, Piece::Cell);
            assert_eq!((rendered.text.as_str(), rendered.doc.as_str()), (text, doc));
        }
    }

    #[test]
    fn other_asterisks_stay_what_they_are() {
        for (raw, text) in [
            ("2**-1 and 3**-2", "2**-1 and 3**-2"),
            ("即`**-1**`。", "即**-1**。"),
            ("即\\*\\*-1\\*\\*。", "即**-1**。"),
            ("即**-1。", "即**-1。"),
        ] {
            assert_eq!(render(raw, Piece::Cell).text, text);
        }
    }
}
