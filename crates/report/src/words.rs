//! Two texts as one, with the words that are new and those that are gone.

use similar::{ChangeTag, TextDiff};

use crate::lines::Mark;

/// From which share of common words on two texts are shown as one; below it, one after the other.
const LEAST_COMMON: f32 = 0.4;
/// Up to how many words two texts are compared: the time grows with the square.
const MOST_WORDS: usize = 20_000;

/// The stretches of two texts in order, each in both or in one of them.
pub(crate) fn marked_words(old: &str, new: &str) -> Vec<(Mark, String)> {
    let (old_words, new_words) = (words(old), words(new));
    let whole = || {
        let whole = [(Mark::Gone, old.to_owned()), (Mark::New, new.to_owned())];
        whole.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    };
    if old_words.len().max(new_words.len()) > MOST_WORDS {
        return whole();
    }
    let diff = TextDiff::from_slices(&old_words, &new_words);
    if diff.ratio() < LEAST_COMMON {
        return whole();
    }
    let mut parts: Vec<(Mark, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let mark = match change.tag() {
            ChangeTag::Equal => Mark::Same,
            ChangeTag::Insert => Mark::New,
            ChangeTag::Delete => Mark::Gone,
        };
        match parts.last_mut() {
            Some((last, text)) if *last == mark => text.push_str(change.value()),
            _ => parts.push((mark, change.value().to_owned())),
        }
    }
    parts
}

/// The words of a text with all that stands between them: a run of letters and digits is one word, and
/// so is every other character by itself. In Chinese nothing tells where a word ends.
fn words(text: &str) -> Vec<&str> {
    let is_in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if is_in_word(first) {
            rest.find(|c| !is_in_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(old: &str, new: &str) -> String {
        let shown = marked_words(old, new).into_iter().map(|(mark, text)| match mark {
            Mark::Same => text,
            Mark::New => format!("[+{text}]"),
            Mark::Gone => format!("[-{text}]"),
        });
        shown.collect()
    }

    #[test]
    fn whole_words_are_new_or_gone() {
        assert_eq!(
            show("The ID of the shelf.", "The IDs of a shelf."),
            "The [-ID][+IDs] of [-the][+a] shelf."
        );
        assert_eq!(show("实例的名称。", "实例的新名称。"), "实例的[+新]名称。");
        assert_eq!(show("same", "same"), "same");
    }

    #[test]
    fn texts_that_are_too_long_are_not_compared() {
        let long = "x ".repeat(MOST_WORDS);
        let new = format!("{long}y");
        assert_eq!(
            marked_words(&long, &new),
            [(Mark::Gone, long.clone()), (Mark::New, new.clone())]
        );
    }

    #[test]
    fn texts_that_have_little_in_common_stand_one_after_the_other() {
        assert_eq!(
            show("The size.", "How big it is, in MiB"),
            "[-The size.][+How big it is, in MiB]"
        );
        assert_eq!(show("", "The size."), "[+The size.]");
        assert_eq!(show("The size.", ""), "[-The size.]");
    }
}
