//! What pages witness for each other, and the two samples of one page for each other.

#![allow(clippy::indexing_slicing, reason = "a test that cannot go on shall stop")]

mod support;

use apigen_extract::{Extraction, SourcePage, Specs, extract};

use support::{RPC, fields, page, paths, read, rules};

/// Reads pages of these actions.
fn read_all(pages: &[(&str, String)]) -> Extraction {
    let source = |(action, text): &(&str, String)| {
        SourcePage::new(format!("{action}.md"), &text.replace("GetThing", action))
    };
    extract(&pages.iter().map(source).collect::<Vec<_>>(), &Specs::default())
}

/// The response's wire paths of the operation at this place.
fn response_paths(extraction: &Extraction, operation: usize) -> Vec<String> {
    let operation = &extraction.services[0].operations[operation];
    apigen_ir::wire_paths(&operation.response).into_iter().map(|it| it.path).collect()
}

#[test]
fn other_pages_witness_where_a_name_stands() {
    let shown = page(
        RPC,
        "",
        "|Things|Array of Thing| |列表。 |\n|Name|String|n|名称。 |\n|TotalCount|Integer|1|总数。 |",
        r#"{"Things": [{"Name": "n"}], "TotalCount": 1}"#,
    );
    let unshown = page(
        RPC,
        "",
        "|Cells|Array of Cell| |格。 |\n|Id|String|z|标识。 |\n|TotalCount|Integer|1|总数。 |",
        "",
    )
    .replace("GetThing", "ListCells");
    let alone = extract(&[SourcePage::new("ListCells.md", &unshown)], &Specs::default());
    assert_eq!(
        fields(&alone),
        ["Cells array<Cell>", "Cells[].Id string", "Cells[].TotalCount int32"]
    );
    assert_eq!(rules(&alone), ["row-placement-ambiguous"]);
    assert_eq!(paths(&alone), ["response.Cells[].TotalCount"]);
    let pages = [
        SourcePage::new("GetThing.md", &shown),
        SourcePage::new("ListThings.md", &shown.replace("GetThing", "ListThings")),
        SourcePage::new("ListCells.md", &unshown),
    ];
    let together = extract(&pages, &Specs::default());
    let cells = &together.services[0].operations[1];
    let names: Vec<&str> = cells.response.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["Cells", "TotalCount"]);
}

/// A page whose list has tags; what stands after the tags, the sample lacks.
fn tagged(list: &str, name: &str, after: &str) -> String {
    let rows = format!(
        "|{list}s|Array of {list}| |列表。 |\n|{name}|String|n|名称。 |\n|Tags|Array of Tag| |标签。 |\n\
         |TagKey|String|k|键。 |\n|TagValue|String|v|值。 |\n{after}"
    );
    let tags = r#"[{"TagKey": "k", "TagValue": "v"}]"#;
    page(RPC, "", &rows, &format!("{{\"{list}s\": [{{\"{name}\": \"n\", \"Tags\": {tags}}}]}}"))
}

#[test]
fn what_several_pages_never_show_in_a_struct_is_not_put_there() {
    let disk = tagged("Disk", "DiskId", "|ZoneId|String|z|可用区。 |\n");
    assert!(fields(&read(&disk)).contains(&"Disks[].Tags[].ZoneId string".to_owned()));
    let image = tagged("Image", "ImageId", "");
    let key = tagged("Key", "KeyName", "");
    let together = read_all(&[("GetA", image), ("GetB", key), ("GetC", disk)]);
    assert!(response_paths(&together, 2).contains(&"Disks[].ZoneId".to_owned()));
}

/// A page that shows how its tags are wrapped, and one that says nothing of them.
const WRAPPED: &str = "|Tags|Array of Tag| |标签。 |\n|Tag| | | |\n|TagKey|String|k|键。 |\n";
const UNSAID: &str = "|Tags| | |标签。 |\n|TagKey|String|k|键。 |\n";

#[test]
fn a_list_that_a_page_does_not_show_is_wrapped_as_other_pages_wrap_it() {
    let shown = page(RPC, "", WRAPPED, r#"{"Tags": {"Tag": [{"TagKey": "k"}]}}"#);
    let unsaid = page(RPC, "", UNSAID, "");
    let one = read_all(&[("GetA", shown.clone()), ("GetC", unsaid.clone())]);
    assert_eq!(response_paths(&one, 1), ["Tags", "Tags.Tag", "Tags.Tag[].TagKey"]);
    assert_eq!(rules(&one), ["container-kind-unknown"]);
    assert_eq!(
        one.diagnostics[0].message,
        "this page does not say what `Tags` is; read as `array<struct>` below `Tag`, as GetA.md has it"
    );
    let two = read_all(&[("GetA", shown.clone()), ("GetB", shown), ("GetC", unsaid)]);
    assert_eq!(response_paths(&two, 2), ["Tags", "Tags.Tag", "Tags.Tag[].TagKey"]);
    assert_eq!(rules(&two), [""; 0]);
}

#[test]
fn a_list_of_the_same_name_with_other_rows_is_no_witness() {
    let shown = page(RPC, "", WRAPPED, r#"{"Tags": {"Tag": [{"TagKey": "k"}]}}"#);
    let unsaid = page(RPC, "", "|Tags| | |标签。 |\n|Colour|String|c|颜色。 |\n", "");
    let two = read_all(&[("GetA", shown.clone()), ("GetB", shown), ("GetC", unsaid)]);
    assert_eq!(response_paths(&two, 2), ["Tags", "Tags.Colour"]);
    assert_eq!(rules(&two), ["container-kind-unknown"]);
}

#[test]
fn a_list_that_a_page_shows_as_a_text_is_bare_whatever_other_pages_show() {
    let list = |sample: &str| page(RPC, "", "|Ids|List|a|标识。 |", sample);
    let pages = [
        ("GetA", list(r#"{"Ids": {"Id": ["a"]}}"#)),
        ("GetB", list(r#"{"Ids": {"Id": ["a"]}}"#)),
        ("GetC", list(r#"{"Ids": "[\"a\"]"}"#)),
    ];
    assert_eq!(response_paths(&read_all(&pages), 2), ["Ids"]);
}

#[test]
fn samples_that_wrap_a_list_differently_are_named() {
    let rows = "|Id|String|i|标识。 |\n|Things| | |列表。 |\n|Name|String|n|名称。 |\n";
    let xml = "<GetThingResponse><Id>i</Id><Things><Thing><Name>n</Name></Thing></Things></GetThingResponse>";
    let json = r#"{"Id": "i", "Things": [{"Name": "n"}]}"#;
    let samples = format!("{xml}\n```\n\n```\n{json}");
    let extraction = read(&page(RPC, "", rows, &samples));
    assert_eq!(rules(&extraction), ["samples-disagree"]);
    assert_eq!(paths(&extraction), ["response.Things"]);
    assert!(extraction.readings[0].in_doubt.contains("Things[].Name"));
}

#[test]
fn what_the_json_sample_leaves_out_the_xml_sample_shows() {
    let rows = "|RequestId|String|r|请求。 |\n|Data|Struct| |数据。 |\n|Id|String|i|标识。 |\n\
                |Zone|String|z|可用区。 |\n";
    let xml = "<GetThingResponse><Data><Id>i</Id></Data><Zone>z</Zone><RequestId>r</RequestId></GetThingResponse>";
    let json = r#"{"Data": {"Id": "i"}, "RequestId": "r"}"#;
    let samples = format!("{xml}\n```\n\n```\n{json}");
    let extraction = read(&page(RPC, "", rows, &samples));
    assert_eq!(response_paths(&extraction, 0), ["RequestId", "Data", "Data.Id", "Zone"]);
    assert_eq!(rules(&extraction), [""; 0]);
    let json_alone = read(&page(RPC, "", rows, json));
    assert_eq!(response_paths(&json_alone, 0), ["RequestId", "Data", "Data.Id", "Data.Zone"]);
}
