//! The queues as their owner's page shows them: how many messages, how old, whose, but never
//! what they say.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::Value;

use super::Queues;
use super::queue;
use crate::aws::refusal::Refusal;

/// The most messages of one queue that a view lists.
const MAX_LISTED: i64 = 100;

/// A queue at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueueView {
    /// Its name.
    pub name: String,
    /// Its URL.
    pub url: String,
    /// Whether other queues' messages end here when they were received too often.
    pub is_dead_letter_queue: bool,
    /// Messages that could be received now.
    pub visible: u64,
    /// Messages that somebody is at work on.
    pub in_flight: u64,
    /// Messages that wait for their delay to pass.
    pub delayed: u64,
    /// The oldest of the messages, 100 at most.
    pub messages: Vec<MessageView>,
}

/// A message without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessageView {
    /// Its id.
    pub id: String,
    /// Its message group, which is the tenant.
    pub group: Option<String>,
    /// How often it was received.
    pub receive_count: u32,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// The ids in its body, such as `scan scan_…`; nothing else of it.
    pub body_preview: String,
}

impl Queues {
    /// Every queue, by name.
    pub(in crate::aws) fn views(&self) -> Vec<QueueView> {
        let views = self.read_views();
        views.unwrap_or_else(|refusal| {
            tracing::error!(reason = refusal.message, "the queues can't be read");
            Vec::new()
        })
    }

    fn read_views(&self) -> Result<Vec<QueueView>, Refusal> {
        let database = self.database();
        let queues = queue::all(&database)?;
        for queue in &queues {
            self.settle(&database, queue)?;
        }
        queues
            .iter()
            .map(|queue| {
                let counts = queue::count(&database, &queue.name, self.now_ms())?;
                Ok(QueueView {
                    name: queue.name.clone(),
                    url: self.url(&queue.name),
                    is_dead_letter_queue: queues
                        .iter()
                        .any(|source| queue::is_dead_letter_source(source, &queue.name)),
                    visible: counts.visible,
                    in_flight: counts.in_flight,
                    delayed: counts.delayed,
                    messages: messages(&database, &queue.name).map_err(super::failed)?,
                })
            })
            .collect()
    }
}

fn messages(database: &Connection, queue: &str) -> rusqlite::Result<Vec<MessageView>> {
    let mut query = database.prepare_cached(
        "SELECT id, tenant_group, receive_count, sent_ms, body FROM messages
         WHERE queue = ?1 ORDER BY position LIMIT ?2",
    )?;
    query
        .query_map(params![queue, MAX_LISTED], |row| {
            let body: String = row.get(4)?;
            Ok(MessageView {
                id: row.get(0)?,
                group: row.get(1)?,
                receive_count: row.get(2)?,
                sent_at: Timestamp::from_millisecond(row.get(3)?).unwrap_or_default(),
                body_preview: preview(&body),
            })
        })?
        .collect()
}

/// The ids among the body's members. Anything else could be personal data.
fn preview(body: &str) -> String {
    let Ok(Value::Object(members)) = serde_json::from_str(body) else {
        return String::new();
    };
    let ids: Vec<String> = members
        .iter()
        .filter_map(|(name, value)| {
            let id = value.as_str().filter(|value| is_id(value))?;
            Some(format!("{name} {id}"))
        })
        .collect();
    ids.join(", ")
}

/// A UUID, or the platform's own form: a prefix, an underscore and 26 characters of base 32.
fn is_id(value: &str) -> bool {
    if value.len() == 36 && uuid::Uuid::parse_str(value).is_ok() {
        return true;
    }
    value.rsplit_once('_').is_some_and(|(prefix, rest)| {
        (1..=16).contains(&prefix.len())
            && prefix
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            && rest.len() == 26
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::preview;

    #[test]
    fn a_preview_shows_ids_and_nothing_else() {
        for (body, expected) in [
            (
                r#"{"scan":"scan_01h455vb4pex5vsknk084sn02q","sent_at":"2026-01-01T00:00:00Z","name":"Jan"}"#,
                "scan scan_01h455vb4pex5vsknk084sn02q",
            ),
            (r#"{"note":"mail jan_de_vries@example.nl"}"#, ""),
            ("no JSON at all", ""),
            (r#"["scan_01h455vb4pex5vsknk084sn02q"]"#, ""),
        ] {
            assert_eq!(preview(body), expected, "{body}");
        }
    }
}
