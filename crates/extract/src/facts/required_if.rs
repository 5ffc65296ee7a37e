//! When a parameter is required that is not always: `当…时，该参数必填`, `required when …`.

use super::cursor::Cursor;
use super::prose::{Line, sentences};
use super::words::{
    MUST_SET, PARTIAL_CONDITIONS, REQUIRED, REQUIRED_FILLERS, REQUIRED_WHEN, SPECIFY_WHEN,
    SUBJECTS, THEN_REQUIRED, VAGUE_CONDITIONS,
};

/// Reads the condition under which the parameter `name` is required.
pub(super) fn read(lines: &[Line], name: &str) -> Option<String> {
    let mut found = lines
        .iter()
        .filter(|line| line.depth == 0)
        .flat_map(|line| sentences(&line.plain).filter_map(|it| condition(it, name)));
    // Of two conditions neither is the whole.
    let condition = found.next()?;
    found.next().is_none().then(|| condition.to_owned())
}

fn condition<'a>(sentence: &'a str, name: &str) -> Option<&'a str> {
    let condition = chinese(sentence, name)
        .or_else(|| condition_last(sentence, name))
        .or_else(|| condition_first(sentence, name))?;
    let condition = condition.trim().trim_end_matches(['。', '.', '，', ',', '；']);
    let is_vague = VAGUE_CONDITIONS.iter().any(|word| condition.contains(word))
        || PARTIAL_CONDITIONS.iter().any(|word| condition.starts_with(word));
    (!is_vague && !condition.is_empty()).then_some(condition)
}

/// Reads `当Type为A时，该参数必填。`
fn chinese<'a>(sentence: &'a str, name: &str) -> Option<&'a str> {
    sentence.match_indices('时').find_map(|(at, end)| {
        let (before, after) = sentence.split_at_checked(at + end.len())?;
        if !is_requirement(after, name) {
            return None;
        }
        let start = ["当", "如果", "若"]
            .iter()
            .filter_map(|word| {
                before.match_indices(word).map(|(at, _)| at).find(|at| {
                    before
                        .get(*at..)
                        .is_some_and(|it| !it.starts_with("当前") && !it.starts_with("当天"))
                })
            })
            .min();
        let clause = || before.rfind(['，', '；', '：']).map_or(0, |at| at + '，'.len_utf8());
        before.get(start.unwrap_or_else(clause)..)
    })
}

/// Whether what stands behind a condition says that the parameter must be there.
fn is_requirement(text: &str, name: &str) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.eat_all(REQUIRED_FILLERS);
    let mut names_itself = eat_itself(&mut cursor, name);
    cursor.eat_all(REQUIRED_FILLERS);
    let mut must_set = cursor;
    if must_set.eat_any(MUST_SET) {
        must_set.skip_blanks();
        names_itself |= eat_itself(&mut must_set, name);
        if names_itself && must_set.at_end() {
            return true;
        }
    }
    cursor.eat_any(REQUIRED) && cursor.at_end()
}

/// Takes the parameter's name, or words for it, off the start.
fn eat_itself(cursor: &mut Cursor<'_>, name: &str) -> bool {
    if cursor.eat_any(SUBJECTS) {
        cursor.skip_blanks();
        cursor.eat(name);
        return true;
    }
    let is_name = cursor.eat(name);
    if is_name {
        cursor.skip_blanks();
        cursor.eat("参数");
    }
    is_name
}

/// Reads `This parameter is required when …`.
fn condition_last<'a>(sentence: &'a str, name: &str) -> Option<&'a str> {
    let mut cursor = Cursor::new(sentence);
    let from_when = |rest: &'a str| {
        let said = sentence.get(..sentence.len() - rest.len())?;
        let word = said.trim_end().rfind(' ').map_or(0, |at| at + 1);
        sentence.get(word..)
    };
    if cursor.eat_any(SPECIFY_WHEN) {
        return from_when(cursor.rest);
    }
    if !cursor.eat_any(SUBJECTS) {
        cursor.eat("the ");
        if !cursor.eat(name) {
            return None;
        }
        cursor.eat(" parameter");
    }
    cursor.skip_blanks();
    cursor.eat_any(REQUIRED_WHEN).then(|| from_when(cursor.rest)).flatten()
}

/// Reads `If …, you must specify this parameter.`
fn condition_first<'a>(sentence: &'a str, name: &str) -> Option<&'a str> {
    let starts = ["if ", "when "].iter().any(|word| Cursor::new(sentence).eat(word));
    if !starts {
        return None;
    }
    let comma = sentence.rfind(", ")?;
    let (condition, then) = sentence.split_at_checked(comma)?;
    let mut then = Cursor::new(then.trim_start_matches([',', ' ']));
    let by_name = || {
        let mut named = then;
        let specifies = named.eat_any(&["you must specify ", "you must set "]);
        named.eat("the ");
        let is_name = !name.is_empty() && named.eat(name);
        named.eat(" parameter");
        is_name && ((specifies && named.at_end()) || (named.eat(" is required") && named.at_end()))
    };
    let says_so = by_name() || (then.eat_any(THEN_REQUIRED) && then.at_end());
    says_so.then_some(condition)
}
