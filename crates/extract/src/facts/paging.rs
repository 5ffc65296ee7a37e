//! How an operation pages, by the names of its parameters and of the fields of its answer.

use apigen_ir::{Field, Node, Pagination, Type, WirePath, wire_paths};

use super::words::{IDEMPOTENCY_TOKENS, PAGE_NUMBERS, PAGE_SIZES, TOKENS, TOTALS};

/// How deep the count and the list may stand: the answer itself, and one struct such as `Data`.
const MAX_STRUCTS: usize = 1;

/// Finds the ways in which an operation gives its list in parts.
pub(super) fn read(request: &[Field], response: &[Field]) -> Vec<Pagination> {
    let paths: Vec<WirePath<'_>> =
        wire_paths(response).into_iter().filter(|it| is_outer(it)).collect();
    let page = parameter(request, PAGE_NUMBERS).map(|number| {
        let total = scalar(&paths, TOTALS);
        Pagination::Page {
            number,
            size: parameter(request, PAGE_SIZES),
            items: items(&paths, total.as_deref()),
            total,
        }
    });
    // A number alone may be that of something else, and without list and total nothing is paged.
    let page = page.filter(|it| {
        matches!(it, Pagination::Page { size, total, items, .. }
            if total.is_some() || (size.is_some() && items.is_some()))
    });
    let token = TOKENS.iter().find_map(|(taken, given, sizes)| {
        let next = scalar(&paths, &[given])?;
        Some(Pagination::Token {
            token: parameter(request, &[taken])?,
            size: parameter(request, sizes),
            items: items(&paths, Some(&next)),
            next,
        })
    });
    page.into_iter().chain(token).collect()
}

/// Finds the parameter whose value makes a repeated request count once.
pub(super) fn idempotency_token(request: &[Field]) -> Option<String> {
    parameter(request, IDEMPOTENCY_TOKENS)
}

fn is_outer(path: &WirePath<'_>) -> bool {
    let within_wrapper = path.field.wrapper.is_some();
    let structs = path.path.matches('.').count()
        - usize::from(within_wrapper && matches!(path.node, Node::Value(_)));
    structs <= MAX_STRUCTS && !path.path.contains(['[', '{'])
}

/// The first parameter with one of these names, in the order of the names.
fn parameter(request: &[Field], names: &[&str]) -> Option<String> {
    let of_name = |name: &&str| {
        request.iter().find(|field| is_named(&field.name, name) && is_scalar(&field.ty))
    };
    names.iter().find_map(of_name).map(|field| field.name.clone())
}

/// The path of the one scalar with one of these names; none where several have one.
fn scalar(paths: &[WirePath<'_>], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let mut found = paths.iter().filter(|it| {
            matches!(it.node, Node::Value(ty) if is_scalar(ty)) && is_named(&it.field.name, name)
        });
        let only = found.next()?;
        found.next().is_none().then(|| only.path.clone())
    })
}

/// The path of the one array beside `neighbour`, or of the only one there is.
fn items(paths: &[WirePath<'_>], neighbour: Option<&str>) -> Option<String> {
    let parent =
        |path: &str| path.rsplit_once('.').map_or(String::new(), |(parent, _)| parent.to_owned());
    let arrays = || paths.iter().filter(|it| matches!(it.node, Node::Value(Type::Array(_))));
    let beside = arrays().filter(|it| {
        let outer = it
            .path
            .strip_suffix(it.field.wrapper.as_deref().unwrap_or_default())
            .unwrap_or(&it.path);
        let outer = outer.strip_suffix('.').unwrap_or(outer);
        neighbour.is_some_and(|neighbour| parent(outer) == parent(neighbour))
    });
    only(beside).or_else(|| only(arrays()))
}

fn only<'a>(mut arrays: impl Iterator<Item = &'a WirePath<'a>>) -> Option<String> {
    let first = arrays.next()?;
    arrays.next().is_none().then(|| first.path.clone())
}

fn is_scalar(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Int32 | Type::Int64 | Type::Double | Type::Float)
}

/// Compares names without regard to case and marks.
fn is_named(name: &str, wanted: &str) -> bool {
    let name: String = name.chars().filter(|c| !matches!(c, '_' | '-')).collect();
    name.eq_ignore_ascii_case(wanted)
}

#[cfg(test)]
mod tests {
    use apigen_ir::{Operation, yaml};

    fn paging(request: &[&str], response: &str) -> String {
        let parameters: Vec<String> = request
            .iter()
            .map(|name| format!("- {{name: {name}, in: query, type: int32}}\n"))
            .collect();
        let request = parameters.concat();
        let text = format!(
            "action: X\nstyle: rpc\nsource: X.md\nrequest:\n{request}response:\n{response}"
        );
        let operation: Operation = yaml::read_operation(&text).unwrap();
        let paging = super::read(&operation.request, &operation.response);
        yaml::write(&paging).unwrap()
    }

    const WRAPPED: &str = "- {name: TotalCount, type: int32}\n- {name: NextToken, type: string}\n\
        - name: Things\n  wrapper: Thing\n  type: array<Thing>\n  fields: [{name: Id, type: string}]\n";

    #[test]
    fn pages_are_found_with_their_total_and_items() {
        assert_eq!(
            paging(&["PageNumber", "PageSize"], WRAPPED),
            "- style: page\n  number: PageNumber\n  size: PageSize\n  total: TotalCount\n  items: Things.Thing\n"
        );
        let inner = "- name: Data\n  type: struct\n  fields:\n  - {name: Total, type: int64}\n  \
            - {name: List, type: array<string>}\n- {name: Others, type: array<string>}\n";
        assert_eq!(
            paging(&["page_no", "Size"], inner),
            "- style: page\n  number: page_no\n  size: Size\n  total: Data.Total\n  items: Data.List\n"
        );
    }

    #[test]
    fn tokens_are_found_with_their_size() {
        assert_eq!(
            paging(&["NextToken", "MaxResults"], WRAPPED),
            "- style: token\n  token: NextToken\n  next: NextToken\n  size: MaxResults\n  items: Things.Thing\n"
        );
        let cursor = "- {name: Cursor, type: string}\n";
        assert_eq!(
            paging(&["Cursor"], cursor),
            "- style: token\n  token: Cursor\n  next: Cursor\n"
        );
    }

    #[test]
    fn an_operation_may_page_in_two_ways() {
        let both = paging(&["PageNumber", "PageSize", "NextToken"], WRAPPED);
        assert!(both.contains("style: page") && both.contains("style: token"), "{both}");
    }

    #[test]
    fn what_gives_no_list_does_not_page() {
        for (request, response) in [
            (&["PageNumber", "PageSize"][..], "- {name: Size, type: int32}\n"),
            (&["PageNumber"][..], "- {name: Things, type: array<string>}\n"),
            (&["NextToken"][..], "- {name: Things, type: array<string>}\n"),
            (&["Size"][..], WRAPPED),
        ] {
            assert_eq!(paging(request, response), "[]\n", "{request:?}");
        }
    }

    #[test]
    fn items_are_not_guessed_among_several_arrays() {
        let two = "- {name: Total, type: int32}\n- {name: A, type: array<string>}\n\
            - {name: B, type: array<string>}\n";
        assert_eq!(
            paging(&["PageNumber", "PageSize"], two),
            "- style: page\n  number: PageNumber\n  size: PageSize\n  total: Total\n"
        );
    }
}
