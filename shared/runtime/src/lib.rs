//! How a function starts: variables, AWS clients, telemetry.
//!
//! Invariant: the process environment is read here, once, and nowhere else; everything further in
//! is given [`Variables`], so that the local platform can give each function those of the template.
//! This crate knows none of the others.

mod aws;
mod fetch;
mod telemetry;
mod variables;

pub use aws::aws;
pub use aws_config::SdkConfig;
pub use fetch::{FetchError, Fetcher};
pub use lambda_runtime::Error;
pub use variables::{ConfigError, Variables};

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
    let aws = aws(&variables).await;
    Start { variables, aws }
}
