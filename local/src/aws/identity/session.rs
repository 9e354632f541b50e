//! Sessions: one for each sign-in, held by its refresh token; and grants, which become one.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value;

use super::client::Client;
use super::user::User;
use super::{failed, fingerprint, random_secret};
use crate::aws::refusal::Refusal;

/// A sign-in that lasts.
pub(super) struct Session {
    pub(super) sub: String,
    pub(super) client: String,
    /// What ties the tokens of one sign-in together.
    pub(super) origin_jti: String,
    /// OAuth scopes, separated by spaces.
    pub(super) scope: String,
    pub(super) auth_ms: i64,
    pub(super) expires_ms: i64,
    pub(super) revoked: bool,
}

/// Begins a session; it and its refresh token.
pub(super) fn begin(
    database: &Connection,
    user: &User,
    client: &Client,
    scope: &str,
    now_ms: i64,
) -> Result<(Session, String), Refusal> {
    let session = Session {
        sub: user.sub.clone(),
        client: client.id.clone(),
        origin_jti: uuid::Uuid::new_v4().to_string(),
        scope: scope.to_owned(),
        auth_ms: now_ms,
        expires_ms: now_ms + client.refresh_token_ms(),
        revoked: false,
    };
    let token = random_secret();
    database
        .execute("DELETE FROM sessions WHERE expires_ms < ?1", [now_ms])
        .map_err(failed)?;
    database
        .execute(
            "INSERT INTO sessions (hash, sub, client, origin_jti, scope, auth_ms, expires_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                fingerprint(&token),
                session.sub,
                session.client,
                session.origin_jti,
                session.scope,
                session.auth_ms,
                session.expires_ms,
            ],
        )
        .map_err(failed)?;
    Ok((session, token))
}

/// The session of a refresh token.
pub(super) fn of_token(database: &Connection, token: &str) -> Result<Option<Session>, Refusal> {
    one(database, "hash", &fingerprint(token))
}

/// The session of the tokens with this `origin_jti`.
pub(super) fn of_origin(database: &Connection, origin: &str) -> Result<Option<Session>, Refusal> {
    one(database, "origin_jti", origin)
}

pub(super) fn revoke(database: &Connection, session: &Session) -> Result<(), Refusal> {
    database
        .execute(
            "UPDATE sessions SET revoked = 1 WHERE origin_jti = ?1",
            [&session.origin_jti],
        )
        .map_err(failed)?;
    Ok(())
}

/// Ends every session of a user.
pub(super) fn revoke_all(database: &Connection, sub: &str) -> Result<(), Refusal> {
    database
        .execute("UPDATE sessions SET revoked = 1 WHERE sub = ?1", [sub])
        .map_err(failed)?;
    Ok(())
}

fn one(database: &Connection, column: &str, value: &str) -> Result<Option<Session>, Refusal> {
    database
        .prepare_cached(&format!(
            "SELECT sub, client, origin_jti, scope, auth_ms, expires_ms, revoked FROM sessions WHERE {column} = ?1"
        ))
        .and_then(|mut query| {
            query
                .query_row([value], |row| {
                    Ok(Session {
                        sub: row.get(0)?,
                        client: row.get(1)?,
                        origin_jti: row.get(2)?,
                        scope: row.get(3)?,
                        auth_ms: row.get(4)?,
                        expires_ms: row.get(5)?,
                        revoked: row.get(6)?,
                    })
                })
                .optional()
        })
        .map_err(failed)
}

/// What a short-lived secret stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrantKind {
    /// An OAuth authorization code.
    Code,
    /// A sign-in that still needs a new password.
    Challenge,
}

impl GrantKind {
    fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Challenge => "challenge",
        }
    }
}

/// A grant that was taken: it can't be taken again.
pub(super) struct Grant {
    pub(super) sub: String,
    pub(super) client: String,
    pub(super) details: Value,
}

/// Makes a grant; the secret that takes it.
pub(super) fn grant(
    database: &Connection,
    kind: GrantKind,
    user: &User,
    client: &Client,
    details: &Value,
    expires_ms: i64,
) -> Result<String, Refusal> {
    let secret = random_secret();
    database
        .execute(
            "INSERT INTO grants (hash, kind, sub, client, details, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                fingerprint(&secret),
                kind.name(),
                user.sub,
                client.id,
                details.to_string(),
                expires_ms,
            ],
        )
        .map_err(failed)?;
    Ok(secret)
}

/// Takes a grant, once; none if there is no such grant or its time has passed.
pub(super) fn take_grant(
    database: &Connection,
    kind: GrantKind,
    secret: &str,
    now_ms: i64,
) -> Result<Option<Grant>, Refusal> {
    database
        .execute("DELETE FROM grants WHERE expires_ms <= ?1", [now_ms])
        .map_err(failed)?;
    database
        .prepare_cached(
            "DELETE FROM grants WHERE hash = ?1 AND kind = ?2 RETURNING sub, client, details",
        )
        .and_then(|mut query| {
            query
                .query_row(params![fingerprint(secret), kind.name()], |row| {
                    let details: String = row.get(2)?;
                    Ok(Grant {
                        sub: row.get(0)?,
                        client: row.get(1)?,
                        details: serde_json::from_str(&details).unwrap_or_default(),
                    })
                })
                .optional()
        })
        .map_err(failed)
}
