//! Where the words in a name on the wire begin and end.

/// Splits a name into its words, in lower case.
///
/// Words end at everything that is neither an ASCII letter or digit nor a Chinese character, and
/// where the case says so: `HTTPStatusCode` is `http`, `status`, `code`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c| !is_letter(c)) {
        let letters: Vec<char> = part.chars().collect();
        let mut word = String::new();
        let mut before = None;
        for at in 0..letters.len() {
            let Some((letter, rest)) = letters.get(at..).and_then(<[char]>::split_first) else {
                break;
            };
            if before.is_some_and(|before| begins_word(before, *letter, rest)) {
                words.push(std::mem::take(&mut word));
            }
            word.push(letter.to_ascii_lowercase());
            before = Some(*letter);
        }
        words.push(word);
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_ideograph(c)
}

/// Chinese characters, which may stand in identifiers as they are. Other letters beyond ASCII may
/// not: some look like ASCII ones, some are written in several ways.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a word begins with `letter`, which stands between `before` and `rest`.
fn begins_word(before: char, letter: char, rest: &[char]) -> bool {
    if is_ideograph(before) != is_ideograph(letter) {
        return true;
    }
    if !letter.is_ascii_uppercase() {
        return false;
    }
    if before.is_ascii_uppercase() {
        rest.first().is_some_and(char::is_ascii_lowercase) && !ends_acronym(letter, rest)
    } else {
        // `VpcIdS` is a plural.
        !(letter == 'S' && rest.is_empty() && before.is_ascii_lowercase())
    }
}

/// Whether the lower-case letter at the start of `rest` still belongs to an acronym that has
/// `letter` for its last capital: a plural (`VMs`, `PrivateIPs`) or a version (`IPv6`).
fn ends_acronym(letter: char, rest: &[char]) -> bool {
    match rest {
        ['s'] => true,
        // `DNSIsSet` has the word `Is`.
        ['s', next, ..] => next.is_ascii_uppercase() && letter != 'I',
        ['v', next, ..] => next.is_ascii_digit(),
        _ => false,
    }
}
