//! What a run costs beside reading alone: over unchanged pages, after one changed page, and anew.
//!
//! ```console
//! $ cargo bench --package xtask --bench incremental
//! ```
//!
//! The pages are those of the project, or those of the folder that `APIGEN_PAGES` names, and of them
//! those of the locales that `APIGEN_LOCALE` names. Reading alone is a run that writes nothing and
//! compares nothing. The runs take turns, and what counts is the median of how neighbours compare, so
//! that other work of the machine counts for all of them.
//!
//! It fails where a run over unchanged pages takes too long, or writes anything, and where a run
//! after one changed page writes more than that page's operation.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on shall stop")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use tempfile::TempDir;
use walkdir::WalkDir;

/// How often each run is made.
const ROUNDS: usize = 9;
/// How long a run over unchanged pages may take, in times of reading alone.
const MOST_UNCHANGED: f64 = 1.3;

/// A folder of pages of which one is changed, and the folder of what is generated.
struct Folders {
    pages: PathBuf,
    out: PathBuf,
}

/// How long the runs of one round take, in seconds.
struct Round {
    reading: f64,
    unchanged: f64,
    one_page: f64,
    anew: f64,
}

fn main() -> ExitCode {
    let work = TempDir::new().unwrap();
    let folders = Folders { pages: work.path().join("pages"), out: work.path().join("out") };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    copy(&env::var_os("APIGEN_PAGES").map_or(own, PathBuf::from), &folders.pages);
    fs::write(work.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    folders.run(&[]);
    let (changed, text) = folders.page_to_change();
    let action = changed.0.as_str();

    let mut rounds = Vec::new();
    let mut failures = Vec::new();
    for round in 0..ROUNDS {
        let reading = folders.run(&["--check", "--product", "no such product"]);
        let before = folders.generated();
        let unchanged = folders.run(&[]);
        if folders.generated() != before {
            failures.push("a run over unchanged pages writes something".to_owned());
        }
        fs::write(&changed.1, with_other_words(&text, round)).unwrap();
        let one_page = folders.run(&[]);
        let after = folders.generated();
        let written = differences(&before, &after);
        if written.is_empty() || written.iter().any(|path| !is_of(path, action)) {
            failures.push(format!("a changed page of {action} writes {written:?}"));
        }
        fs::remove_dir_all(&folders.out).unwrap();
        let anew = folders.run(&[]);
        rounds.push(Round { reading, unchanged, one_page, anew });
    }

    let pages = markdown(&folders.pages).count();
    println!(
        "{pages} pages; reading alone takes {:.3} s. In times of it:",
        median(&rounds, |it| it.reading)
    );
    let unchanged = median(&rounds, |it| it.unchanged / it.reading);
    let verdict = if unchanged <= MOST_UNCHANGED { "" } else { ": too slow" };
    println!("unchanged pages   {unchanged:.2}, at most {MOST_UNCHANGED}{verdict}");
    println!(
        "one changed page  {:.2}, which writes its operation alone",
        median(&rounds, |it| it.one_page / it.reading)
    );
    println!("all anew          {:.2}", median(&rounds, |it| it.anew / it.reading));
    for failure in &failures {
        eprintln!("{failure}");
    }
    ExitCode::from(u8::from(unchanged > MOST_UNCHANGED || !failures.is_empty()))
}

impl Folders {
    /// The seconds that the generator takes; pages that are rejected are none of our business.
    fn run(&self, more: &[&str]) -> f64 {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["codegen", "--format", "json"]).args(more);
        command.arg("--specs").arg(&self.pages).arg("--out").arg(&self.out);
        if let Some(locale) = env::var_os("APIGEN_LOCALE") {
            command.arg("--locale").arg(locale);
        }
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(status.code().is_some_and(|code| code <= 1), "{status}");
        start.elapsed().as_secs_f64()
    }

    /// What was generated, by path.
    fn generated(&self) -> BTreeMap<PathBuf, String> {
        let is_own = |entry: &walkdir::DirEntry| entry.file_name() != ".codegen";
        let entries = WalkDir::new(&self.out).into_iter().filter_entry(is_own).map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|it| (it.path().to_owned(), fs::read_to_string(it.path()).unwrap())).collect()
    }

    /// The first page whose operation is generated and whose answer has a row to change: its action
    /// and its path, and its text.
    fn page_to_change(&self) -> ((String, PathBuf), String) {
        let generated = self.generated();
        let actions: Vec<&str> = generated
            .keys()
            .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
            .filter_map(|path| path.file_stem()?.to_str())
            .collect();
        let found = markdown(&self.pages).find_map(|path| {
            let action = path.file_stem()?.to_str()?.to_owned();
            let text = fs::read_to_string(&path).ok()?;
            let is_clear = actions.contains(&action.as_str()) && text.contains(ROW);
            is_clear.then_some(((action, path), text))
        });
        found.unwrap()
    }
}

/// The row that most answers have.
const ROW: &str = "|RequestId|String|";

/// The page with other words in the description of that row, other ones each time.
fn with_other_words(text: &str, round: usize) -> String {
    let (before, row) = text.rsplit_once(ROW).unwrap();
    let (row, after) = row.split_once("|\n").unwrap();
    format!("{before}{ROW}{row} Words of round {round}. |\n{after}")
}

/// Whether a file is one of an operation's: `ir/GetThing.yaml`, `src/operation/get_thing.rs`.
fn is_of(path: &Path, action: &str) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.replace('_', "").eq_ignore_ascii_case(action)
}

/// The paths where two states differ.
fn differences<'a>(
    before: &'a BTreeMap<PathBuf, String>,
    after: &'a BTreeMap<PathBuf, String>,
) -> Vec<&'a PathBuf> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    paths.filter(|path| before.get(*path) != after.get(*path)).collect()
}

/// The one in the middle of what the rounds give.
fn median(rounds: &[Round], figure: impl Fn(&Round) -> f64) -> f64 {
    let mut figures: Vec<f64> = rounds.iter().map(figure).collect();
    figures.sort_unstable_by(f64::total_cmp);
    *figures.get(figures.len() / 2).unwrap()
}

fn markdown(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files.map(walkdir::DirEntry::into_path).filter(|it| it.extension().is_some_and(|it| it == "md"))
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
