//! The command line: damages all pages of a folder, and prints what was misread in silence.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use apigen_extract::{Collection, Locales, SourcePage, Specs};
use apigen_mutations::{Example, Judge, Kind, Original, Tally, mutate};
use clap::Parser;
use fastrand::Rng;
use walkdir::WalkDir;

/// Damages all pages of a folder at random places, and counts what is misread in silence.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder of pages.
    folder: PathBuf,
    /// The locale of the pages to damage; several are damaged one after the other.
    #[arg(long, value_delimiter = ',')]
    locale: Vec<String>,
    /// How often each page is damaged in each way.
    #[arg(long, default_value_t = 1)]
    times: u64,
    /// Where the random numbers start.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Damage pages in these ways only.
    #[arg(long, value_delimiter = ',')]
    kind: Vec<String>,
    /// How many of the pages that were misread in silence are shown.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Fail where more mutations of a kind than this share are silent, in 1,000.
    #[arg(long)]
    at_most: Option<usize>,
}

fn main() -> io::Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut tally = Tally::default();
    let locales =
        if arguments.locale.is_empty() { vec![String::new()] } else { arguments.locale.clone() };
    for locale in locales {
        tally.extend(damage_pages(&arguments, &Locales::new([locale]))?);
    }
    for example in tally.silent.iter().take(arguments.show) {
        print_example(example);
    }
    print!("{tally}");
    if tally.totals().0 == 0 {
        return Err(io::Error::other("no page was damaged: the count is void"));
    }
    let is_met = arguments.at_most.is_none_or(|most| tally.keeps_within(most));
    Ok(if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Damages the pages of one locale, on all cores. The result does not depend on their number.
fn damage_pages(arguments: &Arguments, locales: &Locales) -> io::Result<Tally> {
    let originals = read_pages(&arguments.folder, locales)?;
    let pages: Vec<SourcePage> =
        originals.iter().map(|it| SourcePage::new(it.path.clone(), &it.text)).collect();
    let specs = Specs::default();
    let collection = Collection::new(&pages, &specs, locales);
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let damage = || {
        let mut tallies = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(original) = originals.get(index) else { return tallies };
            tallies.push((index, damage_page(original, &collection, arguments)));
        }
    };
    let mut tallies = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(damage)).collect();
        let join = |handle: thread::ScopedJoinHandle<'_, _>| {
            handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        handles.into_iter().flat_map(join).collect::<Vec<(usize, Tally)>>()
    });
    tallies.sort_by_key(|(index, _)| *index);
    let mut sum = Tally::default();
    for (_, tally) in tallies {
        sum.extend(tally);
    }
    Ok(sum)
}

fn damage_page(original: &Original, collection: &Collection<'_>, arguments: &Arguments) -> Tally {
    let judge = Judge::new(collection, original);
    let mut tally = Tally::default();
    // Each page has random numbers of its own, so that one page more does not change all others.
    let name = original.path.bytes().fold(arguments.seed, |seed, byte| {
        seed.wrapping_mul(0x0100_0000_01b3).wrapping_add(u64::from(byte))
    });
    let is_chosen =
        |kind: Kind| arguments.kind.is_empty() || arguments.kind.iter().any(|it| it == kind.id());
    // The same of each kind, whichever are chosen.
    for (kind, number) in Kind::ALL.iter().zip(1..).filter(|(kind, _)| is_chosen(**kind)) {
        for time in 0..arguments.times {
            let mut random = Rng::with_seed(name ^ (number << 32) ^ (time << 40));
            if let Some(mutation) = mutate(original, *kind, &mut random) {
                let verdict = judge.judge(&mutation);
                tally.add(&original.path, &mutation, verdict);
            }
        }
    }
    tally
}

fn read_pages(folder: &Path, locales: &Locales) -> io::Result<Vec<Original>> {
    let mut pages = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = relative.to_string_lossy().replace('\\', "/");
        let is_page = entry.path().extension().is_some_and(|it| it.eq_ignore_ascii_case("md"));
        if is_page && locales.admit(&path) {
            pages.push(Original::new(path, fs::read_to_string(entry.path())?));
        }
    }
    Ok(pages)
}

fn print_example(example: &Example) {
    let Example { kind, page, line, what, differences } = example;
    println!("{} {page}:{line}", kind.id());
    println!("    {what}");
    for difference in differences.iter().take(4) {
        println!("    - {difference}");
    }
}
