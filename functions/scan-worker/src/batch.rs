//! A batch of messages: each on its own, so that a poisoned one never blocks another.

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use messages::ScanJob;

use crate::Worker;
use crate::attempt::{Outcome, attempt};

/// How often the queue hands a message out before it puts it aside; as `template.yaml` says.
pub(crate) const MAX_RECEIVES: u32 = 5;

/// Works through a batch; answers the messages that have to come again.
pub(crate) async fn run(worker: &Worker, event: SqsEvent) -> SqsBatchResponse {
    let mut response = SqsBatchResponse::default();
    for message in event.records {
        let id = message.message_id.clone().unwrap_or_default();
        if !one(worker, &message).await {
            response.add_failure(id);
        }
    }
    response
}

/// Whether the message is dealt with.
async fn one(worker: &Worker, message: &SqsMessage) -> bool {
    let job = match ScanJob::parse(message.body.as_deref().unwrap_or_default()) {
        Ok(job) => job,
        Err(error) => {
            let id = message.message_id.as_deref();
            tracing::error!(message = id, %error, "a message is no scan job");
            return false;
        }
    };
    let receives = message.attributes.get("ApproximateReceiveCount");
    let receives = receives.and_then(|count| count.parse().ok()).unwrap_or(1);
    let handle = message.receipt_handle.as_deref().unwrap_or_default();
    match attempt(worker, &job, receives, handle).await {
        Outcome::Done => true,
        Outcome::Rest => false,
        Outcome::Again { seconds } => {
            if let Err(error) = worker.scan_queue.retry_in(handle, seconds).await {
                tracing::warn!(scan = %job.scan(), %error, "a retry could not be brought forward");
            }
            false
        }
    }
}
