//! What holds for any text.

use apigen_markdown::{Block, Page, Row, Span, parse};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser};

/// What the scanner and the renderer decide by, so that random texts meet their rules.
const TOKENS: [&str; 44] = [
    "|",
    "||",
    "\\",
    "\\|",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "a",
    "大小",
    "Name",
    "|Name|Type|",
    "|-|-|\n",
    "|--|:-:|--|\n",
    "```",
    "```\n",
    "~~~\n",
    "#",
    "## ",
    "-   ",
    "- ",
    "1. ",
    "> ",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "](~~12~~)",
    "<",
    "<b>",
    ">",
    "https://a.b/c",
    "&lt;",
    "&",
    "=",
    "---\n",
    "!",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..60).prop_map(|it| it.concat())
}

proptest! {
    // The seed is fixed so that every run is the same run.
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_a_page_whose_spans_are_in_order(text in texts()) {
        check_spans(&text, &parse(&text));
    }

    #[test]
    fn any_characters_are_a_page(text in "\\PC*") {
        check_spans(&text, &parse(&text));
    }

    #[test]
    fn docs_hold_no_html_and_no_broken_link_and_say_what_the_text_says(text in texts()) {
        for (text, doc) in readings(&parse(&text)) {
            check_doc(&text, &doc);
        }
    }
}

/// The hostile shapes are large enough that a search that starts over for each line, cell or
/// bracket would not end.
#[test]
fn hostile_pages_are_read_in_time() {
    let head = "|Name|Type|Note|\n|--|--|--|\n";
    let many = |text: &str| text.repeat(100_000 / text.len());
    let pages = [
        many("|a\n"),
        many("# h\n"),
        many("|\n\n"),
        many("```a\n"),
        many("|h|\n|-|\n|x\nfoo ```\n|h|\n|-|\n|x\n```\n"),
        many("](") + "\n",
        many("["),
        many("\n>"),
        many(">") + &many("\na"),
        format!("{head}{}", many("|a|b|c|\n")),
        format!("{head}{}", many("|a|\n")),
        format!("{head}{}", many("|a|b|c|d|\n\n")),
        format!("{head}|a|b|{}", many("x ```\n")),
        format!("{head}|a|b|{}|", many("x \\* <y> [z](v w) ")),
        format!("{head}|a|b|{}|", many("http://")),
        format!("{head}|a|b|{}|", many("](")),
        format!("{head}|a|b|{}\n-   x|", many("a：-   b\n")),
        format!("{head}|a|b|x\n{}|", many("-")),
    ];
    for text in pages {
        check_spans(&text, &parse(&text));
    }
}

#[track_caller]
fn check_spans(text: &str, page: &Page) {
    let mut end = 0;
    for block in &page.blocks {
        check_inside(text, block.span(), Span { start: end, end: text.len() });
        end = block.span().end;
        match block {
            Block::Table(table) => {
                let mut end = table.span.start;
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    check_inside(text, row.span, Span { start: end, end: table.span.end });
                    end = row.span.end;
                    check_row(text, row, table.header.cells.len());
                }
            }
            Block::Paragraph(paragraph) => {
                for link in &paragraph.links {
                    check_inside(text, link.span, paragraph.span);
                }
            }
            Block::Heading(_) | Block::Code(_) => {}
        }
    }
}

#[track_caller]
fn check_row(text: &str, row: &Row, columns: usize) {
    for row in (0..=columns).map(|column| row.refold(column)).chain([row.clone()]) {
        assert_eq!(row.cells.len(), columns);
        let mut end = row.span.start;
        for cell in &row.cells {
            check_inside(text, cell.span, Span { start: end, end: row.span.end });
            end = cell.span.end;
            assert_eq!(cell.span.of(text), cell.raw());
            assert!(!cell.text().contains('\n'));
        }
    }
}

#[track_caller]
fn check_inside(text: &str, inner: Span, outer: Span) {
    let is_inside =
        outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    assert!(is_inside, "{inner:?} is not in {outer:?} of {text:?}");
    assert!(text.get(inner.start..inner.end).is_some(), "{inner:?} cuts a character of {text:?}");
}

fn readings(page: &Page) -> Vec<(String, String)> {
    let mut readings = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                readings.extend(cells.map(|it| (it.text().to_owned(), it.doc().to_owned())));
            }
            Block::Paragraph(it) => readings.push((it.text.clone(), it.doc.clone())),
            Block::Heading(_) | Block::Code(_) => {}
        }
    }
    readings
}

/// Reads the doc as rustdoc would.
#[track_caller]
fn check_doc(text: &str, doc: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut broken = Vec::new();
    let callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.push(link.reference.to_string());
        None
    };
    let mut shown = String::new();
    for event in Parser::new_with_broken_link_callback(doc, options, Some(callback)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} in {doc:?}"),
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
            _ => {}
        }
    }
    assert_eq!(broken, [""; 0], "{doc:?}");
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(letters(&shown), letters(text), "{doc:?}");
}
