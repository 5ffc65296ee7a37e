//! A change in words, as changelogs have it.

use apigen_ir::compare::ChangeKind;

use crate::change::{Change, Rule};

/// What changed, without the operation's name: ``parameter `ThingId` is now required``.
pub fn sentence(change: &Change) -> String {
    let subject = subject(change);
    let old = quoted(change.old.as_deref());
    let new = quoted(change.new.as_deref());
    let Rule::Ir(kind) = change.rule else {
        return match change.rule {
            Rule::RetypedAlike => format!("{subject} is {new}, before {old}"),
            Rule::ItemRemoved => format!("{subject} has no {old} any more"),
            Rule::ItemRenamed => format!("{subject} is called {new} in Rust, before {old}"),
            _ => format!("{subject} is {new} in Rust, before {old}"),
        };
    };
    match kind {
        ChangeKind::OperationAdded => "new operation".to_owned(),
        ChangeKind::OperationRemoved => "the operation is gone".to_owned(),
        ChangeKind::ParameterAdded | ChangeKind::FieldAdded | ChangeKind::ErrorAdded => {
            format!("new {subject}")
        }
        ChangeKind::FieldListed => format!("{subject} is {new}, before plain JSON"),
        ChangeKind::FieldUnlisted => format!("{subject} is plain JSON, before {old}"),
        ChangeKind::RequiredParameterAdded => format!("new required {subject}"),
        ChangeKind::EndpointAdded | ChangeKind::FeatureAdded => format!("{subject} is {new}"),
        ChangeKind::ParameterRemoved
        | ChangeKind::FieldRemoved
        | ChangeKind::ErrorRemoved
        | ChangeKind::EndpointRemoved
        | ChangeKind::FeatureRemoved => format!("{subject} is gone"),
        ChangeKind::Moved => {
            let from = change.old.as_deref().map(name_of).unwrap_or_default();
            format!("{subject} stands there now, before at {from}")
        }
        ChangeKind::RequiredChanged if change.new.as_deref() == Some("true") => {
            format!("{subject} is now required")
        }
        ChangeKind::RequiredChanged => format!("{subject} is no longer required"),
        ChangeKind::ValueAdded => format!("{subject} has the new value {new}"),
        ChangeKind::ValueRemoved => format!("{subject} no longer has the value {old}"),
        ChangeKind::ValuesListed => format!("{subject} is now an enumeration"),
        ChangeKind::ValuesUnlisted => format!("{subject} is no longer an enumeration"),
        ChangeKind::PaginationAdded => "the answer can be asked for in parts".to_owned(),
        ChangeKind::PaginationRemoved => {
            "the answer can no longer be asked for in parts".to_owned()
        }
        _ => match aspect(kind) {
            Some(aspect) => format!("{aspect} of {subject} is {new}, before {old}"),
            None => format!("{subject} is {new}, before {old}"),
        },
    }
}

/// Says that a text changed, for who shows the texts themselves; any other change in full.
pub fn brief(change: &Change) -> String {
    match change.rule {
        Rule::Ir(
            kind @ (ChangeKind::SummaryChanged
            | ChangeKind::DescriptionChanged
            | ChangeKind::DocChanged
            | ChangeKind::ExampleChanged
            | ChangeKind::SampleChanged),
        ) => {
            let aspect = aspect(kind).unwrap_or("the text");
            format!("{aspect} of {} reads differently", subject(change))
        }
        _ => sentence(change),
    }
}

/// What changed about a thing that is neither new nor gone; `None` where it is the thing itself.
fn aspect(kind: ChangeKind) -> Option<&'static str> {
    Some(match kind {
        ChangeKind::WrapperChanged => "the object around the elements",
        ChangeKind::PositionChanged => "the place",
        ChangeKind::StyleChanged => "the style",
        ChangeKind::MethodChanged => "the HTTP method",
        ChangeKind::PathChanged => "the URL path",
        ChangeKind::ErrorChanged => "status or message",
        ChangeKind::Reordered => "the order",
        ChangeKind::SummaryChanged => "the summary",
        ChangeKind::DescriptionChanged | ChangeKind::DocChanged => "the description",
        ChangeKind::ExampleChanged | ChangeKind::ShownOperationChanged => "the example",
        ChangeKind::DefaultChanged => "the default",
        ChangeKind::RangeChanged => "the range",
        ChangeKind::LengthChanged => "the length",
        ChangeKind::ValuesChanged => "the list of values",
        ChangeKind::ConditionChanged => "the condition that requires it",
        ChangeKind::AdviceChanged => "the advice against the use",
        ChangeKind::CallLimitChanged => "the call limit",
        ChangeKind::PaginationChanged => "the way to ask for parts",
        ChangeKind::IdempotencyChanged => "the idempotency token",
        ChangeKind::GroupChanged => "the group",
        ChangeKind::SampleChanged => "the sample",
        ChangeKind::LinkChanged => "the link",
        ChangeKind::SourceChanged => "the page",
        ChangeKind::FailureRuleChanged => "the sign of a failure",
        _ => return None,
    })
}

/// The thing that changed.
fn subject(change: &Change) -> String {
    if change.operation.is_empty() {
        return match change.path.as_str() {
            "" => "the service".to_owned(),
            path => format!("`{path}`"),
        };
    }
    if change.path.is_empty() {
        return "the operation".to_owned();
    }
    name_of(&change.path)
}

/// A path, with the word for what stands there.
fn name_of(path: &str) -> String {
    match path.split_once('.') {
        Some(("request", rest)) => format!("parameter `{rest}`"),
        Some(("response", rest)) => format!("field `{rest}`"),
        Some(("errors", rest)) => format!("error code `{rest}`"),
        _ => format!("`{path}`"),
    }
}

/// A value on one line, in backquotes; long texts are cut.
fn quoted(value: Option<&str>) -> String {
    const MOST_LETTERS: usize = 80;
    let Some(value) = value else { return "none".to_owned() };
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    match line.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("`{}…`", line.get(..end).unwrap_or(&line)),
        None => format!("`{line}`"),
    }
}
