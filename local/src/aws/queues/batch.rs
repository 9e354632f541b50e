//! The operations on up to ten messages at once, each of which succeeds or fails by itself.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::message::{self, Outgoing};
use super::queue::{self, Queue};
use super::{Queues, failed, queue_name};
use crate::aws::refusal::Refusal;
use rusqlite::Connection;

/// The most entries that a batch takes.
const MAX_ENTRIES: usize = 10;

/// The most that the messages of a batch may have together, in bytes.
const MAX_BATCH_BYTES: usize = 1_048_576;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Batch<T> {
    queue_url: String,
    #[serde(default = "Vec::new")]
    entries: Vec<Entry<T>>,
}

#[derive(Deserialize)]
pub(super) struct Entry<T> {
    #[serde(rename = "Id")]
    id: String,
    #[serde(flatten)]
    content: T,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Deletion {
    receipt_handle: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct VisibilityChange {
    receipt_handle: String,
    #[serde(default)]
    visibility_timeout: i64,
}

impl Queues {
    pub(super) fn message_send_batch(&self, batch: &Batch<Outgoing>) -> Result<Value, Refusal> {
        let bytes: usize = batch
            .entries
            .iter()
            .map(|entry| entry.content.bytes())
            .sum();
        if bytes > MAX_BATCH_BYTES {
            return Err(Refusal::new(
                "BatchRequestTooLong",
                format!(
                    "Batch requests cannot be longer than {MAX_BATCH_BYTES} bytes. You have sent {bytes} bytes."
                ),
            ));
        }
        let result = self.each(batch, |database, queue, message| {
            self.insert(database, queue, message)
        });
        self.sent.notify_waiters();
        result
    }

    pub(super) fn message_delete_batch(&self, batch: &Batch<Deletion>) -> Result<Value, Refusal> {
        self.each(batch, |database, queue, deletion| {
            message::delete(database, queue, &deletion.receipt_handle)?;
            Ok(json!({}))
        })
    }

    pub(super) fn message_visibility_change_batch(
        &self,
        batch: &Batch<VisibilityChange>,
    ) -> Result<Value, Refusal> {
        self.each(batch, |database, queue, change| {
            let seconds = change.visibility_timeout;
            self.change_visibility(database, queue, &change.receipt_handle, seconds)?;
            Ok(json!({}))
        })
    }

    /// Does `act` for each entry in one transaction; an entry's refusal leaves the others.
    fn each<T>(
        &self,
        batch: &Batch<T>,
        act: impl Fn(&Connection, &Queue, &T) -> Result<Value, Refusal>,
    ) -> Result<Value, Refusal> {
        check(&batch.entries)?;
        let database = self.database();
        let queue = queue::get(&database, queue_name(&batch.queue_url))?;
        let transaction = database.unchecked_transaction().map_err(failed)?;
        let mut successful = Vec::new();
        let mut refused = Vec::new();
        for entry in &batch.entries {
            match act(&transaction, &queue, &entry.content) {
                Ok(mut result) => {
                    result["Id"] = entry.id.clone().into();
                    successful.push(result);
                }
                // A failing database fails the whole batch, which is then rolled back.
                Err(refusal) if refusal.status.is_server_error() => return Err(refusal),
                Err(refusal) => refused.push(json!({
                    "Id": entry.id,
                    "SenderFault": true,
                    "Code": refusal.code,
                    "Message": refusal.message,
                })),
            }
        }
        transaction.commit().map_err(failed)?;
        Ok(json!({"Successful": successful, "Failed": refused}))
    }
}

fn check<T>(entries: &[Entry<T>]) -> Result<(), Refusal> {
    if entries.is_empty() {
        return Err(Refusal::new(
            "EmptyBatchRequest",
            "There should be at least one entry in the request.",
        ));
    }
    if entries.len() > MAX_ENTRIES {
        return Err(Refusal::new(
            "TooManyEntriesInBatchRequest",
            format!(
                "Maximum number of entries per request are {MAX_ENTRIES}. You have sent {}.",
                entries.len()
            ),
        ));
    }
    let is_id = |id: &str| {
        (1..=80).contains(&id.len())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    if !entries.iter().all(|entry| is_id(&entry.id)) {
        return Err(Refusal::new(
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
        ));
    }
    let distinct: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    if distinct.len() < entries.len() {
        return Err(Refusal::new(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.",
        ));
    }
    Ok(())
}
