//! Cognito asks what to put into a person's tokens: the tenant they are working in.
//!
//! The tenant follows from the token alone, so the token has to carry it. Somebody who belongs to
//! no tenant gets a token without one, which opens nothing.

mod claims;

use std::sync::Arc;

use directory::Directory;
use domain::Clock;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use runtime::{ConfigError, SdkConfig, Variables};
use serde_json::Value;

/// What the trigger is configured by.
#[derive(Debug)]
pub struct Config {
    directory_table: String,
}

impl Config {
    /// Reads `DIRECTORY_TABLE`.
    ///
    /// # Errors
    /// When it is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
        })
    }
}

/// The trigger, for the runtime to drive: a `PreTokenGeneration` event, version 2, in and out.
#[must_use]
pub fn service(
    config: Config,
    aws: &SdkConfig,
    _: Clock,
) -> impl Service<LambdaEvent<Value>, Response = Value, Error = Error, Future: Send>
+ Clone
+ Send
+ 'static
+ use<> {
    let directory = Arc::new(Directory::new(aws, config.directory_table));
    service_fn(move |event: LambdaEvent<Value>| {
        let directory = Arc::clone(&directory);
        async move { claims::add(&directory, event.payload).await }
    })
}
