//! How long a text may be: `长度为2~256个字符`, `It can be up to 128 characters in length.`

use apigen_ir::{Bounds, Decimal, Field, Length, LengthUnit, Type};

use super::bounds;
use super::cursor::Cursor;
use super::prose::Line;
use super::statement::{Said, Unclear, find, settle};
use super::words::{
    LENGTH_JOINTS, LENGTH_LIMITS, LENGTH_MAXIMA, LENGTH_SUBJECTS, LENGTH_UNITS, LENGTH_VERBS,
    SUBJECTS,
};

/// How many words an English sentence may name what is limited with.
const MAX_SUBJECT_WORDS: usize = 5;

/// Reads the length of a text.
pub(super) fn read(lines: &[Line], field: &Field) -> Option<Length> {
    if field.ty != Type::String || !field.doc.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    settle(&find(lines, &field.name, |text| chinese(text).or_else(|| english(text))))
}

/// Reads `长度为2~256个英文或中文字符` or `最多支持128个字符`.
fn chinese(text: &str) -> Said<Length> {
    let mut cursor = Cursor::new(text);
    cursor.eat_any(LENGTH_JOINTS);
    let names_length = {
        let before = cursor.rest;
        cursor.eat_all(LENGTH_SUBJECTS);
        before.strip_suffix(cursor.rest).is_some_and(|subject| subject.contains("长度"))
    };
    cursor.skip_blanks();
    let is_limit = cursor.eat_any(LENGTH_MAXIMA);
    cursor.eat_all(&["为", "长度", " "]);
    let (min, max) = if is_limit {
        (None, cursor.number()?)
    } else {
        let (min, max) = numbers(&mut cursor)?;
        (Some(min), max)
    };
    cursor.skip_blanks();
    let unit = unit(&mut cursor);
    if unit.is_none() && !(names_length && cursor.at_end()) {
        return None;
    }
    Some(length(min, Some(max), unit).ok_or(Unclear))
}

/// Reads `The name must be 2 to 128 characters in length`.
fn english(text: &str) -> Said<Length> {
    let mut cursor = Cursor::new(text);
    eat_subject(&mut cursor)?;
    let mut is_limit = cursor.eat_any(&["cannot exceed ", "must not exceed "]);
    if !is_limit {
        if !cursor.eat_any(LENGTH_VERBS) {
            return None;
        }
        cursor.skip_blanks();
        is_limit = cursor.eat_any(LENGTH_LIMITS);
        cursor.skip_blanks();
    }
    let (min, max) = match numbers(&mut cursor) {
        Some((min, max)) => (Some(min), max),
        None if is_limit => (None, cursor.number()?),
        None => return None,
    };
    cursor.skip_blanks();
    let unit = unit(&mut cursor)?;
    Some(length(min, Some(max), Some(unit)).ok_or(Unclear))
}

/// Takes `The name `, `It ` or `The length of the name ` off the start.
fn eat_subject(cursor: &mut Cursor<'_>) -> Option<()> {
    if cursor.eat_any(SUBJECTS) {
        cursor.skip_blanks();
        return Some(());
    }
    // `… can contain letters and cannot exceed 64 characters` has its subject far before.
    let has_verb = LENGTH_VERBS.iter().any(|verb| {
        let mut at = *cursor;
        at.eat(verb)
    });
    if has_verb {
        return Some(());
    }
    if !cursor.eat("the ") {
        return None;
    }
    for _ in 0..MAX_SUBJECT_WORDS {
        cursor.skip_blanks();
        let mut verb = *cursor;
        if verb.eat_any(LENGTH_VERBS) {
            return Some(());
        }
        let end = cursor.rest.find(' ')?;
        cursor.rest = cursor.rest.get(end..)?;
    }
    None
}

fn numbers(cursor: &mut Cursor<'_>) -> Option<(Decimal, Decimal)> {
    let mut after = *cursor;
    let numbers = bounds::pair(&mut after)?;
    *cursor = after;
    Some(numbers)
}

fn unit(cursor: &mut Cursor<'_>) -> Option<LengthUnit> {
    cursor.eat("个");
    cursor.skip_blanks();
    let (unit, _) =
        LENGTH_UNITS.iter().find(|(_, words)| words.iter().any(|word| cursor.eat(word)))?;
    Some(*unit)
}

fn length(min: Option<Decimal>, max: Option<Decimal>, unit: Option<LengthUnit>) -> Option<Length> {
    let bounds = Bounds::new(min, max)?;
    let unit = unit.unwrap_or(LengthUnit::Chars);
    bounds.are_counts().then_some(Length { bounds, unit })
}
