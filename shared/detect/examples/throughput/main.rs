//! Measures the engine on one core: how fast it is, what it finds, and whether hostile text slows it.
//!
//! All texts are held in memory, so that what is measured is the engine and not the disk, and time
//! is the processor's, so that neighbours matter little. For counts that don't depend on the machine,
//! run `times` under callgrind: what two scans take over one is what a warm scan takes.

#![allow(clippy::print_stdout, reason = "a program for people")]

mod corpus;
mod hostile;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use corpus::File;
use detect::{Document, Engine, Finding, FingerprintKey, Input, Options, Severity, Sink};

/// The allocator that functions and the command line have.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "\
Usage: cargo run --release -p detect --example throughput -- <command>

  speed [PATH…]          MB/s of each kind of text, warm and cold; source code is what lies below the paths
  findings PATH…         what each detector finds there, the loudest first
  list PATH…             each finding on a line, to compare two builds
  hostile [BYTES]        ns a byte for texts that attack the engine, the slowest first
  times N BYTES KIND [PATH…]
                         scans so many bytes of one kind so many times, for a profiler
  make                   makes the engine, for a profiler
  write FOLDER           writes the texts that are made up, for other tools to scan";

/// Bytes of each text that is made up.
const MADE_BYTES: usize = 8_000_000;
/// Rounds of a warm measurement; the best counts.
const ROUNDS: u32 = 5;
/// What a round takes at least: systems count a processor's time in steps of some milliseconds.
const ROUND: Duration = Duration::from_millis(250);
/// How many places of each detector are shown.
const PLACES: usize = 2;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

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

/// The files below paths, sorted.
fn read(paths: &[String]) -> Outcome<Vec<File>> {
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
    let mut found = Vec::new();
    for path in paths {
        collect(Path::new(path), &mut found)?;
    }
    found.sort();
    found
        .into_iter()
        .map(|path| {
            Ok(File {
                name: path.to_string_lossy().into_owned(),
                content: std::fs::read(&path)?,
            })
        })
        .collect()
}

/// The texts of a kind; none for source code without paths.
fn texts(kind: &str, paths: &[String], bytes: usize) -> Outcome<Vec<File>> {
    Ok(match kind {
        "source" => read(paths)?,
        "prose" => corpus::prose(bytes),
        "reports" => corpus::reports(bytes),
        "logs" => corpus::logs(bytes),
        "table" => corpus::table(bytes),
        "json" => corpus::json(bytes),
        _ => return Err(format!("no such kind of text: {kind}\n{USAGE}").into()),
    })
}

const KINDS: [&str; 6] = ["source", "prose", "reports", "logs", "table", "json"];

/// Scans all files. Gives how many bytes were read.
fn scan(engine: &Engine, files: &[File], sink: &mut dyn Sink) -> Outcome<u64> {
    let options = Options::new(FingerprintKey::new([0; 32]));
    let mut bytes = 0;
    for file in files {
        let input = Input {
            name: &file.name,
            reader: Cursor::new(&file.content),
        };
        bytes += engine.scan(input, &options, sink)?.bytes;
    }
    Ok(bytes)
}

/// How long this thread ran on a processor; where the system doesn't say, how long it took.
fn cpu_time(start: Instant) -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse().ok())
        .map_or_else(|| start.elapsed(), Duration::from_nanos)
}

#[allow(clippy::cast_precision_loss, reason = "megabytes for people")]
fn speed(bytes: u64, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// The speed of each kind: warm in this process, cold in one of its own.
fn measure(paths: &[String]) -> Outcome<()> {
    println!(
        "{:<8}{:>8}{:>8}{:>14}{:>14}{:>14}",
        "kind", "files", "MB", "warm MB/s", "cold MB/s", "findings/MB"
    );
    let zero = Instant::now();
    for kind in KINDS {
        let files = texts(kind, paths, MADE_BYTES)?;
        if files.is_empty() {
            continue;
        }
        let engine = Engine::standard();
        let mut best = 0.0_f64;
        let (mut bytes, mut findings) = (0, 0);
        for round in 0..=ROUNDS {
            let start = cpu_time(zero);
            let (mut scanned, mut time) = (0, Duration::ZERO);
            while time < ROUND {
                let mut tally = Tally::default();
                bytes = scan(engine, &files, &mut tally)?;
                scanned += bytes;
                time = cpu_time(zero).saturating_sub(start);
                findings = tally.0.values().map(|found| found.all).sum();
            }
            if round > 0 {
                best = best.max(speed(scanned, time));
            }
        }
        let cold = Command::new(std::env::current_exe()?)
            .args(["cold", kind])
            .args(paths)
            .output()?;
        let cold: f64 = String::from_utf8(cold.stdout)?.trim().parse()?;
        println!(
            "{kind:<8}{:>8}{:>8.1}{best:>14.0}{cold:>14.0}{:>14.1}",
            files.len(),
            per(bytes, 1_000_000),
            per(findings * 1_000_000, bytes)
        );
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn per(value: u64, of: u64) -> f64 {
    value as f64 / of.max(1) as f64
}

/// The first scan of a process, with what it takes to make the engine.
fn cold(kind: &str, paths: &[String]) -> Outcome<()> {
    let files = texts(kind, paths, MADE_BYTES)?;
    let zero = Instant::now();
    let start = cpu_time(zero);
    let bytes = scan(Engine::standard(), &files, &mut Tally::default())?;
    println!("{:.1}", speed(bytes, cpu_time(zero).saturating_sub(start)));
    Ok(())
}

/// Texts that are all of one thing: each at a length and at four times that.
fn attack(bytes: usize) -> Outcome<()> {
    let engine = Engine::standard();
    let zero = Instant::now();
    let time = |file: &File| -> Outcome<f64> {
        let start = cpu_time(zero);
        let bytes = scan(engine, std::slice::from_ref(file), &mut Tally::default())?;
        Ok(1_000.0 / speed(bytes, cpu_time(zero).saturating_sub(start)))
    };
    let mut rows = Vec::new();
    for ((title, short), (_, long)) in hostile::texts(bytes / 4).zip(hostile::texts(bytes)) {
        rows.push((time(&short)?, time(&long)?, title));
    }
    rows.sort_by(|one, other| other.1.total_cmp(&one.1));
    println!("{:>12}{:>12}  text", "ns/byte", "of 4 times");
    for (short, long, title) in rows {
        println!("{short:>12.1}{long:>12.1}  {title}");
    }
    Ok(())
}

/// The detectors, the loudest first: on public source code nearly all that they find is wrong.
fn report(paths: &[String]) -> Outcome<()> {
    let mut tally = Tally::default();
    let bytes = scan(Engine::standard(), &read(paths)?, &mut tally)?;
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
            per(found.all * 1_000_000, bytes)
        );
        for place in &found.places {
            println!("    {place}");
        }
    }
    Ok(())
}

/// Prints each finding.
struct Printer;

impl Sink for Printer {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        println!("{finding:?}");
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

fn write(folder: &Path) -> Outcome<()> {
    for kind in KINDS {
        for file in texts(kind, &[], MADE_BYTES)? {
            let path = folder.join(file.name);
            std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
            std::fs::write(path, file.content)?;
        }
    }
    Ok(())
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["speed", ..] => measure(arguments.get(1..).unwrap_or_default()),
        ["findings", _, ..] => report(arguments.get(1..).unwrap_or_default()),
        ["list", _, ..] => {
            let files = read(arguments.get(1..).unwrap_or_default())?;
            scan(Engine::standard(), &files, &mut Printer)?;
            Ok(())
        }
        ["hostile"] => attack(1 << 20),
        ["hostile", bytes] => attack(bytes.parse()?),
        ["cold", kind, ..] => cold(kind, arguments.get(2..).unwrap_or_default()),
        ["times", count, bytes, kind, ..] => {
            let paths = arguments.get(4..).unwrap_or_default();
            let files = texts(kind, paths, bytes.parse()?)?;
            let mut tally = Tally::default();
            for _ in 0..count.parse()? {
                scan(Engine::standard(), &files, &mut tally)?;
            }
            black_box(tally);
            let bytes: usize = files.iter().map(|file| file.content.len()).sum();
            println!("{bytes}");
            Ok(())
        }
        ["make"] => {
            black_box(Engine::standard());
            Ok(())
        }
        ["write", folder] => write(Path::new(folder)),
        _ => Err(USAGE.into()),
    }
}
