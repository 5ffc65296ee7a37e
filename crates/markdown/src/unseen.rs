//! Characters of a page that nobody sees.

use crate::span::Span;

/// How many bytes are looked at at once.
const AT_ONCE: usize = 256;

/// The places of the characters of a page that nobody sees.
pub(crate) fn unseen(text: &str) -> Vec<Span> {
    let mut unseen = Vec::new();
    for (index, bytes) in text.as_bytes().chunks(AT_ONCE).enumerate() {
        // Most parts hold none. A processor sees that at once if it need not stop at the first.
        if !bytes.iter().fold(false, |may_be, byte| may_be | may_begin_unseen(*byte)) {
            continue;
        }
        let may_begin = bytes.iter().enumerate().filter(|(_, byte)| may_begin_unseen(**byte));
        for start in may_begin.map(|(at, _)| index * AT_ONCE + at) {
            let c = text.get(start..).and_then(|rest| rest.chars().next());
            if let Some(c) = c.filter(|c| is_unseen(*c)) {
                unseen.push(Span { start, end: start + c.len_utf8() });
            }
        }
    }
    unseen
}

/// Control characters, and those that turn the direction of text or break lines.
fn is_unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

/// Whether such a character may begin with a byte.
#[expect(clippy::needless_bitwise_bool, reason = "to ask all takes less time than to choose")]
fn may_begin_unseen(byte: u8) -> bool {
    let is_control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    is_control | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2)
}

/// The text with blanks, of as many bytes, for the characters that nobody sees: what is read of the
/// page holds none of them, and all places stay.
pub(crate) fn without(text: &str, unseen: &[Span]) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut from = 0;
    for span in unseen {
        seen.push_str(text.get(from..span.start).unwrap_or_default());
        seen.push_str(match span.end - span.start {
            1 => " ",
            2 => "\u{a0}",
            _ => "\u{200b}",
        });
        from = span.end;
    }
    seen.push_str(text.get(from..).unwrap_or_default());
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_that_nobody_sees_is_found_wherever_it_stands() {
        for c in (char::MIN..=char::MAX).filter(|c| is_unseen(*c)) {
            assert!(c.to_string().bytes().next().is_some_and(may_begin_unseen), "{c:?}");
        }
        for blanks in 0..2 * AT_ONCE {
            let text = format!("{}\u{202e}大\u{85}\n", " ".repeat(blanks));
            let spans = unseen(&text);
            let places: Vec<_> = spans.iter().map(|it| (it.start - blanks, it.of(&text))).collect();
            assert_eq!(places, [(0, "\u{202e}"), (6, "\u{85}")]);
        }
    }
}
