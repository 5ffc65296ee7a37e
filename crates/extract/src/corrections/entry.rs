//! The YAML form of corrections: `{place: "response.City", to: "response.Data.City", reason: …}`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use apigen_ir::{Field, Location, Type};
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{Deserializer, Error, IntoDeserializer, MapAccess, Visitor};

use super::change::Change;
use crate::field_path::{FieldPath, Side};

/// A correction as it is written, with the reason for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) change: Change,
    pub(crate) reason: String,
}

/// The corrections of one file, by action, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entries(pub(crate) BTreeMap<String, Vec<Entry>>);

/// The keys that say what a correction does. The last two are also keys of other corrections.
const KINDS: &[&str] =
    &["confirm", "place", "wrapper", "rename", "drop", "add", "type", "required"];

/// The value of a key.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a text, `true`, `false` or nothing")]
enum Scalar {
    Bool(bool),
    Text(String),
    Nothing(()),
}

/// The keys of an entry that were not read yet.
struct Keys(BTreeMap<String, Scalar>);

impl Keys {
    fn take_entry(mut self) -> Result<Entry, String> {
        let reason = self.text("reason")?.unwrap_or_default();
        if reason.trim().is_empty() {
            return Err("a correction needs a `reason`".to_owned());
        }
        let change = self.take_change()?;
        match self.0.keys().next() {
            Some(key) => Err(format!("`{key}` says nothing in this correction")),
            None => Ok(Entry { change, reason }),
        }
    }

    fn take_change(&mut self) -> Result<Change, String> {
        let Some(kind) = KINDS.iter().copied().find(|kind| self.0.contains_key(*kind)) else {
            return Err(format!("a correction is one of {}", KINDS.join(", ")));
        };
        let path = self.path(kind)?;
        let change = match kind {
            "confirm" => Change::Confirm { path, ty: self.parsed("type")? },
            "place" => {
                let to = self.path("to")?;
                if to.side != path.side {
                    return Err(format!("`{path}` and `{to}` are of different halves"));
                }
                Change::Place { path, to }
            }
            "wrapper" => Change::Wrapper { path, from: self.name("from")?, to: self.name("to")? },
            "rename" => Change::Rename { path, to: self.name("to")?.ok_or_else(|| lacks("to"))? },
            "drop" => Change::Drop { path },
            "add" => self.take_addition(path)?,
            "type" => Change::Type {
                path,
                from: self.parsed("from")?.ok_or_else(|| lacks("from"))?,
                to: self.parsed("to")?.ok_or_else(|| lacks("to"))?,
            },
            _ => {
                let from = self.truth("from")?.ok_or_else(|| lacks("from"))?;
                let to = self.truth("to")?.ok_or_else(|| lacks("to"))?;
                Change::Required { path, from, to }
            }
        };
        match change {
            Change::Required { ref path, .. } if path.side == Side::Response => {
                Err(format!("only a parameter is required, and `{path}` is none"))
            }
            change => Ok(change),
        }
    }

    fn take_addition(&mut self, path: FieldPath) -> Result<Change, String> {
        let (_, name) = path.split();
        let ty: Type = self.parsed("type")?.ok_or_else(|| lacks("type"))?;
        let mut field = Field::new(name, ty);
        field.doc = self.text("doc")?.unwrap_or_default();
        field.example = self.text("example")?;
        field.required = self.truth("required")?.unwrap_or_default();
        field.location = self.text("in")?.map(|word| location(&word)).transpose()?;
        if path.side == Side::Response && (field.required || field.location.is_some()) {
            return Err(format!("`{path}` is no parameter, so it has neither `in` nor `required`"));
        }
        Ok(Change::Add { path, field: Box::new(field) })
    }

    fn text(&mut self, key: &str) -> Result<Option<String>, String> {
        match self.0.remove(key) {
            None | Some(Scalar::Nothing(())) => Ok(None),
            Some(Scalar::Text(text)) => Ok(Some(text)),
            Some(Scalar::Bool(_)) => Err(format!("`{key}` wants a text")),
        }
    }

    fn truth(&mut self, key: &str) -> Result<Option<bool>, String> {
        match self.0.remove(key) {
            None => Ok(None),
            Some(Scalar::Bool(truth)) => Ok(Some(truth)),
            Some(_) => Err(format!("`{key}` wants `true` or `false`")),
        }
    }

    /// A text that stands on the wire, so that it is not blank.
    fn name(&mut self, key: &str) -> Result<Option<String>, String> {
        let name = self.text(key)?;
        match &name {
            Some(name) if name.trim().is_empty() => Err(format!("`{key}` is blank")),
            _ => Ok(name),
        }
    }

    fn path(&mut self, key: &str) -> Result<FieldPath, String> {
        let text = self.text(key)?.ok_or_else(|| lacks(key))?;
        FieldPath::parse(&text).ok_or_else(|| {
            format!("`{text}` is no path; expected one such as `response.Data.List[].City`")
        })
    }

    fn parsed<T: FromStr<Err: fmt::Display>>(&mut self, key: &str) -> Result<Option<T>, String> {
        let text = self.text(key)?;
        text.map(|text| text.parse().map_err(|error: T::Err| error.to_string())).transpose()
    }
}

fn lacks(key: &str) -> String {
    format!("the correction lacks `{key}`")
}

fn location(word: &str) -> Result<Location, String> {
    let deserializer: StrDeserializer<'_, ValueError> = word.into_deserializer();
    Location::deserialize(deserializer).map_err(|error| error.to_string())
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// What is wrong is found inside the visitor, so that the library can tell where it is.
        struct EntryVisitor;

        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = Entry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a correction, such as {drop: \"response.Data.City\", reason: …}")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
                Keys(unique(map)?).take_entry().map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_map(EntryVisitor)
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("actions, each with a list of corrections")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entries, A::Error> {
                unique(map).map(Entries)
            }

            fn visit_unit<E: Error>(self) -> Result<Entries, E> {
                Ok(Entries::default())
            }
        }
        deserializer.deserialize_any(EntriesVisitor)
    }
}

/// Reads a mapping, and refuses a key that stands twice: the first would be lost in silence.
fn unique<'de, V: Deserialize<'de>, A: MapAccess<'de>>(
    mut map: A,
) -> Result<BTreeMap<String, V>, A::Error> {
    let mut entries = BTreeMap::new();
    while let Some(key) = map.next_key::<String>()? {
        if entries.contains_key(&key) {
            return Err(A::Error::custom(format!("`{key}` stands twice")));
        }
        let value = map.next_value()?;
        entries.insert(key, value);
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use apigen_ir::yaml;

    use super::*;

    #[test]
    fn every_kind_is_read() {
        for text in [
            "{confirm: response.A, reason: r}",
            "{confirm: response.A, type: struct, reason: r}",
            "{place: response.A, to: 'response.B[].A', reason: r}",
            "{type: response.A, from: int32, to: 'array<struct>', reason: r}",
            "{wrapper: response.A, to: B, reason: r}",
            "{wrapper: response.A, from: B, to: null, reason: r}",
            "{required: request.A, from: false, to: true, reason: r}",
            "{rename: request.A, to: B, reason: r}",
            "{drop: response.A, reason: r}",
            "{add: request.A, type: string, doc: d, example: e, in: query, required: true, reason: r}",
        ] {
            let entry: Entry = yaml::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(entry.reason, "r");
        }
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_said() {
        for (text, message) in [
            ("{drop: response.A}", "a correction needs a `reason`"),
            ("{drop: response.A, reason: ' '}", "a correction needs a `reason`"),
            ("{drop: response.A, reason: }", "a correction needs a `reason`"),
            ("{reason: r}", "a correction is one of confirm, place"),
            ("{drop: response.A, to: B, reason: r}", "`to` says nothing in this correction"),
            ("{drop: response.A, place: response.B, reason: r}", "the correction lacks `to`"),
            ("{drop: Data.A, reason: r}", "`Data.A` is no path"),
            ("{place: response.A, to: request.A, reason: r}", "are of different halves"),
            ("{type: response.A, from: int, to: int32, reason: r}", "`int` is no type"),
            ("{required: request.A, from: 'no', to: true, reason: r}", "wants `true` or `false`"),
            ("{required: response.A, from: false, to: true, reason: r}", "only a parameter"),
            ("{rename: response.A, to: '', reason: r}", "`to` is blank"),
            ("{add: response.A, type: string, in: query, reason: r}", "is no parameter"),
            ("{add: request.A, type: string, in: air, reason: r}", "unknown variant `air`"),
            ("{drop: response.A, drop: response.B, reason: r}", "`drop` stands twice"),
        ] {
            let error = yaml::read::<Entry>(text).unwrap_err().to_string();
            assert!(error.contains(message), "{text}: {error}");
        }
    }

    #[test]
    fn an_action_stands_once() {
        let text = "A: [{drop: response.A, reason: r}]\nA: []\n";
        let error = yaml::read::<Entries>(text).unwrap_err().to_string();
        assert!(error.contains("`A` stands twice"), "{error}");
        assert_eq!(yaml::read::<Entries>("~").unwrap(), Entries::default());
    }
}
