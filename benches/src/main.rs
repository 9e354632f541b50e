//! Measures the functions as they are shipped: release binaries under a small Lambda Runtime API; and the scan engine.
//!
//! Nothing of a function is linked in here: what is started is what a deployment would start, with
//! the variables that `template.yaml` gives it, on the local platform's AWS. Counts come from
//! callgrind, because they are the same on every machine of one architecture; time is never asserted.

#![expect(clippy::print_stdout, reason = "its tables are for a person to read")]
#![expect(clippy::print_stderr, reason = "so is what stopped it")]

mod budgets;
mod callgrind;
mod cloud;
mod engine;
mod event;
mod function;
mod large_upload;
mod package;
mod runtime_api;
mod runtime_check;
mod table;

use std::process::ExitCode;

/// Whatever stopped a measurement; it is told to a person and nobody reacts to its kind.
pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

const USAGE: &str = "\
Usage: cargo run -p benches -- <command>

  budgets        builds the functions for release and prints each budget beside what is measured
  engine         prints those of the scan engine alone, for which nothing else is built
  large-upload   builds the scan worker and lets it scan an upload of 1 GiB: how much memory that takes
  runtime-check  builds them and lets each answer its event from events/ under a Lambda Runtime API";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["budgets"] => budgets::run().await,
        ["engine"] => engine::run().await,
        ["large-upload"] => large_upload::run().await,
        ["runtime-check"] => runtime_check::run().await,
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
