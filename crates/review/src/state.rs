//! One state of an API: what was read of its pages, or the IR alone.

use std::collections::BTreeMap;

use apigen_extract::{Extraction, PageOutcome, Reading};
use apigen_ir::Service;

/// The texts of pages, by their paths.
pub type Texts = BTreeMap<String, String>;

static NO_TEXTS: Texts = Texts::new();

/// One state of an API.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The services.
    pub services: &'a [Service],
    /// The pages that they were read from; none where only the IR is known.
    pub readings: &'a [Reading],
    /// What became of the pages.
    pub outcomes: &'a [PageOutcome],
    /// The texts of the pages.
    pub texts: &'a Texts,
}

impl<'a> State<'a> {
    /// The state that pages document.
    pub fn of_pages(extraction: &'a Extraction, texts: &'a Texts) -> Self {
        Self {
            services: &extraction.services,
            readings: &extraction.readings,
            outcomes: &extraction.outcomes,
            texts,
        }
    }

    /// The state that the IR describes.
    pub fn of_ir(services: &'a [Service]) -> Self {
        Self { services, readings: &[], outcomes: &[], texts: &NO_TEXTS }
    }

    /// What was read of the page of an operation; `None` where only the IR is known.
    pub fn reading(&self, service: &Service, action: &str) -> Option<&'a Reading> {
        self.readings.iter().find(|it| {
            it.operation.action == action && it.is_of(&service.product, &service.version)
        })
    }
}
