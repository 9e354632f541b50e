//! One message: sending it, hiding it longer, and deleting it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Deserialize;
use serde_json::{Value, json};

use super::digest::{self, MessageAttribute, MessageAttributes};
use super::queue::{self, Queue};
use super::{Queues, attributes, failed, invalid, queue_name};
use crate::aws::refusal::Refusal;

/// The longest that a message may be hidden, in seconds: 12 hours.
const MAX_VISIBILITY_TIMEOUT: i64 = 43_200;

/// A message as it is sent, alone or in a batch.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Outgoing {
    pub(super) message_body: String,
    delay_seconds: Option<i64>,
    #[serde(default)]
    message_attributes: MessageAttributes,
    #[serde(default)]
    message_system_attributes: BTreeMap<String, MessageAttribute>,
    message_group_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MessageSend {
    queue_url: String,
    #[serde(flatten)]
    message: Outgoing,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MessageDelete {
    queue_url: String,
    receipt_handle: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MessageVisibilityChange {
    queue_url: String,
    receipt_handle: String,
    visibility_timeout: i64,
}

impl Outgoing {
    /// What counts towards size limits: the body and the attributes' names, types and values.
    pub(super) fn bytes(&self) -> usize {
        let attributes: usize = self
            .message_attributes
            .iter()
            .map(|(name, attribute)| {
                let value = attribute.string_value.as_deref().unwrap_or_default().len()
                    // Four characters of base64 are three bytes.
                    + attribute.binary_value.as_deref().unwrap_or_default().len() / 4 * 3;
                name.len() + attribute.data_type.len() + value
            })
            .sum();
        self.message_body.len() + attributes
    }

    fn check(&self, queue: &Queue) -> Result<(), Refusal> {
        if self.message_body.is_empty() {
            return Err(Refusal::new(
                "MissingParameter",
                "The request must contain the parameter MessageBody.",
            ));
        }
        let most = attributes::number(&queue.attributes, "MaximumMessageSize");
        if i64::try_from(self.bytes()).unwrap_or(i64::MAX) > most {
            return Err(invalid(format!(
                "One or more parameters are invalid. Reason: Message must be shorter than {most} bytes."
            )));
        }
        if !self.message_body.chars().all(is_allowed) {
            return Err(Refusal::new(
                "InvalidMessageContents",
                "The message contains characters outside the allowed set.",
            ));
        }
        if self
            .delay_seconds
            .is_some_and(|delay| !(0..=900).contains(&delay))
        {
            return Err(invalid(
                "Value for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
            ));
        }
        if self.message_attributes.len() > 10 {
            return Err(invalid(
                "Number of message attributes exceeds the allowed maximum [10].",
            ));
        }
        let group_is_valid = self.message_group_id.as_deref().is_none_or(|group| {
            (1..=128).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_graphic())
        });
        if !group_is_valid {
            return Err(invalid(
                "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
            ));
        }
        Ok(())
    }
}

/// The characters of XML 1.0, which SQS takes.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

impl Queues {
    pub(super) fn message_send(&self, request: &MessageSend) -> Result<Value, Refusal> {
        let sent = {
            let database = self.database();
            let queue = queue::get(&database, queue_name(&request.queue_url))?;
            self.insert(&database, &queue, &request.message)?
        };
        self.sent.notify_waiters();
        Ok(sent)
    }

    /// Stores a message; what its sender hears.
    pub(super) fn insert(
        &self,
        database: &Connection,
        queue: &Queue,
        message: &Outgoing,
    ) -> Result<Value, Refusal> {
        message.check(queue)?;
        let id = uuid::Uuid::new_v4().to_string();
        let now_ms = self.now_ms();
        let delay = message
            .delay_seconds
            .unwrap_or_else(|| attributes::number(&queue.attributes, "DelaySeconds"));
        let trace = message
            .message_system_attributes
            .get("AWSTraceHeader")
            .and_then(|attribute| attribute.string_value.as_deref());
        database
            .prepare_cached(
                "INSERT INTO messages (id, queue, body, attributes, trace, tenant_group, sent_ms, visible_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    id,
                    queue.name,
                    message.message_body,
                    json!(message.message_attributes).to_string(),
                    trace,
                    message.message_group_id,
                    now_ms,
                    now_ms + delay * 1000,
                ])
            })
            .map_err(failed)?;
        let mut sent = json!({
            "MessageId": id,
            "MD5OfMessageBody": digest::of_body(&message.message_body),
        });
        if let Some(digest) = digest::of_attributes(&message.message_attributes) {
            sent["MD5OfMessageAttributes"] = digest.into();
        }
        Ok(sent)
    }

    pub(super) fn message_delete(&self, request: &MessageDelete) -> Result<Value, Refusal> {
        let database = self.database();
        let queue = queue::get(&database, queue_name(&request.queue_url))?;
        delete(&database, &queue, &request.receipt_handle)?;
        Ok(json!({}))
    }

    pub(super) fn message_visibility_change(
        &self,
        request: &MessageVisibilityChange,
    ) -> Result<Value, Refusal> {
        let database = self.database();
        let queue = queue::get(&database, queue_name(&request.queue_url))?;
        self.change_visibility(
            &database,
            &queue,
            &request.receipt_handle,
            request.visibility_timeout,
        )?;
        Ok(json!({}))
    }

    /// Hides a message for so many seconds from now; 0 shows it at once.
    pub(super) fn change_visibility(
        &self,
        database: &Connection,
        queue: &Queue,
        receipt_handle: &str,
        seconds: i64,
    ) -> Result<(), Refusal> {
        check_visibility_timeout(seconds)?;
        let receipt = Receipt::parse(receipt_handle)?;
        let now_ms = self.now_ms();
        let in_flight: Option<bool> = database
            .prepare_cached(
                "SELECT visible_ms > ?4 FROM messages WHERE queue = ?1 AND id = ?2 AND receipt = ?3",
            )
            .and_then(|mut query| {
                query
                    .query_row(
                        params![queue.name, receipt.message, receipt.receive, now_ms],
                        |row| row.get(0),
                    )
                    .optional()
            })
            .map_err(failed)?;
        match in_flight {
            None => Err(invalid(format!(
                "Value {receipt_handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change."
            ))),
            Some(false) => Err(Refusal::new(
                "MessageNotInflight",
                "The specified message isn't in flight.",
            )),
            Some(true) => {
                database
                    .execute(
                        "UPDATE messages SET visible_ms = ?2 WHERE id = ?1",
                        params![receipt.message, now_ms + seconds * 1000],
                    )
                    .map_err(failed)?;
                if seconds == 0 {
                    self.sent.notify_waiters();
                }
                Ok(())
            }
        }
    }
}

/// Deletes a message if the handle is of its last receive; an older handle does nothing, as in
/// SQS, because somebody else may be at work on the message.
pub(super) fn delete(database: &Connection, queue: &Queue, handle: &str) -> Result<(), Refusal> {
    let receipt = Receipt::parse(handle)?;
    database
        .prepare_cached("DELETE FROM messages WHERE queue = ?1 AND id = ?2 AND receipt = ?3")
        .and_then(|mut statement| {
            statement.execute(params![queue.name, receipt.message, receipt.receive])
        })
        .map_err(failed)?;
    Ok(())
}

/// Refuses a visibility timeout that SQS wouldn't take.
pub(super) fn check_visibility_timeout(seconds: i64) -> Result<(), Refusal> {
    if (0..=MAX_VISIBILITY_TIMEOUT).contains(&seconds) {
        return Ok(());
    }
    Err(invalid(format!(
        "Value {seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and {MAX_VISIBILITY_TIMEOUT}."
    )))
}

/// What a receipt handle says: which message, and which receive of it.
pub(super) struct Receipt {
    message: String,
    receive: String,
}

impl Receipt {
    pub(super) fn handle(message: &str, receive: &str) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!("{message}.{receive}"))
    }

    fn parse(handle: &str) -> Result<Self, Refusal> {
        BASE64_URL_SAFE_NO_PAD
            .decode(handle)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| {
                let (message, receive) = text.split_once('.')?;
                Some(Self {
                    message: message.to_owned(),
                    receive: receive.to_owned(),
                })
            })
            .ok_or_else(|| {
                Refusal::new(
                    "ReceiptHandleIsInvalid",
                    format!("The input receipt handle \"{handle}\" is not a valid receipt handle."),
                )
            })
    }
}
