//! The path of a field in `spec.yaml` and in diagnostics: `response.Data.List[].City`.

use std::fmt;

/// What stands between a name and its number, where it stands in one struct again.
pub(crate) const TWIN: char = '#';

/// The half of an operation that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Request,
    Response,
}

impl Side {
    const ALL: [Self; 2] = [Self::Request, Self::Response];

    fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// A half of an operation and a wire path in it.
///
/// The wire path is as [`apigen_ir::wire_paths`] writes it. Where a name stands in one struct
/// again, `#2` after it means the second of them, `#3` the third.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FieldPath {
    pub(crate) side: Side,
    pub(crate) wire: String,
}

impl FieldPath {
    pub(crate) fn new(side: Side, wire: impl Into<String>) -> Self {
        Self { side, wire: wire.into() }
    }

    /// Reads a path; `None` where it starts with no half, or names no field.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (head, wire) = text.split_once('.')?;
        let side = Side::ALL.into_iter().find(|side| side.as_str() == head)?;
        (!wire.is_empty()).then(|| Self::new(side, wire))
    }

    /// Whether it leads to a field whose name stands before it in the same struct.
    pub(crate) fn is_twin(&self) -> bool {
        self.split().1.contains(TWIN)
    }

    /// The path of the first field of that name in the same struct.
    pub(crate) fn first_twin(&self) -> Self {
        let (_, name) = self.split();
        let number = name.split_once(TWIN).map_or(0, |(first, _)| name.len() - first.len());
        let wire = self.wire.get(..self.wire.len() - number).unwrap_or_default();
        Self::new(self.side, wire)
    }

    /// What holds the field, up to the dot before its name, and its name.
    pub(crate) fn split(&self) -> (&str, &str) {
        self.wire.rsplit_once('.').unwrap_or(("", &self.wire))
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.side.as_str(), self.wire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in ["request.Tag[].Key", "response.Data", "response.Map{}.Size#2"] {
            assert_eq!(FieldPath::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_text_without_half_or_name_is_no_path() {
        for text in ["", "Data.City", "response", "response.", "answer.City"] {
            assert_eq!(FieldPath::parse(text), None, "{text}");
        }
    }
}
