//! Small pages, and what is read of them, in short forms.

#![allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot go on shall stop; not every test file uses all of it"
)]

use apigen_extract::{Extraction, SourcePage, Spec, Specs, extract};
use apigen_ir::{Operation, wire_paths};

/// A page with these request rows, response rows and JSON sample; the action is `GetThing`.
pub fn page(link: &str, request: &str, response: &str, sample: &str) -> String {
    format!(
        "# GetThing\n\nGets a thing.\n\n## 调试\n\n[Try it.](https://api.aliyun.com/#product=Demo&api=GetThing{link})\n\n\
         ## 请求参数\n\n|名称|类型|是否必选|示例值|描述|\n|--|--|--|--|--|\n|Action|String|是|GetThing|操作。 |\n{request}\n\
         ## 返回数据\n\n|名称|类型|示例值|描述|\n|--|--|--|--|\n{response}\n\
         ## 示例\n\n正常返回示例\n\n`JSON`格式\n\n```\n{sample}\n```\n"
    )
}

pub const RPC: &str = "&type=RPC&version=2020-01-01";

pub fn read(page: &str) -> Extraction {
    extract(&[SourcePage::new("GetThing.md", page)], &Specs::default())
}

#[track_caller]
pub fn operation(extraction: &Extraction) -> &Operation {
    match extraction.services.as_slice() {
        [service] => &service.operations[0],
        _ => panic!("no operation; {:#?}", extraction.diagnostics),
    }
}

/// The fields as `path type` lines, request before response.
#[track_caller]
pub fn fields(extraction: &Extraction) -> Vec<String> {
    let operation = operation(extraction);
    [&operation.request, &operation.response]
        .into_iter()
        .flat_map(|fields| wire_paths(fields))
        .map(|it| format!("{} {}", it.path, it.field.ty))
        .collect()
}

pub fn rules(extraction: &Extraction) -> Vec<&'static str> {
    extraction.diagnostics.iter().map(|it| it.rule.id()).collect()
}

/// The fields that findings are about.
pub fn paths(extraction: &Extraction) -> Vec<&str> {
    extraction.diagnostics.iter().filter_map(|it| it.path.as_deref()).collect()
}

/// The corrections of `GetThing`, one a line, as the text of a `spec.yaml`.
pub fn spec(corrections: &str) -> String {
    let lines = corrections.lines().map(str::trim).filter(|line| !line.is_empty());
    let entries: Vec<String> = lines.map(|line| format!("  - {line}\n")).collect();
    format!("corrections:\n  GetThing:\n{}", entries.concat())
}

/// Reads a page with corrections of it.
pub fn corrected(page: &str, corrections: &str) -> Extraction {
    let mut specs = Specs::default();
    specs.insert("", Spec::read("spec.yaml", &spec(corrections)).unwrap());
    extract(&[SourcePage::new("GetThing.md", page)], &specs)
}
