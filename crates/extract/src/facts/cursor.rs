//! Reads words, numbers and values off the start of a text.

use apigen_ir::Decimal;

/// The rest of a text that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Takes `word` off the start, without regard to the case of ASCII letters.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        // Hundreds of words are tried at each letter; most differ in the first byte.
        let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
        if first(self.rest) != first(word) {
            return false;
        }
        let Some((start, rest)) = self.rest.split_at_checked(word.len()) else { return false };
        let is_word = start.eq_ignore_ascii_case(word);
        if is_word {
            self.rest = rest;
        }
        is_word
    }

    /// Takes the first of `words` that fits off the start.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Takes words off the start as long as one of `words` fits.
    pub(super) fn eat_all(&mut self, words: &[&str]) -> bool {
        let before = self.rest.len();
        while self.eat_any(words) {}
        self.rest.len() < before
    }

    pub(super) fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Reads a number such as `-1`, `0.5` or `1,024`, and gives it without separators.
    pub(super) fn number(&mut self) -> Option<Decimal> {
        self.number_with(true)
    }

    /// Reads a number behind which a comma is no separator of thousands: `[1,100]`.
    pub(super) fn number_without_commas(&mut self) -> Option<Decimal> {
        self.number_with(false)
    }

    fn number_with(&mut self, commas: bool) -> Option<Decimal> {
        let mut rest = self.rest;
        let mut number = String::new();
        if let Some(after) = rest.strip_prefix('-') {
            number.push('-');
            rest = after;
        }
        let whole = digits(rest);
        number.push_str(whole);
        rest = rest.get(whole.len()..)?;
        let separates = commas && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        while let Some(group) = rest.strip_prefix(',').map(digits)
            && separates
            && group.len() == 3
        {
            number.push_str(group);
            rest = rest.get(group.len() + 1..)?;
        }
        if let Some(fraction) = rest.strip_prefix('.').map(digits).filter(|it| !it.is_empty()) {
            number.push('.');
            number.push_str(fraction);
            rest = rest.get(fraction.len() + 1..)?;
        }
        let number = number.parse().ok()?;
        self.rest = rest;
        Some(number)
    }

    /// Reads a value of ASCII letters, digits and the marks that are usual in values.
    pub(super) fn token(&mut self) -> Option<&'a str> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
        self.token_of(is_part)
    }

    /// Reads a value of the letters that `is_part` allows; a point at its end is not part of it.
    pub(super) fn token_of(&mut self, is_part: impl Fn(char) -> bool) -> Option<&'a str> {
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let token = self.rest.get(..end)?.trim_end_matches(['.', ':', '/']);
        let starts_well = token.starts_with(|c: char| c.is_ascii_alphanumeric())
            || token
                .strip_prefix(['-', '_', '.', '/'])?
                .starts_with(|c: char| c.is_ascii_alphanumeric());
        self.rest = self.rest.get(token.len()..)?;
        starts_well.then_some(token)
    }

    /// Whether the statement ends here, or goes on with another one.
    pub(super) fn at_end(&self) -> bool {
        let rest = self.rest.trim_start();
        let more = rest.trim_start_matches([',', '，', '、', ' ']);
        if more.len() < rest.len() && more.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        rest.is_empty()
            || rest.starts_with(['。', '；', '，', '）', ')', '！'])
            || [".", ",", ";"].iter().any(|mark| {
                let after = self.rest.strip_prefix(mark);
                after.is_some_and(|it| !it.starts_with(|c: char| c.is_ascii_graphic()))
            })
            || (self.rest.len() > rest.len() && rest.starts_with(super::prose::is_cjk))
    }
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_without_separators() {
        let cases = [
            ("100~200", Some("100"), "~200"),
            ("1,024 to", Some("1024"), " to"),
            ("-1。", Some("-1"), "。"),
            ("0.5-1", Some("0.5"), "-1"),
            ("1, 2", Some("1"), ", 2"),
            ("10. Next", Some("10"), ". Next"),
            ("x", None, "x"),
        ];
        for (text, number, rest) in cases {
            let mut cursor = Cursor::new(text);
            assert_eq!(cursor.number().as_ref().map(Decimal::as_str), number, "{text}");
            assert_eq!(cursor.rest, rest, "{text}");
        }
    }

    #[test]
    fn a_statement_ends_before_the_next_one() {
        for rest in ["", "。", "，最大值", ". Next", ".", "；", " 单位", "）", ", which"] {
            assert!(Cursor::new(rest).at_end(), "{rest:?}");
        }
        for rest in [".5", ",24", ", 24", "、5", " or more", "的", "~5", "{", "（"] {
            assert!(!Cursor::new(rest).at_end(), "{rest:?}");
        }
    }
}
