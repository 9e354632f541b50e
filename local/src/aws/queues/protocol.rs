//! The operations by name.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Queues;
use crate::aws::refusal::Refusal;

impl Queues {
    pub(super) async fn perform(&self, operation: &str, body: &[u8]) -> Result<Value, Refusal> {
        match operation {
            "CreateQueue" => self.queue_create(&parse(body)?),
            "DeleteQueue" => self.queue_delete(&parse(body)?),
            "GetQueueUrl" => self.queue_url_get(&parse(body)?),
            "ListQueues" => self.queue_list(&parse(body)?),
            "GetQueueAttributes" => self.queue_attributes_get(&parse(body)?),
            "SetQueueAttributes" => self.queue_attributes_set(&parse(body)?),
            "ListQueueTags" => self.queue_tags_list(&parse(body)?),
            "TagQueue" => self.queue_tag(&parse(body)?),
            "UntagQueue" => self.queue_untag(&parse(body)?),
            "PurgeQueue" => self.queue_purge(&parse(body)?),
            "ListDeadLetterSourceQueues" => self.dead_letter_source_list(&parse(body)?),
            "SendMessage" => self.message_send(&parse(body)?),
            "SendMessageBatch" => self.message_send_batch(&parse(body)?),
            "ReceiveMessage" => self.message_receive(&parse(body)?).await,
            "DeleteMessage" => self.message_delete(&parse(body)?),
            "DeleteMessageBatch" => self.message_delete_batch(&parse(body)?),
            "ChangeMessageVisibility" => self.message_visibility_change(&parse(body)?),
            "ChangeMessageVisibilityBatch" => self.message_visibility_change_batch(&parse(body)?),
            "StartMessageMoveTask" => self.move_task_start(&parse(body)?),
            "ListMessageMoveTasks" => self.move_task_list(&parse(body)?),
            _ => Err(Refusal::new(
                "UnsupportedOperation",
                format!("{operation} isn't emulated"),
            )),
        }
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new("SerializationException", error.to_string()))
}
