//! The lines of a generated file on which its public items stand.

use std::collections::BTreeMap;

/// The line, counted from 1, of each public item in the source of an operation's module, by the name
/// that [`apigen_emit::RustItem`] has for it below the module: `GetThingResponse::size`.
///
/// Generated sources are formatted: what is public in a type, an `impl` or a module is indented once.
pub(crate) fn item_lines(source: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut owner = String::new();
    let mut is_enum = false;
    for (at, line) in source.lines().enumerate() {
        let inner = line.strip_prefix("    ");
        if let Some(inner) = inner {
            let name = inner
                .strip_prefix("pub fn ")
                .or_else(|| inner.strip_prefix("pub trait "))
                .or(Some(inner).filter(|_| is_enum));
            let name = name.map(identifier).filter(|it| !it.is_empty());
            if let Some(name) = name {
                found.entry(format!("{owner}::{name}")).or_insert(at + 1);
            }
        } else if let Some(name) = owner_of(line) {
            name.clone_into(&mut owner);
            is_enum = line.starts_with("pub enum ");
        }
    }
    found
}

/// The type or the module that a line without indentation opens.
fn owner_of(line: &str) -> Option<&str> {
    const WORDS: [&str; 3] = ["pub struct ", "pub enum ", "pub mod "];
    if let Some(rest) = WORDS.iter().find_map(|word| line.strip_prefix(word)) {
        return Some(identifier(rest));
    }
    // Many parameters of an `impl` stand on lines of their own.
    let rest = line.strip_prefix("impl").or_else(|| line.strip_prefix("> "))?;
    let rest = if line.starts_with("impl<") { behind_brackets(rest)? } else { rest };
    let ty = rest.rsplit_once(" for ").map_or(rest, |(_, ty)| ty);
    let ty = ty.split(['<', ' ', '{']).find(|it| !it.is_empty())?;
    Some(ty.rsplit("::").next().unwrap_or(ty))
}

/// What stands behind the angle brackets that a text begins with.
fn behind_brackets(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..);
        }
    }
    None
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '#');
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use apigen_emit::{Options, RuntimeDependency, emit, items};
    use apigen_ir::yaml;

    use super::*;

    #[test]
    fn every_item_of_an_operation_has_a_line() {
        let mut service = yaml::read_service(
            "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}",
        )
        .unwrap();
        let operation = "action: ListThings
style: rpc
source: ListThings.md
request:
- {name: ThingId, in: query, type: string, required: true}
- {name: Type, in: query, type: string, values: [{value: big}, {value: small}]}
- {name: Tag, in: query, type: array<Tag>, fields: [{name: Key, type: string}]}
response:
- {name: RequestId, type: string}
- name: Data
  type: Data
  fields: [{name: List, type: array<Thing>, fields: [{name: Size, type: int32}]}]
errors:
- {http: 404, code: NotFound.Thing}
";
        service.operations.push(yaml::read_operation(operation).unwrap());
        let files = emit(&service, &Options { runtime: RuntimeDependency::Workspace }).unwrap();
        let file = files.iter().find(|it| it.path == "src/operation/list_things.rs").unwrap();
        let lines = item_lines(&file.text);
        let source: Vec<&str> = file.text.lines().collect();
        let items = items(&service);
        assert_eq!(items[0].items.len(), 15, "{items:?}");
        for item in &items[0].items {
            let name = item.name.strip_prefix("operation::list_things::").unwrap_or(&item.name);
            let line = lines.get(name).unwrap_or_else(|| panic!("{name} has no line"));
            let last = name.rsplit("::").next().unwrap();
            assert!(source[line - 1].contains(last), "{name}: {}", source[line - 1]);
        }
    }
}
