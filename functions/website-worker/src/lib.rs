//! From the website queue to findings: looks at the pages of a website that a tenant has proved to be its own.
//!
//! What a scan goes through whatever its kind is in [`worker`], what is found on a page in [`website`]; here is the
//! way from page to page. It is a function of its own because it talks to strangers: it can't read an upload, and
//! while it waits for a slow site, no other scan waits for it.
//!
//! Invariants: a connection is made to an address that [`domain::Reach`] was asked about, never to a name; only
//! hosts of the proved domain are asked for anything, and only for what their `robots.txt` allows; one request at a
//! time; and a crawl that breaks off begins anew, without what it had found.

mod crawl;
mod fetch;
mod proof;
mod work;

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use dns::Resolver;
use domain::{Clock, Reach};
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use messages::Queue;
use runtime::{ConfigError, SdkConfig, Variables};
use store::Store;
use worker::Desk;

use crate::work::WebsiteWork;

/// What the worker is configured by.
#[derive(Debug)]
pub struct Config {
    tenant_table: String,
    website_queue: String,
    usage_queue: String,
    docs_url: String,
    resolver: Resolver,
    reach: Reach,
}

impl Config {
    /// Reads `TENANT_TABLE`, `WEBSITE_QUEUE_URL`, `USAGE_QUEUE_URL` and `DOCS_URL`; on the local platform
    /// `DNS_SERVER` and `WEBSITE_REACH` besides.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_variables(variables: &Variables) -> Result<Self, ConfigError> {
        Ok(Self {
            tenant_table: variables.required("TENANT_TABLE")?.to_owned(),
            website_queue: variables.required("WEBSITE_QUEUE_URL")?.to_owned(),
            usage_queue: variables.required("USAGE_QUEUE_URL")?.to_owned(),
            docs_url: variables.required("DOCS_URL")?.to_owned(),
            resolver: Resolver::from_variables(variables)?,
            reach: Reach::from_variable(variables.get("WEBSITE_REACH")),
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
        jobs: Queue::new(aws, config.website_queue),
        usage: Queue::new(aws, config.usage_queue),
        clock,
    };
    let work = WebsiteWork::new(config.resolver, config.reach, &config.docs_url);
    let worker = Arc::new((desk, work));
    service_fn(move |event: LambdaEvent<SqsEvent>| {
        let worker = Arc::clone(&worker);
        async move {
            let (desk, work) = &*worker;
            Ok(worker::run(desk, work, event.payload).await)
        }
    })
}
