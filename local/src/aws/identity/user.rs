//! A user's record, and finding it by name, address or id.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::{Value, json};

use super::pool::Pool;
use super::{failed, seconds};
use crate::aws::refusal::Refusal;

/// Attributes by name, `sub` excepted.
pub(super) type Attributes = BTreeMap<String, String>;

const COLUMNS: &str = "sub, pool, username, status, enabled, password, attributes, failures, failed_ms, created_ms, modified_ms";

/// How far a user has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Signed up, the address not yet verified.
    Unconfirmed,
    /// May sign in.
    Confirmed,
    /// Has a temporary password, to be changed at the first sign-in.
    ForceChangePassword,
}

impl Status {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "UNCONFIRMED",
            Self::Confirmed => "CONFIRMED",
            Self::ForceChangePassword => "FORCE_CHANGE_PASSWORD",
        }
    }

    fn parse(text: &str) -> Self {
        match text {
            "CONFIRMED" => Self::Confirmed,
            "FORCE_CHANGE_PASSWORD" => Self::ForceChangePassword,
            // The state that allows least.
            _ => Self::Unconfirmed,
        }
    }
}

/// A user's record.
#[derive(Clone)]
pub(super) struct User {
    pub(super) sub: String,
    pub(super) pool: String,
    pub(super) username: String,
    pub(super) status: Status,
    pub(super) enabled: bool,
    /// An Argon2 hash in PHC form; none as long as no password was set.
    pub(super) password: Option<String>,
    pub(super) attributes: Attributes,
    /// Wrong passwords in a row, and the time of the last.
    pub(super) failures: u32,
    pub(super) failed_ms: i64,
    pub(super) created_ms: i64,
    pub(super) modified_ms: i64,
}

impl User {
    pub(super) fn new(pool: &Pool, name: &str, now_ms: i64) -> Self {
        let sub = uuid::Uuid::new_v4().to_string();
        let mut attributes = Attributes::new();
        let username = if pool.signs_in_by_email() {
            attributes.insert("email".to_owned(), name.to_owned());
            sub.clone()
        } else {
            name.to_owned()
        };
        Self {
            sub,
            pool: pool.id.clone(),
            username,
            status: Status::Unconfirmed,
            enabled: true,
            password: None,
            attributes,
            failures: 0,
            failed_ms: 0,
            created_ms: now_ms,
            modified_ms: now_ms,
        }
    }

    pub(super) fn email(&self) -> Option<&str> {
        self.attributes.get("email").map(String::as_str)
    }

    /// The attributes as functions and tokens see them: with `sub`.
    pub(super) fn all_attributes(&self) -> Attributes {
        let mut all = self.attributes.clone();
        all.insert("sub".to_owned(), self.sub.clone());
        all
    }

    /// The attributes as the API lists them.
    pub(super) fn listed_attributes(&self) -> Value {
        self.all_attributes()
            .iter()
            .map(|(name, value)| json!({"Name": name, "Value": value}))
            .collect()
    }

    /// The user as lists and administrators see it; `attributes` is the name of that member.
    pub(super) fn describe(&self, attributes: &str) -> Value {
        let mut described = json!({
            "Username": self.username,
            "UserCreateDate": seconds(self.created_ms),
            "UserLastModifiedDate": seconds(self.modified_ms),
            "Enabled": self.enabled,
            "UserStatus": self.status.as_str(),
        });
        described[attributes] = self.listed_attributes();
        described
    }

    pub(super) fn save(&self, database: &Connection) -> Result<(), Refusal> {
        database
            .prepare_cached(
                "INSERT INTO users (sub, pool, username, email, status, enabled, password, attributes, failures, failed_ms, created_ms, modified_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (sub) DO UPDATE SET
                    email = excluded.email, status = excluded.status, enabled = excluded.enabled,
                    password = excluded.password, attributes = excluded.attributes,
                    failures = excluded.failures, failed_ms = excluded.failed_ms,
                    modified_ms = excluded.modified_ms",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    self.sub,
                    self.pool,
                    self.username,
                    self.email().map(str::to_lowercase),
                    self.status.as_str(),
                    self.enabled,
                    self.password,
                    json!(self.attributes).to_string(),
                    self.failures,
                    self.failed_ms,
                    self.created_ms,
                    self.modified_ms,
                ])
            })
            .map_err(failed)?;
        Ok(())
    }
}

/// Finds a user by user name or id, or by address where the pool knows users by it.
pub(super) fn find(
    database: &Connection,
    pool: &Pool,
    name: &str,
) -> Result<Option<User>, Refusal> {
    let email = pool.knows_by_email().then(|| name.to_lowercase());
    database
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM users
             WHERE pool = ?1 AND (username = ?2 OR sub = ?2 OR email = ?3)
             ORDER BY username = ?2 DESC LIMIT 1"
        ))
        .and_then(|mut query| {
            query
                .query_row(params![pool.id, name, email], read)
                .optional()
        })
        .map_err(failed)
}

/// A user, or the refusal that clients know.
pub(super) fn get(database: &Connection, pool: &Pool, name: &str) -> Result<User, Refusal> {
    find(database, pool, name)?.ok_or_else(not_found)
}

/// A user by id.
pub(super) fn of_sub(database: &Connection, sub: &str) -> Result<User, Refusal> {
    database
        .prepare_cached(&format!("SELECT {COLUMNS} FROM users WHERE sub = ?1"))
        .and_then(|mut query| query.query_row([sub], read).optional())
        .map_err(failed)?
        .ok_or_else(not_found)
}

/// Every user of a pool, in the order of creation.
pub(super) fn all(database: &Connection, pool: &Pool) -> Result<Vec<User>, Refusal> {
    database
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM users WHERE pool = ?1 ORDER BY created_ms, sub"
        ))
        .and_then(|mut query| query.query_map([&pool.id], read)?.collect())
        .map_err(failed)
}

/// The users of a group.
pub(super) fn in_group(
    database: &Connection,
    pool: &Pool,
    group: &str,
) -> Result<Vec<User>, Refusal> {
    let members: Vec<String> = database
        .prepare_cached("SELECT sub FROM group_members WHERE pool = ?1 AND name = ?2 ORDER BY sub")
        .and_then(|mut query| {
            query
                .query_map(params![pool.id, group], |row| row.get(0))?
                .collect()
        })
        .map_err(failed)?;
    members.iter().map(|sub| of_sub(database, sub)).collect()
}

pub(super) fn not_found() -> Refusal {
    Refusal::new("UserNotFoundException", "User does not exist.")
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<User> {
    let status: String = row.get(3)?;
    let attributes: String = row.get(6)?;
    Ok(User {
        sub: row.get(0)?,
        pool: row.get(1)?,
        username: row.get(2)?,
        status: Status::parse(&status),
        enabled: row.get(4)?,
        password: row.get(5)?,
        attributes: serde_json::from_str(&attributes).unwrap_or_default(),
        failures: row.get(7)?,
        failed_ms: row.get(8)?,
        created_ms: row.get(9)?,
        modified_ms: row.get(10)?,
    })
}
