//! One value of a list, and what is said of it: `**true**：打开`, `Active (default): in use`.

use super::cursor::Cursor;
use super::prose::{Line, is_cjk, plain, sentences};
use super::words::{
    DEFAULTS, IS_DEFAULT, IS_DEFAULT_SENTENCES, MAXIMA, MINIMA, RANGES, SPAN_MARKS, VALUE_MARKS,
};

/// The words that a value can have at most, and its letters.
const MAX_WORDS: usize = 3;
const MAX_LETTERS: usize = 64;

/// One listed value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) value: String,
    /// What it means, as Markdown.
    pub(super) doc: String,
    pub(super) is_default: bool,
}

/// Reads an item of a list, given as its lines; `None` where it is no value with its meaning.
pub(super) fn read(lines: &[Line]) -> Option<Item> {
    let (first, below) = lines.split_first()?;
    let (is_marked_before, markdown) = take_default(&first.markdown);
    let Head { value, rest, has_mark, is_marked_within } = split_value(markdown)?;
    let (gloss, rest) = split_gloss(rest);
    let said = if has_mark { rest.trim() } else { after_mark(rest)? };
    // `Default（默认）` says what the word means, `Default（默认值）` that it is the default.
    let is_translation = is_word(&value) && gloss.is_some_and(|it| it.chars().count() < 3);
    let gloss_default = gloss.is_some_and(has_default) && !is_translation;
    let is_marked = is_marked_before || is_marked_within || gloss_default;
    let is_default = is_marked || says_default(&plain(said));
    let mut doc = match gloss.filter(|_| !gloss_default).map(str::trim) {
        Some(gloss) if said.is_empty() => gloss.to_owned(),
        Some(gloss) => format!("{gloss}：{said}"),
        None => said.to_owned(),
    };
    for line in below {
        doc.push_str(if line.opens_item { "\n" } else { "\n\n" });
        let depth = line.depth.saturating_sub(if line.opens_item { 2 } else { 1 });
        doc.push_str(&"  ".repeat(depth));
        doc.push_str(if line.opens_item { "- " } else { "" });
        doc.push_str(&line.markdown);
    }
    Some(Item { value, doc: doc.trim().to_owned(), is_default })
}

/// Reads a value within a line, with what stands in brackets behind it.
pub(super) fn read_inline(cursor: &mut Cursor<'_>) -> Option<Item> {
    let value = cursor.token()?.to_owned();
    let (gloss, rest) = split_gloss(cursor.rest);
    cursor.rest = rest;
    let is_default = gloss.is_some_and(has_default);
    let doc = gloss.filter(|_| !is_default).unwrap_or_default().trim().to_owned();
    Some(Item { value, doc, is_default })
}

/// What an item begins with.
struct Head<'a> {
    value: String,
    rest: &'a str,
    /// Whether the mark before the meaning was part of the emphasis: `**on：** 启用`.
    has_mark: bool,
    /// Whether the emphasis says, too, that the value is the default: `**on（默认）**`.
    is_marked_within: bool,
}

/// Takes off a mark before a value that says that it is the default: `（默认）on：启用`.
fn take_default(markdown: &str) -> (bool, &str) {
    match split_gloss(markdown) {
        (Some(gloss), rest) if has_default(gloss) => (true, rest.trim_start()),
        _ => (false, markdown),
    }
}

/// Takes the value off an item: in bold, as code, or the words before the first mark.
fn split_value(markdown: &str) -> Option<Head<'_>> {
    for mark in ["**", "`"] {
        let emphasized = markdown.strip_prefix(mark).and_then(|it| it.split_once(mark));
        if let Some((inside, rest)) = emphasized {
            let value = inside.trim_end_matches(['：', ':']);
            let has_mark = value.len() < inside.len();
            let marked = value.find(['（', '(']).and_then(|at| value.split_at_checked(at));
            let marked = marked.filter(|(_, gloss)| take_default(gloss) == (true, ""));
            let value = plain(marked.map_or(value, |(value, _)| value));
            // Within the marks a colon is part of the value (vod/GetVideoList: `CreationTime:Desc`).
            let is_pair = value.split_once(':').is_some_and(|(name, order)| {
                [name, order].iter().all(|it| whole_value(it).is_some_and(|whole| whole == **it))
            });
            let value = if is_pair { value } else { whole_value(&value)? };
            return Some(Head { value, rest, has_mark, is_marked_within: marked.is_some() });
        }
    }
    let end = markdown.char_indices().find(|(at, letter)| {
        let after = markdown.get(at + letter.len_utf8()..).unwrap_or_default();
        match letter {
            '：' | '（' | '(' | '，' | '。' | '；' | '=' => true,
            ':' | '.' | ',' | ';' => {
                after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || is_cjk(c))
            }
            ' ' => after_gap(after).is_some(),
            _ => false,
        }
    });
    let (value, rest) = markdown.split_at_checked(end.map_or(markdown.len(), |(at, _)| at))?;
    let value = whole_value(&plain(value))?;
    Some(Head { value, rest, has_mark: false, is_marked_within: false })
}

/// The text, if it can be a value: a few words of ASCII letters, digits and marks.
fn whole_value(text: &str) -> Option<String> {
    let text = text.trim();
    let is_part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '/' | ' ');
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        || text.strip_prefix('-').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    // `Default value: x` and `auto or timer: x` are no values.
    let is_statement = [DEFAULTS, RANGES, MAXIMA, MINIMA]
        .iter()
        .any(|words| text.contains(' ') && Cursor::new(text).eat_any(words));
    let is_value = starts_well
        && !is_statement
        && !text.split(' ').any(|word| ["or", "and"].contains(&word))
        && text.len() <= MAX_LETTERS
        && text.chars().all(is_part)
        && text.split(' ').count() <= MAX_WORDS;
    is_value.then(|| text.to_owned())
}

/// Takes what stands in brackets off the start.
fn split_gloss(text: &str) -> (Option<&str>, &str) {
    for (open, close) in [('（', '）'), ('(', ')')] {
        let inside = text.trim_start().strip_prefix(open);
        if let Some((gloss, rest)) = inside.and_then(|it| it.split_once(close)) {
            return (Some(gloss), rest);
        }
    }
    (None, text)
}

/// Takes the mark off that stands between a value and its meaning; `None` where there is none.
fn after_mark(text: &str) -> Option<&str> {
    let (before, text) = (text, text.trim_start());
    if text.is_empty() {
        return Some(text);
    }
    if let Some(doc) = before.strip_prefix(' ').and_then(after_gap) {
        return Some(doc);
    }
    let doc = text.strip_prefix(['：', ':', '。', '.', '；', ';', '，', ','])?;
    // The address of a link is no meaning of `http`.
    (!doc.starts_with("//")).then(|| doc.trim())
}

/// The meaning that a blank alone, or a dash behind one, parts from its value: `on 启用`, `on – 启用`.
/// Words that join values are no meaning: `on 或 off`.
fn after_gap(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(doc) = text.strip_prefix(['-', '–', '—']) {
        return doc.starts_with(|c: char| c.is_whitespace() || is_cjk(c)).then(|| doc.trim());
    }
    let is_mark = text.starts_with(['：', '（', '。']);
    let joins = is_mark || VALUE_MARKS.iter().chain(SPAN_MARKS).any(|mark| text.starts_with(mark));
    (text.starts_with(is_cjk) && !joins).then(|| text.trim())
}

/// Whether a gloss says that the value is the default.
fn has_default(gloss: &str) -> bool {
    gloss.split(['，', ',']).any(|part| is_word(part.trim()))
}

fn is_word(text: &str) -> bool {
    IS_DEFAULT.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a meaning begins with `默认值，`, or has a sentence that says so.
fn says_default(doc: &str) -> bool {
    let first = doc.split(['，', '。', '；']).next().unwrap_or_default();
    is_word(first.trim())
        || sentences(doc).any(|sentence| {
            IS_DEFAULT_SENTENCES.iter().any(|it| it.eq_ignore_ascii_case(sentence.trim()))
        })
}
