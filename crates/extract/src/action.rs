//! Which action a page documents: its row, its title and its link vote.

use apigen_markdown::{Page, Span};

use crate::diagnostic::{Findings, Rule};
use crate::field_rows::FieldRow;
use crate::identity::{self, ExplorerLink};

/// The name of the row that states the action, in request tables of RPC operations.
pub(crate) const ACTION_ROW: &str = "Action";
/// What stands before the action in the description of an `Action` row.
const VALUE_WORDS: &[&str] = &["取值", "Value", "value"];
/// Words between that and the action are no longer than this: `Value: is`, `value for this`.
const LONGEST_FILLER: usize = 4;

/// Decides the action by vote: the `Action` row, then the title, then the link.
///
/// The link is the least reliable: on some pages it was copied from another page.
pub(crate) fn action(
    page: &Page,
    link: Option<&ExplorerLink>,
    row: Option<&FieldRow>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let from_row = row.and_then(|row| Some((stated_action(row)?, row.span)));
    let from_title = identity::title_action(page);
    let from_link = link.map(|link| (link.action.as_str(), link.span));
    let votes: Vec<(&str, Span)> =
        [from_row, from_title, from_link].into_iter().flatten().collect();
    let chosen = choose(&votes)?;
    if let Some((other, span)) = votes.iter().find(|(vote, _)| *vote != chosen) {
        let message =
            format!("this names the action `{other}`, another place `{chosen}`, which is used");
        findings.add(Rule::ActionDisagreement, *span, message, "mend the place that is wrong");
        for (used, span) in votes.iter().filter(|(vote, _)| *vote == chosen) {
            findings.relate(*span, format!("here it is `{used}`"));
        }
    }
    Some(chosen.to_owned())
}

/// The first vote, but as the others write it where it has no capital letter: machine translation
/// makes all letters small.
fn choose<'a>(votes: &[(&'a str, Span)]) -> Option<&'a str> {
    let (first, _) = votes.first()?;
    let is_small = first.starts_with(|c: char| c.is_ascii_lowercase());
    let same = votes
        .iter()
        .find(|(vote, _)| is_small && vote.eq_ignore_ascii_case(first) && vote != first);
    Some(same.map_or(*first, |(vote, _)| *vote))
}

/// The action that an `Action` row states: in its example, or in its description after 取值 or
/// `Value` where the table has no column of examples.
fn stated_action(row: &FieldRow) -> Option<&str> {
    let example = row.example.as_deref().filter(|it| identity::is_identifier(it));
    example.or_else(|| {
        let at = VALUE_WORDS.iter().find_map(|word| Some(row.doc.find(word)? + word.len()))?;
        let words = row.doc.get(at..)?.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words
            .map(str::trim)
            .find(|word| identity::is_identifier(word) && word.len() > LONGEST_FILLER)
    })
}
