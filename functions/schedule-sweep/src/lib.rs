//! Every few minutes: start the scans of the schedules that are due.
//!
//! Invariants: each time that a schedule is due comes to one scan or to a reason why there is none, written on the
//! schedule in the same transaction; and whatever breaks off in between, the entry of that time or of the next one
//! stands in the directory.

mod run;
mod sweep;

use std::sync::Arc;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use directory::Directory;
use domain::Clock;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use messages::Queue;
use runtime::{ConfigError, SdkConfig, Variables};
use serde_json::Value;
use store::Store;

use sweep::Sweep;

/// What the sweep is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    directory_table: String,
    website_queue: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `DIRECTORY_TABLE` and `WEBSITE_QUEUE_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            directory_table: variables.required("DIRECTORY_TABLE")?.to_owned(),
            website_queue: variables.required("WEBSITE_QUEUE_URL")?.to_owned(),
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
    let sweep = Arc::new(Sweep {
        store: Store::new(aws, config.tenant_table),
        directory: Directory::new(aws, config.directory_table),
        websites: Queue::new(aws, config.website_queue),
        clock,
    });
    service_fn(move |_: LambdaEvent<EventBridgeEvent<Value>>| {
        let sweep = Arc::clone(&sweep);
        async move { sweep.run().await }
    })
}
