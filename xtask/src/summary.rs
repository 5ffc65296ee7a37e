//! The one line at the end of a run.

use std::fmt;
use std::time::Duration;

use apigen_extract::{Extraction, Outcome};
use serde::Serialize;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Summary {
    pub(crate) pages: usize,
    pub(crate) generated: usize,
    pub(crate) warned: usize,
    pub(crate) rejected: usize,
    pub(crate) skipped: usize,
    pub(crate) written: usize,
    pub(crate) removed: usize,
    /// Operations whose pages were rejected and that have no earlier files.
    pub(crate) absent: Vec<String>,
    #[serde(rename = "seconds", serialize_with = "as_seconds")]
    pub(crate) time: Duration,
}

impl Summary {
    /// Counts the fates of the pages.
    pub(crate) fn count(extraction: &Extraction) -> Self {
        let mut summary = Self { pages: extraction.outcomes.len(), ..Self::default() };
        for outcome in &extraction.outcomes {
            let counter = match outcome.outcome {
                Outcome::Generated => &mut summary.generated,
                Outcome::GeneratedWithWarnings => {
                    summary.generated += 1;
                    &mut summary.warned
                }
                Outcome::Rejected { .. } => &mut summary.rejected,
                Outcome::Superseded | Outcome::NotApi => &mut summary.skipped,
            };
            *counter += 1;
        }
        summary
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} read, {} generated ({} with warnings), {} rejected, {} skipped; {} written, {} removed; {:.2} s",
            counted(self.pages, "page"),
            self.generated,
            self.warned,
            self.rejected,
            self.skipped,
            counted(self.written, "file"),
            self.removed,
            self.time.as_secs_f64()
        )?;
        if !self.absent.is_empty() {
            write!(f, "; rejected and absent: {}", self.absent.join(", "))?;
        }
        Ok(())
    }
}

pub(crate) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn as_seconds<S: serde::Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(time.as_secs_f64())
}
