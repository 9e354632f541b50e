//! What the scan engine takes, in instructions: for a byte of each kind of text, and to be made.
//!
//! No function is built for it, only the engine's example `throughput`. Its budgets stand a tenth to a fifth above what
//! was measured last, so that what makes the engine dearer is noticed with the change that does it.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::budgets::Sheet;
use crate::{Error, callgrind, function};

/// Instructions of a process that makes the engine and ends.
const MAKE_INSTRUCTIONS: u64 = 16_000_000;
/// The same that then scans half a megabyte of letters for the first time, when what is hardly ever needed is made too.
const FIRST_INSTRUCTIONS: u64 = 124_000_000;

/// How much of each text that is made up is scanned.
const BYTES: u64 = 500_000;
/// The slope is taken over so many scans, after one that warms up.
const SCANS: u64 = 2;

/// What is scanned, and how many instructions a kilobyte may take once the process is warm.
const KINDS: [(&str, &str, u64); 6] = [
    ("source", "source code of the functions", 50_000),
    ("reports", "Dutch reports, a finding every 8 kB", 34_500),
    ("prose", "Dutch letters, a finding every 730 bytes", 95_000),
    ("logs", "access log and application log", 395_000),
    ("json", "JSON of orders", 135_000),
    ("table", "CSV of people", 1_680_000),
];

/// Adds a row for each budget of the engine.
pub(crate) async fn measure(sheet: &mut Sheet) -> Result<(), Error> {
    let program = build().await?;
    let make = instructions(&program, "make", &["make"]).await?;
    sheet.add("making the engine, instructions", MAKE_INSTRUCTIONS, make);
    for (kind, what, budget) in KINDS {
        let times = async |times: u64| {
            let name = format!("{kind}.{times}");
            let (times, bytes) = (times.to_string(), BYTES.to_string());
            let arguments = ["times", &times, &bytes, kind, "functions"];
            instructions(&program, &name, &arguments).await
        };
        let (once, more) = (times(1).await?, times(1 + SCANS).await?);
        if kind == "prose" {
            let name = "making it and a first scan of 500 kB of letters";
            sheet.add(name, FIRST_INSTRUCTIONS, once);
        }
        let bytes = bytes(&program, kind).await?;
        let slope = more.saturating_sub(once) * 1_000 / SCANS / bytes;
        sheet.add(&format!("1 kB of {what}"), budget, slope);
    }
    Ok(())
}

/// Prints the engine's rows alone; whether every budget holds.
pub(crate) async fn run() -> Result<bool, Error> {
    if !callgrind::is_installed().await {
        return Err("valgrind is missing (apt-get install valgrind)".into());
    }
    let mut sheet = Sheet::new();
    measure(&mut sheet).await?;
    sheet.print();
    Ok(sheet.holds())
}

/// Builds the example as a function is built.
async fn build() -> Result<PathBuf, Error> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--package", "detect"])
        .args(["--example", "throughput"])
        .current_dir(function::root())
        .status()
        .await?;
    if !status.success() {
        return Err("the engine's example can't be built".into());
    }
    Ok(function::target()?.join("release/examples/throughput"))
}

/// How many bytes a scan of a kind of text reads.
async fn bytes(program: &Path, kind: &str) -> Result<u64, Error> {
    let output = Command::new(program)
        .args(["times", "0", &BYTES.to_string(), kind, "functions"])
        .current_dir(function::root())
        .output()
        .await?;
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// Instructions of a command from its start to its end.
async fn instructions(program: &Path, name: &str, arguments: &[&str]) -> Result<u64, Error> {
    let profile = callgrind::profiles()?.join(format!("engine.{name}.out"));
    let output = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(program)
        .args(arguments)
        .current_dir(function::root())
        .output()
        .await?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    callgrind::total(&profile)
}
