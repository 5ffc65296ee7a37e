//! What every page of the report has around its content.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// How each file of a report begins, and no other file: by this an earlier report is known.
pub(crate) const MARK: &str = "<!DOCTYPE html><!-- Written by `cargo xtask report`, which removes it where it is no longer due. -->";

/// A whole document.
///
/// Its policy allows this style and this script by their hashes, and nothing else: no image, no font,
/// no connection, no frame, and no script that a page could have brought in.
pub(super) fn document(title: &str, class: &str, content: &Markup) -> String {
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    let markup = html! {
        (PreEscaped(MARK))
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=(class) {
                (content)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    visible(&markup.into_string())
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The document with every character written out that shows nothing and changes what is seen around
/// it, such as those that turn the direction of the text.
fn visible(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    for c in document.chars() {
        if is_hidden(c) {
            // Writing to a text cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn is_hidden(c: char) -> bool {
    let is_direction = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    is_direction
        || matches!(c, '\u{200b}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_direction_of_text_is_written_out() {
        assert_eq!(visible("a\u{202e}b\u{0}c\r\n\t大"), "a⟨U+202E⟩b⟨U+0000⟩c⟨U+000D⟩\n\t大");
    }

    #[test]
    fn style_and_script_cannot_end_their_elements() {
        for (text, name) in [(STYLE, "style"), (SCRIPT, "script")] {
            assert!(!text.to_lowercase().contains(&format!("</{name}")), "{name}");
            assert!(!text.contains(is_hidden), "{name}");
        }
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_as_they_stand_in_the_document() {
        let document = document("T", "", &html! { p { "x" } });
        for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let (_, rest) = document.split_once(open).unwrap();
            let (text, _) = rest.split_once(close).unwrap();
            let hash = format!("'{}'", hash(text)).replace('\'', "&#39;");
            let quoted = format!("'{}'", super::hash(text));
            assert!(document.contains(&hash) || document.contains(&quoted), "{open}");
        }
        assert!(!document.contains("unsafe-"));
    }
}
