//! The values that a text lists: `取值：` with a list below, or all on one line.

use apigen_ir::{Field, ListedValue, Type};

use super::cursor::Cursor;
use super::prose::{Clause, Line, clauses, is_condition, sentences};
use super::value_item::{self, Item};
use super::words::{LINKS, OPEN_LISTS, RANGES, SEPARATED_VALUES, SEVERAL_VALUES, VALUE_MARKS};

/// The values that a field can have, and the one that is marked as the default.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Values {
    pub(super) listed: Vec<ListedValue>,
    pub(super) default: Option<String>,
}

/// Reads the values that the text lists, if it lists all of them for certain.
pub(super) fn read(lines: &[Line], field: &Field) -> Values {
    let Some(items) = in_list(lines, field).or_else(|| on_one_line(lines, field)) else {
        return Values::default();
    };
    let mut defaults = items.iter().filter(|item| item.is_default);
    let default = defaults.next().map(|item| item.value.clone());
    let default = default.filter(|_| defaults.next().is_none());
    let listed = items.into_iter().map(|it| ListedValue { value: it.value, doc: it.doc }).collect();
    Values { listed, default }
}

/// Reads the values of a list of items.
fn in_list(lines: &[Line], field: &Field) -> Option<Vec<Item>> {
    let mut lists = lists(lines).into_iter().filter_map(|(lead, list)| {
        let items: Option<Vec<Item>> = list
            .chunk_by(|_, next| !(next.depth == 1 && next.opens_item))
            .map(value_item::read)
            .collect();
        items.map(|items| (lead, items))
    });
    // Of two lists of values each holds under its own condition, or one was cut by a remark.
    let (lead, items) = lists.next().filter(|_| lists.next().is_none())?;
    let sentence = sentences(lead).last().unwrap_or_default();
    let is_announced = announces(sentence);
    if is_announced == Some(false) || is_open(sentence) {
        return None;
    }
    let has_example = field.example.as_deref().is_some_and(|example| shows_one(example, &items));
    let is_certain = has_example || (is_announced == Some(true) && field.example.is_none());
    let is_enough = items.len() > 1 || is_announced == Some(true);
    (is_certain && is_enough && are_whole(&items, lines, field)).then_some(items)
}

/// Each list at depth 1, with the line above it.
fn lists(lines: &[Line]) -> Vec<(&str, &[Line])> {
    let mut lists = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.depth == 0 {
            at += 1;
            continue;
        }
        let rest = lines.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|it| it.depth > 0).count();
        let lead = at.checked_sub(1).and_then(|above| lines.get(above));
        lists.push((
            lead.map_or("", |it| it.plain.as_str()),
            rest.get(..length).unwrap_or_default(),
        ));
        at += length;
    }
    lists
}

/// Whether the sentence above a list announces values; false where it does under a condition, and
/// nothing where it does not.
fn announces(sentence: &str) -> Option<bool> {
    let word = clauses(sentence).find_map(|Clause { text, before }| {
        let at = (0..text.len())
            .find(|at| text.get(*at..).is_some_and(|rest| Cursor::new(rest).eat_any(RANGES)))?;
        Some((text.get(at..)?, before, text.get(..at)?))
    });
    let (word, before, subject) = word?;
    let is_plain = !is_condition(before) && !is_condition(word) && !is_condition(subject);
    Some(is_plain)
}

fn is_open(text: &str) -> bool {
    let text = text.to_lowercase();
    OPEN_LISTS.iter().any(|word| text.contains(word))
}

/// Reads the values of a line such as `取值：A、B` or `Valid values: true and false.`
fn on_one_line(lines: &[Line], field: &Field) -> Option<Vec<Item>> {
    let mut found = lines.iter().filter(|line| line.depth == 0).flat_map(|line| {
        sentences(&line.plain).flat_map(move |sentence| {
            let plain = clauses(sentence).filter(|clause| !clause.is_conditional());
            plain.filter_map(|clause| read_line(clause.text))
        })
    });
    let items = found.next().filter(|_| found.next().is_none())?;
    let example = field.example.as_deref();
    let fits_example = example.is_none_or(|example| shows_one(example, &items));
    (items.len() > 1 && fits_example && are_whole(&items, lines, field)).then_some(items)
}

fn read_line(text: &str) -> Option<Vec<Item>> {
    let mut cursor = Cursor::new(text);
    if !cursor.eat_any(RANGES) {
        return None;
    }
    cursor.eat_any(LINKS);
    cursor.skip_blanks();
    let is_set = cursor.eat("{");
    let mut items = vec![value_item::read_inline(&mut cursor)?];
    loop {
        let mut next = cursor;
        if !eat_mark(&mut next) {
            break;
        }
        let Some(item) = value_item::read_inline(&mut next) else { break };
        items.push(item);
        cursor = next;
    }
    let is_closed = !is_set || cursor.eat("}");
    (is_closed && cursor.at_end()).then_some(items)
}

/// Takes the mark between two values, which may have blanks around it (`a | b`) or be a word that
/// needs them (`a and b`).
fn eat_mark(cursor: &mut Cursor<'_>) -> bool {
    let mut behind_blanks = *cursor;
    behind_blanks.skip_blanks();
    let is_mark = cursor.eat_any(VALUE_MARKS) || {
        *cursor = behind_blanks;
        cursor.eat_any(VALUE_MARKS)
    };
    cursor.skip_blanks();
    is_mark
}

/// Whether the items can be all that the field holds.
fn are_whole(items: &[Item], lines: &[Line], field: &Field) -> bool {
    let element = field.ty.element();
    let fit = items.iter().all(|item| element.has_value(&item.value));
    let are_distinct = items
        .iter()
        .enumerate()
        .all(|(at, item)| items.iter().skip(at + 1).all(|it| it.value != item.value));
    let of_several = || {
        lines.iter().any(|line| {
            let text = line.plain.to_lowercase();
            let is_of_field = line.depth == 0;
            SEPARATED_VALUES.iter().any(|word| has_word(&text, word))
                || (is_of_field && SEVERAL_VALUES.iter().any(|word| has_word(&text, word)))
        })
    };
    fit && are_distinct && !(field.ty == Type::String && of_several())
}

/// Whether a text contains a word; `command` is not about commas.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_alphabetic());
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().chars().next_back();
        let after = text.get(at + word.len()..).unwrap_or_default().chars().next();
        !word.is_ascii() || !(is_letter(before) || is_letter(after))
    })
}

/// Whether the example is one of the values, or a list of some of them.
fn shows_one(example: &str, items: &[Item]) -> bool {
    let is_value = |text: &str| items.iter().any(|item| item.value == text);
    let is_bool = |text: &str| items.iter().any(|item| item.value.eq_ignore_ascii_case(text));
    is_value(example)
        || (["true", "false"].contains(&example.to_lowercase().as_str()) && is_bool(example))
        || example
            .strip_prefix('[')
            .and_then(|it| it.strip_suffix(']'))
            .is_some_and(|list| list.split(',').all(|it| is_value(it.trim().trim_matches('"'))))
}
