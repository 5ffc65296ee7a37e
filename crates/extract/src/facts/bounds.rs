//! The least and the greatest number: `取值范围：1~100`, `Maximum value: 100.`

use apigen_ir::{Bounds, Decimal, Field, Type};

use super::cursor::Cursor;
use super::prose::Line;
use super::statement::{Said, Statement, Unclear, find, settle};
use super::words::{AFTER_RANGES, LINKS, MAXIMA, MINIMA, RANGE_MARKS, RANGES, UNITS};

/// Reads the range of a field of numbers, or of a text whose example is a number.
pub(super) fn read(lines: &[Line], field: &Field) -> Option<Bounds> {
    let example = field.example.as_deref().and_then(|it| it.parse::<Decimal>().ok());
    let is_number = match &field.ty {
        Type::Int32 | Type::Int64 | Type::Float | Type::Double => true,
        Type::String => example.is_some(),
        _ => false,
    };
    if !is_number || !field.doc.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let ranges = find(lines, &field.name, |text| announced(text, RANGES, range));
    let minima = find(lines, &field.name, |text| announced(text, MINIMA, limit));
    let maxima = find(lines, &field.name, |text| announced(text, MAXIMA, limit));
    let bounds = together(&ranges, &minima, &maxima)?;
    let is_whole = [bounds.min(), bounds.max()].into_iter().flatten().all(Decimal::is_whole);
    let fits = is_whole || !matches!(field.ty, Type::Int32 | Type::Int64);
    (fits && example.is_none_or(|example| bounds.contain(&example))).then_some(bounds)
}

/// The range, or the least and the greatest number by themselves; none where they disagree.
fn together(
    ranges: &[Statement<(Decimal, Decimal)>],
    minima: &[Statement<Decimal>],
    maxima: &[Statement<Decimal>],
) -> Option<Bounds> {
    let (min, max) = (settle(minima), settle(maxima));
    if ranges.is_empty() {
        let is_certain = |limits: &[Statement<Decimal>], limit: &Option<Decimal>| {
            limit.is_some() || limits.iter().all(|it| it.value.is_err())
        };
        let are_certain = is_certain(minima, &min) && is_certain(maxima, &max);
        return are_certain.then(|| Bounds::new(min, max)).flatten();
    }
    let (low, high) = settle(ranges)?;
    let agrees = |limit: &Option<Decimal>, bound: &Decimal| {
        limit.as_ref().is_none_or(|limit| limit.compare(bound).is_eq())
    };
    if !agrees(&min, &low) || !agrees(&max, &high) {
        return None;
    }
    Bounds::new(Some(low), Some(high))
}

/// Reads what one of `words` announces.
fn announced<T>(text: &str, words: &[&str], read: impl Fn(&mut Cursor<'_>) -> Said<T>) -> Said<T> {
    let mut cursor = Cursor::new(text);
    if !cursor.eat_any(words) {
        return None;
    }
    cursor.skip_blanks();
    cursor.eat_any(LINKS);
    cursor.skip_blanks();
    read(&mut cursor)
}

/// Reads `1~100`, `1 to 100` or `[1, 100]`; nothing is stated where there are no two numbers.
fn range(cursor: &mut Cursor<'_>) -> Said<(Decimal, Decimal)> {
    let numbers = pair(cursor)?;
    let mut after = Cursor { rest: cursor.rest.trim_start() };
    if after.eat_any(AFTER_RANGES) {
        *cursor = after;
    }
    Some(cursor.at_end().then_some(numbers).ok_or(Unclear))
}

/// Reads the two numbers of a range, with one unit at most.
pub(super) fn pair(cursor: &mut Cursor<'_>) -> Option<(Decimal, Decimal)> {
    let is_interval = cursor.eat("[");
    let low = if is_interval { cursor.number_without_commas() } else { cursor.number() }?;
    let low_unit = unit(cursor);
    cursor.skip_blanks();
    if !(cursor.eat_any(RANGE_MARKS) || (is_interval && cursor.eat_any(&[",", "，"]))) {
        return None;
    }
    cursor.skip_blanks();
    let high = cursor.number()?;
    if is_interval && !cursor.eat("]") {
        return None;
    }
    let high_unit = unit(cursor);
    (low_unit.is_none() || low_unit == high_unit).then_some((low, high))
}

fn limit(cursor: &mut Cursor<'_>) -> Said<Decimal> {
    let number = cursor.number()?;
    unit(cursor);
    Some(cursor.at_end().then_some(number).ok_or(Unclear))
}

/// Takes the unit off that stands behind a number.
fn unit<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let mut after = Cursor { rest: cursor.rest.trim_start() };
    let start = after.rest;
    if !after.eat_any(UNITS) || after.rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    *cursor = after;
    start.get(..start.len() - after.rest.len())
}
