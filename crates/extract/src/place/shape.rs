//! A sample as a tree of names, which is all that the search for the rows' places asks of it.

use std::collections::HashMap;

use crate::sample::Sample;

/// A place in a [`Shape`].
pub(crate) type NodeId = usize;

/// What stands at a place of the sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Scalar,
    Object,
    /// An element of XML that holds others: an object, or a list that shows one of its elements.
    Element,
    /// An array of objects, or of nothing.
    ObjectArray,
    /// An array of scalars.
    ScalarArray,
}

#[derive(Debug, Default)]
struct Node {
    kind: Kind,
    /// The one element that XML shows inside a list that JSON shows bare.
    xml_wrapper: Option<String>,
    /// The keys of the object, or of all the objects in the array.
    keys: Vec<(String, NodeId)>,
}

/// The tree of names in a sample. The elements of an array are merged into one.
#[derive(Debug)]
pub(crate) struct Shape {
    nodes: Vec<Node>,
    /// How often each name stands in the sample, in lower case.
    occurrences: HashMap<String, usize>,
}

impl Shape {
    /// The place of the whole sample.
    pub(crate) const ROOT: NodeId = 0;

    /// The shape of a sample in JSON.
    pub(crate) fn of_json(sample: &Sample) -> Self {
        Self::new(sample)
    }

    /// The shape of a sample in XML, which does not say what an element that stands alone is.
    pub(crate) fn of_xml(sample: &Sample) -> Self {
        let mut shape = Self::new(sample);
        for node in shape.nodes.iter_mut().filter(|node| node.kind == Kind::Object) {
            node.kind = Kind::Element;
        }
        shape
    }

    /// Adds what only the XML sample of the same answer shows.
    ///
    /// Samples whose fields are mostly others (an envelope that one of the two lacks, another
    /// answer) add nothing.
    pub(crate) fn with_xml(mut self, sample: &Sample) -> Self {
        if let Sample::Object(members) = sample {
            let is_known = |(name, _): &&(String, Sample)| self.child(Self::ROOT, name).is_some();
            if 2 * members.iter().filter(is_known).count() > members.len() {
                self.merge_xml(Self::ROOT, sample);
                self.count_occurrences();
            }
        }
        self
    }

    fn new(sample: &Sample) -> Self {
        let mut shape = Self { nodes: vec![Node::default()], occurrences: HashMap::new() };
        shape.merge(Self::ROOT, sample);
        shape.count_occurrences();
        shape
    }

    fn count_occurrences(&mut self) {
        self.occurrences.clear();
        for (name, _) in self.nodes.iter().flat_map(|node| &node.keys) {
            *self.occurrences.entry(name.to_lowercase()).or_default() += 1;
        }
    }

    fn merge_xml(&mut self, at: NodeId, sample: &Sample) {
        match sample {
            Sample::Object(members) => {
                let is_list = matches!(self.kind(at), Kind::ObjectArray | Kind::ScalarArray);
                if let ([(name, _)], true) = (members.as_slice(), is_list)
                    && self.child(at, name).is_none()
                {
                    if let Some(node) = self.nodes.get_mut(at) {
                        node.xml_wrapper = Some(name.clone());
                    }
                    return;
                }
                for (name, value) in members {
                    match self.child(at, name) {
                        Some((child, _)) => self.merge_xml(child, value),
                        None => self.add_xml(at, name, value),
                    }
                }
            }
            Sample::Array(elements) => {
                for element in elements {
                    self.merge_xml(at, element);
                }
            }
            Sample::Null | Sample::Bool | Sample::Number(_) | Sample::Text(_) => {}
        }
    }

    /// Adds a key that JSON lacks, and all that XML shows below it.
    fn add_xml(&mut self, at: NodeId, name: &str, value: &Sample) {
        let first = self.nodes.len();
        let child = self.child_or_new(at, name);
        self.merge(child, value);
        for node in self.nodes.iter_mut().skip(first).filter(|node| node.kind == Kind::Object) {
            node.kind = Kind::Element;
        }
        if self.kind(at) == Kind::Scalar {
            self.set_kind(at, Kind::Element);
        }
    }

    fn merge(&mut self, at: NodeId, sample: &Sample) {
        match sample {
            Sample::Object(members) => {
                self.set_kind(at, Kind::Object);
                for (name, value) in members {
                    let child = self.child_or_new(at, name);
                    self.merge(child, value);
                }
            }
            Sample::Array(elements) => {
                let holds_scalars =
                    elements.iter().any(|it| !matches!(it, Sample::Object(_) | Sample::Array(_)));
                for element in elements {
                    self.merge(at, element);
                }
                self.set_kind(
                    at,
                    if holds_scalars { Kind::ScalarArray } else { Kind::ObjectArray },
                );
            }
            Sample::Null | Sample::Bool | Sample::Number(_) | Sample::Text(_) => {}
        }
    }

    fn set_kind(&mut self, at: NodeId, kind: Kind) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.kind = kind;
        }
    }

    fn child_or_new(&mut self, at: NodeId, name: &str) -> NodeId {
        if let Some((_, child)) = self.keys(at).iter().find(|(key, _)| key == name) {
            return *child;
        }
        let child = self.nodes.len();
        self.nodes.push(Node::default());
        if let Some(node) = self.nodes.get_mut(at) {
            node.keys.push((name.to_owned(), child));
        }
        child
    }

    pub(crate) fn kind(&self, at: NodeId) -> Kind {
        self.nodes.get(at).map_or(Kind::Scalar, |node| node.kind)
    }

    /// The names at a place, in the order of the sample.
    pub(crate) fn keys(&self, at: NodeId) -> &[(String, NodeId)] {
        self.nodes.get(at).map_or(&[], |node| &node.keys)
    }

    /// The child of that very name, or else one that differs in letter case alone.
    pub(crate) fn child(&self, at: NodeId, name: &str) -> Option<(NodeId, bool)> {
        let keys = self.keys(at);
        let exact = keys.iter().find(|(key, _)| key == name).map(|(_, child)| (*child, true));
        exact.or_else(|| {
            keys.iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, child)| (*child, false))
        })
    }

    /// The name as the sample writes it, where it writes it otherwise, and everywhere the same.
    pub(crate) fn other_letter_case(&self, name: &str) -> Option<&str> {
        let keys = self.nodes.iter().flat_map(|node| &node.keys).map(|(key, _)| key.as_str());
        let mut shown = keys.filter(|key| key.eq_ignore_ascii_case(name));
        let first = shown.next()?;
        (first != name && shown.all(|other| other == first)).then_some(first)
    }

    /// The places that have a key of that very name.
    pub(crate) fn places(&self, name: &str) -> impl Iterator<Item = NodeId> {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter(move |(_, node)| node.keys.iter().any(|(key, _)| key == name)).map(|it| it.0)
    }

    /// The place above, and the key that leads from there; none for the whole sample.
    pub(crate) fn above(&self, at: NodeId) -> Option<(NodeId, &str)> {
        self.nodes.iter().enumerate().find_map(|(above, node)| {
            let (key, _) = node.keys.iter().find(|(_, child)| *child == at)?;
            Some((above, key.as_str()))
        })
    }

    /// The one element that XML shows inside a list that JSON shows bare.
    pub(crate) fn xml_wrapper(&self, at: NodeId) -> Option<&str> {
        self.nodes.get(at)?.xml_wrapper.as_deref()
    }

    /// How often a name stands in the whole sample, whatever its letter case.
    pub(crate) fn occurrences(&self, name: &str) -> usize {
        self.occurrences.get(&name.to_lowercase()).copied().unwrap_or(0)
    }

    /// The object's only key, where it holds a scalar: of a list, the text of its elements or one of
    /// them (`{"ToRegionId": "[\"cn-hangzhou\"]"}` in ecs/DescribeImagePipelines).
    pub(crate) fn wrapped_scalar(&self, at: NodeId) -> Option<(&str, NodeId)> {
        let [(name, inner)] = self.keys(at) else { return None };
        let is_wrapped = self.kind(at) == Kind::Object && self.kind(*inner) == Kind::Scalar;
        is_wrapped.then_some((name, *inner))
    }

    /// The object's only key, where it holds an array: `{"Instance": […]}` hides one.
    pub(crate) fn wrapped_array(&self, at: NodeId) -> Option<(&str, NodeId)> {
        let [(name, inner)] = self.keys(at) else { return None };
        let is_array = matches!(self.kind(*inner), Kind::ObjectArray | Kind::ScalarArray);
        let is_wrapped = match self.kind(at) {
            Kind::Object => is_array,
            // A bare list would repeat the outer element, so the inner one is the list's element.
            Kind::Element => is_array || matches!(self.kind(*inner), Kind::Element | Kind::Scalar),
            _ => false,
        };
        is_wrapped.then_some((name, *inner))
    }
}
