//! Sending to a queue, and asking it to hold a message back.

use std::sync::{Arc, LazyLock};

use aws_config::SdkConfig;
use aws_sdk_sqs::config::retry::RetryPartition;
use aws_sdk_sqs::error::DisplayErrorContext;
use serde::Serialize;
use tenancy::TenantScope;

/// A queue that could not be reached or said no.
#[derive(Debug, thiserror::Error)]
#[error("queue: {0}")]
pub struct QueueError(String);

/// Made when it is first used: reading a service's endpoint rules is most of a function's start,
/// and few requests need every service.
type LazyClient =
    Arc<LazyLock<aws_sdk_sqs::Client, Box<dyn FnOnce() -> aws_sdk_sqs::Client + Send>>>;

/// One queue.
#[derive(Clone, Debug)]
pub struct Queue {
    client: LazyClient,
    url: String,
}

impl Queue {
    /// The queue at `url`.
    #[must_use]
    pub fn new(aws: &SdkConfig, url: impl Into<String>) -> Self {
        let aws = aws.clone();
        let client = Box::new(move || {
            let config = aws_sdk_sqs::config::Builder::from(&aws)
                // Tries are this client's own, not the process's.
                .retry_partition(RetryPartition::custom("queue").build())
                .build();
            aws_sdk_sqs::Client::from_conf(config)
        });
        Self {
            client: Arc::new(LazyLock::new(client)),
            url: url.into(),
        }
    }

    /// Sends `message` in the group of the scope's tenant.
    ///
    /// # Errors
    /// When the queue did not confirm. The message may have arrived all the same: what it starts
    /// must bear being started twice.
    pub async fn send(
        &self,
        scope: &TenantScope<'_>,
        message: &impl Serialize,
    ) -> Result<(), QueueError> {
        let body = serde_json::to_string(message).map_err(|error| QueueError(error.to_string()))?;
        self.client
            .send_message()
            .queue_url(&self.url)
            .message_group_id(scope.tenant().to_string())
            .message_body(body)
            .send()
            .await
            .map_err(|error| QueueError(DisplayErrorContext(error).to_string()))?;
        Ok(())
    }

    /// Shows a message again after `seconds`, whatever the queue's own time-out is.
    ///
    /// # Errors
    /// When the queue did not confirm; the message then comes back after its time-out.
    pub async fn retry_in(&self, receipt_handle: &str, seconds: i32) -> Result<(), QueueError> {
        self.client
            .change_message_visibility()
            .queue_url(&self.url)
            .receipt_handle(receipt_handle)
            .visibility_timeout(seconds)
            .send()
            .await
            .map_err(|error| QueueError(DisplayErrorContext(error).to_string()))?;
        Ok(())
    }
}
