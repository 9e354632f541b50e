//! Groups, and who is in them.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::pool::Pool;
use super::{Identity, OfPool, failed, pool, seconds, user};
use crate::aws::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GroupCreate {
    user_pool_id: String,
    group_name: String,
    #[serde(flatten)]
    settings: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfGroup {
    user_pool_id: String,
    group_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Membership {
    user_pool_id: String,
    group_name: String,
    username: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GroupsOf {
    user_pool_id: String,
    username: String,
}

impl Identity {
    pub(super) fn group_create(&self, request: GroupCreate) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        if find(&database, &pool, &request.group_name)?.is_some() {
            return Err(Refusal::new(
                "GroupExistsException",
                "A group with the name already exists.",
            ));
        }
        database
            .execute(
                "INSERT INTO groups (pool, name, settings, created_ms) VALUES (?1, ?2, ?3, ?4)",
                params![
                    pool.id,
                    request.group_name,
                    Value::Object(request.settings).to_string(),
                    self.now_ms()
                ],
            )
            .map_err(failed)?;
        Ok(json!({"Group": get(&database, &pool, &request.group_name)?}))
    }

    pub(super) fn group_get(&self, request: &OfGroup) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        Ok(json!({"Group": get(&database, &pool, &request.group_name)?}))
    }

    pub(super) fn group_delete(&self, request: &OfGroup) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        get(&database, &pool, &request.group_name)?;
        database
            .execute(
                "DELETE FROM groups WHERE pool = ?1 AND name = ?2",
                params![pool.id, request.group_name],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn group_list(&self, request: &OfPool) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let groups: Vec<Value> = database
            .prepare_cached(
                "SELECT pool, name, settings, created_ms FROM groups WHERE pool = ?1 ORDER BY name",
            )
            .and_then(|mut query| query.query_map([pool.id], read)?.collect())
            .map_err(failed)?;
        Ok(json!({"Groups": groups}))
    }

    pub(super) fn group_member_list(&self, request: &OfGroup) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        get(&database, &pool, &request.group_name)?;
        let users: Vec<Value> = user::in_group(&database, &pool, &request.group_name)?
            .iter()
            .map(|user| user.describe("Attributes"))
            .collect();
        Ok(json!({"Users": users}))
    }

    pub(super) fn group_member_add(&self, request: &Membership) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let user = user::get(&database, &pool, &request.username)?;
        get(&database, &pool, &request.group_name)?;
        database
            .execute(
                "INSERT OR IGNORE INTO group_members (pool, name, sub) VALUES (?1, ?2, ?3)",
                params![pool.id, request.group_name, user.sub],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn group_member_remove(&self, request: &Membership) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let user = user::get(&database, &pool, &request.username)?;
        get(&database, &pool, &request.group_name)?;
        database
            .execute(
                "DELETE FROM group_members WHERE name = ?1 AND sub = ?2",
                params![request.group_name, user.sub],
            )
            .map_err(failed)?;
        Ok(json!({}))
    }

    pub(super) fn user_group_list(&self, request: &GroupsOf) -> Result<Value, Refusal> {
        let database = self.database();
        let pool = pool::get(&database, &request.user_pool_id)?;
        let user = user::get(&database, &pool, &request.username)?;
        let groups: Vec<Value> = names_of(&database, &user.sub)?
            .iter()
            .map(|name| get(&database, &pool, name))
            .collect::<Result<_, _>>()?;
        Ok(json!({"Groups": groups}))
    }
}

/// The names of a user's groups.
pub(super) fn names_of(database: &Connection, sub: &str) -> Result<Vec<String>, Refusal> {
    database
        .prepare_cached("SELECT name FROM group_members WHERE sub = ?1 ORDER BY name")
        .and_then(|mut query| query.query_map([sub], |row| row.get(0))?.collect())
        .map_err(failed)
}

fn get(database: &Connection, pool: &Pool, name: &str) -> Result<Value, Refusal> {
    find(database, pool, name)?
        .ok_or_else(|| Refusal::new("ResourceNotFoundException", "Group not found."))
}

fn find(database: &Connection, pool: &Pool, name: &str) -> Result<Option<Value>, Refusal> {
    database
        .prepare_cached(
            "SELECT pool, name, settings, created_ms FROM groups WHERE pool = ?1 AND name = ?2",
        )
        .and_then(|mut query| query.query_row(params![pool.id, name], read).optional())
        .map_err(failed)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Value> {
    let settings: String = row.get(2)?;
    let created_ms: i64 = row.get(3)?;
    let mut group: Value = serde_json::from_str(&settings).unwrap_or_else(|_| json!({}));
    group["UserPoolId"] = json!(row.get::<_, String>(0)?);
    group["GroupName"] = json!(row.get::<_, String>(1)?);
    group["CreationDate"] = json!(seconds(created_ms));
    group["LastModifiedDate"] = json!(seconds(created_ms));
    Ok(group)
}
