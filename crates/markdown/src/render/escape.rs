//! Escapes text so that rustdoc shows exactly that text.

use crate::candidates::FirstBytes;

/// What the place of a text says about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The length of the output where the content of the current line begins, behind the
    /// indentation and the marks of lists and quotes.
    pub(super) line_content: usize,
    /// Whether the text is the text of a link.
    pub(super) in_link: bool,
}

/// Adds `text`, which holds no line break, to `out`, escaped for its place.
///
/// Addresses on the web become links: rustdoc warns about bare ones.
pub(super) fn push_escaped(out: &mut String, text: &str, place: Place) {
    let mut rest = text;
    loop {
        let plain = first_that_may_matter(rest).unwrap_or(rest.len());
        let (before, marked) = rest.split_at(plain);
        out.push_str(before);
        rest = marked;
        let Some(c) = rest.chars().next() else { break };
        let address = if place.in_link { None } else { web_address(rest) };
        if let Some(address) = address {
            out.extend(["<", address, ">"]);
            rest = rest.get(address.len()..).unwrap_or_default();
            continue;
        }
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let on_line = out.get(place.line_content..).unwrap_or_default();
        if needs_escape(on_line, c, after) {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
}

/// What the text begins with once it is escaped, as far as marks beside it are concerned.
pub(super) fn first_character(text: &str, in_link: bool) -> Option<char> {
    let is_address = !in_link && web_address(text).is_some();
    if is_address { Some('<') } else { text.chars().next() }
}

/// The characters that [`needs_escape`] is about, and the one that addresses begin with.
static MAY_MATTER: FirstBytes = FirstBytes::NONE.and("\\`*[]<_~&#-+=>|:.)h");

/// The place of the first character that [`needs_escape`] or [`web_address`] has to look at.
fn first_that_may_matter(text: &str) -> Option<usize> {
    let begins_address = |at| text.get(at..).is_some_and(|rest| rest.starts_with(SCHEME));
    let mut found = MAY_MATTER.candidates(text);
    found.find(|(at, c)| *c != 'h' || begins_address(*at)).map(|(at, _)| at)
}

/// Whether the character would be a mark behind `on_line`, the content of its line so far.
fn needs_escape(on_line: &str, c: char, after: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' => true,
        // Inside of a word it is no mark.
        '_' => {
            !(on_line.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric))
        }
        '~' => on_line.ends_with('~') || after.starts_with('~'),
        '&' => begins_entity(after),
        // Headings, lists, quotes, tables and the lines below headings.
        '#' | '-' | '+' | '=' | '>' | '|' => on_line.is_empty(),
        ':' => on_line.is_empty() && after.starts_with('-'),
        '.' | ')' => is_item_number(on_line) && (after.is_empty() || after.starts_with(' ')),
        _ => false,
    }
}

/// Whether the text can number an item: at most nine digits, by `CommonMark`.
fn is_item_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The longest name of a character that HTML knows has 31 letters.
const LONGEST_ENTITY: usize = 32;

fn begins_entity(after: &str) -> bool {
    let name = after.bytes().take(LONGEST_ENTITY);
    let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    length > 0 && after.as_bytes().get(length) == Some(&b';')
}

/// What addresses begin with; an `s` may follow.
const SCHEME: &str = "http";

/// How many bytes of a text can belong to one address. Without a bound a text of nothing but
/// `http://` would be searched once for each of them.
const LONGEST_ADDRESS: usize = 2048;

/// The address that the text begins with, as far as it can belong to one.
fn web_address(text: &str) -> Option<&str> {
    let behind_scheme = text.strip_prefix(SCHEME)?;
    let host = behind_scheme.strip_prefix("://").or_else(|| behind_scheme.strip_prefix("s://"))?;
    let scheme = text.len() - host.len();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || ADDRESS_MARKS.contains(byte);
    let length = host.bytes().take(LONGEST_ADDRESS).take_while(is_part).count();
    let host = host.get(..length)?.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '&']);
    let is_address = host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    text.get(..scheme + host.len()).filter(|_| is_address)
}

/// The marks that can stand in an address.
const ADDRESS_MARKS: &[u8] = b"-._~:/?#@!$&'*+,;=%";
