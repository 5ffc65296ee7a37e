//! Pieces that read as they are written but for backslashes, which most cells of most tables are.

use super::Rendered;
use super::bold::APART;
use super::escape::{Place, push_escaped};
use super::normalize::{CHANGED, ITEM, is_stand_in};
use crate::candidates::FirstBytes;
use crate::lines::is_zero_width;

/// Whether both readings of a piece, which has no blanks around it, are the piece itself, so that
/// no parser is needed.
///
/// Where that is not plain at a glance, the answer is no: then the parser says it.
pub(super) fn is_literal(piece: &str) -> bool {
    !begins_marked(piece) && !MARKED.candidates(piece).any(|(at, c)| is_marked(piece, at, c))
}

/// Both readings of a piece, which has no blanks around it, whose only marks are backslashes before
/// what would be others, so that no parser is needed; else none.
pub(super) fn read_escaped(piece: &str) -> Option<Rendered> {
    // Blanks around the target of a link go, even where an escaped bracket makes it none.
    if begins_marked(piece) || piece.contains("](") {
        return None;
    }
    let mut text = String::with_capacity(piece.len());
    let mut last_escaped = None;
    for (at, c) in MARKED.candidates(piece) {
        if last_escaped == Some(at) {
            continue;
        }
        let after = piece.get(at + c.len_utf8()..)?;
        if c == '\\' && after.starts_with(|c: char| c.is_ascii_punctuation()) {
            text.push_str(piece.get(last_escaped.unwrap_or_default()..at)?);
            last_escaped = Some(at + 1);
        } else if is_marked(piece, at, c) {
            return None;
        }
    }
    text.push_str(piece.get(last_escaped.unwrap_or_default()..)?);
    text.shrink_to_fit();
    let mut doc = String::with_capacity(piece.len());
    push_escaped(&mut doc, &text, Place { line_content: 0, in_link: false });
    doc.shrink_to_fit();
    Some(Rendered { text, doc })
}

/// What the characters begin with that [`is_marked`] is about.
static MARKED: FirstBytes = FirstBytes::ASCII_CONTROL.and("\\`*[]<&_~-:").and(CHANGED);

/// Whether the piece would be read as another block than a paragraph, or escaped as if it could be.
fn begins_marked(piece: &str) -> bool {
    let behind_number = piece.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = behind_number.len() < piece.len();
    piece.starts_with(['#', '-', '+', '=', '>', '|', ':', '~'])
        || (is_number && is_behind_item_number(behind_number))
}

fn is_behind_item_number(rest: &str) -> bool {
    rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether the character at `at` means more than itself, or may not stay as it is.
fn is_marked(piece: &str, at: usize, c: char) -> bool {
    let after = || piece.get(at + c.len_utf8()..).unwrap_or_default();
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '&' => true,
        // Inside of a word it is no mark.
        '_' => {
            let before = piece.get(..at).unwrap_or_default();
            !(before.ends_with(char::is_alphanumeric) && after().starts_with(char::is_alphanumeric))
        }
        '~' => after().starts_with('~'),
        // Items may be glued to a sentence, and addresses are links.
        '-' => piece.get(at..).unwrap_or_default().starts_with(ITEM),
        ':' => after().starts_with("//"),
        // Only a blank is a blank in both readings.
        c if c.is_ascii() => c.is_ascii_control(),
        c => c == '\u{a0}' || c == APART || is_zero_width(c) || is_stand_in(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::super::{Piece, render};
    use super::{is_literal, is_marked, read_escaped};
    use crate::lines::{is_blank, trim};
    use crate::span::Span;

    #[test]
    fn values_names_and_sentences_are_literal() {
        for piece in ["", "Integer", "10", "1.5", "2.0x", "a_b", "大小：1~10（含）。", "a - b"]
        {
            assert!(is_literal(piece), "{piece}");
        }
    }

    #[test]
    fn marks_are_not() {
        for piece in [
            "-1",
            "1. a",
            "a\\_b",
            "`a`",
            "a_",
            "a~~b",
            "https://a.b",
            "a-   b",
            "a\nb",
            "a\u{200b}b",
        ] {
            assert!(!is_literal(piece), "{piece}");
        }
    }

    #[test]
    fn backslashes_alone_need_no_parser() {
        for (piece, text, doc) in [
            ("i-bp67\\*\\*\\*", "i-bp67***", "i-bp67\\*\\*\\*"),
            ("cloud\\_ssd\\(a\\)", "cloud_ssd(a)", "cloud_ssd(a)"),
            ("1\\. \\&lt; http:\\//a.b", "1. &lt; http://a.b", "1\\. \\&lt; <http://a.b>"),
        ] {
            let read = read_escaped(piece).unwrap();
            assert_eq!((read.text.as_str(), read.doc.as_str()), (text, doc));
        }
        for other in ["\\*a*", "a\\", "a\\b", "\\`a`", "\\[a\\]( b )", "\\_ &amp;", "- \\_"] {
            assert_eq!(read_escaped(other), None, "{other}");
        }
    }

    #[test]
    fn no_character_that_means_more_is_overlooked() {
        for c in char::MIN..=char::MAX {
            let piece = c.to_string();
            assert!(!is_marked(&piece, 0, c) || !is_literal(&piece), "{c:?}");
        }
    }

    /// What the rules of both readings look at.
    const TOKENS: [&str; 52] = [
        "\\",
        "\\\\",
        "\\_",
        "\\*",
        "\\[",
        "\\](",
        "&lt;",
        "*",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "a",
        "Name",
        "大",
        "，",
        "é",
        "1",
        "12",
        "0.5",
        ".",
        ")",
        "(",
        "-",
        "--",
        "-   ",
        "+",
        "=",
        "==",
        ">",
        "|",
        ":",
        ":-",
        "~",
        "~~",
        "~~~",
        "_",
        "__",
        "#",
        "!",
        "\"",
        "'",
        "/",
        "http",
        "https://a.b",
        "www.a.b",
        "$",
        "^",
        "{",
        "}",
        "\u{85}",
    ];

    proptest! {
        // The seed is fixed so that every run is the same run.
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(1),
            cases: 8192,
            ..ProptestConfig::default()
        })]

        #[test]
        fn the_parser_reads_the_same(
            tokens in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..8),
            others in "\\PC{0,3}",
            place in 0_usize..8,
        ) {
            let mut tokens = tokens;
            tokens.insert(place.min(tokens.len()), &others);
            let text = tokens.concat();
            let piece = trim(&text, Span { start: 0, end: text.len() }).of(&text);
            prop_assert!(!piece.starts_with(is_blank));
            for kind in [Piece::Cell, Piece::Block] {
                if is_literal(piece) {
                    let rendered = render(piece, kind);
                    prop_assert_eq!(&rendered.text, piece);
                    prop_assert_eq!(&rendered.doc, piece);
                } else if let Some(read) = read_escaped(piece) {
                    prop_assert_eq!(read, render(piece, kind));
                }
            }
        }
    }
}
