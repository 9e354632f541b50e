//! The functions' release binaries: building them, starting one.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use local::deploy::FunctionSpec;
use tokio::process::{Child, Command};

use crate::Error;
use crate::runtime_api::RuntimeApi;

/// What a function runs in beside its template's variables.
pub(crate) struct Environment<'a> {
    /// Where AWS is.
    pub(crate) aws_endpoint: &'a str,
}

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Builds the functions as they are shipped, which takes no time when they are.
pub(crate) async fn build(functions: &[FunctionSpec]) -> Result<(), Error> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root());
    cargo.args(["build", "--release", "--locked"]);
    for function in functions {
        cargo.args(["--package", &function.binary]);
    }
    if cargo.status().await?.success() {
        Ok(())
    } else {
        Err("the functions don't build".into())
    }
}

/// The target folder: the one that this program is in.
pub(crate) fn target() -> Result<PathBuf, Error> {
    let this = std::env::current_exe()?;
    let target = this.ancestors().nth(2);
    let target = target.ok_or("this program is in no target folder")?;
    Ok(target.to_owned())
}

/// Where a function's release binary is.
pub(crate) fn binary(function: &FunctionSpec) -> Result<PathBuf, Error> {
    Ok(target()?.join("release").join(&function.binary))
}

/// Starts a function under `api`; `run` is the command that starts it, its binary if nothing else.
pub(crate) fn start(
    mut run: Command,
    function: &FunctionSpec,
    environment: &Environment<'_>,
    api: &RuntimeApi,
) -> Result<Child, Error> {
    run.env_clear()
        .envs(&function.variables)
        .env("AWS_LAMBDA_RUNTIME_API", api.address().to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", &function.name)
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", "polder")
        .env("AWS_LAMBDA_LOG_STREAM_NAME", "polder")
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", local::aws::ACCESS_KEY_ID)
        .env("AWS_SECRET_ACCESS_KEY", local::aws::SECRET_ACCESS_KEY)
        .env("AWS_SESSION_TOKEN", "session")
        .env("AWS_ENDPOINT_URL", environment.aws_endpoint)
        // Lambda's own; SDKs put it into the user agent.
        .env("AWS_EXECUTION_ENV", "AWS_Lambda_provided.al2023")
        .env("TMPDIR", std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .kill_on_drop(true);
    Ok(run.spawn()?)
}
