//! From the scan queue to findings.
//!
//! Invariants: a scan is worked on by who holds its claim, and every write names the version it
//! was made from, so that a worker that was thought dead can't write; findings have derived ids and
//! are written before the progress that covers them, so that a scan which is resumed has each once;
//! the usage report is named after the scan, so that it is counted once; a scan that is completed has
//! its place among the tenant's others in the same transaction; content is removed as soon
//! as nothing needs it any more; and a scan is given up in one place, by a receive that tries nothing
//! else.

mod attempt;
mod batch;
mod checkpoint;
mod closing;
mod engine;
mod failure;
mod reuse;
mod settle;
mod standing;

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use domain::Clock;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use messages::Queue;
use objects::Objects;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;

/// What the worker is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    upload_bucket: String,
    scan_queue: String,
    usage_queue: String,
}

impl Config {
    /// Reads `TENANT_TABLE`, `UPLOAD_BUCKET`, `SCAN_QUEUE_URL` and `USAGE_QUEUE_URL`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            upload_bucket: variables.required("UPLOAD_BUCKET")?.to_owned(),
            scan_queue: variables.required("SCAN_QUEUE_URL")?.to_owned(),
            usage_queue: variables.required("USAGE_QUEUE_URL")?.to_owned(),
        })
    }
}

/// What a worker works with.
#[derive(Debug)]
pub(crate) struct Worker {
    store: Store,
    objects: Objects,
    scan_queue: Queue,
    usage_queue: Queue,
    clock: Clock,
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
    let worker = Arc::new(Worker {
        store: Store::new(aws, config.tenant_table),
        objects: Objects::new(aws, config.upload_bucket),
        scan_queue: Queue::new(aws, config.scan_queue),
        usage_queue: Queue::new(aws, config.usage_queue),
        clock,
    });
    service_fn(move |event: LambdaEvent<SqsEvent>| {
        let worker = Arc::clone(&worker);
        async move { Ok(batch::run(&worker, event.payload).await) }
    })
}
