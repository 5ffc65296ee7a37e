//! The little XML that error answers are made of: elements without attributes, holding text.

/// What stands between the tags of the first element of this name, as it is written.
pub(super) fn raw_element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (inside, _) = rest.split_once(&format!("</{name}>"))?;
    Some(inside)
}

/// The text of the first element of this name; none if it is absent or empty.
pub(super) fn text_element(xml: &str, name: &str) -> Option<String> {
    let raw = raw_element(xml, name)?.trim();
    let raw = raw
        .strip_prefix("<![CDATA[")
        .and_then(|it| it.strip_suffix("]]>"))
        .map_or_else(|| unescape(raw), str::to_owned);
    Some(raw).filter(|text| !text.is_empty())
}

/// Resolves XML's own five entities; `&amp;` comes last, or `&amp;lt;` would be resolved twice.
fn unescape(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_by_its_element() {
        let xml = "<Error><Code>A</Code><Message> x &lt;y&gt; &amp;lt; </Message><HostId/></Error>";
        assert_eq!(text_element(xml, "Code").as_deref(), Some("A"));
        assert_eq!(text_element(xml, "Message").as_deref(), Some("x <y> &lt;"));
        assert_eq!(text_element(xml, "HostId"), None);
        assert_eq!(text_element("<A><![CDATA[<b>]]></A>", "A").as_deref(), Some("<b>"));
        assert_eq!(text_element("<A>cut o", "A"), None);
    }
}
