//! Links in cells, as they are written: relative ones, and those to a place on the same page.

/// A link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CellLink<'a> {
    /// What is shown, without the marks of code.
    pub(crate) text: &'a str,
    /// Where it leads; `#…` is a place on the same page.
    pub(crate) target: &'a str,
}

impl<'a> CellLink<'a> {
    /// The name of a place on the same page; empty where the page forgot to say which.
    pub(crate) fn anchor(self) -> Option<&'a str> {
        self.target.strip_prefix('#')
    }
}

/// The links of a cell. Targets may hold blanks (`../API 参考/X.md#`), unlike those of Markdown.
pub(crate) fn links(raw: &str) -> Vec<CellLink<'_>> {
    let mut links = Vec::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((target, tail)) = after.split_once(')') else { break };
        if let Some((_, text)) = before.rsplit_once('[') {
            links.push(CellLink { text: text.trim().trim_matches('`'), target: target.trim() });
        }
        rest = tail;
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_as_they_are_written() {
        let found = links("见（[`ThingType`](#)）和[Other](../API 参考/Other.md#)，[a] (b)[c](d");
        assert_eq!(
            found,
            [
                CellLink { text: "ThingType", target: "#" },
                CellLink { text: "Other", target: "../API 参考/Other.md#" },
            ]
        );
        assert_eq!(found.iter().map(|it| it.anchor()).collect::<Vec<_>>(), [Some(""), None]);
    }
}
