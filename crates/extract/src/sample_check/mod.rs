//! The page's own JSON sample, read through the fields that its rows became: keys without a row, and
//! values that are not what their row says.
//!
//! A sample is written by hand, so it proves little; but what it shows otherwise than the rows is
//! worth a look, and a key that no row is about is a field of which nothing is known but its name.

mod additions;
mod fit;
mod keys;
mod missing;

use std::collections::BTreeMap;

use apigen_ir::{Field, Type, WirePath, wire_paths};
use apigen_markdown::{CodeBlock, Span};

use crate::corrections::{Aspect, Decisions};
use crate::diagnostic::{Findings, Rule};
use crate::field_path::{FieldPath, Side};
use crate::sample::{self, Sample};
use additions::Additions;
use keys::{KeyPlace, Keys};
pub(crate) use missing::{RowPlaces, relate};

/// A sample and where it stands.
#[derive(Debug)]
pub(crate) struct SampleBlock {
    pub(crate) sample: Sample,
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl SampleBlock {
    pub(crate) fn new((code, sample): (&CodeBlock, Sample)) -> Self {
        Self { sample, text: code.text.clone(), span: code.span }
    }
}

/// Reads a sample through the fields of the answer, and names what the two do not agree on. A key
/// that no row is about becomes a field: an answer with it is as good as one without, so that it
/// costs nobody anything, and else nobody could read it.
///
/// There is one finding for each object and rule, since a row that is missing is seldom alone. What
/// a correction decided is not compared: the sample may be as wrong as the row was.
pub(crate) fn check(
    fields: &mut Vec<Field>,
    block: &SampleBlock,
    decisions: &Decisions,
    places: &RowPlaces,
    findings: &mut Findings<'_>,
) {
    if fields.is_empty() {
        return;
    }
    let (objects, additions) = (BTreeMap::new(), Additions::default());
    let mut check = Check { keys: Keys::default(), objects, additions, decisions, places };
    check.root(&Fields { path: String::new(), fields }, &block.sample);
    let rows = wire_paths(fields);
    for (path, found) in &check.objects {
        report(path, found, &rows, block, findings);
        for it in &found.unknown {
            check.additions.note_key(path, &it.key);
        }
    }
    check.additions.make(fields);
    report_spaced(block, findings);
}

/// The fields of one struct.
struct Fields<'a> {
    /// What the wire paths of the fields start with, without the dot.
    path: String,
    fields: &'a [Field],
}

/// What is the matter with the objects that a sample shows at one path.
#[derive(Debug, Default)]
struct ObjectFindings {
    /// Keys without a row.
    unknown: Vec<KeyPlace>,
    /// Where rows for them would stand: the key, and the place.
    missing: Vec<(String, Span)>,
    /// Keys whose row has other letter case.
    recased: Vec<KeyPlace>,
    /// Values that do not fit: the key, and what is wrong in words.
    unfit: Vec<(KeyPlace, String)>,
}

struct Check<'a> {
    keys: Keys,
    objects: BTreeMap<String, ObjectFindings>,
    additions: Additions,
    decisions: &'a Decisions,
    places: &'a RowPlaces,
}

impl Check<'_> {
    /// The whole sample: an object, a list of them, or either inside of an envelope.
    fn root(&mut self, fields: &Fields<'_>, sample: &Sample) {
        match sample {
            Sample::Object(members) => match members.as_slice() {
                [(key, inner @ Sample::Object(_))] if fields.find(key).is_none() => {
                    self.keys.visit(key);
                    self.root(fields, inner);
                }
                _ => self.object(fields, members),
            },
            Sample::Array(elements) => {
                for element in elements {
                    self.root(fields, element);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, fields: &Fields<'_>, members: &[(String, Sample)]) {
        for (key, value) in members {
            let place = self.keys.visit(key);
            if let Some(field) = fields.find(key) {
                if field.name != *key {
                    note(&mut self.at(&fields.path).recased, place.clone());
                }
                self.field(fields, field, &place, value);
                continue;
            }
            self.keys.visit_all(value);
            if !stands_inside(members, key, value) && !self.is_decided(&fields.path, key) {
                self.note_unknown(fields, place, members, value);
            }
        }
    }

    fn note_unknown(
        &mut self,
        around: &Fields<'_>,
        place: KeyPlace,
        members: &[(String, Sample)],
        value: &Sample,
    ) {
        if self.at(&around.path).unknown.iter().any(|it| it.key == place.key) {
            return;
        }
        let row_of = |key: &String| around.find(key).map(|it| it.name.as_str());
        let at = members.iter().position(|(key, _)| *key == place.key).unwrap_or(members.len());
        let (before, after) = members.split_at(at);
        let before = before.iter().rev().find_map(|(key, _)| row_of(key));
        let after = after.iter().find_map(|(key, _)| row_of(key));
        let missing =
            self.places.of_missing(&around.path, &place.key, (before, after), &names_inside(value));
        let last = self.places.last_of(&around.path);
        let found = self.at(&around.path);
        found.missing.extend(missing.into_iter().map(|span| (place.key.clone(), span)));
        // Where several rows are missing, the end of the table may be.
        let last = last.filter(|_| !found.unknown.is_empty());
        found.missing.extend(last.map(|span| (place.key.clone(), span)));
        found.unknown.push(place);
    }

    fn field(&mut self, around: &Fields<'_>, field: &Field, place: &KeyPlace, value: &Sample) {
        let path = join(&around.path, &field.name);
        let Some(wrapper) = &field.wrapper else {
            return self.value(around, field, &field.ty, &path, place, value);
        };
        let inside = join(&path, wrapper);
        match value {
            Sample::Object(members) if members.iter().any(|(key, _)| key == wrapper) => {
                for (key, value) in members {
                    let inner = self.keys.visit(key);
                    if key == wrapper {
                        self.value(around, field, &field.ty, &inside, &inner, value);
                    } else {
                        self.keys.visit_all(value);
                        note(&mut self.at(&path).unknown, inner);
                    }
                }
            }
            Sample::Object(members) if members.is_empty() => {}
            Sample::Array(elements) if elements.is_empty() => {}
            // The types read a list without its object, so what is in it is to be looked at.
            Sample::Array(elements) if !elements.iter().any(|it| is_only(it, wrapper)) => {
                self.unfit(around, place, format!("is a list without `{wrapper}`"));
                self.value(around, field, &field.ty, &inside, place, value);
            }
            blank if fit::is_blank(blank) => {}
            _ => {
                self.unfit(around, place, format!("is {} without `{wrapper}`", fit::show(value)));
                self.keys.visit_all(value);
            }
        }
    }

    /// Checks a value against a type; `path` leads to the value.
    fn value(
        &mut self,
        around: &Fields<'_>,
        field: &Field,
        ty: &Type,
        path: &str,
        place: &KeyPlace,
        value: &Sample,
    ) {
        let struct_fields = |path: String| Fields { path, fields: &field.fields };
        match (ty, value) {
            (Type::Struct(_), Sample::Object(_)) if field.fields.is_empty() => {
                self.keys.visit_all(value);
            }
            (Type::Struct(_), Sample::Object(members)) => {
                self.object(&struct_fields(path.to_owned()), members);
            }
            (Type::Array(inner), Sample::Array(elements)) => {
                for element in elements {
                    self.value(around, field, inner, &format!("{path}[]"), place, element);
                }
            }
            // Samples show the one element of a list without the list around it.
            (Type::Array(inner), Sample::Object(_)) if inner.as_struct().is_some() => {
                self.value(around, field, inner, &format!("{path}[]"), place, value);
            }
            (Type::Map(inner), Sample::Object(members)) => {
                for (key, value) in members {
                    let inner_place = self.keys.visit(key);
                    self.value(around, field, inner, &format!("{path}{{}}"), &inner_place, value);
                }
            }
            _ => {
                self.keys.visit_all(value);
                if let Some(wrong) = fit::mismatch(ty, value) {
                    self.unfit(around, place, wrong);
                    if matches!(value, Sample::Object(_) | Sample::Array(_)) {
                        self.additions.note_json(path, field);
                    }
                }
            }
        }
    }

    fn unfit(&mut self, around: &Fields<'_>, place: &KeyPlace, wrong: String) {
        if self.is_decided(&around.path, &place.key) {
            return;
        }
        let unfit = &mut self.at(&around.path).unfit;
        if !unfit.iter().any(|(known, _)| known.key == place.key) {
            unfit.push((place.clone(), wrong));
        }
    }

    fn is_decided(&self, around: &str, key: &str) -> bool {
        let container = around.trim_end_matches(['[', ']', '{', '}']);
        self.decisions.is_decided(&response_path(container), Aspect::Kind)
            || self.decisions.is_decided(&response_path(&join(around, key)), Aspect::Reading)
    }

    fn at(&mut self, path: &str) -> &mut ObjectFindings {
        self.objects.entry(path.to_owned()).or_default()
    }
}

/// Whether a value is an object that has this key alone.
fn is_only(value: &Sample, key: &str) -> bool {
    matches!(value, Sample::Object(members) if matches!(members.as_slice(), [(it, _)] if it == key))
}

/// The names that an object shows, or the first of a list, below the object around the list.
fn names_inside(value: &Sample) -> Vec<&str> {
    match value {
        Sample::Object(members) => match members.as_slice() {
            [(_, only @ Sample::Array(_))] => names_inside(only),
            _ => members.iter().map(|(name, _)| name.as_str()).collect(),
        },
        Sample::Array(elements) => elements.first().map(names_inside).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Notes a key once, though every element of a list may show it.
fn note(known: &mut Vec<KeyPlace>, place: KeyPlace) {
    if !known.iter().any(|it| it.key == place.key) {
        known.push(place);
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

impl<'a> Fields<'a> {
    /// The field of a key, or else one that differs in letter case alone.
    fn find(&self, key: &str) -> Option<&'a Field> {
        let exact = self.fields.iter().find(|field| field.name == key);
        exact.or_else(|| self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(key)))
    }
}

/// Whether an object beside the key shows it too, with the same value: samples repeat what pages a
/// list outside of the object that holds it, and no row is missing.
fn stands_inside(members: &[(String, Sample)], key: &str, value: &Sample) -> bool {
    members.iter().any(|(_, beside)| match beside {
        Sample::Object(inner) => inner.iter().any(|(name, it)| name == key && it == value),
        _ => false,
    })
}

fn report(
    path: &str,
    found: &ObjectFindings,
    rows: &[WirePath<'_>],
    block: &SampleBlock,
    findings: &mut Findings<'_>,
) {
    let object = if path.is_empty() {
        "the answer".to_owned()
    } else {
        format!("`{}`", response_path(path))
    };
    let list = |keys: Vec<String>| keys.join(", ");
    let mut parts = Vec::new();
    if !found.unknown.is_empty() {
        let keys = found.unknown.iter().map(|it| describe(&it.key, rows)).collect();
        parts.push(format!("{}, without a row", list(keys)));
    }
    if !found.recased.is_empty() {
        let keys = found.recased.iter().map(|it| format!("`{}`", it.key)).collect();
        parts.push(format!("{}, in other letter case than the rows", list(keys)));
    }
    if let Some(first) = found.unknown.first().or(found.recased.first()) {
        let message = format!("in {object}, the sample shows {}", parts.join("; and "));
        let help = "add the rows that are missing, or mend the sample";
        add(path, Rule::SampleKeyUnknown, first.span(block), message, help, findings);
        relate(&found.missing, findings);
    }
    if let Some((first, _)) = found.unfit.first() {
        let values: Vec<String> =
            found.unfit.iter().map(|(it, wrong)| format!("`{}` {wrong}", it.key)).collect();
        let message =
            format!("in {object}, the sample differs from the rows: {}", values.join("; "));
        let help = "mend the type in the row, or the sample";
        add(path, Rule::SampleValueUnfit, first.span(block), message, help, findings);
    }
}

/// Names keys with blanks around them, which are read as if there were none.
fn report_spaced(block: &SampleBlock, findings: &mut Findings<'_>) {
    let mut keys: Vec<String> = Vec::new();
    for key in sample::keys_with_blanks(&block.text) {
        let name = format!("`{}`", key.trim());
        if !keys.contains(&name) {
            keys.push(name);
        }
    }
    if keys.is_empty() {
        return;
    }
    let message = format!("in the sample, blanks stand around the names of {}", keys.join(", "));
    findings.add(Rule::SampleKeyUnknown, block.span, message, "mend the sample");
}

/// A wire path of the answer, as diagnostics name it.
fn response_path(path: &str) -> String {
    FieldPath::new(Side::Response, path).to_string()
}

/// A key, and the row that may be meant: the only one of its name.
fn describe(key: &str, rows: &[WirePath<'_>]) -> String {
    let is_namesake = |it: &&WirePath<'_>| {
        it.path.rsplit('.').next().is_some_and(|name| name.eq_ignore_ascii_case(key))
    };
    let mut namesakes = rows.iter().filter(is_namesake);
    match (namesakes.next(), namesakes.next()) {
        (Some(row), None) => format!("`{key}` (there is `{}`)", response_path(&row.path)),
        _ => format!("`{key}`"),
    }
}

fn add(
    path: &str,
    rule: Rule,
    span: Span,
    message: String,
    help: &str,
    findings: &mut Findings<'_>,
) {
    if path.is_empty() {
        findings.add(rule, span, message, help);
    } else {
        findings.add_at(&response_path(path), rule, span, message, help);
    }
}
