//! How much memory a scan of one file takes: `cargo run --release -p detect --example peak -- FILE`.
//!
//! Reads the file as the worker does, and says what the system counted as the process's most
//! resident memory (Linux).

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::time::Instant;

use detect::{Document, Engine, Finding, FingerprintKey, Input, Options, Sink};

/// Counts what it is told.
struct Count(u64);

impl Sink for Count {
    fn finding(&mut self, finding: Finding) -> ControlFlow<()> {
        self.0 += finding.occurrences;
        ControlFlow::Continue(())
    }

    fn document(&mut self, _: &Document) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[allow(clippy::print_stdout, reason = "a program for people")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a file")?;
    let start = Instant::now();
    let input = Input {
        name: &path,
        reader: BufReader::new(File::open(&path)?),
    };
    let mut count = Count(0);
    let options = Options::new(FingerprintKey::new([0; 32]));
    let summary = Engine::standard().scan(input, &options, &mut count)?;
    let status = std::fs::read_to_string("/proc/self/status")?;
    let most = status.lines().find(|line| line.starts_with("VmHWM"));
    println!(
        "{} bytes in {:.1} s, {} values, {}",
        summary.bytes,
        start.elapsed().as_secs_f32(),
        count.0,
        most.unwrap_or("VmHWM: unknown")
    );
    Ok(())
}
