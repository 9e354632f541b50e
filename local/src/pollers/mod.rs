//! Event source mappings: takes batches from queues to functions, and deletes
//! what they have done.
//!
//! What failed isn't touched. It becomes receivable again when its visibility
//! timeout has passed by the platform's clock, so a test moves the clock.

mod batch;
mod event;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tracing::warn;

use crate::aws::{Aws, CallError};
use crate::deploy::QueueMapping;
use crate::functions::Functions;
use crate::stop::Stop;

/// The most messages that SQS hands out at once.
const RECEIVE_LIMIT: usize = 10;
/// What Lambda takes of a batch, leaving room for what surrounds each body.
const MAX_BATCH_BYTES: usize = 5 * 1024 * 1024;
/// Batches of one queue under way at once, unless the template allows fewer.
const DEFAULT_CONCURRENCY: usize = 4;
/// How long a message takes to arrive, as on AWS. Senders that commit a record after sending its
/// message are usually done by then, and what is sent together arrives together.
const DELIVERY: Duration = Duration::from_millis(20);
/// A function may hide a message that it failed for a second only. So long the platform doesn't
/// count as idle, and then the queue is looked at.
const EARLY_RETRY: Duration = Duration::from_millis(1100);
/// How long a queue may go without a look when nothing wakes its poller.
const IDLE_LOOK: Duration = Duration::from_secs(1);

/// One queue and the function that takes its messages.
#[derive(Debug, Clone)]
pub(crate) struct Poller {
    mapping: QueueMapping,
    queue_url: String,
    function: String,
    region: String,
    aws: Arc<Aws>,
    functions: Functions,
    clock_moved: Arc<Notify>,
    early_retry: Arc<Notify>,
}

impl Poller {
    pub(crate) fn new(
        mapping: QueueMapping,
        queue_url: String,
        function: String,
        region: String,
        aws: Arc<Aws>,
        functions: Functions,
        clock_moved: Arc<Notify>,
    ) -> Self {
        Self {
            mapping,
            queue_url,
            function,
            region,
            aws,
            functions,
            clock_moved,
            early_retry: Arc::new(Notify::new()),
        }
    }

    /// The queue it polls.
    pub(crate) fn queue_url(&self) -> &str {
        &self.queue_url
    }

    /// Polls until `stop` says so and the batches under way are done.
    pub(crate) async fn run(self, mut stop: Stop) {
        let concurrency = self
            .mapping
            .maximum_concurrency
            .map_or(DEFAULT_CONCURRENCY, |most| most.min(DEFAULT_CONCURRENCY));
        let free = Arc::new(Semaphore::new(concurrency.max(1)));
        let mut batches = JoinSet::new();
        while self
            .step(&free, &mut batches, &mut stop)
            .await
            .is_continue()
        {
            while batches.try_join_next().is_some() {}
        }
        while batches.join_next().await.is_some() {}
    }

    /// Takes one batch, or waits until there may be one. Receiving itself isn't interrupted:
    /// what was received and dropped would stay hidden until its timeout.
    async fn step(
        &self,
        free: &Arc<Semaphore>,
        batches: &mut JoinSet<()>,
        stop: &mut Stop,
    ) -> ControlFlow<()> {
        let permit = tokio::select! {
            permit = Arc::clone(free).acquire_owned() => permit,
            () = stop.stopped() => return ControlFlow::Break(()),
        };
        // Listening begins before looking, so that nothing is sent unheard in between.
        let sent = self.aws.message_sent().notified();
        let moved = self.clock_moved.notified();
        let early_retry = self.early_retry.notified();
        tokio::pin!(sent, moved, early_retry);
        sent.as_mut().enable();
        moved.as_mut().enable();
        early_retry.as_mut().enable();
        let work = self.functions.activity().begin();
        let messages = self.receive().await.unwrap_or_else(|error| {
            warn!(queue = %self.queue_url, %error, "a queue can't be polled");
            Vec::new()
        });
        if messages.is_empty() {
            drop((work, permit));
            return tokio::select! {
                () = sent => {
                    tokio::time::sleep(DELIVERY).await;
                    ControlFlow::Continue(())
                }
                () = moved => ControlFlow::Continue(()),
                () = early_retry => ControlFlow::Continue(()),
                () = tokio::time::sleep(IDLE_LOOK) => ControlFlow::Continue(()),
                () = stop.stopped() => ControlFlow::Break(()),
            };
        }
        let poller = self.clone();
        batches.spawn(async move {
            let some_failed = poller.process(messages).await;
            drop(permit);
            if some_failed {
                tokio::time::sleep(EARLY_RETRY).await;
                poller.early_retry.notify_waiters();
            }
            drop(work);
        });
        ControlFlow::Continue(())
    }

    /// What is receivable now, up to a batch. A batching window is the longest that AWS waits
    /// for more; here nobody waits.
    async fn receive(&self) -> Result<Vec<Value>, CallError> {
        let mut messages = Vec::new();
        let mut bytes = 0;
        while messages.len() < self.mapping.batch_size && bytes < MAX_BATCH_BYTES {
            let wanted = RECEIVE_LIMIT.min(self.mapping.batch_size - messages.len());
            let answer = self
                .aws
                .call(
                    "AmazonSQS.ReceiveMessage",
                    json!({
                        "QueueUrl": self.queue_url,
                        "MaxNumberOfMessages": wanted,
                        "MessageSystemAttributeNames": ["All"],
                        "MessageAttributeNames": ["All"],
                        "WaitTimeSeconds": 0,
                    }),
                )
                .await;
            let mut received = match answer {
                Ok(mut answer) => match answer.get_mut("Messages").map(Value::take) {
                    Some(Value::Array(received)) => received,
                    _ => Vec::new(),
                },
                // What was received already is worked on; the failure will show again.
                Err(_) if !messages.is_empty() => break,
                Err(error) => return Err(error),
            };
            if received.is_empty() {
                break;
            }
            bytes += received.iter().map(body_bytes).sum::<usize>();
            messages.append(&mut received);
        }
        Ok(messages)
    }

    /// Whether the function named messages that failed.
    async fn process(&self, messages: Vec<Value>) -> bool {
        let event = event::sqs_event(&messages, &self.mapping.queue_arn, &self.region);
        let Ok(answer) = self.functions.invoke(&self.function, event).await else {
            // The whole batch failed; the invocation has said so.
            return false;
        };
        let ids: Vec<&str> = messages
            .iter()
            .filter_map(|message| message.get("MessageId")?.as_str())
            .collect();
        let failed = if self.mapping.reports_item_failures {
            batch::failed(&answer, &ids)
        } else {
            batch::Failed::These(Vec::new())
        };
        match failed {
            batch::Failed::All(reason) => {
                warn!(function = %self.function, reason, "a batch counts as failed");
                false
            }
            batch::Failed::These(failed) => {
                let done: Vec<&Value> = messages
                    .iter()
                    .filter(|message| {
                        let id = message.get("MessageId").and_then(Value::as_str);
                        !id.is_some_and(|id| failed.iter().any(|failed| failed == id))
                    })
                    .collect();
                self.delete(&done).await;
                !failed.is_empty()
            }
        }
    }

    /// Deletes messages. One that can't be deleted is delivered again, as on AWS.
    async fn delete(&self, messages: &[&Value]) {
        for chunk in messages.chunks(RECEIVE_LIMIT) {
            let entries: Vec<Value> = chunk
                .iter()
                .enumerate()
                .map(|(index, message)| {
                    json!({
                        "Id": index.to_string(),
                        "ReceiptHandle": message.get("ReceiptHandle"),
                    })
                })
                .collect();
            let answer = self
                .aws
                .call(
                    "AmazonSQS.DeleteMessageBatch",
                    json!({"QueueUrl": self.queue_url, "Entries": entries}),
                )
                .await;
            if let Err(error) = answer {
                warn!(queue = %self.queue_url, %error, "messages can't be deleted and will return");
            }
        }
    }
}

fn body_bytes(message: &Value) -> usize {
    message
        .get("Body")
        .and_then(Value::as_str)
        .map_or(0, str::len)
}
