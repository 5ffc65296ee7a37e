//! The few characters of a text that may matter, found by the bytes that they begin with.
//!
//! Most characters of a page mean nothing but themselves, and bytes are looked at much faster than
//! characters are put together of them.

/// The bytes that some characters begin with, and maybe others, too.
pub(crate) struct FirstBytes([bool; 256]);

impl FirstBytes {
    pub(crate) const NONE: Self = Self([false; 256]);

    pub(crate) const ASCII_CONTROL: Self = Self::NONE.and(
        "\0\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\t\n\u{b}\u{c}\r\u{e}\u{f}\
         \u{10}\u{11}\u{12}\u{13}\u{14}\u{15}\u{16}\u{17}\u{18}\u{19}\u{1a}\u{1b}\u{1c}\u{1d}\u{1e}\u{1f}\
         \u{7f}",
    );

    /// These, and those of the `characters`.
    #[expect(clippy::indexing_slicing, reason = "there are 256 bytes")]
    pub(crate) const fn and(mut self, characters: &str) -> Self {
        let mut bytes = characters.as_bytes();
        while let [byte, rest @ ..] = bytes {
            // All later bytes of a character are between these, and no first byte is.
            if *byte < 0x80 || *byte >= 0xc0 {
                self.0[*byte as usize] = true;
            }
            bytes = rest;
        }
        self
    }

    /// The characters of a text that begin with one of the bytes, and where they stand.
    pub(crate) fn candidates(&self, text: &str) -> impl Iterator<Item = (usize, char)> {
        let is_first = |byte: &u8| self.0.get(usize::from(*byte)).is_some_and(|it| *it);
        let mut behind = 0;
        std::iter::from_fn(move || {
            let rest = text.as_bytes().get(behind..)?;
            let at = behind + rest.iter().position(is_first)?;
            behind = at + 1;
            Some((at, text.get(at..)?.chars().next()?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_begin_alike_are_found() {
        let found = |characters| {
            let bytes = FirstBytes::NONE.and(characters);
            bytes.candidates("a大b，天").collect::<Vec<_>>()
        };
        assert_eq!(found(""), []);
        assert_eq!(found("b"), [(4, 'b')]);
        assert_eq!(found("大b"), [(1, '大'), (4, 'b'), (8, '天')]);
    }

    #[test]
    fn ascii_control_characters_are_these() {
        for c in (0..=127).map(char::from) {
            let found = FirstBytes::ASCII_CONTROL.candidates(&c.to_string()).next();
            assert_eq!(found.is_some(), c.is_ascii_control(), "{c:?}");
        }
    }
}
