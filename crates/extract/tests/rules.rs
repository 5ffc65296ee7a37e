//! The explanations of all rules: each is whole, and its example shows what it says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use apigen_extract::{Diagnostic, Locales, Rule, SourcePage, Spec, Specs, extract_in};

/// The parts of an explanation, after its title and first paragraph.
const PARTS: [&str; 3] = ["Why it matters", "Example", "How to mend it"];

/// The rows of the answer on the page in another language.
const OF_OTHER_LANGUAGE: &str = "response of intl.en-US";

/// What a block of an example can be: a part of the page below, what stands in its place, or what
/// stands beside it.
const KINDS: [&str; 13] = [
    "link",
    "request",
    "response",
    "request-sample",
    "sample",
    "xml-sample",
    "errors",
    "after",
    "page",
    "bytes",
    "path",
    "spec.yaml",
    OF_OTHER_LANGUAGE,
];

/// Blocks of Markdown by their kind: what takes the place of a part of the page below.
type Blocks = BTreeMap<String, String>;

#[test]
fn every_explanation_is_whole() {
    for rule in Rule::ALL {
        let text = rule.explanation();
        assert!(text.starts_with(&format!("# `{}`\n\n", rule.id())), "{text}");
        assert!(rule.summary().ends_with('.'), "{}: {}", rule.id(), rule.summary());
        let headings: Vec<&str> = text.lines().filter_map(|it| it.strip_prefix("## ")).collect();
        let parts: Vec<&str> = headings.into_iter().filter(|it| PARTS.contains(it)).collect();
        assert_eq!(parts, PARTS, "{}", rule.id());
        for part in PARTS {
            assert!(!section(text, part).trim().is_empty(), "{}: {part}", rule.id());
        }
    }
}

#[test]
fn no_explanation_is_left_of_a_rule_that_is_gone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let id = name.strip_suffix(".md").unwrap();
        assert!(Rule::by_id(id).is_some(), "{name}");
    }
}

/// What the example shows is found by the rule, and what mends it is not.
#[test]
fn examples_show_what_they_say() {
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        let example = blocks(section(rule.explanation(), "Example"));
        let mended = blocks(section(rule.explanation(), "How to mend it"));
        if example.is_empty() || mended.is_empty() {
            wrong.push(format!("{} has no example", rule.id()));
            continue;
        }
        let found = rules(&example);
        if !found.contains(rule) {
            wrong.push(format!("{} is not found: {found:?}", rule.id()));
        }
        let mut after = example.clone();
        after.extend(mended);
        let found = rules(&after);
        if found.contains(rule) {
            wrong.push(format!("{} is not mended: {found:?}", rule.id()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The text between one of the headings of an explanation and the next one.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(&format!("\n## {heading}\n")).unwrap();
    let rest = &text[start + heading.len() + 5..];
    let ends = PARTS.iter().filter_map(|it| rest.find(&format!("\n## {it}\n")));
    &rest[..ends.min().unwrap_or(rest.len())]
}

fn blocks(text: &str) -> Blocks {
    let mut blocks = Blocks::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            assert!(blocks.insert(kind.to_owned(), body.join("\n")).is_none(), "{kind} twice");
        }
    }
    blocks
}

/// What is found on a page with these parts, beside another page that nothing is wrong with.
fn rules(blocks: &Blocks) -> Vec<Rule> {
    let part = |kind: &str| blocks.get(kind).map(String::as_str);
    for kind in blocks.keys() {
        assert!(KINDS.contains(&kind.as_str()), "no block is a `{kind}`");
    }
    if let Some(bytes) = part("bytes") {
        let bytes = bytes.split_whitespace().map(|it| u8::from_str_radix(it, 16).unwrap());
        let not_utf8 = String::from_utf8(bytes.collect()).err();
        let found = not_utf8.map(|it| Diagnostic::not_utf8("GetThing.md", &it.utf8_error()));
        return found.into_iter().map(|it| it.rule).collect();
    }
    let mut specs = Specs::default();
    if let Some(text) = part("spec.yaml") {
        match Spec::read("spec.yaml", text) {
            Ok(spec) => specs.insert("", spec),
            Err(error) => return vec![Diagnostic::spec_invalid("spec.yaml", error).rule],
        }
    }
    let text = part("page").map_or_else(|| page("GetThing", blocks), str::to_owned);
    let mut locales = Locales::default();
    let mut pages = Vec::new();
    if let Some(response) = part(OF_OTHER_LANGUAGE) {
        locales = Locales::new(["cn.zh-CN", "intl.en-US"]);
        let blocks = Blocks::from([("response".to_owned(), response.to_owned())]);
        pages.push(SourcePage::new("cn.zh-CN/GetThing.md", &text));
        pages.push(SourcePage::new("intl.en-US/GetThing.md", &page("GetThing", &blocks)));
    } else {
        let paths = part("path").unwrap_or("GetThing.md");
        pages.extend(paths.lines().map(|path| SourcePage::new(path, &text)));
        pages.push(SourcePage::new("ListThings.md", &page("ListThings", &Blocks::new())));
    }
    let mut found = extract_in(&pages, &specs, &locales).diagnostics;
    found.extend(specs.unused_severities(&found));
    found.iter().map(|it| it.rule).collect()
}

fn page(action: &str, blocks: &Blocks) -> String {
    // What nobody sees is written in words.
    let part = |kind: &str| {
        blocks.get(kind).map_or_else(String::new, |text| text.replace("U+202E", "\u{202e}"))
    };
    let link = blocks.get("link").cloned().unwrap_or_else(|| {
        format!("https://api.aliyun.com/#product=Demo&api={action}&type=RPC&version=2020-01-01")
    });
    let sample = |kind: &str, announced: &str| {
        let text = blocks.get(kind);
        text.map_or_else(String::new, |text| format!("{announced}\n\n```\n{text}\n```\n\n"))
    };
    let samples = [
        sample("request-sample", "Sample requests"),
        sample("xml-sample", "Sample success responses\n\n`XML` format"),
        sample("sample", "Sample success responses\n\n`JSON` format"),
    ]
    .concat();
    format!(
        "# {action}

Gets a thing.

## Debugging

[Try it.]({link})

## Request parameters

|Parameter|Type|Required|Example|Description|
|--|--|--|--|--|
|Action|String|Yes|{action}|The operation. |
{request}

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
|RequestId|String|r-1|The ID of the request. |
{response}

## Examples

{samples}## Error codes

|HttpCode|Error code|Error message|Description|
|--|--|--|--|
|404|NotFound.Thing|There is no such thing.|The ID is wrong. |
{errors}

{after}
",
        request = part("request"),
        response = part("response"),
        errors = part("errors"),
        after = part("after"),
    )
}
