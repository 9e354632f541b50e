//! A function under callgrind: how many instructions it runs until it waits for an event.

use std::path::{Path, PathBuf};
use std::time::Duration;

use local::deploy::FunctionSpec;
use serde_json::Value;
use tokio::process::Command;

use crate::Error;
use crate::function::{self, Environment};
use crate::runtime_api::{Report, RuntimeApi};

/// Whether valgrind is there to be asked.
pub(crate) async fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").output().await;
    version.is_ok_and(|output| output.status.success())
}

/// Instructions from the process's start until it asks for an event after it has answered `event`
/// so many times. Those of all its threads; the kernel's are not seen.
pub(crate) async fn instructions(
    function: &FunctionSpec,
    environment: &Environment<'_>,
    event: &Value,
    times: u64,
) -> Result<u64, Error> {
    let profile = profiles()?.join(format!("{}.{times}.out", function.binary));
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--quiet", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(function::binary(function)?);
    let mut api = RuntimeApi::start().await?;
    let mut process = function::start(valgrind, function, environment, &api)?;
    api.asked().await?;
    for _ in 0..times {
        let report = api.invoke(event.clone()).await?;
        let read = matches!(&report, Report::Answer(answer) if answer["statusCode"] == 200);
        if !read {
            return Err(format!("{}: {report}", function.binary).into());
        }
    }
    // It waits for an event now and runs nothing; the signal ends it, and callgrind writes down
    // what it counted. Leaving the process another way would be counted too.
    let id = process.id().ok_or("the function is gone")?.to_string();
    Command::new("kill").args(["-TERM", &id]).status().await?;
    tokio::time::timeout(Duration::from_mins(1), process.wait()).await??;
    total(&profile)
}

/// Where profiles are kept, for `callgrind_annotate --inclusive=yes` to explain.
pub(crate) fn profiles() -> Result<PathBuf, Error> {
    let folder = function::target()?.join("callgrind");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The total that a profile ends with.
pub(crate) fn total(profile: &Path) -> Result<u64, Error> {
    let text = std::fs::read_to_string(profile)
        .map_err(|error| format!("callgrind left no profile: {error}"))?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    let total = total.ok_or("callgrind's profile has no total")?;
    Ok(total.trim().parse()?)
}
