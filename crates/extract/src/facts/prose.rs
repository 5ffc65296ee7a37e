//! The text of a cell as lines, sentences and clauses, which is where facts are stated.

use super::words::{
    CONDITION_ENDS, CONDITION_STARTS, CONDITION_WORDS, GLUED_ENDS, GLUED_STARTS, LABELS,
};

/// A line of clean Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// In how many lists the line stands.
    pub(super) depth: usize,
    /// Whether the line is the first one of a list item.
    pub(super) opens_item: bool,
    /// The line without the marks of lists and quotes.
    pub(super) markdown: String,
    /// The line as it is read, without a label such as `Note:`.
    pub(super) plain: String,
}

/// A place in a sentence where a statement may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause<'a> {
    /// From the place to the end of the sentence.
    pub(super) text: &'a str,
    /// What stands before it in the sentence.
    pub(super) before: &'a str,
}

/// Reads the lines of clean Markdown; code between fences states nothing and is left out.
pub(super) fn lines(doc: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut in_code = false;
    // The column where the text of each open list item begins.
    let mut items: Vec<usize> = Vec::new();
    for line in doc.lines() {
        let content = line.trim_start_matches([' ', '>']);
        if content.starts_with("```") {
            in_code = !in_code;
        }
        if in_code || content.is_empty() || content.starts_with("```") {
            continue;
        }
        let indent = line.len() - content.len();
        items.retain(|column| *column <= indent);
        let mark = item_mark(content);
        if mark > 0 {
            items.push(indent + mark);
        }
        let markdown = content.get(mark..).unwrap_or_default().trim();
        lines.push(Line {
            depth: items.len(),
            opens_item: mark > 0,
            markdown: markdown.to_owned(),
            plain: without_label(&plain(markdown)).to_owned(),
        });
    }
    lines
}

/// The length of `- ` or `1. ` at the start of a list item, else 0.
fn item_mark(content: &str) -> usize {
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let rest = content.get(digits..).unwrap_or_default();
    match (digits, rest.starts_with("- "), rest.starts_with(". ")) {
        (0, true, _) => 2,
        (1.., _, true) => digits + 2,
        _ => 0,
    }
}

/// The text of a line of Markdown: unescaped, without marks of emphasis, code and links.
pub(super) fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown.chars().peekable();
    let mut in_code = false;
    while let Some(letter) = rest.next() {
        match letter {
            '`' => in_code = !in_code,
            '\\' if !in_code && rest.peek().is_some_and(char::is_ascii_punctuation) => {
                text.extend(rest.next());
            }
            '*' | '[' | '<' | '>' if !in_code => {}
            ']' if !in_code && rest.peek() == Some(&'(') => {
                let _ = rest.by_ref().find(|it| *it == ')');
            }
            '\u{a0}' => text.push(' '),
            _ => text.push(letter),
        }
    }
    text.trim().to_owned()
}

fn without_label(text: &str) -> &str {
    let label = LABELS.iter().find_map(|label| text.strip_prefix(label));
    label.map_or(text, str::trim_start)
}

/// The sentences of a line of plain text, each with the mark that ends it.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (sentence, after) = rest.split_at_checked(sentence_end(rest))?;
        rest = after.trim_start();
        (!sentence.is_empty()).then_some(sentence)
    })
}

fn sentence_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if begins_glued(text, at) {
            return at;
        }
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            '。' | '；' | '！' | '？' => true,
            // A point or semicolon within ASCII text may be part of a value.
            '.' | ';' | '!' | '?' => next.is_none_or(|it| it.is_whitespace() || is_cjk(it)),
            _ => false,
        };
        if ends {
            return at + letter.len_utf8();
        }
    }
    text.len()
}

/// Whether a sentence begins at `at` although nothing ends the one before: older pages write
/// `取值范围：[1,100]默认值：10` (`ecs/DescribeInstancesFullStatus`). Behind a name the word would
/// be about what is named.
fn begins_glued(text: &str, at: usize) -> bool {
    let Some((before, rest)) = text.split_at_checked(at) else { return false };
    if !GLUED_STARTS.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    let before_digits = before.trim_end_matches(|it: char| it.is_ascii_digit());
    let is_number = before_digits.len() < before.len()
        && !before_digits.ends_with(|it: char| it.is_ascii_alphabetic() || "_-".contains(it));
    is_number || GLUED_ENDS.iter().any(|end| before.ends_with(end))
}

/// The places of a sentence where a statement may begin: its start, and behind commas, opening
/// brackets, and blanks before Chinese text.
pub(super) fn clauses(sentence: &str) -> impl Iterator<Item = Clause<'_>> {
    let inner = sentence.char_indices().filter_map(move |(at, letter)| {
        let after = at + letter.len_utf8();
        let text = sentence.get(after..)?;
        let next = text.chars().next()?;
        let begins = match letter {
            '，' | '（' | '(' => true,
            ',' => next.is_whitespace() || is_cjk(next),
            // `… can contain letters and cannot exceed 64 characters`.
            ' ' if sentence.get(..at).is_some_and(|it| it.ends_with(" and")) => true,
            letter if letter.is_whitespace() => is_cjk(next),
            _ => false,
        };
        begins.then(|| Clause {
            text: text.trim_start(),
            before: sentence.get(..at).unwrap_or_default(),
        })
    });
    std::iter::once(Clause { text: sentence, before: "" }).chain(inner)
}

impl Clause<'_> {
    /// Whether the sentence says before this clause when the clause holds.
    pub(super) fn is_conditional(&self) -> bool {
        is_condition(self.before)
    }
}

/// Whether `text`, or a clause in it, says under which condition something holds.
pub(super) fn is_condition(text: &str) -> bool {
    let lower = text.to_lowercase();
    CONDITION_WORDS.iter().any(|word| lower.contains(word))
        || clauses(&lower).any(|clause| {
            let clause = clause.text.trim_start();
            let starts = CONDITION_STARTS.iter().any(|word| clause.starts_with(word));
            starts && !clause.starts_with("当前") && !clause.starts_with("当天")
        })
        || lower
            .split(['，', ',', '（', '('])
            .any(|clause| CONDITION_ENDS.iter().any(|word| clause.trim_end().ends_with(word)))
}

/// Whether the letter belongs to Chinese text.
pub(super) fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_lists() {
        let doc = "How.\n\n**Note:** More:\n\n- `a\\_b`: one\n\n  still\n  - two\n- c\n\n1. d\n\n> e\n\n\
                   ```text\n- no\n```\n\nEnd.";
        let lines = lines(doc);
        let found: Vec<(usize, bool, &str)> =
            lines.iter().map(|it| (it.depth, it.opens_item, it.plain.as_str())).collect();
        assert_eq!(
            found,
            [
                (0, false, "How."),
                (0, false, "More:"),
                (1, true, "a\\_b: one"),
                (1, false, "still"),
                (2, true, "two"),
                (1, true, "c"),
                (1, true, "d"),
                (0, false, "e"),
                (0, false, "End."),
            ]
        );
    }

    #[test]
    fn plain_text_has_no_marks() {
        let markdown = r"**1**~**100** \*, \[x\], <https://a.b>, [See](https://a.b), `[1, \2]`";
        assert_eq!(plain(markdown), r"1~100 *, [x], https://a.b, See, [1, \2]");
    }

    #[test]
    fn sentences_end_at_marks_that_are_no_part_of_a_value() {
        let text = "Size 5.0 of a.b. Next; then。甲；乙.丙 a;b";
        let found: Vec<&str> = sentences(text).collect();
        assert_eq!(found, ["Size 5.0 of a.b.", "Next;", "then。", "甲；", "乙.", "丙 a;b"]);
    }

    #[test]
    fn a_default_glued_to_a_range_is_a_sentence_of_its_own() {
        let found = |text| sentences(text).collect::<Vec<_>>();
        assert_eq!(found("取值：[1,9]默认值：5"), ["取值：[1,9]", "默认值：5"]);
        assert_eq!(found("取值：1~10默认值：5"), ["取值：1~10", "默认值：5"]);
        assert_eq!(found("取值：正整数默认值：1"), ["取值：正整数", "默认值：1"]);
        for whole in ["A的默认值：5", "Size默认值：5", "PL1默认值：5", "pl-1默认值：5", "默认值：5"]
        {
            assert_eq!(found(whole), [whole]);
        }
    }

    #[test]
    fn clauses_begin_behind_commas_brackets_and_and() {
        let texts = |sentence| clauses(sentence).map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(texts("甲，乙（丙）"), ["甲，乙（丙）", "乙（丙）", "丙）"]);
        assert_eq!(texts("a, b and c"), ["a, b and c", "b and c", "c"]);
        assert_eq!(texts("1 甲"), ["1 甲", "甲"]);
    }

    #[test]
    fn conditions_are_told_from_what_looks_like_one() {
        for text in
            ["当A为b时", "如果A", "甲，若A", "使用A时", "If A is b", "a, when b", "each key"]
        {
            assert!(is_condition(text), "{text}");
        }
        for text in ["", "当前页", "查询时间", "The size", "Information on things"] {
            assert!(!is_condition(text), "{text}");
        }
    }
}
