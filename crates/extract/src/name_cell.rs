//! What a name cell says: a wire name, with or without a depth mark, and what pages do to it.

use crate::vocabulary::says_common_parameters;

/// The mark for "not top level" at the start of a name.
const DEPTH_MARK: char = '└';

/// What a name cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameCell {
    /// A wire name, or `{key}` for the keys of a map.
    Name {
        /// The name as it stands on the wire.
        name: String,
        /// Whether it carries a depth mark.
        marked: bool,
        /// Whether the cell holds more than the name, which was left out.
        mended: bool,
    },
    /// The parameters that all operations have, in words.
    Common,
    /// Anything else.
    NoName,
}

/// Reads a name cell.
pub(crate) fn read(text: &str) -> NameCell {
    // Machine translation puts words before a mark: `Hu HU └ X` (cdn, English pages).
    let (before, name) = text.rsplit_once(DEPTH_MARK).unwrap_or(("", text));
    let marked = text.contains(DEPTH_MARK);
    let mended = before.chars().any(|c| c != DEPTH_MARK && !c.is_whitespace());
    let name = name.trim();
    // A value that slipped into the cell.
    if matches!(name, "true" | "false") {
        return NameCell::NoName;
    }
    if is_name(name) || is_map_key(name) {
        return NameCell::Name { name: name.to_owned(), marked, mended };
    }
    if says_common_parameters(name) {
        return NameCell::Common;
    }
    match mend(name) {
        Some(name) => NameCell::Name { name, marked, mended: true },
        None => NameCell::NoName,
    }
}

/// Whether `text` can be a wire name: ASCII, without blanks, starting with a letter or `_`.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && text.split('.').all(|part| !part.is_empty())
}

/// Whether `text` is written as only the name of something nested is: with a depth mark, or with what
/// counts in it (`Tag.N.Key`, `Filter.1.Key`).
pub(crate) fn is_nested_name(text: &str) -> bool {
    if let Some(marked) = text.strip_prefix(DEPTH_MARK) {
        return is_name(marked.trim());
    }
    let mut parts = text.split('.').skip(1).peekable();
    let mut counts = false;
    while let Some(part) = parts.next() {
        let is_number = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let names = |next: &&str| next.starts_with(|c: char| c.is_ascii_uppercase());
        counts |= part == "N" || is_number && parts.peek().is_some_and(names);
    }
    counts && is_name(text)
}

/// Whether `text` is `{key}`, which stands for every key of a map.
pub(crate) fn is_map_key(text: &str) -> bool {
    text.strip_prefix('{').and_then(|it| it.strip_suffix('}')).is_some_and(is_name)
}

/// The name in a damaged cell, where it is plain.
fn mend(text: &str) -> Option<String> {
    let around = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '`')
            || matches!(c, ':' | '：' | ',' | '，' | ';' | '；' | '、' | '.' | '。' | '*')
    };
    // `Name（optional）`: a note behind the name.
    let name = text.split(['(', '（', '[', '【']).next().unwrap_or(text).trim_matches(around);
    let mut mended = String::new();
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // A dot divides where a part of a name follows (`Status. Code`); it is a slip of the
            // keyboard inside of a word (`EndTim。e`).
            '.' | '。' | '．' => {
                while rest.next_if(|c| c.is_whitespace()).is_some() {}
                if c == '.' || rest.peek().is_some_and(char::is_ascii_uppercase) {
                    mended.truncate(mended.trim_end().len());
                    mended.push('.');
                }
            }
            _ => mended.push(c),
        }
    }
    is_name(&mended).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, marked: bool, mended: bool) -> NameCell {
        NameCell::Name { name: name.to_owned(), marked, mended }
    }

    #[test]
    fn marks_and_numbers_stand_in_names_alone() {
        for text in ["└Size", "└ Size", "Tag.N.Key", "Filter.1.Key", "ThingId.N"] {
            assert!(is_nested_name(text), "{text}");
        }
        for text in [
            "Size",
            "ecs.g6.large",
            "1.0.1",
            "v1.2",
            "a.1.b",
            "ubuntu_18.04",
            "N",
            "└",
            "见Tag.N.Key",
        ] {
            assert!(!is_nested_name(text), "{text}");
        }
    }

    #[test]
    fn a_name_is_found_in_what_pages_make_of_it() {
        let cases = [
            ("ThingId", name("ThingId", false, false)),
            ("Tag.N.Key", name("Tag.N.Key", false, false)),
            ("└X-Total", name("X-Total", true, false)),
            ("└└Size", name("Size", true, false)),
            ("{key}", name("{key}", false, false)),
            ("Hu HU └ Size", name("Size", true, true)),
            ("\"Size\"", name("Size", false, true)),
            ("Size:", name("Size", false, true)),
            ("Size：", name("Size", false, true)),
            ("Status. Code", name("Status.Code", false, true)),
            ("Status .Code", name("Status.Code", false, true)),
            ("Status。Code", name("Status.Code", false, true)),
            ("EndTim。e", name("EndTime", false, true)),
            ("Size（可选）", name("Size", false, true)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn prose_is_no_name() {
        for text in ["", "对称密钥", "Page number of the list", "Size weight", "1st", "。", "{a b}"]
        {
            assert_eq!(read(text), NameCell::NoName, "{text}");
        }
        for text in ["公共返回参数", "Common response parameters", "common parameters"] {
            assert_eq!(read(text), NameCell::Common, "{text}");
        }
    }
}
