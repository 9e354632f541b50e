//! A batch of messages: each on its own, so that a poisoned one never blocks another.

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use messages::ScanJob;

use crate::attempt::{Outcome, attempt};
use crate::{Desk, Work};

/// Works through a batch; answers the messages that have to come again.
pub async fn run(desk: &Desk, work: &impl Work, event: SqsEvent) -> SqsBatchResponse {
    let mut response = SqsBatchResponse::default();
    for message in event.records {
        let id = message.message_id.clone().unwrap_or_default();
        if !one(desk, work, &message).await {
            response.add_failure(id);
        }
    }
    response
}

/// Whether the message is dealt with.
async fn one(desk: &Desk, work: &impl Work, message: &SqsMessage) -> bool {
    let handle = message.receipt_handle.as_deref().unwrap_or_default();
    let outcome = match ScanJob::parse(message.body.as_deref().unwrap_or_default()) {
        Ok(job) => {
            let receives = message.attributes.get("ApproximateReceiveCount");
            let receives = receives.and_then(|count| count.parse().ok()).unwrap_or(1);
            // Boxed, because what an attempt awaits is nested deeper than the compiler follows in
            // one piece.
            Box::pin(attempt(desk, work, &job, receives, handle)).await
        }
        Err(error) => {
            let id = message.message_id.as_deref();
            tracing::error!(message = id, %error, "a message is no scan job");
            Outcome::Rest
        }
    };
    let seconds = match outcome {
        Outcome::Done => return true,
        Outcome::Again { seconds } => seconds,
        // The queue puts it aside once it was handed out often enough, so that should be now.
        Outcome::Rest => 0,
    };
    if let Err(error) = desk.jobs.retry_in(handle, seconds).await {
        let id = message.message_id.as_deref();
        tracing::warn!(message = id, %error, "a message could not be brought forward");
    }
    false
}
