//! Every hour: suspend the tenants whose trial has ended.
//!
//! The authorizer does not wait for this; a trial that is over opens nothing from its last minute
//! on. The sweep makes the tenant's own record say so.

mod sweep;

use std::sync::Arc;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use directory::Directory;
use domain::Clock;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use runtime::{ConfigError, SdkConfig, Variables};
use serde_json::Value;
use store::Store;

/// What the sweep is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    directory_table: String,
}

impl Config {
    /// Reads `TENANT_TABLE` and `DIRECTORY_TABLE`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
        })
    }
}

/// The sweep, for the runtime to drive.
#[must_use]
pub fn service(
    config: Config,
    aws: &SdkConfig,
    clock: Clock,
) -> impl Service<LambdaEvent<EventBridgeEvent<Value>>, Response = (), Error = Error, Future: Send>
+ Clone
+ Send
+ 'static
+ use<> {
    let store = Arc::new(Store::new(aws, config.tenant_table));
    let directory = Arc::new(Directory::new(aws, config.directory_table));
    service_fn(move |_: LambdaEvent<EventBridgeEvent<Value>>| {
        let (store, directory, clock) = (Arc::clone(&store), Arc::clone(&directory), clock.clone());
        async move { sweep::run(&store, &directory, &clock).await }
    })
}
