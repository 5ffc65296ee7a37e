//! Finds what a text states, and settles what several statements say together.

use super::cursor::Cursor;
use super::prose::{Line, clauses, sentences};
use super::words::SUBJECTS;

/// The words of a fact, in a form that is none that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclear;

/// What stands at one place of a text: nothing, or a fact, be it clear or not.
pub(super) type Said<T> = Option<Result<T, Unclear>>;

/// One place of a text that states a fact, or seems to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement<T> {
    /// What is stated.
    pub(super) value: Result<T, Unclear>,
    /// Whether it holds of the whole field and without a condition.
    pub(super) is_plain: bool,
}

/// Finds the places of `lines` where `read` finds a statement about the field `name`.
///
/// `read` gets the text from a place to the end of its sentence.
pub(super) fn find<T>(
    lines: &[Line],
    name: &str,
    read: impl Fn(&str) -> Said<T>,
) -> Vec<Statement<T>> {
    let mut found = Vec::new();
    for line in lines {
        for (index, sentence) in sentences(&line.plain).enumerate() {
            // An item of a list states facts of the field only where it begins with them.
            let may_be_plain =
                line.depth == 0 || (line.depth == 1 && line.opens_item && index == 0);
            let starts: Vec<&str> = clauses(sentence)
                .filter(|clause| may_be_plain && (line.depth == 0 || clause.before.is_empty()))
                .filter(|clause| !clause.is_conditional())
                .flat_map(|clause| [clause.text, without_subject(clause.text, name)])
                .collect();
            let mut at = sentence;
            while !at.is_empty() {
                let is_plain = starts.iter().any(|start| start.len() == at.len());
                let Some(value) = read(at) else {
                    at = behind_letter(at);
                    continue;
                };
                if is_plain || !is_of_index(sentence, at) {
                    found.push(Statement { value, is_plain });
                }
                // The rest of the words that announce the value may announce one themselves.
                at = at.find(is_link).and_then(|link| at.get(link..)).map_or("", behind_letter);
            }
        }
    }
    found
}

fn behind_letter(text: &str) -> &str {
    let mut letters = text.chars();
    letters.next();
    letters.as_str()
}

/// Whether a letter stands between the word of a fact and its value.
fn is_link(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '：' | ':' | '为' | '是' | ' ')
}

/// Whether the statement at `at` is about the index of a repeated parameter: `N的取值范围：1~20`.
fn is_of_index(sentence: &str, at: &str) -> bool {
    let before = sentence.get(..sentence.len() - at.len()).unwrap_or_default();
    let before = before.trim_end_matches(['的', ' ']);
    let mut letters = before.chars().rev();
    matches!(letters.next(), Some('N' | 'n' | 'M'))
        && letters.next().is_none_or(|letter| !letter.is_ascii_alphanumeric())
}

/// Takes the words off a clause that only refer to the field itself.
fn without_subject<'a>(clause: &'a str, name: &str) -> &'a str {
    let mut cursor = Cursor::new(clause);
    if !name.is_empty() && cursor.eat(name) {
        cursor.skip_blanks();
        cursor.eat_any(&["参数", "parameter "]);
        cursor.eat("的");
    } else {
        cursor.eat_any(SUBJECTS);
    }
    cursor.skip_blanks();
    cursor.rest
}

/// The one value that all statements agree on. A statement that holds under a condition only, or
/// of something else, takes part where it says something different: then nothing is certain.
pub(super) fn settle<T: PartialEq + Clone>(statements: &[Statement<T>]) -> Option<T> {
    let chosen = statements.iter().find(|it| it.is_plain)?.value.as_ref().ok()?;
    let agree = statements.iter().all(|it| match &it.value {
        Ok(value) => value == chosen,
        Err(Unclear) => !it.is_plain,
    });
    agree.then(|| chosen.clone())
}
