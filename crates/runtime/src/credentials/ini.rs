//! The form of the shared credentials file: sections of `key = value`.
//!
//! As in the vendor's own readers, a value ends at a `#`, wherever it stands, and quotes are part
//! of it.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

/// The keys of one section.
pub(super) type Section = BTreeMap<String, Zeroizing<String>>;

/// The section of this name; parts of it under several headings are put together. The error is
/// the number of a line that is none of this form.
pub(super) fn section(text: &str, name: &str) -> Result<Option<Section>, usize> {
    let (mut found, mut is_inside) = (None, false);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        match read(line).ok_or(index + 1)? {
            Line::Heading(heading) => {
                is_inside = heading == name;
                if is_inside {
                    found.get_or_insert_default();
                }
            }
            Line::Entry(key, value) if is_inside => {
                let section: &mut Section = found.get_or_insert_default();
                section.insert(key.to_ascii_lowercase(), Zeroizing::new(value.to_owned()));
            }
            Line::Nothing | Line::Entry(..) => {}
        }
    }
    Ok(found)
}

enum Line<'a> {
    Nothing,
    Heading(&'a str),
    Entry(&'a str, &'a str),
}

fn read(line: &str) -> Option<Line<'_>> {
    let line = line.trim_start();
    if line.starts_with(';') {
        return Some(Line::Nothing);
    }
    let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
    if line.is_empty() {
        return Some(Line::Nothing);
    }
    if let Some(rest) = line.strip_prefix('[') {
        return rest.strip_suffix(']').map(|heading| Line::Heading(heading.trim()));
    }
    let (key, value) = line.split_once(['=', ':'])?;
    Some(Line::Entry(key.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(String, String)> {
        let section = section(text, "a").unwrap().unwrap();
        section.into_iter().map(|(key, value)| (key, value.to_string())).collect()
    }

    #[test]
    fn a_section_is_found_among_others() {
        let text = "\u{feff}x = 0\n[b]\nx = 1\n [ a ] # here\nX=2=3\n; no\n#no\ny :\t4 #5\n[b]\nz=6\n[a]\nz=7";
        let expected = [("x", "2=3"), ("y", "4"), ("z", "7")];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(values(text), expected);
        assert_eq!(section(text, "c"), Ok(None));
        assert_eq!(section("[c]", "c"), Ok(Some(Section::new())));
    }

    #[test]
    fn a_line_of_another_form_is_named_by_its_number() {
        assert_eq!(section("[a]\n\nhidden", "a"), Err(3));
        assert_eq!(section("[a", "a"), Err(1));
    }
}
