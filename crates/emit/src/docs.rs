//! What generated docs say: the page's words, made safe for rustdoc, and facts beside them.

mod facts;
mod markdown;

use apigen_ir::{ErrorCode, Field, ListedValue, Location, Operation};
use percent_encoding::{AsciiSet, utf8_percent_encode};

use markdown::{code_span, safe};

use crate::model::Need;

/// An example that is longer, or has several lines, is a block of its own.
const LONGEST_INLINE_EXAMPLE: usize = 120;

/// What would end the target of a link, or be read as Markdown in it.
const ENDS_TARGET: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'`')
    .add(b'"');

/// The lines of one item's docs, in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// The lines, without marks of comments.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// These docs, and another paragraph.
    pub(crate) fn and(mut self, paragraph: &str) -> Self {
        if paragraph.is_empty() {
            return self;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(paragraph.lines().map(str::to_owned));
        self
    }

    /// These docs, and what is said of a thing: behind its name if that reads well.
    fn and_described(self, name: &str, doc: &str) -> Self {
        match doc.lines().count() {
            0 => self.and(&format!("{name}.")),
            1 if starts_text(doc) => self.and(&format!("{name}: {doc}")),
            _ => self.and(&format!("{name}.")).and(doc),
        }
    }

    pub(crate) fn of_module(operation: &Operation) -> Self {
        let fact = format!("The operation {}.", code_span(&operation.action));
        Self::of_words(operation).and(&fact).and(&link(operation))
    }

    pub(crate) fn of_method(operation: &Operation) -> Self {
        let words = Self::of_words(operation);
        let words = if words.lines.is_empty() {
            words.and(&format!("Calls {}.", code_span(&operation.action)))
        } else {
            words
        };
        words.and(&call_limit(operation)).and(&link(operation))
    }

    fn of_words(operation: &Operation) -> Self {
        Self::default().and(&safe(&operation.summary)).and(&safe(&operation.description))
    }

    /// The docs of a parameter, which can be needed though the page does not say so.
    pub(crate) fn of_parameter(field: &Field, need: Need) -> Self {
        let kind = match field.location {
            None | Some(Location::Query) => "parameter",
            Some(Location::Form) => "form parameter",
            Some(Location::Body) => "body parameter",
            Some(Location::Path) => "path parameter",
            Some(Location::Header) => "header",
            Some(Location::Host) => "host label",
        };
        let unset = match need {
            Need::Optional | Need::Required => "",
            Need::Region => " If not set, the client's region.",
            Need::Token => " If not set, one is made for each call.",
        };
        Self::of_named(field, kind, need == Need::Required, unset)
    }

    pub(crate) fn of_field(field: &Field) -> Self {
        let unlisted = " The page shows it in a sample, and does not describe it.";
        Self::of_named(field, "field", field.required, if field.unlisted { unlisted } else { "" })
    }

    /// What the page says of a field, then what the field is on the wire, then its facts.
    fn of_named(field: &Field, kind: &str, is_required: bool, unset: &str) -> Self {
        let required = if is_required { "required " } else { "" };
        let name = code_span(&field.name);
        let fact = capitalized(&format!("{required}{kind} {name}."));
        let fact = format!("{fact}{unset}{}", facts::of(field));
        let docs = Self::default().and(&safe(&field.doc));
        let docs = match field.example.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
            None => docs.and(&fact),
            Some(example) if is_short(example) => {
                docs.and(&format!("{fact} Example: {}.", code_span(example)))
            }
            Some(example) => docs.and(&format!("{fact} Example:")).and(&code_block(example)),
        };
        docs.and(&facts::condition(field))
    }

    pub(crate) fn of_struct(field: &Field) -> Self {
        let docs = Self::default().and(&safe(&field.doc));
        if docs.lines.is_empty() {
            docs.and(&format!("What {} holds.", code_span(&field.name)))
        } else {
            docs
        }
    }

    pub(crate) fn of_enumeration(wire: &str) -> Self {
        Self::default()
            .and(&format!("What {} can be.", code_span(wire)))
            .and("A text that is not among the listed ones is kept as `Unknown`.")
    }

    pub(crate) fn of_value(listed: &ListedValue) -> Self {
        Self::default().and_described(&code_span(&listed.value), &safe(&listed.doc))
    }

    /// The docs of a request id that the page does not list.
    pub(crate) fn of_request_id() -> Self {
        Self::default().and("The id by which the service finds the request again.")
    }

    /// The docs of the method that tells whether a struct is there.
    pub(crate) fn of_presence(wire: &str) -> Self {
        Self::default().and(&format!("Whether {} is there.", code_span(wire)))
    }

    /// The docs of the trait that stands for a required parameter.
    pub(crate) fn of_flag(wire: &str) -> Self {
        Self::default().and(&format!("The parameter {} is set.", code_span(wire)))
    }

    /// The docs of one code, of which the page can have several rows.
    pub(crate) fn of_error(rows: &[&ErrorCode]) -> Self {
        rows.iter().fold(Self::default(), |docs, row| {
            let status = row.http.map_or_else(String::new, |http| format!(" (HTTP {http})"));
            let code = format!("{}{status}", code_span(&row.code));
            let docs = docs.and_described(&code, &safe(&row.doc));
            let message = row.message.trim();
            if message.is_empty() {
                docs
            } else {
                docs.and(&format!("Message: {}", code_span(message)))
            }
        })
    }
}

/// A text of the page as one line of safe Markdown, for a cell of a table.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for part in safe(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line.replace("\\|", "|").replace('|', "\\|")
}

/// Whether the text can go on behind other text: it begins no list, quote, heading or code.
fn starts_text(markdown: &str) -> bool {
    !markdown.starts_with(['-', '+', '>', '#', '|', '=', '~'])
        && !markdown.starts_with("* ")
        && !markdown.starts_with("```")
        && !markdown.starts_with(|c: char| c.is_ascii_digit())
}

fn is_short(example: &str) -> bool {
    !example.contains('\n') && example.chars().count() <= LONGEST_INLINE_EXAMPLE
}

fn code_block(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", markdown::plain_characters(text))
}

/// Which features bring an operation, as a paragraph.
pub(crate) fn features(features: &[String]) -> String {
    let spans: Vec<String> = features.iter().map(|feature| code_span(feature)).collect();
    match spans.as_slice() {
        [] => String::new(),
        [one] => format!("Only with the feature {one}."),
        several => format!("Only with one of the features {}.", several.join(", ")),
    }
}

/// How often the operation may be called, as a paragraph.
fn call_limit(operation: &Operation) -> String {
    operation.call_limit.map_or_else(String::new, |limit| format!("Call limit: {limit}."))
}

/// The link to the vendor's page, as a paragraph.
fn link(operation: &Operation) -> String {
    let address = operation.link.as_deref().and_then(web_address);
    address.map_or_else(String::new, |address| format!("[Try it in the browser]({address})."))
}

/// A link's target that ends where it should; `None` for what is no address on the web.
fn web_address(link: &str) -> Option<String> {
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    is_web.then(|| utf8_percent_encode(link, ENDS_TARGET).to_string())
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests;
