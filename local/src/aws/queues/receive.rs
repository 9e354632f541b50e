//! Receiving: long polls, fairness between groups, and what moves to a dead-letter queue.

use std::time::Duration;

use rusqlite::{Connection, params};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::digest::{self, MessageAttributes};
use super::message::{self, Receipt};
use super::queue::{self, Queue};
use super::{Queues, attributes, failed, invalid, queue_name};
use crate::aws::ACCESS_KEY_ID;
use crate::aws::refusal::Refusal;

/// How often a long poll looks again, because a message may become visible by time alone.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MessageReceive {
    queue_url: String,
    max_number_of_messages: Option<i64>,
    visibility_timeout: Option<i64>,
    wait_time_seconds: Option<i64>,
    /// The system attributes' older name.
    #[serde(default)]
    attribute_names: Vec<String>,
    #[serde(default)]
    message_system_attribute_names: Vec<String>,
    #[serde(default)]
    message_attribute_names: Vec<String>,
}

struct Received {
    position: i64,
    id: String,
    body: String,
    attributes: String,
    trace: Option<String>,
    group: Option<String>,
    sent_ms: i64,
    first_received_ms: Option<i64>,
    receive_count: i64,
    dead_letter_source: Option<String>,
}

impl Queues {
    pub(super) async fn message_receive(&self, request: &MessageReceive) -> Result<Value, Refusal> {
        let most = request.max_number_of_messages.unwrap_or(1);
        if !(1..=10).contains(&most) {
            return Err(invalid(format!(
                "Value {most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
            )));
        }
        let name = queue_name(&request.queue_url);
        let wait = {
            let queue = queue::get(&self.database(), name)?;
            request.wait_time_seconds.unwrap_or_else(|| {
                attributes::number(&queue.attributes, "ReceiveMessageWaitTimeSeconds")
            })
        };
        let Some(wait) = u64::try_from(wait).ok().filter(|wait| *wait <= 20) else {
            return Err(invalid(format!(
                "Value {wait} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided."
            )));
        };
        let deadline = Instant::now() + Duration::from_secs(wait);
        let mut stopped = self.stopped.clone();
        loop {
            // Listening begins before the look, or a message between the two would go unheard.
            let sent = self.sent.notified();
            let received = self.take(name, most, request.visibility_timeout)?;
            if !received.is_empty() {
                let messages: Vec<Value> = received
                    .iter()
                    .map(|(message, handle)| describe(message, handle, request))
                    .collect();
                return Ok(json!({"Messages": messages}));
            }
            let stopping = *stopped.borrow_and_update();
            if stopping || Instant::now() >= deadline {
                return Ok(json!({}));
            }
            tokio::select! {
                () = sent => {}
                _ = stopped.changed() => {}
                () = tokio::time::sleep_until(deadline.min(Instant::now() + LOOK_AGAIN)) => {}
            }
        }
    }

    /// Takes up to `most` visible messages and hides them; each with its receipt handle.
    fn take(
        &self,
        name: &str,
        most: i64,
        visibility_timeout: Option<i64>,
    ) -> Result<Vec<(Received, String)>, Refusal> {
        let database = self.database();
        let queue = queue::get(&database, name)?;
        self.settle(&database, &queue)?;
        let hidden_seconds = visibility_timeout
            .unwrap_or_else(|| attributes::number(&queue.attributes, "VisibilityTimeout"));
        message::check_visibility_timeout(hidden_seconds)?;
        let now_ms = self.now_ms();
        let candidates = choose(&database, name, now_ms, most).map_err(failed)?;
        let transaction = database.unchecked_transaction().map_err(failed)?;
        let mut received = Vec::new();
        for mut message in candidates {
            let receive = uuid::Uuid::new_v4().simple().to_string();
            message.receive_count += 1;
            message.first_received_ms.get_or_insert(now_ms);
            transaction
                .prepare_cached(
                    "UPDATE messages
                     SET receive_count = ?2, first_received_ms = ?3, visible_ms = ?4, receipt = ?5
                     WHERE position = ?1",
                )
                .and_then(|mut statement| {
                    statement.execute(params![
                        message.position,
                        message.receive_count,
                        message.first_received_ms,
                        now_ms + hidden_seconds * 1000,
                        receive,
                    ])
                })
                .map_err(failed)?;
            let handle = Receipt::handle(&message.id, &receive);
            received.push((message, handle));
        }
        transaction.commit().map_err(failed)?;
        Ok(received)
    }

    /// Brings a queue up to date with the clock: drops what is older than its retention, and
    /// moves visible messages that were received too often to the dead-letter queue.
    pub(super) fn settle(&self, database: &Connection, queue: &Queue) -> Result<(), Refusal> {
        let now_ms = self.now_ms();
        let retention = attributes::number(&queue.attributes, "MessageRetentionPeriod");
        database
            .prepare_cached("DELETE FROM messages WHERE queue = ?1 AND sent_ms <= ?2")
            .and_then(|mut statement| {
                statement.execute(params![queue.name, now_ms - retention * 1000])
            })
            .map_err(failed)?;
        let Some(policy) = attributes::redrive(&queue.attributes) else {
            return Ok(());
        };
        // A target that doesn't exist keeps the messages where they are: none is lost.
        let moved = database
            .prepare_cached(
                "UPDATE messages
                 SET queue = ?2, visible_ms = ?4, receipt = NULL, dead_letter_source = ?5
                 WHERE queue = ?1 AND visible_ms <= ?4 AND receive_count >= ?3
                   AND EXISTS (SELECT 1 FROM queues WHERE name = ?2)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    queue.name,
                    queue_name(&policy.dead_letter_target_arn),
                    policy.max_receive_count,
                    now_ms,
                    self.arn(&queue.name),
                ])
            })
            .map_err(failed)?;
        if moved > 0 {
            self.sent.notify_waiters();
        }
        Ok(())
    }
}

/// The next messages, fairly: a group's n-th waiting message comes after every other group's
/// earlier ones, and a group that has many in flight already stands further back. A message
/// without a group is a group of its own.
fn choose(
    database: &Connection,
    queue: &str,
    now_ms: i64,
    most: i64,
) -> rusqlite::Result<Vec<Received>> {
    let mut query = database.prepare_cached(
        "WITH busy AS (
            SELECT tenant_group, count(*) AS in_flight FROM messages
            WHERE queue = ?1 AND visible_ms > ?2 AND receive_count > 0 AND tenant_group IS NOT NULL
            GROUP BY tenant_group
         ), waiting AS (
            SELECT position, tenant_group,
                row_number() OVER (
                    PARTITION BY coalesce('g' || tenant_group, position) ORDER BY position
                ) AS turn
            FROM messages WHERE queue = ?1 AND visible_ms <= ?2
         ), next AS (
            SELECT waiting.position, waiting.turn + coalesce(busy.in_flight, 0) AS turn
            FROM waiting LEFT JOIN busy USING (tenant_group)
            ORDER BY turn, waiting.position LIMIT ?3
         )
         SELECT position, id, body, attributes, trace, tenant_group, sent_ms,
                first_received_ms, receive_count, dead_letter_source
         FROM next JOIN messages USING (position)
         ORDER BY next.turn, position",
    )?;
    query
        .query_map(params![queue, now_ms, most], |row| {
            Ok(Received {
                position: row.get(0)?,
                id: row.get(1)?,
                body: row.get(2)?,
                attributes: row.get(3)?,
                trace: row.get(4)?,
                group: row.get(5)?,
                sent_ms: row.get(6)?,
                first_received_ms: row.get(7)?,
                receive_count: row.get(8)?,
                dead_letter_source: row.get(9)?,
            })
        })?
        .collect()
}

/// A message as its receiver sees it, with the attributes that it asked for.
fn describe(message: &Received, handle: &str, request: &MessageReceive) -> Value {
    let mut described = json!({
        "MessageId": message.id,
        "ReceiptHandle": handle,
        "Body": message.body,
        "MD5OfBody": digest::of_body(&message.body),
    });
    let system = system_attributes(message, request);
    if !system.is_empty() {
        described["Attributes"] = system.into();
    }
    let mut own: MessageAttributes = serde_json::from_str(&message.attributes).unwrap_or_default();
    own.retain(|name, _| {
        request.message_attribute_names.iter().any(|asked| {
            asked == "All"
                || asked == name
                || asked
                    .strip_suffix(".*")
                    .is_some_and(|prefix| name.starts_with(prefix))
        })
    });
    if let Some(digest) = digest::of_attributes(&own) {
        described["MD5OfMessageAttributes"] = digest.into();
        described["MessageAttributes"] = json!(own);
    }
    described
}

fn system_attributes(message: &Received, request: &MessageReceive) -> Map<String, Value> {
    let mut attributes = Map::new();
    let rows = [
        (
            "ApproximateReceiveCount",
            Some(message.receive_count.to_string()),
        ),
        (
            "ApproximateFirstReceiveTimestamp",
            message.first_received_ms.map(|at| at.to_string()),
        ),
        ("SentTimestamp", Some(message.sent_ms.to_string())),
        ("SenderId", Some(ACCESS_KEY_ID.to_owned())),
        ("MessageGroupId", message.group.clone()),
        ("AWSTraceHeader", message.trace.clone()),
        (
            "DeadLetterQueueSourceArn",
            message.dead_letter_source.clone(),
        ),
    ];
    let asked = || {
        request
            .attribute_names
            .iter()
            .chain(&request.message_system_attribute_names)
    };
    for (name, value) in rows {
        if let Some(value) = value
            && asked().any(|asked| asked == "All" || asked == name)
        {
            attributes.insert(name.to_owned(), value.into());
        }
    }
    attributes
}
