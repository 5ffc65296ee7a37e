//! The value that counts where there is none: `默认值：10`, `Default value: 10.`, `true（默认）`.

use apigen_ir::{Field, ListedValue};

use super::cursor::Cursor;
use super::prose::Line;
use super::statement::{Said, Statement, Unclear, find, settle};
use super::words::{AFTER_VALUES, DEFAULTS, LINKED_DEFAULTS, LINKS, NO_DEFAULTS, UNITS};

/// Reads the default of a field whose listed values are known, if any are.
///
/// `marked` is the listed value that is marked as the default.
pub(super) fn read(lines: &[Line], field: &Field, marked: Option<&str>) -> Option<String> {
    let listed = &field.values;
    let mut statements = find(lines, &field.name, |text| statement(text, field));
    if let Some(marked) = marked {
        statements.push(Statement { value: Ok(marked.to_owned()), is_plain: true });
    }
    let default = settle(&statements)?;
    let is_listed = listed.is_empty() || listed.iter().any(|it| it.value == default);
    let number = default.parse().ok();
    let is_within =
        field.range.as_ref().zip(number.as_ref()).is_none_or(|(range, it)| range.contain(it));
    (is_listed && is_within && field.ty.has_value(&default)).then_some(default)
}

fn statement(text: &str, field: &Field) -> Said<String> {
    let mut cursor = Cursor::new(text);
    if cursor.eat_any(DEFAULTS) {
        let linked = cursor.eat_any(LINKS);
        if !linked && !cursor.rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            // The line ends, or goes on about something else.
            return cursor.rest.is_empty().then_some(Err(Unclear));
        }
    } else if !(cursor.eat_any(LINKED_DEFAULTS) && cursor.eat_any(LINKS)) {
        return None;
    }
    cursor.skip_blanks();
    Some(value(cursor, field).ok_or(Unclear))
}

fn value(cursor: Cursor<'_>, field: &Field) -> Option<String> {
    let listed = |it: &&ListedValue| {
        let mut after = cursor;
        after.eat(&it.value) && ends(after)
    };
    if let Some(listed) = field.values.iter().find(listed) {
        return Some(listed.value.clone());
    }
    let mut cursor = cursor;
    let value = cursor.token_of(|c| c.is_ascii_graphic() && !",;|(){}[]<>\"'`".contains(c))?;
    let value = without_unit(value, field);
    let is_none = NO_DEFAULTS.iter().any(|word| word.eq_ignore_ascii_case(value))
        || (value.eq_ignore_ascii_case("none") && field.values.is_empty());
    (!is_none && ends(cursor)).then(|| value.to_owned())
}

/// A number keeps its place as a value when its unit is glued to it: `300s`.
fn without_unit<'a>(value: &'a str, field: &Field) -> &'a str {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = value.get(number.len()..).unwrap_or_default();
    let is_unit = UNITS.iter().any(|it| it.eq_ignore_ascii_case(unit));
    if is_unit && field.ty != apigen_ir::Type::String { number } else { value }
}

fn ends(mut cursor: Cursor<'_>) -> bool {
    let with_unit = {
        let mut after = cursor;
        after.skip_blanks();
        after.eat_any(UNITS) && after.at_end()
    };
    cursor.at_end() || with_unit || {
        cursor.skip_blanks();
        cursor.eat_any(AFTER_VALUES)
    }
}
