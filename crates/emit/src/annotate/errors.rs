//! The error table as variants: one for each code.

use apigen_ir::ErrorCode;

use crate::docs::Docs;
use crate::model::{CodePattern, ErrorVariant};
use crate::names::{Kind, Scope};

/// What stands in documented codes for a text of the service's own: begin and end.
const PLACEHOLDERS: [(&str, &str); 6] =
    [("%s", ""), ("%d", ""), ("%(", ")s"), ("{", "}"), ("<", ">"), ("[", "]")];

/// One variant for each distinct code, in the order of the page.
pub(super) fn annotate(rows: &[ErrorCode]) -> Vec<ErrorVariant> {
    let mut groups: Vec<(&str, Vec<&ErrorCode>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(code, _)| *code == row.code) {
            Some((_, group)) => group.push(row),
            None => groups.push((&row.code, vec![row])),
        }
    }
    let literals: Vec<String> = groups.iter().map(|(code, _)| literals(code).join(".")).collect();
    let idents = Scope::default().take_all(Kind::Variant, literals.iter().map(String::as_str));
    groups
        .into_iter()
        .zip(idents)
        .map(|((code, rows), ident)| ErrorVariant {
            ident,
            documented: code.to_owned(),
            code: pattern(code),
            docs: Docs::of_error(&rows),
        })
        .collect()
}

fn pattern(code: &str) -> CodePattern {
    let literals = literals(code);
    match literals.as_slice() {
        [start, .., end] if !(start.is_empty() && end.is_empty()) => {
            CodePattern::Around { start: (*start).to_owned(), end: (*end).to_owned() }
        }
        _ => CodePattern::Exact(code.to_owned()),
    }
}

/// What stands before, between and behind the placeholders of a code.
fn literals(code: &str) -> Vec<&str> {
    let mut literals = Vec::new();
    let mut rest = code;
    while let Some((before, after)) = split_at_placeholder(rest) {
        literals.push(before);
        rest = after;
    }
    literals.push(rest);
    literals
}

/// The text before and behind the first placeholder.
fn split_at_placeholder(text: &str) -> Option<(&str, &str)> {
    let splits = PLACEHOLDERS.iter().filter_map(|(begin, end)| {
        let (before, inner) = text.split_once(begin)?;
        let (_, after) = inner.split_once(end)?;
        Some((before, after))
    });
    splits.min_by_key(|(before, _)| before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(start: &str, end: &str) -> CodePattern {
        CodePattern::Around { start: start.to_owned(), end: end.to_owned() }
    }

    #[test]
    fn placeholders_make_a_pattern_of_a_code() {
        assert_eq!(pattern("Invalid%s.Format"), around("Invalid", ".Format"));
        assert_eq!(pattern("Invalid{name}"), around("Invalid", ""));
        assert_eq!(pattern("%(name)s.NotFound"), around("", ".NotFound"));
        assert_eq!(pattern("A.<x>.B.[y].C"), around("A.", ".C"));
    }

    #[test]
    fn other_codes_stand_for_themselves() {
        for code in ["NotExists.InstanceId", "404", "", "%s", "100%", "a{b", "{}"] {
            assert_eq!(pattern(code), CodePattern::Exact(code.to_owned()), "{code}");
        }
    }

    #[test]
    fn rows_of_one_code_are_one_variant() {
        let row = |code: &str, http| ErrorCode {
            http: Some(http),
            code: code.to_owned(),
            message: String::new(),
            doc: String::new(),
        };
        let rows = [row("A.B", 400), row("C", 404), row("A.B", 403), row("AB", 500)];
        let variants = annotate(&rows);
        let names: Vec<String> = variants.iter().map(|it| it.ident.to_string()).collect();
        assert_eq!(names, ["AB", "C", "Ab"]);
    }
}
