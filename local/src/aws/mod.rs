//! An AWS of one's own: `DynamoDB`, SQS, S3 and Cognito user pools behind one
//! loopback HTTP endpoint, in this process.
//!
//! The AWS SDK and the AWS CLI use it through `AWS_ENDPOINT_URL` with the
//! access key [`ACCESS_KEY_ID`] and the secret [`SECRET_ACCESS_KEY`]. What
//! lives here is what the services do; what a template declares, and who is
//! called when a message waits, lives in the rest of this crate.
//!
//! Invariants: every part takes its time from one [`Clock`] (signatures
//! excepted: they carry the caller's own time); an answered write survives a
//! killed process; faults and counts apply to every call alike, whether it
//! came over HTTP or through [`Aws::call`].

mod buckets;
mod calls;
mod data;
mod dynamodb;
mod endpoint;
mod error;
mod faults;
mod identity;
mod mail;
mod queues;
mod refusal;
mod routing;
mod server;
mod service;

use std::sync::Arc;

use domain::Clock;
use serde_json::Value;

pub use calls::{Calls, Count};
pub use data::Data;
pub use error::{CallError, Error};
pub use faults::{Fault, Faults};
pub use identity::Triggers;
pub use mail::{Mail, Mailbox};
pub use queues::{MessageView, QueueView};
pub use service::Service;

/// The only access key that the endpoint knows.
pub const ACCESS_KEY_ID: &str = "local";
/// The secret that belongs to [`ACCESS_KEY_ID`].
pub const SECRET_ACCESS_KEY: &str = "local";
/// The account that every emulated resource belongs to.
pub const ACCOUNT_ID: &str = "000000000000";

/// How an emulated AWS is started.
#[derive(Debug)]
pub struct Options {
    /// Where it keeps what it is given.
    pub data: Data,
    /// The loopback port; 0 takes any free one.
    pub port: u16,
    /// The time that every part reads.
    pub clock: Clock,
    /// The region that resource names carry.
    pub region: String,
    /// What token issuers begin with, before `/{pool}`; the endpoint when absent.
    pub issuer_base: Option<String>,
}

/// A running emulated AWS.
#[derive(Debug)]
pub struct Aws {
    endpoint: Arc<endpoint::Endpoint>,
    server: server::Server,
    // Held last, so that the lock outlives everything that writes.
    folder: data::Folder,
}

impl Aws {
    /// Opens the data, binds the port and answers from then on.
    ///
    /// # Errors
    ///
    /// When the data folder is in use or can't be read, or the port is taken.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let listener = server::bind(options.port).await?;
        let folder = data::Folder::open(options.data)?;
        let address = format!("http://{}", listener.address);
        let endpoint = Arc::new(
            endpoint::Endpoint::open(
                &folder,
                endpoint::Setting {
                    issuer_base: options.issuer_base.unwrap_or_else(|| address.clone()),
                    address,
                    clock: options.clock,
                    region: options.region,
                },
            )
            .await?,
        );
        let server = server::Server::start(listener, Arc::clone(&endpoint));
        Ok(Self {
            endpoint,
            server,
            folder,
        })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        self.endpoint.address()
    }

    /// A JSON-protocol call in this process, answered as the endpoint would:
    /// `call("AmazonSQS.ReceiveMessage", ..)`. Faults and counts apply.
    ///
    /// # Errors
    ///
    /// What the service refuses, with its code.
    pub async fn call(&self, target: &str, body: Value) -> Result<Value, CallError> {
        self.endpoint.call(target, &body).await
    }

    /// Creates a bucket, or leaves the one that exists.
    ///
    /// # Errors
    ///
    /// When the name isn't one that S3 takes, or the folder can't be made.
    pub async fn create_bucket(&self, name: &str) -> Result<(), Error> {
        self.endpoint.buckets().create(name).await
    }

    /// What goes wrong on purpose.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        self.endpoint.faults()
    }

    /// What was asked so far.
    #[must_use]
    pub fn calls(&self) -> &Calls {
        self.endpoint.calls()
    }

    /// Every e-mail that was sent.
    #[must_use]
    pub fn mail(&self) -> &Mailbox {
        self.endpoint.mail()
    }

    /// The functions that user pools call.
    pub fn set_triggers(&self, triggers: Arc<dyn Triggers>) {
        self.endpoint.identity().set_triggers(triggers);
    }

    /// Woken whenever a message may have become receivable, so that pollers need not sleep.
    /// It can't know of time passing: a poller looks again after a while by itself.
    #[must_use]
    pub fn message_sent(&self) -> &tokio::sync::Notify {
        self.endpoint.queues().message_sent()
    }

    /// The queues as their owner's page shows them: counts and ids, never what a message carries.
    #[must_use]
    pub fn queues(&self) -> Vec<QueueView> {
        self.endpoint.queues().views()
    }

    /// Deletes items whose time to live has passed by the [`Clock`]; the number of them.
    /// It happens by itself every minute of real time.
    ///
    /// # Errors
    ///
    /// When a table can't be read.
    pub async fn expire_items(&self) -> Result<usize, Error> {
        self.endpoint.expire_items().await
    }

    /// Answers what is under way, stops, and releases the data.
    pub async fn shutdown(self) {
        self.server.stop().await;
        self.endpoint.stop().await;
        drop(self.endpoint);
        drop(self.folder);
    }
}
