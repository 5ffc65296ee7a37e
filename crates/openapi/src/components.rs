//! The component schemas of a document, and their names.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// What a name is made of where no letter of a wire name can stand in one.
const UNNAMED: &str = "Field";

/// The schemas that are referred to by name.
#[derive(Debug, Default)]
pub(crate) struct Components {
    schemas: Map<String, Value>,
    /// The names as the types of a generated client would have them, which know neither case nor
    /// punctuation.
    taken: BTreeSet<String>,
}

impl Components {
    /// A name that no other component has: `wanted`, or `wanted` with the first number that is free.
    ///
    /// The component keeps the place in the document that it has from now on.
    pub(crate) fn reserve(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1_u64;
        while !self.taken.insert(plain(&name)) {
            number += 1;
            name = format!("{wanted}{number}");
        }
        self.schemas.insert(name.clone(), Value::Null);
        name
    }

    /// Says what a component is whose name was reserved.
    pub(crate) fn define(&mut self, name: &str, schema: Value) {
        self.schemas.insert(name.to_owned(), schema);
    }

    pub(crate) fn finish(self) -> Value {
        Value::Object(self.schemas)
    }
}

/// A reference to a component schema.
pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A wire name as a part of a component's name: its ASCII letters and digits, each word of them
/// with a capital.
pub(crate) fn part(wire: &str) -> String {
    let words = wire.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.map(capitalized).collect();
    if name.is_empty() { UNNAMED.to_owned() } else { name }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_differs_in_case_or_punctuation_alone_gets_a_number() {
        let mut components = Components::default();
        assert_eq!(components.reserve("GetThingResponse"), "GetThingResponse");
        assert_eq!(components.reserve("Get_ThingResponse"), "Get_ThingResponse2");
        assert_eq!(components.reserve("GetThingresponse"), "GetThingresponse3");
    }

    #[test]
    fn a_part_is_of_ascii_letters_and_digits() {
        for (wire, expected) in [
            ("Data", "Data"),
            ("labels", "Labels"),
            ("SystemDisk.Size", "SystemDiskSize"),
            ("中文", "Field"),
        ] {
            assert_eq!(part(wire), expected);
        }
    }
}
