//! How a function starts: variables, AWS clients, telemetry.
//!
//! Invariant: the process environment is read here, once, and nowhere else; everything further in
//! is given [`Variables`], so that the local platform can give each function those of the template.
//! This crate knows none of the others.

mod aws;
mod fetch;
mod http;
mod panics;
mod telemetry;
mod variables;

pub use aws::aws;
pub use aws_config::SdkConfig;
pub use fetch::{FetchError, Fetcher};
pub use lambda_runtime::Error;
pub use variables::{ConfigError, Variables};

/// A request allocates and frees a thousand times. The system's allocator takes a tenth of its
/// instructions for that, this one half as many.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a function's `main` begins with.
#[derive(Debug)]
pub struct Start {
    /// The process's environment.
    pub variables: Variables,
    /// What AWS clients are made from.
    pub aws: SdkConfig,
}

/// Reads the environment, starts telemetry, and prepares AWS clients.
pub async fn start() -> Start {
    let variables = Variables::from_environment();
    telemetry::start(&variables);
    panics::start();
    let aws = aws(&variables).await;
    Start { variables, aws }
}
