//! From the usage queue to the counters.
//!
//! A whole batch of messages is folded into one write a (tenant, meter, month, part). Which batches
//! were counted is kept inside the counter, so a message that comes again changes nothing, in
//! whatever company it comes.

mod fold;

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use domain::Clock;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;

/// What the worker is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
}

impl Config {
    /// Reads `TENANT_TABLE`.
    ///
    /// # Errors
    /// When it is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
        })
    }
}

/// The worker, for the runtime to drive.
#[must_use]
pub fn service(
    config: Config,
    aws: &SdkConfig,
    clock: Clock,
) -> impl Service<LambdaEvent<SqsEvent>, Response = SqsBatchResponse, Error = Error, Future: Send>
+ Clone
+ Send
+ 'static
+ use<> {
    let store = Arc::new(Store::new(aws, config.tenant_table));
    service_fn(move |event: LambdaEvent<SqsEvent>| {
        let (store, clock) = (Arc::clone(&store), clock.clone());
        async move { Ok(fold::batch(&store, &clock, event.payload).await) }
    })
}
