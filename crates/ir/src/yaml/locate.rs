//! Where a value stands in a YAML text.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One step from a YAML value to a value inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into a mapping, to the value of this key.
    Key(&'a str),
    /// Into a sequence, to the element of this index, counted from 0.
    Index(usize),
}

/// Finds the byte at which a value starts that `steps` lead to, from the outside in.
///
/// ```
/// use apigen_ir::yaml::{Step, locate};
///
/// let text = "sizes: [1, 2]\nnames:\n- one\n- {two: 2}\n";
/// assert_eq!(locate(text, &[Step::Key("names"), Step::Index(1)]), text.find("{two"));
/// assert_eq!(locate(text, &[Step::Key("names"), Step::Index(2)]), None);
/// ```
pub fn locate(text: &str, steps: &[Step<'_>]) -> Option<usize> {
    let is_reached = Cell::new(false);
    let seeker = Seeker { steps, is_reached: &is_reached };
    // The library tells a place only with an error, so the seeker fails where it arrives.
    let error = seeker.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    is_reached.get().then(|| byte_offset(text, &error)).flatten()
}

/// The byte that an error of the library points at.
pub(super) fn byte_offset(text: &str, error: &serde_yaml::Error) -> Option<usize> {
    error.location().map(|at| text.floor_char_boundary(at.index()))
}

#[derive(Clone, Copy)]
struct Seeker<'a> {
    steps: &'a [Step<'a>],
    is_reached: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Seeker<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            self.is_reached.set(true);
            return deserializer.deserialize_any(Refusal);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seeker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping or a sequence")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.steps.split_first() else {
            return Err(A::Error::custom("a mapping"));
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == *wanted {
                return map.next_value_seed(Seeker { steps: rest, ..self });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.steps.split_first() else {
            return Err(A::Error::custom("a sequence"));
        };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        seq.next_element_seed(Seeker { steps: rest, ..self }).map(|_| ())
    }
}

/// Takes no value, so that the library names the place of the one it is given.
struct Refusal;

impl Visitor<'_> for Refusal {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the end of the way")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, index: usize, expected: &str) {
        let steps = [Step::Key("list"), Step::Key("X"), Step::Index(index)];
        let found = locate(text, &steps).map(|at| &text[at..]);
        assert_eq!(found, text.find(expected).map(|at| &text[at..]), "{text}");
        assert!(found.is_some(), "{text}");
    }

    #[test]
    fn every_style_of_a_text_is_followed() {
        check("list:\n  X:\n    - a: 1\n      b: 2\n    - a: 2\n", 1, "a: 2");
        check("list:\n  X:\n  - {a: 1}\n  - {a: 2}\n", 1, "{a: 2}");
        check("list: {X: [{a: 1}, {a: 2}]}\n", 1, "{a: 2}");
        check("# 注释 list: X:\nlist:\n  甲: ['乙', \"X: [\"]\n  X: [乙, {甲: 2}]\n", 1, "{甲");
        check("\u{feff}list:\r\n  X:\r\n  - >\r\n    折叠\r\n  - wanted\r\n", 1, "wanted");
        check("other: &a [1]\nlist:\n  X:\n  - *a\n  - [2]\n", 1, "[2]");
    }

    #[test]
    fn what_is_not_there_is_none() {
        let steps = [Step::Key("list"), Step::Index(0)];
        for text in ["", "list:", "list: {a: 1}", "list: []", "other: [1]", "list: [", "[1]"] {
            assert_eq!(locate(text, &steps), None, "{text}");
        }
    }
}
