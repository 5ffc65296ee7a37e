//! How many changes there are of which class, and of wording.

use std::collections::BTreeMap;

use apigen_ir::compare::Class;
use apigen_review::Change;

/// The number of changes by class: `1 breaking, 2 additions, 3 docs`, and how
/// many of those that break are questioned.
pub(super) fn counts(changes: &[Change]) -> String {
    let count = |class: Class| changes.iter().filter(|it| it.class() == class).count();
    let classes = [Class::Breaking, Class::Addition, Class::Docs];
    let counted = classes.into_iter().map(|class| match (class, count(class)) {
        (Class::Addition, many @ 2..) => ("additions", many),
        (class, count) => (class.as_str(), count),
    });
    let questioned = changes.iter().filter(|it| it.question.is_some()).count();
    join(counted.chain([("questioned", questioned)]).filter(|(_, count)| *count > 0))
}

/// The changes that are a matter of wording, by rule; `None` where there are none.
pub(super) fn wording(changes: &[Change]) -> Option<String> {
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changes.iter().filter(|it| it.rule.is_wording()) {
        *by_rule.entry(change.rule.id()).or_default() += 1;
    }
    (!by_rule.is_empty()).then(|| join(by_rule))
}

fn join<'a>(counted: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    let counted = counted.into_iter().map(|(word, count)| format!("{count} {word}"));
    counted.collect::<Vec<_>>().join(", ")
}
