//! `polder baseline`: writes down what is found today.

use std::process::ExitCode;

use super::Interruption;
use super::local::{Request, scan};
use crate::arguments::BaselineArguments;
use crate::baseline;
use crate::exit::{Failure, Verdict};
use crate::output::Output;
use crate::progress::Progress;
use crate::summary;
use crate::walk::unreadable;

/// Runs the command and answers its exit code.
pub(crate) async fn run(arguments: BaselineArguments) -> ExitCode {
    let progress = Progress::new(arguments.quiet);
    let interruption = Interruption::listen();
    let result = write(&arguments, &progress, &interruption).await;
    progress.finish();
    match result {
        Ok(verdict) => verdict.into(),
        Err(failure) => {
            failure.report();
            failure.exit_code()
        }
    }
}

async fn write(
    arguments: &BaselineArguments,
    progress: &Progress,
    interruption: &Interruption,
) -> Result<Verdict, Failure> {
    let file = match &arguments.output {
        Some(file) => file.clone(),
        None if arguments.path.is_dir() => arguments.path.join(baseline::FILE_NAME),
        None => baseline::FILE_NAME.into(),
    };
    let output = Output::prepare(Some(&file))?;
    let request = Request {
        path: arguments.path.clone(),
        exclude: arguments.exclude.clone(),
        wanted: None,
        baseline: None,
        compares: false,
        unwanted: output.file().map(ToOwned::to_owned).into_iter().collect(),
    };
    let outcome = scan(request, progress, interruption).await?;
    let json = outcome
        .tally
        .to_json()
        .map_err(|error| Failure::Report(error.into()))?;
    output.write(&json)?;
    progress.conclude(&format!(
        "{} written to {}",
        summary::count(outcome.tally.len() as u64, "known finding"),
        file.display()
    ));
    // What could not be read is in no baseline, and would be new when it can.
    Ok(match unreadable(&outcome.omissions) {
        0 => Verdict::Clean,
        _ => Verdict::Incomplete,
    })
}
