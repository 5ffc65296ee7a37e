//! Runs that are cut short at each of their steps, and what the next run makes of what they leave.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Parser;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::{crate_changes, plan, run_on};
use crate::apply;
use crate::cli::{Cli, CodegenArguments, Command};
use crate::disk::faulty::{Fault, FaultyDisk, Lost};
use crate::lock::Lock;
use crate::output::CrateChanges;
use crate::pages;
use crate::summary::Summary;

/// A folder's files, by path relative to it.
type Files = BTreeMap<String, String>;

/// The pages of before and after a change of the docs, and what becomes of both.
struct Change {
    folder: TempDir,
    before: Files,
    after: Files,
    /// What a run after the change finds to do.
    crates: Vec<CrateChanges>,
    /// Whether the output may be another one than before.
    is_changed: Cell<bool>,
}

/// A file in a crate that is not ours.
const FOREIGN: &str = "left-20200101/src/mine.rs";

impl Change {
    /// One operation changes, one is gone, one is new; and so of three crates, of which the one
    /// that goes is there twice: one has a file that is not ours.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for (pages, product, action, words) in [
            ("before", "Demo", "GetThing", "How big."),
            ("before", "Demo", "ListThings", "How big."),
            ("before", "Demo", "DropThing", "How big."),
            ("before", "Old", "GetOld", "How old."),
            ("before", "Left", "GetLeft", "How left."),
            ("after", "Demo", "GetThing", "Its size."),
            ("after", "Demo", "ListThings", "How big."),
            ("after", "Demo", "AddThing", "How big."),
            ("after", "New", "GetNew", "How new."),
        ] {
            write(&format!("{pages}/{product}/{action}.md"), &page(product, action, words));
        }
        write("Cargo.toml", "[workspace]\n");
        let (before, after) = (Files::new(), Files::new());
        let mut change =
            Self { folder, before, after, crates: Vec::new(), is_changed: Cell::new(true) };
        assert!(change.run(&FaultyDisk::without_fault(), "before", &[]).unwrap());
        let foreign = change.out().join(FOREIGN);
        fs::write(foreign, "// mine\n").unwrap();
        change.before = change.files();
        let arguments = change.arguments("after", &[]);
        let extraction = pages::read(&arguments.selection).unwrap().extraction;
        let plans = plan(extraction, &arguments, &mut Summary::default()).unwrap();
        change.crates = crate_changes(&change.out(), plans).unwrap().0;
        assert!(change.run(&FaultyDisk::without_fault(), "after", &[]).unwrap());
        change.after = change.files();
        change
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn arguments(&self, pages: &str, more: &[&str]) -> CodegenArguments {
        let pages = self.folder.path().join(pages);
        let out = self.out();
        let mut arguments = vec!["xtask", "codegen", "--specs", pages.to_str().unwrap()];
        arguments.extend(["--out", out.to_str().unwrap()]);
        arguments.extend(more);
        match Cli::try_parse_from(arguments).unwrap().command {
            Command::Codegen(arguments) => arguments,
            _ => panic!("another command"),
        }
    }

    /// Runs the generator over a folder of pages.
    fn run(&self, disk: &FaultyDisk, pages: &str, more: &[&str]) -> io::Result<bool> {
        self.is_changed.set(true);
        run_on(disk, &self.arguments(pages, more))
    }

    /// Does from the output of before what a run after the change does when all is read; gives
    /// what became of it, and the files.
    fn write(&self, disk: &FaultyDisk) -> (io::Result<()>, Files) {
        if self.is_changed.replace(false) {
            self.restore();
        }
        let written = Lock::take(disk, &self.out())
            .and_then(|_lock| apply::apply(disk, &self.out(), None, &self.crates));
        disk.lose();
        self.is_changed.set(disk.has_changed_output());
        let files = if self.is_changed.get() { self.files() } else { self.before.clone() };
        (written, files)
    }

    /// Puts the output of before back.
    fn restore(&self) {
        let out = self.out();
        fs::remove_dir_all(&out).unwrap();
        for (path, text) in &self.before {
            let path = out.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// The files of the output, without those that are nobody's to see.
    fn files(&self) -> Files {
        let mut files = Files::new();
        let out = self.out();
        for entry in WalkDir::new(&out) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(&out).unwrap();
            if entry.file_type().is_file() && !path.starts_with(".codegen") {
                let text = fs::read_to_string(entry.path()).unwrap();
                files.insert(path.to_str().unwrap().to_owned(), text);
            }
        }
        files
    }

    /// Asserts that each crate is as before, as after, or says that it is incomplete.
    fn assert_honest(&self, files: &Files, context: &str) {
        for folder in ["demo-20200101", "old-20200101", "left-20200101", "new-20200101"] {
            let of_crate = |files: &Files| -> Files {
                let is_in = |path: &str| Path::new(path).starts_with(folder);
                files.clone().into_iter().filter(|(path, _)| is_in(path)).collect()
            };
            let now = of_crate(files);
            let manifest = now.get(&format!("{folder}/codegen.manifest"));
            let is_marked = manifest.is_some_and(|text| text.starts_with("# INCOMPLETE"));
            let is_whole = now == of_crate(&self.before) || now == of_crate(&self.after);
            assert!(is_marked || is_whole, "{folder} looks whole {context}: {:?}", now.keys());
        }
    }

    /// How many steps it takes to write it all.
    fn steps(&self) -> usize {
        let disk = FaultyDisk::without_fault();
        let (written, files) = self.write(&disk);
        written.unwrap();
        assert_eq!(files, self.after);
        disk.steps()
    }
}

fn page(product: &str, action: &str, words: &str) -> String {
    format!(
        "# {action}

[Try it.](https://api.aliyun.com/#product={product}&api={action}&type=RPC&version=2020-01-01)

## Request parameters

|Parameter|Type|Required|Example|Description|
|--|--|--|--|--|
|Action|String|Yes|{action}|The operation. |

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
|Size|Integer|10|{words} |
"
    )
}

/// Cuts runs short at each of their steps: what is left is honest, `--check` sees it, and the next
/// run gives the same bytes as one that nothing happened to.
fn cut_short(fault: Fault) {
    let change = Change::new();
    let steps = change.steps();
    assert!(steps > 60, "{steps}");
    // Most steps leave what others leave, too.
    let mut mended = BTreeSet::new();
    for step in 0..steps {
        let context = format!("after {fault:?} at step {step} of {steps}");
        let disk = FaultyDisk::new(step, fault);
        let (result, left) = change.write(&disk);
        change.assert_honest(&left, &context);
        let is_done = left == change.after;
        assert!(result.is_err() || is_done, "{context}: {result:?}");
        if mended.insert(left) {
            let check = change.run(&FaultyDisk::new(0, Fault::ReadOnly), "after", &["--check"]);
            assert_eq!(check.unwrap(), is_done, "{context}");
            assert!(change.run(&FaultyDisk::without_fault(), "after", &[]).unwrap(), "{context}");
            assert_eq!(change.files(), change.after, "{context}");
        }
    }
}

#[test]
fn a_step_that_fails() {
    cut_short(Fault::Error);
}

#[test]
fn a_full_disk() {
    cut_short(Fault::Full);
}

#[test]
fn a_disk_that_becomes_read_only() {
    cut_short(Fault::ReadOnly);
}

#[test]
fn a_process_that_is_killed() {
    cut_short(Fault::Killed);
}

#[test]
fn a_machine_that_loses_power() {
    for lost in [Lost::Nothing, Lost::Manifests, Lost::AllButManifests] {
        cut_short(Fault::PowerLoss(lost));
    }
}

/// As long as a stage is filled, nothing is changed; and the message says so.
#[test]
fn what_fails_early_changes_nothing() {
    let change = Change::new();
    let (result, _) = change.write(&FaultyDisk::new(6, Fault::Full));
    let error = result.unwrap_err();
    assert!(error.to_string().contains("nothing in"), "{error}");
    assert_eq!(change.files(), change.before);
}

/// What fails late names the crate that is half new.
#[test]
fn what_fails_late_names_the_crate() {
    let change = Change::new();
    let incomplete: Vec<String> = (0..change.steps())
        .filter_map(|step| {
            let (result, mut files) = change.write(&FaultyDisk::new(step, Fault::Error));
            let manifest = files.remove("demo-20200101/codegen.manifest");
            let is_marked = manifest.is_some_and(|text| text.starts_with("# INCOMPLETE"));
            is_marked.then(|| result.unwrap_err().to_string())
        })
        .collect();
    assert!(incomplete.len() > 5, "{incomplete:?}");
    for message in incomplete {
        assert!(message.contains("demo-20200101 is incomplete until"), "{message}");
    }
}

/// A read-only output is no reason to fail for who has nothing to write.
#[test]
fn nothing_to_write_needs_no_right_to_write() {
    let change = Change::new();
    let disk = FaultyDisk::new(0, Fault::ReadOnly);
    fs::remove_dir_all(change.out().join(".codegen")).unwrap();
    assert!(change.run(&disk, "after", &[]).unwrap());
    let error = change.run(&disk, "before", &[]).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ReadOnlyFilesystem);
    assert_eq!(change.files(), change.after);
}

/// A page that is rejected keeps the files of its operation; where these may be of two runs, they
/// are made to fit each other.
#[test]
fn files_that_stay_fit_each_other() {
    let change = Change::new();
    let broken = change.folder.path().join("broken/Demo");
    fs::create_dir_all(&broken).unwrap();
    let text = page("Demo", "GetThing", "Its size.").replace("|Integer|", "|Intreger|");
    fs::write(broken.join("GetThing.md"), text).unwrap();
    fs::write(broken.join("ListThings.md"), page("Demo", "ListThings", "How big.")).unwrap();
    let (ir, code) = ("demo-20200101/ir/GetThing.yaml", "demo-20200101/src/operation/get_thing.rs");
    let (mut mixed, mut tried) = (0, BTreeSet::new());
    for step in 0..change.steps() {
        let (_, files) = change.write(&FaultyDisk::new(step, Fault::Killed));
        let pair = |files: &Files| (files.get(ir).cloned(), files.get(code).cloned());
        let both = [pair(&change.before), pair(&change.after)];
        mixed += usize::from(!both.contains(&pair(&files)));
        if !tried.insert(files) {
            continue;
        }
        assert!(!change.run(&FaultyDisk::without_fault(), "broken", &[]).unwrap());
        assert!(both.contains(&pair(&change.files())), "killed at step {step}");
    }
    assert!(mixed > 0, "no run was cut between the two files");
}

/// Of an incomplete crate all is made anew, even where one operation is asked for.
#[test]
fn an_incomplete_crate_is_mended_as_a_whole() {
    let change = Change::new();
    let folder = "demo-20200101/";
    let of_crate = |files: Files| -> Files {
        files.into_iter().filter(|(path, _)| path.starts_with(folder)).collect()
    };
    let (mut mended, mut tried) = (0, BTreeSet::new());
    for step in 0..change.steps() {
        let (_, mut files) = change.write(&FaultyDisk::new(step, Fault::Killed));
        let manifest = files.remove("demo-20200101/codegen.manifest").unwrap();
        if manifest.starts_with("# INCOMPLETE") && tried.insert(files) {
            let only = ["--product", "demo", "--action", "ListThings"];
            assert!(change.run(&FaultyDisk::without_fault(), "after", &only).unwrap());
            assert_eq!(of_crate(change.files()), of_crate(change.after.clone()), "step {step}");
            mended += 1;
        }
    }
    assert!(mended > 5, "{mended}");
}
