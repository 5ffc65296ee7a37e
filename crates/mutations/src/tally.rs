//! Verdicts, counted by kind.

use std::collections::BTreeMap;
use std::fmt;

use crate::judge::Verdict;
use crate::kinds::Kind;
use crate::mutation::Mutation;

/// A damaged page that was misread in silence.
#[derive(Debug, Clone)]
pub struct Example {
    /// In which way it is damaged.
    pub kind: Kind,
    /// The page.
    pub page: String,
    /// The first damaged line.
    pub line: usize,
    /// The damage in words.
    pub what: String,
    /// What was understood otherwise.
    pub differences: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    same: usize,
    named: usize,
    plain: usize,
    silent: usize,
}

impl Counts {
    fn all(self) -> usize {
        self.same + self.named + self.plain + self.silent
    }

    fn plus(self, other: Self) -> Self {
        Self {
            same: self.same + other.same,
            named: self.named + other.named,
            plain: self.plain + other.plain,
            silent: self.silent + other.silent,
        }
    }
}

/// Verdicts, counted by kind, and all that was silent.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    counts: BTreeMap<Kind, Counts>,
    /// What was misread in silence.
    pub silent: Vec<Example>,
}

impl Tally {
    /// Counts a verdict about a damaged page.
    pub fn add(&mut self, page: &str, mutation: &Mutation, verdict: Verdict) {
        let counts = self.counts.entry(mutation.kind).or_default();
        match verdict {
            Verdict::Same => counts.same += 1,
            Verdict::Named(_) => counts.named += 1,
            Verdict::Plain => counts.plain += 1,
            Verdict::Silent(differences) => {
                counts.silent += 1;
                self.silent.push(Example {
                    kind: mutation.kind,
                    page: page.to_owned(),
                    line: *mutation.lines.start(),
                    what: mutation.what.clone(),
                    differences,
                });
            }
        }
    }

    /// Adds what another one has counted.
    pub fn extend(&mut self, other: Self) {
        for (kind, counts) in other.counts {
            let sum = self.counts.entry(kind).or_default();
            *sum = sum.plus(counts);
        }
        self.silent.extend(other.silent);
    }

    /// All mutations, and those misread in silence.
    pub fn totals(&self) -> (usize, usize) {
        let sum = self.sum();
        (sum.all(), sum.silent)
    }

    /// Whether of each kind at most so many in 1,000 were misread in silence. One of fewer than
    /// that proves nothing.
    pub fn keeps_within(&self, most: usize) -> bool {
        self.counts.values().all(|it| it.silent <= 1 || it.silent * 1000 <= most * it.all())
    }

    fn sum(&self) -> Counts {
        self.counts.values().fold(Counts::default(), |sum, it| sum.plus(*it))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| kind | mutations | same | named | plain | silent | in 1,000 |")?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|")?;
        let rows = self.counts.iter().map(|(kind, counts)| (kind.id(), *counts));
        for (name, counts) in rows.chain([("all", self.sum())]) {
            let Counts { same, named, plain, silent } = counts;
            let all = counts.all();
            let hundredths = (silent * 100_000).checked_div(all).unwrap_or(0);
            let (whole, part) = (hundredths / 100, hundredths % 100);
            writeln!(
                f,
                "| {name} | {all} | {same} | {named} | {plain} | {silent} | {whole}.{part:02} |"
            )?;
        }
        Ok(())
    }
}
