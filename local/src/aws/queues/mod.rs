//! SQS: standard, fair queues in a database.
//!
//! A message that was accepted is in the database before its sender hears of
//! it, and leaves it only when it is deleted, purged or older than its
//! queue's retention. FIFO queues aren't emulated.

mod attributes;
mod batch;
mod digest;
mod message;
mod move_task;
mod protocol;
mod queue;
mod receive;
mod view;

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use domain::Clock;
use http::{HeaderValue, Response, StatusCode};
use rusqlite::Connection;
use tokio::sync::{Notify, watch};

use super::data::Folder;
use super::refusal::{Refusal, json_answer, json_refusal};
use super::{ACCOUNT_ID, Error};

pub use view::{MessageView, QueueView};

const CONTENT_TYPE: &str = "application/x-amz-json-1.0";

/// What the real service puts before an error's name.
const NAMESPACE: &str = "com.amazonaws.sqs";

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS queues (
        name TEXT PRIMARY KEY,
        attributes TEXT NOT NULL,
        tags TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        modified_ms INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS messages (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        queue TEXT NOT NULL REFERENCES queues (name) ON DELETE CASCADE,
        body TEXT NOT NULL,
        attributes TEXT NOT NULL,
        trace TEXT,
        tenant_group TEXT,
        sent_ms INTEGER NOT NULL,
        visible_ms INTEGER NOT NULL,
        first_received_ms INTEGER,
        receive_count INTEGER NOT NULL DEFAULT 0,
        receipt TEXT,
        dead_letter_source TEXT
    );
    CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, visible_ms);
    CREATE INDEX IF NOT EXISTS messages_by_age ON messages (queue, sent_ms);
    CREATE TABLE IF NOT EXISTS move_tasks (
        handle TEXT PRIMARY KEY,
        source TEXT NOT NULL,
        destination TEXT,
        started_ms INTEGER NOT NULL,
        moved INTEGER NOT NULL
    );
";

/// What the queues are told at their start.
pub(super) struct Setting {
    pub(super) address: String,
    pub(super) clock: Clock,
    pub(super) region: String,
    pub(super) stopped: watch::Receiver<bool>,
}

/// The emulated SQS.
#[derive(Debug)]
pub(super) struct Queues {
    database: Mutex<Connection>,
    address: String,
    clock: Clock,
    region: String,
    sent: Notify,
    stopped: watch::Receiver<bool>,
}

impl Queues {
    pub(super) fn open(folder: &Folder, setting: Setting) -> Result<Self, Error> {
        let queues = Self {
            database: Mutex::new(folder.database("queues", SCHEMA)?),
            address: setting.address,
            clock: setting.clock,
            region: setting.region,
            sent: Notify::new(),
            stopped: setting.stopped,
        };
        queues.release_in_flight()?;
        Ok(queues)
    }

    /// Shows every message again that somebody had received: whoever it was ended with the
    /// platform, and a person who starts it again should not wait for half an hour. Nor does being
    /// stopped count as a try, of which a message has few.
    fn release_in_flight(&self) -> Result<(), Error> {
        let shown = self.database().execute(
            "UPDATE messages
             SET visible_ms = ?1, receipt = NULL, receive_count = max(receive_count - 1, 0)
             WHERE receipt IS NOT NULL AND visible_ms > ?1",
            [self.now_ms()],
        );
        shown.map_err(|error| Error::storage("queues", error))?;
        Ok(())
    }

    /// Woken when a message may have become receivable.
    pub(super) fn message_sent(&self) -> &Notify {
        &self.sent
    }

    pub(super) async fn answer(&self, operation: &str, body: &[u8]) -> Response<Bytes> {
        match self.perform(operation, body).await {
            Ok(result) => json_answer(StatusCode::OK, CONTENT_TYPE, &result),
            Err(refusal) => refuse(&refusal),
        }
    }

    fn database(&self) -> MutexGuard<'_, Connection> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_ms(&self) -> i64 {
        self.clock.now().as_millisecond()
    }

    fn url(&self, queue: &str) -> String {
        format!("{}/{ACCOUNT_ID}/{queue}", self.address)
    }

    fn arn(&self, queue: &str) -> String {
        format!("arn:aws:sqs:{}:{ACCOUNT_ID}:{queue}", self.region)
    }
}

/// The refusal with the header by which clients of the older protocol's time know the error.
pub(super) fn refuse(refusal: &Refusal) -> Response<Bytes> {
    let mut answer = json_refusal(NAMESPACE, CONTENT_TYPE, refusal);
    let older_code = match refusal.code.as_str() {
        "QueueDoesNotExist" => "AWS.SimpleQueueService.NonExistentQueue",
        "QueueNameExists" => "QueueAlreadyExists",
        "TooManyEntriesInBatchRequest" => "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
        "EmptyBatchRequest" => "AWS.SimpleQueueService.EmptyBatchRequest",
        "BatchEntryIdsNotDistinct" => "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
        "InvalidBatchEntryId" => "AWS.SimpleQueueService.InvalidBatchEntryId",
        "BatchRequestTooLong" => "AWS.SimpleQueueService.BatchRequestTooLong",
        "UnsupportedOperation" => "AWS.SimpleQueueService.UnsupportedOperation",
        "MessageNotInflight" => "AWS.SimpleQueueService.MessageNotInflight",
        code => code,
    };
    let fault = if refusal.status.is_server_error() {
        "Receiver"
    } else {
        "Sender"
    };
    if let Ok(value) = HeaderValue::from_str(&format!("{older_code};{fault}")) {
        answer.headers_mut().insert("x-amzn-query-error", value);
    }
    answer
}

/// A failure of the database, which the caller may try again.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the form that `map_err` takes"
)]
fn failed(error: rusqlite::Error) -> Refusal {
    tracing::error!(%error, "the queues' database failed");
    Refusal::internal("InternalFailure", "the queues' database failed")
}

/// The last part of a queue's URL or resource name.
fn queue_name(url_or_arn: &str) -> &str {
    url_or_arn.rsplit(['/', ':']).next().unwrap_or(url_or_arn)
}

fn no_such_queue() -> Refusal {
    Refusal::new("QueueDoesNotExist", "The specified queue does not exist.")
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new("InvalidParameterValue", message)
}
