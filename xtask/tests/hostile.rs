//! Pages that try to become code, or files elsewhere: in every place that output takes from a page.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use support::Sandbox;

/// Texts that would be code, or hide it, if they were written as they are.
const TEXTS: &[&str] = &[
    "*/ pub fn evil() {} /*",
    "*/ } pub mod evil {} //",
    "#[cfg(any())] pub mod evil {}",
    "#![allow(evil)]",
    "\"] pub mod evil {} #[doc = \"",
    "\"#; evil!(); r#\"",
    "'\"`}]); evil!(); //",
    "\\u{202e}evil\\u{2066}",
    "\u{202e}do evil\u{2066}",
    "\u{2028}pub fn evil() {}",
    "\u{85}do evil\u{0}\u{1b}[2J",
    "-->\u{a0}<script>evil()</script><!--",
    "``` do evil() ```",
    "[do evil](javascript:evil())",
    "<https://evil> <evil@evil>",
    "${evil} {evil} {{evil}} %(evil)s",
    "&evil *evil !!evil",
    "- evil: [",
    "../../../evil",
    "/etc/evil",
    "C:\\evil\\\\",
    "self",
    "crate",
    "Self",
    "r#type",
    "CON",
    ".",
    "..",
];

/// The places of a page that output takes text from; `@` stands for the text, `$` for the action.
const PLACES: &[&str] = &[
    "# @",
    "Does @.",
    "https://api.aliyun.com/#product=Demo&api=$&type=RPC&version=2020-01-01&x=@",
    "|Thing@|String|Yes|t|The ID. |",
    "|@|String|Yes|t|The ID. |",
    "|Tag.N.@|String|No|t|The key. |",
    "|ThingId|String|Yes|@|The ID. |",
    "|ThingId|String|No|t|@ |",
    "|Count|Integer|No|1|Count. Default value: @ |",
    "|Kind|String|No|a|Valid values:\n\n-   @: one\n-   b: @ |",
    "|Secret|String|No|[\"@\"]|A list. |",
    "|@|Integer|10|A field. |",
    "|Inner|Array of @|1|Fields. |",
    "|Size|Integer|@|How big. |",
    "|Size|Integer|10|@ |",
    "|404|NotFound.@|The thing was not found.|No thing. |",
    "|404|NotFound|@|No thing. |",
    "|404|NotFound|The thing was not found.|@ |",
    "https://x.y/?Action=$&@=@",
    "{\"Size\": 10, \"Ids\": {\"@\": [\"a\"]}, \"@\": \"@\"}",
    "A note: @",
];

/// A page of the action in which one place holds the text.
fn page(action: &str, place: usize, text: &str) -> String {
    let fill = |wanted: &str, usual: &str| {
        let index = PLACES.iter().position(|it| *it == wanted).expect("a place of the list");
        if index == place {
            wanted.replace('$', action).replace('@', text)
        } else {
            usual.to_owned()
        }
    };
    let link =
        format!("https://api.aliyun.com/#product=Demo&api={action}&type=RPC&version=2020-01-01");
    let rows = |wanted: &[&str]| -> String {
        wanted
            .iter()
            .map(|row| fill(row, ""))
            .filter(|row| !row.is_empty())
            .map(|row| row + "\n")
            .collect()
    };
    [
        fill(PLACES[0], &format!("# {action}")),
        fill(PLACES[1], "Does a thing."),
        format!("[Debug]({})", fill(PLACES[2], &link)),
        format!(
            "## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n\
             |Action|String|Yes|{action}|The operation. |\n{}",
            rows(&PLACES[3..11])
        ),
        format!(
            "## Response parameters\n\n|Parameter|Type|Example|Description|\n|--|--|--|--|\n\
             |Ids|List|a|The IDs. |\n{}",
            rows(&PLACES[11..15])
        ),
        fill(PLACES[20], ""),
        format!(
            "## Examples\n\nSample requests\n\n```\n{}\n```\n\nSample success responses\n\n```\n{}\n```",
            fill(PLACES[18], &format!("https://x.y/?Action={action}")),
            fill(PLACES[19], "{\"Size\": 10, \"Ids\": [\"a\"]}")
        ),
        format!(
            "## Error codes\n\n|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n\
             |400|Busy|The thing is busy.|Wait. |\n{}",
            rows(&PLACES[15..18])
        ),
    ]
    .join("\n\n")
}

#[test]
fn what_a_page_says_never_becomes_code_and_is_never_written_elsewhere() {
    let sandbox = Sandbox::new();
    let mut pages = 0;
    for (number, text) in TEXTS.iter().enumerate() {
        for place in 0..PLACES.len() {
            let action = format!("Try{number}At{place}");
            sandbox.write(&format!("specs/demo/{action}.md"), &page(&action, place, text));
            pages += 1;
        }
    }
    let before = sandbox.files(".");
    let run = sandbox.codegen(&[]);
    assert!(run.code <= 1, "{}", run.stderr);

    let files = sandbox.files(".");
    let new: Vec<&String> = files.keys().filter(|path| !before.contains_key(*path)).collect();
    let operations = new.iter().filter(|path| extension(path) == "yaml").count();
    // A page whose name cells hold no names is rejected; most hold text that is harmless as text.
    assert!(operations * 2 > pages, "{operations} of {pages}");
    for path in &new {
        assert!(Path::new(path).starts_with("./out/demo-20200101"), "{path}");
        check(path, files.get(*path).expect("a file that was read"));
    }
    // What stood there before is as it was.
    for (path, text) in &before {
        assert_eq!(files.get(path), Some(text), "{path}");
    }
}

/// A generated file holds no character that hides or reorders text, and what a page says stands in
/// literals and comments alone.
fn check(path: &str, text: &str) {
    let is_unseen = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    assert!(
        !text.contains(is_unseen),
        "{path}: {:?}",
        text.lines().find(|it| it.contains(is_unseen))
    );
    if extension(path) == "rs" {
        let tokens: TokenStream = text.parse().unwrap_or_else(|_| panic!("{path} is no Rust"));
        assert!(!names_evil(tokens), "{path}");
    } else if path.contains("/ir/") {
        let operation = apigen_ir::yaml::read_operation(text).expect(path);
        assert!(path.ends_with(&format!("/{}.yaml", operation.action)), "{path}");
    } else if extension(path) == "toml" {
        assert!(!text.contains("evil"), "{path}");
    }
}

fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// Whether a name in the code is one that pages tried to add. Comments of docs are literals here.
fn names_evil(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => names_evil(group.stream()),
        TokenTree::Ident(name) => name == "evil",
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[test]
fn a_page_cannot_name_a_folder_or_a_file_elsewhere() {
    let sandbox = Sandbox::new();
    for (number, name) in
        ["../../evil", "/evil", "evil/..", "..", "C:\\evil", "ev\u{202e}il"].iter().enumerate()
    {
        let action = format!("Get{number}");
        let text = page(&action, usize::MAX, "");
        sandbox.write(&format!("specs/a/{number}.md"), &text.replace(&action, name));
        let product = text.replace("product=Demo", &format!("product={name}"));
        sandbox.write(&format!("specs/b/{number}.md"), &product);
        let version = text.replace("2020-01-01", name);
        sandbox.write(&format!("specs/c/{number}.md"), &version);
    }
    let before = sandbox.files(".");
    let run = sandbox.codegen(&[]);
    assert!(run.code <= 1, "{}", run.stderr);
    for path in sandbox.files(".").keys().filter(|path| !before.contains_key(*path)) {
        assert!(Path::new(path).starts_with("./out"), "{path}");
        assert!(!path.contains("..") || path.starts_with("./out/"), "{path}");
        assert!(!path.contains('\u{202e}') && !path.contains('\\'), "{path}");
    }
}
