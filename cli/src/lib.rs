//! `polder`: scans a folder from a terminal or a pipeline, and serves the platform on a laptop.
//!
//! What lives here: arguments, packing a folder, a client of the public API, and what a person sees. What
//! doesn't: any rule of the platform. Of a platform the program only uses the public API, also of the one that
//! it embeds, so whatever it can do, an integrator can do. With `--local` there is no platform: the engine runs
//! here, on files or on what git knows of them. Assessments need none either, unless they are to be kept on one.

mod arguments;
mod assessment;
mod baseline;
mod client;
mod commands;
mod embedded;
mod engine;
mod exit;
mod fingerprint;
mod git;
mod kept;
mod model;
mod output;
mod pack;
mod progress;
mod screen;
mod settings;
mod summary;
pub mod table;
mod walk;
pub mod welcome;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use arguments::{Arguments, Command};
pub use model::{Finding, FindingState, Location, Severity};
pub use screen::Screen;

/// How long work that can't be interrupted (a read from a slow disk) may hold up the end of the program.
const LONGEST_GOODBYE: Duration = Duration::from_secs(2);

/// Runs the program with the arguments of the process and answers its exit code.
#[must_use]
pub fn run() -> ExitCode {
    // A panic's message may quote what is scanned, so its place has to do. What it was about is told as a
    // finding about the file.
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            screen::complain(&format!("A fault in polder at {place}; please report it"));
        }
    }));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too; a closed pipe is no reason to fail.
            let _ = error.print();
            return u8::try_from(error.exit_code()).map_or_else(|_| exit::error(), ExitCode::from);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            screen::complain(&format!("Can't start: {error}"));
            return exit::error();
        }
    };
    let code = runtime.block_on(async {
        match arguments.command {
            Some(Command::Scan(scan)) => commands::scan::run(scan).await,
            Some(Command::Assess(assess)) => commands::assess::run(assess).await,
            Some(Command::Baseline(baseline)) => commands::baseline::run(baseline).await,
            Some(Command::Schedule(schedule)) => commands::schedule::run(schedule).await,
            Some(Command::Serve(serve)) => commands::serve::run(serve).await,
            None => commands::serve::run(arguments.serve).await,
        }
    });
    runtime.shutdown_timeout(LONGEST_GOODBYE);
    code
}
