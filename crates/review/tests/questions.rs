//! Pages that got worse are questioned; pages that say less on purpose are not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use apigen_extract::{SourcePage, Specs, extract};
use apigen_review::{Question, Review, State, Texts, review};

/// A page whose answer has these rows; its sample shows those fields.
fn page(rows: &[&str], sample: &str) -> String {
    let head = [
        "# GetThing",
        "[Debug](https://api.aliyun.com/#product=Demo&api=GetThing&type=RPC&version=2020-01-01)",
        "## Request parameters",
        "|Parameter|Type|Required|Description|",
        "|--|--|--|--|",
        "|ThingId|String|Yes|The ID. |",
        "",
    ];
    let table = ["## Response parameters", "|Parameter|Type|Description|", "|--|--|--|"];
    let table = if rows.is_empty() { "## Notes".to_owned() } else { table.join("\n") };
    let rows: Vec<String> = rows.iter().map(|name| format!("|{name}|String|It. |")).collect();
    let sample =
        format!("\n## Examples\n\nSample success responses\n\nJSON format\n\n```\n{sample}\n```\n");
    format!("{}\n{table}\n{}\n{sample}", head.join("\n"), rows.join("\n"))
}

fn reviewed(old: &str, new: &str) -> Review {
    let read = |text: &str| extract(&[SourcePage::new("GetThing.md", text)], &Specs::default());
    let texts = |text: &str| Texts::from([("GetThing.md".to_owned(), text.to_owned())]);
    let (before, now) = (read(old), read(new));
    let (old, new) = (texts(old), texts(new));
    review(&State::of_pages(&before, &old), &State::of_pages(&now, &new))
}

/// The paths of what breaks, each with its question.
fn breaking(review: &Review) -> Vec<(&str, Option<Question>)> {
    let breaking = review.changes().filter(|it| it.class() == apigen_ir::compare::Class::Breaking);
    breaking.map(|it| (it.path.as_str(), it.question)).collect()
}

const FIELDS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

#[test]
fn a_table_without_its_last_rows_was_cut_short() {
    let review = reviewed(&page(&FIELDS, "{}"), &page(&FIELDS[..3], "{}"));
    let question = Some(Question::TableCutShort);
    let cut = [("response.D", question), ("response.E", question), ("response.F", question)];
    assert_eq!(breaking(&review), cut);
    assert_eq!(review.questioned(), 3);
}

#[test]
fn a_section_that_is_gone_was_lost() {
    let review = reviewed(&page(&FIELDS[..2], "{}"), &page(&[], "{}"));
    let question = Some(Question::SectionLost);
    assert_eq!(breaking(&review), [("response.A", question), ("response.B", question)]);
}

#[test]
fn what_the_sample_shows_is_not_gone() {
    let sample = r#"{"A": "a", "B": "b", "C": "c"}"#;
    let review = reviewed(&page(&["A", "B", "C"], sample), &page(&["A", "C"], sample));
    assert_eq!(breaking(&review), [("response.B", Some(Question::StillShown))]);
}

#[test]
fn rows_that_were_cut_off_are_seen_though_the_sample_shows_all() {
    let sample = r#"{"A": 1, "B": 1, "C": 1, "D": 1, "E": 1, "F": 1}"#;
    let review = reviewed(&page(&FIELDS, sample), &page(&FIELDS[..3], sample));
    let question = Some(Question::TableCutShort);
    let cut = [("response.D", question), ("response.E", question), ("response.F", question)];
    assert_eq!(breaking(&review), cut);
}

#[test]
fn a_field_without_a_row_may_still_be_there_when_the_sample_is_another() {
    let (old, new) = (r#"{"A": "a", "B": {"C": 1}}"#, r#"{"A": "a"}"#);
    let review = reviewed(&page(&["A"], old), &page(&["A"], new));
    assert_eq!(breaking(&review), [("response.B", Some(Question::OnlyShown))]);
}

#[test]
fn a_field_that_gets_its_row_is_retyped_and_not_questioned() {
    let sample = r#"{"A": "a", "B": "b"}"#;
    let review = reviewed(&page(&["A"], sample), &page(&["A", "B"], sample));
    assert_eq!(breaking(&review), [("response.B", None)]);
}

#[test]
fn a_field_that_is_gone_without_a_trace_is_gone() {
    let (old, new) = (r#"{"A": "a", "B": "b", "C": "c"}"#, r#"{"A": "a", "C": "c"}"#);
    let review = reviewed(&page(&["A", "B", "C"], old), &page(&["A", "C"], new));
    assert_eq!(breaking(&review), [("response.B", None)]);
    let review = reviewed(&page(&["A", "B", "C"], "{}"), &page(&["A"], "{}"));
    assert_eq!(breaking(&review), [("response.B", None), ("response.C", None)]);
}
