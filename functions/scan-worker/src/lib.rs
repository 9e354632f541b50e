//! From the scan queue to findings, for content that is there.
//!
//! What a scan goes through whatever its kind is in [`worker`]; here is how content is come by, taken over from an
//! earlier scan, and scanned.

mod engine;
mod reuse;
mod work;

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use domain::Clock;
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use messages::Queue;
use objects::Objects;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use worker::Desk;

use crate::work::ContentWork;

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
    let desk = Desk {
        store: Store::new(aws, config.tenant_table),
        jobs: Queue::new(aws, config.scan_queue),
        usage: Queue::new(aws, config.usage_queue),
        clock,
    };
    let work = ContentWork {
        objects: Objects::new(aws, config.upload_bucket),
    };
    let worker = Arc::new((desk, work));
    service_fn(move |event: LambdaEvent<SqsEvent>| {
        let worker = Arc::clone(&worker);
        async move {
            let (desk, work) = &*worker;
            Ok(worker::run(desk, work, event.payload).await)
        }
    })
}
