//! Queues themselves: creating, describing, tagging, purging and deleting them.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Deserialize;
use serde_json::{Value, json};

use super::attributes::{self, Attributes};
use super::{Queues, failed, invalid, no_such_queue, queue_name};
use crate::aws::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueCreate {
    queue_name: String,
    #[serde(default)]
    attributes: Attributes,
    #[serde(default, rename = "tags")]
    tags: BTreeMap<String, String>,
}

/// A request that names a queue and nothing else of interest.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfQueue {
    queue_url: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueUrlGet {
    queue_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueList {
    #[serde(default)]
    queue_name_prefix: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueAttributesGet {
    queue_url: String,
    #[serde(default)]
    attribute_names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueAttributesSet {
    queue_url: String,
    attributes: Attributes,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueTag {
    queue_url: String,
    tags: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct QueueUntag {
    queue_url: String,
    tag_keys: Vec<String>,
}

/// A queue's record.
pub(super) struct Queue {
    pub(super) name: String,
    pub(super) attributes: Attributes,
    created_ms: i64,
    modified_ms: i64,
}

/// Numbers of messages by state.
pub(super) struct Counts {
    pub(super) visible: u64,
    pub(super) in_flight: u64,
    pub(super) delayed: u64,
}

impl Queues {
    /// Creates a queue; one that exists with the same settings is answered as if it were new.
    pub(super) fn queue_create(&self, request: &QueueCreate) -> Result<Value, Refusal> {
        let name = &request.queue_name;
        let is_name = (1..=80).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if name.strip_suffix(".fifo").is_some() {
            return Err(Refusal::new(
                "UnsupportedOperation",
                "FIFO queues aren't emulated",
            ));
        }
        if !is_name {
            return Err(invalid(
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
            ));
        }
        attributes::check(&request.attributes)?;
        let database = self.database();
        if let Some(existing) = find(&database, name)? {
            let settings = attributes::with_defaults(&existing.attributes);
            let differs = request
                .attributes
                .iter()
                .find(|(name, value)| settings.get(*name) != Some(value));
            if let Some((attribute, _)) = differs {
                return Err(Refusal::new(
                    "QueueNameExists",
                    format!(
                        "A queue already exists with the same name and a different value for attribute {attribute}"
                    ),
                ));
            }
        } else {
            let now_ms = self.now_ms();
            database
                .execute(
                    "INSERT INTO queues (name, attributes, tags, created_ms, modified_ms) VALUES (?1, ?2, ?3, ?4, ?4)",
                    params![name, json!(request.attributes).to_string(), json!(request.tags).to_string(), now_ms],
                )
                .map_err(failed)?;
        }
        Ok(json!({"QueueUrl": self.url(name)}))
    }

    pub(super) fn queue_delete(&self, request: &OfQueue) -> Result<Value, Refusal> {
        let deleted = self
            .database()
            .execute(
                "DELETE FROM queues WHERE name = ?1",
                [queue_name(&request.queue_url)],
            )
            .map_err(failed)?;
        if deleted == 0 {
            return Err(no_such_queue());
        }
        Ok(json!({}))
    }

    pub(super) fn queue_url_get(&self, request: &QueueUrlGet) -> Result<Value, Refusal> {
        let queue = get(&self.database(), &request.queue_name)?;
        Ok(json!({"QueueUrl": self.url(&queue.name)}))
    }

    pub(super) fn queue_list(&self, request: &QueueList) -> Result<Value, Refusal> {
        let urls: Vec<String> = all(&self.database())?
            .iter()
            .filter(|queue| queue.name.starts_with(&request.queue_name_prefix))
            .map(|queue| self.url(&queue.name))
            .collect();
        Ok(json!({"QueueUrls": urls}))
    }

    pub(super) fn queue_attributes_get(
        &self,
        request: &QueueAttributesGet,
    ) -> Result<Value, Refusal> {
        let database = self.database();
        let queue = get(&database, queue_name(&request.queue_url))?;
        self.settle(&database, &queue)?;
        let counts = count(&database, &queue.name, self.now_ms())?;
        let mut attributes = attributes::with_defaults(&queue.attributes);
        attributes.extend([
            ("QueueArn".to_owned(), self.arn(&queue.name)),
            (
                "ApproximateNumberOfMessages".to_owned(),
                counts.visible.to_string(),
            ),
            (
                "ApproximateNumberOfMessagesNotVisible".to_owned(),
                counts.in_flight.to_string(),
            ),
            (
                "ApproximateNumberOfMessagesDelayed".to_owned(),
                counts.delayed.to_string(),
            ),
            (
                "CreatedTimestamp".to_owned(),
                (queue.created_ms / 1000).to_string(),
            ),
            (
                "LastModifiedTimestamp".to_owned(),
                (queue.modified_ms / 1000).to_string(),
            ),
        ]);
        let asked = &request.attribute_names;
        if asked.is_empty() {
            return Ok(json!({}));
        }
        if !asked.iter().any(|name| name == "All") {
            attributes.retain(|name, _| asked.contains(name));
        }
        Ok(json!({"Attributes": attributes}))
    }

    pub(super) fn queue_attributes_set(
        &self,
        request: &QueueAttributesSet,
    ) -> Result<Value, Refusal> {
        attributes::check(&request.attributes)?;
        let database = self.database();
        let mut queue = get(&database, queue_name(&request.queue_url))?;
        queue.attributes.extend(request.attributes.clone());
        database
            .execute(
                "UPDATE queues SET attributes = ?2, modified_ms = ?3 WHERE name = ?1",
                params![
                    queue.name,
                    json!(queue.attributes).to_string(),
                    self.now_ms()
                ],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn queue_tags_list(&self, request: &OfQueue) -> Result<Value, Refusal> {
        let tags = tags(&self.database(), queue_name(&request.queue_url))?;
        Ok(json!({"Tags": tags}))
    }

    pub(super) fn queue_tag(&self, request: &QueueTag) -> Result<Value, Refusal> {
        let database = self.database();
        let name = queue_name(&request.queue_url);
        let mut tags = tags(&database, name)?;
        tags.extend(request.tags.clone());
        set_tags(&database, name, &tags)
    }

    pub(super) fn queue_untag(&self, request: &QueueUntag) -> Result<Value, Refusal> {
        let database = self.database();
        let name = queue_name(&request.queue_url);
        let mut tags = tags(&database, name)?;
        tags.retain(|key, _| !request.tag_keys.contains(key));
        set_tags(&database, name, &tags)
    }

    pub(super) fn queue_purge(&self, request: &OfQueue) -> Result<Value, Refusal> {
        let database = self.database();
        let queue = get(&database, queue_name(&request.queue_url))?;
        database
            .execute("DELETE FROM messages WHERE queue = ?1", [queue.name])
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn dead_letter_source_list(&self, request: &OfQueue) -> Result<Value, Refusal> {
        let database = self.database();
        let target = get(&database, queue_name(&request.queue_url))?;
        let urls: Vec<String> = all(&database)?
            .iter()
            .filter(|queue| is_dead_letter_source(queue, &target.name))
            .map(|queue| self.url(&queue.name))
            .collect();
        Ok(json!({"queueUrls": urls}))
    }
}

/// Whether a queue's messages end in `target` when they were received too often.
pub(super) fn is_dead_letter_source(queue: &Queue, target: &str) -> bool {
    attributes::redrive(&queue.attributes)
        .is_some_and(|policy| queue_name(&policy.dead_letter_target_arn) == target)
}

/// A queue, or the refusal that clients know.
pub(super) fn get(database: &Connection, name: &str) -> Result<Queue, Refusal> {
    find(database, name)?.ok_or_else(no_such_queue)
}

fn find(database: &Connection, name: &str) -> Result<Option<Queue>, Refusal> {
    database
        .prepare_cached(
            "SELECT name, attributes, created_ms, modified_ms FROM queues WHERE name = ?1",
        )
        .and_then(|mut query| query.query_row([name], read).optional())
        .map_err(failed)
}

/// Every queue, by name.
pub(super) fn all(database: &Connection) -> Result<Vec<Queue>, Refusal> {
    database
        .prepare_cached(
            "SELECT name, attributes, created_ms, modified_ms FROM queues ORDER BY name",
        )
        .and_then(|mut query| query.query_map([], read)?.collect())
        .map_err(failed)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Queue> {
    let attributes: String = row.get(1)?;
    Ok(Queue {
        name: row.get(0)?,
        attributes: serde_json::from_str(&attributes).unwrap_or_default(),
        created_ms: row.get(2)?,
        modified_ms: row.get(3)?,
    })
}

/// A message that isn't visible is in flight if it was ever received, else delayed.
pub(super) fn count(database: &Connection, queue: &str, now_ms: i64) -> Result<Counts, Refusal> {
    database
        .prepare_cached(
            "SELECT
                count(*) FILTER (WHERE visible_ms <= ?2),
                count(*) FILTER (WHERE visible_ms > ?2 AND receive_count > 0),
                count(*) FILTER (WHERE visible_ms > ?2 AND receive_count = 0)
             FROM messages WHERE queue = ?1",
        )
        .and_then(|mut query| {
            query.query_row(params![queue, now_ms], |row| {
                Ok(Counts {
                    visible: row.get(0)?,
                    in_flight: row.get(1)?,
                    delayed: row.get(2)?,
                })
            })
        })
        .map_err(failed)
}

fn tags(database: &Connection, queue: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let tags: Option<String> = database
        .query_row("SELECT tags FROM queues WHERE name = ?1", [queue], |row| {
            row.get(0)
        })
        .optional()
        .map_err(failed)?;
    let tags = tags.ok_or_else(no_such_queue)?;
    Ok(serde_json::from_str(&tags).unwrap_or_default())
}

fn set_tags(
    database: &Connection,
    queue: &str,
    tags: &BTreeMap<String, String>,
) -> Result<Value, Refusal> {
    database
        .execute(
            "UPDATE queues SET tags = ?2 WHERE name = ?1",
            params![queue, json!(tags).to_string()],
        )
        .map_err(failed)?;
    Ok(json!({}))
}
