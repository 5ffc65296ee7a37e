use apigen_ir::Type;
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::markdown::{code_span, safe};
use super::*;

#[test]
fn what_is_safe_stays_as_it_is() {
    for text in [
        "呼叫中心实例ID。",
        "Values:\n\n- a: first\n- b: *second*, `c[0]`\n\n> **Note:** see <https://x.y/z_a>.",
        "A [link](https://help.aliyun.com/1.html) and \\[brackets\\], a\\_b, 1 \\< 2.",
        "```json\n{\"a\": [1]}\n```",
        "|a|b|\n|-|-|\n|1|2|",
    ] {
        assert_eq!(safe(text), text);
    }
}

#[test]
fn what_rustdoc_would_misread_is_repaired() {
    let table = [
        ("a <b>c", "a &lt;b>c"),
        ("<script>\nx\n</script>", "&lt;script>\nx\n&lt;/script>"),
        ("see [Vec] and [a][b]", "see \\[Vec] and \\[a]\\[b]"),
        ("[text](~~123~~)", "text"),
        ("[`x`](crate::X) y", "`x` y"),
        ("![logo](https://x.y/z.png)", "logo"),
        ("<javascript:x>", "javascript:x"),
        ("at https://x.y/a_b, or http://z.", "at <https://x.y/a_b>, or <http://z>."),
        ("```\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("```rust,no_run\nx\n```", "```text\nx\n```"),
        ("a\n\n    let x = 1;\n    y\n\nb", "a\n\nlet x = 1;\ny\n\nb"),
        ("a[^1]\n\n[^1]: b", "a\\[^1]\n\n\\[^1]: b"),
        ("a\r\nb\u{202e}c\u{0}  ", "a\nb c"),
    ];
    for (text, expected) in table {
        assert_eq!(safe(text), expected, "{text}");
    }
}

/// What rustdoc or the compiler would warn of, or run.
fn dangers(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut dangers = Vec::new();
    // As rustdoc does, take every link without a target for one to an item.
    let callback = |_: pulldown_cmark::BrokenLink<'_>| Some(("item".into(), "".into()));
    for event in Parser::new_with_broken_link_callback(text, options, Some(callback)) {
        let is_danger = match &event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Image { .. } | Tag::CodeBlock(CodeBlockKind::Indented)) => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                !dest_url.contains("://") && !dest_url.contains('@')
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                language.is_empty() || language.contains("rust")
            }
            _ => false,
        };
        if is_danger {
            dangers.push(format!("{event:?}"));
        }
    }
    dangers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_dangerous_is_left(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "[", "]", "(", ")", "<", ">", "`", "```", "\n", "\n\n", "    ", " ", "*", "_", "!",
                "\\", "a", "b", "http://x.y", "https://", "&lt;", "[^a]", ":", "- ", "> ", "1. ",
                "~~~", "rust", "|", "#", "@", "<a>", "<!--", "-->", "</b", "[a]: b\n", "中",
            ]),
            0..16,
        ),
    ) {
        let text = safe(&parts.concat());
        prop_assert_eq!(dangers(&text), Vec::<String>::new(), "{}", text);
        prop_assert_eq!(safe(&text), text);
    }
}

#[test]
fn code_spans_hold_any_text() {
    assert_eq!(code_span("a`b"), "`` a`b ``");
    assert_eq!(code_span("a\n  b"), "`a b`");
    assert_eq!(code_span(" "), "(empty)");
}

#[test]
fn a_parameter_has_its_words_its_wire_name_and_its_example() {
    let mut field = Field::new("UserId", Type::String);
    field.location = Some(Location::Query);
    field.required = true;
    field.doc = "用户ID。".to_owned();
    field.example = Some("user@ccc".to_owned());
    let docs = Docs::of_parameter(&field, Need::Required);
    let lines: Vec<&str> = docs.lines().collect();
    assert_eq!(lines, ["用户ID。", "", "Required parameter `UserId`. Example: `user@ccc`."]);
    field.example = Some("{\n}".to_owned());
    let docs = Docs::of_field(&field);
    let lines: Vec<&str> = docs.lines().skip(2).collect();
    assert_eq!(lines, ["Required field `UserId`. Example:", "", "```text", "{", "}", "```"]);
}

#[test]
fn a_field_without_a_row_says_where_it_comes_from() {
    let docs = Docs::of_field(&Field::unlisted("Total"));
    let line = "Field `Total`. The page shows it in a sample, and does not describe it.";
    assert_eq!(docs.lines().collect::<Vec<_>>(), [line]);
}

#[test]
fn what_the_page_states_is_told_in_one_form() {
    let mut field = Field::new("Size", Type::Int32);
    let line = |field: &Field| Docs::of_field(field).lines().collect::<Vec<_>>().join("\n");
    field.default = Some("10".to_owned());
    field.range = Some("1..=100".parse().unwrap());
    field.values =
        ["1", "10"].map(|it| ListedValue { value: it.to_owned(), doc: String::new() }).to_vec();
    assert_eq!(line(&field), "Field `Size`. Default: `10`. Range: `1..=100`. Values: `1`, `10`.");
    let mut field = Field::new("Name", Type::String);
    field.length = Some("..=128 bytes".parse().unwrap());
    field.required_if = Some("当Kind为x时".to_owned());
    let expected = "Field `Name`. Length: `..=128` bytes.\n\nRequired on a condition: 当Kind为x时";
    assert_eq!(line(&field), expected);
}

#[test]
fn what_is_taken_instead_of_a_missing_parameter_is_told() {
    let field = Field::new("RegionId", Type::String);
    let line = |need| Docs::of_parameter(&field, need).lines().collect::<String>();
    assert_eq!(line(Need::Region), "Parameter `RegionId`. If not set, the client's region.");
    assert_eq!(line(Need::Token), "Parameter `RegionId`. If not set, one is made for each call.");
}

#[test]
fn each_row_of_an_error_is_told() {
    let row = |http, message: &str, doc: &str| ErrorCode {
        http,
        code: "A.B".to_owned(),
        message: message.to_owned(),
        doc: doc.to_owned(),
    };
    let rows = [row(Some(404), "No %s.", "不存在。"), row(None, "", "- a\n- b")];
    let docs = Docs::of_error(&rows.iter().collect::<Vec<_>>());
    let lines: Vec<&str> = docs.lines().collect();
    assert_eq!(
        lines,
        ["`A.B` (HTTP 404): 不存在。", "", "Message: `No %s.`", "", "`A.B`.", "", "- a", "- b"]
    );
}

#[test]
fn a_cell_of_a_table_is_one_line() {
    assert_eq!(one_line("a | b\n\nc \\| d"), "a \\| b c \\| d");
}

#[test]
fn a_link_cannot_leave_its_place() {
    assert_eq!(web_address("https://x.y/(a) b"), Some("https://x.y/%28a%29%20b".to_owned()));
    assert_eq!(web_address("javascript:alert()"), None);
}
