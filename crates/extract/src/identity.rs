//! Which operation a page documents: product, version, style and action.

use apigen_markdown::{Block, Page, Span};

/// What the link to the API explorer says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExplorerLink {
    pub(crate) product: String,
    pub(crate) action: String,
    pub(crate) version: Option<String>,
    pub(crate) is_roa: bool,
    pub(crate) target: String,
    pub(crate) span: Span,
}

/// Finds the page's link to the API explorer: the first one that names a product and an API.
pub(crate) fn explorer_link(page: &Page) -> Option<ExplorerLink> {
    page.blocks.iter().find_map(|block| {
        let Block::Paragraph(paragraph) = block else { return None };
        paragraph.links.iter().find_map(|link| read_link(&link.target, link.span))
    })
}

fn read_link(target: &str, span: Span) -> Option<ExplorerLink> {
    let (_, query) = target.split_once(['#', '?'])?;
    let query = query.replace("&amp;", "&");
    let value = |key: &str| {
        query
            .split(['&', '?', '#'])
            .filter_map(|pair| pair.split_once('='))
            .find(|(name, value)| *name == key && !value.is_empty())
            .map(|(_, value)| value.to_owned())
    };
    Some(ExplorerLink {
        product: value("product").filter(|it| is_product(it))?,
        action: value("api").filter(|it| is_identifier(it))?,
        version: value("version").filter(|it| is_version(it)),
        is_roa: value("type").is_some_and(|style| style.eq_ignore_ascii_case("ROA")),
        target: target.to_owned(),
        span,
    })
}

/// Whether a text is a product's code, such as `Ecs`.
fn is_product(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether a text is an API version: a date, such as `2020-07-01`.
fn is_version(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
}

/// The page's title, if it is one identifier and so names the action.
pub(crate) fn title_action(page: &Page) -> Option<(&str, Span)> {
    page.blocks.iter().find_map(|block| match block {
        Block::Heading(heading) if heading.level == 1 && is_identifier(&heading.text) => {
            Some((heading.text.trim(), heading.span))
        }
        _ => None,
    })
}

/// Whether `text` is an identifier of ASCII letters and digits, as every action is.
pub(crate) fn is_identifier(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The locale that a path names, such as `cn.zh-CN`: country, dot, language tag.
pub fn locale_of(path: &str) -> Option<&str> {
    path.split('/').find(|component| is_locale(component))
}

fn is_locale(component: &str) -> bool {
    let Some((country, tag)) = component.split_once('.') else { return false };
    let Some((language, region)) = tag.split_once('-') else { return false };
    let lower = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase());
    lower(country)
        && lower(language)
        && region.len() == 2
        && region.chars().all(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_product_and_action_and_perhaps_version_and_style() {
        let span = Span { start: 0, end: 1 };
        let target = "https://api.aliyun.com/#product=CS&api=GetThing&type=ROA&version=2015-12-15";
        let link = read_link(target, span).unwrap();
        assert_eq!((link.product.as_str(), link.action.as_str()), ("CS", "GetThing"));
        assert_eq!((link.version.as_deref(), link.is_roa), (Some("2015-12-15"), true));

        let short =
            read_link("https://api.aliyun.com/#product=Ecs&amp;api=GetThing", span).unwrap();
        assert_eq!((short.action.as_str(), short.version, short.is_roa), ("GetThing", None, false));
        assert_eq!(read_link("https://help.aliyun.com/?product=Ecs", span), None);
    }

    #[test]
    fn a_locale_is_a_whole_component_of_the_path() {
        assert_eq!(locale_of("ecs/cn.zh-CN/API/X.md"), Some("cn.zh-CN"));
        assert_eq!(locale_of("intl.en-US/X.md"), Some("intl.en-US"));
        assert_eq!(locale_of("ecs/v1.2-RC/X.zh-CN.md"), None);
    }
}
