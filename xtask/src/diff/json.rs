//! The changes for programs: one JSON document.

use apigen_ir::compare::Class;
use apigen_review::{Change, Fate, Place, Question, Review, ServiceReview, changelog, sentence};
use serde_json::{Value, json};

/// Writes a review.
pub(super) fn write(review: &Review, version: &str) -> String {
    let crates = review.services.iter().map(|service| crate_value(service, version));
    let document = json!({
        "summary": {
            "breaking": review.count(Class::Breaking),
            "addition": review.count(Class::Addition),
            "docs": review.count(Class::Docs),
            "questioned": review.questioned(),
        },
        "crates": crates.collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn crate_value(service: &ServiceReview, version: &str) -> Value {
    let fate = match service.fate {
        Fate::Compared => "compared",
        Fate::New => "new",
        Fate::Gone => "gone",
    };
    let bump = service.bump();
    json!({
        "crate": service.crate_name,
        "fate": fate,
        "bump": bump.as_str(),
        "version": version,
        "next_version": bump.next(version),
        "kept": service.kept,
        "changes": service.changes.iter().map(change_value).collect::<Vec<_>>(),
        "changelog": changelog(service, version),
    })
}

fn change_value(change: &Change) -> Value {
    json!({
        "rule": change.rule.id(),
        "class": change.class().as_str(),
        "reason": change.rule.reason(),
        "question": change.question.map(Question::id),
        "operation": change.operation,
        "path": change.path,
        "old": change.old,
        "new": change.new,
        "sentence": sentence(change),
        "item": change.item,
        "old_item": change.old_item,
        "place": change.place.as_ref().map(place_value),
        "old_place": change.old_place.as_ref().map(place_value),
    })
}

fn place_value(place: &Place) -> Value {
    json!({
        "page": place.page,
        "line": place.line,
        "column": place.column,
        "text": place.text,
    })
}
