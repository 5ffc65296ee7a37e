use apigen_ir::yaml;
use serde_json::json;

use super::*;
use crate::Request;

const BY_NUMBER: &str = "
action: ListThings
style: rpc
source: A.md
pagination:
- {style: page, number: PageNumber, size: PageSize, total: Data.TotalCount,
   items: Data.Things.Thing}
request: [{name: PageNumber, type: int32}, {name: PageSize, type: int32, default: '4'}]
response:
- name: Data
  type: struct
  fields:
  - {name: PageNumber, type: int32}
  - {name: PageSize, type: string}
  - {name: TotalCount, type: int32}
  - name: Things
    type: array<struct>
    wrapper: Thing
    fields: [{name: Note, type: string}, {name: ThingId, type: string}]
";
const BY_TOKEN: &str = "
action: ListThings
style: rpc
source: A.md
pagination:
- {style: page, number: PageNumber, items: Names}
- {style: token, token: NextToken, next: NextToken, size: MaxResults, items: Names}
request:
- {name: PageNumber, type: int32}
- {name: NextToken, type: string}
- {name: MaxResults, type: int32}
response:
- {name: NextToken, type: string}
- {name: Names, type: array<string>}
- {name: IsTruncated, type: bool}
";

fn turned(
    operation: &str,
    query: &str,
    length: Option<usize>,
    body: Value,
) -> Result<Value, String> {
    let operation = yaml::read_operation(operation).unwrap();
    let request = Request { query: query.into(), ..Request::default() };
    let received = request.decoded();
    let parameters = Parameters::read(&received, Vec::new()).unwrap();
    let Value::Object(mut body) = body else { panic!("no object") };
    turn(&operation, &parameters, length, &mut body).map_err(|refusal| refusal.code)?;
    Ok(Value::Object(body))
}

#[track_caller]
fn check_number(query: &str, length: Option<usize>, page: (&str, usize), ids: &[&str]) {
    let body = json!({"Data": {"TotalCount": 68, "Things": {"Thing": [
        {"Note": "n", "ThingId": "a"}, {"Note": "n", "ThingId": "b"}]}}});
    let turned = turned(BY_NUMBER, query, length, body).unwrap();
    let data = &turned["Data"];
    let things = data["Things"]["Thing"].as_array().unwrap();
    let found: Vec<_> = things.iter().map(|it| it["ThingId"].as_str().unwrap()).collect();
    assert_eq!(found, ids, "{query}");
    assert_eq!((data["PageSize"].as_str(), &data["TotalCount"]), (Some(page.0), &json!(page.1)));
}

#[test]
fn a_page_is_as_long_as_asked() {
    check_number("", None, ("4", 2), &["a", "b"]);
    check_number("PageSize=3", None, ("3", 2), &["a", "b"]);
    check_number("PageSize=2", None, ("2", 3), &["a", "b"]);
    check_number("PageNumber=2&PageSize=2", None, ("2", 3), &["a-3"]);
    check_number("PageNumber=3&PageSize=2", None, ("2", 3), &[]);
    check_number("PageNumber=2&PageSize=1", None, ("1", 2), &["b"]);
    check_number("PageNumber=2&PageSize=3", Some(5), ("3", 5), &["b-4", "a-5"]);
    check_number("PageSize=3", Some(1), ("3", 1), &["a"]);
}

#[test]
fn a_page_says_which_one_it_is() {
    let body = json!({"Data": {"Things": {"Thing": [{"Note": "n"}]}}});
    let turned = turned(BY_NUMBER, "PageNumber=2&PageSize=1", None, body).unwrap();
    assert_eq!(turned["Data"]["PageNumber"], json!(2));
    assert_eq!(turned["Data"]["Things"]["Thing"], json!([{"Note": "n-2"}]));
}

#[test]
fn a_token_leads_to_the_next_page() {
    let page = |query| {
        let body = json!({"Names": ["x"], "NextToken": "AAAA", "IsTruncated": true});
        turned(BY_TOKEN, query, None, body)
    };
    let first = json!({"Names": ["x"], "NextToken": "from-1", "IsTruncated": true});
    assert_eq!(page("MaxResults=1"), Ok(first));
    let last = json!({"Names": ["x-2"], "NextToken": "", "IsTruncated": false});
    assert_eq!(page("MaxResults=1&NextToken=from-1"), Ok(last));
    assert_eq!(page("NextToken=AAAA"), Err("InvalidNextToken".to_owned()));
    let whole = json!({"Names": ["x"], "NextToken": "", "IsTruncated": false});
    assert_eq!(page(""), Ok(whole.clone()));
    assert_eq!(page("PageNumber=1"), Ok(whole));
}

#[test]
fn a_page_that_there_cannot_be_is_refused() {
    for (query, code) in [("PageNumber=0", "InvalidPageNumber"), ("PageSize=-1", "InvalidPageSize")]
    {
        assert_eq!(turned(BY_NUMBER, query, None, json!({})), Err(code.to_owned()));
    }
}

#[test]
fn an_answer_without_pages_stays_as_it_is() {
    let body = json!({"Data": {"TotalCount": 68, "Things": {"Thing": [{}]}}});
    let no_items = BY_NUMBER.replace(",\n   items: Data.Things.Thing", "");
    let other_items = BY_NUMBER.replace("items: Data.Things.Thing", "items: Data.Others");
    for operation in [no_items, other_items] {
        assert_eq!(turned(&operation, "PageSize=1", Some(9), body.clone()), Ok(body.clone()));
    }
}
