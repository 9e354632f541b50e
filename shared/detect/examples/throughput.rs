//! Measures the engine: `cargo run --release -p detect --example throughput -- PATH [ROUNDS]`.
//!
//! Every file below PATH is read into memory first, so that what is measured is the engine and
//! not the disk. The first round is told apart: it builds the automata. Then what was found, by
//! detector and severity, with the first places: on public source code nearly all of it is wrong.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use detect::{Document, Engine, Finding, FingerprintKey, Input, Options, Severity, Sink};

/// How many places of each detector are shown.
const PLACES: usize = 2;

/// What one detector found.
#[derive(Default)]
struct Found {
    all: u64,
    low: u64,
    files: u64,
    last_path: String,
    places: Vec<String>,
}

#[derive(Default)]
struct Tally(BTreeMap<&'static str, Found>);

impl Sink for Tally {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        let found = self.0.entry(finding.detector).or_default();
        found.all += finding.occurrences;
        if finding.severity == Severity::Low {
            found.low += finding.occurrences;
        }
        if found.last_path != finding.location.path {
            found.files += 1;
            if found.places.len() < PLACES {
                found.places.push(format!(
                    "{}:{}:{}",
                    finding.location.path,
                    finding.location.line.unwrap_or_default(),
                    finding.location.column.unwrap_or_default()
                ));
            }
            found.last_path = finding.location.path;
        }
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() && !path.is_symlink() {
        for entry in std::fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "megabytes for people")]
fn speed(bytes: u64, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// The detectors, the loudest first.
#[allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a program for people"
)]
fn report(tally: &Tally, bytes: u64) {
    let mut found: Vec<_> = tally.0.iter().collect();
    found.sort_by_key(|(id, found)| (std::cmp::Reverse(found.all), **id));
    println!(
        "{:<26}{:>9}{:>9}{:>9}{:>10}",
        "detector", "values", "low", "files", "a MB"
    );
    for (id, found) in found {
        println!(
            "{id:<26}{:>9}{:>9}{:>9}{:>10.2}",
            found.all,
            found.low,
            found.files,
            found.all as f64 / (bytes as f64 / 1e6)
        );
        for place in &found.places {
            println!("    {place}");
        }
    }
}

#[allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a program for people"
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(arguments.next().ok_or("give a path")?);
    let rounds: u32 = arguments.next().map_or(Ok(5), |rounds| rounds.parse())?;
    let mut paths = Vec::new();
    collect(&root, &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        files.push((path.to_string_lossy().into_owned(), std::fs::read(&path)?));
    }
    let bytes: u64 = files.iter().map(|(_, content)| content.len() as u64).sum();
    println!("{} files, {:.1} MB", files.len(), bytes as f64 / 1e6);
    let options = Options::new(FingerprintKey::new([0; 32]));
    let mut best = 0.0_f64;
    for round in 0..=rounds {
        let mut tally = Tally::default();
        let mut scanned = 0;
        let start = Instant::now();
        let engine = Engine::standard();
        for (name, content) in &files {
            let input = Input {
                name,
                reader: Cursor::new(content),
            };
            scanned += engine.scan(input, &options, &mut tally)?.bytes;
        }
        let time = start.elapsed();
        let label = if round == 0 { "cold" } else { "warm" };
        println!(
            "{label}: {:.0} MB/s ({:.0} MB expanded)",
            speed(scanned, time),
            scanned as f64 / 1e6
        );
        if round > 0 {
            best = best.max(speed(scanned, time));
        }
        if round == rounds {
            println!("best: {best:.0} MB/s\n");
            report(&tally, bytes);
        }
    }
    Ok(())
}
