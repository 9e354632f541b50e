//! Moving a dead-letter queue's messages back, or elsewhere. It happens at once: a task is
//! completed when it is answered.

use rusqlite::{Connection, params};
use serde::Deserialize;
use serde_json::{Value, json};

use super::queue::{self, Queue};
use super::{Queues, failed, queue_name};
use crate::aws::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MoveTaskStart {
    source_arn: String,
    destination_arn: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct MoveTaskList {
    source_arn: String,
    max_results: Option<i64>,
}

impl Queues {
    /// Moves every message of a dead-letter queue to the destination, or back to where each
    /// came from. A moved message is a new one: new id, new age, never received.
    pub(super) fn move_task_start(&self, request: &MoveTaskStart) -> Result<Value, Refusal> {
        let handle = uuid::Uuid::new_v4().to_string();
        {
            let database = self.database();
            let source = resource(&database, &request.source_arn)?;
            let is_dead_letter_queue = queue::all(&database)?
                .iter()
                .any(|queue| queue::is_dead_letter_source(queue, &source.name));
            if !is_dead_letter_queue {
                return Err(Refusal::new(
                    "InvalidParameterValue",
                    "Source queue must be configured as a Dead Letter Queue.",
                ));
            }
            let destination = match &request.destination_arn {
                Some(arn) => Some(resource(&database, arn)?.name),
                None => None,
            };
            let transaction = database.unchecked_transaction().map_err(failed)?;
            let moved = self.move_messages(&transaction, &source.name, destination.as_deref())?;
            transaction
                .execute(
                    "INSERT INTO move_tasks (handle, source, destination, started_ms, moved) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![handle, source.name, request.destination_arn, self.now_ms(), moved],
                )
                .map_err(failed)?;
            transaction.commit().map_err(failed)?;
        }
        self.sent.notify_waiters();
        Ok(json!({"TaskHandle": handle}))
    }

    fn move_messages(
        &self,
        database: &Connection,
        source: &str,
        destination: Option<&str>,
    ) -> Result<usize, Refusal> {
        let now_ms = self.now_ms();
        let waiting: Vec<(i64, Option<String>)> = database
            .prepare("SELECT position, dead_letter_source FROM messages WHERE queue = ?1 AND visible_ms <= ?2 ORDER BY position")
            .and_then(|mut query| {
                query
                    .query_map(params![source, now_ms], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            })
            .map_err(failed)?;
        let mut moved = 0;
        for (position, origin) in waiting {
            let Some(target) = destination.or(origin.as_deref().map(queue_name)) else {
                continue;
            };
            moved += database
                .execute(
                    "UPDATE messages
                     SET queue = ?2, id = ?3, sent_ms = ?4, visible_ms = ?4, receive_count = 0,
                         first_received_ms = NULL, receipt = NULL, dead_letter_source = NULL
                     WHERE position = ?1 AND EXISTS (SELECT 1 FROM queues WHERE name = ?2)",
                    params![position, target, uuid::Uuid::new_v4().to_string(), now_ms],
                )
                .map_err(failed)?;
        }
        Ok(moved)
    }

    pub(super) fn move_task_list(&self, request: &MoveTaskList) -> Result<Value, Refusal> {
        let database = self.database();
        let source = resource(&database, &request.source_arn)?;
        let tasks: Vec<Value> = database
            .prepare(
                "SELECT handle, destination, started_ms, moved FROM move_tasks
                 WHERE source = ?1 ORDER BY started_ms DESC LIMIT ?2",
            )
            .and_then(|mut query| {
                query
                    .query_map(
                        params![source.name, request.max_results.unwrap_or(1).clamp(1, 10)],
                        |row| {
                            let moved: i64 = row.get(3)?;
                            let mut task = json!({
                                "TaskHandle": row.get::<_, String>(0)?,
                                "Status": "COMPLETED",
                                "SourceArn": request.source_arn,
                                "StartedTimestamp": row.get::<_, i64>(2)?,
                                "ApproximateNumberOfMessagesMoved": moved,
                                "ApproximateNumberOfMessagesToMove": moved,
                            });
                            if let Some(destination) = row.get::<_, Option<String>>(1)? {
                                task["DestinationArn"] = destination.into();
                            }
                            Ok(task)
                        },
                    )?
                    .collect()
            })
            .map_err(failed)?;
        Ok(json!({"Results": tasks}))
    }
}

fn resource(database: &Connection, arn: &str) -> Result<Queue, Refusal> {
    queue::get(database, queue_name(arn)).map_err(|_| {
        Refusal::new(
            "ResourceNotFoundException",
            "The resource that you specified doesn't exist.",
        )
    })
}
