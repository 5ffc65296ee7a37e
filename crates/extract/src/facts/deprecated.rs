//! What a text says where it advises against a field or an operation.

use super::cursor::Cursor;
use super::prose::{Line, clauses, sentences};
use super::words::{
    ADVICE_LIMITS, DEPRECATED, DEPRECATED_FILLERS, DEPRECATED_NOUNS, IS_DEPRECATED,
    OPERATION_SUBJECTS, SUBJECTS,
};

/// Reads what a description says against the field `name`.
pub(super) fn of_field(lines: &[Line], name: &str) -> Option<String> {
    read(lines, |cursor| {
        let by_name = !name.is_empty() && cursor.eat(name);
        by_name && cursor.eat_all(&["参数", "字段", " parameter"]) || cursor.eat_any(SUBJECTS)
    })
}

/// Reads what a page says against its operation.
pub(super) fn of_operation(lines: &[Line]) -> Option<String> {
    read(lines, |cursor| cursor.eat_any(OPERATION_SUBJECTS))
}

fn read(lines: &[Line], subject: impl Fn(&mut Cursor<'_>) -> bool) -> Option<String> {
    lines.iter().filter(|line| line.depth == 0).find_map(|line| {
        let mut rest = line.plain.as_str();
        sentences(&line.plain).find_map(|sentence| {
            let from_here = rest.trim_start();
            rest = from_here.get(sentence.len()..).unwrap_or_default();
            advises_against(sentence, &subject).then(|| from_here.trim_end().to_owned())
        })
    })
}

fn advises_against(sentence: &str, subject: impl Fn(&mut Cursor<'_>) -> bool) -> bool {
    clauses(sentence).filter(|clause| !clause.is_conditional()).any(|clause| {
        let mut cursor = Cursor::new(clause.text);
        let has_subject = subject(&mut cursor);
        cursor.skip_blanks();
        if has_subject && cursor.eat_any(IS_DEPRECATED) {
            cursor.skip_blanks();
            return !ADVICE_LIMITS.iter().any(|word| cursor.eat(word));
        }
        cursor.eat_all(DEPRECATED_FILLERS);
        // Without a subject only the shortest form is certain: `已废弃。`
        let is_first = clause.before.is_empty() || sentence.contains(['（', '(']);
        let words = if has_subject { DEPRECATED } else { DEPRECATED.get(..2).unwrap_or_default() };
        let says_so = cursor.eat_any(words) || (!has_subject && cursor.eat("deprecated"));
        cursor.eat_any(DEPRECATED_NOUNS);
        (has_subject || is_first) && says_so && cursor.at_end()
    })
}
