//! The report of the small pages in `pages/`, and of pages that mean harm.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

use std::collections::{BTreeMap, BTreeSet};

use apigen_extract::{SourcePage, Specs, extract};
use apigen_report::{Input, report};
use apigen_review::{State, Texts, review};

/// The files of a report by path; each state is a list of pages with their texts.
fn files(before: &[(&str, &str)], now: &[(&str, &str)]) -> BTreeMap<String, String> {
    let read = |pages: &[(&str, &str)]| {
        let pages: Vec<_> = pages.iter().map(|(path, text)| SourcePage::new(*path, text)).collect();
        extract(&pages, &Specs::default())
    };
    let texts = |pages: &[(&str, &str)]| -> Texts {
        pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    let (old, new) = (read(before), read(now));
    let (old_texts, new_texts) = (texts(before), texts(now));
    let (old_state, new_state) =
        (State::of_pages(&old, &old_texts), State::of_pages(&new, &new_texts));
    let files = report(&Input {
        review: &review(&old_state, &new_state),
        old: old_state,
        new: new_state,
        rows: &new.rows,
        diagnostics: &new.diagnostics,
        specs: "specs",
        version: "0.1.0",
    });
    files.unwrap().into_iter().map(|it| (it.path, it.text)).collect()
}

/// The report of the small pages.
fn small() -> BTreeMap<String, String> {
    let before = [
        ("demo/GetThing.md", include_str!("pages/before/demo/GetThing.md")),
        ("demo/KeepThing.md", include_str!("pages/before/demo/KeepThing.md")),
        ("demo/ListThings.md", include_str!("pages/before/demo/ListThings.md")),
        ("demo/SellThing.md", include_str!("pages/before/demo/SellThing.md")),
    ];
    let now = [
        ("demo/BuyThing.md", include_str!("pages/now/demo/BuyThing.md")),
        ("demo/GetThing.md", include_str!("pages/now/demo/GetThing.md")),
        ("demo/KeepThing.md", include_str!("pages/now/demo/KeepThing.md")),
        ("demo/ListThings.md", include_str!("pages/now/demo/ListThings.md")),
    ];
    files(&before, &now)
}

/// The body of a page without its script, each element on a line of its own.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("<body").unwrap();
    let (body, _) = body.split_once("<script>").unwrap();
    let mut out = format!("<body{body}");
    for element in [
        "main", "header", "section", "table", "tr", "td", "li", "ul", "h1", "h2", "h3", "h4", "p",
        "div", "pre", "aside",
    ] {
        out = out.replace(&format!("<{element} "), &format!("\n<{element} "));
        out = out.replace(&format!("<{element}>"), &format!("\n<{element}>"));
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The part of a page from one id to another.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(&format!("id=\"{from}\"")).unwrap();
    let end = page.find(&format!("id=\"{to}\"")).unwrap();
    &page[start..end]
}

/// The tags of a page, each with its attributes by name.
fn tags(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').unwrap();
        rest = after;
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut named = BTreeMap::new();
        while let Some((name, value)) = attributes.split_once("=\"") {
            let (value, after) = value.split_once('"').unwrap();
            let is_new = named.insert(name.trim().to_owned(), value.to_owned()).is_none();
            assert!(is_new, "{name} twice in <{tag}>");
            attributes = after;
        }
        for flag in attributes.split_whitespace() {
            named.insert(flag.to_owned(), String::new());
        }
        // What stands in these is no HTML.
        if ["style", "script"].contains(&name) {
            let (_, after) = rest.split_once(&format!("</{name}>")).unwrap();
            rest = after;
        }
        found.push((name.to_owned(), named));
    }
    found
}

#[test]
fn there_is_a_page_for_each_changed_operation_and_no_other() {
    let paths: Vec<String> = small().into_keys().collect();
    let expected = ["BuyThing", "GetThing", "ListThings", "SellThing"];
    let expected = expected.map(|it| format!("demo-20200101/{it}.html"));
    assert_eq!(paths[..4], expected);
    assert_eq!(paths[4..], ["index.html"]);
}

#[test]
fn the_index_says_what_changed_and_links_to_it() {
    insta::assert_snapshot!(body(&small()["index.html"]));
}

#[test]
fn a_page_shows_what_changed_and_each_row_with_its_field() {
    let files = small();
    let body = body(&files["demo-20200101/ListThings.html"]);
    insta::assert_snapshot!("page_changes", between(&body, "top", "tables"));
    insta::assert_snapshot!("page_tables", between(&body, "tables", "page"));
    insta::assert_snapshot!("page_tree", between(&body, "tree", "sample"));
    insta::assert_snapshot!("page_sample", between(&body, "sample", "rust"));
}

#[test]
fn the_rust_shows_the_lines_that_changed() {
    let files = small();
    let page = &files["demo-20200101/ListThings.html"];
    let (_, rust) = page.split_once("id=\"rust\"").unwrap();
    let changed: Vec<&str> = rust
        .split("<li ")
        .filter(|it| it.contains("class=\"new\"") || it.contains("class=\"gone\""))
        .collect();
    let has = |class: &str, text: &str| {
        changed.iter().any(|it| it.contains(&format!("class=\"{class}\"")) && it.contains(text))
    };
    assert!(has("gone", "pub fn weight(&amp;self) -&gt; Option&lt;i32&gt; {"), "{changed:?}");
    assert!(has("new", "pub fn weight(&amp;self) -&gt; Option&lt;i64&gt; {"), "{changed:?}");
    assert!(has("gone", "pub fn size(&amp;self)"), "{changed:?}");
    assert!(has("new", "pub fn owner(&amp;self)"), "{changed:?}");
}

#[test]
fn an_operation_that_came_or_went_is_all_new_or_all_gone() {
    let files = small();
    for (operation, class, other) in [("BuyThing", "new", "gone"), ("SellThing", "gone", "new")] {
        let page = &files[&format!("demo-20200101/{operation}.html")];
        let (_, rust) = page.split_once("id=\"rust\"").unwrap();
        let lines = rust.matches("<li ").count();
        assert!(lines > 50, "{operation}: {lines}");
        assert_eq!(rust.matches(&format!("class=\"{class}\"")).count(), lines, "{operation}");
        assert!(!rust.contains(&format!("class=\"{other}\"")), "{operation}");
        let tree = between(page, "tree", "sample");
        let nodes = tree.matches("class=\"node ").count();
        assert_eq!(tree.matches(" gone").count(), if class == "gone" { nodes } else { 0 });
        assert!(nodes > 2 && page.matches("<tr class=\"row ").count() >= nodes, "{operation}");
    }
}

#[test]
fn a_section_that_is_lost_is_shown_and_questioned() {
    let before = include_str!("pages/before/demo/GetThing.md");
    let (start, rest) = before.split_once("## Response parameters").unwrap();
    let (section, end) = rest.split_once("\n## ").unwrap_or((rest, ""));
    let now = format!("{start}\n## {end}");
    let files = files(&[("GetThing.md", before)], &[("GetThing.md", &now)]);
    let page = &files["demo-20200101/GetThing.html"];
    let rows = section.lines().filter(|it| it.starts_with('|')).count() - 2;
    assert!(rows > 1, "{section}");
    let all = page.split("<tr class=\"row ").skip(1);
    let gone: Vec<_> = all.filter(|it| it.starts_with("breaking gone")).collect();
    assert_eq!(gone.len(), rows);
    assert!(
        gone.iter().all(|it| it.contains("section-lost") && it.contains("doubtful")),
        "{gone:?}"
    );
    assert!(page.contains("<h3>Response parameters</h3>"));
    // Each row, and that the page has no such table.
    assert!(files["index.html"].contains(&format!("{} doubtful", rows + 1)));
}

#[test]
fn a_line_that_is_not_new_is_not_shown_as_new() {
    let files = small();
    let page = &files["demo-20200101/ListThings.html"];
    let line = "|Color|String|No|red|The color of the things. Valid values:";
    assert!(page.contains(&format!("<div class=\"was\"><code>{line}</code></div>")));
    assert!(!page.contains(&format!("<ins>{line}")));
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let files = small();
    for (path, page) in &files {
        let tags = tags(page);
        let mut ids = BTreeSet::new();
        for (_, attributes) in &tags {
            if let Some(id) = attributes.get("id") {
                assert!(ids.insert(id.as_str()), "{path}: {id} twice");
            }
        }
        for (_, attributes) in &tags {
            let labels = ["aria-labelledby", "aria-describedby"].map(|it| attributes.get(it));
            for id in labels.into_iter().flatten() {
                assert!(ids.contains(id.as_str()), "{path}: no {id}");
            }
            match attributes.get("href").map(String::as_str) {
                None => {}
                Some(link) if link.starts_with('#') => {
                    assert!(ids.contains(&link[1..]), "{path}: no {link}");
                }
                Some("../index.html") => assert!(path.contains('/'), "{path}"),
                Some(link) => {
                    let is_known = files.contains_key(link) || link.starts_with("https://");
                    assert!(is_known, "{path}: {link}");
                }
            }
        }
        assert!(tags.len() > 20, "{path}");
    }
}

#[test]
fn a_file_needs_no_other_file() {
    for (path, page) in small() {
        for (name, attributes) in tags(&page) {
            let is_plain = !["link", "img", "iframe", "object", "embed", "base", "form"]
                .contains(&name.as_str());
            assert!(is_plain, "{path}: <{name}>");
            assert!(!attributes.contains_key("src") && !attributes.contains_key("style"), "{path}");
            assert!(!attributes.keys().any(|it| it.starts_with("on")), "{path}: {attributes:?}");
        }
        assert!(!page.contains("url(") && !page.contains("@import"), "{path}");
    }
}

/// What would do harm wherever it is taken for more than text.
const ATTACKS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style></script><svg onload=alert(1)>",
    "<!-- --!> <b>",
    "\u{202e}gnp.exe\u{200b}",
    "&lt;i&gt;",
    "before\rafter",
];

fn hostile(attack: &str, ty: &str) -> String {
    format!(
        "# GetThing {attack}

Gets {attack} a thing.

[Try it.](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)

## Notes {attack}

{attack}

## Request parameters

|Parameter|Type|Required|Example|Description|
|--|--|--|--|--|
|ThingId|String|Yes|{attack}|The ID. {attack} |
|Kind{attack}|String|No|x|{attack} |

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
|Size|{ty}|{attack}|How {attack} big. |

## Examples

`JSON` format

```
{{\"Size\": \"{attack}\", \"{attack}\": 1}}
```

## Error codes

|HttpCode|Error code|Error message|Description|
|--|--|--|--|
|404|NotFound.{attack}|{attack}|{attack} |
|404|NotFound.Thing|{attack}|{attack} |
"
    )
}

#[test]
fn a_hostile_page_is_shown_and_not_obeyed() {
    let allowed = {
        let (before, now) = (hostile("x", "Integer"), hostile("y", "Long"));
        let files = files(&[("GetThing.md", &before)], &[("GetThing.md", &now)]);
        files
            .values()
            .chain(small().values())
            .flat_map(|it| tags(it))
            .map(|it| it.0)
            .collect::<BTreeSet<_>>()
    };
    for attack in ATTACKS {
        let path = format!("{attack}/GetThing.md");
        let (before, now) = (hostile("x", "Integer"), hostile(attack, "Long"));
        let files = files(&[("GetThing.md", &before)], &[(&path, &now)]);
        assert_eq!(files.len(), 2, "{attack}: {}", body(&files["index.html"]));
        for (file, page) in &files {
            let tags = tags(page);
            for (name, attributes) in &tags {
                assert!(allowed.contains(name), "{attack}: <{name}> in {file}");
                let is_handler = |it: &String| it.starts_with("on");
                assert!(!attributes.keys().any(is_handler), "{attack}: {attributes:?}");
            }
            for name in ["script", "style", "meta"] {
                let count = tags.iter().filter(|it| it.0 == name).count();
                assert_eq!(
                    count,
                    if name == "meta" { 5 } else { 1 },
                    "{attack}: <{name}> in {file}"
                );
            }
            assert!(!page.contains(['\u{202e}', '\u{200b}', '\r']), "{attack}: {file}");
        }
        let page = &files["demo-20200101/GetThing.html"];
        let word = match attack {
            _ if attack.contains('\u{202e}') => "⟨U+202E⟩gnp.exe",
            _ if attack.contains('\r') => "before⟨U+000D⟩after",
            _ => "How ",
        };
        assert!(page.contains(word), "{attack}");
    }
}

#[test]
fn a_link_that_is_no_link_of_the_web_is_none() {
    let page = |ty: &str| {
        let page = hostile("x", ty);
        page.replace(
            "[Try it.](https://api.aliyun.com/#",
            "[Try it.](javascript:alert(1)//api.aliyun.com/#",
        )
    };
    let (before, now) = (page("Integer"), page("Long"));
    for page in files(&[("GetThing.md", &before)], &[("GetThing.md", &now)]).values() {
        for (_, attributes) in tags(page) {
            let link = attributes.get("href").map_or("#", String::as_str);
            let is_of_report = ["../index.html", "demo-20200101/GetThing.html"].contains(&link);
            let is_safe = link.starts_with('#') || link.starts_with("https://") || is_of_report;
            assert!(is_safe, "{link}");
        }
    }
}

#[test]
fn without_the_old_pages_the_changes_are_shown_all_the_same() {
    let now = include_str!("pages/now/demo/ListThings.md");
    let before = include_str!("pages/before/demo/ListThings.md");
    let read = |text: &str| extract(&[SourcePage::new("ListThings.md", text)], &Specs::default());
    let (old, new) = (read(before), read(now));
    let texts = Texts::from([("ListThings.md".to_owned(), now.to_owned())]);
    let (old, new_state) = (State::of_ir(&old.services), State::of_pages(&new, &texts));
    let files = report(&Input {
        review: &review(&old, &new_state),
        old,
        new: new_state,
        rows: &new.rows,
        diagnostics: &new.diagnostics,
        specs: "specs",
        version: "0.1.0",
    });
    let page = &files.unwrap()[1].text;
    let (_, source) = page.split_once("id=\"page\"").unwrap();
    let (source, _) = source.split_once("<aside").unwrap();
    assert!(!source.contains("class=\"new\""), "nothing is known of the old page");
    // The field that is gone still has its row and its line of Rust.
    assert!(page.contains("<del>Size string</del>"));
    assert!(page.contains("class=\"gone\""));
}
