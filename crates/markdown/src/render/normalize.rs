//! Makes standard Markdown of what these pages write, before the parser sees it.

use std::borrow::Cow;

use super::Piece;
use super::bold::{APART, set_apart};
use crate::candidates::FirstBytes;
use crate::fences::{closes, closing_fence, opening_fence, trailing_fence};
use crate::lines::is_zero_width;

/// Stands for a `<` that begins no link, so that the parser sees no HTML: a page that writes
/// `<Xxx>` means these characters. Like the other stand-ins it is a code point that Unicode
/// keeps for such inner use, so that no text holds it.
const LESS_THAN: char = '\u{fdd0}';

/// Stands for a blank inside the target of a link, which would end the target.
const BLANK: char = '\u{fdd1}';

/// Stands before a line that must not begin a block.
const GUARD: char = '\u{fdd2}';

/// A dash and the blanks that these pages put behind it to begin an item.
pub(super) const ITEM: &str = "-   ";

/// The piece of Markdown in a form that the parser reads as its author meant it.
/// [`restore`] takes what it put in out of the parsed texts again.
pub(super) fn normalize(raw: &str, piece: Piece) -> String {
    let raw = if raw.contains('\r') { &*raw.replace("\r\n", "\n") } else { raw };
    let lines: Vec<&str> = raw.split('\n').collect();
    let is_value = piece == Piece::Cell && lines.len() == 1 && !is_item(raw);
    let last_item = lines.iter().rposition(|line| is_item(line));
    let last_closing = lines.iter().rposition(|line| closing_fence(line.trim()).is_some());
    let mut normalized = String::with_capacity(raw.len());
    let mut open_code = None;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            normalized.push('\n');
        }
        if let Some(opening) = open_code {
            push_characters(line, &mut normalized);
            open_code = closing_fence(line.trim())
                .map_or(Some(opening), |closing| (!closes(opening, closing)).then_some(opening));
            continue;
        }
        open_code = opening_fence(line.trim()).filter(|_| !is_value);
        if open_code.is_some() {
            push_characters(line, &mut normalized);
            continue;
        }
        let line = &*set_apart(without_single_blank(line));
        if (is_value && begins_block(line)) || begins_definition(line) {
            normalized.push(GUARD);
        }
        let glued = if last_item > Some(index) { glued_item(line) } else { None };
        let fenced = if last_closing > Some(index) { glued_fence(line) } else { None };
        if let Some((sentence, block)) = glued.or(fenced) {
            push_inline(sentence, &mut normalized);
            normalized.push_str("\n\n");
            push_inline(block, &mut normalized);
            open_code = opening_fence(block);
        } else {
            push_inline(line, &mut normalized);
        }
    }
    normalized
}

/// A parsed text with its own characters again.
pub(super) fn restore(parsed: &str) -> Cow<'_, str> {
    let is_changed = |c: char| is_stand_in(c) || matches!(c, APART | '\u{a0}') || is_zero_width(c);
    if !MAY_BE_CHANGED.candidates(parsed).any(|(_, c)| is_changed(c)) {
        return Cow::Borrowed(parsed);
    }
    let own = parsed.chars().filter(|c| !matches!(*c, GUARD | APART) && !is_zero_width(*c));
    own.map(|c| match c {
        LESS_THAN => '<',
        BLANK | '\u{a0}' => ' ',
        other => other,
    })
    .collect()
}

/// The characters that [`restore`] changes: stand-ins, blanks that do not break, what has no width.
pub(super) const CHANGED: &str = "\u{fdd0}\u{fdd1}\u{fdd2}\u{1680}\u{a0}\u{200b}\u{feff}";

/// What they begin with.
static MAY_BE_CHANGED: FirstBytes = FirstBytes::NONE.and(CHANGED);

/// Whether a character stands for another one, or for nothing, between here and [`restore`].
pub(super) fn is_stand_in(c: char) -> bool {
    matches!(c, LESS_THAN | BLANK | GUARD)
}

/// A single blank at the start of a line means nothing, but would move the first item of a
/// list away from the others and from what is nested below it.
fn without_single_blank(line: &str) -> &str {
    match line.strip_prefix([' ', '\u{a0}']) {
        Some(rest) if !rest.starts_with([' ', '\u{a0}']) => rest,
        _ => line,
    }
}

/// Whether a cell of this one line would be read as a list, a quote, a heading, a fence or a
/// line.
fn begins_block(line: &str) -> bool {
    let begins_marked = line.starts_with(['-', '+', '>', '#', '=', '~', '|'])
        || line.starts_with(|c: char| c.is_ascii_digit())
        || line.starts_with("```");
    let rest = line.trim_start_matches(['*', '_']);
    let is_line = rest.len() < line.len() && rest.starts_with([' ', '\t']) || rest.is_empty();
    begins_marked || is_line
}

/// Whether the line would be read as the target of links elsewhere, and vanish.
fn begins_definition(line: &str) -> bool {
    line.trim_start().starts_with('[') && line.contains("]:")
}

fn is_item(line: &str) -> bool {
    line.trim_start().starts_with(ITEM)
}

/// Divides a sentence from the first item of a list that was glued to it.
fn glued_item(line: &str) -> Option<(&str, &str)> {
    if is_item(line) {
        return None;
    }
    let at = line.find(ITEM).filter(|at| *at > 0)?;
    let (sentence, item) = line.split_at_checked(at)?;
    // `--   ` is a dash of the sentence.
    (!sentence.ends_with('-')).then_some((sentence.trim_end(), item))
}

/// Divides a sentence from the fence that was glued to its end.
fn glued_fence(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let (_, length) = trailing_fence(line)?;
    let (sentence, fence) = line.split_at_checked(line.len() - length)?;
    Some((sentence.trim_end(), fence))
}

/// Adds text outside of code blocks, where links may occur.
fn push_inline(line: &str, normalized: &mut String) {
    // Most lines have no link, which takes less time to see than where one is.
    if !line.contains("](") {
        push_characters(line, normalized);
        return;
    }
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        let (before, target) = rest.split_at_checked(at + 2).unwrap_or((rest, ""));
        push_characters(before, normalized);
        let end = target_end(target);
        let (target, after) = target.split_at_checked(end).unwrap_or((target, ""));
        // A title in quotation marks is divided from its target by a blank that must stay, and
        // without an opening bracket this is no link.
        if target.contains(['"', '\'']) || !before.contains('[') {
            push_characters(target, normalized);
        } else {
            let target = target.trim_matches(' ').replace(' ', &BLANK.to_string());
            push_characters(&target, normalized);
        }
        rest = after;
    }
    push_characters(rest, normalized);
}

/// How far, in bytes, the end of a link's target is looked for. Without a bound a line of
/// links that never end would be searched once for each of them.
const LONGEST_TARGET: usize = 512;

/// Where the target of a link ends: at the parenthesis that closes it, on the same line.
fn target_end(target: &str) -> usize {
    let mut open = 0_usize;
    for (at, byte) in target.bytes().enumerate().take(LONGEST_TARGET) {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return at,
            b')' => open -= 1,
            // Another link begins, so this was none.
            b'[' | b'<' => return 0,
            _ => {}
        }
    }
    0
}

/// What the characters begin with that [`push_characters`] changes.
static PUSHED_OTHERWISE: FirstBytes = FirstBytes::NONE.and("<\u{a0}\u{200b}\u{feff}");

fn push_characters(text: &str, normalized: &mut String) {
    let is_changed = |c: char| matches!(c, '<' | '\u{a0}') || is_zero_width(c);
    if !PUSHED_OTHERWISE.candidates(text).any(|(_, c)| is_changed(c)) {
        normalized.push_str(text);
        return;
    }
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            // An escaped one the parser takes for text all by itself.
            '<' if !escaped && !begins_autolink(after) => normalized.push(LESS_THAN),
            '\u{a0}' => normalized.push(' '),
            c if is_zero_width(c) => {}
            c => normalized.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
}

/// Whether the text behind a `<` makes it a link.
fn begins_autolink(rest: &str) -> bool {
    let is_web = rest.starts_with("http://") || rest.starts_with("https://");
    // The search ends at the first character that such a link cannot hold.
    let after = rest.trim_start_matches(|c| !matches!(c, '>' | '<' | ' ' | '\t'));
    is_web && after.starts_with('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_changed_and_restored_wherever_they_begin_alike() {
        for c in char::MIN..=char::MAX {
            let mut pushed = String::new();
            push_characters(&c.to_string(), &mut pushed);
            let expected = match c {
                '<' => LESS_THAN.to_string(),
                '\u{a0}' => " ".to_owned(),
                '\u{200b}' | '\u{feff}' => String::new(),
                c => c.to_string(),
            };
            assert_eq!(pushed, expected, "{c:?}");
            let expected = match c {
                LESS_THAN => "<".to_owned(),
                BLANK | '\u{a0}' => " ".to_owned(),
                GUARD | APART | '\u{200b}' | '\u{feff}' => String::new(),
                c => c.to_string(),
            };
            assert_eq!(restore(&c.to_string()), expected, "{c:?}");
        }
    }
}
